//! The lenient reading, for what the strict one refuses.
//!
//! Liquid passes over what it cannot read between the braces; so does this, and the finding stays.

use std::ops::Range;

use super::expression::{
    Chain, Comparison, Condition, Expression, Filter, Join, Shape, Step, literal_number,
    literal_word, many,
};
use super::lexer::is_word;
use super::value::{Value, is_space};

/// A part of the markup with its place in the template.
#[derive(Debug, Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    base: usize,
}

impl Part<'_> {
    fn slice(self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Self { text, base: self.base + range.start }
    }

    fn from(self, at: usize) -> Self {
        self.slice(at..self.text.len())
    }

    fn range(self) -> Range<usize> {
        self.base..self.base + self.text.len()
    }
}

/// The end of the fragment that begins at the start: no blank, comma or `|` but within quotes.
fn fragment(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let quoted = |at: usize, quote: char| {
        let rest = text.get(at + 1..)?;
        rest.find(quote).map(|close| at + close + 2)
    };
    if matches!(first, '"' | '\'') {
        return quoted(0, first);
    }
    let mut end = 0;
    while let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) {
        end = match c {
            ',' | '|' => break,
            c if is_space(c) => break,
            '"' | '\'' => match quoted(end, c) {
                Some(close) => close,
                None => break,
            },
            c => end + c.len_utf8(),
        };
    }
    (end > 0).then_some(end)
}

/// The first fragment of `part`, and what follows it.
fn first_fragment(part: Part<'_>) -> Option<(Part<'_>, Part<'_>)> {
    let mut starts = part.text.char_indices().map(|(at, _)| at);
    starts.find_map(|at| {
        let length = fragment(part.text.get(at..)?)?;
        Some((part.slice(at..at + length), part.from(at + length)))
    })
}

/// The value of a fragment.
fn value(part: Part<'_>) -> Expression<'_> {
    let text = part.text.trim_matches(is_space);
    let unquoted = ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)));
    let kind = if let Some(text) = unquoted {
        Shape::Literal(Value::text(text))
    } else if let Some(value) = literal_word(text) {
        Shape::Literal(value)
    } else if is_number(text) {
        Shape::Literal(literal_number(text.trim_end_matches('.')))
    } else if let Some((first, last)) = span(part) {
        Shape::Span(Box::new((value(first), value(last))))
    } else {
        Shape::Path(steps(part))
    };
    Expression { kind, range: part.range() }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn span(part: Part<'_>) -> Option<(Part<'_>, Part<'_>)> {
    let inner = part.text.strip_prefix('(')?.strip_suffix(')')?;
    let dots = inner.find("..")?;
    let is_plain = |part: &Part<'_>| !part.text.trim().is_empty() && !part.text.contains('(');
    let first = part.slice(1..1 + dots);
    let last = part.slice(dots + 3..part.text.len() - 1);
    (is_plain(&first) && is_plain(&last)).then_some((first, last))
}

/// Names and brackets; whatever else stands there is passed over.
fn steps(part: Part<'_>) -> Vec<Step<'_>> {
    let bytes = part.text.as_bytes();
    let mut steps = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let name = bytes.get(at..).unwrap_or_default().iter().take_while(|b| is_word(**b)).count();
        let close = if *byte == b'[' { closing(bytes, at) } else { None };
        if let Some(close) = close {
            let inner = part.slice(at + 1..close);
            // Brackets within brackets are read no deeper: the strict reading does that.
            let step = if inner.text.contains('[') {
                Expression { kind: Shape::Literal(Value::Nil), range: inner.range() }
            } else {
                value(inner)
            };
            steps.push(Step::At(step));
            at = close + 1;
        } else if name > 0 {
            let name = name + usize::from(bytes.get(at + name) == Some(&b'?'));
            steps.push(Step::Name(part.slice(at..at + name).text));
            at += name;
        } else {
            at += 1;
        }
    }
    steps
}

fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(at),
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A value and its filters, as far as they can be read.
pub(super) fn chain(markup: &str, base: usize) -> Chain<'_> {
    let whole = Part { text: markup, base };
    let mut chain = Chain { first: None, filters: Vec::new() };
    let Some((first, rest)) = first_fragment(whole) else { return chain };
    chain.first = Some(value(first));
    let Some(bar) = rest.text.find('|') else { return chain };
    let mut rest = rest.from(bar + 1);
    while !rest.text.is_empty() {
        let length = until_bar(rest.text);
        chain.filters.extend(filter(rest.slice(0..length)));
        rest = rest.from((length + 1).min(rest.text.len()));
    }
    chain
}

/// The length of what stands before the next `|` that is not within quotes.
fn until_bar(text: &str) -> usize {
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c == '|' {
            break;
        }
        at += fragment(text.get(at..).unwrap_or_default()).unwrap_or(c.len_utf8());
    }
    at
}

fn filter(part: Part<'_>) -> Option<Filter<'_>> {
    let bytes = part.text.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let start = bytes.iter().position(is_name)?;
    let length = bytes.get(start..)?.iter().take_while(|byte| is_name(byte)).count();
    let name = part.slice(start..start + length);
    let mut filter =
        Filter { name: name.text, range: name.range(), arguments: Vec::new(), named: Vec::new() };
    let mut rest = part.from(start + length);
    while let Some(mark) = rest.text.find([':', ',']) {
        let after = rest.from(mark + 1);
        let blanks = after.text.len() - after.text.trim_start_matches(is_space).len();
        let after = after.from(blanks);
        let Some(length) = fragment(after.text) else {
            rest = after;
            continue;
        };
        let found = after.slice(0..length);
        rest = after.from(length);
        match named(found, rest) {
            Some((key, Some(given), after)) => {
                filter.named.push((key, value(given)));
                rest = after;
            }
            _ => filter.arguments.push(value(found)),
        }
    }
    Some(filter)
}

/// `key:value` or `key: value`: the key, the value and what follows.
fn named<'t>(found: Part<'t>, rest: Part<'t>) -> Option<(&'t str, Option<Part<'t>>, Part<'t>)> {
    let (key, given) = found.text.split_once(':')?;
    if key.is_empty() || !key.bytes().all(is_word) {
        return None;
    }
    if !given.is_empty() {
        return Some((key, Some(found.from(key.len() + 1)), rest));
    }
    let blanks = rest.text.len() - rest.text.trim_start_matches(is_space).len();
    let after = rest.from(blanks);
    let length = fragment(after.text)?;
    Some((key, Some(after.slice(0..length)), after.from(length)))
}

/// The first value of the markup of `case`.
pub(super) fn subject(markup: &str, base: usize) -> Option<Expression<'_>> {
    first_fragment(Part { text: markup, base }).map(|(first, _)| value(first))
}

/// The values of the markup of `when`, up to what cannot be read.
pub(super) fn alternatives(markup: &str, base: usize) -> Vec<Expression<'_>> {
    let mut rest = Part { text: markup, base };
    let mut found = Vec::new();
    while let Some((first, after)) = first_fragment(rest) {
        found.push(operand(first));
        let blanks = after.text.len() - after.text.trim_start_matches(is_space).len();
        let next = after.from(blanks);
        rest = if next.text.starts_with(',') {
            next.from(1)
        } else if blanks > 0
            && next.text.starts_with("or")
            && next.text.get(2..3).is_some_and(|c| c.trim().is_empty())
        {
            next.from(2)
        } else {
            break;
        };
    }
    found
}

fn operand(part: Part<'_>) -> Expression<'_> {
    match many(part.text) {
        Some(kind) => Expression { kind, range: part.range() },
        None => value(part),
    }
}

/// Comparisons as far as they can be read; `None` when one of them is nothing at all.
pub(super) fn condition(markup: &str, base: usize) -> Option<Condition<'_>> {
    let mut rest = Part { text: markup, base };
    let mut parts = Vec::new();
    loop {
        let (one, join, after) = next_join(rest);
        parts.push((comparison(one)?, join));
        if join == Join::Last {
            return Some(Condition { parts });
        }
        rest = after;
    }
}

/// What stands before the next `and` or `or` that is a word of its own.
fn next_join(part: Part<'_>) -> (Part<'_>, Join, Part<'_>) {
    let mut at = 0;
    while let Some(c) = part.text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = part.text.get(at..).unwrap_or_default();
        let Some(length) = fragment(rest) else {
            at += c.len_utf8();
            continue;
        };
        let join = match rest.get(..length) {
            Some("and") => Join::And,
            Some("or") => Join::Or,
            _ => Join::Last,
        };
        if join != Join::Last {
            return (part.slice(0..at), join, part.from(at + length));
        }
        at += length;
    }
    (part, Join::Last, part.from(part.text.len()))
}

fn comparison(part: Part<'_>) -> Option<Comparison<'_>> {
    let (left, rest) = first_fragment(part)?;
    let left = operand(left);
    let blanks = rest.text.len() - rest.text.trim_start_matches(is_space).len();
    let rest = rest.from(blanks);
    let is_operator = |byte: &u8| matches!(byte, b'=' | b'!' | b'<' | b'>' | b'_' | b'a'..=b'z');
    let length = rest.text.bytes().take_while(is_operator).count();
    if length == 0 {
        return Some(Comparison { left, right: None });
    }
    let operator = rest.slice(0..length);
    let after = rest.from(length);
    let blanks = after.text.len() - after.text.trim_start_matches(is_space).len();
    let after = after.from(blanks);
    let right = match fragment(after.text) {
        Some(length) => operand(after.slice(0..length)),
        None => Expression { kind: Shape::Literal(Value::Nil), range: operator.range() },
    };
    Some(Comparison { left, right: Some((operator.text, right)) })
}
