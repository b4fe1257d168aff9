//! The reply being written. One call of the desk each.

use antiphon_desk::views::{AnswerHit, DraftView, Insertion, ReplyCheck, UsedAnswer};
use antiphon_model::{AnswerId, ConversationId, ReplyId};
use tauri::State;

use crate::error::CommandError;
use crate::shared::SharedDesk;

#[tauri::command]
#[specta::specta]
pub(crate) async fn insert_answer(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    answer: AnswerId,
) -> Result<Insertion, CommandError> {
    desk.run(move |desk| desk.insert_answer(&conversation, &answer)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn search_answers(
    desk: State<'_, SharedDesk>,
    text: String,
    conversation: Option<ConversationId>,
    limit: u32,
) -> Result<Vec<AnswerHit>, CommandError> {
    desk.run(move |desk| desk.search_answers(&text, conversation.as_ref(), limit)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_draft(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    text: String,
    answers: Vec<UsedAnswer>,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.save_draft(&conversation, &text, &answers)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_private_text(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    text: String,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.save_private_text(&conversation, &text)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_reply(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    text: String,
    answers: Vec<UsedAnswer>,
) -> Result<ReplyCheck, CommandError> {
    desk.run(move |desk| desk.check_reply(&conversation, &text, &answers)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_reply(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    reply_id: ReplyId,
) -> Result<DraftView, CommandError> {
    desk.run(move |desk| desk.undo_reply(&conversation, &reply_id)).await
}
