//! Ranking: how signals become an order and a confidence. Everything that weighs one signal
//! against another stands here, and nothing here reads the index.

use tantivy::schema::Field;

use crate::schema::Fields;

/// Candidates that are compared with the message beyond those asked for.
pub(crate) const SPARE: usize = 8;

/// The confidence from which a suggestion is said to fit.
pub(crate) const FITS: f32 = 0.5;

/// The evidence at which it is as likely as not that the library has an answer, and how quickly
/// confidence rises around it: read off libraries of 28 and 150 answers with questions that none
/// of them answers.
const EVEN: f32 = 0.34;
const STEEPNESS: f32 = 9.0;

/// How much the closest phrasing adds to the score of the words.
const CLOSENESS: f32 = 1.5;

/// Scores are rounded to this: what is smaller comes of the order in which they were summed.
const SCORE_STEPS: f32 = 1024.0;

/// What a word in the body counts against one in the title or a phrasing, for the confidence.
const BODY_SHARE: f32 = 0.6;

/// The most words of a message that are searched for.
const SEARCHED: usize = 64;
/// From this many answers on fewer words are searched for, because common ones cost most there:
/// this many, or a third of a long message's. Every word still counts in the comparison with
/// what was found.
const LARGE: u64 = 20_000;
const SEARCHED_IN_LARGE: usize = 8;

/// The fields that suggestions are found by, and how much each counts.
pub(crate) fn boosts(fields: &Fields) -> [(Field, f32); 3] {
    [(fields.title, 1.8), (fields.phrasing, 3.0), (fields.body, 1.0)]
}

/// How much a word tells that `having` of `answers` answers have.
pub(crate) fn rarity(having: u64, answers: u64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "counts of answers are small")]
    let (having, answers) = (having as f32, answers.max(having) as f32);
    (1.0 + (answers - having + 0.5) / (having + 0.5)).ln()
}

/// How many of the `known` words of a message are searched for among `answers`, the rarest first.
pub(crate) fn searched(known: usize, answers: u64) -> usize {
    let wanted = if answers < LARGE { known } else { (known / 3).max(SEARCHED_IN_LARGE) };
    wanted.min(SEARCHED)
}

/// The most that a common word of a language tells, whatever the counts say: what a word tells
/// that half of the answers have.
pub(crate) fn common_rarity(answers: u64) -> f32 {
    rarity(answers - answers / 2, answers)
}

/// What is known about one answer in view of one message; all shares are 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Signals {
    /// The share of the message's words, by weight, that title or phrasings hold.
    pub(crate) in_head: f32,
    /// The share that only the body holds.
    pub(crate) in_body: f32,
    /// How close the closest phrasing or the title comes to the message.
    pub(crate) closeness: f32,
}

/// What the order goes by: the score of the words, raised by how close the message comes to
/// what customers have asked before.
pub(crate) fn score(words: f32, closeness: f32) -> f32 {
    let score = words * CLOSENESS.mul_add(closeness, 1.0);
    (score * SCORE_STEPS).round() / SCORE_STEPS
}

/// How sure it is that an answer with these signals is wanted, 0 to 1.
pub(crate) fn confidence(signals: Signals) -> f32 {
    let covered = BODY_SHARE.mul_add(signals.in_body, signals.in_head);
    let evidence = f32::midpoint(covered, signals.closeness);
    1.0 / (1.0 + (STEEPNESS * (EVEN - evidence)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_rises_with_each_signal_and_stays_within_0_and_1() {
        let signals = |in_head, in_body, closeness| Signals { in_head, in_body, closeness };
        let nothing = confidence(signals(0.0, 0.0, 0.0));
        let all = confidence(signals(1.0, 0.0, 1.0));
        assert!((0.0..0.1).contains(&nothing) && (0.95..=1.0).contains(&all));
        for more in [signals(0.5, 0.0, 0.0), signals(0.0, 0.5, 0.0), signals(0.0, 0.0, 0.5)] {
            assert!(confidence(more) > nothing, "{more:?}");
        }
    }

    #[test]
    fn in_a_large_library_the_rarest_words_are_searched_for() {
        assert_eq!([3, 12, 60, 500].map(|known| searched(known, LARGE)), [8, 8, 20, 64]);
        assert_eq!([3, 12, 60, 500].map(|known| searched(known, 100)), [3, 12, 60, 64]);
    }

    #[test]
    fn a_rare_word_tells_more_than_a_common_one() {
        assert!(rarity(1, 100) > rarity(50, 100) && rarity(50, 100) > rarity(100, 100));
        assert!(rarity(0, 0) > 0.0 && rarity(5, 1) > 0.0, "counts may lag behind");
    }
}
