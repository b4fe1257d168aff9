//! Results on standard output: text for people, JSON for programs.

use std::fmt::Display;
use std::io::{self, BufWriter, StdoutLock, Write};

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::Failure;

/// How results are written: to be read, as one JSON value, or as one JSON value a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Jsonl,
}

/// Standard output, locked: what is written here is the result and nothing else.
pub(crate) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    format: Option<Format>,
}

impl Output {
    pub(crate) fn new(format: Option<Format>) -> Self {
        Self { out: BufWriter::new(io::stdout().lock()), format }
    }

    /// The format that was asked for, else text.
    pub(crate) fn format(&self) -> Format {
        self.format_or(Format::Text)
    }

    /// The format that was asked for, else `usual`.
    pub(crate) fn format_or(&self, usual: Format) -> Format {
        self.format.unwrap_or(usual)
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        writeln!(self.out, "{line}").map_err(Failure::Output)
    }

    /// Writes a value as one line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(value).map_err(Failure::Json)?;
        self.line(json)
    }

    /// Writes one thing: `text` gives the lines that a person reads.
    pub(crate) fn one<T: Serialize>(
        &mut self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        match self.format() {
            Format::Text => self.line(text(value)),
            Format::Json | Format::Jsonl => self.json(value),
        }
    }

    /// Writes many things: `text` gives the lines that a person reads of each.
    pub(crate) fn many<T: Serialize>(
        &mut self,
        values: &[T],
        text: impl Fn(&T) -> String,
    ) -> Result<(), Failure> {
        match self.format() {
            Format::Text => values.iter().try_for_each(|value| self.line(text(value))),
            Format::Json => self.json(&values),
            Format::Jsonl => values.iter().try_for_each(|value| self.json(value)),
        }
    }

    /// Lets waiting readers have what is written so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::Output)
    }

    /// The rest goes out.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
