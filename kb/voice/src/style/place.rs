//! Where an alert is in the source: Vale's ways of finding a match again, quirks and all.
//!
//! A rule sees a block: a text without markup. The context is the source of it, in which what was
//! already seen is covered with `@`. The match is looked for there, and reported by line and
//! characters.

use std::borrow::Cow;

use memchr::memmem::Finder;

use super::bytes;
use super::sentence;
use super::words;

/// What is looked for and where.
pub(super) struct Search<'a> {
    /// The source around the block.
    pub(super) context: &'a [u8],
    /// The block's text.
    pub(super) text: &'a str,
    /// What matched.
    pub(super) matched: &'a str,
    /// Where it is in the block's text, in characters, the end exclusive.
    pub(super) span: (usize, usize),
    /// Words before the match, to be passed over.
    pub(super) passed: Vec<Vec<u8>>,
}

/// A line, from 1, and its characters, from 1, the end inclusive. Zero and below mean that nothing
/// was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: i64,
    pub(super) begin: i64,
    pub(super) end: i64,
}

pub(super) fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Search<'_> {
    /// The place in the line that the block is said to be on, or in one where the match is at the
    /// very same column.
    pub(super) fn on_line(&self, block_line: Option<usize>) -> Place {
        for (index, line) in bytes::lines(self.context).into_iter().enumerate() {
            let (begin, end) = self.span;
            let is_exact =
                line.len() > end && line.get(begin..end) == Some(self.matched.as_bytes());
            if !is_exact && block_line != Some(index) {
                continue;
            }
            let (position, length) = self.position(line);
            let begin = position;
            let end = limited(position + length - 1, signed(bytes::count_chars(line)));
            return Place { line: signed(index) + 1, begin, end };
        }
        let line = block_line.map_or(0, |line| signed(line) + 1);
        Place { line, begin: signed(self.span.0), end: signed(self.span.1) }
    }

    /// The place in the whole context. `lines` are the source's own where it has markup, else the
    /// context's; `count` is how many lines the source has.
    pub(super) fn anywhere(&self, lines: Option<&[Vec<u8>]>, count: usize) -> Place {
        let mut context = Cow::Borrowed(self.context);
        for word in &self.passed {
            context = Cow::Owned(bytes::cover(&context, word, b'@'));
        }
        let (position, length) = self.position(&context);
        if position < 0 {
            return Place { line: position, begin: 0, end: 0 };
        }
        let lines: Vec<&[u8]> = match lines {
            Some(lines) => lines.iter().map(Vec::as_slice).collect(),
            None => bytes::lines(&context),
        };
        let mut before = 0;
        for (index, line) in lines.iter().enumerate() {
            let line = signed(bytes::count_chars(line));
            if before + line >= position {
                let begin = position - before;
                let end = limited(begin + length - 1, line);
                let line = signed(count) - (signed(lines.len()) - (signed(index) + 1));
                return Place { line, begin, end };
            }
            before += line;
        }
        Place { line: signed(count), begin: signed(self.span.0), end: signed(self.span.1) }
    }

    /// The position of the match in `context`, in characters from 1, and its length; -1 where it
    /// is not.
    fn position(&self, context: &[u8]) -> (i64, i64) {
        if self.matched.is_empty() {
            return (1, 0);
        }
        let covered;
        let context = match bytes::find(context, self.text.as_bytes()) {
            Some(at) if at > 0 => {
                covered = bytes::cover(context, context.get(..at).unwrap_or_default(), b'@');
                covered.as_slice()
            }
            _ => context,
        };
        let matched = self.matched.as_bytes();
        let Some(mut at) = as_word(context, matched).or_else(|| bytes::find(context, matched))
        else {
            return self.guess(context);
        };
        if context.get(at) == Some(&b'_') {
            at += 1;
        }
        let before = bytes::count_chars(context.get(..at).unwrap_or_default());
        (signed(before) + 1, signed(bytes::count_chars(matched)))
    }

    /// The line that has all words of the sentence in which the match is: markup inside of it
    /// keeps it from being found.
    fn guess(&self, context: &[u8]) -> (i64, i64) {
        let not_found = (-1, signed(self.text.chars().count()));
        let target = sentence::split(self.text).into_iter().rfind(|text| {
            *text == self.matched || text.find(self.matched).is_some_and(|at| at > 0)
        });
        let Some(target) = target else { return not_found };
        let words = words::split(target);
        for line in context.split(|&byte| byte == b'\n') {
            if words.iter().all(|word| bytes::find(line, word.as_bytes()).is_some()) {
                let at = bytes::find(context, line).unwrap_or_default();
                return (signed(at) + 1, signed(bytes::count_chars(line)));
            }
        }
        not_found
    }
}

/// An end that is within a line of `length` characters.
fn limited(end: i64, length: i64) -> i64 {
    if end > length {
        length
    } else if end <= 0 {
        1
    } else {
        end
    }
}

/// Where `matched` stands as a word of its own, best where it is not in code.
fn as_word(context: &[u8], matched: &[u8]) -> Option<usize> {
    let finder = Finder::new(matched);
    let mut first = None;
    let mut from = 0;
    while let Some((begin, end)) = next_word(context, &finder, from) {
        first = first.or(Some(begin));
        let is_mark = |at: usize| matches!(context.get(at), Some(b'`' | b'-'));
        let is_code = (begin > 1 && is_mark(begin - 1)) || is_mark(end + 1);
        if !is_code {
            return Some(begin);
        }
        from = end.max(begin + 1);
    }
    first
}

/// The first place of `matched`, or, where that is within a word, one close behind it that is not.
pub(super) fn next(context: &[u8], matched: &[u8]) -> Option<usize> {
    const CLOSE: usize = 256;
    let first = bytes::find(context, matched)?;
    let close = context.len().min(first + matched.len() + CLOSE);
    let word = next_word(context.get(..close)?, &Finder::new(matched), first);
    Some(word.map_or(first, |(begin, _)| begin.max(first)))
}

/// The next place of `matched` from `from` on with borders of words around it; an `_` beside it
/// belongs to the place.
fn next_word(context: &[u8], matched: &Finder<'_>, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let found = at + matched.find(context.get(at..)?)?;
        let after = found + matched.needle().len();
        let begin = if found > from && context.get(found - 1) == Some(&b'_') {
            Some(found - 1)
        } else if found == 0 || is_border(context, found) {
            Some(found)
        } else {
            None
        };
        let end = if context.get(after) == Some(&b'_') {
            Some(after + 1)
        } else if after == context.len() || is_border(context, after) {
            Some(after)
        } else {
            None
        };
        if let (Some(begin), Some(end)) = (begin, end) {
            return Some((begin, end));
        }
        at = found + 1;
    }
}

/// Whether a word begins or ends at `at`.
fn is_border(text: &[u8], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    is_word(at.checked_sub(1)) != is_word(Some(at))
}
