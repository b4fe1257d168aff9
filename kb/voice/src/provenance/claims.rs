//! What a sentence commits to: numbers, money, dates, durations, percentages, links, e-mail
//! addresses, phone numbers and names of products, each in one way of writing.

mod numbers;
mod units;

use std::collections::BTreeSet;
use std::ops::Range;

use super::numerals::{Language, in_words};
use super::words::{Token, is_email, is_link};

/// What sort of commitment it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// A number without a unit that is known.
    Number,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A span of time.
    Duration,
    /// A share of a hundred.
    Percentage,
    /// A link.
    Link,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// The name of a product.
    Product,
    /// A word that turns the sentence into its opposite, put in or taken out.
    Negation,
}

impl ClaimKind {
    /// The name in reports, such as `percentage`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Percentage => "percentage",
            Self::Link => "link",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Product => "product",
            Self::Negation => "negation",
        }
    }
}

/// A commitment with its place among the tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: ClaimKind,
    /// In one way of writing: `24 hour`, `USD 5`.
    pub(super) value: String,
    pub(super) tokens: Range<usize>,
}

/// What is known when claims are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) language: Language,
    pub(super) products: &'a [String],
}

/// All claims of `tokens`, in order.
pub(super) fn find(tokens: &[Token], reading: Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match claim(tokens, at, reading) {
            Some(claim) => {
                at = claim.tokens.end.max(at + 1);
                found.push(claim);
            }
            None => at += 1,
        }
    }
    found
}

fn claim(tokens: &[Token], at: usize, reading: Reading<'_>) -> Option<Found> {
    let token = tokens.get(at)?;
    if token.is_gap() {
        return None;
    }
    let one = |kind, value: String| Found { kind, value, tokens: at..at + 1 };
    let lower = token.text.to_lowercase();
    if is_email(&token.text) {
        return Some(one(ClaimKind::Email, lower.trim_start_matches("mailto:").to_owned()));
    }
    if is_link(&token.text) {
        let bare = lower.trim_start_matches("https://").trim_start_matches("http://");
        return Some(one(
            ClaimKind::Link,
            bare.trim_start_matches("www.").trim_end_matches('/').to_owned(),
        ));
    }
    product(tokens, at, reading.products)
        .or_else(|| numbers::phone(tokens, at))
        .or_else(|| numbers::date(tokens, at))
        .or_else(|| numbers::quantity(tokens, at, reading.language))
        .or_else(|| units::day(&lower).map(|day| one(ClaimKind::Date, day.to_owned())))
}

/// The name of a product at `at`, whatever its case.
fn product(tokens: &[Token], at: usize, products: &[String]) -> Option<Found> {
    let fits = |name: &&String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let here = tokens.get(at..at + words.len());
        here.is_some_and(|here| {
            here.iter()
                .zip(&words)
                .all(|(token, word)| token.text.to_lowercase() == word.to_lowercase())
        })
    };
    let name = products
        .iter()
        .filter(|name| !name.trim().is_empty())
        .filter(fits)
        .max_by_key(|name| name.len())?;
    let count = name.split_whitespace().count();
    Some(Found { kind: ClaimKind::Product, value: name.to_lowercase(), tokens: at..at + count })
}

/// Whether a word, in small letters, is a currency.
pub(super) fn is_currency(word: &str) -> bool {
    units::currency(word).is_some()
}

/// Whether a word, in small letters, names a time: a unit, a month, a day.
pub(super) fn is_unit(word: &str) -> bool {
    units::time(word).is_some()
        || units::month(word).is_some()
        || units::day(word).is_some()
        || units::is_working(word)
        || units::is_filler(word)
}

/// Whether a word is part of a quantity or a day: what is exchanged first when a sentence is
/// bent, and says little of where it comes from.
pub(super) fn is_quantity(word: &str, language: Language) -> bool {
    let lower = word.to_lowercase();
    word.chars().any(char::is_numeric)
        || units::time(&lower).is_some()
        || units::currency(&lower).is_some()
        || units::day(&lower).is_some()
        || units::month(&lower).is_some()
        || units::is_working(&lower)
        || in_words(&[lower.as_str()], language).is_some()
}

/// The claims of texts that were approved, to compare with.
#[derive(Debug, Default)]
pub(super) struct Approved {
    values: BTreeSet<(ClaimKind, String)>,
    numbers: BTreeSet<String>,
}

impl Approved {
    /// Takes in what a text commits to.
    pub(super) fn take(&mut self, tokens: &[Token], reading: Reading<'_>) {
        for claim in find(tokens, reading) {
            self.values.insert((claim.kind, claim.value));
        }
        let mut at = 0;
        while at < tokens.len() {
            match numbers::number(tokens, at, reading.language) {
                Some((value, end)) => {
                    self.numbers.insert(value);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// Whether the very same was approved.
    pub(super) fn has(&self, claim: &Found) -> bool {
        self.values.contains(&(claim.kind, claim.value.clone()))
            || (claim.kind == ClaimKind::Number && self.numbers.contains(&claim.value))
    }
}
