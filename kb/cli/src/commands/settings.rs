//! `antiphon settings`: what the workspace has set.

use antiphon_desk::Desk;
use clap::{Args, Subcommand};

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::line;
use crate::terminal::note;

#[derive(Debug, Subcommand)]
pub(crate) enum Settings {
    /// Words that mean the same to those who search
    #[command(subcommand)]
    Synonyms(Synonyms),
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
        let Self::Synonyms(synonyms) = self;
        let desk = call.desk()?;
        let groups = synonyms.groups(&desk)?;
        if call.is_text() && groups.is_empty() {
            note("no words mean the same yet");
        }
        call.out.many(&groups, |group| line(&group.join(", ")))
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
