//! The development cases of Vale's own findings, where they are: the folder that
//! `ANTIPHON_VOICE_DATA` names. Without it these tests say so and pass.

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

fn tree(root: &Path) -> Tree {
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
    tree
}

/// Line, begin, end, check, message.
type Row = (i64, i64, i64, String, String);

#[derive(Default)]
struct Score {
    matched: usize,
    of: usize,
    equal: usize,
    cases: usize,
}

impl Score {
    fn add(&mut self, expected: &[Row], found: &[Row]) -> bool {
        let mut left: HashMap<&Row, usize> = HashMap::new();
        for row in expected {
            *left.entry(row).or_default() += 1;
        }
        let mut matched = 0;
        for row in found {
            if let Some(count) = left.get_mut(row)
                && *count > 0
            {
                *count -= 1;
                matched += 1;
            }
        }
        self.matched += matched;
        self.of += expected.len().max(found.len());
        self.cases += 1;
        let equal = matched == expected.len() && matched == found.len();
        self.equal += usize::from(equal);
        equal
    }

    fn share(&self) -> f64 {
        self.matched as f64 / self.of.max(1) as f64
    }
}

fn run(file: &str, takes: impl Fn(&Value) -> bool) -> Option<HashMap<String, Score>> {
    let data = data()?;
    let shows = std::env::var_os("ANTIPHON_SHOW").is_some();
    let mut scores: HashMap<String, Score> = HashMap::new();
    let mut trees: HashMap<String, Tree> = HashMap::new();
    for line in fs::read_to_string(data.join(file)).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if !takes(&case) {
            continue;
        }
        let styles = case["styles"].as_str().unwrap();
        let tree = trees.entry(styles.to_owned()).or_insert_with(|| {
            let mut tree = tree(&data.join(styles));
            for name in ["en_US", "en_medical", "test"] {
                for end in ["aff", "dic"] {
                    let text = fs::read_to_string(data.join(format!("dictionaries/{name}.{end}")));
                    tree.insert(&format!("config/dictionaries/{name}.{end}"), text.unwrap());
                }
            }
            tree
        });
        let engine = Styles::compile(case["ini"].as_str().unwrap(), tree);
        let text = case["input"].as_str().unwrap();
        let path = case["id"].as_str().unwrap();
        let path = path.rsplit('/').next().unwrap();
        let report = engine.check(Document { text, path, extension: None, is_file: true });
        let found: Vec<Row> = report
            .alerts
            .into_iter()
            .map(|alert| (alert.line, alert.span.0, alert.span.1, alert.check, alert.message))
            .collect();
        let expected: Vec<Row> = case["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let text = |key: &str| row[key].as_str().unwrap().to_owned();
                let number = |value: &Value| value.as_i64().unwrap();
                let span = &row["span"];
                (
                    number(&row["line"]),
                    number(&span[0]),
                    number(&span[1]),
                    text("check"),
                    text("message"),
                )
            })
            .collect();
        let format = case["format"].as_str().unwrap().to_owned();
        if !scores.entry(format).or_default().add(&expected, &found) && shows {
            eprintln!("== {} {:?}", case["id"], report.off);
            for row in expected.iter().filter(|row| !found.contains(row)) {
                eprintln!("  - {row:?}");
            }
            for row in found.iter().filter(|row| !expected.contains(row)) {
                eprintln!("  + {row:?}");
            }
            for refused in engine.refused() {
                eprintln!("  ! {refused}");
            }
        }
    }
    for (format, score) in &scores {
        eprintln!(
            "{file} {format}: {:.4} of findings, {} of {} cases equal",
            score.share(),
            score.equal,
            score.cases
        );
    }
    Some(scores)
}

#[test]
fn generated_rule_cases_are_found_as_vale_finds_them() {
    let Some(scores) = run("rule-cases.jsonl", |_| true) else { return };
    assert!(scores[".txt"].share() >= 0.99);
    assert!(scores[".md"].share() >= 0.97);
}

#[test]
fn the_feature_cases_are_found_as_vale_finds_them() {
    let Some(scores) = run("feature-cases.jsonl", |case| case["supported"] == true) else { return };
    for score in scores.values() {
        assert_eq!(score.equal, score.cases);
    }
}

#[test]
fn every_rule_handed_out_is_taken_or_refused_by_name() {
    let Some(data) = data() else { return };
    let mut folders = vec![data.join("styles")];
    folders.extend(
        fs::read_dir(data.join("feature-styles")).unwrap().map(|entry| entry.unwrap().path()),
    );
    let (mut taken, mut refused) = (0, 0);
    for folder in folders {
        let tree = tree(&folder);
        let styles: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "config" && folder.join(name).is_dir())
            .collect();
        let ini = format!("[*]\nBasedOnStyles = {}\n", styles.join(","));
        let mut tree = tree;
        for name in ["en_US", "en_medical", "test"] {
            for end in ["aff", "dic"] {
                let text = fs::read_to_string(data.join(format!("dictionaries/{name}.{end}")));
                tree.insert(&format!("config/dictionaries/{name}.{end}"), text.unwrap());
            }
        }
        let engine = Styles::compile(&ini, &tree);
        let names: Vec<&str> = engine.rules().collect();
        let files = tree.iter().filter(|(path, _)| {
            path.ends_with(".yml")
                && styles.iter().any(|style| path.starts_with(&format!("{style}/")))
        });
        for (path, _) in files {
            let refusal = engine.refused().iter().find(|refused| refused.path == path);
            let parts: Vec<&str> = path.trim_end_matches(".yml").rsplit('/').take(2).collect();
            let name = format!("{}.{}", parts[1], parts[0].split('.').next().unwrap());
            match refusal {
                Some(refusal) => {
                    eprintln!("{refusal}");
                    refused += 1;
                }
                None => {
                    assert!(names.contains(&name.as_str()), "{path} is neither taken nor refused");
                    taken += 1;
                }
            }
        }
    }
    eprintln!("{taken} rules taken, {refused} refused");
}
