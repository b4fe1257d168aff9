//! Reads a template into its tree.
//!
//! A fault that Liquid refuses ends the reading. One that it passes over is noted, and the rest is
//! read: such a template prints, and is not sent.

use std::ops::Range;

use super::expression::{Chain, Fault, Reader};
use super::filters;
use super::lax;
use super::tags;
use super::tokens::{self, Kind, Token};
use super::tree::{Body, Node, Output};
use super::value::is_space;
use crate::finding::Finding;

/// How deep blocks may nest, as in Liquid.
const DEPTH: usize = 100;

/// A template read.
#[derive(Debug)]
pub(super) struct Parsed<'t> {
    /// None when it cannot be read at all.
    pub(super) body: Option<Body<'t>>,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
}

/// A tag with what stands in it.
#[derive(Debug, Clone)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) markup: &'t str,
    /// Where the markup begins in the template.
    pub(super) base: usize,
    /// Braces included.
    pub(super) range: Range<usize>,
}

/// Reads `template`.
pub(super) fn parse(template: &str) -> Parsed<'_> {
    let mut parser = Parser {
        source: template,
        tokens: tokens::cut(template),
        at: 0,
        depth: 0,
        is_trimming: false,
        choices: 0,
        findings: Vec::new(),
    };
    let body = match parser.document() {
        Ok(body) => Some(body),
        Err(fault) => {
            parser.findings.push(super::syntax(fault));
            None
        }
    };
    Parsed { body, findings: parser.findings }
}

/// Reads the inside of one `{{ … }}` on its own; `None` when it cannot be read as it is written.
pub(super) fn chain(markup: &str, base: usize) -> Option<Chain<'_>> {
    let chain = Reader::new(markup, base).and_then(|mut reader| reader.chain()).ok()?;
    let is_known = |filter: &super::expression::Filter<'_>| filters::find(filter.name).is_some();
    chain.filters.iter().all(is_known).then_some(chain)
}

#[derive(Debug)]
pub(super) struct Parser<'t> {
    source: &'t str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Whether the next text loses its first blanks.
    is_trimming: bool,
    /// How many choices have begun.
    pub(super) choices: usize,
    pub(super) findings: Vec<Finding>,
}

impl<'t> Parser<'t> {
    fn document(&mut self) -> Result<Body<'t>, Fault> {
        let (body, end) = self.body()?;
        match end {
            None => Ok(body),
            Some(tag) => Err(tags::stray(&tag)),
        }
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.source.get(range).unwrap_or_default()
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        Some(token)
    }

    /// Everything up to a tag that begins nothing, which is given too.
    pub(super) fn body(&mut self) -> Result<(Body<'t>, Option<Tag<'t>>), Fault> {
        self.depth += 1;
        if self.depth > DEPTH {
            let place = self.tokens.get(self.at).map_or(0, |token| token.range.start);
            return Err(Fault::new(place..place, "blocks are nested too deep"));
        }
        let mut body = Body::default();
        let end = self.nodes(&mut body)?;
        self.depth -= 1;
        Ok((body, end))
    }

    fn nodes(&mut self, body: &mut Body<'t>) -> Result<Option<Tag<'t>>, Fault> {
        while let Some(token) = self.next() {
            match token.kind {
                Kind::Text => {
                    let mut text = self.slice(token.range);
                    if std::mem::take(&mut self.is_trimming) {
                        text = text.trim_start_matches(is_space);
                    }
                    body.nodes.push(Node::Text(text));
                }
                Kind::Broken => return Err(self.broken(&token)),
                Kind::Output => {
                    self.trim_around(body, &token);
                    let output = self.output(token);
                    body.nodes.push(Node::Output(output));
                }
                Kind::Tag => {
                    self.trim_around(body, &token);
                    let tag = self.tag(&token)?;
                    match self.node(&tag)? {
                        Some(node) => body.nodes.push(node),
                        None => return Ok(Some(tag)),
                    }
                }
            }
        }
        Ok(None)
    }

    /// Takes blanks away beside braces with a `-`.
    fn trim_around(&mut self, body: &mut Body<'t>, token: &Token) {
        let written = self.slice(token.range.clone());
        if let (Some(b'-'), Some(Node::Text(text))) =
            (written.as_bytes().get(2), body.nodes.last_mut())
        {
            *text = text.trim_end_matches(is_space);
        }
        self.trim_after(written);
    }

    fn trim_after(&mut self, written: &str) {
        let third_last = written.len().checked_sub(3);
        let mark = third_last.and_then(|at| written.as_bytes().get(at));
        self.is_trimming = mark == Some(&b'-');
    }

    fn broken(&self, token: &Token) -> Fault {
        let written = self.slice(token.range.clone());
        let (open, close) = if written.starts_with("{%") { ("{%", "%}") } else { ("{{", "}}") };
        let line = written.split(['\n', '\r']).next().unwrap_or_default();
        let range = token.range.start..token.range.start + line.len();
        Fault::new(range, format!("“{open}” is not closed by “{close}”"))
    }

    fn output(&mut self, token: Token) -> Output<'t> {
        let (markup, base) = inside(self.slice(token.range.clone()), token.range.start);
        let before = self.findings.len();
        let chain = self.chain(markup, base);
        Output { chain, range: token.range, is_doubtful: self.findings.len() > before }
    }

    /// Reads a value with its filters, as leniently as Liquid does.
    pub(super) fn chain(&mut self, markup: &'t str, base: usize) -> Chain<'t> {
        let strict = Reader::new(markup, base).and_then(|mut reader| reader.chain());
        let chain = strict.unwrap_or_else(|fault| {
            self.findings.push(super::syntax(fault));
            lax::chain(markup, base)
        });
        for filter in &chain.filters {
            if filters::find(filter.name).is_none() {
                let message = format!("there is no filter “{}”", filter.name);
                let range = filter.range.clone();
                self.findings.push(super::finding(super::FILTER, range, message));
            }
        }
        chain
    }

    fn tag(&self, token: &Token) -> Result<Tag<'t>, Fault> {
        let (inner, base) = inside(self.slice(token.range.clone()), token.range.start);
        let blanks = inner.len() - inner.trim_start_matches(is_space).len();
        let rest = inner.get(blanks..).unwrap_or_default();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let length = match rest.as_bytes().first() {
            Some(b'#') => 1,
            _ => rest.bytes().take_while(is_name).count(),
        };
        if length == 0 {
            return Err(Fault::new(token.range.clone(), "the tag has no name"));
        }
        let after = rest.get(length..).unwrap_or_default();
        let gap = after.len() - after.trim_start_matches(is_space).len();
        Ok(Tag {
            name: rest.get(..length).unwrap_or_default(),
            markup: after.get(gap..).unwrap_or_default(),
            base: base + blanks + length + gap,
            range: token.range.clone(),
        })
    }

    /// Everything up to `{% endraw %}`, as it is written.
    pub(super) fn raw(&mut self, tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
        if !tag.markup.trim().is_empty() {
            return Err(Fault::new(tag.range.clone(), "“raw” takes nothing"));
        }
        let start = tag.range.end;
        match self.raw_end() {
            Some(end) => Ok(Node::Raw(self.slice(start..end))),
            None => Err(tags::unclosed(tag)),
        }
    }

    /// Where the next `{% endraw %}` begins; reads past it.
    fn raw_end(&mut self) -> Option<usize> {
        while let Some(token) = self.next() {
            let written = self.slice(token.range.clone());
            let Some(open) = written.rfind("{%") else { continue };
            let inner = written.get(open + 2..).unwrap_or_default();
            let inner = inner.strip_prefix('-').unwrap_or(inner).trim_start_matches(is_space);
            let rest = inner.strip_prefix("endraw").filter(|rest| {
                let next = rest.bytes().next();
                rest.ends_with("%}")
                    && !next.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_')
            });
            if rest.is_some() {
                self.trim_after(written);
                return Some(token.range.start + open);
            }
        }
        None
    }

    /// Reads past the `{% endcomment %}` that belongs to `tag`.
    pub(super) fn comment(&mut self, tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
        let mut depth = 1_usize;
        while let Some(token) = self.next() {
            let name = match token.kind {
                Kind::Tag => self.tag(&token).map(|tag| tag.name).unwrap_or_default(),
                _ => "",
            };
            match name {
                "raw" if self.raw_end().is_none() => break,
                "comment" => depth += 1,
                "endcomment" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.trim_after(self.slice(token.range));
                return Ok(Node::Nothing);
            }
        }
        Err(tags::unclosed(tag))
    }
}

/// What stands between the braces, and where.
pub(super) fn inside(written: &str, start: usize) -> (&str, usize) {
    let inner = written.get(2..written.len().saturating_sub(2)).unwrap_or_default();
    let (inner, from) = match inner.strip_prefix('-') {
        Some(rest) => (rest, 3),
        None => (inner, 2),
    };
    (inner.strip_suffix('-').unwrap_or(inner), start + from)
}
