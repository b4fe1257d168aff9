//! `antiphon render`, without any workspace.

use serde_json::{Value, json};

use crate::support::Place;

fn object(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

#[test]
fn a_template_is_printed_with_the_origin_of_its_parts_and_what_is_wrong() {
    let place = Place::empty();
    let vars = place.file("vars.json", r#"{"customer.name": "Áda", "fact": {"days": 5}}"#);
    let template = "Hi {{ customer.name }}, {{ fact.days }} days{{ x }}";
    let ran = place.run(&["render", "--vars", &vars, "--format", "json", template]).ok();
    let part =
        |start: u32, end: u32, origin: &str| json!({"start": start, "end": end, "origin": origin});
    let expected = json!({
        "text": "Hi Áda, 5 days",
        "segments": [
            part(0, 3, "text"), part(3, 7, "field"), part(7, 9, "text"), part(9, 10, "fact"),
            part(10, 15, "text"),
        ],
        "findings": [{
            "rule": "template.unknown", "severity": "error", "start": 47, "end": 48,
            "message": "nothing is known as “x”",
        }],
    });
    assert_eq!(object(&ran), expected);
    let ran = place.run(&["render", "--vars", &vars, template]).ok();
    assert_eq!(ran, "Hi Áda, 5 days\nerror  47..48  template.unknown  nothing is known as “x”\n");
}

#[test]
fn a_file_of_templates_gives_a_line_for_each() {
    let place = Place::empty();
    let vars = place.file("vars.json", r#"{"a": "usual"}"#);
    let cases = concat!(
        r#"{"id":7,"template":"{{ a }}","vars":{"a":1.0}}"#,
        "\n\n",
        r#"{"template":"{{ a }}","data":{"a":"é"}}"#,
        "\n",
        r#"{"id":"c","template":"{{ a }}"}"#,
        "\n",
        r#"{"id":"d","template":"{% if %}"}"#,
        "\n",
    );
    let file = place.file("cases.jsonl", cases);
    let ran = place.run(&["render", "--vars", &vars, "--file", &file, "--format", "json"]).ok();
    let lines: Vec<_> = ran.lines().map(object).collect();
    let told: Vec<_> =
        lines.iter().map(|line| (line.get("id").cloned(), line["text"].clone())).collect();
    assert_eq!(
        told,
        [
            (Some(json!(7)), json!("1.0")),
            (None, json!("é")),
            (Some(json!("c")), json!("usual")),
            (Some(json!("d")), json!("")),
        ]
    );
    assert_eq!(lines[3]["findings"][0]["rule"], "template.syntax");
}

#[test]
fn what_cannot_be_read_is_named_with_its_place() {
    let place = Place::empty();
    let file = place.file("cases.jsonl", "{\"template\":\"a\"}\n{\"text\":\"b\"}\n");
    let ran = place.run(&["render", "--file", &file]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cases.jsonl:2: template: there is none"), "{}", ran.err);
    let vars = place.file("vars.json", "[]");
    let ran = place.run(&["render", "--vars", &vars, "x"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no object of values"), "{}", ran.err);
}

#[test]
fn what_is_left_to_fill_in_is_told_by_its_place_in_the_template() {
    let place = Place::empty();
    let vars = place.file("vars.json", r#"{"customer.name": "[NAME]", "n": 5}"#);
    let template = "Hi {{ customer.name }}, your code is XXX. Call %%phone%% in {{ n }} days.";
    let args = ["render", "--vars", &vars, "--format", "json", template];
    let found = object(&place.run(&args).ok());
    let places: Vec<_> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let at = |key: &str| usize::try_from(one[key].as_u64().unwrap()).unwrap();
            (one["rule"].as_str().unwrap(), template.get(at("start")..at("end")).unwrap())
        })
        .collect();
    let rule = "template.leftover";
    assert_eq!(places, [(rule, "customer.name"), (rule, "XXX"), (rule, "%%phone%%")]);
}
