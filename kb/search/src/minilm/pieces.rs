//! Cuts a text into the pieces of words that the network knows.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// A word longer than this is unknown as a whole.
const LONGEST_WORD: usize = 100;

/// The pieces of words, each with its number.
#[derive(Debug)]
pub(crate) struct Pieces {
    numbers: HashMap<Box<str>, u32>,
    unknown: u32,
    begin: u32,
    end: u32,
}

#[derive(serde::Deserialize)]
struct File {
    model: Model,
}

#[derive(serde::Deserialize)]
struct Model {
    vocab: HashMap<Box<str>, u32>,
}

impl Pieces {
    /// Reads a `tokenizer.json`; else what about it does not fit.
    pub(crate) fn read(file: &[u8]) -> Result<Self, String> {
        let file: File = serde_json::from_slice(file).map_err(|err| err.to_string())?;
        let numbers = file.model.vocab;
        let count = numbers.len();
        if numbers.values().any(|number| usize::try_from(*number).is_ok_and(|it| it >= count)) {
            return Err("a piece has a number beyond the last".to_owned());
        }
        let special = |name: &str| numbers.get(name).copied().ok_or(format!("{name} is missing"));
        let (unknown, begin, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Self { numbers, unknown, begin, end })
    }

    /// How many pieces there are.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The numbers of the pieces of `text`, at most `most` of them with the marks of begin and
    /// end. What looks like such a mark in the text is text.
    pub(crate) fn cut(&self, text: &str, most: usize) -> Vec<u32> {
        let mut numbers = vec![self.begin];
        let mut word = String::new();
        for c in plain(text) {
            if numbers.len() >= most {
                break;
            }
            match c {
                Plain::Part(c) => word.push(c),
                Plain::Between => self.cut_word(&mut word, &mut numbers),
                Plain::Alone(c) => {
                    self.cut_word(&mut word, &mut numbers);
                    word.push(c);
                    self.cut_word(&mut word, &mut numbers);
                }
            }
        }
        self.cut_word(&mut word, &mut numbers);
        numbers.truncate(most.saturating_sub(1));
        numbers.push(self.end);
        numbers
    }

    /// Cuts `word` greedily, longest piece first, and empties it.
    fn cut_word(&self, word: &mut String, numbers: &mut Vec<u32>) {
        let known = numbers.len();
        if word.chars().nth(LONGEST_WORD).is_some() {
            numbers.push(self.unknown);
            word.clear();
            return;
        }
        let mut rest = word.as_str();
        let mut tried = String::new();
        while !rest.is_empty() {
            let mark = if numbers.len() > known { "##" } else { "" };
            let Some((length, number)) = self.longest(mark, rest, &mut tried) else {
                numbers.truncate(known);
                numbers.push(self.unknown);
                break;
            };
            numbers.push(number);
            rest = rest.get(length..).unwrap_or_default();
        }
        word.clear();
    }

    /// The longest piece that `rest` begins with: its length and number. Pieces are known by
    /// their `mark`, which those inside of a word have.
    fn longest(&self, mark: &str, rest: &str, tried: &mut String) -> Option<(usize, u32)> {
        tried.clear();
        tried.push_str(mark);
        tried.push_str(rest);
        while tried.len() > mark.len() {
            if let Some(number) = self.numbers.get(tried.as_str()) {
                return Some((tried.len() - mark.len(), *number));
            }
            tried.pop();
        }
        None
    }
}

/// A character, as it matters to where words end.
enum Plain {
    /// One of a word.
    Part(char),
    /// One that is a word by itself.
    Alone(char),
    /// A blank between words.
    Between,
}

/// `text` in lower case and without accents and control characters.
fn plain(text: &str) -> impl Iterator<Item = Plain> {
    text.chars()
        .filter(|c| !is_dropped(*c))
        .nfd()
        .filter(|c| c.general_category() != GeneralCategory::NonspacingMark)
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            _ if c.is_whitespace() => Plain::Between,
            _ if is_punctuation(c) || is_chinese(c) => Plain::Alone(c),
            _ => Plain::Part(c),
        })
}

fn is_dropped(c: char) -> bool {
    let is_other = || {
        c.general_category_group() == GeneralCategoryGroup::Other
            && c.general_category() != GeneralCategory::Unassigned
    };
    c == '\u{fffd}' || !matches!(c, '\t' | '\n' | '\r') && is_other()
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// Characters that are words by themselves, by the ranges that the network was trained with.
fn is_chinese(c: char) -> bool {
    matches!(
        c,
        '\u{4e00}'..='\u{9fff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{20000}'..='\u{2a6df}'
            | '\u{2a700}'..='\u{2b73f}'
            | '\u{2b740}'..='\u{2b81f}'
            | '\u{2b920}'..='\u{2ceaf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{2f800}'..='\u{2fa1f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let words =
            ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "my", "card", "##s", "##ed", "?", "[", "]"];
        let list: Vec<String> =
            words.iter().zip(0..).map(|(it, at)| format!("{it:?}:{at}")).collect();
        Pieces::read(format!(r#"{{"model":{{"vocab":{{{}}}}}}}"#, list.join(",")).as_bytes())
            .unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: &[u32]) {
        assert_eq!(pieces().cut(text, 8), expected, "{text:?}");
    }

    #[test]
    fn words_are_cut_into_their_longest_pieces() {
        check("My cards?", &[2, 4, 5, 6, 8, 3]);
        check("m\u{fd} c\u{e0}rd\0ed", &[2, 4, 5, 7, 3]);
        check("cardx my", &[2, 1, 4, 3]);
        check("", &[2, 3]);
    }

    #[test]
    fn what_looks_like_a_mark_is_text() {
        check("[card]", &[2, 9, 5, 10, 3]);
        check("[SEP]", &[2, 9, 1, 10, 3]);
    }

    #[test]
    fn a_text_is_cut_off_at_the_most_pieces() {
        check(&"my ".repeat(100), &[2, 4, 4, 4, 4, 4, 4, 3]);
        check(&"x".repeat(1_000_000), &[2, 1, 3]);
        assert_eq!(pieces().cut("my card", 2), [2, 3]);
    }

    #[test]
    fn a_file_that_does_not_fit_is_refused() {
        for file in ["", "{}", r#"{"model":{"vocab":{}}}"#, r#"{"model":{"vocab":{"[UNK]":7}}}"#] {
            assert!(Pieces::read(file.as_bytes()).is_err(), "{file}");
        }
    }
}
