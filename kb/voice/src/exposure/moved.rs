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
        if !side.is_empty() {
            side.push_str(if gap.is_empty() { " " } else { gap });
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
    fn without_findings_all_stays() {
        assert_eq!(moved("One. Two.", &[]).public, "One. Two.");
    }
}
