//! Which answers may be offered at all, decided before an answer is ranked.
//!
//! The engine skips whole blocks of answers that cannot beat the worst one kept; so the filter is
//! asked only about the few that could, and an answer that it refuses never takes a place.

use std::collections::{HashMap, HashSet};

use antiphon_model::{Channel, Locale};
use tantivy::columnar::{Column, StrColumn};
use tantivy::fastfield::AliveBitSet;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::index::State;
use crate::schema::{EVERY_LOCALE, channel_bit, column};
use crate::suggest::Absence;

/// The conditions that an answer must meet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) in_service: bool,
    pub(crate) channel: Option<Channel>,
    pub(crate) locale: Option<Locale>,
    /// Whether anybody can read the reply.
    pub(crate) public: bool,
    /// Topics on hold, in lower case.
    pub(crate) held: Vec<String>,
    pub(crate) now_ms: Option<i64>,
}

/// An answer that was found, and how well the words fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    pub(crate) score: f32,
    pub(crate) tie: u64,
    pub(crate) address: DocAddress,
}

/// An answer that was found but may not be used, and why.
pub(crate) type Refused = (Found, Absence);

/// The filter, ready for one segment of the index.
pub(crate) struct SegmentFilter<'a> {
    alive: Option<&'a AliveBitSet>,
    in_service: Option<Column<u64>>,
    held: Option<(StrColumn, HashMap<u64, String>)>,
    private: Option<Column<u64>>,
    channels: Option<(Column<u64>, u64)>,
    locales: Option<(StrColumn, HashSet<u64>)>,
    valid: Option<(Column<i64>, Column<i64>, i64)>,
}

impl Filter {
    pub(crate) fn on<'a>(&self, segment: &'a SegmentReader) -> tantivy::Result<SegmentFilter<'a>> {
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
        let held = match columns.str(column::TOPICS)?.filter(|_| !self.held.is_empty()) {
            Some(topics) => {
                let held = held(&topics, &self.held)?;
                Some((topics, held))
            }
            None => None,
        };
        let in_service =
            if self.in_service { Some(columns.u64(column::IN_SERVICE)?) } else { None };
        let private = if self.public { Some(columns.u64(column::PRIVATE)?) } else { None };
        let alive = segment.alive_bitset();
        Ok(SegmentFilter { alive, in_service, held, private, channels, locales, valid })
    }
}

/// The numbers of those of `topics` that are on hold, and what they are called.
fn held(topics: &StrColumn, on_hold: &[String]) -> tantivy::Result<HashMap<u64, String>> {
    let mut held = HashMap::new();
    for topic in on_hold {
        if let Some(number) = topics.dictionary().term_ord(topic.as_bytes())? {
            held.insert(number, topic.clone());
        }
    }
    Ok(held)
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
    /// Whether the answer may be used.
    pub(crate) fn allows(&self, doc: DocId) -> bool {
        self.stands(doc) && self.absence(doc).is_none()
    }

    /// Whether the answer is there and in service.
    pub(crate) fn stands(&self, doc: DocId) -> bool {
        self.alive.is_none_or(|alive| alive.is_alive(doc))
            && self.in_service.as_ref().is_none_or(|column| column.first(doc) == Some(1))
    }

    /// Why the answer may not be used, if it may not.
    pub(crate) fn absence(&self, doc: DocId) -> Option<Absence> {
        if let Some((topics, held)) = &self.held {
            let mut numbers = topics.ords().values_for_doc(doc);
            if let Some(topic) = numbers.find_map(|number| held.get(&number)) {
                return Some(Absence::Held { topic: topic.clone() });
            }
        }
        if self.private.as_ref().is_some_and(|column| column.first(doc) == Some(1)) {
            return Some(Absence::Private);
        }
        let serves = |(column, bit): &(Column<u64>, u64)| {
            column.first(doc).is_some_and(|channels| channels & bit != 0)
        };
        if !self.channels.as_ref().is_none_or(serves) {
            return Some(Absence::Channel);
        }
        let speaks = |(column, serving): &(StrColumn, HashSet<u64>)| {
            column.ords().values_for_doc(doc).any(|number| serving.contains(&number))
        };
        if !self.locales.as_ref().is_none_or(speaks) {
            return Some(Absence::Locale);
        }
        let (from, until, now) = self.valid.as_ref()?;
        let from_ms = from.first(doc).unwrap_or(i64::MIN);
        let until_ms = until.first(doc).unwrap_or(i64::MAX);
        match () {
            () if *now < from_ms => Some(Absence::NotYet { from_ms }),
            () if until_ms < *now => Some(Absence::Expired { until_ms }),
            () => None,
        }
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

/// The `keep` best answers in service for `query` that pass `filter`, the best first; and those
/// that do not but would stand among them, with the reason.
pub(crate) fn best(
    state: &State,
    query: &dyn Query,
    filter: &Filter,
    keep: usize,
) -> tantivy::Result<(Vec<Found>, Vec<Refused>)> {
    let searcher = &state.searcher;
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(state, searcher))?;
    let mut best = Best::new(keep.max(1));
    let mut refused = Best::new(keep.max(1));
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let filter = filter.on(segment)?;
        let ties = segment.fast_fields().u64(column::TIE)?;
        weight.for_each_pruning(best.threshold(), segment, &mut |doc, score| {
            if score > best.threshold() && filter.stands(doc) {
                let tie = ties.first(doc).unwrap_or_default();
                let found = Found { score, tie, address: DocAddress::new(ordinal, doc) };
                if filter.absence(doc).is_none() { &mut best } else { &mut refused }.offer(found);
            }
            best.threshold()
        })?;
    }
    let threshold = best.threshold();
    let mut absent = Vec::new();
    for found in refused.list.into_iter().filter(|found| found.score > threshold) {
        let segment = searcher.segment_reader(found.address.segment_ord);
        absent.extend(filter.on(segment)?.absence(found.address.doc_id).map(|why| (found, why)));
    }
    Ok((best.list, absent))
}

/// The score of every answer that has any of the words of `query`.
pub(crate) fn scores(
    state: &State,
    query: &dyn Query,
) -> tantivy::Result<HashMap<DocAddress, f32>> {
    let searcher = &state.searcher;
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(state, searcher))?;
    let mut scores = HashMap::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        weight.for_each(segment, &mut |doc, score| {
            scores.insert(DocAddress::new(ordinal, doc), score);
        })?;
    }
    Ok(scores)
}

/// Every answer for `query` that passes `filter`, the best first.
pub(crate) fn all(
    searcher: &Searcher,
    query: &dyn Query,
    filter: &Filter,
) -> tantivy::Result<Vec<Found>> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut all = Vec::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let filter = filter.on(segment)?;
        let ties = segment.fast_fields().u64(column::TIE)?;
        weight.for_each(segment, &mut |doc, score| {
            if filter.allows(doc) {
                let tie = ties.first(doc).unwrap_or_default();
                all.push(Found { score, tie, address: DocAddress::new(ordinal, doc) });
            }
        })?;
    }
    all.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.tie.cmp(&b.tie)));
    Ok(all)
}

/// The `keep` best answers for `query` that pass `filter`, and how many match and pass in all.
/// Looks at every match.
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
