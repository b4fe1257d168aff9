//! Folders of Markdown files: each file is a record.

use std::{
    fs,
    path::{Component, Path, PathBuf},
    rc::Rc,
};

use antiphon_model::first_line;
use serde_json::Value;

use crate::{
    ExchangeError,
    front_matter::{self, Parts},
    record::{Found, Record, Remark, Rows},
    source::{ROW_LIMIT, Source, Tally},
};

/// The deepest folder that is read.
const DEPTH_LIMIT: usize = 16;

/// Reads the Markdown files below a folder, in the order of their paths.
pub(crate) struct Folder {
    root: PathBuf,
    /// What is still to be read, the next one last.
    files: Vec<PathBuf>,
    /// What was noticed while the files were looked for.
    found: Vec<Found>,
    tally: Rc<Tally>,
}

impl Folder {
    /// Lists the files at `path`, a folder or one file. Links are not followed.
    pub(crate) fn open(path: &Path, tally: Rc<Tally>) -> Result<Self, ExchangeError> {
        let failed = |source| ExchangeError::Read { path: path.to_owned(), source };
        let metadata = fs::metadata(path).map_err(failed)?;
        let (root, files) = if metadata.is_dir() {
            (path.to_owned(), Vec::new())
        } else {
            let parent = path.parent().map(Path::to_owned).unwrap_or_default();
            (parent, path.file_name().map(PathBuf::from).into_iter().collect())
        };
        tally.total.set(if metadata.is_dir() { 0 } else { metadata.len() });
        let mut folder = Self { root, files, found: Vec::new(), tally };
        if metadata.is_dir() {
            folder.walk()?;
        }
        Ok(folder)
    }

    /// The folder that relative paths begin at.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn walk(&mut self) -> Result<(), ExchangeError> {
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let path = self.root.join(&folder);
            let failed = |source| ExchangeError::Read { path: path.clone(), source };
            for entry in fs::read_dir(&path).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let kind = entry.file_type().map_err(failed)?;
                let inner = folder.join(entry.file_name());
                let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
                if kind.is_dir() && !is_hidden {
                    if inner.components().count() > DEPTH_LIMIT {
                        self.note(inner, "the folder is too deep and was not read");
                    } else {
                        folders.push(inner);
                    }
                } else if is_markdown(&inner) && !is_hidden {
                    if kind.is_file() {
                        let length = entry.metadata().map_err(failed)?.len();
                        self.tally.total.set(self.tally.total.get() + length);
                        self.files.push(inner);
                    } else {
                        self.note(inner, "it is no plain file and was not followed");
                    }
                }
            }
        }
        self.files.sort_unstable_by(|a, b| b.cmp(a));
        Ok(())
    }

    fn note(&mut self, file: PathBuf, message: &str) {
        self.found.push(Found::Remark(Remark::warning(1, message), Some(file)));
    }

    fn read_file(&self, file: &Path) -> Result<Result<Record, Remark>, ExchangeError> {
        let mut source = Source::open(&self.root.join(file), Rc::clone(&self.tally))?;
        let mut bytes = Vec::new();
        let mut line = Vec::new();
        while let Some(cut) = source.line(&mut line)? {
            bytes.extend_from_slice(&line);
            bytes.push(b'\n');
            if cut || bytes.len() > ROW_LIMIT {
                return Ok(Err(Remark::error(1, "the file is longer than 8 MB")));
            }
        }
        let text = self.tally.text(1, &bytes);
        Ok(match front_matter::split(&text) {
            Ok(parts) => Ok(record(file, parts)),
            Err((line, reason)) => Err(Remark::error(line, reason)),
        })
    }
}

impl Rows for Folder {
    fn next(&mut self) -> Result<Option<Found>, ExchangeError> {
        if let Some(found) = self.found.pop() {
            return Ok(Some(found));
        }
        let Some(file) = self.files.pop() else { return Ok(None) };
        Ok(Some(match self.read_file(&file)? {
            Ok(record) => Found::Record(record),
            Err(remark) => Found::Remark(remark, Some(file)),
        }))
    }

    fn tally(&self) -> &Tally {
        &self.tally
    }
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(extension.as_str(), "md" | "markdown")
}

/// The record of a file: what its front matter does not say comes from its text and its path.
fn record(file: &Path, parts: Parts<'_>) -> Record {
    let Parts { mut fields, lines, body } = parts;
    let is_missing = |value: Option<&Value>| match value {
        None | Some(Value::Null) => true,
        Some(value) => value.as_str().is_some_and(|text| text.trim().is_empty()),
    };
    let heading = heading(body);
    let mut body = body.to_owned();
    if is_missing(fields.get("title")) {
        let title = match &heading {
            Some(heading) => heading.text.clone(),
            None => spoken(&file.file_stem().unwrap_or_default().to_string_lossy()),
        };
        fields.insert("title".to_owned(), Value::from(title));
    }
    // The title is not said twice.
    if let Some(heading) = heading
        && fields.get("title").and_then(Value::as_str) == Some(&heading.text)
    {
        body.replace_range(heading.range, "");
    }
    if is_missing(fields.get("body")) {
        fields.insert("body".to_owned(), Value::from(body));
    }
    if is_missing(fields.get("id")) {
        fields.insert("id".to_owned(), Value::from(slug(file)));
    }
    if !fields.contains_key("topics") {
        let topics: Vec<Value> = folders(file).map(|name| Value::from(spoken(&name))).collect();
        fields.insert("topics".to_owned(), Value::Array(topics));
    }
    Record { line: 1, file: Some(file.to_owned()), fields, lines, remarks: Vec::new() }
}

struct Heading {
    text: String,
    range: std::ops::Range<usize>,
}

/// The first `# heading` outside of code.
fn heading(body: &str) -> Option<Heading> {
    let mut at = 0;
    let mut in_code = false;
    for line in body.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
        }
        let text = line.strip_prefix("# ").filter(|_| !in_code).map(first_line);
        // A closing row of marks is no part of the heading.
        let text = text.map(|text| text.trim_end_matches('#').trim_end());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            return Some(Heading { text: text.to_owned(), range });
        }
    }
    None
}

/// A file's or folder's name as a person would say it.
fn spoken(name: &str) -> String {
    name.replace(['-', '_'], " ").trim().to_owned()
}

fn folders(file: &Path) -> impl Iterator<Item = String> {
    let parent = file.parent().unwrap_or(Path::new(""));
    parent.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    })
}

/// An id that stays the same as long as the file keeps its place: `billing/refund-time`.
fn slug(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let part = |name: String| {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
    };
    let slug = folders(file).chain([stem]).map(part).collect::<Vec<_>>().join("/");
    if slug.len() <= 128 {
        return slug;
    }
    // A long path is cut and told apart by a hash of the whole.
    let hash = slug.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let start: String = slug.chars().take(25).collect();
    format!("{start}-{hash:016x}")
}
