//! The text that a check is asked for: as an argument, from standard input, or a file of texts.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::json_lines::{self, JsonLines, STDIN};
use super::text_lines::TextLines;
use crate::failure::Failure;

/// Which text is meant.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct TextInput {
    /// The text; - reads it from standard input
    text: Option<String>,
    /// A file of texts, `{"id", "text"}` a line; - reads standard input
    #[arg(long, value_name = "CASES.JSONL")]
    file: Option<PathBuf>,
}

/// A text, or many of them.
pub(crate) enum Texts {
    One(String),
    Many(TextLines),
}

impl TextInput {
    pub(crate) fn open(&self) -> Result<Texts, Failure> {
        match (&self.file, self.text.as_deref()) {
            (Some(file), _) => Ok(Texts::Many(TextLines(JsonLines::open(file)?))),
            (None, Some(STDIN)) => json_lines::typed(json_lines::LIMIT).map(Texts::One),
            (None, text) => Ok(Texts::One(text.unwrap_or_default().to_owned())),
        }
    }
}

/// All of a small file as a text.
pub(crate) fn read(file: &Path) -> Result<String, Failure> {
    let place = || file.display().to_string();
    fs::read_to_string(file).map_err(|source| Failure::Input { place: place(), source })
}
