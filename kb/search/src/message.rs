//! A customer's message, cleaned of what says nothing about its subject.

use std::ops::Range;

/// Bytes at the start of a message that are read.
const HEAD: usize = 12 * 1024;
/// Bytes at the end of a longer message that are read too: people ask last.
const TAIL: usize = 4 * 1024;

/// What stands before a message that someone passes on.
const MARKS: [&str; 4] = ["RT", "RT:", "MT", "QT"];

/// A stretch of a message in which handles, links and marks are blanked out byte by byte, so
/// that a place in it is, `offset` added, a place in the message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) offset: usize,
    pub(crate) text: String,
}

/// The start of `message` and, if it is very long, its end.
pub(crate) fn stretches(message: &str) -> Vec<Stretch> {
    if message.len() <= HEAD + TAIL {
        return vec![blanked(message, 0..message.len())];
    }
    let head = message.floor_char_boundary(HEAD);
    let tail = message.ceil_char_boundary(message.len() - TAIL);
    vec![blanked(message, 0..head), blanked(message, tail..message.len())]
}

pub(crate) fn blanked(message: &str, range: Range<usize>) -> Stretch {
    let offset = range.start;
    let part = message.get(range).unwrap_or_default();
    let mut text = String::with_capacity(part.len());
    let mut leads = true;
    for piece in part.split_inclusive(char::is_whitespace) {
        let is_mark = leads && MARKS.contains(&piece.trim_end());
        let kept = if is_mark { 0 } else { kept_length(piece) };
        let (kept, dropped) = piece.split_at_checked(kept).unwrap_or((piece, ""));
        leads &= kept.trim().is_empty();
        text.push_str(kept);
        text.extend(std::iter::repeat_n(' ', dropped.len()));
    }
    Stretch { offset, text }
}

/// How many bytes at the start of a piece without blanks are the customer's own words.
fn kept_length(piece: &str) -> usize {
    let word = piece.trim_end();
    let bare = word.trim_start_matches(['.', '(', '"', '\u{201C}']);
    let is_handle = bare
        .strip_prefix(['@', '\u{FF20}'])
        .is_some_and(|name| name.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_'));
    let is_entity = word.starts_with('&') && word.ends_with(';');
    if is_handle || is_entity || bare.starts_with("www.") {
        return 0;
    }
    let link = ["https://", "http://"].iter().filter_map(|scheme| piece.find(scheme)).min();
    link.unwrap_or(piece.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &str) {
        let stretches = stretches(message);
        let text: String = stretches.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), expected);
        assert_eq!(text.len(), message.len(), "places stay the same");
    }

    #[test]
    fn handles_links_and_marks_are_blanked_and_hashtags_stay() {
        check("RT @shop: where is it? https://t.co/x #late", "where is it? #late");
        check("退款https://t.co/x &amp; www.a.de x@y.z", "退款 x@y.z");
        check(".@shop @ noon", "@ noon");
    }

    #[test]
    fn of_a_very_long_message_the_start_and_the_end_are_read() {
        let long = format!("first {} last", "ü".repeat(100_000));
        let stretches = stretches(&long);
        assert!(stretches[0].text.starts_with("first") && stretches[1].text.ends_with("last"));
        let tail = &stretches[1];
        assert_eq!(long.get(tail.offset..), Some(tail.text.as_str()));
        assert!(stretches.iter().map(|s| s.text.len()).sum::<usize>() <= HEAD + TAIL);
    }
}
