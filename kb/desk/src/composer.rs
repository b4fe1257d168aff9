//! The reply being written: insert, fill, check, send, take back.

use antiphon_model::{
    AnswerId, Channel, Command, Conversation, ConversationId, PhrasingId, Query, Reply, ReplyId,
};
use antiphon_store::{Draft, answers, learned};
use antiphon_voice::{channel, template};

use crate::conversations::draft_view;
use crate::filling::Filling;
use crate::utf16;
use crate::views::{
    BodyPreview, ChoiceView, DraftView, FieldView, Insertion, QueueFilter, QueueView, SentReply,
    Span, UsedAnswer, Verdict,
};
use crate::{Desk, DeskError};

/// For how long a reply marked as sent can be taken back by one key.
const UNDO_MS: u32 = 10_000;
/// The share of an inserted answer's words that must be left for it to count as used.
const LEFT_OF_ANSWER: f64 = 0.5;

impl Desk {
    /// The answer made ready for the conversation: the closest body, known fields filled.
    ///
    /// # Errors
    /// [`DeskError::NotInService`] when it is not approved, not valid now, or not for this channel
    /// or language,
    /// [`DeskError::NothingToInsert`] when it has no text.
    pub fn insert_answer(
        &self,
        conversation: &ConversationId,
        answer: &AnswerId,
    ) -> Result<Insertion, DeskError> {
        let filling = self.filling(conversation)?;
        let found = self.read(|conn| answers::find(conn, answer))?;
        let found = found.ok_or_else(|| DeskError::UnknownAnswer(answer.clone()))?;
        let zone = filling.workspace.zone();
        let now = self.now();
        let (revision, _) = found
            .in_service()
            .filter(|(revision, _)| {
                let content = &revision.content;
                let spoken = filling.locale.as_ref().is_none_or(|l| content.fits_locale(l));
                content.validity().covers(now, &zone)
                    && content.fits_channel(filling.channel)
                    && spoken
            })
            .ok_or_else(|| DeskError::NotInService(answer.clone()))?;
        let body = revision.content.body_for(Some(filling.channel), filling.locale.as_ref());
        if body.trim().is_empty() {
            return Err(DeskError::NothingToInsert(answer.clone()));
        }
        let used = UsedAnswer { id: answer.to_string(), revision: revision.number };
        Ok(insertion(filling.fill(body), used))
    }

    /// Keeps the reply being written; an empty text forgets it.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be written; the text on the screen is not touched.
    pub fn save_draft(
        &self,
        conversation: &ConversationId,
        text: &str,
        used: &[UsedAnswer],
    ) -> Result<(), DeskError> {
        let draft = Draft {
            conversation: conversation.clone(),
            text: text.to_owned(),
            answers: parse_used(used)?,
            saved_at: self.now(),
        };
        Ok(self.local().save_draft(&draft)?)
    }

    /// Keeps what was moved out of a public reply, until it is sent privately; an empty text
    /// forgets it.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be written; the text on the screen is not touched.
    pub fn save_private_text(
        &self,
        conversation: &ConversationId,
        text: &str,
    ) -> Result<(), DeskError> {
        Ok(self.local().save_private_text(conversation, text)?)
    }

    /// The plain text that may go out.
    ///
    /// # Errors
    /// [`DeskError::Unready`] says what must be done first.
    pub fn reply_text(
        &self,
        conversation: &ConversationId,
        text: &str,
        used: &[UsedAnswer],
    ) -> Result<String, DeskError> {
        let check = self.check_reply(conversation, text, used)?;
        match (check.verdict, check.reason) {
            (Verdict::Ready, _) => Ok(check.plain_text),
            (_, Some(reason)) => Err(DeskError::Unready(reason)),
            (_, None) => Err(DeskError::Unready("nothing is written yet".to_owned())),
        }
    }

    /// Notes that the reply is on its way, learns from it, and forgets the draft.
    ///
    /// # Errors
    /// [`DeskError::Unready`] says what must be done first.
    pub fn send_reply(
        &self,
        conversation: &ConversationId,
        markdown: &str,
        used: &[UsedAnswer],
    ) -> Result<SentReply, DeskError> {
        let text = self.reply_text(conversation, markdown, used)?;
        let (thread, customer) = self.conversation(conversation)?;
        let filling = self.filling(conversation)?;
        let now = self.now();
        let id = ReplyId::parse(self.new_id())?;
        let mut left = Vec::new();
        for (answer, revision) in parse_used(used)? {
            if self.is_left(&answer, revision, &filling, &text)? {
                left.push((answer, revision));
            }
        }
        let (sentences, voice) = self.reply_record(&thread, customer, (markdown, used))?;
        let mut commands = vec![Command::SendReply {
            conversation: conversation.clone(),
            reply: Reply {
                id: id.clone(),
                text: text.clone(),
                markdown: markdown.to_owned(),
                answers: left.clone(),
                sentences,
                voice: Some(voice),
                at: now,
                by: self.me.clone(),
            },
        }];
        let left = left.into_iter().map(|(answer, _)| (answer, true)).collect();
        commands.extend(self.lessons(&thread, id.as_str(), left)?);
        self.submit_all(commands)?;
        // The reply is noted: what fails from here on must not look as if it was not.
        if let Err(err) = self.save_draft(conversation, "", &[]) {
            log::warn!("the draft of a reply that was sent stays: {err}");
        }
        let next = self.next().unwrap_or_else(|err| {
            log::warn!("the queue cannot be read: {err}");
            None
        });
        Ok(SentReply { reply_id: id.to_string(), text, undo_ms: UNDO_MS, next })
    }

    /// Whether enough of an inserted answer is left in the reply for it to count as used.
    fn is_left(
        &self,
        id: &AnswerId,
        revision: u32,
        filling: &Filling,
        text: &str,
    ) -> Result<bool, DeskError> {
        let answer = self.read(|conn| answers::find(conn, id))?;
        let Some((approved, _)) = answer.as_ref().and_then(|answer| answer.approved.as_ref())
        else {
            return Ok(false);
        };
        if approved.number != revision {
            // Approved anew since it was inserted: its text may rightly differ by now.
            return Ok(true);
        }
        let body = approved.content.body_for(Some(filling.channel), filling.locale.as_ref());
        let body = channel::text(&filling.fill(body).text, filling.channel);
        Ok(share_left(&body, text) >= LEFT_OF_ANSWER)
    }

    fn next(&self) -> Result<Option<String>, DeskError> {
        let filter = QueueFilter { text: String::new(), view: QueueView::Waiting, channel: None };
        let page = self.list_queue(&filter, 0, 1)?;
        Ok(page.rows.into_iter().next().map(|row| row.id))
    }

    /// Takes a reply back that was not sent after all; its text is a draft again.
    ///
    /// # Errors
    /// A refusal when there is no such reply.
    pub fn undo_reply(
        &self,
        conversation: &ConversationId,
        reply: &ReplyId,
    ) -> Result<DraftView, DeskError> {
        let (thread, _) = self.conversation(conversation)?;
        let sent = thread.replies.into_iter().find(|sent| sent.id == *reply);
        let withdraw =
            Command::WithdrawReply { conversation: conversation.clone(), reply: reply.clone() };
        let mut taught = Vec::new();
        let mut draft = Draft {
            conversation: conversation.clone(),
            text: String::new(),
            answers: Vec::new(),
            saved_at: self.now(),
        };
        if let Some(sent) = sent {
            for (answer, _) in &sent.answers {
                let phrasings = self.read(|conn| learned::list(conn, answer))?;
                let own = |id: &PhrasingId| {
                    id.as_str().strip_prefix(reply.as_str()).is_some_and(|r| r.starts_with('-'))
                };
                for phrasing in phrasings.into_iter().filter(|phrasing| own(&phrasing.id)) {
                    taught.push((answer.clone(), phrasing.id));
                }
            }
            draft.text = sent.markdown;
            if let Some(newer) = self.local().draft(conversation)? {
                draft.text.push_str("\n\n");
                draft.text.push_str(&newer.text);
            }
            draft.answers = sent.answers;
        }
        self.unlearn(vec![withdraw], &taught)?;
        self.local().save_draft(&draft)?;
        Ok(draft_view(draft))
    }

    /// A body as its reader sees it on `channel`; fields stay as they are.
    pub fn preview_body(&self, body: &str, channel: Option<Channel>) -> BodyPreview {
        let channel = channel.unwrap_or(Channel::WebForm);
        let text = channel::text(body, channel);
        let options = channel::Options { is_reply: true, ..channel::Options::default() };
        let fit = channel::fit(&text, channel, &options);
        BodyPreview { length: fit.count, limit: fit.limit, fields: open_fields(&text), text }
    }
}

/// What the customer wrote since our last reply, else their last message.
pub(crate) fn unanswered(conversation: &Conversation) -> Vec<&Query> {
    let replied = conversation.replies.iter().map(|reply| reply.at).max();
    let fresh = |query: &&Query| replied.is_none_or(|replied| query.received_at > replied);
    let queries: Vec<_> = conversation.queries.iter().filter(fresh).collect();
    if queries.is_empty() { conversation.queries.last().into_iter().collect() } else { queries }
}

/// The messages as one text, a line break between two.
pub(crate) fn joined(queries: &[&Query]) -> String {
    queries.iter().map(|query| query.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn insertion(made: template::Inserted, answer: UsedAnswer) -> Insertion {
    let text = made.text;
    let field = |field: template::Field| {
        let span = utf16::span(&text, &field.range)?;
        Some(FieldView { name: field.name, span, value: field.value })
    };
    let choice = |choice: template::Choice| {
        let span = utf16::span(&text, &choice.range)?;
        let chosen = u32::try_from(choice.chosen).ok()?;
        Some(ChoiceView { span, alternatives: choice.alternatives, chosen })
    };
    Insertion {
        fields: made.fields.into_iter().filter_map(field).collect(),
        choices: made.choices.into_iter().filter_map(choice).collect(),
        cursor: made.cursor.and_then(|at| utf16::span(&text, &(at..at))).map(|span| span.from),
        answer,
        text,
    }
}

pub(crate) fn open_fields(text: &str) -> Vec<FieldView> {
    let view = |stop: template::Stop| {
        let span: Span = utf16::span(text, &stop.range)?;
        Some(FieldView { name: stop.name, span, value: None })
    };
    template::stops(text).into_iter().filter_map(view).collect()
}

/// The share of the words of `body` that stand in `text`, 0 to 1.
fn share_left(body: &str, text: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        antiphon_model::normalised(text).split(' ').map(str::to_owned).collect()
    };
    let there: std::collections::HashSet<_> = words(text).into_iter().collect();
    let body = words(body);
    let left = body.iter().filter(|word| there.contains(*word)).count();
    #[expect(clippy::cast_precision_loss, reason = "a text has far fewer than 2^52 words")]
    let share = left as f64 / body.len().max(1) as f64;
    share
}

fn parse_used(used: &[UsedAnswer]) -> Result<Vec<(AnswerId, u32)>, DeskError> {
    let mut parsed: Vec<(AnswerId, u32)> = Vec::new();
    for answer in used {
        let id = AnswerId::parse(answer.id.as_str())?;
        if !parsed.iter().any(|(known, _)| *known == id) {
            parsed.push((id, answer.revision));
        }
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_deleted_again_is_not_used() {
        let body = "Refunds reach you within five working days.";
        assert!(share_left(body, "Hi! Refunds reach you within five days.") > LEFT_OF_ANSWER);
        assert!(share_left(body, "Please send us a message.") < LEFT_OF_ANSWER);
    }
}
