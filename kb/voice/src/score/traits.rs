//! Sixteen traits of a reply that a person can see and count.

use crate::score::rank::count;

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

/// The traits of one reply.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Traits {
    values: [f64; 16],
    words: u32,
}

/// Words that a greeting begins with.
const GREETINGS: [&str; 11] = [
    "hi",
    "hiya",
    "hey",
    "hello",
    "howdy",
    "dear",
    "good",
    "morning",
    "afternoon",
    "evening",
    "greetings",
];
/// What follows the apostrophe of a contraction, whatever stands before it.
const ENDINGS: [&str; 6] = ["re", "ll", "ve", "m", "d", "t"];
/// Words whose *’s* is a contraction.
const WITH_IS: [&str; 12] =
    ["it", "that", "here", "there", "what", "let", "he", "she", "who", "how", "where", "when"];

impl Traits {
    /// Counts the traits of `text`. Mentions, tags, links, e-mail addresses and the initials of
    /// who wrote it are no words.
    pub fn of(text: &str) -> Self {
        let mut counts = Counts::default();
        for line in text.lines() {
            line.split_whitespace().for_each(|token| counts.take(token));
            counts.end_sentence();
        }
        counts.emoji = count_emoji(text);
        counts.into_traits()
    }

    /// The number of a trait, in its unit.
    pub fn get(&self, named: Trait) -> f64 {
        self.values.get(named as usize).copied().unwrap_or_default()
    }

    /// How many words the reply has.
    pub fn words(&self) -> u32 {
        self.words
    }
}

#[derive(Default)]
struct Counts {
    words: usize,
    characters: usize,
    sentences: usize,
    /// Words since the last sentence ended.
    open: usize,
    emoji: usize,
    by_trait: [usize; 16],
}

impl Counts {
    fn add(&mut self, named: Trait) {
        if let Some(counted) = self.by_trait.get_mut(named as usize) {
            *counted += 1;
        }
    }

    fn take(&mut self, token: &str) {
        if is_address(token) {
            return;
        }
        for c in token.chars() {
            match c {
                '!' => self.add(Trait::Exclamations),
                '?' => self.add(Trait::Questions),
                ',' => self.add(Trait::Commas),
                _ => {}
            }
        }
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            self.word(word);
        }
        let end =
            token.trim_end_matches(|c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | '*' | '_'));
        if end.ends_with(['.', '!', '?', '…']) {
            self.end_sentence();
        }
    }

    fn word(&mut self, word: &str) {
        let is_first = self.words == 0;
        self.words += 1;
        self.open += 1;
        self.characters += word.chars().count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 4 && !word.chars().any(char::is_lowercase) {
            self.add(Trait::Capitals);
        }
        let small = word.to_lowercase().replace('’', "'");
        let (stem, ending) = small.split_once('\'').unwrap_or((&small, ""));
        if ENDINGS.contains(&ending) || (ending == "s" && WITH_IS.contains(&stem)) {
            self.add(Trait::Contractions);
        }
        if is_first && GREETINGS.contains(&stem) {
            self.add(Trait::Greeting);
        }
        if let Some(named) = spoken(stem) {
            self.add(named);
        }
    }

    fn end_sentence(&mut self) {
        if self.open > 0 {
            self.sentences += 1;
            self.open = 0;
        }
    }

    fn into_traits(mut self) -> Traits {
        self.end_sentence();
        let words = count(self.words.max(1));
        let sentences = count(self.sentences.max(1));
        let mut values = [0.0; 16];
        for (named, value) in Trait::ALL.into_iter().zip(&mut values) {
            let counted = count(self.by_trait.get(named as usize).copied().unwrap_or_default());
            *value = match named {
                Trait::Contractions | Trait::We | Trait::I | Trait::You => 100.0 * counted / words,
                Trait::Emoji => count(self.emoji),
                Trait::SentenceLength => count(self.words) / sentences,
                Trait::WordLength => count(self.characters) / words,
                Trait::Commas => counted / sentences,
                _ => counted,
            };
        }
        Traits { values, words: u32::try_from(self.words).unwrap_or(u32::MAX) }
    }
}

/// The trait that a word, in small letters and without its ending, counts for.
fn spoken(stem: &str) -> Option<Trait> {
    Some(match stem {
        "we" | "us" | "our" | "ours" => Trait::We,
        "i" | "me" | "my" | "mine" => Trait::I,
        "you" | "your" | "yours" => Trait::You,
        "please" => Trait::Please,
        "thanks" | "thank" | "thx" | "ty" => Trait::Thanks,
        "sorry" | "apologies" | "apology" | "apologise" | "apologize" => Trait::Sorry,
        "dm" | "dms" | "pm" => Trait::DirectMessage,
        _ => return None,
    })
}

/// Whether a token is a mention, a tag, a link, an e-mail address or the initials of a writer.
fn is_address(token: &str) -> bool {
    let token = token.trim_start_matches(['(', '"', '“', '.']);
    token.starts_with(['@', '#', '^'])
        || token.contains("://")
        || token.starts_with("www.")
        || token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// How many emoji there are, as a reader counts them.
fn count_emoji(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation as _;
    let is_emoji = |c: char| {
        matches!(c, '\u{2600}'..='\u{27BF}' | '\u{2B05}'..='\u{2B55}' | '\u{1F1E6}'..='\u{1F1FF}'
            | '\u{1F300}'..='\u{1FAFF}')
    };
    text.graphemes(true).filter(|one| one.chars().next().is_some_and(is_emoji)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Trait, f64)]) {
        let traits = Traits::of(text);
        for (named, value) in expected {
            assert_eq!(traits.get(*named), *value, "{named:?} of {text:?}");
        }
    }

    #[test]
    fn traits_are_what_a_person_would_count() {
        check(
            "@sam_99 Hi Sam, we’re sorry! Please DM us: https://a.example/x?y! It's late. ^JM",
            &[
                (Trait::Exclamations, 1.0),
                (Trait::Questions, 0.0),
                (Trait::Greeting, 1.0),
                (Trait::Sorry, 1.0),
                (Trait::Please, 1.0),
                (Trait::DirectMessage, 1.0),
                (Trait::Commas, 0.5),
                (Trait::SentenceLength, 4.5),
                (Trait::Contractions, 200.0 / 9.0),
                (Trait::We, 200.0 / 9.0),
            ],
        );
        check("THANKS for the IMEI 🤦🏽‍♀️🇩🇪 A.B", &[(Trait::Capitals, 2.0), (Trait::Emoji, 2.0)]);
    }

    #[test]
    fn a_text_without_words_has_traits_of_nothing() {
        for text in ["", " \n", "@a @b", "…", "🎉"] {
            assert_eq!(Traits::of(text).words(), 0);
            assert_eq!(Traits::of(text).get(Trait::SentenceLength), 0.0);
        }
    }

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
