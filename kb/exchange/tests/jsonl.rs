//! JSON lines and JSON arrays, read through the public door.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::{fs, ops::ControlFlow, path::PathBuf};

use antiphon_exchange::{
    AnswerRow, ExchangeError, Format, Kind, Options, QueryRow, Reading, Row, Severity, inspect,
    read,
};
use antiphon_model::{AnswerState, Channel};
use tempfile::TempDir;

fn file(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn read_as(kind: Option<Kind>, content: impl AsRef<[u8]>) -> Reading {
    let (_folder, path) = file("rows.jsonl", content);
    let options = Options { kind, ..Options::default() };
    read(&path, &options, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn answer(reading: &Reading, at: usize) -> &AnswerRow {
    match reading.rows.get(at).unwrap() {
        Row::Answer(row) => row,
        other => panic!("{other:?} is no answer"),
    }
}

fn query(reading: &Reading, at: usize) -> &QueryRow {
    match reading.rows.get(at).unwrap() {
        Row::Query(row) => row,
        other => panic!("{other:?} is no query"),
    }
}

fn problems(reading: &Reading) -> Vec<String> {
    let mark = |severity| if severity == Severity::Error { "!" } else { "?" };
    let shown = reading.problems.iter();
    shown.map(|p| format!("{}{} {}", mark(p.severity), p.line, p.message)).collect()
}

#[test]
fn an_answer_with_every_field_is_read() {
    let reading = read_as(
        None,
        r#"{"id":12,"title":" Refund\ttime ","body":"Five **days**.","shortcut":"/Refund","phrasings":["where is my money?"," "],"topics":["Billing"],"channels":["X","google play"],"locale":"en_gb","variants":[{"channel":"sms","body":"5 days"}],"owner":"PR","state":"Approved","valid_from":"2026-01-01","valid_until":"2026-12-31T12:00:00Z","review_on":"2026-06-01","source":"zendesk","source_id":99,"views":7}"#,
    );
    assert_eq!((reading.kind, &reading.format), (Kind::Answers, &Format::JsonLines));
    assert_eq!(problems(&reading), [""; 0]);
    let row = answer(&reading, 0);
    assert_eq!(row.id.as_ref().unwrap().as_str(), "12");
    assert_eq!(row.content.title, "Refund time");
    assert_eq!(row.content.channels, [Channel::X, Channel::GooglePlay]);
    assert_eq!(row.content.locale.as_ref().unwrap().as_str(), "en-GB");
    assert_eq!(row.content.variants[0].channel, Some(Channel::Sms));
    assert_eq!(row.content.valid_until.unwrap().to_string(), "2026-12-31T12:00:00Z");
    assert_eq!(row.details.shortcut.as_ref().unwrap().as_str(), "refund");
    assert_eq!(row.details.origin.as_ref().unwrap().source_id, "99");
    assert_eq!(row.details.other["views"], 7);
    assert_eq!(row.phrasings, ["where is my money?"]);
    assert_eq!(row.state, Some(AnswerState::Approved));
    assert_eq!(reading.other_keys["views"], 1);
}

#[test]
fn a_query_is_read_with_its_customer() {
    let reading = read_as(
        None,
        r#"{"text":"help","channel":"twitter","customer":{"handle":"@mira","followers":"4,210","plan":"L","attributes":{"city":"Ulm"}},"public":"no","received_at":"2026-03-01 14:00","received_minutes_ago":5,"locale":"de","expected":["a"]}
{"id":"q2","text":"hi","customer":"@joe","conversation":"c1"}"#,
    );
    assert_eq!(reading.kind, Kind::Queries);
    let row = query(&reading, 0);
    assert_eq!((row.channel, row.public), (Some(Channel::X), Some(false)));
    assert_eq!(row.customer.handle.as_deref(), Some("mira"));
    assert_eq!(row.customer.followers, Some(4210));
    assert_eq!(
        serde_json::to_string(&row.customer.attributes).unwrap(),
        r#"{"city":"Ulm","plan":"L"}"#
    );
    assert_eq!(row.received_at.unwrap().to_string(), "2026-03-01T14:00:00Z");
    assert_eq!(row.received_minutes_ago, Some(5));
    assert_eq!(row.other["expected"][0], "a");
    assert_eq!(query(&reading, 1).customer.handle.as_deref(), Some("joe"));
}

#[test]
fn a_time_without_a_zone_is_in_the_given_one() {
    let (_folder, path) = file("q.json", r#"[{"text":"a","received_at":"2026-07-01T12:00"}]"#);
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let options = Options { zone, ..Options::default() };
    let reading = read(&path, &options, &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(query(&reading, 0).received_at.unwrap().to_string(), "2026-07-01T10:00:00Z");
}

#[test]
fn each_wrong_value_is_named_with_its_line_and_the_other_rows_are_read() {
    let reading = read_as(
        Some(Kind::Answers),
        r#"{"title":"good","body":"b"}
{"title":" ","body":"b"}

{"title":"a","body":"b","locale":"english please","channels":["x","myspace"],"shortcut":"a b","valid_from":"tomorrow","state":"live"}
{"title":["a"],"body":{"b":1}}
{"title":"a","body":"b","variants":[{"body":"x"},{"channel":"x"},7],"phrasings":[{}]}
{"title":"a" "body":"b"}
"title"
{"title":"empty","body":null,"source":"only"}"#,
    );
    insta::assert_snapshot!(problems(&reading).join("\n"), @r#"
    !2 title: there is none
    !4 channels: no channel is called "myspace"; channels are x bluesky mastodon facebook instagram threads linkedin youtube reddit app_store google_play google_business whatsapp sms email web_form phone
    !4 locale: "english please" is no locale; write it like en, de or pt-BR
    !4 valid_from: "tomorrow" is no time; write 2026-11-21 or 2026-11-21T14:00:00Z
    !4 state: "live" is no state; states are draft approved retired
    !4 shortcut: the shortcut "a b" holds ' '; use a-z, 0-9 and -
    !5 title: a list is no text
    !5 body: an object is no text
    ?5 body: there is none: the answer can be found, but not inserted
    !6 variants: one names neither a channel nor a locale
    !6 variants.body: there is none
    !6 variants: 7 is no object
    !6 phrasings: an object is no text
    !7 no valid JSON: expected `,` or `}` at column 14
    !8 a row is an object like {"text": …}, not "title"
    ?9 body: there is none: the answer can be found, but not inserted
    ?9 source: "only" stands alone
    "#);
    let titles: Vec<_> =
        (0..reading.rows.len()).map(|at| &answer(&reading, at).content.title).collect();
    assert_eq!(titles, ["good", "empty"]);
    assert_eq!(answer(&reading, 1).details.other["source"], "only");
    assert_eq!((reading.errors, reading.warnings), (14, 3));
}

#[test]
fn an_id_or_a_shortcut_that_is_there_twice_is_a_problem() {
    let reading = read_as(
        None,
        r#"{"id":"a","title":"1","body":"b","shortcut":"hi"}
{"id":"a","title":"2","body":"b"}
{"id":"b","title":"3","body":"b","shortcut":"HI"}"#,
    );
    assert_eq!(
        problems(&reading),
        [r#"!2 id: "a" is taken by line 1"#, r#"!3 shortcut: "hi" is taken by line 1"#]
    );
    assert_eq!(reading.rows.len(), 1);
}

#[test]
fn a_list_is_read_like_lines_and_keeps_the_line_of_each_row() {
    let reading = read_as(
        None,
        "\n [\n {\"title\": \"a, ]\\\" b\",\n  \"body\": \"x\"},\n\n {\"title\": \"c\",\n \"body\": oops},\n {\"title\":\"d\",\"body\":\"y\"} ]\n",
    );
    assert_eq!(reading.rows.iter().map(Row::line).collect::<Vec<_>>(), [3, 8]);
    assert_eq!(answer(&reading, 0).content.title, "a, ]\" b");
    assert!(problems(&reading)[0].starts_with("!7 no valid JSON: expected value"));
    let cut = read_as(None, "[{\"title\":\"a\",\"body\":\"b\"},\n{\"title\":");
    assert_eq!(problems(&cut), ["!2 the list is not closed: the file ends too early"]);
    let more = read_as(None, "[{\"title\":\"a\",\"body\":\"b\"}]\nrest");
    assert_eq!((more.rows.len(), more.errors), (1, 1));
}

#[test]
fn deep_nesting_and_long_rows_are_problems_of_their_line() {
    let deep = format!("{{\"title\":\"a\",\"body\":\"b\",\"x\":{}}}", "[".repeat(100_000));
    let long = format!("{{\"title\":\"a\",\"body\":\"{}\"}}", "x".repeat(9 << 20));
    let good = r#"{"title":"good","body":"b"}"#;
    let lines = read_as(None, format!("{deep}\n{long}\n{good}\n"));
    assert_eq!(
        problems(&lines),
        [
            "!1 no valid JSON: recursion limit exceeded at column 155",
            "!2 the row is longer than 8 MB"
        ]
    );
    assert_eq!(answer(&lines, 0).content.title, "good");
    let array = read_as(None, format!("[{long},\n{good}]"));
    assert_eq!(problems(&array), ["!1 the row is longer than 8 MB"]);
    assert_eq!(array.rows[0].line(), 2);
}

#[test]
fn the_kind_is_guessed_from_the_fields_and_can_be_given() {
    let text = r#"{"text":"how?","answer_id":"a"}"#;
    assert_eq!(read_as(None, text).kind, Kind::Phrasings);
    assert_eq!(read_as(Some(Kind::Queries), text).kind, Kind::Queries);
    assert_eq!(read_as(None, "").kind, Kind::Answers, "an empty file is no error");
    let missing = read_as(Some(Kind::Phrasings), r#"{"text":"how?"}"#);
    assert_eq!(problems(&missing), ["!1 answer_id: there is none"]);
    let (_folder, path) = file("x.jsonl", r#"{"foo":1,"bar":2}"#);
    let err = read(&path, &Options::default(), &mut |_, _| ControlFlow::Continue(())).unwrap_err();
    assert!(err.to_string().ends_with("its fields are foo, bar"), "{err}");
    assert_eq!(inspect(&path).unwrap().kind, None);
}

#[test]
fn progress_reaches_the_end_and_can_stop_the_reading() {
    let (_folder, path) = file("x.jsonl", "{\"text\":\"a\"}\n".repeat(5_000));
    let mut calls = Vec::new();
    let mut note = |done, total| {
        calls.push((done, total));
        ControlFlow::Continue(())
    };
    assert_eq!(read(&path, &Options::default(), &mut note).unwrap().rows.len(), 5_000);
    assert!(calls.len() >= 5 && calls.last() == Some(&(65_000, 65_000)), "{calls:?}");
    let stopped = read(&path, &Options::default(), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(ExchangeError::Cancelled)));
}

#[test]
fn problems_beyond_the_limit_are_counted() {
    let reading = read_as(Some(Kind::Queries), "{}\n".repeat(6_000));
    assert_eq!((reading.problems.len(), reading.errors), (5_000, 6_000));
}

#[test]
fn a_missing_file_is_named() {
    let err = inspect(&PathBuf::from("/nowhere/at-all.jsonl")).unwrap_err().to_string();
    assert!(err.starts_with("cannot read /nowhere/at-all.jsonl: "), "{err}");
}
