//! Words that are no names, though they stand where one does.

use crate::titles;

/// What a name is not: words that promise, and common ones, in lower case.
const WORDS: &str = include_str!("names/words.txt");
/// What nobody is called to their face: insults, jokes and promises, in lower case.
const UNFIT: &str = include_str!("names/unfit.txt");
/// First names, of which one alone signs a reply after `^`, in lower case.
const FIRST: &str = include_str!("names/first.txt");
/// The most letters of initials.
const INITIALS: usize = 3;
/// How long words end that are no names, and how long such a word is at least.
const ENDS: &[(&str, usize)] = &[
    ("tion", 6),
    ("ción", 6),
    ("ment", 8),
    ("ness", 7),
    ("able", 6),
    ("ible", 6),
    ("keit", 6),
    ("schaft", 8),
    ("miento", 8),
    ("fully", 7),
    ("less", 7),
    ("ship", 8),
];
/// Names that are words, too.
const KNOWN: &[&str] = &[
    "hope", "grace", "joy", "rose", "mark", "faith", "summer", "april", "june", "august", "dawn",
    "iris", "ivy", "frank", "art", "drew", "pat", "sue", "bill", "dean", "max", "jo", "may",
];
/// Whether `word` is a title such as `Mrs`; in a greeting, `M.` is one as well.
pub(super) fn is_title(word: &str) -> bool {
    titles::is_title(word) || matches!(word, "m" | "M")
}

/// Whether `word` is a name though it is an ordinary word as well.
pub(super) fn is_known(word: &str) -> bool {
    KNOWN.contains(&word.to_lowercase().as_str())
}

/// Whether `word` may stand after the `^` of a sign-off: initials or a first name.
pub(super) fn signs_off(word: &str) -> bool {
    let small = word.to_lowercase();
    let initials = word.chars().count() <= INITIALS && word.chars().all(char::is_alphabetic);
    initials || is_known(word) || FIRST.split_whitespace().any(|name| name == small)
}

/// Whether `words` may be names; one alone may be one that is an ordinary word as well.
pub(super) fn are_names<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<&str> = words.collect();
    let alone = words.len() == 1;
    words.iter().all(|word| alone && is_known(word) || !is_content(word))
}

/// Whether a word, or a part of one such as `RefundApproved`, is an ordinary one.
fn is_content(word: &str) -> bool {
    let ordinary = |part: &str| {
        let ends = |(end, least): &(&str, usize)| part.ends_with(end) && part.len() >= *least;
        let mut words = WORDS.split_whitespace().chain(UNFIT.split_whitespace());
        words.any(|word| word == part) || ENDS.iter().any(ends)
    };
    let mut part = String::new();
    let (mut small, mut digit) = (false, false);
    for c in word.trim_start_matches('@').chars() {
        let border = matches!(c, '_' | '-' | '.') || (small && c.is_uppercase());
        let border = border || (c.is_numeric() != digit);
        if border && !part.is_empty() {
            if part.len() > 2 && ordinary(&part) {
                return true;
            }
            part.clear();
        }
        (small, digit) = (c.is_lowercase(), c.is_numeric());
        if c.is_alphanumeric() || c == '\'' {
            part.extend(c.to_lowercase());
        }
    }
    ordinary(&part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        for words in [WORDS, UNFIT, FIRST] {
            assert!(words.split_whitespace().is_sorted());
        }
    }
}
