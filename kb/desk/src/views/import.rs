//! What an import would do, and did.

use serde::{Deserialize, Serialize};

use super::FacetCount;

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Answers.
    Answers,
    /// Incoming messages.
    Queries,
    /// Ways customers ask, each naming its answer.
    Phrasings,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    /// JSON lines.
    Jsonl,
    /// CSV.
    Csv,
    /// Markdown files with front matter.
    Markdown,
}

/// What an import would do: the dry run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// The files read.
    pub files: Vec<ImportFile>,
    /// What a column can mean.
    pub field_choices: Vec<String>,
    /// Rows that are new.
    pub added: u32,
    /// Rows that change something.
    pub changed: u32,
    /// Rows that are known already.
    pub unchanged: u32,
    /// Approved answers that get an open revision and stay in service.
    pub open_revisions: u32,
    /// Problems that stop the import.
    pub errors: u32,
    /// Problems that do not.
    pub warnings: u32,
    /// The first 500 of both.
    pub problems: Vec<ImportProblem>,
    /// Pairs that say almost the same.
    pub near_duplicates: Vec<NearDuplicate>,
    /// How many pairs there are in all.
    pub near_duplicate_count: u32,
    /// Keys that mean nothing to us; kept with the answer.
    pub other_keys: Vec<FacetCount>,
    /// Whether it can be done: there are rows and no errors.
    pub importable: bool,
}

/// One file or folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportFile {
    /// Where.
    pub path: String,
    /// What its rows are.
    pub kind: ImportKind,
    /// How it is written.
    pub format: ImportFormat,
    /// How its text is encoded.
    pub encoding: String,
    /// How many rows were read.
    pub rows: u32,
    /// The columns of a CSV file.
    pub columns: Vec<ColumnView>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// Its heading.
    pub header: String,
    /// What it means; absent when it is kept aside.
    pub field: Option<String>,
    /// The first value.
    pub sample: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Stops the import.
    Error,
    /// Does not.
    Warning,
}

/// Something about one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportProblem {
    /// Which file.
    pub file: String,
    /// Which line, from 1.
    pub line: u32,
    /// How bad it is.
    pub severity: Severity,
    /// What it is.
    pub message: String,
}

/// Two answers that say almost the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct NearDuplicate {
    /// One, by title.
    pub left: String,
    /// The other, by title.
    pub right: String,
    /// 0 to 100.
    pub similarity: u32,
}
