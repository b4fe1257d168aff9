//! `antiphon restore`: a backup in the place of the workspace, which is moved aside.

use std::path::PathBuf;

use antiphon_desk::Clock as _;
use clap::Args;
use serde::Serialize;

use crate::call::{Call, clock};
use crate::failure::Failure;
use crate::printable::line;
use crate::terminal;

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The folder that `antiphon backup` wrote
    folder: PathBuf,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

#[derive(Serialize)]
struct Restored {
    home: String,
    /// Where what lay in the home was moved.
    moved_to: Option<String>,
}

impl Restore {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let home = call.home()?;
        if home.exists() && !self.yes {
            if !terminal::is_attended() {
                return Err(Failure::Unattended("nothing was restored"));
            }
            let path = line(&home.path().display().to_string());
            terminal::note(&format!("What is in {path} will be moved into its backups folder."));
            if !terminal::agrees("Restore?")? {
                return Err(Failure::Declined("nothing was restored"));
            }
        }
        let aside = antiphon_desk::restore(&home, &self.folder, clock().now())?;
        let restored = Restored {
            home: home.path().display().to_string(),
            moved_to: aside.map(|aside| aside.display().to_string()),
        };
        call.out.one(&restored, text)
    }
}

fn text(restored: &Restored) -> String {
    let home = line(&restored.home);
    match &restored.moved_to {
        Some(aside) => {
            format!("Restored {home}.\nWhat was there before is in {}.", line(aside))
        }
        None => format!("Restored {home}."),
    }
}
