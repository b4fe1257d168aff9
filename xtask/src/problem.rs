//! Why a task stopped.

use std::fmt::{self, Display, Formatter};
use std::io;

/// Why a task stopped. Each says what to do next, where that is not plain.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The command line was not understood.
    Usage(String),
    /// `cargo xtask` was not started by cargo.
    NotFromCargo,
    /// A file or folder could not be read or written, or a program not be started.
    Io {
        /// What was being done, such as `start npm`.
        doing: String,
        /// What the system said.
        source: io::Error,
    },
    /// A step ended with a failure; its own output says why.
    Failed {
        /// The step's name.
        step: String,
        /// How it ended, such as `exit status: 1`.
        ending: String,
    },
    /// Something has to be installed by hand: what, one a line.
    Missing(Vec<String>),
    /// Files are there, but not as expected.
    Unexpected(String),
}

impl Problem {
    /// Makes an [`io::Error`] a problem that says what was being done.
    pub(crate) fn doing(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}

impl Display for Problem {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) | Self::Unexpected(why) => out.write_str(why),
            Self::NotFromCargo => out.write_str("start this as `cargo xtask`"),
            Self::Io { doing, source } => write!(out, "could not {doing}: {source}"),
            Self::Failed { step, ending } => {
                write!(out, "{step} failed ({ending}); its output above says why")
            }
            Self::Missing(things) => {
                out.write_str("this has to be installed by hand first:")?;
                things.iter().try_for_each(|thing| write!(out, "\n  - {thing}"))
            }
        }
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_listed_one_a_line() {
        let missing = Problem::Missing(vec!["xauth".to_owned(), "a C compiler".to_owned()]);
        let expected = "this has to be installed by hand first:\n  - xauth\n  - a C compiler";
        assert_eq!(missing.to_string(), expected);
    }
}
