//! The write lock: one writer a home, also between the window and the command line.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::{DeskError, Home};

/// How long a write waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks again: often enough to get in between two writes of a busy program.
const STEP: Duration = Duration::from_millis(2);

/// Held while writing; the file lock goes with it, also when the program is killed.
#[derive(Debug)]
pub(crate) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the lock, waiting up to five seconds; `purpose` is what others are told.
    pub(crate) fn take(home: &Home, purpose: &str) -> Result<Self, DeskError> {
        let started = Instant::now();
        loop {
            if let Some(lock) = Self::try_take(home, purpose)? {
                return Ok(lock);
            }
            if started.elapsed() >= PATIENCE {
                return Err(DeskError::Busy { holder: holder(home) });
            }
            std::thread::sleep(STEP);
        }
    }

    /// Takes the lock unless somebody holds it.
    pub(crate) fn try_take(home: &Home, purpose: &str) -> Result<Option<Self>, DeskError> {
        let path = home.lock();
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(&path);
        let file =
            file.map_err(|source| DeskError::from_io("open the write lock", &path, source))?;
        match file.try_lock() {
            Ok(()) => {
                note_holder(home, purpose);
                Ok(Some(Self { _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => {
                Err(DeskError::from_io("take the write lock", &path, source))
            }
        }
    }
}

/// The holder's name is a courtesy: when it cannot be written, the lock holds all the same.
fn note_holder(home: &Home, purpose: &str) {
    let note = format!("{purpose} (process {})", std::process::id());
    let written = File::create(home.holder()).and_then(|mut file| file.write_all(note.as_bytes()));
    if let Err(err) = written {
        log::warn!("cannot note who holds the write lock: {err}");
    }
}

fn holder(home: &Home) -> String {
    let note = std::fs::read_to_string(home.holder()).unwrap_or_default();
    let note: String = note.chars().take(120).filter(|c| !c.is_control()).collect();
    if note.is_empty() { "another program".to_owned() } else { note }
}

/// Held as long as a desk is open on a home. What replaces the home's files needs it alone.
#[derive(Debug)]
pub(crate) struct OpenMark {
    _file: File,
}

impl OpenMark {
    /// Marks the home as open, beside others who have it open.
    pub(crate) fn shared(home: &Home) -> Result<Self, DeskError> {
        Self::take(home, File::try_lock_shared)
    }

    /// Marks the home as being replaced: nobody else may have it open.
    pub(crate) fn alone(home: &Home) -> Result<Self, DeskError> {
        Self::take(home, File::try_lock)
    }

    fn take(
        home: &Home,
        lock: impl Fn(&File) -> Result<(), TryLockError>,
    ) -> Result<Self, DeskError> {
        let path = home.open_mark();
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|source| DeskError::from_io("open", &path, source))?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(DeskError::InUse(home.path().to_owned())),
            Err(TryLockError::Error(source)) => Err(DeskError::from_io("lock", &path, source)),
        }
    }
}
