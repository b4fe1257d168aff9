//! Text to words: the one way in which titles, bodies, phrasings and messages become terms.
//!
//! A word is a run of letters and digits, in lower case, cut to its stem by the rules of its
//! language and without diacritics. Apostrophes join (`where's` is `wheres`) unless they follow
//! a French or Italian article. Scripts that are written without blanks give pairs of characters.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};

use crate::language::Language;

/// Characters of a word that count; nobody searches by what comes after.
const WORD_CHARS: usize = 64;

/// Articles and pronouns that an apostrophe ties to the next word in French, Italian and Catalan.
const ELIDED: [&str; 16] = [
    "l", "d", "j", "n", "s", "m", "t", "c", "qu", "un", "dell", "all", "nell", "sull", "dall",
    "quest",
];

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The term it becomes.
    pub(crate) term: String,
    /// Where it stands in the text, in bytes.
    pub(crate) range: Range<usize>,
}

/// Cuts texts of one language into words.
#[derive(Clone)]
pub(crate) struct Words(TextAnalyzer);

impl Words {
    /// Words as stems of `language`.
    pub(crate) fn stemmed(language: Language) -> Self {
        let start = TextAnalyzer::builder(WordTokenizer::new(language));
        Self(match language.stemmer {
            Some(rules) => start.filter(Stemmer::new(rules)).filter(AsciiFoldingFilter).build(),
            None => start.filter(AsciiFoldingFilter).build(),
        })
    }

    /// Words as they are written, for what is still being typed.
    pub(crate) fn written() -> Self {
        Self::stemmed(Language::OTHER)
    }

    /// The words of `text` with their places.
    pub(crate) fn of(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.0.token_stream(text).process(&mut |token| {
            words
                .push(Word { term: token.text.clone(), range: token.offset_from..token.offset_to });
        });
        words
    }

    /// The terms of `text` with blanks between them: what is put into a field of the index.
    pub(crate) fn joined(&mut self, text: &str) -> String {
        let mut joined = String::with_capacity(text.len());
        self.0.token_stream(text).process(&mut |token| {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&token.text);
        });
        joined
    }
}

/// `word` with each run of three or more of one letter cut to `keep`; `None` without such a run.
pub(crate) fn squeezed(word: &str, keep: usize) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut last = None;
    let mut run = 0;
    let mut longest = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        run = if last == Some(c) && c.is_alphabetic() { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(c);
        out.push(c);
    }
    if longest < 3 {
        return None;
    }
    let all: Vec<char> = out.drain(..).collect();
    for letters in all.chunk_by(PartialEq::eq) {
        let kept = if letters.len() < 3 { letters.len() } else { keep };
        out.extend(letters.iter().filter(|c| c.is_alphabetic()).take(kept));
        out.extend(letters.iter().filter(|c| !c.is_alphabetic()));
    }
    Some(out)
}

#[derive(Clone)]
struct WordTokenizer {
    language: Language,
    token: Token,
}

impl WordTokenizer {
    fn new(language: Language) -> Self {
        Self { language, token: Token::default() }
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream {
            chars: text.char_indices().peekable(),
            after_pair: false,
            language: self.language,
            token: &mut self.token,
        }
    }
}

struct WordStream<'a> {
    chars: Peekable<CharIndices<'a>>,
    /// Whether the character before this one was the first of a pair.
    after_pair: bool,
    language: Language,
    token: &'a mut Token,
}

impl WordStream<'_> {
    /// One of the pairs of a run of characters without blanks, or the character if it is alone.
    fn pair(&mut self, at: usize, c: char) -> bool {
        let next = self.chars.peek().copied().filter(|(_, next)| stands_alone(*next));
        if next.is_none() && self.after_pair {
            self.after_pair = false;
            return false;
        }
        self.token.offset_from = at;
        self.token.offset_to = at + c.len_utf8();
        self.token.text.push(c);
        if let Some((start, next)) = next {
            self.token.offset_to = start + next.len_utf8();
            self.token.text.push(next);
        }
        self.after_pair = next.is_some();
        true
    }

    /// The rest of the word that starts with `c` at `at`.
    fn word(&mut self, at: usize, c: char) {
        self.token.offset_from = at;
        let mut length = 0;
        self.push(c, at, &mut length);
        while let Some(&(at, c)) = self.chars.peek() {
            if (c.is_alphanumeric() && !stands_alone(c)) || is_mark(c) {
                self.push(c, at, &mut length);
            } else if is_apostrophe(c) && self.letter_follows() {
                if ELIDED.contains(&self.token.text.as_str()) {
                    self.token.text.clear();
                    self.token.offset_from = at + c.len_utf8();
                    length = 0;
                }
            } else {
                break;
            }
            self.chars.next();
        }
        self.language.accent(&mut self.token.text);
    }

    fn push(&mut self, c: char, at: usize, length: &mut usize) {
        self.token.offset_to = at + c.len_utf8();
        if *length < WORD_CHARS && !is_dropped(c) {
            self.token.text.extend(c.to_lowercase().filter(|c| !is_dropped(*c)));
            *length += 1;
        }
    }

    fn letter_follows(&self) -> bool {
        let mut ahead = self.chars.clone();
        ahead.next();
        ahead.next().is_some_and(|(_, c)| c.is_alphabetic() && !stands_alone(c))
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        while let Some((at, c)) = self.chars.next() {
            if stands_alone(c) {
                if self.pair(at, c) {
                    return true;
                }
            } else if c.is_alphanumeric() {
                self.after_pair = false;
                self.word(at, c);
                return true;
            } else {
                self.after_pair = false;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '`' | '\u{00B4}')
}

/// Letters of scripts that are written without blanks: Thai, Lao, Khmer, Burmese, Chinese, Japanese.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0E4E}' | '\u{0E81}'..='\u{0ECD}' | '\u{1000}'..='\u{104F}'
        | '\u{1780}'..='\u{17D3}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{3FFFD}')
}

/// Signs that belong to the letter before them but are no letters: accents, joiners, and the
/// nukta and virama of the Indic scripts, which stand at the same place in each of their blocks.
fn is_mark(c: char) -> bool {
    let indic = matches!(c, '\u{0900}'..='\u{0D7F}') && matches!(u32::from(c) & 0x7F, 0x3C | 0x4D);
    indic || is_dropped(c) || matches!(c, '\u{0591}'..='\u{05BD}' | '\u{064B}'..='\u{065F}')
}

/// Marks that folding would leave behind.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, text: &str, expected: &[&str]) {
        let words = Words::stemmed(Language::by_code(code)).of(text);
        let terms: Vec<&str> = words.iter().map(|word| word.term.as_str()).collect();
        assert_eq!(terms, expected, "{text}");
        assert!(words.iter().all(|word| text.get(word.range.clone()).is_some()), "{text}");
    }

    #[test]
    fn apostrophes_join_except_after_an_article() {
        check("en", "Where's where’s wheres", &["where"; 3]);
        check("fr", "l'abonnement d’abonnement", &["abon"; 2]);
    }

    #[test]
    fn an_accent_that_was_not_typed_does_not_matter() {
        check("es", "devolución devolucion devoluciones", &["devolu"; 3]);
        check("pt", "cancelação cancelacao cancelações", &["cancel"; 3]);
        check("de", "Rückerstattung Rückerstattungen Ru\u{308}ckerstattung", &["ruckerstatt"; 3]);
        check("de", "Straße", &["strass"]);
    }

    #[test]
    fn scripts_without_blanks_give_pairs() {
        check("zh", "退款时间", &["退款", "款时", "时间"]);
        check("ja", "返 A返品", &["返", "a", "返品"]);
    }

    #[test]
    fn runs_of_a_letter_are_cut_and_digits_are_not() {
        assert_eq!(squeezed("Sooooo", 2).as_deref(), Some("soo"));
        assert_eq!(squeezed("Sooooo", 1).as_deref(), Some("so"));
        assert_eq!(squeezed("coool1000", 1).as_deref(), Some("col1000"));
        assert_eq!(squeezed("1000", 1), None);
    }
}
