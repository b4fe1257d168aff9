//! Evaluations of files, without a workspace.

use serde_json::Value;

use crate::support::{BANK, Place};

const CASES: &str = r#"{"id":"c1","text":"my card has not come yet","expected":["card_arrival"],"tags":[]}
{"id":"c2","text":"how do I change the pin of my card","expected":["other","pin_change"],"tags":[]}
{"id":3,"text":"what is the meaning of life","expected":[]}
"#;

const EVAL: [&str; 5] = ["eval", "--library", "bank.jsonl", "--cases", "cases.jsonl"];

/// A folder with the bank's library and `cases`, and no home.
fn place(cases: &str) -> Place {
    let place = Place::empty();
    place.file("bank.jsonl", BANK);
    place.file("cases.jsonl", cases);
    place
}

fn eval<'a>(more: &[&'a str]) -> Vec<&'a str> {
    EVAL.iter().chain(more).copied().collect()
}

#[test]
fn an_evaluation_needs_no_home_and_makes_none() {
    let cases = CASES.replace("\"other\",", "");
    let place = place(&cases);
    let text = place.run(&eval(&[])).ok();
    assert!(text.starts_with("3 answers; 2 cases in scope, 1 out of scope\n"), "{text}");
    assert!(text.contains("\ntop-1                             100.0 %\n"), "{text}");
    assert!(!place.home().exists());
}

#[test]
fn programs_read_every_measure_under_its_name() {
    let cases = CASES.replace("\"other\",", "");
    let report = place(&cases).run(&eval(&["--format", "json"])).json();
    assert_eq!(report["answers"], 3);
    assert_eq!(report["phrasings"], 3);
    let antiphon = &report["engines"][0];
    let names: Vec<_> = antiphon.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "engine",
        "encoder",
        "in_scope",
        "out_of_scope",
        "top1",
        "top3",
        "top5",
        "mrr10",
        "auroc",
        "rejected_at_95",
        "joint",
        "calibration_error",
        "p50_ms",
        "p99_ms",
    ];
    assert_eq!(names, expected);
    assert_eq!((antiphon["top1"].as_f64(), antiphon["auroc"].as_f64()), (Some(1.0), Some(1.0)));
}

#[test]
fn rows_that_do_not_say_where_they_stand_count_as_approved_and_drafts_do_not() {
    let cases = r#"{"text":"top-up limits","expected":["top_up"]}"#;
    let top1 = |place: &Place| {
        let ran = place.run(&eval(&["--format", "json"]));
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        report["engines"][0]["top1"].as_f64()
    };
    let place = place(cases);
    assert_eq!(top1(&place), Some(1.0), "the row has no state");
    place.file("bank.jsonl", BANK.replace("\"owner\":", "\"state\":\"draft\",\"owner\":"));
    assert_eq!(top1(&place), Some(0.0));
}

#[test]
fn each_case_is_written_as_suggest_prints_it() {
    let cases = CASES.replace("\"other\",", "");
    let place = place(&cases);
    place.run(&eval(&["--out", "out.jsonl"])).ok();
    let out = std::fs::read_to_string(place.path("out.jsonl")).unwrap();
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["id"], &lines[2]["id"]), (&Value::from("c1"), &Value::from(3)));
    let best = &lines[0]["suggestions"][0];
    assert_eq!(best["answer_id"], "card_arrival");
    assert!(best["score"].is_f64() && best["confidence"].is_f64(), "{best}");
    assert_eq!(lines[0]["confidence"], best["confidence"]);
    assert!(lines.iter().all(|line| line["fits"].is_boolean() && line["took_us"].is_u64()));
}

#[test]
fn fts5_is_asked_the_same_and_stands_beside() {
    let cases = CASES.replace("\"other\",", "");
    let place = place(&cases);
    let report = place.run(&eval(&["--compare", "fts5", "--format", "json"])).json();
    let names: Vec<_> =
        report["engines"].as_array().unwrap().iter().map(|e| &e["engine"]).collect();
    assert_eq!(names, ["antiphon", "fts5"]);
    assert_eq!(report["engines"][1]["top1"], 1.0);
    assert_eq!(report["engines"][1]["calibration_error"], Value::Null, "it promises none");
    assert!(report["speed_ratio"].as_f64().unwrap() > 0.0);
    let text = place.run(&eval(&["--compare", "fts5"])).ok();
    let header = text.lines().nth(1).unwrap();
    assert_eq!(header.split_whitespace().collect::<Vec<_>>(), ["antiphon", "fts5"]);
}

#[test]
fn an_id_that_no_approved_answer_has_is_warned_of() {
    let ran = place(CASES).run(&EVAL);
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        ran.err,
        "warning: 1 expected id is no approved answer of the library and is never found: \
         \"other\" on line 2\n"
    );
}

#[test]
fn a_line_that_makes_no_sense_is_named_with_file_line_field_and_way_out() {
    let wrong = |library: &str, cases: &str| {
        let place = place(cases);
        place.file("bank.jsonl", library);
        place.run(&EVAL).failed(2)
    };
    assert_eq!(
        wrong(BANK, "{\"text\":\"a\",\"expected\":[]}\n{\"text\":\"b\"}\n"),
        "antiphon: cases.jsonl:2: expected: no list of ids; write [\"id\"], or [] where no answer \
         fits; mend the line or take it out, then try again\n"
    );
    assert_eq!(
        wrong("{\"id\":\"a\",\"title\":\"A\"}\n{\"id\":\"b\"}\n", CASES),
        "antiphon: bank.jsonl:2: title: there is none; mend the line or take it out, then try \
         again\n"
    );
}

#[test]
fn an_empty_or_missing_file_is_named() {
    assert_eq!(
        place("\n").run(&EVAL).failed(2),
        "antiphon: cases.jsonl holds no cases; see `antiphon eval --help` for what its lines look \
         like\n"
    );
    let place = place(CASES);
    place.file("bank.jsonl", "");
    let err = place.run(&EVAL).failed(2);
    assert!(err.starts_with("antiphon: bank.jsonl holds no answers; "), "{err}");
    std::fs::remove_file(place.path("cases.jsonl")).unwrap();
    place.file("bank.jsonl", BANK);
    let err = place.run(&EVAL).failed(2);
    assert!(err.starts_with("antiphon: cannot read cases.jsonl: "), "{err}");
}

#[test]
fn social_spelling_is_the_same_in_every_run() {
    let cases = CASES.replace("\"other\",", "");
    let place = place(&cases);
    let run = |out: &str| {
        place.run(&eval(&["--social", "--no-encoder", "--out", out])).ok();
        let text = std::fs::read_to_string(place.path(out)).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.map(|line| line["suggestions"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(run("one.jsonl"), run("two.jsonl"));
}

#[test]
fn results_are_never_written_over_what_they_are_made_from() {
    let place = place(CASES);
    for (file, before) in [("bank.jsonl", BANK), ("cases.jsonl", CASES)] {
        let err = place.run(&eval(&["--out", file])).failed(1);
        assert!(err.contains("name another file"), "{err}");
        assert_eq!(std::fs::read_to_string(place.path(file)).unwrap(), before);
    }
}

#[test]
fn a_workspace_evaluates_itself_on_what_it_has_learned() {
    let place = Place::bank();
    let err = place.run(&["eval", "--own"]).failed(2);
    assert!(err.contains("nothing has been learned yet"), "{err}");
    let posts = ["when will my card come", "my card is not here", "where is that card of mine"];
    let line = |(nth, post): (usize, &&str)| {
        serde_json::json!({"id": nth.to_string(), "text": post, "channel": "x", "handle": nth.to_string()})
            .to_string()
    };
    let lines: Vec<String> = posts.iter().enumerate().map(line).collect();
    let file = place.file("posts.jsonl", lines.join("\n"));
    place.run(&["import", &file, "--yes"]).ok();
    for row in place.run(&["queries", "list", "--format", "jsonl"]).lines() {
        let conversation = row["conversation"].as_str().unwrap().to_owned();
        place.run(&["judge", "accept", &conversation, "card_arrival"]).ok();
    }
    let report = place.run(&["eval", "--own", "--format", "json"]).json();
    assert_eq!(report["engines"][0]["in_scope"], 3, "{report}");
    assert_eq!(report["engines"][0]["top3"], 1.0, "{report}");
}
