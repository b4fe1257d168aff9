//! Listing, showing and finding answers and queries.

use serde_json::{Value, json};

use crate::support::{Place, QUERIES, Ran};

#[test]
fn answers_are_listed_with_their_ids() {
    let place = Place::bank();
    let out = place.run(&["answers", "list"]).ok();
    for id in ["card_arrival", "pin_change", "top_up"] {
        assert!(out.contains(id), "{out}");
    }
    let drafts = place.run(&["answers", "list", "--state", "draft", "--format", "jsonl"]).lines();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0]["id"], "top_up");
    let topic = place.run(&["answers", "list", "--topic", "Security", "--format", "json"]).json();
    assert_eq!(topic[0]["id"], "pin_change");
    assert_eq!(topic.as_array().unwrap().len(), 1);
}

#[test]
fn a_long_list_is_read_page_by_page() {
    let place = Place::bank();
    let page = |offset: &str| {
        let page = ["answers", "list", "--limit", "2", "--offset", offset, "--format", "jsonl"];
        place.run(&page).lines().iter().map(|row| row["id"].to_string()).collect::<Vec<_>>()
    };
    let mut all = [page("0"), page("2")].concat();
    all.sort();
    assert_eq!(all, ["\"card_arrival\"", "\"pin_change\"", "\"top_up\""]);
    let ran = place.run(&["answers", "list", "--limit", "2"]);
    assert!(ran.err.contains("--offset 2"), "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "results alone are on standard output");
}

#[test]
fn an_answer_is_shown_with_the_names_of_our_files() {
    let place = Place::bank();
    let shown = place.run(&["answers", "show", "top_up", "--format", "json"]).json();
    let expected = json!({
        "id": "top_up",
        "title": "Top-up limits",
        "body": "You can top up 1 000 a day.",
        "channels": ["x", "email"],
        "locale": "en",
        "owner": "mira",
        "state": "draft",
        "valid_from": null,
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&shown[key], value, "{key}");
    }
    let text = place.run(&["answers", "show", "pin_change"]).ok();
    assert!(text.starts_with("Change my PIN\n"), "{text}");
    assert!(text.contains("/pin") && text.contains("by Ada"), "{text}");
    let err = place.run(&["answers", "show", "nobody"]).failed(1);
    assert!(err.contains("nobody"), "{err}");
    place.run(&["answers", "show", ""]).failed(2);
}

#[test]
fn words_find_answers_as_they_are_typed() {
    let place = Place::bank();
    let hits = place.run(&["search", "car", "--format", "jsonl"]).lines();
    assert_eq!(hits[0]["id"], "card_arrival");
    let none = place.run(&["search", "xylophone"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    assert_eq!(place.run(&["search", "xylophone", "--format", "json"]).json(), json!([]));
}

#[test]
fn words_that_mean_the_same_are_listed_added_removed_and_searched_by() {
    let place = Place::bank();
    let synonyms = |rest: &[&str]| {
        let all: Vec<&str> = ["settings", "synonyms"].iter().chain(rest).copied().collect();
        place.run(&all)
    };
    let none = synonyms(&["list"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    assert!(none.err.contains("no words mean the same yet"), "{}", none.err);
    assert_eq!(place.run(&["search", "plastic"]).out, "");
    assert_eq!(
        synonyms(&["add", "card", "plastic", "piece of plastic"]).ok(),
        "card, plastic, piece of plastic\n"
    );
    let hits = place.run(&["search", "plastic", "--format", "jsonl"]).lines();
    assert_eq!(hits[0]["id"], "card_arrival");
    assert_eq!(
        synonyms(&["list", "--format", "json"]).json(),
        json!([["card", "plastic", "piece of plastic"]])
    );
    let err = synonyms(&["add", "lonely"]).failed(1);
    assert!(err.contains("\"lonely\" stands alone; add a word"), "{err}");
    let err = synonyms(&["remove", "lonely"]).failed(1);
    assert!(err.contains("lonely"), "{err}");
    assert_eq!(synonyms(&["remove", "piece of plastic"]).ok(), "card, plastic\n");
    synonyms(&["add"]).failed(2);
}

#[test]
fn the_team_that_one_writes_for_is_shown_set_and_cleared() {
    let place = Place::begun();
    let team = |rest: &[&str]| {
        let all: Vec<&str> = ["settings", "team"].iter().chain(rest).copied().collect();
        place.run(&all)
    };
    let none = team(&["show"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    assert!(none.err.contains("no team in particular"), "{}", none.err);
    assert_eq!(team(&["set", "Social  Media"]).ok(), "social media\n");
    assert_eq!(team(&["show", "--format", "json"]).json(), json!({"team": "social media"}));
    let err = team(&["set", "a/b"]).failed(1);
    assert!(err.contains("holds '/'"), "{err}");
    assert_eq!(team(&["clear", "--format", "json"]).json(), json!({"team": null}));
    let guide = place.run(&["guide", "show", "--format", "json"]).json();
    assert_eq!(guide["rules"][0]["teams"], json!([]));
}

#[test]
fn a_hit_shows_the_phrasing_that_it_is_found_by() {
    let place = Place::bank();
    let out = place.run(&["search", "hasn't come"]).ok();
    assert!(out.contains("asked as: my card hasn't come"), "{out}");
    let hits = place.run(&["search", "hasn't come", "--format", "jsonl"]).lines();
    assert_eq!(hits[0]["passage"], json!({"asked": true, "text": "my card hasn't come"}));
}

#[test]
fn queries_are_listed_and_shown_by_the_id_they_came_with() {
    let place = Place::bank();
    let file = place.file("q.jsonl", QUERIES);
    place.run(&["import", &file, "--yes"]).ok();

    let listed = place.run(&["queries", "list", "--format", "jsonl"]).lines();
    let ids: Vec<_> = listed.iter().map(|query| query["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["q1", "q2", "q3"], "soonest due first");
    assert_eq!(listed[0]["conversation"], listed[1]["conversation"], "one channel and handle");
    assert_eq!(listed[0]["customer"]["handle"], "joe");
    assert_eq!(listed[0]["text"], "my card hasn't come yet");

    let shown = place.run(&["queries", "show", "q2", "--format", "json"]).json();
    assert_eq!(shown["entries"].as_array().unwrap().len(), 2, "the whole conversation");
    let by_conversation = place.run(&["queries", "show", shown["id"].as_str().unwrap()]).ok();
    assert_eq!(by_conversation, place.run(&["queries", "show", "q2"]).ok());
    assert!(by_conversation.contains("Joe Doe @joe on X"), "{by_conversation}");

    assert_eq!(place.run(&["queries", "list", "--limit", "1"]).out.lines().count(), 1);
    assert_eq!(place.run(&["queries", "list", "--view", "done"]).ok(), "");
    assert!(place.run(&["queries", "show", "q9"]).failed(1).contains("q9"));
}

#[test]
fn what_is_listed_can_be_imported_again() {
    let place = Place::bank();
    let file = place.file("q.jsonl", QUERIES);
    place.run(&["import", &file, "--yes"]).ok();
    let listed = place.run(&["queries", "list", "--format", "jsonl"]).ok();
    let again = place.file("again.jsonl", listed);
    let done = place.run(&["import", &again, "--yes", "--format", "json"]).json();
    assert_eq!(done["imported"]["unchanged"], 3, "{done}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::bank();
    let mut child = place.command(&["export"]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn json_is_one_value_and_jsonl_is_one_a_line() {
    let place = Place::bank();
    let value = place.run(&["answers", "list", "--format", "json"]).json();
    assert_eq!(value.as_array().map(Vec::len), Some(3));
    let lines: Vec<Value> = place.run(&["answers", "list", "--format", "jsonl"]).lines();
    assert_eq!(Value::from(lines), value);
}

#[test]
fn a_suggestion_is_judged_and_the_judgement_taken_back() {
    let place = Place::bank();
    let file = place.file("q.jsonl", QUERIES);
    place.run(&["import", &file, "--yes"]).ok();
    let listed = place.run(&["queries", "list", "--format", "jsonl"]).lines();
    let conversation = listed[0]["conversation"].as_str().unwrap_or_default().to_owned();
    let learned = || place.run(&["answers", "show", "pin_change", "--format", "json"]).json();
    let judge =
        |words: &[&str]| place.run(&[&["judge"], words, &["--format", "json"]].concat()).json();
    let accepted = judge(&["accept", &conversation, "pin_change"]);
    assert_eq!(accepted["changed"], true, "{accepted}");
    assert_eq!(learned()["learned"].as_array().unwrap().len(), 1);
    let id = accepted["id"].as_str().unwrap();
    let taken = judge(&["undo", id, "pin_change"]);
    assert_eq!(taken, json!({"forgotten": 1, "restored": 0, "lost": 0}));
    assert!(learned()["learned"].as_array().unwrap().is_empty());

    let told = place.run(&["judge", "reject", &conversation, "pin_change"]).ok();
    assert!(told.contains("antiphon judge undo "), "{told}");
    let right = ["correct", &conversation, "card_arrival", "--wrong", "pin_change"];
    assert_eq!(judge(&right)["answers"], json!(["pin_change", "card_arrival"]));
    let again = place.run(&["judge", "accept", &conversation, "card_arrival"]).ok();
    assert_eq!(again, "Known already: nothing was learned.\n");
    place.run(&["judge", "accept", &conversation, "nobody"]).failed(1);
}
