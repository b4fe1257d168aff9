//! Files as they come: odd encodings, odd line ends, Markdown folders, hostile text.

use std::fs;

use crate::support::Place;

#[track_caller]
fn title_after_import(place: &Place, file: &str) -> String {
    place.run(&["import", file, "--yes"]).ok();
    let rows = place.run(&["answers", "list", "--format", "json"]).json();
    rows[0]["title"].as_str().unwrap().to_owned()
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_matter() {
    let place = Place::begun();
    let text =
        "\u{feff}{\"title\":\"Größe\",\"body\":\"a\"}\r\n{\"title\":\"Zwei\",\"body\":\"b\"}\r\n";
    let file = place.file("mark.jsonl", text);
    place.run(&["import", &file, "--yes"]).ok();
    assert_eq!(place.answers(), 2);
}

#[test]
fn bytes_that_are_no_utf8_are_read_as_windows_1252_and_said_so() {
    let place = Place::begun();
    let file = place.file("odd.jsonl", b"{\"title\":\"Gr\xf6\xdfe\",\"body\":\"x\"}\n");
    let out = place.run(&["import", &file, "--dry-run"]).ok();
    assert!(out.contains("odd.jsonl:1: warning: not UTF-8: read as Windows-1252"), "{out}");
    assert_eq!(title_after_import(&place, &file), "Größe");
}

#[test]
fn a_table_of_a_german_spreadsheet_is_understood() {
    let place = Place::begun();
    let file = place.file("a.csv", b"title;body;topics\r\nGr\xf6\xdfe;\"x;y\";Shop\r\n");
    assert_eq!(title_after_import(&place, &file), "Größe");
}

#[test]
fn a_folder_of_markdown_files_is_a_library() {
    let place = Place::begun();
    fs::create_dir(place.path("notes")).unwrap();
    place.file(
        "notes/card.md",
        "---\ntitle: Where is my card?\ntopics: [Cards]\n---\nOn its way.\n",
    );
    place.file("notes/pin.md", "# Change my PIN\n\nAt any cash machine.\n");
    place.run(&["import", "notes", "--yes", "--approve"]).ok();
    assert_eq!(place.answers(), 2);
}

#[test]
fn empty_files_have_nothing_to_import() {
    let place = Place::begun();
    let file = place.file("empty.jsonl", "");
    let err = place.run(&["import", &file, "--yes", "--kind", "answers"]).failed(1);
    assert!(err.contains("no rows"), "{err}");
}

#[test]
fn hostile_text_cannot_steer_the_terminal() {
    let place = Place::begun();
    let attack = "\\u001b]0;owned\\u0007\\u009b2J\\u202etxt";
    let text = format!(
        "{{\"id\":\"a\",\"title\":\"T {attack}\",\"body\":\"B {attack}\",\"phrasings\":[\"card {attack}\"],\
         \"topics\":[\"{attack}\"],\"state\":\"approved\",\"{attack}\":1}}\n"
    );
    let file = place.file("attack.jsonl", text);
    let queries = place.file("q.jsonl", format!("{{\"id\":\"q\",\"text\":\"{attack} card\"}}\n"));
    for command in [
        vec!["import", &file, "--yes"],
        vec!["import", &queries, "--yes"],
        vec!["answers", "list"],
        vec!["answers", "show", "a"],
        vec!["queries", "list"],
        vec!["queries", "show", "q"],
        vec!["suggest", "card \u{1b}[2J\u{202e}"],
        vec!["suggest", "--file", &queries, "--format", "text"],
        vec!["search", "card"],
        vec!["answers", "show", "\u{1b}[2J"],
    ] {
        let ran = place.run(&command);
        let shown = format!("{}{}", ran.out, ran.err);
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert_eq!(shown.find(steers), None, "{command:?}: {shown:?}");
        assert!(!shown.is_empty(), "{command:?} says something");
    }
}
