//! Places the hits of one rule in one block, one after the other.
//!
//! In a source of common length a hit is where Vale would find it. Vale looks through all of the
//! source for every hit; in a long one that would take ever longer, so a hit is there where it is
//! known to be, or at the next place that has its words.

use std::ops::Range;

use super::block::Block;
use super::bytes;
use super::check::TextKind;
use super::place::{self, Place, Search};
use super::rule::Hit;
use super::source::Source;

/// The longest context in which words before a match are passed over.
const PASSED_LIMIT: usize = 1_000;
/// The longest context that is looked through for every hit, in bytes.
pub(super) const NEAR_LIMIT: usize = 32 << 10;
/// How much longer than its text a block may be in a long source, in bytes.
pub(super) const REACH: usize = 4 << 10;

/// Where the hits of a rule in a block are.
pub(super) struct Placing<'a> {
    block: &'a Block<'a>,
    source: &'a Source,
    kind: TextKind,
    /// The context in which what was found is covered.
    covered: Option<Vec<u8>>,
    counted: Counted,
    /// Where in a long context the next hit is looked for.
    ahead: Range<usize>,
}

impl<'a> Placing<'a> {
    pub(super) fn new(block: &'a Block<'a>, source: &'a Source, kind: TextKind) -> Self {
        let from = block.offset.unwrap_or(block.from);
        let ahead = from..from + block.text.len() * 2 + REACH;
        Self { block, source, kind, covered: None, counted: Counted::default(), ahead }
    }

    /// The place of a hit; none where it cannot be found.
    pub(super) fn place(&mut self, hit: &Hit) -> Option<Place> {
        if self.block.context.len() > NEAR_LIMIT {
            return self.far(hit);
        }
        let place = self.near(hit);
        if place.begin <= 0 {
            return None;
        }
        let context = self.covered.as_deref().unwrap_or(self.block.context);
        self.covered = Some(bytes::cover(context, hit.matched.as_bytes(), b'#'));
        Some(place)
    }

    /// The place that Vale finds.
    fn near(&mut self, hit: &Hit) -> Place {
        let span = hit.span.unwrap_or_else(|| self.counted.span(self.block.text, hit));
        let context = self.covered.as_deref().unwrap_or(self.block.context);
        let matched = hit.matched.as_bytes();
        let Block { text, line, is_looked_up, .. } = *self.block;
        let mut passed = Vec::new();
        if context.len() < PASSED_LIMIT && bytes::count(context, matched) > 1 {
            passed = bytes::words(context.get(..span.0.min(context.len())).unwrap_or_default());
        }
        let search = Search { context, text, matched: &hit.matched, span, passed };
        let mut place = Place { line: 0, begin: -1, end: -1 };
        if !is_looked_up {
            place = search.on_line(line);
        }
        if is_looked_up || place.begin < 0 {
            let lines = self.source.lines.as_slice();
            place = search.anywhere(self.kind.has_markup().then_some(lines), lines.len());
        }
        place
    }

    /// The place in a long source: where the hit is known to be, else the next that has its words.
    fn far(&mut self, hit: &Hit) -> Option<Place> {
        let Block { text, context, index, offset, scope, .. } = *self.block;
        let Some(range) = hit.range.clone().filter(|_| !hit.matched.is_empty()) else {
            return Some(Place { line: 1, begin: 1, end: 1 });
        };
        let known = offset.map(|offset| offset + range.start);
        let known = known.filter(|_| text.get(range) == Some(hit.matched.as_str()));
        let found = known.or_else(|| {
            let ahead = self.ahead.start..self.ahead.end.min(context.len());
            let at = place::next(context.get(ahead)?, hit.matched.as_bytes())?;
            Some(self.ahead.start + at)
        });
        // The summary of a text is looked for where all of it was seen already.
        if found.is_none() && scope.starts_with("summary") {
            return None;
        }
        let at = found.unwrap_or(self.ahead.start);
        if found.is_some() {
            self.ahead.start = at + hit.matched.len();
        }
        let line = index.line_of(at);
        let begin = index.column(context, at) + 1;
        let length = if found.is_some() { hit.matched.chars().count() } else { 1 };
        let end = (begin + length - 1).min(index.width(context, line)).max(begin);
        let line = place::signed(line) + 1;
        Some(Place { line, begin: place::signed(begin), end: place::signed(end) })
    }
}

/// How many characters there are up to a byte of a text, counted on from the byte before.
#[derive(Debug, Default)]
struct Counted {
    byte: usize,
    chars: usize,
}

impl Counted {
    /// The characters of a hit in the text of its block.
    fn span(&mut self, text: &str, hit: &Hit) -> (usize, usize) {
        match &hit.range {
            Some(range) => (self.up_to(text, range.start), self.up_to(text, range.end)),
            None => (1, 1),
        }
    }

    fn up_to(&mut self, text: &str, end: usize) -> usize {
        if end < self.byte {
            *self = Self::default();
        }
        self.chars += text.get(self.byte..end).unwrap_or_default().chars().count();
        self.byte = end;
        self.chars
    }
}
