//! The text that a check is asked for: as an argument, from standard input, or a file of texts.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::json_lines::{self, JsonLines, LIMIT, STDIN};
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
            (None, Some(STDIN)) => json_lines::typed(LIMIT).map(Texts::One),
            (None, text) => Ok(Texts::One(text.unwrap_or_default().to_owned())),
        }
    }
}

/// All of a small file as a text: a regular one, as pipes and devices may never end.
pub(crate) fn read(file: &Path) -> Result<String, Failure> {
    let failed = |source| Failure::Input { place: file.display().to_string(), source };
    let refused = |problem: String| failed(io::Error::new(io::ErrorKind::InvalidInput, problem));
    // Looked at before it is opened: opening a pipe would wait for its other end.
    if !fs::metadata(file).map_err(failed)?.is_file() {
        return Err(refused("it is no regular file".to_owned()));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    opened.take(LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > LIMIT {
        return Err(refused(format!("it is longer than {} MB", LIMIT >> 20)));
    }
    String::from_utf8(bytes).map_err(|_invalid| refused("it is not UTF-8".to_owned()))
}
