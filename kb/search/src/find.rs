//! Search as one types: over titles, shortcuts and texts.

use std::ops::Range;

use antiphon_model::{AnswerId, Channel, Locale};
use tantivy::schema::Value as _;
use tantivy::{Searcher, TantivyDocument};

use crate::error::{SearchError, engine_error};
use crate::filter::{self, Filter, Found};
use crate::index::Index;
use crate::language::Language;
use crate::suggest::id_at;
use crate::typed::{Places, Reading, SHORTCUT, Typed, TypedWord, may_err};
use crate::words::Words;

/// The last place in a list that can be asked for.
const LAST_PLACE: usize = 10_000;

/// Among which answers to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Those in service.
    InService,
    /// All of them, the texts of open revisions included.
    Library,
}

/// What is typed into a search field, and among which answers to search.
#[derive(Debug, Clone, Copy)]
pub struct Find<'a> {
    /// What is typed. Its last word may be unfinished.
    pub text: &'a str,
    /// Among which answers.
    pub scope: Scope,
    /// Only answers that may be used on this channel.
    pub channel: Option<Channel>,
    /// Only answers that can be given to a reader of this locale.
    pub locale: Option<&'a Locale>,
    /// Only answers that are valid at this moment, in milliseconds since 1970.
    pub now_ms: Option<i64>,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many of the best are skipped.
    pub offset: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// How many answers match in all.
    pub total: usize,
    /// The best first: a shortcut before a title, a title before a text.
    pub list: Vec<Hit>,
}

/// One answer that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The answer.
    pub id: AnswerId,
    /// Its title.
    pub title: String,
    /// What the order goes by; comparable within one list only.
    pub score: f32,
    /// Where in the title what is typed stands, in bytes.
    pub in_title: Vec<Range<usize>>,
    /// Whether its shortcut begins with what is typed.
    pub shortcut_match: bool,
}

impl Index {
    /// The answers with all of the words; if there are none, those that have them give or take a
    /// letter; if there are none either, those with any of them. Nothing typed finds nothing.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when a file cannot be read.
    pub fn search(&self, find: &Find<'_>) -> Result<Hits, SearchError> {
        self.search_now(find).map_err(engine_error("search"))
    }

    fn search_now(&self, find: &Find<'_>) -> tantivy::Result<Hits> {
        let state = self.state();
        let typed = Typed::read(&state, find.text);
        let in_library = find.scope == Scope::Library;
        let mut texts = vec![self.fields.body];
        texts.extend(in_library.then_some(self.fields.open));
        let places = Places { fields: self.fields, texts };
        let filter = Filter {
            in_service: !in_library,
            channel: find.channel,
            locale: find.locale.cloned(),
            now_ms: find.now_ms,
            ..Filter::default()
        };
        let keep = find.offset.saturating_add(find.limit).min(LAST_PLACE);
        for reading in [Reading::All, Reading::AllRoughly, Reading::Any] {
            let query = typed.query(&state.searcher, &places, reading)?;
            let Some(query) = query else { break };
            let (found, total) = filter::best_and_total(&state.searcher, &query, &filter, keep)?;
            if total > 0 {
                let page = found.into_iter().skip(find.offset).take(find.limit);
                let hits = page.map(|found| self.hit(&state.searcher, &typed, found, reading));
                let mut list: Vec<Hit> =
                    hits.filter_map(Result::transpose).collect::<tantivy::Result<_>>()?;
                list.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
                return Ok(Hits { total, list });
            }
        }
        Ok(Hits::default())
    }

    fn hit(
        &self,
        searcher: &Searcher,
        typed: &Typed,
        found: Found,
        reading: Reading,
    ) -> tantivy::Result<Option<Hit>> {
        let Some(id) = id_at(searcher, found.address)? else { return Ok(None) };
        let document: TantivyDocument = searcher.doc(found.address)?;
        let text =
            |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let title = text(self.fields.title_text);
        let language = Language::by_code(text(self.fields.language));
        Ok(Some(Hit {
            id,
            title: title.to_owned(),
            score: found.score,
            in_title: marks(typed, title, language, reading),
            shortcut_match: found.score >= SHORTCUT,
        }))
    }
}

/// Where the typed words stand in a title.
fn marks(typed: &Typed, title: &str, language: Language, reading: Reading) -> Vec<Range<usize>> {
    let stems = Words::stemmed(language).of(title);
    let words = Words::written().of(title).into_iter().zip(stems);
    let is_meant = |written: &str, stem: &String| {
        typed.words.iter().any(|word| word.stems.contains(stem) || fits(word, written, reading))
    };
    words
        .filter(|(word, stem)| is_meant(&word.term, &stem.term))
        .map(|(word, _)| word.range)
        .collect()
}

fn fits(word: &TypedWord, written: &str, reading: Reading) -> bool {
    let typed = word.written.as_str();
    if written == typed || (word.goes_on && written.starts_with(typed)) {
        return true;
    }
    if reading != Reading::AllRoughly || !may_err(typed) {
        return false;
    }
    let letters: Vec<char> = typed.chars().collect();
    let other: Vec<char> = written.chars().collect();
    let ends = letters.len() - 1..=letters.len() + 1;
    one_edit_apart(&letters, &other)
        || (word.goes_on
            && ends.filter_map(|end| other.get(..end)).any(|cut| one_edit_apart(&letters, cut)))
}

/// Whether one letter more, less, different or swapped with the next makes `a` into `b`.
fn one_edit_apart(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let a = a.get(..a.len() - same).unwrap_or_default();
    let b = b.get(..b.len() - same).unwrap_or_default();
    match (a, b) {
        ([_] | [], [_] | []) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}
