//! The text that a check is asked for: as an argument, from standard input, or a file of texts.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::text_lines::TextLines;
use crate::failure::Failure;

/// What stands for standard input.
const STDIN: &str = "-";

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
    Many(TextLines<Box<dyn BufRead>>),
}

impl TextInput {
    pub(crate) fn open(&self) -> Result<Texts, Failure> {
        match (&self.file, self.text.as_deref()) {
            (Some(file), _) if file.as_os_str() == STDIN => {
                let stdin = Box::new(BufReader::new(io::stdin().lock()));
                Ok(Texts::Many(TextLines::new(stdin, "standard input")))
            }
            (Some(file), _) => {
                let place = file.display().to_string();
                let opened = File::open(file);
                let opened =
                    opened.map_err(|source| Failure::Input { place: place.clone(), source })?;
                Ok(Texts::Many(TextLines::new(Box::new(BufReader::new(opened)), &place)))
            }
            (None, Some(STDIN)) => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                let place = "standard input".to_owned();
                read.map_err(|source| Failure::Input { place, source })?;
                String::from_utf8(bytes)
                    .map(Texts::One)
                    .map_err(|_invalid| Failure::MessageEncoding)
            }
            (None, text) => Ok(Texts::One(text.unwrap_or_default().to_owned())),
        }
    }
}

/// All of a small file as a text.
pub(crate) fn read(file: &Path) -> Result<String, Failure> {
    let place = || file.display().to_string();
    fs::read_to_string(file).map_err(|source| Failure::Input { place: place(), source })
}
