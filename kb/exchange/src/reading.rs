//! What came out of reading a file.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use antiphon_model::{AnswerId, QueryId, Shortcut};
use serde::{Deserialize, Serialize};

use crate::{
    Kind, Mapping, Row,
    record::{Record, Remark},
};

/// How many errors, and how many warnings, are kept in words; the rest is only counted.
pub const PROBLEM_LIMIT: usize = 5_000;
/// How many names of other keys are counted one by one.
const KEY_LIMIT: usize = 1_000;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row cannot be imported.
    Error,
    /// The row can be imported, but somebody should know.
    Warning,
}

/// Something that is wrong with a file, at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u64,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, naming the value.
    pub message: String,
}

/// How a file is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case", tag = "format")]
pub enum Format {
    /// One JSON object a line, or one JSON array of objects.
    JsonLines,
    /// A table with a delimiter.
    Csv {
        /// What separates the cells: `,` `;` `|` or a tab.
        delimiter: char,
        /// What each column means.
        mapping: Mapping,
    },
    /// One Markdown file an answer, with or without front matter.
    Markdown,
}

/// A file that was read to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What its rows are.
    pub kind: Kind,
    /// How it is laid out.
    pub format: Format,
    /// How its text is encoded, such as `UTF-8`.
    pub encoding: &'static str,
    /// The rows that can be imported, in the file's order. Rows with an error are not among them.
    pub rows: Vec<Row>,
    /// What is wrong, at most [`PROBLEM_LIMIT`] of each severity.
    pub problems: Vec<Problem>,
    /// How many errors there are in all.
    pub errors: u64,
    /// How many warnings there are in all.
    pub warnings: u64,
    /// How often each key occurred that means nothing to us.
    pub other_keys: BTreeMap<String, u64>,
}

/// The rows and problems found so far.
#[derive(Default)]
pub(crate) struct Findings {
    root: PathBuf,
    rows: Vec<Row>,
    problems: Vec<Problem>,
    errors: u64,
    warnings: u64,
    other_keys: BTreeMap<String, u64>,
    /// Where in `rows` each id and shortcut was first seen.
    ids: HashMap<String, usize>,
    shortcuts: HashMap<String, usize>,
}

impl Findings {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), ..Self::default() }
    }

    pub(crate) fn remark(&mut self, file: Option<&Path>, remark: Remark) {
        let count = match remark.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= PROBLEM_LIMIT as u64 {
            let Remark { line, severity, message } = remark;
            let file = file.map_or_else(|| self.root.clone(), |file| self.root.join(file));
            self.problems.push(Problem { file, line, severity, message });
        }
    }

    pub(crate) fn other_key(&mut self, key: &str) {
        if let Some(count) = self.other_keys.get_mut(key) {
            *count += 1;
        } else {
            let key = if self.other_keys.len() < KEY_LIMIT { key } else { "…" };
            *self.other_keys.entry(key.to_owned()).or_default() += 1;
        }
    }

    /// Takes in the row that was read from `record`, with what was remarked on the way.
    pub(crate) fn row(&mut self, file: Option<&Path>, row: Option<Row>, remarks: Vec<Remark>) {
        let failed = remarks.iter().any(|remark| remark.severity == Severity::Error);
        for remark in remarks {
            self.remark(file, remark);
        }
        let Some(row) = row.filter(|_| !failed) else { return };
        if let Some(remark) = self.repeated(&row) {
            self.remark(file, remark);
            return;
        }
        self.rows.push(row);
    }

    /// What to say when the row's id or shortcut is taken by an earlier row.
    fn repeated(&mut self, row: &Row) -> Option<Remark> {
        let (id, shortcut) = match row {
            Row::Answer(row) => {
                let shortcut = row.details.shortcut.as_ref();
                (row.id.as_ref().map(AnswerId::as_str), shortcut.map(Shortcut::as_str))
            }
            Row::Query(row) => (row.id.as_ref().map(QueryId::as_str), None),
            Row::Phrasing(_) => (None, None),
        };
        let next = self.rows.len();
        for (what, value, seen) in
            [("id", id, &mut self.ids), ("shortcut", shortcut, &mut self.shortcuts)]
        {
            let Some(value) = value else { continue };
            if let Some(first) = seen.get(value).and_then(|first| self.rows.get(*first)) {
                let message = format!("{what}: {value:?} is taken by {}", place(first));
                return Some(Remark::error(row.line(), message));
            }
            seen.insert(value.to_owned(), next);
        }
        None
    }

    /// Guesses which kind `record` is.
    pub(crate) fn guess(record: &Record) -> Option<Kind> {
        Kind::of(|key| record.fields.get(key).is_some_and(|value| !value.is_null()))
    }

    pub(crate) fn finish(self, kind: Kind, format: Format, encoding: &'static str) -> Reading {
        Reading {
            kind,
            format,
            encoding,
            rows: self.rows,
            problems: self.problems,
            errors: self.errors,
            warnings: self.warnings,
            other_keys: self.other_keys,
        }
    }
}

fn place(row: &Row) -> String {
    match row {
        Row::Answer(row) => match &row.file {
            Some(file) => file.display().to_string(),
            None => format!("line {}", row.line),
        },
        Row::Query(_) | Row::Phrasing(_) => format!("line {}", row.line()),
    }
}
