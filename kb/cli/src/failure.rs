//! Why a command did not do what was asked, and the exit code that says so.

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use antiphon_desk::provenance::Unusable;
use antiphon_desk::{DeskError, ErrorCode};

use crate::printable;
use crate::terminal::note;

/// Refused, or failed.
const FAILED: u8 = 1;
/// Wrong usage, or input that cannot be read.
const USAGE: u8 = 2;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The desk says no.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// A file to import cannot be read, or not without being told what it is.
    #[error(transparent)]
    Files(DeskError),
    /// The result cannot be written.
    #[error("cannot write the result: {0}")]
    Output(#[source] io::Error),
    /// A file cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    /// A result cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[source] serde_json::Error),
    /// What should be read cannot be.
    #[error("cannot read {place}: {source}")]
    Input { place: String, source: io::Error },
    /// A line of a file makes no sense.
    #[error("{place}:{line}: {problem}")]
    Line { place: String, line: u64, problem: String },
    /// Files were not looked at, each of which is named.
    #[error("of all that was named, {0} could not be checked")]
    Unread(usize),
    /// A message is not text.
    #[error("the message on standard input is not UTF-8")]
    MessageEncoding,
    /// A path has bytes that are no text.
    #[error("the path {} is not UTF-8; rename it", .0.display())]
    PathEncoding(PathBuf),
    /// `--map` with something else than one table.
    #[error("--map is for one CSV file at a time")]
    MapWithoutTable,
    /// `--map` names a column that is not there.
    #[error("--map: no column is called {name:?}; columns are {columns}")]
    UnknownColumn { name: String, columns: String },
    /// `--map` names a field that is not there.
    #[error("--map: no field is called {name:?}; fields are {fields}")]
    UnknownField { name: String, fields: String },
    /// The dry run found errors or no rows.
    #[error("nothing was imported: {0}")]
    NotImportable(String),
    /// Nobody is there to agree.
    #[error("{0}; pass --yes to do it without being asked")]
    Unattended(&'static str),
    /// The person did not agree.
    #[error("{0}")]
    Declined(&'static str),
    /// The doctor found something that it cannot repair.
    #[error("the workspace is damaged; see above")]
    Unsound,
    /// Voice rules found errors, which are printed.
    #[error("there are errors")]
    Found,
    /// Answers that are said to be used are not there, or not valid now.
    #[error("used: {0}")]
    UnusableAnswers(Unusable),
    /// No query and no conversation has the id.
    #[error("no query and no conversation has the id {0}")]
    UnknownQuery(String),
}

impl Failure {
    /// A closed pipe: the reader has what it wanted.
    fn is_closed_pipe(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(self);
        while let Some(err) = cause {
            let io = err.downcast_ref::<io::Error>();
            if io.is_some_and(|err| err.kind() == io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = err.source();
        }
        false
    }

    fn code(&self) -> u8 {
        match self {
            Self::Desk(err) => desk_code(err),
            Self::Files(err) if err.code() == ErrorCode::Cancelled => FAILED,
            Self::Files(_)
            | Self::Input { .. }
            | Self::Line { .. }
            | Self::Unread(_)
            | Self::MessageEncoding
            | Self::PathEncoding(_)
            | Self::MapWithoutTable
            | Self::UnknownColumn { .. }
            | Self::UnknownField { .. }
            | Self::UnusableAnswers(_) => USAGE,
            Self::Output(_)
            | Self::Write { .. }
            | Self::Json(_)
            | Self::NotImportable(_)
            | Self::Unattended(_)
            | Self::Declined(_)
            | Self::Unsound
            | Self::Found
            | Self::UnknownQuery(_) => FAILED,
        }
    }
}

fn desk_code(err: &DeskError) -> u8 {
    match err {
        DeskError::InvalidShortcut(_)
        | DeskError::InvalidLocale(_)
        | DeskError::InvalidTime(_)
        | DeskError::InvalidId(_)
        | DeskError::OutOfRange { .. }
        | DeskError::NoDataFolder => USAGE,
        _ => FAILED,
    }
}

/// Says what went wrong and gives the program's exit code.
pub(crate) fn exit_code(done: Result<(), Failure>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(Failure::Found) => ExitCode::from(FAILED),
        Err(failure) => {
            note(&format!("antiphon: {}", printable::line(&chain(&failure))));
            ExitCode::from(failure.code())
        }
    }
}

/// The sentence and what is behind it; what a sentence already says is not said twice.
fn chain(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut cause = failure.source();
    while let Some(err) = cause {
        let said = err.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = err.source();
    }
    text
}
