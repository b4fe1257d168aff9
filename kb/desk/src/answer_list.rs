//! The library's list: what is found and filtered, a page of it, and what there is to filter by.

use std::collections::HashMap;

use antiphon_model::{AnswerId, Locale, Time, Validity};
use antiphon_search::{Find, Matches, Passage, Scope};
use antiphon_store::answers;
use jiff::tz::TimeZone;

use crate::answers::validity_of;
use crate::utf16;
use crate::views::{
    AnswerFilter, AnswerPage, AnswerRow, FacetCount, Facets, PassageView, ValidityFilter,
};
use crate::{Desk, DeskError};

impl Desk {
    /// A stretch of the library: `limit` answers after the first `offset`; the best first when
    /// there are words to find, else the last changed first.
    ///
    /// # Errors
    /// Errors of the index or the store.
    pub fn list_answers(
        &self,
        filter: &AnswerFilter,
        offset: u32,
        limit: u32,
    ) -> Result<AnswerPage, DeskError> {
        let workspace = self.workspace_state()?;
        let index = self.index();
        let find = Find {
            text: &filter.text,
            synonyms: &workspace.settings.synonyms,
            scope: Scope::Library,
            channel: None,
            locale: None,
            now_ms: None,
            limit: 0,
            offset: 0,
        };
        let is_search = !filter.text.trim().is_empty();
        let found = if is_search { Some(index.search_all(&find)?) } else { None };
        let ids: Option<Vec<AnswerId>> = found.as_ref().map(|found| found.ids().cloned().collect());
        let (now, zone) = (self.now(), workspace.zone());
        let locale = filter.locale.as_deref().map(Locale::parse).transpose()?;
        // Topics are kept in lower case.
        let topic = filter.topic.as_ref().map(|topic| topic.to_lowercase());
        let wanted = antiphon_store::AnswerFilter {
            ids: ids.as_deref(),
            state: filter.state,
            validity: filter.validity.map(|wanted| (store_validity(wanted), now)),
            topic: topic.as_deref(),
            channel: filter.channel,
            locale: locale.as_ref(),
            owner: filter.owner.as_deref(),
        };
        let ((total, rows), facets) = self.read(|conn| {
            Ok((answers::list(conn, &wanted, offset, limit)?, answers::facets(conn, &wanted)?))
        })?;
        let mut rows: Vec<AnswerRow> =
            rows.into_iter().map(|row| answer_row(row, &zone, now)).collect();
        if let Some(found) = found {
            mark(&mut rows, &found)?;
        }
        Ok(AnswerPage { total, rows, facets: facets_view(facets) })
    }
}

/// Marks the words that were found.
fn mark(rows: &mut [AnswerRow], found: &Matches<'_>) -> Result<(), DeskError> {
    let mut by_id: HashMap<String, &mut AnswerRow> =
        rows.iter_mut().map(|row| (row.id.clone(), row)).collect();
    for (place, id) in found.ids().enumerate() {
        let Some(row) = by_id.remove(id.as_str()) else { continue };
        let Some(hit) = found.hit(place)? else { continue };
        // The row shows the newest title; what was searched may be the approved one.
        if row.title == hit.title {
            row.title_marks = utf16::spans(&row.title, &hit.in_title);
        }
        row.passage = hit.in_text.map(passage);
    }
    Ok(())
}

/// A passage with its marks as the window counts them.
pub(crate) fn passage(found: Passage) -> PassageView {
    let text_marks = utf16::spans(&found.text, &found.marks);
    PassageView { asked: found.asked, text: found.text, text_marks }
}

fn store_validity(filter: ValidityFilter) -> antiphon_store::Validity {
    match filter {
        ValidityFilter::Current => antiphon_store::Validity::Current,
        ValidityFilter::Expired => antiphon_store::Validity::Expired,
        ValidityFilter::Upcoming => antiphon_store::Validity::Upcoming,
    }
}

fn answer_row(row: antiphon_store::AnswerRow, zone: &TimeZone, now: Time) -> AnswerRow {
    let validity = Validity { from: row.valid_from, until: row.valid_until };
    AnswerRow {
        id: row.id.to_string(),
        title: row.title,
        title_marks: Vec::new(),
        passage: None,
        state: row.state,
        validity: validity_of(validity.bounds_ms(zone), now),
        has_open: row.has_open,
        shortcut: row.shortcut.map(|shortcut| shortcut.to_string()),
        topics: row.topics,
        channels: row.channels,
        locale: row.locale.map(|locale| locale.to_string()),
        owner: row.owner,
        changed_at: row.changed_at.to_string(),
        uses: row.uses,
    }
}

fn facets_view(facets: antiphon_store::Facets) -> Facets {
    fn counts<T>(list: Vec<(T, u32)>, name: impl Fn(T) -> String) -> Vec<FacetCount> {
        list.into_iter().map(|(value, count)| FacetCount { name: name(value), count }).collect()
    }
    Facets {
        states: counts(facets.states, |state| state.as_str().to_owned()),
        topics: counts(facets.topics, |topic| topic),
        channels: counts(facets.channels, |channel| channel.as_str().to_owned()),
        locales: counts(facets.locales, |locale| locale.to_string()),
        owners: counts(facets.owners, |owner| owner),
    }
}
