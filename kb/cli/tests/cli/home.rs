//! Making, checking, copying and finding the home.

use std::fs;

use serde_json::Value;

use crate::support::{Place, Ran};

#[test]
fn without_a_home_every_command_names_init() {
    let place = Place::empty();
    let queries = place.file("q.jsonl", "{\"text\":\"hi\"}\n");
    let answers = place.file("a.jsonl", crate::support::BANK);
    for command in [
        vec!["import", &answers],
        vec!["learn", &answers],
        vec!["export"],
        vec!["suggest", "hi"],
        vec!["suggest", "--file", &queries],
        vec!["search", "hi"],
        vec!["answers", "list"],
        vec!["answers", "show", "a"],
        vec!["queries", "list"],
        vec!["queries", "show", "q"],
        vec!["doctor"],
        vec!["backup"],
    ] {
        let err = place.run(&command).failed(1);
        assert!(err.contains("antiphon init"), "{command:?}: {err}");
        assert!(!place.home().exists(), "{command:?} makes nothing");
    }
}

#[test]
fn init_makes_a_workspace_and_a_second_one_is_refused() {
    let place = Place::empty();
    let made = place.run(&["init", "--format", "json", "--time-zone", "Europe/Berlin"]).json();
    assert_eq!(made["company"], "My company");
    assert_eq!(made["name"], "ada", "the name that the system knows");
    assert_eq!(made["time_zone"], "Europe/Berlin");
    let err = place.run(&["init"]).failed(1);
    assert!(err.contains("holds a workspace already"), "{err}");
}

#[test]
fn a_time_zone_that_nobody_knows_is_named() {
    let place = Place::empty();
    let err = place.run(&["init", "--time-zone", "Mars/Olympus"]).failed(1);
    assert!(err.contains("Mars/Olympus"), "{err}");
    place.run(&["init"]).ok();
}

#[test]
fn the_sample_has_answers_to_suggest_and_queries_that_wait() {
    let place = Place::empty();
    let made = place.run(&["init", "--sample", "--name", "Ada", "--format", "json"]).json();
    assert!(made["approved"].as_u64().unwrap() >= 80, "{made}");
    assert!(made["waiting"].as_u64().unwrap() > 100, "{made}");
    let found = place.run(&["suggest", "when will my broadband be fixed", "--format", "json"]);
    assert_eq!(found.json()["fits"], true);
}

#[test]
fn the_doctor_says_that_a_new_workspace_is_sound() {
    let place = Place::bank();
    let diagnosis = place.run(&["doctor", "--format", "json"]).json();
    let states: Vec<_> = diagnosis["findings"].as_array().unwrap().iter().collect();
    assert_eq!(states.len(), 3, "journal, store, index: {diagnosis}");
    assert!(states.iter().all(|finding| finding["state"] == "sound"), "{diagnosis}");
}

#[test]
fn an_index_that_was_deleted_is_built_again() {
    let place = Place::bank();
    fs::remove_dir_all(place.home().join("index")).unwrap();
    let found = place.run(&["suggest", "where is my card", "--format", "json"]).json();
    assert_eq!(found["suggestions"][0]["answer_id"], "card_arrival");
}

#[test]
fn tables_that_were_deleted_are_built_again() {
    let place = Place::bank();
    let before = place.run(&["export"]).ok();
    fs::remove_file(place.home().join("store.db")).unwrap();
    assert_eq!(place.run(&["export"]).ok(), before);
}

#[test]
fn a_backup_brings_everything_back_and_what_was_there_is_kept() {
    let place = Place::bank();
    let before = place.run(&["export"]).ok();
    place.run(&["backup", "copy"]).ok();
    let more = place.file("more.jsonl", "{\"title\":\"Later\",\"body\":\"x\"}\n");
    place.run(&["import", &more, "--yes"]).ok();

    let err = place.run(&["restore", "copy"]).failed(1);
    assert!(err.contains("--yes"), "nobody is there to ask: {err}");
    assert_eq!(place.answers(), 4, "nothing is restored without a yes");

    let done = place.run(&["restore", "copy", "--yes", "--format", "json"]).json();
    assert_eq!(place.run(&["export"]).ok(), before);
    let aside = done["moved_to"].as_str().unwrap();
    assert!(fs::exists(std::path::Path::new(aside).join("journal.db")).unwrap());
}

#[test]
fn a_backup_is_restored_where_there_was_nothing() {
    let (full, fresh) = (Place::bank(), Place::empty());
    let copy = fresh.path("copy");
    full.run(&["backup", copy.to_str().unwrap()]).ok();
    fresh.run(&["restore", "copy"]).ok();
    assert_eq!(fresh.answers(), 3);
}

#[test]
fn a_folder_that_is_no_backup_changes_nothing() {
    let place = Place::bank();
    fs::create_dir(place.path("other")).unwrap();
    let err = place.run(&["restore", "other", "--yes"]).failed(1);
    assert!(err.contains("no backup"), "{err}");
    assert_eq!(place.answers(), 3);
}

#[test]
fn the_home_comes_from_the_environment_when_no_option_names_it() {
    let place = Place::empty();
    let other = place.path("other");
    let mut command = place.command(&[]);
    // `--home DIR` stands before the arguments; an option given twice is wrong usage.
    let output = command.args(["--home", "x", "version"]).output().unwrap();
    Ran::of(output).failed(2);

    #[expect(clippy::disallowed_methods, reason = "what is tested is a program")]
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_antiphon"));
    command.env("ANTIPHON_HOME", &other).args(["init", "--format", "json"]);
    let made = Ran::of(command.output().unwrap()).json();
    assert_eq!(made["home"], Value::from(other.to_str().unwrap()));
    assert!(other.join("journal.db").exists());
}

#[test]
fn the_version_and_the_completions_need_no_home() {
    let place = Place::empty();
    let version = format!("antiphon {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(place.run(&["version"]).ok(), version);
    assert_eq!(place.run(&["--version"]).ok(), version);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.run(&["completions", shell]).ok().contains("suggest"), "{shell}");
    }
    place.run(&[]).failed(2);
    place.run(&["dance"]).failed(2);
}
