//! Templates: Liquid as support tools write it, with blocks of our own, and where each part of the
//! text comes from.
//!
//! [`render`] prints what Liquid prints and says what is wrong; [`insert`] makes an answer ready
//! for the person who writes: what is known is filled, what is not stays as a tab stop, which
//! [`stops`] finds again. [`leftovers`] finds what must never go out in any finished text. Values
//! and the time come from the caller. Any input will do: everything has limits, nothing panics.

mod date;
mod expression;
mod filters;
mod insert;
mod lax;
mod leftovers;
mod lexer;
mod lookup;
mod names;
mod number;
mod outline;
mod page;
mod parse;
mod scope;
mod stops;
mod tags;
mod tokens;
mod tree;
mod value;
mod walk;

pub use insert::{Choice, Field, Inserted, insert};
pub use leftovers::leftovers;
pub use names::{NAMED, is_named, ours};
pub(crate) use outline::{Piece as Outlined, outline};
pub use page::{Origin, Segment};
pub use stops::{Stop, stops};

use std::ops::Range;

use jiff::Zoned;
use serde_json::Value as Json;

use crate::finding::{Finding, Severity};
use expression::Fault;
use scope::{Missing, Names, Scope};
use value::{Record, Value};
use walk::{Mode, Walk};

/// The longest template that is read, in bytes: as long as an answer may be.
pub const LONGEST: usize = 4 << 20;

/// A name that nothing fills.
const UNKNOWN: &str = "template.unknown";
/// A place that comes to nothing.
const EMPTY: &str = "template.empty";
/// A filter that is not there, or cannot do its work.
const FILTER: &str = "template.filter";
/// What Liquid does not understand.
const SYNTAX: &str = "template.syntax";
/// Too big, too deep or too much work.
const LIMIT: &str = "template.limit";
/// A question without an answer.
const ASK: &str = "template.ask";

/// What a template is filled with.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The values by their names, nested (`{"customer": {"name": …}}`) or with points in the name
    /// (`{"customer.name": …}`); answers to questions stand under `ask` or by themselves.
    pub values: &'a Json,
    /// What `now` and `today` mean; without it they are a finding.
    pub now: Option<&'a Zoned>,
    /// Which alternative to take of each choice, counted from 0; the first where none is given.
    pub chosen: &'a [usize],
}

/// A template filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// What Liquid prints; nothing when it would refuse the template.
    pub text: String,
    /// Where each part of the text comes from, in order and without gaps.
    pub segments: Vec<Segment>,
    /// What is wrong, by its place in the template.
    pub findings: Vec<Finding>,
}

/// `template` with everything in it evaluated.
///
/// What is unknown or empty prints nothing and is an error in `findings`, unless a `default`
/// stands in for it.
pub fn render(template: &str, options: &Options<'_>) -> Rendered {
    let parsed = match read(template) {
        Ok(parsed) => parsed,
        Err(finding) => return Rendered { findings: vec![finding], ..Rendered::default() },
    };
    let mut findings = parsed.findings;
    let Some(body) = parsed.body else { return Rendered { findings, ..Rendered::default() } };
    let values = record(options.values);
    let scope = Scope::new(template, &values, Names::Given, options.now);
    let mut walk = Walk::new(template, scope, Mode::Print, options.chosen);
    let end = walk.body(&body);
    let walked = walk.finish();
    findings.extend(walked.findings);
    let (text, segments) = match end {
        Ok(()) => walked.page.finish(),
        Err(finding) => {
            findings.push(finding);
            Default::default()
        }
    };
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    Rendered { text, segments, findings }
}

/// Reads a template that is not too long.
fn read(template: &str) -> Result<parse::Parsed<'_>, Finding> {
    if template.len() > LONGEST {
        let message = format!("the template has {} bytes; at most {LONGEST} fit", template.len());
        return Err(finding(LIMIT, 0..0, message));
    }
    Ok(parse::parse(template))
}

fn record(values: &Json) -> std::sync::Arc<Record> {
    match Value::from(values) {
        Value::Record(record) => record,
        _ => std::sync::Arc::default(),
    }
}

/// A finding that keeps the text from being sent.
fn finding(rule: &str, range: Range<usize>, message: String) -> Finding {
    let severity = Severity::Error;
    Finding { rule: rule.to_owned(), severity, range, message, link: None, fixes: Vec::new() }
}

fn syntax(fault: Fault) -> Finding {
    finding(SYNTAX, fault.range, fault.message)
}

fn missing(missing: &Missing) -> Finding {
    let name = &missing.name;
    let (rule, message) = if missing.is_known {
        (EMPTY, format!("“{name}” is empty"))
    } else {
        (UNKNOWN, format!("nothing is known as “{name}”"))
    };
    finding(rule, missing.range.clone(), message)
}

fn compared_unknown(missing: &Missing) -> Finding {
    let message = format!("nothing is known as “{}”; it is compared as nothing", missing.name);
    let finding = finding(UNKNOWN, missing.range.clone(), message);
    Finding { severity: Severity::Suggestion, ..finding }
}
