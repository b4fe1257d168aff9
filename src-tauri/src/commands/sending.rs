//! Replies leave by the clipboard.

use antiphon_desk::views::{SentReply, UsedAnswer};
use antiphon_model::ConversationId;
use tauri::{AppHandle, State};

use crate::clipboard;
use crate::error::CommandError;
use crate::shared::SharedDesk;

/// Puts the reply on the clipboard as plain text, and gives that text.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_reply(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    text: String,
    answers: Vec<UsedAnswer>,
) -> Result<String, CommandError> {
    let text = desk.run(move |desk| desk.reply_text(&conversation, &text, &answers)).await?;
    clipboard::put(&app, &text)?;
    Ok(text)
}

/// Puts the reply on the clipboard and notes that it is on its way. What cannot be copied is not
/// noted as sent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn send_reply(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    conversation: ConversationId,
    text: String,
    answers: Vec<UsedAnswer>,
) -> Result<SentReply, CommandError> {
    let (thread, markdown, used) = (conversation.clone(), text.clone(), answers.clone());
    let plain = desk.run(move |desk| desk.reply_text(&thread, &markdown, &used)).await?;
    clipboard::put(&app, &plain)?;
    desk.run(move |desk| desk.send_reply(&conversation, &text, &answers)).await
}
