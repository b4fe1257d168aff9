//! Why a file cannot be read or written at all. What is wrong with a row is a problem, not an
//! error.

use std::{io, path::PathBuf};

/// Why reading or writing stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The file or folder is missing or may not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is neither a file nor a folder, such as a pipe.
    #[error("{} is neither a file nor a folder", .0.display())]
    NoFile(PathBuf),
    /// Nothing in the rows says whether they are answers, queries or phrasings.
    #[error(
        "cannot tell whether {} holds answers, queries or phrasings; its fields are {fields}",
        path.display()
    )]
    UnknownKind {
        /// Which file.
        path: PathBuf,
        /// The names of the first row's fields.
        fields: String,
    },
    /// Markdown files are answers and nothing else.
    #[error("the Markdown files in {} can only be read as answers", .0.display())]
    MarkdownKind(PathBuf),
    /// The caller wished to stop.
    #[error("stopped before the end; nothing was taken in")]
    Cancelled,
    /// The export could not be written.
    #[error("cannot write the export: {0}")]
    Write(#[source] io::Error),
}
