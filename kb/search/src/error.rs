//! Why the index could not do something.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::LockError;

use crate::encoder::EncodeError;

/// Why the index could not do something. After [`SearchError::Gone`] and
/// [`SearchError::Engine`], opening the folder again gives either a sound index or a fresh one.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A newer program wrote the index; this one must not touch it.
    #[error("the index {dir} has format {found}, but this program knows formats up to {known}")]
    Newer {
        /// The index folder.
        dir: PathBuf,
        /// The format that the folder states.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// The folder was taken away while the index was open.
    #[error("the index {0} is gone; open it again and fill it")]
    Gone(PathBuf),
    /// Another writer holds the lock.
    #[error("the index {0} is being written by another program or window")]
    Busy(PathBuf),
    /// The folder could not be read or written.
    #[error("cannot {doing} {path}")]
    Io {
        /// What was being done, such as `create the folder`.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The engine failed, for instance on a damaged file.
    #[error("the index cannot {doing}")]
    Engine {
        /// What was being done, such as `read an answer`.
        doing: &'static str,
        /// What the engine said.
        source: TantivyError,
    },
    /// The encoder failed.
    #[error(transparent)]
    Encode(EncodeError),
}

/// Names what was being done to `path` when the operating system refused.
pub(crate) fn io_error(
    doing: &'static str,
    path: &Path,
) -> impl FnOnce(io::Error) -> SearchError + use<> {
    let path = path.to_owned();
    move |source| SearchError::Io { doing, path, source }
}

/// Names what was being done when the engine failed.
pub(crate) fn engine_error(doing: &'static str) -> impl FnOnce(TantivyError) -> SearchError {
    move |source| SearchError::Engine { doing, source }
}

/// As [`engine_error`], but tells a busy lock and a vanished folder apart.
pub(crate) fn on_disk_error(
    doing: &'static str,
    dir: &Path,
) -> impl FnOnce(TantivyError) -> SearchError + use<> {
    let dir = dir.to_owned();
    move |source| match source {
        _ if !dir.join("meta.json").exists() => SearchError::Gone(dir),
        TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Busy(dir),
        source => SearchError::Engine { doing, source },
    }
}
