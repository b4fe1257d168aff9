//! Ranking: how signals become an order and a confidence. Everything that weighs one signal
//! against another stands here, and nothing here reads the index.

use tantivy::schema::Field;

use crate::schema::Fields;
use crate::signals::Signals;

/// Candidates that are compared with the message beyond those asked for.
pub(crate) const SPARE: usize = 8;

/// From this likeness on a text is said to mean nearly the same.
pub(crate) const SIMILAR: f32 = 0.5;

/// An absent answer is named from this confidence on.
pub(crate) const WORTH_NAMING: f32 = 0.15;

/// Scores are rounded to this: what is smaller comes of the order in which they were summed.
const SCORE_STEPS: f32 = 1024.0;

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
    libm::logf(1.0 + (answers - having + 0.5) / (having + 0.5))
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

/// How many numbers describe an answer.
pub(crate) const FEATURES: usize = 8;

/// At this many phrasings an answer is as much one that is known by its phrasings as one that is
/// known by its title.
const HALF: f32 = 4.0;

/// A weight for answers without phrasings, and one for answers with very many; between the two it
/// slides.
type Sliding = (f32, f32);

/// How the numbers are weighed. Every weight but the biases is positive: nothing that is nearer
/// ever stands lower for it.
struct Weighing {
    /// What phrasings count by themselves.
    phrased: f32,
    /// For the order.
    order: [Sliding; FEATURES],
    /// For the confidence in the first of the order: a bias,
    bias: Sliding,
    /// the weight of its odds against the others in the order,
    odds: Sliding,
    /// and the weights of its numbers.
    sure: [Sliding; FEATURES],
}

/// Learned from libraries of 28 to 415 answers with none to 130 phrasings, some of them with a
/// quarter of the answers taken out, so that there are questions that none answers: `order` by
/// which answer was wanted (a conditional logit), the others by whether the first was (a logistic
/// regression). In the order of [`features`].
const WEIGHINGS: [Weighing; 4] = [
    // By words alone.
    Weighing {
        phrased: -5.42,
        order: [
            (1.32, 3.25),
            (9.62, 11.64),
            (0.00, 8.12),
            (6.35, 1.50),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
        ],
        bias: (-1.40, -1.87),
        odds: (0.49, 0.78),
        sure: [
            (0.00, 0.00),
            (3.58, 2.35),
            (0.00, 1.47),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
        ],
    },
    // By words and the linear layer.
    Weighing {
        phrased: -1.93,
        order: [
            (2.48, 0.84),
            (0.00, 0.00),
            (0.00, 1.69),
            (10.06, 0.71),
            (0.77, 1.12),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
        ],
        bias: (-0.85, -1.41),
        odds: (0.50, 0.74),
        sure: [
            (0.00, 0.00),
            (4.08, 0.71),
            (0.00, 0.68),
            (0.13, 0.00),
            (0.33, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
            (0.00, 0.00),
        ],
    },
    // By words and meaning.
    Weighing {
        phrased: -3.45,
        order: [
            (0.00, 1.55),
            (0.00, 0.40),
            (0.00, 4.25),
            (7.78, 1.57),
            (0.00, 0.00),
            (12.60, 5.37),
            (1.74, 9.20),
            (0.00, 0.00),
        ],
        bias: (-2.68, -2.46),
        odds: (0.48, 0.70),
        sure: [
            (0.00, 0.00),
            (0.00, 1.41),
            (0.64, 1.23),
            (0.02, 0.00),
            (0.00, 0.00),
            (4.46, 1.73),
            (0.00, 0.06),
            (0.48, 0.00),
        ],
    },
    // By all of them.
    Weighing {
        phrased: -0.75,
        order: [
            (0.82, 0.00),
            (0.00, 0.00),
            (0.00, 1.47),
            (4.79, 4.39),
            (0.55, 0.88),
            (4.77, 0.00),
            (3.68, 3.78),
            (0.66, 0.00),
        ],
        bias: (-0.70, -3.38),
        odds: (0.52, 0.54),
        sure: [
            (0.00, 0.00),
            (0.00, 0.00),
            (0.32, 2.84),
            (0.00, 0.00),
            (0.59, 0.06),
            (3.13, 1.75),
            (0.00, 0.82),
            (0.00, 0.00),
        ],
    },
];

/// What it counts that a post for which the answer was rejected is nearer than any of its texts.
const REJECTED: f32 = 25.0;

/// What is known about an answer as the numbers that are weighed.
pub(crate) fn features(signals: &Signals) -> [f32; FEATURES] {
    let meant = signals.meant.unwrap_or_default();
    [
        signals.words_share,
        signals.middle,
        signals.nearest,
        signals.own,
        signals.learned.unwrap_or_default(),
        meant.middle,
        meant.nearest,
        meant.own,
    ]
}

/// The logarithm of a probability, of tiny ones that of a limit.
pub(crate) fn logarithm(probability: f32) -> f32 {
    libm::logf(probability.max(1e-5))
}

/// What the order goes by: the higher, the more likely it is that the answer is wanted.
pub(crate) fn score(signals: &Signals) -> f32 {
    let weighing = weighing(signals);
    let own = weighing.phrased * phrased(signals);
    let sum = own + weighed(signals, &weighing.order) - against(signals);
    (sum * SCORE_STEPS).round() / SCORE_STEPS
}

/// How sure it is that the first of the order is wanted, 0 to 1; `share` is its probability among
/// the answers of the order.
pub(crate) fn confidence(signals: &Signals, share: f32) -> f32 {
    let weighing = weighing(signals);
    let phrased = phrased(signals);
    let share = share.clamp(1e-4, 1.0 - 1e-4);
    let odds = libm::logf(share / (1.0 - share));
    let sum = weighed(signals, &weighing.sure)
        + slid(weighing.bias, phrased)
        + slid(weighing.odds, phrased) * odds
        - against(signals);
    1.0 / (1.0 + libm::expf(-sum))
}

fn weighing(signals: &Signals) -> &'static Weighing {
    let [words, layer, meaning, all] = &WEIGHINGS;
    match (signals.learned, signals.meant) {
        (None, None) => words,
        (Some(_), None) => layer,
        (None, Some(_)) => meaning,
        (Some(_), Some(_)) => all,
    }
}

fn weighed(signals: &Signals, weights: &[Sliding; FEATURES]) -> f32 {
    let phrased = phrased(signals);
    let pairs = features(signals).into_iter().zip(weights);
    pairs.map(|(feature, weight)| feature * slid(*weight, phrased)).sum()
}

fn against(signals: &Signals) -> f32 {
    REJECTED * (signals.rejected - signals.nearest).max(0.0)
}

fn phrased(signals: &Signals) -> f32 {
    signals.phrasings / (signals.phrasings + HALF)
}

fn slid((fresh, phrased): Sliding, share: f32) -> f32 {
    fresh * (1.0 - share) + phrased * share
}

#[cfg(test)]
mod tests {
    use super::*;

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
