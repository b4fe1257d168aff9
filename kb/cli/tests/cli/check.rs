//! `antiphon check`: Vale's findings in Vale's shape, without a home.

use std::fs;

use serde_json::{Value, json};

use crate::support::Place;

const RULE: &str = "extends: substitution\nmessage: \"Use '%s', not '%s'.\"\nlevel: error\nlink: https://example.com\naction:\n  name: replace\nswap:\n  utilize: use\n";

/// A folder with settings, one style and a text.
fn place() -> (Place, String, String) {
    let place = Place::empty();
    let ini = place.file("vale.ini", "StylesPath = styles\n[*]\nBasedOnStyles = A\n");
    let styles = place.path("styles/A");
    fs::create_dir_all(&styles).unwrap();
    fs::write(styles.join("B.yml"), RULE).unwrap();
    let text = place.file("reply.md", "# Hi\n\nWe *utilize* it.\n");
    (place, ini, text)
}

#[test]
fn findings_are_printed_in_the_shape_of_vale_and_an_error_exits_with_one() {
    let (place, ini, text) = place();
    let ran = place.run(&["check", "--config", &ini, "--output=JSON", &text]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let expected = json!({ text.as_str(): [{
        "Action": {"Name": "replace", "Params": ["use"]},
        "Span": [5, 11],
        "Check": "A.B",
        "Description": "",
        "Link": "https://example.com",
        "Message": "Use 'use', not 'utilize'.",
        "Severity": "error",
        "Match": "utilize",
        "Line": 3,
    }] });
    assert_eq!(found, expected);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
}

#[test]
fn findings_are_printed_one_a_line() {
    let (place, ini, text) = place();
    let ran = place.run(&["check", "--config", &ini, "--output", "line", &text]);
    assert_eq!(ran.out, format!("{text}:3:5:A.B:Use 'use', not 'utilize'.\n"));
}

#[test]
fn a_text_without_findings_exits_with_zero() {
    let (place, ini, _) = place();
    let good = place.file("good.txt", "We use it.\n");
    let ran = place.run(&["check", "--config", &ini, "--output", "JSON", &good]);
    assert_eq!((ran.code, ran.out.trim()), (Some(0), "{}"));
}

#[test]
fn standard_input_is_read_as_it_is_told() {
    let (place, ini, _) = place();
    let arguments = ["check", "--config", &ini, "--ext", ".md", "--output=JSON", "-"];
    let ran = place.run_with("`utilize` utilize", &arguments);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["stdin.md"][0]["Span"], json!([11, 17]));
    assert_eq!(found["stdin.md"].as_array().unwrap().len(), 1);
}

#[test]
fn settings_that_are_not_there_are_named() {
    let (place, _, text) = place();
    let ran = place.run(&["check", "--config", "nowhere.ini", &text]);
    assert_ne!(ran.code, Some(0));
    assert!(ran.err.contains("nowhere.ini"), "{}", ran.err);
}

#[test]
fn standard_input_that_is_too_long_is_refused_with_the_limit() {
    let (place, ini, _) = place();
    let text = "é".repeat((2 << 20) + 1);
    let ran = place.run_with(text, &["check", "--config", &ini, "-"]);
    assert!(ran.err.contains("longer than 4096 KB"), "{}", ran.err);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_stops_no_other() {
    let (place, ini, text) = place();
    let missing = place.path("missing.md").display().to_string();
    let ran = place.run(&["check", "--config", &ini, &missing, &text]);
    assert!(ran.err.contains("missing.md"), "{}", ran.err);
    assert!(ran.out.contains("A.B") && ran.code == Some(1), "{}", ran.out);
    let ran = place.run(&["check", "--config", &ini, &missing]);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn settings_of_which_no_rule_can_be_taken_are_named() {
    let (place, ini, text) = place();
    fs::write(place.path("styles/A/B.yml"), "extends: script\n").unwrap();
    let ran = place.run(&["check", "--config", &ini, &text]);
    assert!(ran.err.contains("vale.ini") && ran.err.contains("B.yml"), "{}", ran.err);
    assert_eq!(ran.code, Some(2));
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed() {
    let (place, ini, _) = place();
    let folder = place.path("replies");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.md"), "We utilize it.\n").unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("again")).unwrap();
    std::os::unix::fs::symlink(place.path("styles"), place.path("styles/again")).unwrap();
    let folder = folder.display().to_string();
    let ran = place.run(&["check", "--config", &ini, &folder]);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
}
