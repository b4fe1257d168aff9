//! `antiphon provenance`: where each sentence of a draft comes from, and what it promises anew.

use std::path::PathBuf;

use antiphon_desk::provenance::{ApprovedSentences, Report, Sentence, State};
use antiphon_desk::{Clock as _, ErrorCode};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::text_input::{TextInput, Texts};
use super::text_lines::TextLine;
use crate::call::{self, Call};
use crate::failure::Failure;
use crate::output::Format;
use crate::printable::{line, start};

/// How much of a sentence is shown, in characters.
const SHOWN: usize = 90;

#[derive(Debug, Args)]
pub(crate) struct Provenance {
    /// The approved answers, in a format that can be imported; rows without a state count as
    /// approved, and rows that are not valid now approve nothing (days are those of UTC)
    #[arg(long, value_name = "LIBRARY.JSONL")]
    library: PathBuf,
    /// The name of a product: naming another one than the approved text is a new promise; may be
    /// given many times
    #[arg(long = "product", value_name = "NAME")]
    products: Vec<String>,
    /// An answer that was inserted; its locked spans have to stand; may be given many times, and a
    /// line of a file may hold its own under `used`
    #[arg(long, value_name = "ID")]
    used: Vec<String>,
    #[command(flatten)]
    input: TextInput,
}

/// What is said of one draft.
#[derive(Debug, Serialize)]
struct Traced {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    sentences: Vec<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locked: Vec<Lock>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leftovers: Vec<Place>,
    verdict: &'static str,
    #[serde(skip)]
    text: String,
}

#[derive(Debug, Serialize)]
struct Part {
    start: usize,
    end: usize,
    state: &'static str,
    answer_id: Option<String>,
    diff: Option<Vec<Run>>,
    claims: Vec<Promise>,
    /// Own words that need nobody's approval.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    courtesy: bool,
}

#[derive(Debug, Serialize)]
struct Run {
    kind: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct Promise {
    kind: &'static str,
    start: usize,
    end: usize,
    value: String,
    approved: Option<String>,
    #[serde(skip)]
    message: String,
}

/// A locked span that the draft does not keep; without a place it is left out.
#[derive(Debug, Serialize)]
struct Lock {
    answer_id: String,
    text: String,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Place {
    start: usize,
    end: usize,
}

impl Provenance {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let library =
            ApprovedSentences::read(&self.library, call::clock().now()).map_err(|err| match err
                .code()
            {
                ErrorCode::Invalid => Failure::Files(err),
                _ => Failure::Desk(err),
            })?;
        let named: Vec<&str> = self.used.iter().map(String::as_str).collect();
        known(&library, &named)?;
        match self.input.open()? {
            Texts::One(text) => {
                let report = library.check(&text, &named, &self.products);
                call.out.one(&Traced::new(None, text, report), shown)
            }
            Texts::Many(mut lines) => {
                let format = call.out.format_or(Format::Jsonl);
                while let Some(case) = lines.next()? {
                    let own = own_used(&case).map_err(|problem| lines.problem(problem))?;
                    known(&library, &own)?;
                    let used = [named.as_slice(), &own].concat();
                    let report = library.check(&case.text, &used, &self.products);
                    let traced = Traced::new(case.id, case.text, report);
                    match format {
                        Format::Text => call.out.line(shown(&traced))?,
                        Format::Json | Format::Jsonl => call.out.json(&traced)?,
                    }
                }
                Ok(())
            }
        }
    }
}

/// Refuses answers that cannot be used: what is locked in them is not known, or counts no more.
fn known(library: &ApprovedSentences, used: &[&str]) -> Result<(), Failure> {
    let unusable = library.unusable(used);
    if unusable.is_empty() { Ok(()) } else { Err(Failure::UnusableAnswers(unusable)) }
}

/// The answers that a line says were inserted: a list of ids, or one alone.
fn own_used(case: &TextLine) -> Result<Vec<&str>, &'static str> {
    let wrong = "used: neither the id of an answer nor a list of such ids";
    match case.rest.get("used") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(id)) => Ok(vec![id]),
        Some(Value::Array(ids)) => ids.iter().map(|id| id.as_str().ok_or(wrong)).collect(),
        Some(_) => Err(wrong),
    }
}

impl Traced {
    fn new(id: Option<Value>, text: String, report: Report) -> Self {
        let locked = report.broken_locks.into_iter().map(|lock| Lock {
            answer_id: lock.answer,
            text: lock.text,
            start: lock.range.as_ref().map(|range| range.start),
            end: lock.range.map(|range| range.end),
        });
        let leftovers =
            report.leftovers.into_iter().map(|range| Place { start: range.start, end: range.end });
        Self {
            id,
            sentences: report.sentences.into_iter().map(part).collect(),
            locked: locked.collect(),
            leftovers: leftovers.collect(),
            verdict: report.verdict.as_str(),
            text,
        }
    }
}

fn part(sentence: Sentence) -> Part {
    let runs = sentence
        .diff
        .into_iter()
        .map(|change| Run { kind: change.kind.as_str(), text: change.text });
    let edited = sentence.state == State::Edited;
    let claims = sentence.claims.into_iter().map(|claim| Promise {
        kind: claim.kind.as_str(),
        start: claim.range.start,
        end: claim.range.end,
        message: claim.message(),
        value: claim.value,
        approved: claim.approved,
    });
    Part {
        start: sentence.range.start,
        end: sentence.range.end,
        state: sentence.state.as_str(),
        answer_id: sentence.answer,
        claims: claims.collect(),
        courtesy: sentence.courtesy,
        diff: edited.then(|| runs.collect()),
    }
}

/// The lines that a person reads.
fn shown(traced: &Traced) -> String {
    let mut lines = vec![format!("Verdict: {}", traced.verdict.replace('_', " "))];
    for part in &traced.sentences {
        let text = traced.text.get(part.start..part.end).unwrap_or_default();
        let from = part.answer_id.as_deref().map(|id| format!("  [{}]", line(id)));
        let state = if part.courtesy { "courtesy" } else { part.state };
        lines.push(format!("{state:<8}  {}{}", start(text, SHOWN), from.unwrap_or_default()));
        for run in part.diff.iter().flatten().filter(|run| run.kind != "same") {
            let sign = if run.kind == "added" { '+' } else { '-' };
            lines.push(format!("          {sign} {}", line(&run.text)));
        }
        lines.extend(
            part.claims.iter().map(|claim| format!("          ! {}", line(&claim.message))),
        );
    }
    let locked = traced.locked.iter();
    lines.extend(locked.map(|lock| {
        format!("Locked, has to stand: {}  [{}]", line(&lock.text), line(&lock.answer_id))
    }));
    let left = traced.leftovers.iter().filter_map(|place| traced.text.get(place.start..place.end));
    lines.extend(left.map(|left| format!("Still to be filled in: {}", line(left))));
    lines.join("\n")
}
