//! Watches for changes, made here or by a program beside us, and tells the window.

use std::sync::Arc;
use std::time::Duration;

use antiphon_desk::Desk;
use tauri::{AppHandle, Runtime};
use tauri_specta::Event as _;

use crate::events::Changed;

/// How often it looks: a change shows well within two seconds.
const PERIOD: Duration = Duration::from_millis(400);

/// Begins to watch, for as long as the program runs.
pub(crate) fn begin<R: Runtime>(app: AppHandle<R>, desk: Arc<Desk>) {
    let watching = std::thread::Builder::new().name("watcher".to_owned()).spawn(move || {
        loop {
            std::thread::sleep(PERIOD);
            let changed = desk.poll().unwrap_or_else(|err| {
                log::warn!("cannot look for changes: {err}");
                None
            });
            let Some(seq) = changed else { continue };
            let changed = Changed { seq: u32::try_from(seq).unwrap_or(u32::MAX) };
            if let Err(err) = changed.emit(&app) {
                log::warn!("a change is not shown: {err}");
            }
        }
    });
    if let Err(err) = watching {
        log::error!("changes made beside this window will not show: {err}");
    }
}
