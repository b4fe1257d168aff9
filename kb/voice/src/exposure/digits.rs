//! Runs of digits as people write long numbers: in groups, with blanks, dashes or dots between.

use std::ops::Range;

use super::folded::{after, digit, touches_after, touches_before};
use super::steps;

/// A run of digits with single separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) digits: String,
    /// Where each digit is.
    pub(super) places: Vec<Range<usize>>,
    /// The lengths of its groups.
    pub(super) groups: Vec<usize>,
    /// What stands between groups, each once.
    pub(super) separators: Vec<char>,
}

impl Run {
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.places.first().map_or(0, |place| place.start);
        start..self.places.last().map_or(start, |place| place.end)
    }
}

/// Every run of digits in `text` whose groups are kept apart by one of `separators` each, and
/// which touches neither letters nor further digits.
pub(super) fn runs(text: &str, separators: &[char]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let mut waiting: Option<char> = None;
    steps::count(text.len());
    for (at, c) in text.char_indices() {
        if let Some(value) = digit(c) {
            let run = open.get_or_insert_with(|| Run {
                digits: String::new(),
                places: Vec::new(),
                groups: Vec::new(),
                separators: Vec::new(),
            });
            match (waiting.take(), run.groups.last_mut()) {
                (None, Some(length)) => *length += 1,
                (separator, _) => {
                    run.groups.push(1);
                    let new = separator.filter(|c| !run.separators.contains(c));
                    run.separators.extend(new);
                }
            }
            run.digits.push(value);
            run.places.push(at..at + c.len_utf8());
        } else if separators.contains(&c) && waiting.is_none() && open.is_some() {
            waiting = Some(c);
        } else {
            runs.extend(open.take());
            waiting = None;
        }
    }
    runs.extend(open);
    runs.retain(|run| is_free(text, &run.range()));
    runs
}

/// Whether no letter, digit or decimal stands right beside `range`.
fn is_free(text: &str, range: &Range<usize>) -> bool {
    let decimal = |end: usize| {
        matches!(after(text, end), Some('.' | ','))
            && after(text, end + 1).is_some_and(|c| c.is_ascii_digit())
    };
    !touches_before(text, range.start) && !touches_after(text, range.end) && !decimal(range.end)
}
