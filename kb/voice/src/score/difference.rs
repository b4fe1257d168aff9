//! What a window of replies does otherwise than the approved ones, in words.

use super::rank;
use super::traits::Trait;

/// A trait is told when so many of 100 own windows have less of it, or more.
const TOLD: f64 = 90.0;
/// How many differences are told.
const SHOWN: usize = 5;
/// How many replies show a difference.
const EXAMPLES: usize = 3;

/// A trait that a window of replies has more or less of than the approved ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which.
    pub named: Trait,
    /// Whether the window has more of it.
    pub is_more: bool,
    /// Of 100 own windows, so many have less of it, or more where the window has less.
    pub share: f64,
    /// How much the window has, in the trait's unit.
    pub value: f64,
    /// What nine in ten own windows have, from and to.
    pub usual: (f64, f64),
    /// The replies that show it most, by their place in the window.
    pub examples: Vec<usize>,
    /// How far it lies outside, in widths of what is usual.
    outside: f64,
}

/// What is told of a trait: `own` are the sorted values of own windows, `average` and `values`
/// the window's. All are in units of `spread`.
pub(super) fn find(
    named: Trait,
    own: &[f64],
    (average, values): (f64, &[f64]),
    spread: f64,
) -> Option<Difference> {
    let rank = rank::of(own, average);
    let is_more = rank > 50.0;
    let share = if is_more { rank } else { 100.0 - rank };
    if share < TOLD {
        return None;
    }
    let (from, to) = (rank::at(own, 5), rank::at(own, 95));
    let outside = (average - rank::at(own, 50)).abs() / (to - from).max(0.01);
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    // A stable sort: among equals the first in the window.
    order.sort_by(|(_, a), (_, b)| if is_more { b.total_cmp(a) } else { a.total_cmp(b) });
    let examples = order.into_iter().map(|(at, _)| at).take(EXAMPLES).collect();
    let (value, usual) = (average * spread, (from * spread, to * spread));
    Some(Difference { named, is_more, share, value, usual, examples, outside })
}

/// The few that lie farthest outside, the farthest first.
pub(super) fn most_telling(found: impl Iterator<Item = Difference>) -> Vec<Difference> {
    let mut found: Vec<Difference> = found.collect();
    found.sort_by(|a, b| b.outside.total_cmp(&a.outside));
    found.truncate(SHOWN);
    found
}

impl Difference {
    /// The difference as a sentence, such as `Longer sentences than in 97 of 100 windows of our
    /// own: 21.3 words a sentence, usually 9.8 to 13.1`.
    pub fn message(&self) -> String {
        let (more, less, unit) = words(self.named);
        let what = if self.is_more { more } else { less };
        let share = match number(self.share.floor()).as_str() {
            "100" => "any window of our own".to_owned(),
            share => format!("{share} of 100 windows of our own"),
        };
        let (from, to) = (number(self.usual.0), number(self.usual.1));
        let usual = if from == to { from } else { format!("{from} to {to}") };
        format!("{what} than in {share}: {} {unit}, usually {usual}", number(self.value))
    }
}

/// More of a trait, less of it, and its unit.
fn words(named: Trait) -> (&'static str, &'static str, &'static str) {
    match named {
        Trait::Contractions => {
            ("More contractions", "Fewer contractions", "contractions in 100 words")
        }
        Trait::Exclamations => {
            ("More exclamation marks", "Fewer exclamation marks", "exclamation marks a reply")
        }
        Trait::Questions => ("More questions", "Fewer questions", "question marks a reply"),
        Trait::Emoji => ("More emoji", "Fewer emoji", "emoji a reply"),
        Trait::We => ("More “we”", "Less “we”", "“we” in 100 words"),
        Trait::I => ("More “I”", "Less “I”", "“I” in 100 words"),
        Trait::You => ("More “you”", "Less “you”", "“you” in 100 words"),
        Trait::Please => ("More “please”", "Less “please”", "“please” a reply"),
        Trait::Thanks => ("More thanks", "Fewer thanks", "thanks a reply"),
        Trait::Sorry => ("More apologies", "Fewer apologies", "apologies a reply"),
        Trait::DirectMessage => {
            ("More mentions of a DM", "Fewer mentions of a DM", "mentions of a DM a reply")
        }
        Trait::SentenceLength => ("Longer sentences", "Shorter sentences", "words a sentence"),
        Trait::WordLength => ("Longer words", "Shorter words", "characters a word"),
        Trait::Greeting => ("More greetings", "Fewer greetings", "greetings a reply"),
        Trait::Capitals => {
            ("More words in capitals", "Fewer words in capitals", "words in capitals a reply")
        }
        Trait::Commas => ("More commas", "Fewer commas", "commas a sentence"),
    }
}

/// A number as people write it: a digit after the point where it is needed, two below 1.
fn number(value: f64) -> String {
    let text = if value < 1.0 { format!("{value:.2}") } else { format!("{value:.1}") };
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::rank::count;
    use super::*;

    fn own() -> Vec<f64> {
        (0..100).map(|n| 10.0 + count(n) / 25.0).collect()
    }

    #[test]
    fn a_difference_is_told_with_what_is_usual_and_with_the_replies_that_show_it() {
        let values = [9.0, 30.0, 25.0, 40.0];
        let found = find(Trait::SentenceLength, &own(), (26.0, &values), 1.0).unwrap();
        assert_eq!(
            found.message(),
            "Longer sentences than in any window of our own: 26 words a sentence, usually 10.2 to 13.8"
        );
        assert_eq!(found.examples, [3, 1, 2]);
        let found = find(Trait::SentenceLength, &own(), (10.2, &values), 1.0).unwrap();
        assert!(found.message().starts_with("Shorter sentences than in 94 of 100"), "{found:?}");
        assert_eq!(found.examples, [0, 2, 1]);
    }

    #[test]
    fn what_is_usual_is_not_told() {
        assert_eq!(find(Trait::Emoji, &own(), (12.0, &[12.0]), 1.0), None);
        assert_eq!(find(Trait::Emoji, &[0.0; 9], (0.0, &[0.0]), 1.0), None, "nobody has any");
    }

    #[test]
    fn the_most_telling_differences_come_first_and_are_few() {
        let of = |average: f64| find(Trait::Emoji, &own(), (average, &[1.0]), 1.0);
        let told = most_telling([14.0, 30.0, 20.0, 8.0, 9.0, 50.0].into_iter().filter_map(of));
        let values: Vec<String> = told.iter().map(|one| number(one.value)).collect();
        assert_eq!(values, ["50", "30", "20", "8", "9"]);
    }
}
