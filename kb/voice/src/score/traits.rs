//! Sixteen traits of a reply that a person can see and count, and what each may be.

use super::counts::Traits;

/// The most that a trait costs.
const COST_LIMIT: f64 = 4.0;

/// A trait of a reply as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// Contractions such as *we’re*, in 100 words.
    Contractions,
    /// Exclamation marks.
    Exclamations,
    /// Question marks.
    Questions,
    /// Emoji.
    Emoji,
    /// *We*, *us* and *our*, in 100 words.
    We,
    /// *I*, *me* and *my*, in 100 words.
    I,
    /// *You* and *your*, in 100 words.
    You,
    /// How often it says *please*.
    Please,
    /// How often it thanks.
    Thanks,
    /// How often it says sorry.
    Sorry,
    /// How often it speaks of a private message.
    DirectMessage,
    /// Words a sentence.
    SentenceLength,
    /// Characters a word.
    WordLength,
    /// 1 where it begins with a greeting.
    Greeting,
    /// Words in capitals, of four letters or more.
    Capitals,
    /// Commas a sentence.
    Commas,
}

impl Trait {
    /// All of them, in their order.
    pub const ALL: [Self; 16] = [
        Self::Contractions,
        Self::Exclamations,
        Self::Questions,
        Self::Emoji,
        Self::We,
        Self::I,
        Self::You,
        Self::Please,
        Self::Thanks,
        Self::Sorry,
        Self::DirectMessage,
        Self::SentenceLength,
        Self::WordLength,
        Self::Greeting,
        Self::Capitals,
        Self::Commas,
    ];

    /// The name in reports, such as `exclamations`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contractions => "contractions",
            Self::Exclamations => "exclamations",
            Self::Questions => "questions",
            Self::Emoji => "emoji",
            Self::We => "we",
            Self::I => "i",
            Self::You => "you",
            Self::Please => "please",
            Self::Thanks => "thanks",
            Self::Sorry => "sorry",
            Self::DirectMessage => "direct_message",
            Self::SentenceLength => "sentence_length",
            Self::WordLength => "word_length",
            Self::Greeting => "greeting",
            Self::Capitals => "capitals",
            Self::Commas => "commas",
        }
    }

    /// Reads a name as reports write it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|named| named.as_str() == name)
    }

    /// How far out of its range each point takes it.
    fn step(self) -> f64 {
        match self {
            Self::Contractions | Self::We | Self::I | Self::You | Self::SentenceLength => 5.0,
            Self::WordLength => 0.5,
            _ => 1.0,
        }
    }

    /// What its number counts, for one and for many.
    fn unit(self) -> (&'static str, &'static str) {
        match self {
            Self::Contractions => ("contraction in 100 words", "contractions in 100 words"),
            Self::Exclamations => ("exclamation mark", "exclamation marks"),
            Self::Questions => ("question mark", "question marks"),
            Self::Emoji => ("emoji", "emoji"),
            Self::We => ("“we” in 100 words", "“we” in 100 words"),
            Self::I => ("“I” in 100 words", "“I” in 100 words"),
            Self::You => ("“you” in 100 words", "“you” in 100 words"),
            Self::Please => ("“please”", "“please”"),
            Self::Thanks => ("“thanks”", "“thanks”"),
            Self::Sorry => ("apology", "apologies"),
            Self::DirectMessage => ("mention of a DM", "mentions of a DM"),
            Self::SentenceLength => ("word a sentence", "words a sentence"),
            Self::WordLength => ("character a word", "characters a word"),
            Self::Greeting => ("greeting", "greetings"),
            Self::Capitals => ("word in capitals", "words in capitals"),
            Self::Commas => ("comma a sentence", "commas a sentence"),
        }
    }
}

/// What a trait may be.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TraitRange {
    at_least: Option<f64>,
    at_most: Option<f64>,
    from_words: u32,
}

impl TraitRange {
    /// Up to `most`.
    pub fn at_most(most: f64) -> Self {
        Self { at_most: Some(most), ..Self::default() }
    }

    /// From `least` on.
    pub fn at_least(least: f64) -> Self {
        Self { at_least: Some(least), ..Self::default() }
    }

    /// From `least` to `most`.
    pub fn between(least: f64, most: f64) -> Self {
        Self { at_least: (least > 0.0).then_some(least), at_most: Some(most), from_words: 0 }
    }

    /// The same, asked only of replies of so many words or more.
    #[must_use]
    pub fn from_words(self, words: u32) -> Self {
        Self { from_words: words, ..self }
    }

    /// What a reply with `traits` loses: nothing within the range, then the more the farther.
    pub(super) fn points(&self, named: Trait, traits: &Traits) -> u32 {
        if traits.words() < self.from_words {
            return 0;
        }
        let value = traits.get(named);
        let over = self.at_most.map_or(0.0, |most| value - most);
        let under = self.at_least.map_or(0.0, |least| least - value);
        let outside = over.max(under);
        // A hair's breadth outside is inside.
        let steps = (outside / named.step() - 1e-9).ceil().clamp(0.0, COST_LIMIT);
        (1..=4).rev().find(|points| f64::from(*points) <= steps).unwrap_or(0)
    }

    /// What is wrong, such as `3 exclamation marks; guide: at most 1`.
    pub(super) fn message(&self, named: Trait, value: f64) -> String {
        let (one, many) = named.unit();
        let shown = number(value);
        let unit = if shown == "1" { one } else { many };
        let allowed = match (self.at_least, self.at_most) {
            (Some(least), Some(most)) if number(least) == number(most) => number(least),
            (Some(least), Some(most)) => format!("{} to {}", number(least), number(most)),
            (Some(least), None) => format!("at least {}", number(least)),
            (None, Some(most)) => format!("at most {}", number(most)),
            (None, None) => "any".to_owned(),
        };
        let shown = if shown == "0" { "no".to_owned() } else { shown };
        format!("{shown} {unit}; guide: {allowed}")
    }
}

/// A number as people write it: one digit after the point where it is needed.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trait_outside_its_range_is_told_in_its_own_unit() {
        let one = TraitRange::at_most(1.0);
        assert_eq!(one.message(Trait::Exclamations, 3.0), "3 exclamation marks; guide: at most 1");
        let learned = TraitRange::between(1.0, 1.0);
        assert_eq!(learned.message(Trait::Greeting, 0.0), "no greetings; guide: 1");
        let length = TraitRange::between(8.0, 20.25);
        assert_eq!(
            length.message(Trait::SentenceLength, 31.5),
            "31.5 words a sentence; guide: 8 to 20.2"
        );
    }

    #[test]
    fn a_trait_costs_the_more_the_farther_it_is_out_and_four_at_most() {
        let range = TraitRange::at_most(1.0);
        let cost = |text: &str| range.points(Trait::Exclamations, &Traits::of(text));
        assert_eq!([cost("a!"), cost("a!!"), cost("a!!!"), cost("a!!!!!!!!!")], [0, 1, 2, 4]);
        let long = range.from_words(2);
        assert_eq!(long.points(Trait::Exclamations, &Traits::of("a!!")), 0, "it is too short");
    }
}
