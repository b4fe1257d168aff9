//! What is counted in a text: words, sentences, syllables, and the grades of reading ease.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::sentence;
use super::syllables::syllables;

/// Counts of a text. All are numbers that formulas reckon with.
#[derive(Debug, Default, Clone)]
pub(super) struct Measures {
    pub(super) words: f64,
    sentences: f64,
    paragraphs: f64,
    characters: f64,
    syllables: f64,
    polysyllabic_words: f64,
    complex_words: f64,
    long_words: f64,
    /// Parts of the text by name, such as `heading_h1`.
    parts: BTreeMap<String, f64>,
}

impl Measures {
    /// Counts `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut measures = Self::default();
        for paragraph in text.split("\n\n") {
            measures.paragraphs += 1.0;
            for sentence in sentence::split(paragraph) {
                measures.sentences += 1.0;
                for word in words(sentence) {
                    measures.word(word);
                }
            }
        }
        measures
    }

    /// Adds how often parts of some name are there.
    pub(super) fn with_parts(mut self, parts: &BTreeMap<String, u32>) -> Self {
        let counted = parts.iter().filter(|(name, _)| !name.starts_with("table"));
        self.parts =
            counted.map(|(name, count)| (name.replace('.', "_"), f64::from(*count))).collect();
        self
    }

    fn word(&mut self, word: &str) {
        let count = syllables(word);
        let ends = ["es", "ed", "ing"].into_iter().any(|end| word.ends_with(end));
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        self.words += 1.0;
        self.characters += f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
        self.syllables += f64::from(count);
        self.long_words += f64::from(u8::from(word.len() > 6));
        self.polysyllabic_words += f64::from(u8::from(count > 2));
        self.complex_words += f64::from(u8::from(count - i32::from(ends) > 2));
    }

    /// The count of that name; parts that are not there count 0.
    pub(super) fn value(&self, name: &str) -> Option<f64> {
        const PARTS: [&str; 9] = [
            "pre",
            "list",
            "blockquote",
            "heading_h1",
            "heading_h2",
            "heading_h3",
            "heading_h4",
            "heading_h5",
            "heading_h6",
        ];
        Some(match name {
            "words" => self.words,
            "sentences" => self.sentences,
            "paragraphs" => self.paragraphs - 1.0,
            "characters" => self.characters,
            "syllables" => self.syllables,
            "polysyllabic_words" => self.polysyllabic_words,
            "complex_words" => self.complex_words,
            "long_words" => self.long_words,
            name => match self.parts.get(name) {
                Some(count) => *count,
                None if PARTS.contains(&name) => 0.0,
                None => return None,
            },
        })
    }
}

/// The words of a sentence as they are counted.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+").unwrap());
    WORD.find_iter(sentence).map(|found| found.as_str())
}

/// A grade of reading ease: about the years of school that a reader needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    Smog,
    GunningFog,
    ColemanLiau,
    FleschKincaid,
    AutomatedReadability,
}

impl Grade {
    /// Reads a name as rules write it.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "SMOG" => Self::Smog,
            "Gunning Fog" => Self::GunningFog,
            "Coleman-Liau" => Self::ColemanLiau,
            "Flesch-Kincaid" => Self::FleschKincaid,
            "Automated Readability" => Self::AutomatedReadability,
            _ => return None,
        })
    }

    /// The grade of a text with these counts.
    pub(super) fn of(self, found: &Measures) -> f64 {
        let per_sentence = found.words / found.sentences;
        let letters = found.characters / found.words;
        match self {
            Self::Smog => {
                1.0430 * (found.polysyllabic_words * 30.0 / found.sentences).sqrt() + 3.1291
            }
            Self::GunningFog => 0.4 * (per_sentence + 100.0 * (found.complex_words / found.words)),
            Self::ColemanLiau => 5.88 * letters - 29.6 * (found.sentences / found.words) - 15.8,
            Self::FleschKincaid => {
                0.39 * per_sentence + 11.8 * (found.syllables / found.words) - 15.59
            }
            Self::AutomatedReadability => 4.71 * letters + 0.5 * per_sentence - 21.43,
        }
    }
}
