//! The programs that a journey starts: found, ended and waited for by `/proc`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a killed program may take to be gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program and who started it.
struct Process {
    id: u32,
    parent: u32,
}

/// `ancestor` and all that it started, directly or not, in the order of their starting.
pub(crate) fn family(ancestor: u32) -> Vec<u32> {
    let all = running();
    let mut family = vec![ancestor];
    let mut next = 0;
    while let Some(&member) = family.get(next) {
        family.extend(all.iter().filter(|one| one.parent == member).map(|one| one.id));
        next += 1;
    }
    family
}

/// The processes that run `program`.
pub(crate) fn running_copies(program: &Path) -> Vec<u32> {
    let is_copy = |id: &u32| executable(*id).is_some_and(|path| path == program);
    running().into_iter().map(|one| one.id).filter(is_copy).collect()
}

/// The file that the process runs.
pub(crate) fn executable(id: u32) -> Option<PathBuf> {
    fs::read_link(format!("/proc/{id}/exe")).ok()
}

/// Ends processes at once, as a crash or a power cut would, and waits until they are gone.
pub(crate) fn kill(ids: &[u32]) {
    for id in ids {
        // The shell has `kill` built in; one that has ended by itself is all right.
        Command::new("sh").args(["-c", &format!("kill -9 {id} 2>/dev/null")]).status().unwrap();
    }
    let deadline = Instant::now() + PATIENCE;
    while let Some(left) = ids.iter().find(|id| is_running(**id)) {
        assert!(Instant::now() < deadline, "process {left} does not end");
        sleep(Duration::from_millis(20));
    }
}

fn is_running(id: u32) -> bool {
    parent_if_running(id).is_some()
}

fn running() -> Vec<Process> {
    let names = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().file_name());
    let ids = names.filter_map(|name| name.to_str()?.parse::<u32>().ok());
    ids.filter_map(|id| Some(Process { id, parent: parent_if_running(id)? })).collect()
}

/// Who started the process; `None` when it has ended, even if nobody took notice yet.
fn parent_if_running(id: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    let mut fields = fields.split(' ');
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    (!matches!(state, "Z" | "X")).then_some(parent)
}
