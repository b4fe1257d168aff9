//! `antiphon judge`: what a suggestion was worth, and taking that back.

use antiphon_desk::views::{Judgement, TakenBack};
use antiphon_model::{AnswerId, ConversationId};
use clap::{Args, Subcommand};

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::{counted, line};
use crate::shape;

#[derive(Debug, Subcommand)]
pub(crate) enum Judge {
    /// The answer is what the customer asks for
    Accept(One),
    /// The answer is not what the customer asks for
    Reject(One),
    /// Another answer was the right one
    Correct(Correct),
    /// Take a judgement back
    Undo(Undo),
}

#[derive(Debug, Args)]
pub(crate) struct One {
    /// The id of the conversation
    #[arg(value_parser = |id: &str| ConversationId::parse(id))]
    conversation: ConversationId,
    /// The id of the answer
    #[arg(value_parser = |id: &str| AnswerId::parse(id))]
    answer: AnswerId,
}

#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// The id of the conversation
    #[arg(value_parser = |id: &str| ConversationId::parse(id))]
    conversation: ConversationId,
    /// The id of the right answer
    #[arg(value_parser = |id: &str| AnswerId::parse(id))]
    right: AnswerId,
    /// The id of the answer that was suggested instead
    #[arg(long, value_name = "ANSWER", value_parser = |id: &str| AnswerId::parse(id))]
    wrong: Option<AnswerId>,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The id of the judgement, as it was printed
    judgement: String,
    /// The ids of its answers, in the same order
    #[arg(required = true, value_name = "ANSWER")]
    answers: Vec<String>,
}

impl Judge {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let desk = call.desk()?;
        let judgement = match self {
            Self::Accept(One { conversation, answer }) => {
                desk.accept_suggestion(&conversation, &answer)?
            }
            Self::Reject(One { conversation, answer }) => {
                desk.reject_suggestion(&conversation, &answer)?
            }
            Self::Correct(Correct { conversation, right, wrong }) => {
                desk.correct_suggestion(&conversation, wrong.as_ref(), &right)?
            }
            Self::Undo(Undo { judgement, answers }) => {
                let judgement = Judgement { id: judgement, answers, changed: true };
                let taken = desk.undo_judgement(&judgement)?;
                return call.out.one(&shape::of(&taken)?, |_| taken_text(taken));
            }
        };
        call.out.one(&shape::of(&judgement)?, |_| text(&judgement))
    }
}

fn text(judgement: &Judgement) -> String {
    if !judgement.changed {
        return "Known already: nothing was learned.".to_owned();
    }
    let answers: Vec<_> = judgement.answers.iter().map(|answer| line(answer)).collect();
    let undo = format!("antiphon judge undo {} {}", line(&judgement.id), answers.join(" "));
    format!("Learned. To take it back:\n{undo}")
}

fn taken_text(taken: TakenBack) -> String {
    if taken.forgotten == 0 {
        return "There was nothing to take back.".to_owned();
    }
    let mut parts = vec![format!("{} forgotten", counted(taken.forgotten, "phrasing"))];
    if taken.restored > 0 {
        parts.push(format!("{} back", counted(taken.restored, "earlier one")));
    }
    if taken.lost > 0 {
        parts.push(format!("{} not brought back", counted(taken.lost, "earlier one")));
    }
    format!("Taken back: {}.", parts.join(", "))
}
