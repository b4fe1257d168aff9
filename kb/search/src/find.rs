//! Search as one types: over titles, shortcuts, phrasings and texts.

use std::ops::Range;

use antiphon_model::{AnswerId, Channel, Locale};
use tantivy::query::Query;
use tantivy::schema::Value as _;
use tantivy::{Searcher, TantivyDocument};

use crate::error::{SearchError, engine_error};
use crate::filter::{self, Filter, Found};
use crate::index::{Index, State};
use crate::language::Language;
use crate::passage::Passage;
use crate::suggest::id_at;
use crate::typed::{Places, Reading, SHORTCUT, Typed};

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
    /// Groups of words and short phrases of which any finds what the others find.
    pub synonyms: &'a [Vec<String>],
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
    /// The best first: a shortcut before a title, a title before a phrasing, a phrasing before a
    /// text, and all of them before words that only mean the same.
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
    /// A phrasing or part of the text that holds what the title does not.
    pub in_text: Option<Passage>,
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
        let searcher = &state.searcher;
        let keep = find.offset.saturating_add(find.limit).min(LAST_PLACE);
        let found = self.first_reading(&state, find, |query, filter| {
            let (found, total) = filter::best_and_total(searcher, query, filter, keep)?;
            Ok((total > 0).then_some((found, total)))
        })?;
        let Some((typed, reading, (found, total))) = found else { return Ok(Hits::default()) };
        let page = found.into_iter().skip(find.offset).take(find.limit);
        let hits = page.map(|found| self.hit(searcher, &typed, found, reading));
        let mut list: Vec<Hit> =
            hits.filter_map(Result::transpose).collect::<tantivy::Result<_>>()?;
        list.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        Ok(Hits { total, list })
    }

    /// What `collect` gives for the strictest reading of the words that finds anything.
    pub(crate) fn first_reading<T>(
        &self,
        state: &State,
        find: &Find<'_>,
        collect: impl Fn(&dyn Query, &Filter) -> tantivy::Result<Option<T>>,
    ) -> tantivy::Result<Option<(Typed, Reading, T)>> {
        let typed = Typed::read(state, find.text, find.synonyms);
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
        for reading in [Reading::All, Reading::AllRoughly, Reading::Any] {
            let query = typed.query(&state.searcher, &places, reading)?;
            let Some(query) = query else { break };
            if let Some(found) = collect(&query, &filter)? {
                return Ok(Some((typed, reading, found)));
            }
        }
        Ok(None)
    }

    pub(crate) fn hit(
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
        let held = typed.held(title, language, reading);
        let shortcut_match = found.score >= SHORTCUT;
        let in_text = if shortcut_match {
            None
        } else {
            typed.passage(&document, &self.fields, &held, (language, reading))
        };
        Ok(Some(Hit {
            id,
            title: title.to_owned(),
            score: found.score,
            in_title: held.marks,
            in_text,
            shortcut_match,
        }))
    }
}
