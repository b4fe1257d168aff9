//! The beginning: open the home, or make one.

use std::sync::Arc;

use antiphon_desk::views::{NewWorkspace, Preferences, WorkspaceView};
use antiphon_desk::{Desk, DeskError, SystemClock, Ulids};
use tauri::{AppHandle, State};

use crate::cancel::Work;
use crate::error::CommandError;
use crate::shared::{SharedDesk, blocking};
use crate::{preparer, watcher};

/// What the window starts with.
#[derive(Debug, Clone, serde::Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Start {
    version: &'static str,
    home: String,
    workspace: Option<WorkspaceView>,
    preferences: Preferences,
}

/// Opens the home; without a workspace in it the window asks what to make.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(
    app: AppHandle,
    shared: State<'_, SharedDesk>,
) -> Result<Start, CommandError> {
    let shared = shared.inner().clone();
    blocking(move || {
        if shared.desk().is_none() && shared.home().exists() {
            let home = shared.home().clone();
            let mut watch = shared.watch(app.clone(), Work::Open);
            match Desk::open(home, Arc::new(SystemClock), Arc::<Ulids>::default(), &mut watch) {
                Ok(desk) => attend(app, &shared, desk),
                Err(DeskError::NoHome(_)) => {}
                Err(err) => return Err(err),
            }
        }
        begun(&shared)
    })
    .await
}

/// Makes a workspace, with the sample in it or empty.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_workspace(
    app: AppHandle,
    shared: State<'_, SharedDesk>,
    input: NewWorkspace,
) -> Result<Start, CommandError> {
    let shared = shared.inner().clone();
    blocking(move || {
        let home = shared.home().clone();
        let mut watch = shared.watch(app.clone(), Work::Open);
        let desk = Desk::begin(
            home,
            (Arc::new(SystemClock), Arc::<Ulids>::default()),
            &input,
            &mut watch,
        )?;
        attend(app, &shared, desk);
        begun(&shared)
    })
    .await
}

/// Puts the desk to work, with what goes on beside it.
fn attend(app: AppHandle, shared: &SharedDesk, desk: Desk) {
    let desk = shared.put(desk);
    watcher::begin(app.clone(), Arc::clone(&desk));
    preparer::begin(app, shared.clone(), desk);
}

fn begun(shared: &SharedDesk) -> Result<Start, DeskError> {
    let desk = shared.desk();
    Ok(Start {
        version: env!("CARGO_PKG_VERSION"),
        home: shared.home().path().display().to_string(),
        workspace: desk.as_ref().map(|desk| desk.workspace()).transpose()?,
        preferences: match desk {
            Some(desk) => desk.preferences()?,
            None => Preferences::default(),
        },
    })
}

/// The window has painted something a person can use. When `ANTIPHON_STARTUP` is set, how long that
/// took is logged: benches read it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn usable(shared: State<'_, SharedDesk>) -> Result<(), CommandError> {
    if std::env::var_os("ANTIPHON_STARTUP").is_some() {
        log::info!("usable after {} ms", shared.age_ms());
    }
    Ok(())
}
