//! The files of the project, without what is installed or built.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the project.
pub(crate) struct Source {
    /// Its path from the project's root, with `/` between the parts.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

impl Source {
    /// The ending of the name, without its dot.
    pub(crate) fn ending(&self) -> &str {
        Path::new(&self.path).extension().and_then(|ending| ending.to_str()).unwrap_or_default()
    }
}

/// The folder that holds the whole project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// What the file at `path`, from the root, says.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|err| panic!("{path}: {err}"))
}

/// Every text file below `folder` (from the root; the root itself when empty), sorted by path.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let ignored = ignored();
    let mut waiting = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if ignored.contains(&path) {
            continue;
        }
        let place = root().join(&path);
        if place.is_dir() {
            let entries = fs::read_dir(&place).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let before = if path.is_empty() { String::new() } else { format!("{path}/") };
            waiting.extend(names.map(|name| format!("{before}{name}")));
        } else if let Ok(text) = fs::read_to_string(&place) {
            found.push(Source { path, text });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "{folder:?} holds no text");
    found
}

/// Every Rust file of the project.
pub(crate) fn rust() -> Vec<Source> {
    let folders = ["kb", "src-tauri", "tests", "xtask"];
    let all = folders.into_iter().flat_map(sources);
    all.filter(|source| source.ending() == "rs").collect()
}

/// Fails when there are `offences`, and names the first of them, one a line.
#[track_caller]
pub(crate) fn none(offences: impl IntoIterator<Item = String>, rule: &str) {
    let mut offences: Vec<_> = offences.into_iter().collect();
    let count = offences.len();
    offences.truncate(30);
    assert!(count == 0, "{count} offences: {rule}\n  {}", offences.join("\n  "));
}

/// What git does not keep: the paths of `.gitignore` that start at the root, and git's own folder.
fn ignored() -> Vec<String> {
    let rules = read(".gitignore");
    let rooted = rules.lines().filter_map(|line| line.trim().strip_prefix('/'));
    rooted.map(|path| path.trim_end_matches('/').to_owned()).chain([".git".to_owned()]).collect()
}
