//! Suggestions: the index's ranking, with what else is true of each answer.

use std::ops::Range;
use std::time::Instant;

use antiphon_model::{Answer, AnswerId, Channel, ConversationId, Locale, Memory, Moment, Time};
use antiphon_search::{Question, Similar, Suggestion, Suggestions};
use antiphon_store::{answers, learned, uses};
use antiphon_voice::plain;

use crate::composer::{joined, unanswered};
use crate::filling::{Filling, unfilled};
use crate::views::{AbsentView, AnswerHit, Judged, Reason, SuggestionView, SuggestionsView};
use crate::{Desk, DeskError, absences, questions, utf16};

/// An approval this young is worth a word, in minutes: 30 days.
const FRESH_MINUTES: i64 = 30 * 24 * 60;
/// The longest preview, in characters.
const PREVIEW: usize = 400;
/// How many suggestions the window shows.
const SHOWN: usize = 5;

/// What suggestions are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The customer's words.
    pub text: &'a str,
    /// Only answers for this channel.
    pub channel: Option<Channel>,
    /// Only answers that serve this locale.
    pub locale: Option<&'a Locale>,
    /// How many at most.
    pub limit: usize,
}

/// What fits a message.
#[derive(Debug, Clone, Default)]
pub struct Suggested {
    /// Best first, with their scores.
    pub list: Vec<(SuggestionView, f32)>,
    /// Of the best, 0 to 1.
    pub confidence: f32,
    /// Whether anything fits at all.
    pub fits: bool,
    /// How long ranking took, in microseconds.
    pub took_us: u32,
    /// Answers that may not be used here and now, the best first.
    pub absent: Vec<AbsentView>,
    /// The questions of the message, in its order; none when it is just one.
    pub questions: Vec<SuggestedQuestion>,
    /// The words of the message that the best suggestion answers, in bytes.
    pub in_message: Vec<Range<usize>>,
}

/// One of several questions in a message.
#[derive(Debug, Clone)]
pub struct SuggestedQuestion {
    /// Where it stands in the message, in bytes.
    pub range: Range<usize>,
    /// Best first, with their scores.
    pub list: Vec<(SuggestionView, f32)>,
    /// Whether the first is sure enough.
    pub fits: bool,
}

impl Desk {
    /// Ranked answers for a message, with reasons.
    ///
    /// # Errors
    /// Errors of the index or the store.
    pub fn suggest_text(&self, ask: &Ask<'_>) -> Result<Suggested, DeskError> {
        self.ranked(ask, None)
    }

    /// Ranked answers for what the customer wrote since our last reply.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] when there is none; errors of the index or the store.
    pub fn suggest(&self, id: &ConversationId) -> Result<SuggestionsView, DeskError> {
        let (conversation, _) = self.conversation(id)?;
        let filling = self.filling(id)?;
        let asked = unanswered(&conversation);
        let text = joined(&asked);
        let ask = Ask {
            text: &text,
            channel: Some(conversation.channel),
            locale: filling.locale.as_ref(),
            limit: SHOWN,
        };
        let found = self.ranked(&ask, Some(&filling))?;
        Ok(SuggestionsView {
            message_marks: questions::marks(&asked, &found.in_message),
            questions: questions::views(&asked, &text, found.questions),
            suggestions: found.list.into_iter().map(|(view, _)| view).collect(),
            confidence: percent(found.confidence),
            fits: found.fits,
            took_us: found.took_us,
            absent: found.absent,
        })
    }

    fn ranked(&self, ask: &Ask<'_>, filling: Option<&Filling>) -> Result<Suggested, DeskError> {
        let started = Instant::now();
        let found = self.index().suggest(&antiphon_search::Ask {
            text: ask.text,
            channel: ask.channel,
            locale: ask.locale,
            public: false,
            held: &[],
            fits_from: self.fits_from()?,
            now_ms: self.now().ms(),
            limit: ask.limit,
        })?;
        let took_us = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        self.with_reasons(found, ask, filling, took_us)
    }

    /// What the index found, with what else is true of each answer.
    fn with_reasons(
        &self,
        found: Suggestions,
        ask: &Ask<'_>,
        filling: Option<&Filling>,
        took_us: u32,
    ) -> Result<Suggested, DeskError> {
        let in_message =
            found.list.first().map(|best| best.matched.in_message.clone()).unwrap_or_default();
        let views = |list: Vec<Suggestion>| -> Result<Vec<_>, DeskError> {
            let mut views = Vec::with_capacity(list.len());
            for suggestion in list {
                let score = suggestion.score;
                let view = self.suggestion_view(suggestion, ask, filling)?;
                views.extend(view.map(|view| (view, score)));
            }
            Ok(views)
        };
        let question = |question: Question| {
            let Question { range, list, fits } = question;
            Ok(SuggestedQuestion { range, list: views(list)?, fits })
        };
        Ok(Suggested {
            list: views(found.list)?,
            confidence: found.confidence,
            fits: found.fits,
            took_us,
            absent: found.absent.into_iter().map(absences::view).collect(),
            questions: found
                .questions
                .into_iter()
                .map(question)
                .collect::<Result<_, DeskError>>()?,
            in_message,
        })
    }

    /// The suggestion with what else is true of its answer; `None` when it has just been retired.
    fn suggestion_view(
        &self,
        suggestion: Suggestion,
        ask: &Ask<'_>,
        filling: Option<&Filling>,
    ) -> Result<Option<SuggestionView>, DeskError> {
        let (answer, used, memory) = self.read(|conn| {
            let id = &suggestion.id;
            Ok((answers::find(conn, id)?, uses::of(conn, id)?, learned::memory(conn, id)?))
        })?;
        let Some(answer) = answer else { return Ok(None) };
        let Some((revision, _)) = answer.in_service() else { return Ok(None) };
        let body = revision.content.body_for(ask.channel, ask.locale);
        let mut reasons = word_reasons(&suggestion, &memory, filling);
        reasons.extend(self.history_reasons(&answer, used)?);
        Ok(Some(SuggestionView {
            id: answer.id.to_string(),
            revision: revision.number,
            title_marks: utf16::spans(&suggestion.title, &suggestion.matched.in_title),
            title: suggestion.title,
            preview: preview(body, filling),
            confidence: percent(suggestion.confidence),
            reasons,
            insertable: !body.trim().is_empty(),
            judged: filling.and_then(|_| judged(&memory, ask.text)),
        }))
    }

    fn history_reasons(
        &self,
        answer: &Answer,
        (times, last): (u32, Option<Time>),
    ) -> Result<Vec<Reason>, DeskError> {
        let mut reasons = Vec::new();
        if let (true, Some(last)) = (times > 0, last) {
            reasons.push(Reason::Accepted { times, last_at: last.to_string() });
        }
        let now = self.now();
        if let Some((_, approval)) = answer.in_service() {
            let name = self.member_name(&approval.by)?;
            reasons.push(Reason::Approver { name, at: approval.at.to_string() });
            if approval.at.plus_minutes(FRESH_MINUTES) >= now {
                reasons.push(Reason::Fresh { at: approval.at.to_string() });
            }
        }
        if let Some(review) = answer.details.review_on {
            let zone = self.workspace_state()?.zone();
            let until = Some(review);
            let due = antiphon_model::Validity { from: None, until };
            if !due.covers(now, &zone) {
                reasons.push(Reason::Stale { at: moment(review) });
            }
        }
        Ok(reasons)
    }

    /// Answers in service that hold the words typed so far, best first.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] when there is none; errors of the index or the store.
    pub fn search_answers(
        &self,
        text: &str,
        conversation: Option<&ConversationId>,
        limit: u32,
    ) -> Result<Vec<AnswerHit>, DeskError> {
        let filling = conversation.map(|id| self.filling(id)).transpose()?;
        let hits = self.index().search(&antiphon_search::Find {
            text,
            synonyms: &self.synonyms()?,
            scope: antiphon_search::Scope::InService,
            channel: filling.as_ref().map(|filling| filling.channel),
            locale: filling.as_ref().and_then(|filling| filling.locale.as_ref()),
            now_ms: Some(self.now().ms()),
            limit: limit as usize,
            offset: 0,
        })?;
        let mut list = Vec::with_capacity(hits.list.len());
        for hit in hits.list {
            list.extend(self.answer_hit(hit, filling.as_ref())?);
        }
        Ok(list)
    }

    fn answer_hit(
        &self,
        hit: antiphon_search::Hit,
        filling: Option<&Filling>,
    ) -> Result<Option<AnswerHit>, DeskError> {
        let id: &AnswerId = &hit.id;
        let Some(answer) = self.read(|conn| answers::find(conn, id))? else { return Ok(None) };
        let Some((revision, _)) = answer.in_service() else { return Ok(None) };
        let channel = filling.map(|filling| filling.channel);
        let locale = filling.and_then(|filling| filling.locale.as_ref());
        let body = revision.content.body_for(channel, locale);
        Ok(Some(AnswerHit {
            id: hit.id.to_string(),
            title_marks: utf16::spans(&hit.title, &hit.in_title),
            title: hit.title,
            passage: hit.in_text.map(crate::answer_list::passage),
            shortcut: answer.details.shortcut.as_ref().map(ToString::to_string),
            preview: preview(body, filling),
            insertable: !body.trim().is_empty(),
        }))
    }
}

fn word_reasons(
    suggestion: &Suggestion,
    memory: &Memory,
    filling: Option<&Filling>,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    // That the customer asks like this very message is no reason.
    let own = |text: &str| {
        filling.is_some_and(|filling| {
            let mut learned = memory.phrasings.iter().filter(|known| known.text == text);
            learned.any(|known| known.conversation == filling.conversation)
        })
    };
    let shared = suggestion.matched.in_phrasing.as_ref();
    let shared = shared.filter(|(text, ranges)| !ranges.is_empty() && !own(text));
    if let Some((text, ranges)) = shared {
        let marks = utf16::spans(text, ranges);
        let learned = memory.phrasings.iter().any(|phrasing| phrasing.text == *text);
        reasons.push(Reason::AskedLike { text: text.clone(), marks, learned });
    }
    if !suggestion.words.is_empty() {
        reasons.push(Reason::Words { words: suggestion.words.clone() });
    }
    if let Some(Similar { in_meaning, text, likeness }) = &suggestion.similar
        && shared.is_none_or(|(phrasing, _)| phrasing != text)
        && !own(text)
    {
        let (in_meaning, text) = (*in_meaning, text.clone());
        reasons.push(Reason::Similar { in_meaning, text, likeness: percent(*likeness) });
    }
    reasons
}

/// What was said of an answer for a message of the same words.
fn judged(memory: &Memory, asked: &str) -> Option<Judged> {
    let accepted = memory.learned_from(asked).map(|_| Judged::Accepted);
    accepted.or_else(|| memory.rejected_for(asked).map(|_| Judged::Rejected))
}

/// The start of what would be inserted, as its reader would see it.
fn preview(body: &str, filling: Option<&Filling>) -> String {
    // A long body is cut before it is rendered: only its start is shown. What is left of a block
    // that is cut through is shown as it is written.
    let start = |text: &str, length: usize| text.chars().take(length).collect::<String>();
    let body = start(body, PREVIEW * 30);
    let filled = filling.map_or_else(|| unfilled(&body), |filling| filling.fill(&body).text);
    let text = plain::to_text(&start(&filled, PREVIEW * 3));
    let mut shown: String = text.chars().take(PREVIEW).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

pub(crate) fn percent(share: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 before"
    )]
    let percent = (share * 100.0).round().clamp(0.0, 100.0) as u32;
    percent
}

fn moment(moment: Moment) -> String {
    moment.to_string()
}

#[cfg(test)]
mod tests {
    use antiphon_search::Matched;

    use super::*;

    fn suggestion(similar: &str, phrasing: Option<&str>) -> Suggestion {
        let in_phrasing = phrasing.map(|text| (text.to_owned(), std::iter::once(0..5).collect()));
        Suggestion {
            id: AnswerId::parse("refund").unwrap(),
            title: "Refund time".to_owned(),
            score: 1.0,
            confidence: 0.9,
            matched: Matched { in_phrasing, ..Matched::default() },
            words: vec!["money".to_owned()],
            similar: Some(Similar { in_meaning: true, text: similar.to_owned(), likeness: 0.826 }),
        }
    }

    fn memory() -> Memory {
        let mut memory = Memory::new(AnswerId::parse("refund").unwrap());
        memory.phrasings.push(antiphon_model::LearnedPhrasing {
            id: antiphon_model::PhrasingId::parse("p").unwrap(),
            text: "money gone".to_owned(),
            conversation: ConversationId::parse("c").unwrap(),
            confidence: None,
        });
        memory
    }

    fn kinds(reasons: &[Reason]) -> Vec<String> {
        let kind = |reason| serde_json::to_value(reason).unwrap()["kind"].to_string();
        reasons.iter().map(kind).collect()
    }

    #[test]
    fn what_means_the_same_is_a_reason_with_its_likeness_in_percent() {
        let reasons = word_reasons(&suggestion("cash back", Some("money gone")), &memory(), None);
        assert_eq!(kinds(&reasons), ["\"asked_like\"", "\"words\"", "\"similar\""]);
        let similar =
            Reason::Similar { in_meaning: true, text: "cash back".to_owned(), likeness: 83 };
        assert_eq!(reasons.last(), Some(&similar));
        assert!(matches!(reasons.first(), Some(Reason::AskedLike { learned: true, .. })));
    }

    #[test]
    fn one_phrasing_is_one_reason() {
        let reasons = word_reasons(&suggestion("money gone", Some("money gone")), &memory(), None);
        assert_eq!(kinds(&reasons), ["\"asked_like\"", "\"words\""]);
        let curated = word_reasons(&suggestion("a", Some("money back")), &memory(), None);
        assert!(matches!(curated.first(), Some(Reason::AskedLike { learned: false, .. })));
    }
}
