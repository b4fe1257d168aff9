//! Suggestions: the answers that a customer's message asks for.

use std::ops::Range;

use antiphon_model::{AnswerId, Channel, Locale};
use tantivy::{DocAddress, Searcher};

use crate::asked::Asked;
use crate::error::{SearchError, engine_error};
use crate::filter::{self, Filter, Found};
use crate::index::Index;
use crate::rank;
use crate::reasons::{Matched, Reading};
use crate::schema::column;

/// The most suggestions that are given at once.
const MOST: usize = 50;

/// A customer's message, and for whom, where and when an answer is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The message as the customer wrote it.
    pub text: &'a str,
    /// Only answers that may be used on this channel.
    pub channel: Option<Channel>,
    /// Only answers that can be given to a reader of this locale.
    pub locale: Option<&'a Locale>,
    /// Whether anybody can read the reply; answers for private channels are left out then.
    pub public: bool,
    /// Topics on hold: their answers are left out.
    pub held: &'a [String],
    /// Only answers that are valid at this moment, in milliseconds since 1970.
    pub now_ms: i64,
    /// How many suggestions are wanted; 50 at most are given.
    pub limit: usize,
}

/// The answers that a message asks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suggestions {
    /// The best first; equally good ones in the order of their ids.
    pub list: Vec<Suggestion>,
    /// How sure it is that the first one is wanted, 0 to 1.
    pub confidence: f32,
    /// Whether that is sure enough to say that the library has an answer.
    pub fits: bool,
    /// Answers that would stand in the list but may not be used here and now, the best first.
    pub absent: Vec<Absent>,
    /// The questions that a message asks, in its order; empty when it asks just one.
    pub questions: Vec<Question>,
}

/// An answer that is asked for but may not be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Absent {
    /// The answer.
    pub id: AnswerId,
    /// Its title.
    pub title: String,
    /// How sure it is that this answer would be wanted, 0 to 1.
    pub confidence: f32,
    /// Why it is not offered: the first reason, in the order of [`Absence`].
    pub why: Absence,
}

/// Why an answer may not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// One of its topics is on hold.
    Held {
        /// The topic.
        topic: String,
    },
    /// It is for private channels only.
    Private,
    /// It is not for this channel.
    Channel,
    /// It is not for readers of this locale.
    Locale,
    /// Its time has not come.
    NotYet {
        /// From when on it is valid, in milliseconds since 1970.
        from_ms: i64,
    },
    /// Its time is over.
    Expired {
        /// Until when it was valid, in milliseconds since 1970.
        until_ms: i64,
    },
}

/// One of several questions in a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Where it stands in the message, in bytes.
    pub range: Range<usize>,
    /// The answers that it asks for, the best first; at most three.
    pub list: Vec<Suggestion>,
    /// Whether the first of them is sure enough.
    pub fits: bool,
}

/// One suggested answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The answer.
    pub id: AnswerId,
    /// Its title.
    pub title: String,
    /// What the order goes by; comparable within one list only.
    pub score: f32,
    /// How sure it is that this answer is wanted, 0 to 1; comparable between messages.
    pub confidence: f32,
    /// Where its words and the message's meet.
    pub matched: Matched,
    /// The message's words that count as reasons, as the customer wrote them, without repeats.
    pub words: Vec<String>,
    /// The phrasing or title that means nearly the same, where meaning counted.
    pub similar: Option<Similar>,
}

/// What means nearly the same as the message.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// The phrasing, or the title when that comes closest.
    pub text: String,
    /// How alike the two are, 0 to 1.
    pub likeness: f32,
}

impl Index {
    /// The answers in service that the message asks for, with reasons.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when a file cannot be read.
    pub fn suggest(&self, ask: &Ask<'_>) -> Result<Suggestions, SearchError> {
        self.suggest_now(ask).map_err(engine_error("find suggestions"))
    }

    fn suggest_now(&self, ask: &Ask<'_>) -> tantivy::Result<Suggestions> {
        let state = self.state();
        let asked = Asked::read(&state, &self.fields, ask.text, ask.locale)?;
        let limit = ask.limit.min(MOST);
        let query = asked.query(&self.fields).filter(|_| limit > 0);
        let Some(query) = query else { return Ok(Suggestions::default()) };
        let filter = Filter {
            in_service: true,
            channel: ask.channel,
            locale: ask.locale.cloned(),
            now_ms: Some(ask.now_ms),
        };
        let found = filter::best(&state, &query, &filter, limit + rank::SPARE)?;
        let mut candidates = Vec::with_capacity(found.len());
        for found in found {
            candidates.extend(self.candidate(&state.searcher, &asked, found)?);
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        candidates.truncate(limit);
        let mut list: Vec<Suggestion> =
            candidates.into_iter().map(|candidate| candidate.explained(ask.text)).collect();
        // Nothing is surer than what stands above it.
        let mut ceiling = 1.0_f32;
        for suggestion in &mut list {
            ceiling = ceiling.min(suggestion.confidence);
            suggestion.confidence = ceiling;
        }
        let confidence = list.first().map_or(0.0, |best| best.confidence);
        let fits = confidence >= rank::FITS && asked.says_something();
        Ok(Suggestions { list, confidence, fits, absent: Vec::new(), questions: Vec::new() })
    }

    fn candidate<'a>(
        &'a self,
        searcher: &Searcher,
        asked: &'a Asked,
        found: Found,
    ) -> tantivy::Result<Option<Candidate<'a>>> {
        let Some(id) = id_at(searcher, found.address)? else { return Ok(None) };
        let reading = Reading::new(asked, &self.fields, searcher.doc(found.address)?);
        let score = rank::score(found.score, reading.closeness);
        Ok(Some(Candidate { id, score, reading }))
    }
}

/// An answer that may be suggested.
struct Candidate<'a> {
    id: AnswerId,
    score: f32,
    reading: Reading<'a>,
}

impl Candidate<'_> {
    fn explained(self, message: &str) -> Suggestion {
        let evidence = self.reading.evidence();
        let mut words: Vec<String> = Vec::new();
        for place in &evidence.matched.in_message {
            let word = message.get(place.clone()).unwrap_or_default();
            if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
                words.push(word.to_owned());
            }
        }
        Suggestion {
            id: self.id,
            title: evidence.title,
            score: self.score,
            confidence: rank::confidence(evidence.signals),
            matched: evidence.matched,
            words,
            similar: None,
        }
    }
}

/// The id of the answer at an address.
pub(crate) fn id_at(searcher: &Searcher, at: DocAddress) -> tantivy::Result<Option<AnswerId>> {
    let segment = searcher.segment_reader(at.segment_ord);
    let Some(column) = segment.fast_fields().str(column::ID)? else { return Ok(None) };
    let Some(number) = column.ords().first(at.doc_id) else { return Ok(None) };
    let mut text = String::new();
    column.ord_to_str(number, &mut text)?;
    Ok(AnswerId::parse(text).ok())
}
