//! The words of a message, weighed by how rare they are in the library.

use std::collections::HashMap;
use std::ops::Range;

use antiphon_model::Locale;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::common;
use crate::index::State;
use crate::language::{self, Language};
use crate::message::stretches;
use crate::rank;
use crate::schema::Fields;
use crate::words::{Words, squeezed};

/// Distinct words of a message that are looked up.
const LOOKED_UP: usize = 512;

/// A word of the message.
#[derive(Debug)]
pub(crate) struct AskedWord {
    /// Its stem in each language that comes into question.
    pub(crate) stems: Vec<String>,
    /// Where the customer wrote it, in bytes of the message.
    pub(crate) places: Vec<Range<usize>>,
    /// How much it tells: its inverse document frequency.
    pub(crate) weight: f32,
    /// The part of its score that counts; less than 1 for a common word in a small library.
    pub(crate) damping: f32,
    /// Whether every text of its language is full of it.
    pub(crate) common: bool,
    /// Whether any answer has it.
    pub(crate) known: bool,
}

impl AskedWord {
    fn new(stems: Vec<String>) -> Self {
        Self { stems, places: Vec::new(), weight: 0.0, damping: 1.0, common: false, known: false }
    }
}

/// What a message asks for.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Its words, those that no answer has included.
    pub(crate) words: Vec<AskedWord>,
    /// The sum of the squares of their weights.
    pub(crate) squares: f32,
    /// How many of them are searched for: the rarest.
    searched: usize,
    by_stem: HashMap<String, usize>,
}

impl Asked {
    /// Reads a message as it is seen from the library's `state`.
    pub(crate) fn read(
        state: &State,
        fields: &Fields,
        text: &str,
        locale: Option<&Locale>,
    ) -> tantivy::Result<Self> {
        let mut words: Vec<AskedWord> = Vec::new();
        let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
        for stretch in stretches(text) {
            let languages = language::of_message(&state.languages, locale, &stretch.text);
            for (stems, range) in stems(&languages, &stretch.text) {
                let place = range.start + stretch.offset..range.end + stretch.offset;
                let number = *seen.entry(stems).or_insert_with_key(|stems| {
                    let stems = stems.clone();
                    words.push(AskedWord::new(stems));
                    words.len() - 1
                });
                if let Some(word) = words.get_mut(number) {
                    word.places.push(place);
                }
            }
        }
        words.truncate(LOOKED_UP);
        let meter = Meter::new(state, fields);
        for word in &mut words {
            meter.weigh(word, text)?;
        }
        words.sort_by(|a, b| (b.known.cmp(&a.known)).then(b.weight.total_cmp(&a.weight)));
        let by_stem = words
            .iter()
            .enumerate()
            .flat_map(|(number, word)| word.stems.iter().map(move |stem| (stem.clone(), number)))
            .collect();
        let squares = words.iter().map(|word| word.weight * word.weight).sum();
        let known = words.iter().filter(|word| word.known).count();
        let searched = rank::searched(known, state.in_service);
        Ok(Self { words, squares, searched, by_stem })
    }

    /// Whether any word but the commonest is known: with those alone nothing has been asked.
    pub(crate) fn says_something(&self) -> bool {
        self.words.iter().any(|word| word.known && !word.common)
    }

    /// What all words tell together, those included that no answer has.
    pub(crate) fn mass(&self) -> f32 {
        self.words.iter().map(|word| word.weight).sum()
    }

    /// The number of the word with this stem.
    pub(crate) fn number(&self, stem: &str) -> Option<usize> {
        self.by_stem.get(stem).copied()
    }

    /// Any of the words in any of the fields. Only terms, so that the engine can skip blocks.
    pub(crate) fn query(&self, fields: &Fields) -> Option<BooleanQuery> {
        let boosts = rank::boosts(fields);
        let known = self.words.iter().filter(|word| word.known).take(self.searched);
        let stems = known.flat_map(|word| word.stems.iter().map(|stem| (stem, word.damping)));
        let clauses: Vec<(Occur, Box<dyn Query>)> = stems
            .flat_map(|(stem, damping)| {
                boosts.iter().map(move |(field, boost)| clause(*field, boost * damping, stem))
            })
            .collect();
        (!clauses.is_empty()).then(|| BooleanQuery::new(clauses))
    }
}

fn clause(field: Field, boost: f32, stem: &str) -> (Occur, Box<dyn Query>) {
    let term = Term::from_field_text(field, stem);
    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
    (Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost)))
}

/// The stems of each word in each of the languages, without repeats, and the word's place.
fn stems(languages: &[Language], text: &str) -> Vec<(Vec<String>, Range<usize>)> {
    let mut all: Vec<(Vec<String>, Range<usize>)> = Vec::new();
    for (nth, language) in languages.iter().enumerate() {
        let words = Words::stemmed(*language).of(text);
        if nth == 0 {
            all.extend(words.into_iter().map(|word| (vec![word.term], word.range)));
            continue;
        }
        // Where words begin and end does not depend on the language.
        for ((stems, _), word) in all.iter_mut().zip(words) {
            if !stems.contains(&word.term) {
                stems.push(word.term);
            }
        }
    }
    all
}

/// Counts how many answers have a word.
struct Meter<'a> {
    searcher: &'a Searcher,
    languages: &'a [Language],
    fields: [Field; 3],
    answers: u64,
}

impl<'a> Meter<'a> {
    fn new(state: &'a State, fields: &Fields) -> Self {
        let fields = [fields.title, fields.phrasing, fields.body];
        let (searcher, answers) = (&state.searcher, state.in_service);
        Self { searcher, languages: &state.languages, fields, answers }
    }

    /// Sets the weight of a word; one that is drawn out (`sooo`) and unknown is shortened.
    fn weigh(&self, word: &mut AskedWord, message: &str) -> tantivy::Result<()> {
        let mut having = self.having(&word.stems)?;
        if having == 0 {
            let written = word.places.first().and_then(|place| message.get(place.clone()));
            for keep in [2, 1] {
                let Some(shorter) = written.and_then(|text| squeezed(text, keep)) else { break };
                let mut stems: Vec<String> =
                    stems(self.languages, &shorter).into_iter().flat_map(|(all, _)| all).collect();
                stems.dedup();
                having = self.having(&stems)?;
                if having > 0 {
                    word.stems = stems;
                    break;
                }
            }
        }
        word.known = having > 0;
        let is_common = |stem: &String| {
            self.languages.iter().any(|language| common::is_common(*language, stem))
        };
        let counted = rank::rarity(having, self.answers);
        word.common = word.stems.iter().any(is_common);
        word.weight =
            if word.common { counted.min(rank::common_rarity(self.answers)) } else { counted };
        word.damping = word.weight / counted;
        Ok(())
    }

    fn having(&self, stems: &[String]) -> tantivy::Result<u64> {
        let mut most = 0;
        for stem in stems {
            for field in self.fields {
                most = most.max(self.searcher.doc_freq(&Term::from_field_text(field, stem))?);
            }
        }
        Ok(most)
    }
}
