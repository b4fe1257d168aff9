//! Suggestions: the answers that a customer's message asks for.

use std::collections::BTreeSet;
use std::ops::Range;

use antiphon_model::{AnswerId, Channel, Locale};
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::asked::Asked;
use crate::candidates::{Candidate, Ranking};
use crate::error::{SearchError, engine_error};
use crate::index::{Index, State};
use crate::linear::Linear;
use crate::memory;
use crate::questions::questions;
use crate::rank;
use crate::reasons::{Matched, Reading};
use crate::schema::column;

/// The most suggestions that are given at once.
const MOST: usize = 50;
/// The most suggestions for each of several questions.
const OF_EACH: usize = 3;

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
    /// From which confidence on a suggestion fits: [`crate::FITS`], or what [`crate::fits_from`]
    /// makes of the team's judgements.
    pub fits_from: f32,
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
    /// The phrasing or title that is nearly the same, where no word says so well.
    pub similar: Option<Similar>,
}

/// What is nearly the same as the message.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// Whether it is so in meaning; else it is in spelling.
    pub in_meaning: bool,
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
        let layer = self.layer();
        let mut whole = self.suggest_one(&state, layer.as_deref(), ask)?;
        let mut asked = Vec::new();
        for range in questions(ask.text) {
            let text = ask.text.get(range.clone()).unwrap_or_default();
            let ask = Ask { text, limit: ask.limit.min(OF_EACH), ..*ask };
            let mut one = self.suggest_one(&state, layer.as_deref(), &ask)?;
            for place in one.list.iter_mut().flat_map(|one| &mut one.matched.in_message) {
                *place = place.start + range.start..place.end + range.start;
            }
            asked.push(Question { range, list: one.list, fits: one.fits });
        }
        let firsts: BTreeSet<&AnswerId> = asked
            .iter()
            .filter(|one| one.fits)
            .filter_map(|one| one.list.first().map(|best| &best.id))
            .collect();
        if firsts.len() >= 2 {
            whole.fits = true;
            whole.questions = asked;
        }
        Ok(whole)
    }

    fn suggest_one(
        &self,
        state: &State,
        layer: Option<&Linear>,
        ask: &Ask<'_>,
    ) -> tantivy::Result<Suggestions> {
        let asked = Asked::read(state, &self.fields, ask.text, ask.locale)?;
        let limit = ask.limit.min(MOST);
        if limit == 0 {
            return Ok(Suggestions::default());
        }
        let ranking = Ranking::new(self, state, &asked, layer, ask);
        let ranked = ranking.ranked(limit)?;
        let best = ranked.list.first();
        let confidence = best.map_or(0.0, |best| best.confidence);
        // A message of greetings alone asks nothing, whatever it resembles.
        let says_something = asked.says_something() || ranking.understood();
        let fits = confidence >= ask.fits_from && says_something;
        let mut list = Vec::with_capacity(limit);
        for candidate in ranked.list.into_iter().take(limit) {
            list.push(candidate.explained(self, state, &asked, ask.text)?);
        }
        Ok(Suggestions { list, confidence, fits, absent: ranked.absent, questions: Vec::new() })
    }
}

impl Candidate {
    /// The suggestion, with the reasons for it.
    fn explained(
        self,
        index: &Index,
        state: &State,
        asked: &Asked,
        message: &str,
    ) -> tantivy::Result<Suggestion> {
        let document: TantivyDocument = state.searcher.doc(self.address)?;
        let text_of = |row| memory::texts(&document, &index.fields).into_iter().nth(row);
        let similar = |(row, likeness), in_meaning| {
            let (_, text) = text_of(row)?;
            Some(Similar { in_meaning, text, likeness })
        };
        let meant = self.similar.and_then(|nearest| similar(nearest, true));
        let spelt = similar(self.nearest, false);
        let evidence = Reading::new(asked, &index.fields, document).evidence();
        let mut words: Vec<String> = Vec::new();
        for place in &evidence.matched.in_message {
            let word = message.get(place.clone()).unwrap_or_default();
            if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
                words.push(word.to_owned());
            }
        }
        let nothing_shared = words.is_empty();
        Ok(Suggestion {
            id: self.id,
            title: evidence.title,
            score: self.score,
            confidence: self.confidence,
            matched: evidence.matched,
            words,
            similar: meant
                .filter(|one| nothing_shared || one.likeness >= rank::SIMILAR)
                .or_else(|| spelt.filter(|_| nothing_shared)),
        })
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
