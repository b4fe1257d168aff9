//! Spelling: words that no dictionary of the reply's language has, with what may have been meant.
//!
//! Dictionaries come in as the texts of Hunspell's `.aff` and `.dic` files. Handles, tags, links,
//! e-mail addresses, code, fields, numbers, names and abbreviations are no words of a language and
//! are passed over, as are the words that the caller accepts.

mod english;
mod words;

use std::collections::HashSet;
use std::fmt;

use antiphon_model::Locale;

use crate::finding::{Finding, Fix, Severity};
use words::{Position, Word};

/// The check's name in findings.
pub const RULE: &str = "spelling.unknown";
/// The most that is found in one text.
const FINDING_LIMIT: usize = 50;
/// For how many of them it is looked up what may have been meant.
const SUGGESTED_LIMIT: usize = 10;
/// The most that may have been meant.
const FIX_LIMIT: usize = 5;
/// The longest word that is looked up, in bytes.
const LONGEST: usize = 64;

/// The dictionaries of one language.
pub struct Speller {
    locale: Locale,
    dictionaries: Vec<spellbook::Dictionary>,
}

impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.dictionaries.len();
        f.debug_struct("Speller").field("locale", &self.locale).field("count", &count).finish()
    }
}

/// A dictionary that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the dictionary cannot be read: {0}")]
pub struct BrokenDictionary(String);

/// Words that are right whatever dictionaries say: brands, products, the names of those who talk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted(HashSet<String>);

impl<S: AsRef<str>> FromIterator<S> for Accepted {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let mut accepted = HashSet::new();
        for name in names {
            let parts = words::of(name.as_ref());
            accepted.extend(parts.map(|word| plain(word.text).to_lowercase()));
        }
        Self(accepted)
    }
}

impl Speller {
    /// A speller for `locale` without a dictionary: it finds nothing.
    pub fn new(locale: Locale) -> Self {
        Self { locale, dictionaries: Vec::new() }
    }

    /// Adds a dictionary, the texts of its `.aff` and `.dic` files: a word that one of them knows
    /// is right.
    ///
    /// # Errors
    /// [`BrokenDictionary`] says why it cannot be read.
    pub fn add(&mut self, aff: &str, dic: &str) -> Result<(), BrokenDictionary> {
        let read = spellbook::Dictionary::new(aff, dic);
        self.dictionaries.push(read.map_err(|err| BrokenDictionary(err.to_string()))?);
        Ok(())
    }

    /// The locale that the dictionaries are for.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The words of `text`, Markdown or plain, that nobody knows.
    pub fn check(&self, text: &str, accepted: &Accepted) -> Vec<Finding> {
        if self.dictionaries.is_empty() {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for word in words::of(text) {
            if findings.len() == FINDING_LIMIT {
                break;
            }
            if word.text.len() > LONGEST || self.knows(word.text, accepted) {
                continue;
            }
            let is_capital = word.text.starts_with(char::is_uppercase);
            let may_be_name = is_capital && !self.writes_nouns_large();
            if may_be_name && word.position == Position::Within {
                continue;
            }
            let meant =
                if findings.len() < SUGGESTED_LIMIT { self.meant(word.text) } else { Vec::new() };
            // A capital word that is like no other is a name.
            if is_capital && !meant.iter().any(|meant| is_slip(word.text, meant)) {
                continue;
            }
            findings.push(finding(&word, meant));
        }
        findings
    }

    /// Whether a word, as it stands in a text, is right.
    pub fn knows(&self, word: &str, accepted: &Accepted) -> bool {
        let word = plain(word);
        let small = word.to_lowercase();
        let stem = small.strip_suffix("'s").unwrap_or(&small);
        if accepted.0.contains(&small) || accepted.0.contains(stem) || self.has(&word) {
            return true;
        }
        english::EVERYWHERE.contains(&stem) || self.is_english(&small, stem)
    }

    /// Whether a word in small letters is right in English though no dictionary has it.
    fn is_english(&self, small: &str, stem: &str) -> bool {
        self.locale.language() == "en"
            && (english::TRADE.contains(&stem)
                || (self.locale.as_str() != "en-US"
                    && english::american(small).any(|other| self.has(&other))))
    }

    fn has(&self, word: &str) -> bool {
        self.dictionaries.iter().any(|dictionary| dictionary.check(word))
    }

    /// What may have been meant by a word, the best first.
    fn meant(&self, word: &str) -> Vec<String> {
        let is_curly = word.contains('’');
        let mut all: Vec<String> = Vec::new();
        for dictionary in &self.dictionaries {
            let mut meant = Vec::new();
            // Comparing to all words there are takes sixty times as long and finds the same.
            let suggester = dictionary.suggester().with_ngram_suggestions(false);
            suggester.suggest(&plain(word), &mut meant);
            meant.retain(|one| !all.contains(one));
            all.extend(meant);
        }
        all.truncate(FIX_LIMIT);
        if is_curly {
            all = all.into_iter().map(|one| one.replace('\'', "’")).collect();
        }
        all
    }

    fn writes_nouns_large(&self) -> bool {
        self.locale.language() == "de"
    }
}

/// A word with the apostrophe that dictionaries write.
fn plain(word: &str) -> String {
    word.replace('’', "'")
}

/// Whether a capital word looks like a slip of the hand in another: same beginning, one word.
fn is_slip(word: &str, meant: &str) -> bool {
    let near = word.chars().count().abs_diff(meant.chars().count()) <= 1;
    near && word.chars().next() == meant.chars().next() && !meant.contains([' ', '-'])
}

fn finding(word: &Word<'_>, meant: Vec<String>) -> Finding {
    let fix = |replacement| Fix { range: word.range.clone(), replacement };
    Finding {
        rule: RULE.to_owned(),
        severity: Severity::Suggestion,
        range: word.range.clone(),
        message: format!("“{}” is in no dictionary.", word.text),
        link: None,
        fixes: meant.into_iter().map(fix).collect(),
    }
}
