//! What members say of suggestions. One call of the desk each.

use antiphon_desk::views::{Judgement, TakenBack};
use antiphon_model::{AnswerId, ConversationId};
use tauri::State;

use crate::error::CommandError;
use crate::shared::SharedDesk;

#[tauri::command]
#[specta::specta]
pub(crate) async fn accept_suggestion(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    answer: AnswerId,
) -> Result<Judgement, CommandError> {
    desk.run(move |desk| desk.accept_suggestion(&conversation, &answer)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reject_suggestion(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    answer: AnswerId,
) -> Result<Judgement, CommandError> {
    desk.run(move |desk| desk.reject_suggestion(&conversation, &answer)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn correct_suggestion(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    wrong: Option<AnswerId>,
    right: AnswerId,
) -> Result<Judgement, CommandError> {
    desk.run(move |desk| desk.correct_suggestion(&conversation, wrong.as_ref(), &right)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_judgement(
    desk: State<'_, SharedDesk>,
    judgement: Judgement,
) -> Result<TakenBack, CommandError> {
    desk.run(move |desk| desk.undo_judgement(&judgement)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_judgement(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    answer: AnswerId,
) -> Result<TakenBack, CommandError> {
    desk.run(move |desk| desk.withdraw_judgement(&conversation, &answer)).await
}
