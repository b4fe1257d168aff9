//! The development cases of Vale's own findings, where they are: the folder that
//! `ANTIPHON_VOICE_DATA` names. Without it these tests say so and pass. `ANTIPHON_SHOW` shows what
//! differs.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use antiphon_voice::style::{Document, Styles, Tree};
use serde_json::Value;

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("ANTIPHON_VOICE_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: ANTIPHON_VOICE_DATA names no folder with cases");
    }
    folder
}

/// The styles in a folder, and the dictionaries that lie beside all of them.
fn tree(data: &Path, root: &Path) -> Tree {
    fn add(tree: &mut Tree, root: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(tree, root, &path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                tree.insert(path.strip_prefix(root).unwrap().to_str().unwrap(), text);
            }
        }
    }
    let mut tree = Tree::new();
    add(&mut tree, root, root);
    for file in fs::read_dir(data.join("dictionaries")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        tree.insert(&format!("config/dictionaries/{name}"), fs::read_to_string(&path).unwrap());
    }
    tree
}

/// Line, begin, end, check, message.
type Row = (i64, i64, i64, String, String);

#[derive(Default)]
struct Score {
    matched: u32,
    of: u32,
    equal: u32,
    cases: u32,
}

impl Score {
    fn add(&mut self, expected: &[Row], found: &[Row]) -> bool {
        let mut left = expected.to_vec();
        let mut matched = 0;
        for row in found {
            if let Some(at) = left.iter().position(|known| known == row) {
                left.swap_remove(at);
                matched += 1;
            }
        }
        let is_equal = matched == expected.len() && matched == found.len();
        self.matched += u32::try_from(matched).unwrap();
        self.of += u32::try_from(expected.len().max(found.len())).unwrap();
        self.equal += u32::from(is_equal);
        self.cases += 1;
        is_equal
    }

    fn share(&self) -> f64 {
        f64::from(self.matched) / f64::from(self.of.max(1))
    }
}

fn expected(case: &Value) -> Vec<Row> {
    let rows = case["expected"].as_array().unwrap().iter();
    let number = |value: &Value| value.as_i64().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.map(|row| {
        let span = &row["span"];
        let (begin, end) = (number(&span[0]), number(&span[1]));
        (number(&row["line"]), begin, end, text(&row["check"]), text(&row["message"]))
    })
    .collect()
}

fn found(engine: &Styles, case: &Value) -> Vec<Row> {
    let text = case["input"].as_str().unwrap();
    let path = case["id"].as_str().unwrap().rsplit('/').next().unwrap();
    let report = engine.check(Document { text, path, extension: None, is_file: true });
    let alerts = report.alerts.into_iter();
    alerts
        .map(|alert| (alert.line, alert.span.0, alert.span.1, alert.check, alert.message))
        .collect()
}

fn show(case: &Value, expected: &[Row], found: &[Row]) {
    eprintln!("== {}", case["id"]);
    for row in expected.iter().filter(|row| !found.contains(row)) {
        eprintln!("  - {row:?}");
    }
    for row in found.iter().filter(|row| !expected.contains(row)) {
        eprintln!("  + {row:?}");
    }
}

fn measure(data: &Path, file: &str, takes: fn(&Value) -> bool) -> HashMap<String, Score> {
    let shows = std::env::var_os("ANTIPHON_SHOW").is_some();
    let mut scores: HashMap<String, Score> = HashMap::new();
    let mut trees: HashMap<String, Tree> = HashMap::new();
    for line in fs::read_to_string(data.join(file)).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if !takes(&case) {
            continue;
        }
        let styles = case["styles"].as_str().unwrap();
        let tree = trees.entry(styles.to_owned()).or_insert_with(|| tree(data, &data.join(styles)));
        let engine = Styles::compile(case["ini"].as_str().unwrap(), tree);
        let (expected, found) = (expected(&case), found(&engine, &case));
        let format = case["format"].as_str().unwrap().to_owned();
        if !scores.entry(format).or_default().add(&expected, &found) && shows {
            show(&case, &expected, &found);
        }
    }
    for (format, score) in &scores {
        let Score { equal, cases, .. } = score;
        eprintln!("{file} {format}: {:.4} of findings, {equal} of {cases} equal", score.share());
    }
    scores
}

#[test]
fn generated_rule_cases_are_found_as_vale_finds_them() {
    let Some(data) = data() else { return };
    let scores = measure(&data, "rule-cases.jsonl", |_| true);
    assert!(scores[".txt"].share() >= 0.99);
    assert!(scores[".md"].share() >= 0.97);
}

#[test]
fn the_feature_cases_are_found_as_vale_finds_them() {
    let Some(data) = data() else { return };
    let scores = measure(&data, "feature-cases.jsonl", |case| case["supported"] == true);
    for score in scores.values() {
        assert_eq!(score.equal, score.cases);
    }
}

#[test]
fn every_rule_handed_out_is_taken_or_refused_by_name() {
    let Some(data) = data() else { return };
    let mut folders = vec![data.join("styles")];
    for folder in fs::read_dir(data.join("feature-styles")).unwrap() {
        folders.push(folder.unwrap().path());
    }
    for folder in folders {
        let tree = tree(&data, &folder);
        let mut styles: Vec<&str> =
            tree.iter().filter_map(|(path, _)| path.split('/').next()).collect();
        styles.dedup();
        styles.retain(|style| *style != "config");
        let engine =
            Styles::compile(&format!("[*]\nBasedOnStyles = {}\n", styles.join(",")), &tree);
        let names: Vec<&str> = engine.rules().collect();
        for (path, _) in tree.iter().filter(|(path, _)| {
            Path::new(path).extension().is_some_and(|ending| ending == "yml")
                && !path.starts_with("config/")
        }) {
            let mut parts = path.trim_end_matches(".yml").rsplit('/');
            let rule = parts.next().unwrap().split('.').next().unwrap();
            let name = format!("{}.{rule}", parts.next().unwrap());
            let refused = engine.refused().iter().any(|refused| refused.path == path);
            assert!(refused || names.contains(&name.as_str()), "{path}");
        }
    }
}
