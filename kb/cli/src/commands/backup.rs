//! `antiphon backup`: a copy of the workspace, made while it is in use.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::line;

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// A new folder [default: one in the home's own backups folder]
    folder: Option<PathBuf>,
}

#[derive(Serialize)]
struct Made {
    folder: String,
}

impl Backup {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let folder = call.desk()?.backup(self.folder.as_deref())?;
        let made = Made { folder: folder.display().to_string() };
        call.out.one(&made, |made| format!("Backed up into {}.", line(&made.folder)))
    }
}
