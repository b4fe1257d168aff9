//! Sentences of a reply, plain or Markdown.
//!
//! The borders are those of UAX #29, corrected for what replies hold: abbreviations of several
//! languages, initials, ordinals, links, lists, line breaks, emoji, greetings, and sentences that
//! begin with a small letter or without a blank before them.

mod abbreviations;
mod border;
mod lines;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// Marks where a locked span begins in a template that is made ready for comparison.
pub(crate) const LOCK: char = '\u{E100}';
/// Marks where a locked span ends.
pub(crate) const UNLOCK: char = '\u{E101}';

/// Whether a locked span is open at the end of `text`; `None` where it holds no mark of one.
pub(crate) fn ends_locked(text: &str) -> Option<bool> {
    text.chars().rev().find(|c| matches!(*c, LOCK | UNLOCK)).map(|c| c == LOCK)
}

/// Every sentence of `text` in order, without blanks and marks of lists around it.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    for block in lines::blocks(text) {
        let Some(shown) = text.get(block.clone()) else { continue };
        let greeting = border::greeting_end(shown);
        let mut start = 0;
        for at in candidates(shown, greeting) {
            let greets = start == 0 && greeting == Some(at);
            if at > start && border::is_border(shown, start, at, greets) {
                sentences.extend(trimmed(shown, start..at, block.start));
                start = at;
            }
        }
        sentences.extend(trimmed(shown, start..shown.len(), block.start));
    }
    sentences
}

/// The range without outer blanks, moved by `offset`; `None` when nothing is left.
fn trimmed(text: &str, range: Range<usize>, offset: usize) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    (start < end).then(|| start + offset..end + offset)
}

/// Where a sentence could end, in order.
fn candidates(text: &str, greeting: Option<usize>) -> Vec<usize> {
    let mut places: Vec<usize> =
        text.split_sentence_bound_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
    places.extend(border::after_ends(text));
    places.extend(greeting);
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = find(text).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_initials_and_ordinals_end_no_sentence() {
        check(
            "Ask Dr. Okafor, e.g. by mail. We help.",
            &["Ask Dr. Okafor, e.g. by mail.", "We help."],
        );
        check(
            "Am 3. Mai um ca. 5 Uhr, z. B. Mira J. Okafor. Gut.",
            &["Am 3. Mai um ca. 5 Uhr, z. B. Mira J. Okafor.", "Gut."],
        );
        check(
            "La Sra. Ruiz vive en la av. Mayor. Gracias.",
            &["La Sra. Ruiz vive en la av. Mayor.", "Gracias."],
        );
        check("M. Petit, n° 5. Merci.", &["M. Petit, n° 5.", "Merci."]);
        check("We close at 5 p.m. Call us.", &["We close at 5 p.m.", "Call us."]);
    }

    #[test]
    fn links_addresses_and_decimals_are_left_whole() {
        check(
            "See https://x.example/a?b=C.D and a.b@c.example. It is 3.5 kg.",
            &["See https://x.example/a?b=C.D and a.b@c.example.", "It is 3.5 kg."],
        );
    }

    #[test]
    fn lines_and_lists_are_borders_and_wrapped_lines_are_none() {
        check(
            "Hi Mira,\nthanks\n\n- First one\n- Second\n1. Go on.",
            &["Hi Mira,", "thanks", "First one", "Second", "Go on."],
        );
        check(
            "This is a long line that a mail program broke somewhere near the\nend of it. Yes.",
            &[
                "This is a long line that a mail program broke somewhere near the\nend of it.",
                "Yes.",
            ],
        );
    }

    #[test]
    fn sloppy_borders_are_found() {
        check(
            "It took 5 days. we are sorry.Please wait!ok",
            &["It took 5 days.", "we are sorry.", "Please wait!ok"],
        );
        check(
            "We ship in 5 days. 24 hours is too soon.",
            &["We ship in 5 days.", "24 hours is too soon."],
        );
        check("Thanks! 😊 We ship 🎁 We do.", &["Thanks! 😊", "We ship 🎁", "We do."]);
        check("Hi Mira, it is on its way... we hope", &["Hi Mira,", "it is on its way... we hope"]);
        check("We got it (at last!) and sent it.", &["We got it (at last!) and sent it."]);
    }

    #[test]
    fn long_texts_without_borders_end_in_time() {
        // Were each place to look at all of the text, this would take hours.
        for part in ["a.", "ab.Ab.", "x/ab.Ab.", "a. ", "! ( ", "z.B. ", "{{ a. "] {
            assert!(!find(&part.repeat(128 << 10)).is_empty());
        }
    }

    #[test]
    fn other_scripts_have_their_own_ends() {
        check("発送しました。お待ちください。", &["発送しました。", "お待ちください。"]);
        check("हम मदद करेंगे। धन्यवाद।", &["हम मदद करेंगे।", "धन्यवाद।"]);
    }
}
