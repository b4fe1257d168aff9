//! A template filled with given values: what it prints, where each part of that comes from, and
//! what is wrong with it. Needs no home.

use antiphon_model::Time;
use antiphon_voice::finding::Finding;
use antiphon_voice::template::{self, Options, Segment};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;

/// What a template comes to. All places are bytes of UTF-8, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// What Liquid prints.
    pub text: String,
    /// Where each part of the text comes from, in order and without gaps.
    pub segments: Vec<Part>,
    /// What is wrong, by its place in the template: names that nothing fills, and what is left to
    /// fill in the text.
    pub findings: Vec<Fault>,
}

/// A part of the text that comes from one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Such as `text` or `field`.
    pub origin: &'static str,
}

/// Something wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Such as `template.unknown`.
    pub rule: String,
    /// `error` keeps a text from being sent; else `warning` or `suggestion`.
    pub severity: &'static str,
    /// Where it begins in the template.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is wrong.
    pub message: String,
}

/// `template` filled with `values`, which are nested or have points in their names; `now` is what
/// a date of now means, in UTC.
pub fn render(template: &str, values: &Value, now: Time) -> Rendered {
    let now = Timestamp::from_millisecond(now.ms()).ok();
    let now = now.map(|now| now.to_zoned(TimeZone::UTC));
    let mut made = template::render(template, &Options { values, now: now.as_ref(), chosen: &[] });
    made.findings.extend(leftovers(template, &made));
    made.findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    Rendered {
        text: made.text,
        segments: made.segments.into_iter().map(part).collect(),
        findings: made.findings.into_iter().map(fault).collect(),
    }
}

/// What of the text must never go out, by the place in the template that it comes from: the same
/// words, else the name of the field that has them.
fn leftovers(template: &str, made: &template::Rendered) -> Vec<Finding> {
    let mut from = 0;
    let mut found = template::leftovers(&made.text);
    for finding in &mut found {
        let find = |words: &str, from: usize| {
            let at = from + template.get(from..)?.find(words)?;
            Some(at..at + words.len())
        };
        let start = finding.range.start;
        let words = made.text.get(finding.range.clone()).unwrap_or_default();
        let segment = made.segments.iter().find(|segment| segment.range.contains(&start));
        let name = segment.and_then(|segment| segment.name.as_deref());
        let place = find(words, from).or_else(|| find(name?, 0));
        finding.range = place.unwrap_or(0..template.len());
        if name.is_none() {
            from = finding.range.end;
        }
    }
    found
}

fn part(segment: Segment) -> Part {
    let Segment { range, origin, .. } = segment;
    Part { start: range.start, end: range.end, origin: origin.as_str() }
}

fn fault(finding: Finding) -> Fault {
    let Finding { rule, severity, range, message, .. } = finding;
    Fault { rule, severity: severity.as_str(), start: range.start, end: range.end, message }
}
