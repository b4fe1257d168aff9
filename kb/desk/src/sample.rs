//! Beginnings: an empty workspace, or the sample of a fictional company.

use std::ops::ControlFlow;
use std::sync::Arc;

use antiphon_exchange::Options;

use crate::import_plan::{Approve, Planner};
use crate::open::{Beginning, Watch, nothing_in};
use crate::views::{NewWorkspace, WorkspaceKind};
use crate::{Clock, Desk, DeskError, Home, Ids};

/// The sample company's name.
const COMPANY: &str = "Northlight";
const ANSWERS: &str = include_str!("../sample/answers.jsonl");
const QUERIES: &str = include_str!("../sample/queries.jsonl");

impl Desk {
    /// Makes a workspace as a first run asks for it.
    ///
    /// # Errors
    /// [`DeskError::HomeExists`] when there is one already; refusals for names that will not do.
    pub fn begin(
        home: Home,
        (clock, ids): (Arc<dyn Clock>, Arc<dyn Ids>),
        new: &NewWorkspace,
        watch: Watch<'_>,
    ) -> Result<Self, DeskError> {
        if home.exists() && Self::has_workspace(&home)? {
            return Err(DeskError::HomeExists(home.path().to_owned()));
        }
        if let lost @ DeskError::JournalLost(_) = nothing_in(&home) {
            return Err(lost);
        }
        let company = match new.kind {
            WorkspaceKind::Sample => COMPANY,
            WorkspaceKind::Empty => &new.company,
        };
        let beginning = Beginning { company, agent: &new.agent, time_zone: None };
        // Made aside, so that a workspace is there whole or not at all.
        let aside = home.beginning();
        remove(&aside)?;
        let desk = Self::create(aside.clone(), Arc::clone(&clock), Arc::clone(&ids), &beginning)?;
        if new.kind == WorkspaceKind::Sample {
            desk.take_sample_in(watch)?;
        }
        drop(desk);
        move_in(&aside, &home)?;
        Self::open(home, clock, ids, watch)
    }

    fn take_sample_in(&self, watch: Watch<'_>) -> Result<(), DeskError> {
        let mut planner = Planner::new(self, Approve::No)?;
        let folder = self.home.path().join("sample");
        let named = |source| DeskError::from_io("write the sample to", &folder, source);
        std::fs::create_dir_all(&folder).map_err(named)?;
        for (name, text) in [("answers.jsonl", ANSWERS), ("queries.jsonl", QUERIES)] {
            let file = folder.join(name);
            std::fs::write(&file, text).map_err(named)?;
            let reading = antiphon_exchange::read(&file, &Options::default(), &mut |_, _| {
                ControlFlow::Continue(())
            })?;
            for row in reading.rows {
                planner.row(&file, row)?;
            }
        }
        std::fs::remove_dir_all(&folder).map_err(named)?;
        let plan = planner.finish()?;
        let total = plan.commands.len() as u64;
        let commands = &mut plan.commands.into_iter();
        self.submit_each("antiphon, making the sample", total, commands, &mut |progress| {
            // A first run is not cancelled half-way: it takes a second.
            match watch(progress) {
                ControlFlow::Continue(()) | ControlFlow::Break(()) => ControlFlow::Continue(()),
            }
        })
    }
}

/// Moves what was made aside into its home, the journal last: with it the workspace begins.
fn move_in(aside: &Home, home: &Home) -> Result<(), DeskError> {
    let failed = |source| DeskError::from_io("move in", home.path(), source);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(aside.path()).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name());
    }
    names.sort_by_key(|name| name.to_string_lossy().starts_with("journal.db"));
    names.sort_by_key(|name| name == "journal.db");
    for name in names {
        let target = home.path().join(&name);
        // An earlier beginning that was cut off may have left its part.
        if target.is_dir() {
            std::fs::remove_dir_all(&target).map_err(failed)?;
        }
        std::fs::rename(aside.path().join(&name), target).map_err(failed)?;
    }
    remove(aside)
}

fn remove(aside: &Home) -> Result<(), DeskError> {
    match std::fs::remove_dir_all(aside.path()) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
            Err(DeskError::from_io("remove", aside.path(), err))
        }
        _ => Ok(()),
    }
}
