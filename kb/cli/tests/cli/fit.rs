//! Texts measured for their channels.

use serde_json::{Value, json};

use crate::support::Place;

#[test]
fn a_text_is_measured_without_a_workspace_in_the_promised_shape() {
    let place = Place::empty();
    let text = "Hé @ana: https://example.com #help $AAPL";
    let ran = place.run(&["fit", "--channel", "x", text, "--format", "json"]);
    let expected = r#"{"channel":"x","unit":"weighted","limit":280,"count":44,"fits":true,"over_from":null,"parts":["Hé @ana: https://example.com #help $AAPL"],"facets":[{"start":4,"end":8,"kind":"mention","value":"ana"},{"start":10,"end":29,"kind":"link","value":"https://example.com"},{"start":30,"end":35,"kind":"tag","value":"help"},{"start":36,"end":41,"kind":"cashtag","value":"AAPL"}]}"#;
    assert_eq!(ran.ok(), format!("{expected}\n"));
    assert!(!place.home().exists(), "nothing is made");
}

#[test]
fn a_text_that_is_too_long_says_from_where_and_comes_in_parts() {
    let place = Place::empty();
    let text = format!("{}One more.", "Word word. ".repeat(50));
    let found = place.run_with(&text, &["fit", "--channel", "bluesky", "-", "--format", "json"]);
    let found = found.json();
    assert_eq!((&found["fits"], &found["over_from"]), (&json!(false), &json!(300)));
    assert_eq!(found["parts"].as_array().unwrap().len(), 2);
    let shown = place.run_with(&text, &["fit", "--channel", "bluesky", "-"]).ok();
    assert!(shown.starts_with("bluesky: 559 of 300 graphemes, does not fit\n"), "{shown}");
    assert!(shown.contains("Part 2:\n   "), "{shown}");
}

#[test]
fn a_file_of_texts_gives_a_line_each_with_its_id() {
    let place = Place::empty();
    let file = place.file(
        "cases.jsonl",
        "{\"id\":\"a\",\"text\":\"hi @bo@example.com\"}\n\n\
         {\"id\":7,\"text\":\"aaa\",\"spoiler_text\":\"bb\",\"limit\":4}\n\
         {\"text\":\"€\",\"channel\":\"sms\",\"suite\":\"x\"}\n",
    );
    let run = ["fit", "--channel", "mastodon", "--file", &file, "--format", "json"];
    let lines = place.run(&run).lines();
    let shown = |line: &Value| json!([line["id"], line["unit"], line["count"], line["fits"]]);
    let shown: Vec<_> = lines.iter().map(shown).collect();
    assert_eq!(shown[0], json!(["a", "graphemes", 6, true]));
    assert_eq!(shown[1], json!([7, "graphemes", 5, false]));
    assert_eq!(shown[2], json!([null, "GSM-7", 2, true]));
    assert!(lines[2].get("id").is_none(), "no id is made up");
    assert_eq!(
        place.run_with("{\"text\":\"a\"}", &["fit", "--file", "-"]).failed(2).lines().count(),
        1
    );
}

#[test]
fn options_say_what_else_is_known() {
    let place = Place::empty();
    let count = |arguments: &[&str]| {
        let run = [&["fit", "--format", "json"], arguments].concat();
        place.run(&run).json()["count"].clone()
    };
    assert_eq!(count(&["--channel", "x", "--reply", "@ana hello"]), 5);
    assert_eq!(count(&["--channel", "mastodon", "--spoiler", "cw", "hello"]), 7);
    assert_eq!(count(&["--channel", "email", "--markdown", "**hello**"]), 5);
    assert_eq!(count(&["--channel", "whatsapp", "--markdown", "**hello**"]), 7);
    let found = place.run(&[
        "fit",
        "--channel",
        "facebook",
        "--limit",
        "20",
        "--numbered",
        "--format",
        "json",
        "One two three. Four five six.",
    ]);
    assert_eq!(found.json()["parts"], json!(["One two three. (1/2)", "Four five six. (2/2)"]));
    let piped = place.run_with("hello\r\n", &["fit", "--channel", "x", "-", "--format", "json"]);
    assert_eq!(piped.json()["count"], 5, "the line's end is not of the text");
    place.run(&["fit", "hello"]).failed(2);
}
