//! Keeps the slow parts of ranking up to date beside the work, and tells the window how far it is.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use antiphon_desk::{Desk, Progress};
use tauri::{AppHandle, Runtime};
use tauri_specta::Event as _;

use crate::events::{Changed, ProgressMade};
use crate::shared::SharedDesk;

/// How often it looks whether the library has changed. It begins when there was no change between
/// two looks: somebody who sends ten replies in a row does not have it begin ten times.
const PERIOD: Duration = Duration::from_millis(1500);
/// How often the window is told of progress.
const TOLD: Duration = Duration::from_millis(150);

/// Begins to prepare, for as long as the program runs.
pub(crate) fn begin<R: Runtime>(app: AppHandle<R>, shared: SharedDesk, desk: Arc<Desk>) {
    let preparing = std::thread::Builder::new().name("preparer".to_owned()).spawn(move || {
        // Noted before: what changes meanwhile is not prepared yet.
        let mut prepared = desk.indexed();
        prepare(&app, &shared, &desk);
        let mut seen = desk.indexed();
        loop {
            std::thread::sleep(PERIOD);
            let now = desk.indexed();
            if now == seen && now != prepared {
                prepared = now;
                prepare(&app, &shared, &desk);
            }
            seen = now;
        }
    });
    if let Err(err) = preparing {
        log::error!("suggestions will not get better while the window is open: {err}");
    }
}

fn prepare<R: Runtime>(app: &AppHandle<R>, shared: &SharedDesk, desk: &Desk) {
    shared.begin_preparing();
    let mut told = Instant::now();
    let mut last = None;
    let new = desk.prepare(&mut |progress| {
        last = Some(progress);
        if told.elapsed() >= TOLD {
            told = Instant::now();
            tell(app, progress);
        }
        if shared.stops_preparing() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Some(progress) = last {
        tell(app, Progress { done: progress.total, ..progress });
    }
    match new {
        Ok(true) => {
            let changed = Changed { seq: u32::try_from(desk.indexed()).unwrap_or(u32::MAX) };
            if let Err(err) = changed.emit(app) {
                log::warn!("better suggestions are not shown: {err}");
            }
        }
        Ok(false) => {}
        Err(err) => log::warn!("suggestions stay as they are: {err}"),
    }
}

fn tell<R: Runtime>(app: &AppHandle<R>, progress: Progress) {
    if let Err(err) = ProgressMade::from(progress).emit(app) {
        log::warn!("progress not shown: {err}");
    }
}
