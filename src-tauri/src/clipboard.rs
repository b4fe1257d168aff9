//! The clipboard.

use antiphon_desk::ErrorCode;
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use crate::error::CommandError;

/// Puts plain text on the clipboard.
pub(crate) fn put(app: &AppHandle, text: &str) -> Result<(), CommandError> {
    app.clipboard().write_text(text).map_err(|err| {
        let message = format!("the reply could not be put on the clipboard: {err}");
        CommandError::new(ErrorCode::Internal, message)
    })
}
