//! A start that meets the shadow of a window that crashed a moment ago.
//!
//! The bus of the session may still name a window that is gone; then the plug-in that keeps to one
//! window hands the start to nobody and fails. Beginning anew, a moment later, is all it takes.

use std::env;
use std::thread;
use std::time::Duration;

/// Counts the starts, for the program that begins anew.
const STARTS: &str = "ANTIPHON_WINDOW_STARTS";
const MOST: u32 = 5;
const MOMENT: Duration = Duration::from_millis(300);

/// Begins the program anew where `problem` says that the window before this one did not answer.
/// Comes back where it is something else, or was tried often enough.
pub(crate) fn start(problem: &str) {
    let starts = env::var(STARTS).ok().and_then(|count| count.parse().ok()).unwrap_or(0_u32);
    if starts >= MOST || !problem.contains("single-instance") {
        return;
    }
    log::warn!("the window before this one does not answer; starting again");
    thread::sleep(MOMENT);
    replace(starts + 1);
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "it starts itself, in its own place")]
fn replace(starts: u32) {
    use std::os::unix::process::CommandExt as _;

    let Ok(program) = env::current_exe() else { return };
    let mut again = std::process::Command::new(program);
    // Returns only when it failed.
    let problem = again.args(env::args_os().skip(1)).env(STARTS, starts.to_string()).exec();
    log::error!("the program cannot start again: {problem}");
}

#[cfg(not(unix))]
fn replace(_starts: u32) {}
