//! Everything that a search found, for lists that are filtered further than the index can.

use std::fmt;
use std::sync::Arc;

use antiphon_model::AnswerId;
use tantivy::Searcher;

use crate::error::{SearchError, engine_error};
use crate::filter::{self, Found};
use crate::find::{Find, Hit};
use crate::index::{Index, State};
use crate::schema::column;
use crate::typed::{Reading, Typed};

/// The answers that a search found, the best first. What each looks like is read when asked for.
pub struct Matches<'a> {
    index: &'a Index,
    state: Arc<State>,
    how: Option<(Typed, Reading)>,
    list: Vec<(AnswerId, Found)>,
}

impl Index {
    /// As [`Index::search`], but all that is found, whatever the limit.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when a file cannot be read.
    pub fn search_all(&self, find: &Find<'_>) -> Result<Matches<'_>, SearchError> {
        let state = self.state();
        let all = |query: &_, filter: &_| filter::all(&state.searcher, query, filter);
        let found = self.first_reading(&state, find, |query, filter| {
            all(query, filter).map(|found| (!found.is_empty()).then_some(found))
        });
        let (how, found) = match found.map_err(engine_error("search"))? {
            Some((typed, reading, found)) => (Some((typed, reading)), found),
            None => (None, Vec::new()),
        };
        let list = with_ids(&state.searcher, found).map_err(engine_error("name what was found"))?;
        Ok(Matches { index: self, state, how, list })
    }
}

impl Matches<'_> {
    /// The answers, the best first.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &AnswerId> {
        self.list.iter().map(|(id, _)| id)
    }

    /// The hit at a place of the list, from 0.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when a file cannot be read.
    pub fn hit(&self, place: usize) -> Result<Option<Hit>, SearchError> {
        let (Some((_, found)), Some((typed, reading))) = (self.list.get(place), &self.how) else {
            return Ok(None);
        };
        let hit = self.index.hit(&self.state.searcher, typed, *found, *reading);
        hit.map_err(engine_error("read what was found"))
    }
}

impl fmt::Debug for Matches<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matches").field("count", &self.list.len()).finish_non_exhaustive()
    }
}

/// What was found, in its order, with ids. They are read in their own order, which takes one walk
/// over the column.
fn with_ids(searcher: &Searcher, found: Vec<Found>) -> tantivy::Result<Vec<(AnswerId, Found)>> {
    let mut named: Vec<(usize, AnswerId)> = Vec::with_capacity(found.len());
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let Some(column) = segment.fast_fields().str(column::ID)? else { continue };
        let here = found.iter().enumerate().filter(|(_, one)| one.address.segment_ord == ordinal);
        let number = |one: &Found| column.ords().first(one.address.doc_id);
        let mut numbers: Vec<(u64, usize)> =
            here.filter_map(|(place, one)| Some((number(one)?, place))).collect();
        numbers.sort_unstable();
        let mut places = numbers.iter().map(|(_, place)| *place);
        let ordinals: Vec<u64> = numbers.iter().map(|(number, _)| *number).collect();
        let mut read = |bytes: &[u8]| {
            let id = str::from_utf8(bytes).ok().and_then(|text| AnswerId::parse(text).ok());
            named.extend(places.next().zip(id));
        };
        column.dictionary().sorted_ords_to_term_cb(&ordinals, &mut read)?;
    }
    named.sort_unstable_by_key(|(place, _)| *place);
    Ok(named.into_iter().filter_map(|(place, id)| Some((id, *found.get(place)?))).collect())
}
