//! `antiphon init`: a new workspace, empty or with the sample in it.

use antiphon_desk::views::{NewWorkspace, WorkspaceKind, WorkspaceView};
use antiphon_desk::{Beginning, Desk, DeskError, Home};
use clap::Args;
use serde::Serialize;

use crate::call::{Call, clock, ids};
use crate::failure::Failure;
use crate::printable::{counted, line};
use crate::terminal::{self, Bar};

const COMPANY: &str = "My company";
const NAME: &str = "Me";

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The company's name [default: My company]
    #[arg(long, value_name = "NAME", conflicts_with = "sample")]
    company: Option<String>,
    /// Your name, which replies are signed with [default: the system's user name]
    #[arg(long, value_name = "YOUR-NAME")]
    name: Option<String>,
    /// The zone that bare dates are read in, such as Europe/Berlin [default: the system's]
    #[arg(long, value_name = "TZ", conflicts_with = "sample")]
    time_zone: Option<String>,
    /// Begin with the library and the queue of a fictional company
    #[arg(long)]
    sample: bool,
}

#[derive(Serialize)]
struct Made {
    home: String,
    company: String,
    name: String,
    time_zone: String,
    approved: u32,
    drafts: u32,
    waiting: u32,
}

impl Init {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let home = call.home()?;
        refuse_second(call, &home)?;
        let path = home.path().display().to_string();
        let company = if self.sample { String::new() } else { self.company()? };
        let name = self.name()?;
        let desk = if self.sample {
            let new = NewWorkspace { kind: WorkspaceKind::Sample, company, agent: name };
            let mut bar = Bar::default();
            Desk::begin(home, (clock(), ids()), &new, &mut |progress| bar.show(progress))?
        } else {
            let time_zone = self.time_zone.as_deref();
            let beginning = Beginning { company: &company, agent: &name, time_zone };
            Desk::create(home, clock(), ids(), &beginning)?
        };
        call.out.one(&made(path, desk.workspace()?), text)
    }

    fn company(&self) -> Result<String, Failure> {
        match &self.company {
            Some(company) => Ok(company.clone()),
            None if terminal::is_attended() => terminal::ask("Company", COMPANY),
            None => Ok(COMPANY.to_owned()),
        }
    }

    fn name(&self) -> Result<String, Failure> {
        match &self.name {
            Some(name) => Ok(name.clone()),
            None if terminal::is_attended() => terminal::ask("Your name", &user_name()),
            None => Ok(user_name()),
        }
    }
}

/// Says that there is a workspace already before questions are asked.
fn refuse_second(call: &Call, home: &Home) -> Result<(), Failure> {
    if !home.exists() {
        return Ok(());
    }
    match call.desk() {
        Ok(_desk) => Err(DeskError::HomeExists(home.path().to_owned()).into()),
        // A program that was killed while making a workspace leaves a place that can be used.
        Err(Failure::Desk(DeskError::NoHome(_))) => Ok(()),
        Err(err) => Err(err),
    }
}

/// The name that the system knows the person by.
fn user_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .filter_map(|variable| std::env::var(variable).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| NAME.to_owned())
}

fn made(home: String, workspace: WorkspaceView) -> Made {
    Made {
        home,
        company: workspace.name,
        name: workspace.member.name,
        time_zone: workspace.time_zone,
        approved: workspace.counts.approved,
        drafts: workspace.counts.drafts,
        waiting: workspace.counts.waiting,
    }
}

fn text(made: &Made) -> String {
    let text = format!("Made the workspace of {} in {}.", line(&made.company), line(&made.home));
    if made.approved == 0 {
        return text;
    }
    let answers = counted(made.approved, "approved answer");
    let conversations = counted(made.waiting, "conversation");
    format!("{text}\n{answers}, {conversations} waiting.")
}
