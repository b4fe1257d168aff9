//! A reply in two: what everybody may read, and what belongs in a direct message.

use super::Exposure;
use crate::sentences;

/// A reply in two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// What everybody may read.
    pub public: String,
    /// The sentences that hold private data, for a direct message.
    pub private: String,
}

/// `text` without the sentences that hold what was found, and those sentences.
pub fn moved(text: &str, found: &[Exposure]) -> Moved {
    let mut moved = Moved::default();
    let mut at = 0;
    let mut places: Vec<_> = found.iter().map(|one| (one.range.start, one.range.end)).collect();
    places.sort_unstable();
    let mut reach = 0;
    let mut next = places.into_iter().peekable();
    for sentence in sentences::find(text) {
        let gap = text.get(at..sentence.start).unwrap_or_default();
        let shown = text.get(sentence.clone()).unwrap_or_default();
        // How far what begins before the sentence ends reaches.
        while let Some((_, end)) = next.next_if(|(start, _)| *start < sentence.end) {
            reach = reach.max(end);
        }
        let touched = sentence.start < reach;
        let side = if touched { &mut moved.private } else { &mut moved.public };
        match (side.is_empty(), gap.is_empty()) {
            // The mark of its list stands before the first sentence as well.
            (true, _) => side.push_str(gap.rsplit('\n').next().unwrap_or_default().trim_start()),
            (false, true) => side.push(' '),
            (false, false) => side.push_str(gap),
        }
        side.push_str(shown);
        at = sentence.end;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::super::{Allow, Known, REGIONS, Record, find};
    use super::*;

    #[test]
    fn the_private_sentence_moves_and_the_rest_stays() {
        let text = "Hi Mira! We wrote to mira@example.com. Is that right?\n\nThanks, Ana";
        let known =
            Known { record: &Record::default(), allow: &Allow::default(), regions: &REGIONS };
        let moved = moved(text, &find(text, known));
        assert_eq!(moved.public, "Hi Mira! Is that right?\n\nThanks, Ana");
        assert_eq!(moved.private, "We wrote to mira@example.com.");
    }

    #[test]
    fn marks_of_lists_move_with_their_items() {
        let known =
            Known { record: &Record::default(), allow: &Allow::default(), regions: &REGIONS };
        let check = |text: &str, public: &str, private: &str| {
            let moved = moved(text, &find(text, known));
            assert_eq!((moved.public.as_str(), moved.private.as_str()), (public, private));
        };
        check("- One\n- Mail a@b.com\n- Three", "- One\n- Three", "- Mail a@b.com");
        check("1. Mail a@b.com\n2. Two\n3. Three", "2. Two\n3. Three", "1. Mail a@b.com");
        check("Mail a@b.com. Two.\n\n- Three", "Two.\n\n- Three", "Mail a@b.com.");
        check("\n\n  One. Mail a@b.com.", "One.", "Mail a@b.com.");
    }

    #[test]
    fn without_findings_all_stays() {
        assert_eq!(moved("One. Two.", &[]).public, "One. Two.");
    }
}
