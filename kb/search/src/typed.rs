//! What an agent is typing into the search field, made into questions to the engine.

use std::collections::HashMap;

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::index::State;
use crate::language::Language;
use crate::schema::Fields;
use crate::words::{Word, Words};

/// Bytes that are read of what is typed.
const READ: usize = 256;
/// Languages of the library whose stems are tried.
const LANGUAGES: usize = 3;
/// Words of the index that a beginning is completed to, the most frequent first.
const COMPLETIONS: usize = 16;
/// Words of the index that are looked at for that.
const LOOKED_AT: usize = 2_000;
/// From this many letters on a word may have a typing error.
const MAY_ERR: usize = 5;

/// Steps between which no sum of word scores reaches.
const WHOLE_SHORTCUT: f32 = 20_000.0;
pub(crate) const SHORTCUT: f32 = 10_000.0;
const IN_TITLE: f32 = 1_000.0;
/// What a word in the title counts against one in the body.
const TITLE_BOOST: f32 = 4.0;

/// Which answers are meant by several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Those that have all of the words.
    All,
    /// Those that have all of them, give or take a letter.
    AllRoughly,
    /// Those that have any of them.
    Any,
}

/// A typed word.
#[derive(Debug)]
pub(crate) struct TypedWord {
    /// As it is written.
    pub(crate) written: String,
    /// Its stems in the languages of the library.
    pub(crate) stems: Vec<String>,
    /// Whether it may go on.
    pub(crate) goes_on: bool,
}

/// What is typed.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) words: Vec<TypedWord>,
    /// The text as a shortcut, without its slash; empty when it cannot be one.
    shortcut: String,
}

impl Typed {
    /// Reads what is typed as it is seen from the library's `state`.
    pub(crate) fn read(state: &State, text: &str) -> Self {
        let text = text.get(..text.floor_char_boundary(READ)).unwrap_or_default();
        let written = Words::written().of(text);
        let stems: Vec<Vec<Word>> = state
            .languages
            .iter()
            .take(LANGUAGES)
            .map(|language: &Language| Words::stemmed(*language).of(text))
            .collect();
        let words = written.into_iter().enumerate().map(|(nth, word)| TypedWord {
            stems: stems.iter().filter_map(|all| Some(all.get(nth)?.term.clone())).collect(),
            goes_on: word.range.end == text.len(),
            written: word.term,
        });
        let shortcut = text.trim().trim_start_matches('/').to_lowercase();
        let is_one = !shortcut.contains(char::is_whitespace);
        Self { words: words.collect(), shortcut: if is_one { shortcut } else { String::new() } }
    }

    /// The question to the engine; `None` when nothing is asked.
    pub(crate) fn query(
        &self,
        searcher: &Searcher,
        places: &Places,
        reading: Reading,
    ) -> tantivy::Result<Option<BooleanQuery>> {
        let (mut anywhere, mut in_title) = (Vec::new(), Vec::new());
        for word in &self.words {
            let title = places.title_queries(searcher, word, reading)?;
            let mut all = places.text_queries(searcher, word, reading)?;
            all.extend(title.iter().map(|query| boosted(query.box_clone(), TITLE_BOOST)));
            in_title.push(any_of(title));
            anywhere.push(any_of(all));
        }
        let mut parts = self.shortcut_queries(searcher, places.fields.shortcut)?;
        if !anywhere.is_empty() {
            let found: Box<dyn Query> = match reading {
                Reading::Any => any_of(anywhere),
                _ => Box::new(BooleanQuery::intersection(anywhere)),
            };
            let in_title = Box::new(BooleanQuery::intersection(in_title));
            parts.extend([found, Box::new(ConstScoreQuery::new(in_title, IN_TITLE))]);
        }
        Ok((!parts.is_empty()).then(|| BooleanQuery::union(parts)))
    }

    fn shortcut_queries(
        &self,
        searcher: &Searcher,
        field: Field,
    ) -> tantivy::Result<Vec<Box<dyn Query>>> {
        if self.shortcut.is_empty() {
            return Ok(Vec::new());
        }
        let mut parts: Vec<Box<dyn Query>> = Vec::new();
        let exact = term_query(field, &self.shortcut);
        parts.push(Box::new(ConstScoreQuery::new(exact, WHOLE_SHORTCUT - SHORTCUT)));
        let known = completions(searcher, field, &self.shortcut)?;
        let known = known.iter().map(|shortcut| term_query(field, shortcut)).collect();
        parts.push(Box::new(ConstScoreQuery::new(any_of(known), SHORTCUT)));
        Ok(parts)
    }
}

/// Where typed words are looked for.
pub(crate) struct Places {
    pub(crate) fields: Fields,
    /// Fields of stems beside the title's.
    pub(crate) texts: Vec<Field>,
}

impl Places {
    fn title_queries(
        &self,
        searcher: &Searcher,
        word: &TypedWord,
        reading: Reading,
    ) -> tantivy::Result<Vec<Box<dyn Query>>> {
        let field = self.fields.title_words;
        let mut parts = stem_queries(self.fields.title, word, reading);
        parts.push(term_query(field, &word.written));
        if word.goes_on {
            let known = completions(searcher, field, &word.written)?;
            parts.extend(known.iter().map(|known| term_query(field, known)));
        }
        if reading == Reading::AllRoughly && may_err(&word.written) {
            let term = Term::from_field_text(field, &word.written);
            parts.push(Box::new(if word.goes_on {
                FuzzyTermQuery::new_prefix(term, 1, true)
            } else {
                FuzzyTermQuery::new(term, 1, true)
            }));
        }
        Ok(parts)
    }

    fn text_queries(
        &self,
        searcher: &Searcher,
        word: &TypedWord,
        reading: Reading,
    ) -> tantivy::Result<Vec<Box<dyn Query>>> {
        let mut parts = Vec::new();
        for &field in &self.texts {
            parts.extend(stem_queries(field, word, reading));
            // One letter begins so many words of a text that it tells nothing.
            if word.goes_on && word.written.len() > 1 {
                let known = completions(searcher, field, &word.written)?;
                parts.extend(known.iter().map(|known| term_query(field, known)));
            }
        }
        Ok(parts)
    }
}

fn stem_queries(field: Field, word: &TypedWord, reading: Reading) -> Vec<Box<dyn Query>> {
    let mut parts = Vec::new();
    for stem in &word.stems {
        parts.push(term_query(field, stem));
        if reading == Reading::AllRoughly && may_err(stem) {
            let term = Term::from_field_text(field, stem);
            parts.push(Box::new(FuzzyTermQuery::new(term, 1, true)));
        }
    }
    parts
}

pub(crate) fn may_err(word: &str) -> bool {
    word.chars().count() >= MAY_ERR
}

fn term_query(field: Field, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn any_of(parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(parts))
}

/// The most frequent words of a field that begin with `beginning`.
fn completions(searcher: &Searcher, field: Field, beginning: &str) -> tantivy::Result<Vec<String>> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(beginning).into_stream()?;
        for _ in 0..LOOKED_AT {
            let Some((key, info)) = terms.next() else { break };
            match str::from_utf8(key) {
                Ok(word) if word.starts_with(beginning) => {
                    *counts.entry(word.to_owned()).or_default() += info.doc_freq;
                }
                _ => break,
            }
        }
    }
    let mut words: Vec<(u32, String)> = counts.into_iter().map(|(word, n)| (n, word)).collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(words.into_iter().take(COMPLETIONS).map(|(_, word)| word).collect())
}
