//! Names that are ordinary words as well, such as Best, Can, May and Will.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::folded::{is_unspaced, run};
use super::steps;

/// Words of several languages that may begin a sentence or a sign-off.
const WORDS: &str = include_str!("ordinary/words.txt");
/// How far back the end of the sentence before is looked for, in bytes.
const FAR: usize = 32;

/// Whether `word` is an ordinary one; so are those of one or two letters, where words have borders.
pub(super) fn is_ordinary(word: &str) -> bool {
    static FOLDED: LazyLock<HashSet<String>> =
        LazyLock::new(|| WORDS.split_whitespace().map(run).collect());
    let word = run(word);
    let short = word.chars().count() < 3 && !word.chars().any(is_unspaced);
    short || FOLDED.contains(&word)
}

/// Whether a sentence, line or part of one begins at `at`.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(FAR)).min(at);
    let head = text.get(from..at).unwrap_or_default();
    steps::count(head.len());
    let mark = |c: char| c.is_whitespace() || "\"'“”„‘’*_([¿¡>".contains(c);
    let trimmed = head.trim_end_matches(mark);
    let line = head.get(trimmed.len()..).is_some_and(|gap| gap.contains('\n'));
    line || trimmed.is_empty() || trimmed.ends_with(|c: char| !c.is_alphanumeric() && c != ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_ordinary_and_rare_names_are_not() {
        for word in ["Best", "CAN", "May", "will", "Groß", "Li"] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["Okafor", "Müller", "Nguyen"] {
            assert!(!is_ordinary(word), "{word}");
        }
    }

    #[test]
    fn a_sentence_begins_after_an_end_a_line_and_a_dash() {
        for (text, begins) in [
            ("Best", true),
            ("Ok. Best", true),
            ("Ok,\nBest", true),
            ("ok – *Best", true),
            ("of Best", false),
            ("Ana, Best", false),
        ] {
            assert_eq!(begins_sentence(text, text.find("Best").unwrap()), begins, "{text}");
        }
    }
}
