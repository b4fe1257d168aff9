//! Why the store could not do what it was asked.

use std::{io, path::PathBuf};

use rusqlite::ErrorCode;

/// Why the store could not do what it was asked; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later version of the program wrote the file.
    #[error(
        "{path} was written by a newer version of this program (format {found}; this version \
         knows {known}); update the program, the file was left as it is", path = path.display()
    )]
    Newer {
        /// The file's format.
        found: u32,
        /// The newest format that this version knows.
        known: u32,
        /// The file.
        path: PathBuf,
    },
    /// The file is broken, or holds something else.
    #[error("cannot {doing}: the file is damaged ({reason})")]
    Damaged {
        /// What was being done.
        doing: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An event does not follow the last one that the store holds.
    #[error("event {found} came where event {expected} comes next")]
    Gap {
        /// The place of the next event.
        expected: u64,
        /// The place of the event that came.
        found: u64,
    },
    /// No space is left.
    #[error("cannot {doing}: the disk is full; free some space, then try again")]
    Full {
        /// What was being done.
        doing: String,
    },
    /// The file may not be written.
    #[error(
        "cannot {doing}: the file is write-protected; allow writing to it and to its folder, \
         then try again"
    )]
    ReadOnly {
        /// What was being done.
        doing: String,
    },
    /// Another program keeps the file locked.
    #[error("cannot {doing}: another program is writing to the file; try again in a moment")]
    Busy {
        /// What was being done.
        doing: String,
    },
    /// A value cannot be written as JSON.
    #[error("cannot write {what} as JSON")]
    Encode {
        /// Which value.
        what: &'static str,
        /// Why not.
        source: serde_json::Error,
    },
    /// A file or folder could not be made or removed.
    #[error("cannot {doing} {path}", path = path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file's format could not be brought up to date.
    #[error("cannot bring {path} up to date", path = path.display())]
    Migration {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: rusqlite_migration::Error,
    },
    /// Anything else that SQLite reports.
    #[error("cannot {doing}")]
    Sqlite {
        /// What was being done.
        doing: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// Gives an error of SQLite its meaning; `what` completes the sentence "cannot …".
pub(crate) fn doing(what: impl Into<String>) -> impl FnOnce(rusqlite::Error) -> StoreError {
    let doing = what.into();
    move |source| match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full { doing },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { doing },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { doing },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Damaged { doing, reason: source.to_string() }
        }
        Some(_) => StoreError::Sqlite { doing, source },
        // What is no failure of SQLite itself is a value that was never put there.
        None => StoreError::Damaged { doing, reason: source.to_string() },
    }
}
