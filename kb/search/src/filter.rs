//! Which answers may be offered at all, decided before an answer is ranked.
//!
//! The engine skips whole blocks of answers that cannot beat the worst one kept; so the filter is
//! asked only about the few that could, and an answer that it refuses never takes a place.

use std::collections::HashSet;

use antiphon_model::{Channel, Locale};
use tantivy::columnar::{Column, StrColumn};
use tantivy::fastfield::AliveBitSet;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::index::State;
use crate::schema::{EVERY_LOCALE, channel_bit, column};

/// The conditions that an answer must meet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) in_service: bool,
    pub(crate) channel: Option<Channel>,
    pub(crate) locale: Option<Locale>,
    pub(crate) now_ms: Option<i64>,
}

/// An answer that was found, and how well the words fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    pub(crate) score: f32,
    pub(crate) tie: u64,
    pub(crate) address: DocAddress,
}

/// The filter, ready for one segment of the index.
struct SegmentFilter<'a> {
    alive: Option<&'a AliveBitSet>,
    in_service: Option<Column<u64>>,
    channels: Option<(Column<u64>, u64)>,
    locales: Option<(StrColumn, HashSet<u64>)>,
    valid: Option<(Column<i64>, Column<i64>, i64)>,
}

impl Filter {
    fn on<'a>(&self, segment: &'a SegmentReader) -> tantivy::Result<SegmentFilter<'a>> {
        let columns = segment.fast_fields();
        let channels = match self.channel {
            Some(channel) => Some((columns.u64(column::CHANNELS)?, channel_bit(channel))),
            None => None,
        };
        let locales = match (&self.locale, columns.str(column::LOCALES)?) {
            (Some(locale), Some(tags)) => {
                let serving = serving(&tags, locale)?;
                Some((tags, serving))
            }
            _ => None,
        };
        let valid = match self.now_ms {
            Some(now) => {
                let (from, until) = (column::VALID_FROM, column::VALID_UNTIL);
                Some((columns.i64(from)?, columns.i64(until)?, now))
            }
            None => None,
        };
        let in_service =
            if self.in_service { Some(columns.u64(column::IN_SERVICE)?) } else { None };
        let alive = segment.alive_bitset();
        Ok(SegmentFilter { alive, in_service, channels, locales, valid })
    }
}

/// The numbers of those locales in `tags` that serve a reader of `wanted`.
fn serving(tags: &StrColumn, wanted: &Locale) -> tantivy::Result<HashSet<u64>> {
    let mut serving = HashSet::new();
    let mut tag = String::new();
    for number in 0..tags.dictionary().num_terms() as u64 {
        tags.ord_to_str(number, &mut tag)?;
        if tag == EVERY_LOCALE || Locale::parse(&tag).is_ok_and(|own| own.serves(wanted)) {
            serving.insert(number);
        }
    }
    Ok(serving)
}

impl SegmentFilter<'_> {
    fn allows(&self, doc: DocId) -> bool {
        self.alive.is_none_or(|alive| alive.is_alive(doc))
            && self.in_service.as_ref().is_none_or(|column| column.first(doc) == Some(1))
            && self.channels.as_ref().is_none_or(|(column, bit)| {
                column.first(doc).is_some_and(|channels| channels & bit != 0)
            })
            && self.valid.as_ref().is_none_or(|(from, until, now)| {
                from.first(doc).is_some_and(|from| from <= *now)
                    && until.first(doc).is_some_and(|until| *now <= until)
            })
            && self.locales.as_ref().is_none_or(|(column, serving)| {
                column.ords().values_for_doc(doc).any(|number| serving.contains(&number))
            })
    }
}

/// The best answers so far, the best first.
struct Best {
    keep: usize,
    list: Vec<Found>,
}

impl Best {
    fn new(keep: usize) -> Self {
        Self { keep, list: Vec::with_capacity(keep + 1) }
    }

    /// The score below which no answer is of interest. Equals pass: the tie decides.
    fn threshold(&self) -> f32 {
        match self.list.last() {
            Some(worst) if self.list.len() >= self.keep => worst.score.next_down(),
            _ => f32::MIN,
        }
    }

    fn offer(&mut self, found: Found) {
        let goes_before = |kept: &Found| {
            kept.score.total_cmp(&found.score).reverse().then(kept.tie.cmp(&found.tie)).is_le()
        };
        let place = self.list.partition_point(goes_before);
        if place < self.keep {
            self.list.insert(place, found);
            self.list.truncate(self.keep);
        }
    }
}

/// The `keep` best answers in service for `query` that pass `filter`, the best first.
pub(crate) fn best(
    state: &State,
    query: &dyn Query,
    filter: &Filter,
    keep: usize,
) -> tantivy::Result<Vec<Found>> {
    let searcher = &state.searcher;
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(state, searcher))?;
    let mut best = Best::new(keep.max(1));
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let filter = filter.on(segment)?;
        let ties = segment.fast_fields().u64(column::TIE)?;
        weight.for_each_pruning(best.threshold(), segment, &mut |doc, score| {
            if score > best.threshold() && filter.allows(doc) {
                let tie = ties.first(doc).unwrap_or_default();
                best.offer(Found { score, tie, address: DocAddress::new(ordinal, doc) });
            }
            best.threshold()
        })?;
    }
    Ok(best.list)
}

/// As [`best`], and how many answers match and pass in all. Looks at every match.
pub(crate) fn best_and_total(
    searcher: &Searcher,
    query: &dyn Query,
    filter: &Filter,
    keep: usize,
) -> tantivy::Result<(Vec<Found>, usize)> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut best = Best::new(keep.max(1));
    let mut total = 0;
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let filter = filter.on(segment)?;
        let ties = segment.fast_fields().u64(column::TIE)?;
        weight.for_each(segment, &mut |doc, score| {
            if filter.allows(doc) {
                total += 1;
                if score > best.threshold() {
                    let tie = ties.first(doc).unwrap_or_default();
                    best.offer(Found { score, tie, address: DocAddress::new(ordinal, doc) });
                }
            }
        })?;
    }
    Ok((best.list, total))
}
