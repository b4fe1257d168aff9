//! Checks on a text: private data, and where sentences come from. Neither needs a home.

use serde_json::json;

use crate::support::Place;

const RECORD: &str = r#"{"customer":{"name":"Mira Okafor","email":"mira@mail.example"},"order_ids":["A-1042"],"addresses":[]}"#;
const LIBRARY: &str = r#"{"id":"refund","title":"Refunds","body":"Hi {{customer.first_name}}, refunds take 5 days. We do not refund gift cards."}
{"id":"old","title":"Old","body":"Refunds take a year.","state":"retired"}
"#;

#[test]
fn private_data_is_printed_in_the_promised_shape() {
    let place = Place::empty();
    let record = place.file("record.json", RECORD);
    let allow = place.file("allow.txt", "@shop.example\n");
    let text = "Grüße! We wrote to mira@mail.example, a@b.example or help@shop.example.";
    let args = ["expose", "--record", &record, "--allow", &allow, text, "--format", "json"];
    let expected = json!({"findings": [
        {"kind": "email", "start": 21, "end": 38, "certain": true},
        {"kind": "email", "start": 40, "end": 51, "certain": false},
    ]});
    assert_eq!(place.run(&args).json(), expected);
    assert!(!place.home().exists(), "no home is made");
    let shown = place.run(&["expose", "--record", &record, "order a1042"]).ok();
    assert_eq!(shown.trim(), "6..11  order_id  a1042  (the customer’s own)");
}

#[test]
fn a_file_of_texts_gives_a_line_each_with_its_own_record() {
    let place = Place::empty();
    let file = place.file(
        "cases.jsonl",
        format!(
            "{{\"id\":\"a\",\"text\":\"Dear Mira Okafor\",\"record\":{RECORD}}}\n\
             {{\"id\":7,\"text\":\"A1042\",\"order_ids\":[\"A1042\"]}}\n{{\"text\":\"Dear Mira Okafor\"}}\n"
        ),
    );
    let lines = place.run(&["expose", "--file", &file]).lines();
    assert_eq!((&lines[0]["id"], &lines[0]["findings"][0]["kind"]), (&json!("a"), &json!("name")));
    assert_eq!(
        (&lines[1]["id"], &lines[1]["findings"][0]["kind"]),
        (&json!(7), &json!("order_id"))
    );
    assert_eq!(lines[2], json!({"findings": []}));
    let err = place.run_with("{\"text\":\"a\",\"record\":7}", &["expose", "--file", "-"]).failed(2);
    assert!(err.contains("standard input:1: a record is an object"), "{err}");
}

#[test]
fn a_long_text_is_looked_through_to_its_end() {
    let place = Place::empty();
    let text = format!("{}mira@mail.example", "All is well. ".repeat(40_000));
    let found = place.run_with(&text, &["expose", "-", "--format", "json"]).json();
    let start = text.len() - "mira@mail.example".len();
    let expected = json!([{"kind": "email", "start": start, "end": text.len(), "certain": false}]);
    assert_eq!(found["findings"], expected);
}

#[test]
fn sentences_are_printed_in_the_promised_shape() {
    let place = Place::empty();
    let library = place.file("library.jsonl", LIBRARY);
    let draft = "Hi Mira, refunds take 24 hours. We do not refund gift cards. Nice!";
    let traced =
        place.run(&["provenance", "--library", &library, draft, "--format", "json"]).json();
    assert_eq!(traced["verdict"], "needs_approval");
    let states: Vec<_> =
        traced["sentences"].as_array().unwrap().iter().map(|s| &s["state"]).collect();
    assert_eq!(states, ["fields", "edited", "verbatim", "own"]);
    let edited = &traced["sentences"][1];
    let keys: Vec<_> = edited.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["start", "end", "state", "answer_id", "diff", "claims"]);
    assert_eq!(
        (&edited["start"], &edited["end"], &edited["answer_id"]),
        (&json!(9), &json!(31), &json!("refund"))
    );
    assert_eq!(
        edited["claims"],
        json!([{"kind": "duration", "start": 22, "end": 30, "value": "24 hour", "approved": "5 days"}])
    );
    assert_eq!(edited["diff"][1], json!({"kind": "removed", "text": "5 days"}));
    assert_eq!(traced["sentences"][3]["answer_id"], json!(null));
    assert_eq!(traced["sentences"][2]["diff"], json!(null));
    assert!(!place.home().exists(), "no home is made");
}

#[test]
fn a_file_of_drafts_gives_a_line_each_and_retired_answers_are_not_approved() {
    let place = Place::empty();
    let library = place.file("library.jsonl", LIBRARY);
    let file = place.file(
        "drafts.jsonl",
        "{\"id\":1,\"text\":\"Refunds take a year.\"}\n{\"id\":2,\"text\":\"refunds take 5 days.\"}\n{\"id\":3,\"text\":\"Hi {{name}}!\"}\n",
    );
    let lines = place.run(&["provenance", "--library", &library, "--file", &file]).lines();
    let verdicts: Vec<_> = lines.iter().map(|line| (&line["id"], &line["verdict"])).collect();
    assert_eq!(
        verdicts,
        [
            (&json!(1), &json!("needs_approval")),
            (&json!(2), &json!("ready")),
            (&json!(3), &json!("blocked"))
        ]
    );
    let shown = place.run(&["provenance", "--library", &library, "Refunds take 2 days."]).ok();
    assert!(shown.contains("! Promises “2 day”; the approved text says “5 days”."), "{}", shown);
}

#[test]
fn an_answer_that_is_not_there_is_named_and_nothing_is_told() {
    let place = Place::empty();
    let library = place.file("library.jsonl", LIBRARY);
    let ask = ["provenance", "--library", &library, "--used", "refund", "--used", "rfund", "Hi."];
    let err = place.run(&ask).failed(2);
    assert!(err.contains("no answer of the library is called rfund"), "{err}");
    let case = "{\"text\":\"Hi.\",\"used\":[\"gone\",\"refund\",\"lost\"]}";
    let err = place.run_with(case, &["provenance", "--library", &library, "--file", "-"]).failed(2);
    assert!(err.contains("is called gone, lost"), "{err}");
    let known = ["provenance", "--library", &library, "--used", "refund", "Refunds take 5 days."];
    place.run(&known).ok();
}

#[test]
fn what_was_inserted_is_an_id_or_a_list_of_ids_and_anything_else_is_named() {
    let place = Place::empty();
    let row = r#"{"id":"n6","title":"N","body":"Thanks. {% locked %}We never ask for your PIN.{% endlocked %}"}"#;
    let library = place.file("library.jsonl", row);
    let ask = ["provenance", "--library", &library, "--file", "-"];
    for used in ["\"n6\"", "[\"n6\"]"] {
        let case = format!("{{\"text\":\"Thanks.\",\"used\":{used}}}");
        let line = &place.run_with(case, &ask).lines()[0];
        assert_eq!(line["locked"][0]["answer_id"], "n6", "{used}: {line}");
    }
    for used in ["[6]", "{\"a\":\"n6\"}", "6", "true", "[\"n6\",null]"] {
        let ran = place.run_with(format!("{{\"text\":\"Thanks.\",\"used\":{used}}}"), &ask);
        assert_eq!(ran.out, "", "{used}");
        let err = ran.failed(2);
        assert!(err.contains("standard input:1: used: neither"), "{used}: {err}");
    }
    let ran = place.run_with("{\"text\":\"Thanks.\",\"used\":\"gone\"}", &ask);
    let err = ran.failed(2);
    assert!(err.contains("is called gone"), "{err}");
}

#[test]
fn answers_that_are_not_valid_now_approve_nothing() {
    let place = Place::empty();
    let library = place.file(
        "library.jsonl",
        r#"{"id":"past","title":"P","body":"Refunds take 5 days.","valid_until":"2020-01-31"}
{"id":"next","title":"N","body":"Refunds take a week.","valid_from":"2999-01-01T00:00:00Z"}
{"id":"now","title":"W","body":"We answer by email.","valid_from":"2020-01-01","valid_until":"2999-01-01"}
"#,
    );
    let verdict = |text: &str| {
        let ask = ["provenance", "--library", &library, text, "--format", "json"];
        place.run(&ask).json()["verdict"].clone()
    };
    assert_eq!(verdict("Refunds take 5 days."), "needs_approval");
    assert_eq!(verdict("Refunds take a week."), "needs_approval");
    assert_eq!(verdict("We answer by email."), "ready");
    let ask = |id: &str| {
        let ask = ["provenance", "--library", &library, "--used", id, "We answer by email."];
        place.run(&ask).failed(2)
    };
    assert!(ask("past").contains("expired: past"), "{}", ask("past"));
    assert!(ask("next").contains("not yet valid: next"), "{}", ask("next"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_never_end_is_refused_and_not_waited_for() {
    let place = Place::empty();
    let pipe = place.path("pipe.json");
    #[expect(clippy::disallowed_methods, reason = "nothing else makes a pipe")]
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    let has_pipe = made.is_ok_and(|made| made.success());
    if !has_pipe {
        println!("passed over: no pipe can be made here");
    }
    let pipe = has_pipe.then_some("pipe.json");
    for file in ["/dev/zero"].into_iter().chain(pipe) {
        for ask in [
            ["render", "--vars", file, "Hi."],
            ["expose", "--allow", file, "Hi."],
            ["expose", "--record", file, "Hi."],
        ] {
            let err = place.run(&ask).failed(2);
            assert!(err.contains(file) && err.contains("no regular file"), "{ask:?}: {err}");
        }
    }
    let long = place.file("long.json", vec![b' '; (16 << 20) + 1]);
    let err = place.run(&["render", "--vars", &long, "Hi."]).failed(2);
    assert!(err.contains("longer than 16 MB"), "{err}");
}

#[test]
fn what_a_misspelt_key_of_a_record_holds_is_guarded_and_a_name_that_is_no_text_is_named() {
    let place = Place::empty();
    for (record, named) in [
        (r#"{"customer":{"name":["Mira"]}}"#, "customer.name: no text"),
        (r#"{"customer":{"name":7}}"#, "customer.name: no text"),
        (r#"{"customer":{"last_name":{"a":"Okafor"}}}"#, "customer.last_name: no text"),
    ] {
        let file = place.file("record.json", record);
        let err = place.run(&["expose", "--record", &file, "Hi Mira Okafor"]).failed(2);
        assert!(err.contains(named), "{record}: {err}");
        let case = format!("{{\"text\":\"Hi.\",\"record\":{record}}}");
        let err = place.run_with(case, &["expose", "--file", "-"]).failed(2);
        assert!(err.contains(named) && err.contains("input:1:"), "{record}: {err}");
    }
    for (record, text) in [
        (r#"{"order_id":["A-1042"]}"#, "Your order A-1042 is here."),
        (r#"{"customer":{},"phones":["020 7946 0958"]}"#, "We ring 020 7946 0958."),
    ] {
        let file = place.file("record.json", record);
        let found = place.run(&["expose", "--record", &file, text, "--format", "json"]).json();
        assert_eq!(found["findings"][0]["certain"], true, "{record}: {found}");
    }
    let query = r#"{"id":"q1","text":"Hi","channel":"x","public":true,"locale":"en","conversation":"c1",
        "received_at":"2026-03-01T10:00:00Z","customer":{"name":"Mira Okafor","plan_name":"Gold-77"}}"#;
    let file = place.file("query.json", query);
    let found = ["expose", "--record", &file, "Dear Mira Okafor", "--format", "json"];
    assert_eq!(place.run(&found).json()["findings"][0]["kind"], "name");
}
