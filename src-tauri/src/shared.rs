//! The one desk of this process, shared by all commands.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use antiphon_desk::{Desk, DeskError, ErrorCode, Home, Progress};
use tauri::{AppHandle, Runtime};
use tauri_specta::Event as _;

use crate::cancel::{Tokens, Work};
use crate::error::CommandError;
use crate::events::ProgressMade;

/// The desk, once there is one, and the wishes to cancel what it is doing.
#[derive(Debug, Clone)]
pub(crate) struct SharedDesk {
    home: Home,
    desk: Arc<RwLock<Option<Arc<Desk>>>>,
    tokens: Tokens,
    preparing_stopped: Arc<AtomicBool>,
    began: Instant,
}

impl SharedDesk {
    pub(crate) fn new(home: Home) -> Self {
        Self {
            home,
            desk: Arc::default(),
            tokens: Tokens::default(),
            preparing_stopped: Arc::default(),
            began: Instant::now(),
        }
    }

    pub(crate) fn home(&self) -> &Home {
        &self.home
    }

    /// Milliseconds since the program began.
    pub(crate) fn age_ms(&self) -> u128 {
        self.began.elapsed().as_millis()
    }

    pub(crate) fn desk(&self) -> Option<Arc<Desk>> {
        self.desk.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn put(&self, desk: Desk) -> Arc<Desk> {
        let desk = Arc::new(desk);
        let mut slot = self.desk.write().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(Arc::clone(&desk));
        desk
    }

    /// Runs blocking work on the desk off the window's threads.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, CommandError> {
        let desk = self.desk().ok_or_else(|| DeskError::NoHome(self.home.path().to_owned()))?;
        blocking(move || work(&desk)).await
    }

    /// Asks for work that goes on to be cancelled.
    pub(crate) fn cancel(&self, work: Work) {
        self.tokens.cancel(work);
    }

    /// Asks for what is prepared beside the work to be stopped, until the next change.
    pub(crate) fn stop_preparing(&self) {
        self.preparing_stopped.store(true, Ordering::Relaxed);
    }

    pub(crate) fn begin_preparing(&self) {
        self.preparing_stopped.store(false, Ordering::Relaxed);
    }

    pub(crate) fn stops_preparing(&self) -> bool {
        self.preparing_stopped.load(Ordering::Relaxed)
    }

    /// Tells the window of progress, a few times a second, and hears the wish to cancel `work`.
    pub(crate) fn watch<R: Runtime>(
        &self,
        app: AppHandle<R>,
        work: Work,
    ) -> impl FnMut(Progress) -> ControlFlow<()> + use<R> {
        let token = self.tokens.begin(work);
        let mut told: Option<Instant> = None;
        move |progress| {
            let due = told.is_none_or(|at| at.elapsed().as_millis() >= 80);
            if due {
                told = Some(Instant::now());
                if let Err(err) = ProgressMade::from(progress).emit(&app) {
                    log::warn!("progress not shown: {err}");
                }
            }
            if token.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
}

/// Runs blocking work off the window's threads.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, CommandError> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(result) => Ok(result?),
        Err(err) => Err(CommandError::new(ErrorCode::Internal, format!("the work ended: {err}"))),
    }
}
