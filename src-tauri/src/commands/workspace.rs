//! The workspace, its settings and this desk's preferences. One call of the desk each.

use antiphon_desk::About;
use antiphon_desk::views::{Preferences, SettingsInput, WorkspaceView};
use tauri::State;

use crate::cancel::Work;
use crate::error::CommandError;
use crate::shared::SharedDesk;

#[tauri::command]
#[specta::specta]
pub(crate) async fn workspace(desk: State<'_, SharedDesk>) -> Result<WorkspaceView, CommandError> {
    desk.run(antiphon_desk::Desk::workspace).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_settings(
    desk: State<'_, SharedDesk>,
    input: SettingsInput,
) -> Result<WorkspaceView, CommandError> {
    desk.run(move |desk| desk.save_settings(input)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_preferences(
    desk: State<'_, SharedDesk>,
    preferences: Preferences,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.save_preferences(preferences)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn about(desk: State<'_, SharedDesk>) -> Result<About, CommandError> {
    desk.run(move |desk| Ok(desk.about())).await
}

/// Cancels long work that goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_work(
    desk: State<'_, SharedDesk>,
    work: Work,
) -> Result<(), CommandError> {
    desk.cancel(work);
    Ok(())
}

/// Stops what is prepared beside the work, until the next change.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_preparing(desk: State<'_, SharedDesk>) -> Result<(), CommandError> {
    desk.stop_preparing();
    Ok(())
}
