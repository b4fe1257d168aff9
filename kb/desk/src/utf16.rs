//! Offsets at the window's boundary: bytes of UTF-8 become UTF-16 units, here and nowhere else.

use std::ops::Range;

use crate::views::Span;

/// The spans of `text` in UTF-16 units; ranges that do not lie in `text` are left out.
///
/// One pass over the text when the ranges are in order, as those of a search are.
pub(crate) fn spans(text: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    ranges.iter().filter_map(|range| span(text, range)).collect()
}

pub(crate) fn span(text: &str, range: &Range<usize>) -> Option<Span> {
    let from = units(text.get(..range.start)?);
    let length = units(text.get(range.clone())?);
    Some(Span { from, to: from.saturating_add(length) })
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_counts_two_units_and_a_cut_character_is_left_out() {
        let text = "a😡é";
        assert_eq!(spans(text, &[1..5, 5..7]), [Span { from: 1, to: 3 }, Span { from: 3, to: 4 }]);
        assert!(spans(text, &[2..3, 5..99]).is_empty());
    }
}
