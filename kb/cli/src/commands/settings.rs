//! `antiphon settings`: what the workspace has set.

use antiphon_desk::Desk;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::line;
use crate::terminal::note;

#[derive(Debug, Subcommand)]
pub(crate) enum Settings {
    /// Words that mean the same to those who search
    #[command(subcommand)]
    Synonyms(Synonyms),
    /// The team that you write for: rules of the voice guide can be for some teams only
    #[command(subcommand)]
    Team(Team),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Team {
    /// Show it
    Show,
    /// Write for a team, such as support, marketing or pr
    Set {
        /// Its name
        #[arg(value_name = "TEAM")]
        name: String,
    },
    /// Write for no team in particular; who works alone keeps the rules of all teams
    Clear,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Synonyms {
    /// List the groups
    List,
    /// Let words mean the same; a group that knows one of them grows
    Add(Words),
    /// Take words out of their groups
    Remove(Words),
}

#[derive(Debug, Args)]
pub(crate) struct Words {
    /// The words and short phrases
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
}

impl Settings {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let synonyms = match self {
            Self::Synonyms(synonyms) => synonyms,
            Self::Team(team) => return team.run(call),
        };
        let desk = call.desk()?;
        let groups = synonyms.groups(&desk)?;
        if call.is_text() && groups.is_empty() {
            note("no words mean the same yet");
        }
        call.out.many(&groups, |group| line(&group.join(", ")))
    }
}

/// The team as programs read it.
#[derive(Debug, Serialize)]
struct Shown {
    team: Option<String>,
}

impl Team {
    fn run(self, call: &mut Call) -> Result<(), Failure> {
        let desk = call.desk()?;
        let team = match self {
            Self::Show => desk.team()?,
            Self::Set { name } => desk.set_team(Some(&name))?,
            Self::Clear => desk.set_team(None)?,
        };
        if call.is_text() && team.is_none() {
            note("you write for no team in particular");
            return Ok(());
        }
        call.out.one(&Shown { team }, |shown| line(shown.team.as_deref().unwrap_or_default()))
    }
}

impl Synonyms {
    /// All groups, after what was asked is done.
    fn groups(self, desk: &Desk) -> Result<Vec<Vec<String>>, Failure> {
        Ok(match self {
            Self::List => desk.synonyms()?,
            Self::Add(Words { words }) => desk.add_synonyms(&words)?,
            Self::Remove(Words { words }) => desk.remove_synonyms(&words)?,
        })
    }
}
