//! Judging suggestions: accepted, rejected, corrected, and taken back.

use antiphon_model::{
    AnswerId, Command, Conversation, ConversationId, Event, LearnedPhrasing, PhrasingId, Stream,
    displaced_by,
};
use antiphon_store::{answers, learned};

use crate::composer::{joined, unanswered};
use crate::lock::WriteLock;
use crate::open::locked;
use crate::projections::Writer;
use crate::views::{Judgement, TakenBack};
use crate::{Desk, DeskError};

impl Desk {
    /// Learns that `answer` is what the customer asks for, without sending anything.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] and [`DeskError::UnknownAnswer`].
    pub fn accept_suggestion(
        &self,
        conversation: &ConversationId,
        answer: &AnswerId,
    ) -> Result<Judgement, DeskError> {
        self.judge(conversation, None, Some(answer))
    }

    /// Learns that `answer` is not what the customer asks for.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] and [`DeskError::UnknownAnswer`].
    pub fn reject_suggestion(
        &self,
        conversation: &ConversationId,
        answer: &AnswerId,
    ) -> Result<Judgement, DeskError> {
        self.judge(conversation, Some(answer), None)
    }

    /// Learns that `right` is what the customer asks for, and not `wrong`: both or neither.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] and [`DeskError::UnknownAnswer`].
    pub fn correct_suggestion(
        &self,
        conversation: &ConversationId,
        wrong: Option<&AnswerId>,
        right: &AnswerId,
    ) -> Result<Judgement, DeskError> {
        self.judge(conversation, wrong.filter(|wrong| *wrong != right), Some(right))
    }

    fn judge(
        &self,
        conversation: &ConversationId,
        wrong: Option<&AnswerId>,
        right: Option<&AnswerId>,
    ) -> Result<Judgement, DeskError> {
        let (thread, _) = self.conversation(conversation)?;
        let wrong = wrong.map(|answer| (answer.clone(), false));
        let right = right.map(|answer| (answer.clone(), true));
        let judged: Vec<_> = wrong.into_iter().chain(right).collect();
        for (answer, _) in &judged {
            self.require(answer)?;
        }
        let answers = judged.iter().map(|(answer, _)| answer.to_string()).collect();
        let id = self.new_id();
        self.submit_all(self.lessons(&thread, &id, judged)?)?;
        let judgement = Judgement { id, answers, changed: true };
        let changed = self.taught(&judgement)?;
        Ok(Judgement { changed, ..judgement })
    }

    /// Takes a judgement back: what it taught is forgotten, and what that displaced is back.
    /// A second time changes nothing.
    ///
    /// # Errors
    /// [`DeskError::InvalidId`] when the judgement names no ids.
    pub fn undo_judgement(&self, judgement: &Judgement) -> Result<TakenBack, DeskError> {
        self.unlearn(Vec::new(), &parts(judgement)?)
    }

    /// Takes back whatever was said of `answer` for the customer's words.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] when there is none.
    pub fn withdraw_judgement(
        &self,
        conversation: &ConversationId,
        answer: &AnswerId,
    ) -> Result<TakenBack, DeskError> {
        let asked = self.asked(conversation)?;
        let memory = self.read(|conn| learned::memory(conn, answer))?;
        let known = memory.learned_from(&asked).into_iter().chain(memory.rejected_for(&asked));
        let taught: Vec<_> = known.map(|one| (answer.clone(), one.id.clone())).collect();
        self.unlearn(Vec::new(), &taught)
    }

    /// What the customer's words teach of answers that were judged right or wrong for them.
    pub(crate) fn lessons(
        &self,
        thread: &Conversation,
        judgement: &str,
        judged: Vec<(AnswerId, bool)>,
    ) -> Result<Vec<Command>, DeskError> {
        if judged.is_empty() {
            return Ok(Vec::new());
        }
        let text = joined(&unanswered(thread));
        let (seen, sure) = self.seen(thread, &text)?;
        let lesson = |(nth, (answer, accepted)): (usize, (AnswerId, bool))| {
            let tells =
                if accepted { seen.contains(&answer) } else { seen.first() == Some(&answer) };
            let phrasing = LearnedPhrasing {
                id: phrasing_id(judgement, nth)?,
                text: text.clone(),
                conversation: thread.id.clone(),
                confidence: tells.then_some(sure),
            };
            Ok(if accepted {
                Command::LearnPhrasing { answer, phrasing }
            } else {
                Command::RejectSuggestion { answer, phrasing }
            })
        };
        judged.into_iter().enumerate().map(lesson).collect()
    }

    /// What would be learned from judging a suggestion now, unmasked.
    fn asked(&self, conversation: &ConversationId) -> Result<String, DeskError> {
        let (thread, _) = self.conversation(conversation)?;
        Ok(joined(&unanswered(&thread)))
    }

    fn require(&self, answer: &AnswerId) -> Result<(), DeskError> {
        let found = self.read(|conn| answers::find(conn, answer))?;
        found.map(|_| ()).ok_or_else(|| DeskError::UnknownAnswer(answer.clone()))
    }

    /// Does `commands`, and forgets what was `taught`, all or none.
    pub(crate) fn unlearn(
        &self,
        mut commands: Vec<Command>,
        taught: &[(AnswerId, PhrasingId)],
    ) -> Result<TakenBack, DeskError> {
        let mut writer = locked(&self.writer);
        let lock = WriteLock::take(&self.home, "antiphon")?;
        let before = writer.journal.head()?.seq;
        let mut displaced = 0;
        for (answer, id) in taught {
            let back = undo(&writer, answer, id)?;
            if let Command::UndoJudgement { displaced: gone, .. } = &back {
                displaced += gone.len();
            }
            commands.push(back);
        }
        let total = commands.len() as u64;
        let each = &mut commands.into_iter();
        self.submit_under(&lock, &mut writer, (total, each), &mut |_| {
            std::ops::ControlFlow::Continue(())
        })?;
        let mut taken = TakenBack { forgotten: 0, restored: 0, lost: 0 };
        writer.journal.read_after(before, &mut |recorded| {
            match recorded.event {
                Event::PhrasingForgotten { .. } => taken.forgotten += 1,
                Event::PhrasingRestored(_) => taken.restored += 1,
                _ => {}
            }
            std::ops::ControlFlow::Continue(())
        })?;
        if taken.forgotten > 0 {
            let displaced = u32::try_from(displaced).unwrap_or(u32::MAX);
            taken.lost = displaced.saturating_sub(taken.restored);
        }
        Ok(taken)
    }

    /// Whether anything is remembered because of the judgement.
    fn taught(&self, judgement: &Judgement) -> Result<bool, DeskError> {
        for (answer, id) in parts(judgement)? {
            let memory = self.read(|conn| learned::memory(conn, &answer))?;
            let mut all = memory.phrasings.iter().chain(&memory.rejected);
            if all.any(|known| known.id == id) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The command that takes one phrasing or rejection back, with what the journal knows of it.
fn undo(writer: &Writer, answer: &AnswerId, id: &PhrasingId) -> Result<Command, DeskError> {
    let recorded = writer.journal.stream(&Stream::Memory(answer.clone()))?;
    let events = recorded.iter().map(|recorded| &recorded.event);
    let displaced = displaced_by(answer, events, id);
    Ok(Command::UndoJudgement { answer: answer.clone(), id: id.clone(), displaced })
}

/// The answers of a judgement, each with the id of what was taught of it.
fn parts(judgement: &Judgement) -> Result<Vec<(AnswerId, PhrasingId)>, DeskError> {
    let part = |(nth, answer): (usize, &String)| {
        Ok((AnswerId::parse(answer.as_str())?, phrasing_id(&judgement.id, nth)?))
    };
    judgement.answers.iter().enumerate().map(part).collect()
}

/// The id of what a judgement teaches of its `nth` answer.
fn phrasing_id(judgement: &str, nth: usize) -> Result<PhrasingId, DeskError> {
    Ok(PhrasingId::parse(format!("{judgement}-{nth}"))?)
}
