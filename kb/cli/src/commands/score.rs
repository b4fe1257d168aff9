//! `antiphon score`: how well a reply follows the voice guide, and what each lost point is for.

use std::path::PathBuf;

use antiphon_desk::score::{Cause, Deduction, Score as Scored, Scorer};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::text_input::{TextInput, Texts};
use crate::call::Call;
use crate::failure::Failure;
use crate::output::Format;
use crate::printable::line;

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// The settings that say which rules apply; else the default pack
    #[arg(long, value_name = ".VALE.INI")]
    config: Option<PathBuf>,
    #[command(flatten)]
    input: TextInput,
}

/// The score of one text.
#[derive(Debug, Serialize)]
struct Shown {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    score: u32,
    deductions: Vec<Lost>,
}

/// Points that are missing: for a rule or for a trait.
#[derive(Debug, Serialize)]
struct Lost {
    points: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(rename = "trait", skip_serializing_if = "Option::is_none")]
    named: Option<&'static str>,
    span: [usize; 2],
    message: String,
}

impl Score {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let scorer = Scorer::new(self.config.as_deref())?;
        match self.input.open()? {
            Texts::One(text) => call.out.one(&Shown::new(None, scorer.score(&text)), shown),
            Texts::Many(mut lines) => {
                let format = call.out.format_or(Format::Jsonl);
                while let Some(case) = lines.next()? {
                    let found = Shown::new(case.id, scorer.score(&case.text));
                    match format {
                        Format::Text => call.out.line(shown(&found))?,
                        Format::Json | Format::Jsonl => call.out.json(&found)?,
                    }
                }
                Ok(())
            }
        }
    }
}

impl Shown {
    fn new(id: Option<Value>, scored: Scored) -> Self {
        let deductions = scored.deductions.into_iter().map(Lost::of).collect();
        Self { id, score: scored.score, deductions }
    }
}

impl Lost {
    fn of(deduction: Deduction) -> Self {
        let (rule, named) = match deduction.cause {
            Cause::Rule(rule) => (Some(rule), None),
            Cause::Trait(named) => (None, Some(named.as_str())),
        };
        let span = [deduction.range.start, deduction.range.end];
        Self { points: deduction.points, rule, named, span, message: deduction.message }
    }
}

/// The lines that a person reads.
fn shown(found: &Shown) -> String {
    let mut lines = vec![format!("{} of 100", found.score)];
    lines.extend(found.deductions.iter().map(|lost| {
        let cause = lost.rule.as_deref().or(lost.named).unwrap_or_default();
        let [start, end] = lost.span;
        format!("  −{}  {start}..{end}  {}  {}", lost.points, line(cause), line(&lost.message))
    }));
    lines.join("\n")
}
