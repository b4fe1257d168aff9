//! What is written reads back as the same rows.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::{fs, ops::ControlFlow};

use antiphon_exchange::{
    AnswerRow, ExportFormat, Kind, Options, Row, read, write_answers, write_rows,
};
use antiphon_model::{
    Answer, AnswerId, AnswerState, Approval, Channel, Content, Details, Locale, MemberId, Moment,
    Origin, Revision, Shortcut, Time, Variant, clean,
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::{Map, Value, json};

fn read_back(name: &str, text: &[u8]) -> Vec<AnswerRow> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let options = Options { kind: Some(Kind::Answers), ..Options::default() };
    let reading = read(&path, &options, &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(reading.errors, 0, "{:?}", reading.problems);
    let line = |row| match row {
        Row::Answer(row) => Some(AnswerRow { line: 0, ..*row }),
        Row::Query(_) | Row::Phrasing(_) => None,
    };
    reading.rows.into_iter().filter_map(line).collect()
}

fn written(format: ExportFormat, rows: &[AnswerRow]) -> Vec<u8> {
    let mut out = Vec::new();
    let count = write_rows(&mut out, format, rows.iter().cloned()).unwrap();
    assert_eq!(count, rows.len() as u64);
    out
}

fn text() -> impl Strategy<Value = String> {
    "[a-zé🚀 ,;|\"'\\[\\]{}\n\t=#-]{0,20}[a-z!]".prop_map(|text| clean(&text))
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(['\n', '\t'], " "))
}

fn other() -> impl Strategy<Value = Map<String, Value>> {
    let value = prop_oneof![
        text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!(null)),
        Just(json!({"a": [true, 1.5]})),
    ];
    vec(("(x|y z|other|Views|source)", value), 0..3).prop_map(|pairs| pairs.into_iter().collect())
}

fn channel() -> impl Strategy<Value = Channel> {
    prop::sample::select(Channel::ALL.to_vec())
}

fn locale() -> impl Strategy<Value = Option<Locale>> {
    prop::sample::select(vec![None, Locale::parse("de").ok(), Locale::parse("pt-BR").ok()])
}

fn moment() -> impl Strategy<Value = Option<Moment>> {
    let moments = ["2026-03-01", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00.5Z"];
    option::of(prop::sample::select(moments.to_vec()).prop_map(|at| Moment::parse(at).unwrap()))
}

fn content() -> impl Strategy<Value = Content> {
    let variant = (channel(), locale(), text()).prop_map(|(channel, locale, body)| Variant {
        channel: Some(channel),
        locale,
        body,
    });
    let body = prop_oneof![text(), Just(String::new())];
    (line(), body, vec(variant, 0..3), vec(channel(), 0..3), (locale(), moment(), moment()))
        .prop_map(|(title, body, variants, channels, (locale, valid_from, valid_until))| Content {
            title,
            body,
            variants,
            channels,
            locale,
            valid_from,
            valid_until,
        })
}

fn details() -> impl Strategy<Value = Details> {
    let origin = option::of((text(), text()))
        .prop_map(|pair| pair.map(|(source, source_id)| Origin { source, source_id }));
    (vec(text(), 0..3), option::of(text()), moment(), origin, other()).prop_map(
        |(topics, owner, review_on, origin, mut other)| {
            // The name of the native key; a row that has it alone keeps it as text.
            other.remove("source");
            Details { shortcut: None, topics, owner, review_on, origin, other }
        },
    )
}

fn rows() -> impl Strategy<Value = Vec<AnswerRow>> {
    let states = [AnswerState::Draft, AnswerState::Approved, AnswerState::Retired];
    let state = option::of(prop::sample::select(states.to_vec()));
    let row = (content(), details(), vec(text(), 0..3), state, any::<bool>());
    vec(row, 0..4).prop_map(|rows| {
        let row = |(number, (content, mut details, phrasings, state, named)): (
            usize,
            (_, Details, _, _, bool),
        )| {
            let id = named.then(|| AnswerId::parse(format!("id {number}, \"é\"")).unwrap());
            details.shortcut = named.then(|| Shortcut::parse(&format!("s-{number}")).unwrap());
            AnswerRow { line: 0, file: None, id, content, details, phrasings, state }
        };
        rows.into_iter().enumerate().map(row).collect()
    })
}

proptest! {
    #[test]
    fn rows_read_back_as_they_were(rows in rows()) {
        let lines = written(ExportFormat::JsonLines, &rows);
        prop_assert_eq!(read_back("a.jsonl", &lines), rows.clone());
        let table = written(ExportFormat::Csv, &rows);
        prop_assert_eq!(read_back("a.csv", &table), rows);
    }
}

fn revision(number: u32, title: &str) -> Revision {
    let content =
        Content { title: title.to_owned(), body: "b, c".to_owned(), ..Content::default() };
    let at = Time::from_ms(0).unwrap();
    Revision { number, content, at, by: MemberId::parse("me").unwrap() }
}

#[test]
fn an_answer_is_written_as_it_is_in_service() {
    let by = MemberId::parse("me").unwrap();
    let approval = Approval { at: Time::from_ms(0).unwrap(), by, four_eyes: false };
    let answer = Answer {
        id: AnswerId::parse("a").unwrap(),
        approved: Some((revision(1, "Approved"), approval)),
        open: Some(revision(2, "Open")),
        retired: false,
        details: Details { topics: vec!["x".to_owned(), "y".to_owned()], ..Details::default() },
        phrasings: vec!["how?".to_owned()],
        last_revision: 2,
        created_at: Time::from_ms(0).unwrap(),
    };
    let mut out = Vec::new();
    write_answers(&mut out, ExportFormat::JsonLines, [&answer]).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        concat!(
            r#"{"id":"a","title":"Approved","body":"b, c","phrasings":["how?"],"#,
            r#""topics":["x","y"],"state":"approved"}"#,
            "\n"
        )
    );
    let mut out = Vec::new();
    write_answers(&mut out, ExportFormat::Csv, [&answer]).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
    id,title,body,shortcut,phrasings,topics,channels,locale,variants,owner,state,valid_from,valid_until,review_on,source,source_id,other
    a,Approved,"b, c",,how?,x | y,,,,,approved,,,,,,
    "#);
}

#[test]
fn a_full_disk_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _buf: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in [ExportFormat::JsonLines, ExportFormat::Csv] {
        let rows = vec![AnswerRow::default()];
        let err = write_rows(&mut Full, format, rows).unwrap_err().to_string();
        assert!(err.starts_with("cannot write the export: "), "{err}");
    }
}
