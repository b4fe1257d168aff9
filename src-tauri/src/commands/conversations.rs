//! The queue and its conversations. One call of the desk each.

use antiphon_desk::views::{
    ConversationView, PastedQuery, QueueFilter, QueuePage, SuggestionsView,
};
use antiphon_model::{ConversationId, MemberId, Time};
use tauri::State;

use crate::error::CommandError;
use crate::shared::SharedDesk;

#[tauri::command]
#[specta::specta]
pub(crate) async fn list_queue(
    desk: State<'_, SharedDesk>,
    filter: QueueFilter,
    offset: u32,
    limit: u32,
) -> Result<QueuePage, CommandError> {
    desk.run(move |desk| desk.list_queue(&filter, offset, limit)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_conversation(
    desk: State<'_, SharedDesk>,
    id: ConversationId,
) -> Result<ConversationView, CommandError> {
    desk.run(move |desk| desk.open_conversation(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn suggest(
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
) -> Result<SuggestionsView, CommandError> {
    desk.run(move |desk| desk.suggest(&conversation)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn receive_query(
    desk: State<'_, SharedDesk>,
    input: PastedQuery,
) -> Result<ConversationId, CommandError> {
    desk.run(move |desk| desk.receive_query(input)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn resolve_conversation(
    desk: State<'_, SharedDesk>,
    id: ConversationId,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.resolve_conversation(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reopen_conversation(
    desk: State<'_, SharedDesk>,
    id: ConversationId,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.reopen_conversation(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn snooze_conversation(
    desk: State<'_, SharedDesk>,
    id: ConversationId,
    until: Time,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.snooze_conversation(id, until)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn assign_conversation(
    desk: State<'_, SharedDesk>,
    id: ConversationId,
    member: Option<MemberId>,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.assign_conversation(id, member)).await
}
