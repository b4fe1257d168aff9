//! The sixteen traits of a reply, counted.

use unicode_segmentation::UnicodeSegmentation as _;

use super::rank::count;
use super::traits::Trait;

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
        let end = token.trim_end_matches(['"', '”', '’', '\'', ')', '*', '_']);
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
            let found = traits.get(*named);
            assert!((found - value).abs() < 1e-9, "{named:?} of {text:?} is {found}");
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
            check(text, &[(Trait::SentenceLength, 0.0), (Trait::WordLength, 0.0)]);
        }
    }
}
