//! `antiphon expose`: private data in a text that everybody will read.

use std::path::PathBuf;

use antiphon_desk::expose::{CustomerRecord, Exposure, Guard};
use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::text_input::{self, TextInput, Texts};
use super::text_lines::TextLine;
use crate::call::Call;
use crate::failure::Failure;
use crate::output::Format;
use crate::printable::line;

#[derive(Debug, Args)]
pub(crate) struct Expose {
    /// What is known of the customer, `{"customer": {…}, "order_ids": […], "addresses": […]}`;
    /// a line of a file may hold its own under `record`
    #[arg(long, value_name = "RECORD.JSON")]
    record: Option<PathBuf>,
    /// What is the company's own and may stand in public: a literal or an @domain a line
    #[arg(long, value_name = "LIST")]
    allow: Option<PathBuf>,
    #[command(flatten)]
    input: TextInput,
}

/// What was found in one text.
#[derive(Debug, Serialize)]
struct Exposed {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    findings: Vec<Found>,
    #[serde(skip)]
    text: String,
}

#[derive(Debug, Serialize)]
struct Found {
    kind: &'static str,
    start: usize,
    end: usize,
    certain: bool,
}

impl Expose {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let list = self.allow.as_deref().map(text_input::read).transpose()?;
        let guard = Guard::new(list.as_deref().unwrap_or_default());
        let usual = self.record()?;
        match self.input.open()? {
            Texts::One(text) => {
                let found = guard.find(&text, &usual);
                call.out.one(&Exposed::new(None, text, found), shown)
            }
            Texts::Many(mut lines) => {
                let format = call.out.format_or(Format::Jsonl);
                while let Some(case) = lines.next()? {
                    let own = own_record(&case).map_err(|problem| lines.problem(problem))?;
                    let found = guard.find(&case.text, own.as_ref().unwrap_or(&usual));
                    let exposed = Exposed::new(case.id, case.text, found);
                    match format {
                        Format::Text => call.out.line(shown(&exposed))?,
                        Format::Json | Format::Jsonl => call.out.json(&exposed)?,
                    }
                }
                Ok(())
            }
        }
    }

    fn record(&self) -> Result<CustomerRecord, Failure> {
        let Some(file) = &self.record else { return Ok(CustomerRecord::default()) };
        let wrong = |line: usize, problem: String| Failure::Line {
            place: file.display().to_string(),
            line: line as u64,
            problem,
        };
        let value: Value = serde_json::from_str(&text_input::read(file)?)
            .map_err(|err| wrong(err.line(), format!("no valid JSON: {err}")))?;
        CustomerRecord::parse(&value).map_err(|problem| wrong(1, problem))
    }
}

/// The record that a line brings along: under `record`, or beside the text.
fn own_record(case: &TextLine) -> Result<Option<CustomerRecord>, String> {
    let beside = ["customer", "order_ids", "addresses"];
    let value = match case.rest.get("record") {
        Some(record) => record.clone(),
        None if beside.iter().any(|key| case.rest.contains_key(*key)) => {
            let kept = case.rest.iter().filter(|(key, _)| beside.contains(&key.as_str()));
            Value::Object(
                kept.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>(),
            )
        }
        None => return Ok(None),
    };
    match value {
        Value::Null => Ok(None),
        value => CustomerRecord::parse(&value).map(Some),
    }
}

impl Exposed {
    fn new(id: Option<Value>, text: String, found: Vec<Exposure>) -> Self {
        let findings = found.into_iter().map(|one| Found {
            kind: one.kind.as_str(),
            start: one.range.start,
            end: one.range.end,
            certain: one.certain,
        });
        Self { id, findings: findings.collect(), text }
    }
}

/// The lines that a person reads.
fn shown(exposed: &Exposed) -> String {
    if exposed.findings.is_empty() {
        return "Nothing private was found.".to_owned();
    }
    let lines = exposed.findings.iter().map(|found| {
        let part = exposed.text.get(found.start..found.end).unwrap_or_default();
        let whose = if found.certain { "the customer’s own" } else { "perhaps private" };
        format!("{}..{}  {}  {}  ({whose})", found.start, found.end, found.kind, line(part))
    });
    lines.collect::<Vec<_>>().join("\n")
}
