//! A text as rules read it, and where its bytes were before.

use std::ops::Range;

use super::bytes;
use super::lines::Lines;

/// A text with plain line breaks.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) text: String,
    /// Its lines with their breaks; an empty one follows a closing break.
    pub(super) lines: Vec<Vec<u8>>,
    /// Where its lines and characters are.
    pub(super) index: Lines,
    /// Where something was left out: the place here, and how many bytes were left out up to there.
    cuts: Vec<(usize, usize)>,
}

impl Source {
    /// Line breaks become `\n`, the entity of the apostrophe becomes one.
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut cuts = Vec::new();
        let mut left_out = 0;
        let mut rest = original;
        while let Some(at) = rest.find(['\r', '&']) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            text.push_str(before);
            let known = [("&rsquo;", "'"), ("\r\n", "\n"), ("\r", "\n"), ("&", "&")];
            let found = known
                .into_iter()
                .find_map(|(from, to)| Some((from, to, after.strip_prefix(from)?)));
            let Some((from, to, after)) = found else { break };
            text.push_str(to);
            rest = after;
            if from.len() > to.len() {
                left_out += from.len() - to.len();
                cuts.push((text.len(), left_out));
            }
        }
        text.push_str(rest);
        let lines: Vec<Vec<u8>> =
            bytes::lines(text.as_bytes()).into_iter().map(<[u8]>::to_vec).collect();
        let index = Lines::new(text.as_bytes());
        Self { text, lines, index, cuts }
    }

    /// The same place in the text as it was given.
    fn original(&self, at: usize) -> usize {
        let after = self.cuts.partition_point(|(place, _)| *place <= at);
        let cut = after.checked_sub(1).and_then(|index| self.cuts.get(index));
        at + cut.map_or(0, |(_, left_out)| *left_out)
    }

    /// A range in the text as it was given.
    pub(super) fn original_range(&self, range: Range<usize>) -> Range<usize> {
        self.original(range.start)..self.original(range.end)
    }

    /// The bytes of some characters of a line, both from 1, the last character included.
    pub(super) fn range_of(&self, line: i64, span: (i64, i64)) -> Range<usize> {
        let line = usize::try_from(line - 1).unwrap_or(usize::MAX);
        if line >= self.index.count() {
            return 0..0;
        }
        let at = |column: i64| {
            let column = usize::try_from(column).unwrap_or_default();
            self.index.byte(self.text.as_bytes(), line, column)
        };
        let begin = at(span.0 - 1);
        begin..at(span.1).max(begin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_in_the_text_as_it_was_given() {
        let original = "a\r\nb don&rsquo;t & c\r\nd";
        let source = Source::new(original);
        assert_eq!(source.text, "a\nb don't & c\nd");
        let at = source.text.find("c\n").unwrap();
        assert_eq!(original.get(source.original_range(at..at + 1)), Some("c"));
        assert_eq!(source.range_of(2, (3, 7)), 4..9);
    }
}
