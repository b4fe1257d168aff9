//! What a file is, from its name and its first bytes.

use std::{fs, io::Read as _, path::Path, rc::Rc};

use crate::{
    ExchangeError, columns,
    source::{Source, Tally},
};

/// How much of a file is looked at.
const SAMPLE: usize = 64 << 10;
/// How many rows of a table are looked at.
const SAMPLE_ROWS: usize = 50;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Json,
    Table,
    Markdown,
}

/// The layout of what is at `path`.
pub(crate) fn layout(path: &Path) -> Result<Layout, ExchangeError> {
    let failed = |source| ExchangeError::Read { path: path.to_owned(), source };
    if fs::metadata(path).map_err(failed)?.is_dir() {
        return Ok(Layout::Markdown);
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "md" | "markdown" => return Ok(Layout::Markdown),
        "json" | "jsonl" | "ndjson" => return Ok(Layout::Json),
        "csv" | "tsv" | "tab" => return Ok(Layout::Table),
        _ => {}
    }
    let first = Sample::read(path)?;
    let first = first.bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    Ok(if matches!(first, Some(b'{' | b'[')) { Layout::Json } else { Layout::Table })
}

/// The first bytes of a file.
struct Sample {
    bytes: Vec<u8>,
    /// Whether they are all of it.
    whole: bool,
}

/// The start of a table.
#[derive(Debug, Default)]
pub(crate) struct TableStart {
    pub(crate) delimiter: u8,
    /// The first rows; the very first may be headers.
    pub(crate) rows: Vec<Vec<String>>,
}

/// Finds out what separates the cells of the table at `path`: what makes most headers known, then
/// what gives the most even rows.
pub(crate) fn table(path: &Path) -> Result<TableStart, ExchangeError> {
    let sample = Sample::read(path)?;
    let starts = [b',', b';', b'\t', b'|']
        .map(|delimiter| TableStart { delimiter, rows: sample.first_rows(delimiter) });
    // The first of equals is a comma; `max_by_key` would take the last.
    let best = starts.into_iter().rev().max_by_key(|start| evenness(&start.rows));
    Ok(best.unwrap_or_default())
}

impl Sample {
    fn read(path: &Path) -> Result<Self, ExchangeError> {
        let mut source = Source::open(path, Rc::new(Tally::default()))?;
        let mut bytes = Vec::new();
        let read = source.by_ref().take(SAMPLE as u64).read_to_end(&mut bytes);
        read.map_err(|err| source.failed(err))?;
        let whole = bytes.len() < SAMPLE;
        Ok(Self { bytes, whole })
    }

    fn first_rows(&self, delimiter: u8) -> Vec<Vec<String>> {
        let tally = Tally::default();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(self.bytes.as_slice());
        let rows = reader.byte_records().take(SAMPLE_ROWS).map_while(Result::ok);
        let cell = |bytes: &[u8]| tally.text(1, bytes).into_owned();
        let mut rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(cell).collect()).collect();
        // The last row may be cut off.
        if !self.whole && rows.len() > 1 && rows.len() < SAMPLE_ROWS {
            rows.pop();
        }
        rows
    }
}

fn evenness(rows: &[Vec<String>]) -> (usize, usize, usize) {
    let Some(header) = rows.first().filter(|row| row.len() > 1) else {
        return (rows.first().map_or(0, |header| columns::known_headers(header)), 0, 0);
    };
    let even = rows.iter().filter(|row| row.len() == header.len()).count();
    (columns::known_headers(header), even * 100 / rows.len(), header.len())
}
