//! The home folder: where everything of one workspace lies.

use std::path::{Path, PathBuf};

use crate::DeskError;

/// A home folder; the folder need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home(PathBuf);

impl Home {
    /// The home at `chosen`, else in `ANTIPHON_HOME`, else in the platform's data folder.
    ///
    /// # Errors
    /// [`DeskError::NoDataFolder`] when nothing is chosen and the platform names no folder.
    pub fn locate(chosen: Option<&Path>) -> Result<Self, DeskError> {
        if let Some(path) = chosen {
            return Ok(Self(path.to_owned()));
        }
        if let Some(path) = std::env::var_os("ANTIPHON_HOME").filter(|path| !path.is_empty()) {
            return Ok(Self(path.into()));
        }
        directories::ProjectDirs::from("org", "Antiphon", "Antiphon")
            .map(|dirs| Self(dirs.data_dir().to_owned()))
            .ok_or(DeskError::NoDataFolder)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether a workspace lies here.
    pub fn exists(&self) -> bool {
        self.journal().exists()
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.0.join("journal.db")
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.0.join("store.db")
    }

    pub(crate) fn local(&self) -> PathBuf {
        self.0.join("local.db")
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    /// Where the meanings of texts are kept: a file `vectors`, derived, apart from the index so
    /// that it outlives it.
    pub(crate) fn meanings(&self) -> PathBuf {
        self.0.join("meanings")
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.0.join("write.lock")
    }

    pub(crate) fn open_mark(&self) -> PathBuf {
        self.0.join("open.lock")
    }

    /// Where a workspace is made before it takes its place.
    pub(crate) fn beginning(&self) -> Self {
        Self(self.0.join("beginning"))
    }

    pub(crate) fn holder(&self) -> PathBuf {
        self.0.join("write.holder")
    }
}
