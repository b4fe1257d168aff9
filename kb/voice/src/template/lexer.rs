//! The words and marks between the braces.

use std::ops::Range;

use super::value::is_space;

/// What a word or mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Number,
    Text,
    /// `==`, `<`, `contains`…
    Comparison,
    /// `|`, `.`, `:`, `,` or a bracket.
    Mark,
    /// `..`
    Dots,
}

/// A word or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) kind: Kind,
    /// As written; a text without its quotes.
    pub(super) text: &'t str,
    /// Where it stands in the template.
    pub(super) range: Range<usize>,
}

/// The words of `markup`, which stands at `base` in the template.
///
/// # Errors
/// The place of the first character that can be part of none.
pub(super) fn words(markup: &str, base: usize) -> Result<Vec<Word<'_>>, usize> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = markup.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if is_space(first) {
            at += first.len_utf8();
            continue;
        }
        let (mut kind, length) = measure(rest, first).ok_or(base + at)?;
        let after_dot =
            words.last().is_some_and(|word| word.kind == Kind::Mark && word.text == ".");
        if rest.get(..length) == Some("contains") && !after_dot {
            kind = Kind::Comparison;
        }
        let text = match kind {
            Kind::Text => rest.get(1..length - 1),
            _ => rest.get(..length),
        };
        let start = base + at;
        words.push(Word { kind, text: text.unwrap_or_default(), range: start..start + length });
        at += length;
    }
    Ok(words)
}

fn measure(rest: &str, first: char) -> Option<(Kind, usize)> {
    let bytes = rest.as_bytes();
    let second = bytes.get(1).copied();
    match first {
        '.' if second == Some(b'.') => Some((Kind::Dots, 2)),
        '|' | '.' | ':' | ',' | '[' | ']' | '(' | ')' | '?' => Some((Kind::Mark, 1)),
        '-' if !second.is_some_and(|b| b.is_ascii_digit()) => Some((Kind::Mark, 1)),
        '-' | '0'..='9' => Some((Kind::Number, number(bytes))),
        '"' | '\'' => {
            let close = rest.get(1..)?.find(first)?;
            Some((Kind::Text, close + 2))
        }
        '=' | '!' => (second == Some(b'=')).then_some((Kind::Comparison, 2)),
        '<' if matches!(second, Some(b'=' | b'>')) => Some((Kind::Comparison, 2)),
        '>' if second == Some(b'=') => Some((Kind::Comparison, 2)),
        '<' | '>' => Some((Kind::Comparison, 1)),
        'a'..='z' | 'A'..='Z' | '_' => Some((Kind::Name, name(bytes))),
        _ => None,
    }
}

/// The length of the number at the start: a sign, digits, and a point only with digits after it.
fn number(bytes: &[u8]) -> usize {
    let digits = |from: usize| {
        bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = sign + digits(sign);
    match (bytes.get(whole), digits(whole + 1)) {
        (Some(b'.'), places) if places > 0 => whole + 1 + places,
        _ => whole,
    }
}

fn name(bytes: &[u8]) -> usize {
    let length = bytes.iter().take_while(|byte| is_word(**byte)).count();
    length + usize::from(bytes.get(length) == Some(&b'?'))
}

/// Whether a byte can be part of a name.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let found = words(markup, 0).unwrap();
        let found: Vec<_> =
            found.iter().map(|word| format!("{:?}:{}", word.kind, word.text)).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn words_and_marks_are_told_apart() {
        check(
            "a-b? | f: 'x y', -1.5",
            "Name:a-b? Mark:| Name:f Mark:: Text:x y Mark:, Number:-1.5",
        );
        check("(1..n)", "Mark:( Number:1 Dots:.. Name:n Mark:)");
        check("a contains b.contains", "Name:a Comparison:contains Name:b Mark:. Name:contains");
        check("a<>b>=c<d", "Name:a Comparison:<> Name:b Comparison:>= Name:c Comparison:< Name:d");
        check("'' \"'\"", "Text: Text:'");
    }

    #[test]
    fn a_character_that_fits_nowhere_is_named_by_its_place() {
        assert_eq!(words("a é", 10), Err(12));
        assert_eq!(words("a = b", 0), Err(2));
        assert_eq!(words("'open", 0), Err(0));
    }
}
