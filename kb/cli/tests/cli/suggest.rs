//! Suggestions for one message and for a file of them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::Place;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_message_gets_one_line_of_the_promised_shape() {
    let place = Place::bank();
    let ran = place.run(&["suggest", "hello! when does the new card arrive??", "--format", "json"]);
    assert_eq!(ran.out.lines().count(), 1);
    let found = ran.json();
    assert_eq!(keys(&found), ["id", "suggestions", "confidence", "fits", "took_us"]);
    assert_eq!((&found["id"], &found["fits"]), (&Value::Null, &json!(true)));
    let best = &found["suggestions"][0];
    assert_eq!(keys(best), ["answer_id", "title", "score", "confidence", "reasons"]);
    assert_eq!(best["answer_id"], "card_arrival");
    for confidence in [&found["confidence"], &best["confidence"]] {
        assert!((0.0..=1.0).contains(&confidence.as_f64().unwrap()), "{found}");
    }
    assert!(found["took_us"].is_u64() && best["score"].is_f64());
    let kinds: Vec<_> =
        best["reasons"].as_array().unwrap().iter().map(|reason| &reason["kind"]).collect();
    assert!(kinds.contains(&&json!("asked_like")) && kinds.contains(&&json!("approver")), "{best}");
}

#[test]
fn the_message_may_come_through_standard_input() {
    let place = Place::bank();
    let message = "where is\nmy card?";
    let piped = place.run_with(message, &["suggest", "-", "--format", "json"]).json();
    let typed = place.run(&["suggest", message, "--format", "json"]).json();
    assert_eq!(piped["suggestions"], typed["suggestions"]);
    let err = place.run_with(b"\xff\xfe", &["suggest", "-"]).failed(2);
    assert!(err.contains("UTF-8"), "{err}");
}

#[test]
fn a_file_of_queries_gives_a_line_each_and_changes_nothing() {
    let place = Place::bank();
    let file = place.file(
        "q.jsonl",
        "\u{feff}{\"id\":\"a\",\"text\":\"where is my card\",\"expected\":[\"x\"]}\r\n\r\n\
         {\"id\":7,\"text\":\"\"}\r\n{\"text\":\"😡😡😡\"}\r\n{\"id\":\"n\",\"text\":\"nul \\u0000 pin\"}",
    );
    // What was learned beside the work is derived, and written once.
    place.run(&["suggest", "anything"]);
    let before = place.snapshot();
    let lines = place.run(&["suggest", "--file", &file, "--limit", "1"]).lines();
    assert_eq!(place.snapshot(), before, "nothing in the home is touched");
    let ids: Vec<_> = lines.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [json!("a"), json!(7), Value::Null, json!("n")]);
    assert_eq!(lines[0]["suggestions"][0]["answer_id"], "card_arrival");
    assert_eq!(lines[0]["suggestions"].as_array().unwrap().len(), 1);
    for nothing in [1, 2] {
        assert_eq!(lines[nothing]["fits"], false);
        assert_eq!(lines[nothing]["suggestions"], json!([]));
    }
}

#[test]
fn channel_and_locale_of_a_line_win_over_the_options() {
    let place = Place::begun();
    let library = place.file(
        "a.jsonl",
        "{\"id\":\"all\",\"title\":\"Card limits\",\"body\":\"a\"}\n\
         {\"id\":\"mail\",\"title\":\"Card limits by mail\",\"body\":\"a\",\"channels\":[\"email\"]}\n\
         {\"id\":\"de\",\"title\":\"Card limits German\",\"body\":\"a\",\"locale\":\"de\"}\n",
    );
    place.run(&["import", &library, "--yes", "--approve"]).ok();
    let file = place.file(
        "q.jsonl",
        "{\"text\":\"card limits\"}\n{\"text\":\"card limits\",\"channel\":\"email\",\"locale\":\"de\"}\n",
    );
    let ran = ["suggest", "--file", &file, "--channel", "x", "--locale", "en"];
    let lines = place.run(&ran).lines();
    let ids = |line: &Value| {
        let list = line["suggestions"].as_array().unwrap();
        let mut ids: Vec<_> = list.iter().map(|s| s["answer_id"].to_string()).collect();
        ids.sort();
        ids.join(" ")
    };
    assert_eq!(ids(&lines[0]), "\"all\"");
    assert_eq!(ids(&lines[1]), "\"all\" \"de\" \"mail\"");
}

#[test]
fn queries_from_a_pipe_are_answered_one_by_one() {
    let place = Place::bank();
    let mut command = place.command(&["suggest", "--file", "-"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut to = child.stdin.take().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    for id in ["first", "second"] {
        writeln!(to, "{}", json!({"id": id, "text": "where is my card"})).unwrap();
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        let found: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(found["id"], id, "the answer comes before the next query");
    }
    drop(to);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_line_that_makes_no_sense_is_named_with_file_and_line() {
    let place = Place::bank();
    let file = place.file("q.jsonl", "{\"text\":\"where is my card\"}\n{\"text\":\n");
    let ran = place.run(&["suggest", "--file", &file]);
    assert_eq!(ran.out.lines().count(), 1, "what came before is answered");
    let err = ran.failed(2);
    assert!(err.contains("q.jsonl:2: "), "{err}");
    let err = place.run(&["suggest", "--file", "nowhere.jsonl"]).failed(2);
    assert!(err.contains("nowhere.jsonl"), "{err}");
    place.run(&["suggest", "--file", "."]).failed(2);
}

#[test]
fn wrong_usage_is_told_from_failure() {
    let place = Place::bank();
    place.run(&["suggest"]).failed(2);
    place.run(&["suggest", "hi", "--file", "q.jsonl"]).failed(2);
    place.run(&["suggest", "hi", "--limit", "0"]).failed(2);
    let err = place.run(&["suggest", "hi", "--channel", "myspace"]).failed(2);
    assert!(err.contains("myspace") && err.contains("bluesky"), "{err}");
    place.run(&["suggest", "hi", "--locale", "english please"]).failed(2);
    place.run(&["suggest", "hi", "--format", "xml"]).failed(2);
}

#[test]
fn the_list_for_people_gives_reasons_and_says_when_nothing_fits() {
    let place = Place::bank();
    let out = place.run(&["suggest", "my card hasn't come"]).ok();
    assert!(out.starts_with("1. Where is my card?  [card_arrival]"), "{out}");
    assert!(out.contains("asked like “my card hasn't come”"), "{out}");
    assert!(out.contains("approved by Ada"), "{out}");
    let none = place.run(&["suggest", "xylophone"]).ok();
    assert_eq!(none, "No answer fits.\n");
}

#[test]
fn drafts_are_not_suggested() {
    let place = Place::bank();
    let found = place.run(&["suggest", "top-up limits", "--format", "json"]).json();
    assert!(!found.to_string().contains("top_up"), "{found}");
}

#[test]
fn a_message_of_a_megabyte_is_answered() {
    let place = Place::bank();
    let message = "where is my card ".repeat(62_000);
    let found = place.run_with(&message, &["suggest", "-", "--format", "json"]).json();
    assert_eq!(found["suggestions"][0]["answer_id"], "card_arrival");
}
