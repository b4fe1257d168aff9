//! A text that is too long, divided into parts that each fit.
//!
//! A part ends where a sentence ends; where one sentence is too long, between two words; where one
//! word is too long, between two letters. Nothing is lost but the blank space between two parts.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// The most parts; what is left over is in the last one.
const MOST_PARTS: usize = 1_000;

/// Divides one text.
pub(super) struct Splitter<'a> {
    text: &'a str,
    /// Where sentences, words and letters end, the best first; none within what is whole.
    borders: [Vec<usize>; 3],
}

impl<'a> Splitter<'a> {
    /// Makes ready to divide `text` anywhere but within `whole`.
    pub(super) fn new(text: &'a str, whole: &[Range<usize>]) -> Self {
        let mut whole: Vec<_> = whole.to_vec();
        whole.sort_by_key(|range| range.start);
        let mut reach = 0;
        // Ranges that overlap count as one, so that a place needs to be compared with one range.
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in whole {
            match joined.last_mut() {
                Some(last) if range.start < reach => last.end = last.end.max(range.end),
                _ => joined.push(range.clone()),
            }
            reach = reach.max(range.end);
        }
        let free = |at: &usize| {
            let nth = joined.partition_point(|range| range.end <= *at);
            joined.get(nth).is_none_or(|range| range.start >= *at)
        };
        let ends = |ends: Vec<usize>| ends.into_iter().filter(free).collect();
        let sentences = text.split_sentence_bound_indices().map(|(at, _)| at);
        let words = text.split_word_bound_indices();
        let mut after_space = false;
        let words = words.filter_map(|(at, word)| {
            let begins = after_space;
            after_space = word.chars().all(char::is_whitespace);
            (begins && !after_space).then_some(at)
        });
        let letters = text.grapheme_indices(true).map(|(at, _)| at);
        let end = [text.len()];
        let borders = [
            ends(sentences.chain(end).collect()),
            ends(words.chain(end).collect()),
            ends(letters.chain(end).collect()),
        ];
        Self { text, borders }
    }

    /// The parts of the text, in its order; `fits` says of a range, of what stands there without
    /// blanks around it, and of how many parts are before it, whether it is short enough.
    pub(super) fn parts(&self, fits: &dyn Fn(Range<usize>, &str, usize) -> bool) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut at = 0;
        while self.piece(at, self.text.len()).is_some() {
            let before = parts.len();
            let end = if parts.len() + 1 < MOST_PARTS {
                self.end_of_part(at, &|end, piece| fits(at..end, piece, before))
            } else {
                self.text.len()
            };
            parts.extend(self.piece(at, end));
            at = end;
        }
        parts
    }

    /// What stands between two places, blanks at its ends apart; `None` when that is nothing.
    fn piece(&self, start: usize, end: usize) -> Option<&'a str> {
        let piece = self.text.get(start..end)?.trim();
        (!piece.is_empty()).then_some(piece)
    }

    /// The best place to end the part that begins at `start`.
    fn end_of_part(&self, start: usize, fits: &dyn Fn(usize, &str) -> bool) -> usize {
        let fits = |end: usize| self.piece(start, end).is_none_or(|piece| fits(end, piece));
        for borders in &self.borders {
            let from = borders.partition_point(|at| *at <= start);
            let ahead = borders.get(from..).unwrap_or_default();
            if let Some(end) =
                last_that(ahead, &fits).filter(|end| self.piece(start, *end).is_some())
            {
                return end;
            }
        }
        // Something that must stay whole is too long by itself.
        let letters = self.borders.last().map(Vec::as_slice).unwrap_or_default();
        let next = letters.get(letters.partition_point(|at| *at <= start)..).unwrap_or_default();
        let next = next.iter().copied().find(|end| self.piece(start, *end).is_some());
        next.unwrap_or(self.text.len())
    }
}

/// The last of `places` that fits, where each before it does, too; looked for from the near end,
/// as a part is short and the text may be long.
fn last_that(places: &[usize], fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut reach = 1;
    while places.get(reach - 1).is_some_and(|place| fits(*place)) {
        if reach >= places.len() {
            return places.last().copied();
        }
        reach = (reach * 2).min(places.len());
    }
    let near = places.get(..reach.min(places.len())).unwrap_or_default();
    let count = near.partition_point(|place| fits(*place));
    count.checked_sub(1).and_then(|last| near.get(last)).copied()
}
