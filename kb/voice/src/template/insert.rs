//! An answer made ready for the person who writes.

use std::ops::Range;

use super::page::Segment;
use super::scope::{Names, Scope};
use super::stops::stops;
use super::tree::{Body, Node, Output};
use super::walk::{Mode, Walk};
use super::{Options, parse, read, record};
use crate::finding::Finding;

/// A template made ready to be worked on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inserted {
    /// The text, still Markdown.
    pub text: String,
    /// Where each part of it comes from, in order and without gaps.
    pub segments: Vec<Segment>,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Its choices, in order; one within another is not told.
    pub choices: Vec<Choice>,
    /// Where the person goes on writing.
    pub cursor: Option<usize>,
    /// What is wrong, by its place in the template.
    pub findings: Vec<Finding>,
}

/// What became of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name, or the question that is asked.
    pub name: String,
    /// Where its value, or its tab stop, stands in the new text, in bytes.
    pub range: Range<usize>,
    /// The value as given; `None` while it waits to be filled.
    pub value: Option<String>,
}

/// A place with several texts to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Where the chosen one stands, in bytes.
    pub range: Range<usize>,
    /// All of them, made ready like the text itself.
    pub alternatives: Vec<String>,
    /// Which one stands there.
    pub chosen: usize,
}

/// `template` with what is known filled; everything else stays as a tab stop.
///
/// Values are escaped: they read the same after rendering and hold neither Markdown nor fields,
/// not even together with what stands next to them. Other tools' names stand for ours. A template
/// that cannot be read keeps its tags, which cannot be sent.
pub fn insert(template: &str, options: &Options<'_>) -> Inserted {
    let values = record(options.values);
    let scope = || Scope::new(template, &values, Names::Synonyms, options.now);
    let mut findings = Vec::new();
    let parsed = match read(template) {
        Ok(parsed) => parsed,
        Err(finding) => {
            let text = template.to_owned();
            return Inserted { text, findings: vec![finding], ..Inserted::default() };
        }
    };
    findings.extend(parsed.findings);
    let walked = parsed.body.and_then(|body| {
        let mut walk = Walk::new(template, scope(), Mode::Insert, options.chosen);
        match walk.body(&body) {
            Ok(()) => Some(walk.finish()),
            Err(finding) => {
                findings.push(finding);
                None
            }
        }
    });
    let walked = walked.unwrap_or_else(|| {
        let mut walk = Walk::new(template, scope(), Mode::Insert, options.chosen);
        // Only too much text or work ends this early; what is there by then has no open end.
        let end = walk.body(&flat(template));
        findings.extend(end.err());
        walk.finish()
    });
    findings.extend(walked.findings.iter().cloned());
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    let Walk { page, fields, choices, cursor, .. } = walked;
    let (text, segments) = page.finish();
    Inserted { text, segments, fields, choices, cursor, findings }
}

/// A template without its tags' meaning: outputs that can be read, everything else as written.
fn flat(template: &str) -> Body<'_> {
    let mut body = Body::default();
    let mut at = 0;
    for stop in stops(template) {
        body.nodes.push(Node::Text(template.get(at..stop.range.start).unwrap_or_default()));
        at = stop.range.end;
        let written = template.get(stop.range.clone()).unwrap_or_default();
        let (inner, base) = parse::inside(written, stop.range.start);
        let is_output = written.starts_with("{{") && written.ends_with("}}");
        let chain = if is_output { parse::chain(inner, base) } else { None };
        let is_doubtful = chain.is_none();
        let chain = chain.unwrap_or_default();
        body.nodes.push(Node::Output(Output { chain, range: stop.range, is_doubtful }));
    }
    body.nodes.push(Node::Text(template.get(at..).unwrap_or_default()));
    body
}
