//! `antiphon score`: the shape of what is printed. Needs no home.

use serde_json::{Value, json};

use crate::support::Place;

#[track_caller]
fn lost(scored: &Value) -> u64 {
    let deductions = scored["deductions"].as_array().unwrap();
    deductions.iter().map(|one| one["points"].as_u64().unwrap()).sum()
}

#[test]
fn a_score_is_printed_in_the_promised_shape() {
    let place = Place::empty();
    let text = "Grüße! We guarantee it. Thanks! Bye!";
    let scored = place.run(&["score", text, "--format", "json"]).json();
    let expected = json!({"score": 92, "deductions": [
        {
            "points": 1,
            "rule": "Reply.Exclamation",
            "span": [7, 8],
            "message": "One exclamation mark is enough for a reply.",
        },
        {
            "points": 5,
            "rule": "Reply.Promises",
            "span": [9, 21],
            "message": "“We guarantee” is a promise. Say what you do, and by when it is approved.",
        },
        {
            "points": 2,
            "trait": "exclamations",
            "span": [0, 38],
            "message": "3 exclamation marks; guide: at most 1",
        },
    ]});
    assert_eq!(scored, expected);
    assert!(!place.home().exists(), "no home is made");
    let shown = place.run_with("We guarantee it.", &["score", "-"]).ok();
    assert!(shown.starts_with("95 of 100\n  −5  0..12  Reply.Promises  “We guarantee”"), "{shown}");
}

#[test]
fn a_file_of_texts_gives_a_line_each() {
    let place = Place::empty();
    let file = place.file(
        "cases.jsonl",
        "{\"id\":\"a\",\"text\":\"Hi Sam, we’re on it. ^JM\"}\n{\"text\":\"SHUT UP NOW!!!! We promise.\"}\n",
    );
    let lines = place.run(&["score", "--file", &file]).lines();
    assert_eq!(lines[0], json!({"id": "a", "score": 100, "deductions": []}));
    assert_eq!(lines[1]["score"].as_u64().unwrap() + lost(&lines[1]), 100);
}

#[test]
fn settings_of_ones_own_say_which_rules_apply() {
    let place = Place::empty();
    let config = place.file("own.ini", "StylesPath = styles\n[*]\nBasedOnStyles = Own\n");
    let rule = "extends: existence\nmessage: 'not %s'\nlevel: error\ntokens: [cheap]\n";
    std::fs::create_dir_all(place.path("styles/Own")).unwrap();
    place.file("styles/Own/Cheap.yml", rule);
    let args = ["score", "--config", &config, "We guarantee it’s cheap", "--format", "json"];
    let scored = place.run(&args).json();
    assert_eq!(scored["score"], 88);
    assert_eq!(scored["deductions"][0]["rule"], "Own.Cheap");
    let err = place.run(&["score", "--config", "none.ini", "a"]).failed(1);
    assert!(err.contains("cannot read none.ini"), "{err}");
}

#[test]
fn how_much_replies_sound_like_the_approved_answers_is_said_from_twenty_on() {
    let place = Place::begun();
    let body = |n: usize| {
        format!("Thanks {n}. We send it {} soon, so please wait.", "very ".repeat(n % 4))
    };
    let answers: Vec<String> = (0..40)
        .map(|n| json!({"id": format!("a{n}"), "title": format!("A {n}"), "body": body(n), "state": "approved"}).to_string())
        .collect();
    let library = place.file("library.jsonl", answers.join("\n"));
    place.run(&["import", &library, "--yes"]).ok();
    let replies = |count: usize| -> String {
        (0..count).map(|n| json!({"text": body(n + 40)}).to_string() + "\n").collect()
    };
    let few = place.file("few.jsonl", replies(12));
    let shown = place.run(&["guide", "likeness", "--file", &few]).ok();
    assert_eq!(shown.trim(), "all replies: not enough text: 12 of 20 replies");
    let many = place.file("many.jsonl", replies(24));
    let view = place.run(&["guide", "likeness", "--file", &many, "--format", "json"]).json();
    let value = view["windows"][0]["percentile"]["value"].as_u64().unwrap();
    assert!(value <= 95, "{view}");
    let sent = place.run(&["guide", "likeness"]).ok();
    assert_eq!(sent.trim(), "all replies: not enough text: 0 of 20 replies");
}
