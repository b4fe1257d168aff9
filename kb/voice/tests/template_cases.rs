//! The development cases of templates, read from the folder that `ANTIPHON_VOICE_DATA` names:
//! golden-liquid and Chatwoot's variables.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use antiphon_voice::template::{Options, render};
use serde_json::{Value, json};

/// The tags and filters that count.
const TAGS: [&str; 6] = ["assign", "case", "comment", "if", "raw", "unless"];
const FILTERS: [&str; 18] = [
    "append",
    "capitalize",
    "date",
    "default",
    "downcase",
    "escape",
    "first",
    "join",
    "last",
    "minus",
    "plus",
    "prepend",
    "replace",
    "size",
    "split",
    "strip",
    "truncate",
    "upcase",
];

/// Whether all that a case is about is supported.
fn counts(case: &Value) -> bool {
    let is_one = |tag: &Value| {
        let tag = tag.as_str().unwrap_or_default();
        tag.strip_suffix(" tag").is_some_and(|tag| TAGS.contains(&tag))
            || tag.strip_suffix(" filter").is_some_and(|filter| FILTERS.contains(&filter))
    };
    case["tags"].as_array().is_none_or(|tags| tags.iter().all(is_one))
}

fn golden(case: &Value) -> bool {
    let now = "2026-11-21T14:05:00Z[UTC]".parse().unwrap();
    let options = Options { values: &case["data"], now: Some(&now), chosen: &[] };
    let made = render(case["template"].as_str().unwrap(), &options);
    if case["invalid"] == json!(true) {
        return made.text.is_empty() && !made.findings.is_empty();
    }
    let is_it = |result: &Value| result.as_str() == Some(made.text.as_str());
    match case["results"].as_array() {
        Some(results) => results.iter().any(is_it),
        None => is_it(&case["result"]),
    }
}

/// A variable that is not there prints nothing, and is found.
fn chatwoot(case: &Value) -> bool {
    let options = Options { values: &case["vars"], now: None, chosen: &[] };
    let made = render(case["template"].as_str().unwrap(), &options);
    let unknown = case["undefined"].as_array().unwrap().iter().map(|name| {
        let name = name.as_str().unwrap();
        made.findings.iter().any(|finding| finding.message.contains(name))
    });
    let unknown: Vec<bool> = unknown.collect();
    case["chatwoot_result"].as_str() == Some(made.text.as_str())
        && unknown.iter().all(|found| *found)
        && made.findings.is_empty() == unknown.is_empty()
}

#[test]
fn the_development_cases_of_templates_come_out_as_expected() {
    let Some(folder) = std::env::var_os("ANTIPHON_VOICE_DATA").map(PathBuf::from) else {
        println!("skipped: ANTIPHON_VOICE_DATA names no folder");
        return;
    };
    let cases = std::fs::read_to_string(folder.join("template-cases.jsonl")).unwrap();
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (suite, right) = match &case["chatwoot_result"] {
            Value::Null if counts(&case) => ("golden-liquid", golden(&case)),
            Value::Null => continue,
            _ => ("chatwoot", chatwoot(&case)),
        };
        let (good, all) = tally.entry(suite).or_default();
        *good += usize::from(right);
        *all += 1;
        if !right {
            println!("{line}");
        }
    }
    println!("{tally:?}");
    let (good, all) = tally["golden-liquid"];
    assert!(good * 100 >= all * 85, "golden-liquid: {good} of {all}");
    let (good, all) = tally["chatwoot"];
    assert_eq!(good, all, "chatwoot");
}
