//! Backups: the journal and this desk's own file, copied while in use.

use std::fs;
use std::path::{Path, PathBuf};

use antiphon_journal::Journal;
use antiphon_model::Time;
use antiphon_store::Local;

use crate::lock::{OpenMark, WriteLock};
use crate::open::locked;
use crate::{Desk, DeskError, Home};

/// What a backup holds; everything else is derived.
const PARTS: [&str; 2] = ["journal.db", "local.db"];

impl Desk {
    /// Copies journal and drafts into a new folder: `to`, else one in the home's `backups`.
    ///
    /// # Errors
    /// [`DeskError::HomeExists`] when `to` holds a journal already; errors of the files.
    pub fn backup(&self, to: Option<&Path>) -> Result<PathBuf, DeskError> {
        let named = |at: Time| self.home.backups().join(format!("backup-{}", file_name(at)));
        let to = to.map_or_else(|| named(self.now()), Path::to_owned);
        if to.join("journal.db").exists() {
            return Err(DeskError::HomeExists(to));
        }
        // A backup appears whole or not at all.
        let partial = partial_name(&to);
        drop_folder(&partial)?;
        tidy(&partial, self.back_up_as(&partial, &to))?;
        Ok(to)
    }

    fn back_up_as(&self, partial: &Path, to: &Path) -> Result<(), DeskError> {
        make_folder(partial)?;
        locked(&self.writer).journal.backup_to(&partial.join("journal.db"))?;
        self.local().backup_to(&partial.join("local.db"))?;
        // A copy of a damaged journal is no backup.
        let copied = Journal::open(&partial.join("journal.db"), &self.home.backups())?;
        if let Some(fault) = copied.check(&mut |_| {})? {
            return Err(DeskError::Unsound(fault.to_string()));
        }
        drop(copied);
        if to.exists() {
            fs::remove_dir(to).map_err(|source| DeskError::from_io("replace", to, source))?;
        }
        fs::rename(partial, to).map_err(|source| DeskError::from_io("name", to, source))
    }
}

/// Puts the backup in `from` into `home`. What lay there is moved into its `backups` folder, whose
/// path is given; `None` when nothing lay there.
///
/// # Errors
/// [`DeskError::NoBackup`] when `from` holds no sound journal; errors of the files.
pub fn restore(home: &Home, from: &Path, now: Time) -> Result<Option<PathBuf>, DeskError> {
    if !from.join("journal.db").is_file() {
        return Err(DeskError::NoBackup(from.to_owned()));
    }
    make_folder(home.path())?;
    let _alone = OpenMark::alone(home)?;
    let _lock = WriteLock::take(home, "antiphon restore")?;
    let incoming = home.path().join("incoming");
    drop_folder(&incoming)?;
    tidy(&incoming, take_in(home, from, &incoming))?;
    let aside = set_aside(home, now)?;
    for part in PARTS {
        let (source, target) = (incoming.join(part), home.path().join(part));
        fs::rename(&source, &target).map_err(|err| DeskError::from_io("restore", &target, err))?;
    }
    drop_folder(&incoming)?;
    Ok(aside)
}

/// Copies the backup to `incoming` and looks whether it is sound.
fn take_in(home: &Home, from: &Path, incoming: &Path) -> Result<(), DeskError> {
    make_folder(incoming)?;
    // What was set aside by an earlier restore may have its newest part beside it.
    for part in PARTS.iter().flat_map(|part| [(*part).to_owned(), format!("{part}-wal")]) {
        let source = from.join(&part);
        if source.exists() {
            copy(&source, &incoming.join(&part))?;
        }
    }
    let journal = Journal::open(&incoming.join("journal.db"), &home.backups())?;
    if journal.head()?.seq == 0 || journal.check(&mut |_| {})?.is_some() {
        return Err(DeskError::NoBackup(from.to_owned()));
    }
    Local::open(&incoming.join("local.db"), &home.backups())?;
    Ok(())
}

/// Leaves nothing half done behind; the reason that counts is the first one.
fn tidy(folder: &Path, done: Result<(), DeskError>) -> Result<(), DeskError> {
    if done.is_err()
        && let Err(err) = drop_folder(folder)
    {
        log::warn!("{} is left behind: {err}", folder.display());
    }
    done
}

/// Copies what lies in the home into a folder of its `backups`; nothing is thrown away. The journal
/// stays until the new one takes its place; what is derived goes.
fn set_aside(home: &Home, now: Time) -> Result<Option<PathBuf>, DeskError> {
    let named = |names: &[&str]| -> Vec<String> {
        let all =
            names.iter().flat_map(|name| ["", "-wal", "-shm"].map(|end| format!("{name}{end}")));
        all.filter(|name| home.path().join(name).exists()).collect()
    };
    let (kept, derived) = (named(&PARTS), named(&["store.db", "index"]));
    if kept.is_empty() && derived.is_empty() {
        return Ok(None);
    }
    let aside = home.backups().join(format!("replaced-{}", file_name(now)));
    make_folder(&aside)?;
    for name in &kept {
        copy(&home.path().join(name), &aside.join(name))?;
    }
    for name in &derived {
        let (source, target) = (home.path().join(name), aside.join(name));
        fs::rename(&source, &target).map_err(|err| DeskError::from_io("move", &source, err))?;
    }
    // Opening and closing takes in what SQLite keeps beside the journal; a damaged one cannot.
    if let Err(err) = Journal::open(&home.journal(), &home.backups()) {
        log::warn!("what is replaced was damaged: {err}");
    }
    for name in kept.iter().filter(|name| name.ends_with("-wal") || name.ends_with("-shm")) {
        match fs::remove_file(home.path().join(name)) {
            Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
                return Err(DeskError::from_io("remove", &home.path().join(name), err));
            }
            _ => {}
        }
    }
    Ok(Some(aside))
}

fn file_name(at: Time) -> String {
    at.to_string().replace([':', '.'], "-")
}

fn partial_name(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

fn make_folder(folder: &Path) -> Result<(), DeskError> {
    fs::create_dir_all(folder).map_err(|err| DeskError::from_io("make the folder", folder, err))
}

fn drop_folder(folder: &Path) -> Result<(), DeskError> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(err) => Err(DeskError::from_io("remove", folder, err)),
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), DeskError> {
    fs::copy(from, to).map(|_bytes| ()).map_err(|err| DeskError::from_io("copy", from, err))
}
