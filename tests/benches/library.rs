//! A made-up library and made-up messages, the same ones in every run.
//!
//! Words are drawn by Zipf's law: the second most frequent one half as often as the first, and so
//! on. Every second one of the most frequent words is a word of the real messages, so that these
//! too find many answers; all others can be spoken but mean nothing.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde_json::{Value, json};

use crate::random::Random;
use crate::report::Outcome;

/// How many answers there are.
pub(crate) const ANSWERS: usize = 100_000;
/// How many different words they are made of.
const WORDS: usize = 50_000;
/// Words of a made-up message, and of a phrasing.
const MESSAGE: usize = 12;

/// Real messages of customers; see `tests/data/suggest/banking77/LICENCE.md`.
const REAL: &str = include_str!("../data/suggest/banking77/cases.jsonl");

const FIRST: [&str; 13] = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "t", "v", "z"];
const VOWELS: [&str; 4] = ["a", "i", "o", "u"];
const LAST: [&str; 7] = ["b", "k", "m", "n", "p", "r", "t"];

/// The words, the most frequent first, and how often each is drawn.
pub(crate) struct Vocabulary {
    words: Vec<String>,
    /// The chance of drawing a word or one before it.
    reach: Vec<f64>,
}

impl Vocabulary {
    pub(crate) fn new() -> Outcome<Self> {
        let mut real = real_words()?.into_iter();
        let mut known: HashSet<String> = HashSet::new();
        let mut random = Random::seeded(1);
        let mut words = Vec::with_capacity(WORDS);
        while words.len() < WORDS {
            let word = if words.len().is_multiple_of(2) { real.next() } else { None };
            let word = word.unwrap_or_else(|| made_up(&mut random, words.len()));
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let mut reach = Vec::with_capacity(WORDS);
        for rank in 1..=u32::try_from(WORDS)? {
            sum += 1.0 / f64::from(rank);
            reach.push(sum);
        }
        for share in &mut reach {
            *share /= sum;
        }
        Ok(Self { words, reach })
    }

    fn text(&self, random: &mut Random, length: usize) -> String {
        let mut text = String::new();
        for nth in 0..length {
            let share = random.share();
            let rank = self.reach.partition_point(|reach| *reach <= share);
            text.push_str(if nth == 0 { "" } else { " " });
            text.push_str(self.words.get(rank).map(String::as_str).unwrap_or_default());
        }
        text
    }

    /// One answer as a row of a file: title of 6 words, body of 40 to 80, two phrasings of 12.
    fn answer(&self, random: &mut Random, number: usize) -> Value {
        let title = self.text(random, 6);
        let length = 40 + random.below(41);
        json!({
            "id": format!("answer-{number:06}"),
            "title": title,
            "body": self.text(random, length),
            "phrasings": [self.text(random, MESSAGE), self.text(random, MESSAGE)],
            "locale": "en",
            "state": "approved",
        })
    }

    /// Writes the library to `file`, one row a line.
    pub(crate) fn write_answers(&self, file: &Path) -> Outcome<()> {
        let mut out = BufWriter::new(File::create(file)?);
        for row in self.rows(ANSWERS) {
            writeln!(out, "{row}")?;
        }
        Ok(out.flush()?)
    }

    /// The first `count` answers as rows of a file.
    pub(crate) fn rows(&self, count: usize) -> impl Iterator<Item = Value> {
        let mut random = Random::seeded(2);
        (0..count).map(move |number| self.answer(&mut random, number))
    }

    /// The titles of the first `count` answers.
    pub(crate) fn titles(&self, count: usize) -> Vec<String> {
        let title = |row: Value| row.get("title")?.as_str().map(str::to_owned);
        self.rows(count).filter_map(title).collect()
    }

    /// Messages of customers who know the words of the library but not its texts.
    pub(crate) fn messages(&self, count: usize) -> Vec<String> {
        let mut random = Random::seeded(3);
        (0..count).map(|_| self.text(&mut random, MESSAGE)).collect()
    }
}

/// Messages that real customers wrote.
pub(crate) fn real_messages() -> Outcome<Vec<String>> {
    let text = |line: &str| -> Outcome<String> {
        let case: Value = serde_json::from_str(line)?;
        let text = case.get("text").and_then(Value::as_str);
        Ok(text.ok_or("a case without text")?.to_owned())
    };
    REAL.lines().map(text).collect()
}

/// Those of the real messages that an encoder reads as about 22 tokens: words, signs, and one mark
/// each for begin and end.
pub(crate) fn posts() -> Outcome<Vec<String>> {
    let tokens = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let signs = text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace());
        words.count() + signs.count() + 2
    };
    let all = real_messages()?.into_iter();
    Ok(all.filter(|text| (20..=24).contains(&tokens(text))).collect())
}

/// The words of the real messages, the most frequent first.
fn real_words() -> Outcome<Vec<String>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for message in real_messages()? {
        let words = message.split(|c: char| !c.is_ascii_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(words.into_iter().map(|(word, _)| word).collect())
}

/// A word that can be spoken; frequent words are short.
fn made_up(random: &mut Random, rank: usize) -> String {
    let syllables = match rank {
        0..150 => 1,
        150..12_000 => 2,
        _ => 3,
    };
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(random.one_of(&FIRST));
        word.push_str(random.one_of(&VOWELS));
    }
    word.push_str(random.one_of(&LAST));
    word
}
