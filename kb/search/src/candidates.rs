//! Candidates: the answers that are compared with a message, and the order they come out in.

use std::collections::HashMap;
use std::sync::Arc;

use antiphon_model::AnswerId;
use tantivy::DocAddress;
use tantivy::query::BooleanQuery;

use crate::asked::Asked;
use crate::filter::{self, Filter};
use crate::grams::{Cutter, Weights};
use crate::index::{Index, State};
use crate::language;
use crate::linear::{Input, Linear};
use crate::meaning::Sense;
use crate::memory::{Entry, Part};
use crate::mend::mended;
use crate::message::stretches;
use crate::rank;
use crate::signals::{self, Probe, Signals};
use crate::suggest::{Absence, Absent, Ask, id_at};

/// How many absent answers are named.
const ABSENT: usize = 5;
/// How many answers of a large library are compared for their meaning alone.
const NEAR: usize = 12;

/// An answer that may be suggested.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) id: AnswerId,
    pub(crate) address: DocAddress,
    pub(crate) score: f32,
    pub(crate) confidence: f32,
    /// Which of its texts means nearly the same as the message, and how nearly.
    pub(crate) similar: Option<(usize, f32)>,
    /// Which of its texts is nearest in spelling, and how near.
    pub(crate) nearest: (usize, f32),
}

/// The answers in their order.
pub(crate) struct Ranked {
    pub(crate) list: Vec<Candidate>,
    pub(crate) absent: Vec<Absent>,
}

/// One message against one state of the library.
pub(crate) struct Ranking<'a> {
    index: &'a Index,
    state: &'a State,
    asked: &'a Asked,
    filter: Filter,
    weights: Weights,
    probe: Probe,
    sense: Option<Sense>,
    layer: Option<&'a Linear>,
}

/// An answer with what is known about it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) address: DocAddress,
    entry: Arc<Entry>,
    pub(crate) signals: Signals,
    why: Option<Absence>,
}

impl Seen {
    /// The nearest text in meaning, where that says something.
    fn similar(&self) -> Option<(usize, f32)> {
        let meant = self.signals.meant.filter(|meant| meant.nearest > signals::MEANT)?;
        Some((self.shown(meant.row), meant.nearest.min(1.0)))
    }

    /// The row that stands for this one: for title and body together, the title.
    fn shown(&self, row: usize) -> usize {
        let is_whole = self.entry.rows.get(row).is_some_and(|row| row.part == Part::Text);
        if is_whole { 0 } else { row }
    }
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(
        index: &'a Index,
        state: &'a State,
        asked: &'a Asked,
        layer: Option<&'a Linear>,
        ask: &Ask<'_>,
    ) -> Self {
        let filter = Filter {
            in_service: true,
            channel: ask.channel,
            locale: ask.locale.cloned(),
            public: ask.public,
            held: ask.held.iter().map(|topic| topic.to_lowercase()).collect(),
            now_ms: Some(ask.now_ms),
        };
        let parts: Vec<String> = stretches(ask.text).into_iter().map(|part| part.text).collect();
        let text = parts.join(" ");
        let languages = language::of_message(&state.languages, ask.locale, &text);
        let main = languages.first().copied().unwrap_or(language::Language::ENGLISH);
        let rare = &state.memory.rare;
        let text = if index.mind.speaks(main) {
            mended(&text, &rare.words, &|word| index.mind.knows(word))
        } else {
            text
        };
        let weights = Cutter::new(main).cut(&text).weighed(|gram| rare.of(gram));
        let probe = Probe::new(&weights);
        // Signs and emoji alone mean anything.
        let says = text.contains(char::is_alphanumeric);
        let meaning = if says { index.mind.encode(main, &text) } else { None };
        let sense = meaning.map(|values| rare.centre.sense(&values));
        Self { index, state, asked, filter, weights, probe, sense, layer }
    }

    /// Whether the message's meaning counts.
    pub(crate) fn understood(&self) -> bool {
        self.sense.is_some()
    }

    /// The answers that are compared, each with what is known about it.
    pub(crate) fn seen(&self, limit: usize) -> tantivy::Result<Vec<Seen>> {
        let query = self.asked.query(&self.index.fields);
        let mut seen = Vec::new();
        if let Some(all) = self.state.memory.all() {
            let words = match &query {
                Some(query) => filter::scores(self.state, query)?,
                None => HashMap::new(),
            };
            let segments = self.state.searcher.segment_readers().iter();
            let filters =
                segments.map(|segment| self.filter.on(segment)).collect::<Result<Vec<_>, _>>()?;
            for (address, entry) in all {
                let filter = filters.get(address.segment_ord as usize);
                let why = filter.and_then(|filter| filter.absence(address.doc_id));
                let words = words.get(address).copied().unwrap_or_default();
                seen.push(self.look(*address, Arc::clone(entry), words, why));
            }
        } else {
            self.look_far(query.as_ref(), limit, &mut seen)?;
        }
        share_words(&mut seen);
        self.ask_layer(&mut seen);
        Ok(seen)
    }

    /// Of a large library the answers that the words bring up, and those that the meaning does.
    fn look_far(
        &self,
        query: Option<&BooleanQuery>,
        limit: usize,
        seen: &mut Vec<Seen>,
    ) -> tantivy::Result<()> {
        let (state, fields, mind) = (self.state, &self.index.fields, &self.index.mind);
        let searcher = &state.searcher;
        let mut found = Vec::new();
        if let Some(query) = query {
            let keep = limit + rank::SPARE;
            let (allowed, refused) = filter::best(state, query, &self.filter, keep)?;
            found.extend(allowed.into_iter().map(|one| (one.address, one.score, None)));
            found.extend(refused.into_iter().map(|(one, why)| (one.address, one.score, Some(why))));
        }
        if let Some(sense) = &self.sense {
            let near = state.memory.far.nearest(searcher, &self.filter, &sense.rounded, NEAR)?;
            for address in near {
                if !found.iter().any(|(known, ..)| *known == address) {
                    found.push((address, 0.0, None));
                }
            }
        }
        for (address, words, why) in found {
            let entry = state.memory.entry(searcher, fields, address, mind)?;
            seen.push(self.look(address, entry, words, why));
        }
        Ok(())
    }

    fn look(
        &self,
        address: DocAddress,
        entry: Arc<Entry>,
        words: f32,
        why: Option<Absence>,
    ) -> Seen {
        let mut signals = Signals::of(&self.probe, self.sense.as_ref(), &entry);
        signals.words = words / self.asked.mass().max(1.0);
        Seen { address, entry, signals, why }
    }

    /// What the linear layer says of the answers, relative to those that may be used.
    fn ask_layer(&self, seen: &mut [Seen]) {
        let Some(layer) = self.layer else { return };
        let meaning = self.sense.as_ref().map(|sense| sense.values.as_slice());
        let scores = layer.scores(&Input { weights: &self.weights, meaning });
        let score = |one: &Seen| scores.of(one.entry.tie);
        let allowed = seen.iter().filter(|one| one.why.is_none()).filter_map(score);
        let allowed: Vec<f32> = allowed.collect();
        let most = allowed.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = allowed.iter().map(|score| libm::expf(score - most)).sum();
        for one in seen.iter_mut() {
            let Some(own) = scores.of(one.entry.tie) else { continue };
            one.signals.learned = Some(if one.why.is_none() {
                rank::logarithm(libm::expf(own - most) / sum)
            } else {
                let own = libm::expf((own - most).min(60.0));
                rank::logarithm(own / (own + sum))
            });
        }
    }

    /// The answers in their order, the best first.
    pub(crate) fn ranked(&self, limit: usize) -> tantivy::Result<Ranked> {
        let mut allowed = Vec::new();
        let mut refused = Vec::new();
        for one in self.seen(limit)? {
            let Some(id) = id_at(&self.state.searcher, one.address)? else { continue };
            let score = rank::score(&one.signals);
            let list = if one.why.is_none() { &mut allowed } else { &mut refused };
            list.push((score, id, one));
        }
        allowed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let most = allowed.first().map_or(0.0, |(score, ..)| *score);
        let sum: f32 = allowed.iter().map(|(score, ..)| libm::expf(score - most)).sum();
        let first = allowed.first().map(|(_, _, one)| rank::confidence(&one.signals, 1.0 / sum));
        let first = first.unwrap_or_default();
        let mut absent = Vec::new();
        for (score, id, one) in refused.into_iter().filter(|(_, _, one)| one.signals.speak()) {
            let Some(why) = one.why else { continue };
            // As if it were one of those that may be used.
            let own = libm::expf((score - most).min(60.0));
            let confidence = if allowed.is_empty() || own > 1.0 {
                rank::confidence(&one.signals, own / (sum + own))
            } else {
                first * own
            };
            let title = self.index.title_at(&self.state.searcher, one.address)?;
            absent.push(Absent { id, title, confidence, why });
        }
        let mut list: Vec<Candidate> = Vec::with_capacity(limit.min(allowed.len()));
        let speaking = allowed.into_iter().filter(|(_, _, one)| one.signals.speak());
        for (score, id, one) in speaking.take(limit) {
            let confidence = first * libm::expf(score - most);
            list.push(Candidate {
                id,
                address: one.address,
                score,
                confidence,
                similar: one.similar(),
                nearest: (one.shown(one.signals.row), one.signals.nearest.min(1.0)),
            });
        }
        absent.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.id.cmp(&b.id)));
        let worst = list.get(limit.saturating_sub(1)).map_or(0.0, |one| one.confidence);
        absent.retain(|one| one.confidence > worst.max(rank::WORTH_NAMING));
        absent.truncate(ABSENT);
        Ok(Ranked { list, absent })
    }
}

/// Sets the words' score of each answer against that of the best one that may be used.
fn share_words(seen: &mut [Seen]) {
    let allowed = seen.iter().filter(|one| one.why.is_none());
    let most = allowed.map(|one| one.signals.words).fold(0.0, f32::max);
    for one in seen {
        let words = one.signals.words;
        one.signals.words_share =
            if words > 0.0 { (words / most.max(words)).min(1.0) } else { 0.0 };
    }
}
