//! The library. One call of the desk each.

use antiphon_desk::views::{AnswerFilter, AnswerInput, AnswerPage, AnswerView, BodyPreview};
use antiphon_model::{AnswerId, Channel};
use tauri::State;

use crate::error::CommandError;
use crate::shared::SharedDesk;

#[tauri::command]
#[specta::specta]
pub(crate) async fn list_answers(
    desk: State<'_, SharedDesk>,
    filter: AnswerFilter,
    offset: u32,
    limit: u32,
) -> Result<AnswerPage, CommandError> {
    desk.run(move |desk| desk.list_answers(&filter, offset, limit)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn answer(
    desk: State<'_, SharedDesk>,
    id: AnswerId,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.answer(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create_answer(
    desk: State<'_, SharedDesk>,
    input: AnswerInput,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.create_answer(input)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_answer(
    desk: State<'_, SharedDesk>,
    id: AnswerId,
    input: AnswerInput,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.edit_answer(&id, input)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn approve_answer(
    desk: State<'_, SharedDesk>,
    id: AnswerId,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.approve_answer(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn retire_answer(
    desk: State<'_, SharedDesk>,
    id: AnswerId,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.retire_answer(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_answer(
    desk: State<'_, SharedDesk>,
    id: AnswerId,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.restore_answer(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_revision(
    desk: State<'_, SharedDesk>,
    id: AnswerId,
) -> Result<AnswerView, CommandError> {
    desk.run(move |desk| desk.discard_revision(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_body(
    desk: State<'_, SharedDesk>,
    body: String,
    channel: Option<Channel>,
) -> Result<BodyPreview, CommandError> {
    desk.run(move |desk| Ok(desk.preview_body(&body, channel))).await
}
