//! `antiphon render`: what a template prints, where each part of that comes from, what is wrong.

use std::path::{Path, PathBuf};

use antiphon_desk::Clock as _;
use antiphon_desk::render::{Fault, Rendered, render};
use clap::{ArgGroup, Args};
use serde::Serialize;
use serde_json::{Map, Value};

use super::json_lines::{self, JsonLines, STDIN, cause};
use super::text_input;
use crate::call::{self, Call};
use crate::failure::Failure;
use crate::output::Format;
use crate::printable::{line, lines};

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("input").required(true)))]
pub(crate) struct Render {
    /// The template; - reads it from standard input
    #[arg(group = "input")]
    template: Option<String>,
    /// The values by their names: nested, or with points in the names
    #[arg(long, value_name = "VARS.JSON")]
    vars: Option<PathBuf>,
    /// A file of templates, `{"id", "template", "vars"}` a line; - reads standard input
    #[arg(long, value_name = "CASES.JSONL", group = "input")]
    file: Option<PathBuf>,
}

/// What one template comes to.
#[derive(Debug, Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    #[serde(flatten)]
    rendered: Rendered,
}

impl Render {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let values = self.vars.as_deref().map(values).transpose()?.unwrap_or_default();
        if let Some(file) = &self.file {
            return each(call, JsonLines::open(file)?, &values);
        }
        let template = match self.template.as_deref().unwrap_or_default() {
            STDIN => json_lines::typed(json_lines::LIMIT)?,
            template => template.to_owned(),
        };
        let rendered = render(&template, &values, call::clock().now());
        call.out.one(&Line { id: None, rendered }, shown)
    }
}

fn each(call: &mut Call, mut cases: JsonLines, usual: &Value) -> Result<(), Failure> {
    let format = call.out.format_or(Format::Jsonl);
    let now = call::clock().now();
    while let Some((id, template, own)) = cases.next(case)? {
        let rendered = render(&template, own.as_ref().unwrap_or(usual), now);
        let line = Line { id, rendered };
        match format {
            Format::Text => call.out.line(shown(&line))?,
            Format::Json | Format::Jsonl => call.out.json(&line)?,
        }
    }
    Ok(())
}

/// A line of the file: its id, its template and its own values.
fn case(text: &str) -> Result<(Option<Value>, String, Option<Value>), String> {
    let value =
        serde_json::from_str(text).map_err(|err| format!("no valid JSON: {}", cause(&err)))?;
    let Value::Object(mut case) = value else {
        return Err("a line is an object like {\"template\": …}".to_owned());
    };
    let Some(Value::String(template)) = case.remove("template") else {
        return Err("template: there is none".to_owned());
    };
    let own = own_values(&mut case)?;
    Ok((case.remove("id"), template, own))
}

/// The values that a line brings along.
fn own_values(case: &mut Map<String, Value>) -> Result<Option<Value>, &'static str> {
    let given = case.remove("vars").or_else(|| case.remove("data"));
    match given {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(values)) => Ok(Some(Value::Object(values))),
        Some(_) => Err("vars: no object of values"),
    }
}

fn values(file: &Path) -> Result<Value, Failure> {
    let place = file.display().to_string();
    let text = text_input::read(file)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match serde_json::from_str(text) {
        Ok(Value::Object(values)) => Ok(Value::Object(values)),
        Ok(_) => {
            let problem = "no object of values such as {\"customer\": {\"name\": …}}".to_owned();
            Err(Failure::Line { place, line: 1, problem })
        }
        Err(err) => {
            let problem = format!("no valid JSON: {err}");
            Err(Failure::Line { place, line: err.line() as u64, problem })
        }
    }
}

/// What a person reads: the text, then what is wrong with it.
fn shown(found: &Line) -> String {
    let Rendered { text, findings, .. } = &found.rendered;
    let finding = |finding: &Fault| {
        let place = format!("{}..{}", finding.start, finding.end);
        let message = line(&finding.message);
        format!("{}  {place}  {}  {message}", finding.severity, finding.rule)
    };
    let findings = findings.iter().map(finding);
    std::iter::once(lines(text, 0)).chain(findings).collect::<Vec<_>>().join("\n")
}
