//! A journey: one person, one home, one window after the other.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::TempDir;

use super::driver::{Dark, Driver};
use super::window::Window;

/// No journey takes longer, however busy the machine is.
const LIMIT: Duration = Duration::from_mins(5);

/// One window at a time: a second one on the same message bus would only bring the first to the
/// front.
static SCREEN: Mutex<()> = Mutex::new(());

/// Where a journey takes place.
pub(crate) struct Journey {
    folder: TempDir,
    program: PathBuf,
    driver: Option<Driver>,
    window: Option<Window>,
}

impl Journey {
    /// The home folder; nothing is there at first.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The window's program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// Writes a file that a person has; returns its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Opens the window, after closing the one before.
    pub(crate) async fn open(&mut self) -> Window {
        self.open_on(Dark::No).await
    }

    /// Opens the window on a system that prefers light or dark colours.
    pub(crate) async fn open_on(&mut self, dark: Dark) -> Window {
        self.close();
        let driver = self.driver.insert(Driver::start(self.program.clone(), &self.home(), dark));
        let window = Window::new(driver.open_window().await);
        self.window = Some(window.clone());
        window
    }

    /// Ends the window as a crash would.
    pub(crate) fn crash(&mut self) {
        self.driver.as_ref().expect("a window is open").kill_window();
        self.close();
    }

    fn close(&mut self) {
        self.window = None;
        self.driver = None;
    }
}

/// Goes on a journey, unless there is no window to go through; then it says why.
pub(crate) fn journey(steps: impl AsyncFnOnce(&mut Journey)) {
    let program = match program() {
        Ok(program) => program,
        Err(reason) => return println!("skipped: {reason}"),
    };
    let program = program.canonicalize().expect("ANTIPHON_WINDOW names the built window");
    // A journey that failed leaves nothing behind that could disturb the next one.
    let _screen = SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::Builder::new().prefix("antiphon-").tempdir().unwrap();
    let mut journey = Journey { folder, program, driver: None, window: None };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let limited = async { tokio::time::timeout(LIMIT, steps(&mut journey)).await };
        runtime.block_on(limited).expect("the journey ends in time");
    }));
    if let Err(panic) = outcome {
        if let Some(window) = &journey.window {
            runtime.block_on(window.last_picture());
        }
        journey.close();
        resume_unwind(panic);
    }
}

/// The window's program, or why there is nothing to drive.
fn program() -> Result<PathBuf, &'static str> {
    let Some(program) = env::var_os("ANTIPHON_WINDOW").filter(|path| !path.is_empty()) else {
        return Err("ANTIPHON_WINDOW is not set; `cargo xtask test` sets it");
    };
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") {
        return Err("there is no display; `cargo xtask test` brings a virtual one");
    }
    let path = env::var_os("PATH").unwrap_or_default();
    if !env::split_paths(&path).any(|folder| folder.join("WebKitWebDriver").is_file()) {
        return Err("WebKitWebDriver is not installed (Debian's package webkit2gtk-driver)");
    }
    Ok(PathBuf::from(program))
}
