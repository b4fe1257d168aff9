//! Importing files.

use antiphon_desk::views::ImportPreview;
use antiphon_desk::{ImportRequest, ImportResult};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::{DialogExt as _, FilePath};

use crate::cancel::Work;
use crate::error::CommandError;
use crate::shared::{SharedDesk, blocking};

/// Lets a person choose files, or one folder; none when they cancel.
#[expect(clippy::fn_params_excessive_bools, reason = "the window says which of two choosers")]
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_files(app: AppHandle, folder: bool) -> Result<Vec<String>, CommandError> {
    blocking(move || {
        let dialog = app.dialog().file();
        let chosen: Vec<FilePath> = if folder {
            dialog.blocking_pick_folder().into_iter().collect()
        } else {
            dialog.blocking_pick_files().unwrap_or_default()
        };
        Ok(chosen.into_iter().map(|path| path.to_string()).collect())
    })
    .await
}

/// What an import would do: the dry run.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_import(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    request: ImportRequest,
) -> Result<ImportPreview, CommandError> {
    let mut watch = desk.watch(app, Work::Import);
    desk.run(move |desk| desk.preview_import(&request, &mut watch)).await
}

/// Takes the rows in: all of them or none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn run_import(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    request: ImportRequest,
) -> Result<ImportResult, CommandError> {
    let mut watch = desk.watch(app, Work::Import);
    desk.run(move |desk| desk.run_import(&request, &mut watch)).await
}
