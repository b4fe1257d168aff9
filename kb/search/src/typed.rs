//! What an agent is typing into the search field, made into questions to the engine.

use std::collections::HashMap;

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::index::State;
use crate::language::Language;
use crate::schema::Fields;
use crate::synonyms::{self, Meant};
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
const WHOLE_SHORTCUT: f32 = 1_000_000.0;
pub(crate) const SHORTCUT: f32 = 500_000.0;
/// All words as they are typed, where others that mean the same count too.
const LITERAL: f32 = 100_000.0;
const IN_TITLE: f32 = 20_000.0;
const IN_PHRASING: f32 = 10_000.0;
/// What the two count when other words mean the same.
const MEANT: f32 = 0.1;
/// What a word in the title or a phrasing counts against one in the body.
const TITLE_BOOST: f32 = 4.0;
const PHRASING_BOOST: f32 = 2.0;

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
#[derive(Debug, Clone)]
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
    /// What means the same as some of the words, in their order.
    pub(crate) meant: Vec<Meant>,
    /// The text as a shortcut, without its slash; empty when it cannot be one.
    shortcut: String,
}

impl Typed {
    /// Reads what is typed as it is seen from the library's `state`; `groups` of words mean the
    /// same.
    pub(crate) fn read(state: &State, text: &str, groups: &[Vec<String>]) -> Self {
        let text = text.get(..text.floor_char_boundary(READ)).unwrap_or_default();
        let languages = state.languages.get(..LANGUAGES).unwrap_or(&state.languages);
        let words = words_of(languages, text);
        let meant = synonyms::meant(languages, &words, groups);
        let shortcut = text.trim().trim_start_matches('/').to_lowercase();
        let is_one = !shortcut.contains(char::is_whitespace);
        Self { words, meant, shortcut: if is_one { shortcut } else { String::new() } }
    }

    /// The question to the engine; `None` when nothing is asked.
    pub(crate) fn query(
        &self,
        searcher: &Searcher,
        places: &Places,
        reading: Reading,
    ) -> tantivy::Result<Option<BooleanQuery>> {
        let mut parts = self.shortcut_queries(searcher, places.fields.shortcut)?;
        if !self.words.is_empty() {
            let words = self.words.iter().map(|word| places.look(searcher, word, reading));
            let words = words.collect::<tantivy::Result<Vec<Looked>>>()?;
            if self.meant.is_empty() {
                parts.push(Looked::found(&words, reading));
                parts.extend(Looked::placed(&words, 1.0));
            } else {
                let wide = self.widened(searcher, places, &words)?;
                let literal = Looked::found(&words, reading);
                parts.push(Looked::found(&wide, reading));
                parts.push(Box::new(ConstScoreQuery::new(literal, LITERAL)));
                parts.extend(Looked::placed(&words, 1.0));
                parts.extend(Looked::placed(&wide, MEANT));
            }
        }
        Ok((!parts.is_empty()).then(|| BooleanQuery::union(parts)))
    }

    /// The words of which some may be replaced by others.
    fn widened(
        &self,
        searcher: &Searcher,
        places: &Places,
        words: &[Looked],
    ) -> tantivy::Result<Vec<Looked>> {
        let mut wide = Vec::new();
        let mut next = 0;
        for meant in &self.meant {
            wide.extend(words.get(next..meant.at.start).unwrap_or_default().iter().cloned());
            let mut ways = vec![Looked::all(words.get(meant.at.clone()).unwrap_or_default())];
            for other in &meant.others {
                let other = other.iter().map(|word| places.look(searcher, word, Reading::All));
                ways.push(Looked::all(&other.collect::<tantivy::Result<Vec<_>>>()?));
            }
            wide.push(Looked::any(&ways));
            next = meant.at.end;
        }
        wide.extend(words.get(next..).unwrap_or_default().iter().cloned());
        Ok(wide)
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

/// The words of `text`; the last one may go on where nothing follows it.
pub(crate) fn words_of(languages: &[Language], text: &str) -> Vec<TypedWord> {
    let written = Words::written().of(text);
    let stems: Vec<Vec<Word>> =
        languages.iter().map(|language| Words::stemmed(*language).of(text)).collect();
    let words = written.into_iter().enumerate().map(|(nth, word)| TypedWord {
        stems: stems.iter().filter_map(|all| Some(all.get(nth)?.term.clone())).collect(),
        goes_on: word.range.end == text.len(),
        written: word.term,
    });
    words.collect()
}

/// One question to the engine.
type Asked = Box<dyn Query>;

/// Questions for one word or several: where it stands, of any place, in the title alone and in
/// the phrasings alone.
#[derive(Debug)]
struct Looked {
    anywhere: Box<dyn Query>,
    title: Box<dyn Query>,
    phrasing: Box<dyn Query>,
}

impl Clone for Looked {
    fn clone(&self) -> Self {
        let [anywhere, title, phrasing] =
            [&self.anywhere, &self.title, &self.phrasing].map(|query| query.box_clone());
        Self { anywhere, title, phrasing }
    }
}

impl Looked {
    /// What has all of the words in one and the same place.
    fn all(words: &[Self]) -> Self {
        Self::joined(words, all_of)
    }

    /// What has any of them.
    fn any(words: &[Self]) -> Self {
        Self::joined(words, any_of)
    }

    fn joined(words: &[Self], join: fn(Vec<Asked>) -> Asked) -> Self {
        let each = |part: fn(&Self) -> &Asked| {
            join(words.iter().map(|word| part(word).box_clone()).collect())
        };
        Self {
            anywhere: each(|word| &word.anywhere),
            title: each(|word| &word.title),
            phrasing: each(|word| &word.phrasing),
        }
    }

    /// What `reading` finds by the words.
    fn found(words: &[Self], reading: Reading) -> Box<dyn Query> {
        let parts = words.iter().map(|word| word.anywhere.box_clone()).collect();
        if reading == Reading::Any { any_of(parts) } else { all_of(parts) }
    }

    /// The steps that all words in the title, and all in phrasings, are worth.
    fn placed(words: &[Self], share: f32) -> [Box<dyn Query>; 2] {
        let Self { title, phrasing, .. } = Self::all(words);
        [(title, IN_TITLE), (phrasing, IN_PHRASING)].map(|(query, step)| {
            let step: Box<dyn Query> = Box::new(ConstScoreQuery::new(query, step * share));
            step
        })
    }
}

/// Where typed words are looked for.
pub(crate) struct Places {
    pub(crate) fields: Fields,
    /// Fields of stems beside the title's and the phrasings'.
    pub(crate) texts: Vec<Field>,
}

impl Places {
    fn look(
        &self,
        searcher: &Searcher,
        word: &TypedWord,
        reading: Reading,
    ) -> tantivy::Result<Looked> {
        let title = self.title_queries(searcher, word, reading)?;
        let phrasing = text_queries(searcher, self.fields.phrasing, word, reading)?;
        let mut all = Vec::new();
        for &field in &self.texts {
            all.extend(text_queries(searcher, field, word, reading)?);
        }
        for (parts, boost) in [(&title, TITLE_BOOST), (&phrasing, PHRASING_BOOST)] {
            all.extend(parts.iter().map(|query| boosted(query.box_clone(), boost)));
        }
        Ok(Looked { anywhere: any_of(all), title: any_of(title), phrasing: any_of(phrasing) })
    }

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
}

fn text_queries(
    searcher: &Searcher,
    field: Field,
    word: &TypedWord,
    reading: Reading,
) -> tantivy::Result<Vec<Box<dyn Query>>> {
    let mut parts = stem_queries(field, word, reading);
    // One letter begins so many words of a text that it tells nothing.
    if word.goes_on && word.written.len() > 1 {
        let known = completions(searcher, field, &word.written)?;
        parts.extend(known.iter().map(|known| term_query(field, known)));
    }
    Ok(parts)
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

fn all_of(parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::intersection(parts))
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
