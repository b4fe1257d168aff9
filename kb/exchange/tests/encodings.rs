//! Files as other programs write them: byte order marks, old encodings, odd line ends, noise.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::{fs, ops::ControlFlow};

use antiphon_exchange::{ExchangeError, Kind, Options, Reading, Row, inspect, read};
use proptest::prelude::*;

fn read_bytes(name: &str, bytes: &[u8]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read(&path, &Options::default(), &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn titles(reading: &Reading) -> Vec<&str> {
    let answers = reading.rows.iter().map(|row| match row {
        Row::Answer(row) => row.content.title.as_str(),
        other => panic!("{other:?} is no answer"),
    });
    answers.collect()
}

const TABLE: &str = "title;body\nGrüße;Schöne Grüße\nCafé;\"ja\nnein\"\n";

#[track_caller]
fn check(bytes: &[u8], encoding: &str) {
    let reading = read_bytes("t.csv", bytes);
    assert_eq!(titles(&reading), ["Grüße", "Café"], "{encoding}");
    assert_eq!(reading.encoding, encoding);
    assert_eq!(reading.errors, 0);
    let Some(Row::Answer(row)) = reading.rows.get(1) else { panic!("no answer") };
    assert_eq!((row.content.body.as_str(), row.line), ("ja\nnein", 3));
}

#[test]
fn every_encoding_and_every_line_end_reads_the_same() {
    let utf16 = |unit: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    };
    for end in ["\n", "\r\n", "\r"] {
        let text = TABLE.replace('\n', end);
        check(text.as_bytes(), "UTF-8");
        check(format!("\u{feff}{text}").as_bytes(), "UTF-8 with BOM");
        check(&utf16(u16::to_le_bytes, &text), "UTF-16LE");
        check(&utf16(u16::to_be_bytes, &text), "UTF-16BE");
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        check(&latin, "Windows-1252");
    }
}

#[test]
fn text_that_is_no_utf8_is_read_as_windows_1252_and_said_once() {
    let mut bytes = "{\"title\":\"Grüße\",\"body\":\"b\"}\n".as_bytes().to_vec();
    bytes.extend(
        b"{\"title\":\"Caf\xe9 \x80\",\"body\":\"b\"}\r{\"title\":\"\xfc\",\"body\":\"b\"}",
    );
    let reading = read_bytes("a.jsonl", &bytes);
    assert_eq!(titles(&reading), ["Grüße", "Café €", "ü"], "rows in UTF-8 stay as they are");
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].line, 2);
    assert_eq!(
        reading.problems[0].message,
        "not UTF-8: read as Windows-1252, like 1 more; check accented letters"
    );
}

#[test]
fn nul_and_control_characters_are_left_out_and_nul_is_said() {
    let reading = read_bytes(
        "a.jsonl",
        b"{\"title\":\"a\0b\",\"body\":\"x\"}\n{\"title\":\"c\\u0000\\u0007d\",\"body\":\"x\"}",
    );
    assert_eq!(titles(&reading), ["ab", "cd"]);
    assert_eq!(reading.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [1, 2]);
    let table = read_bytes("a.csv", b"title,body\na\0b,x\n");
    assert_eq!(titles(&table), ["ab"]);
    assert_eq!((table.errors, table.warnings), (0, 1));
}

#[test]
fn a_line_end_between_two_chunks_is_one_line_end() {
    let header = "title,body\r\n";
    // The carriage return is the last byte of the first 64 KiB.
    let long = "x".repeat(65_535 - header.len() - 2);
    let text = format!("{header}{long},b\r\nnext,b\r\n");
    let reading = read_bytes("a.csv", text.as_bytes());
    assert_eq!(reading.rows.iter().map(Row::line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_file_without_a_telling_name_is_known_by_its_first_character() {
    let json = read_bytes("export.txt", b"\n {\"text\":\"a\"}");
    assert_eq!(json.kind, Kind::Queries);
    let table = read_bytes("export", b"text\tchannel\na\tsms\n");
    assert_eq!((table.kind, table.rows.len()), (Kind::Queries, 1));
}

#[test]
fn what_is_no_file_is_refused() {
    if std::path::Path::new("/dev/null").exists() {
        let read = read(std::path::Path::new("/dev/null"), &Options::default(), &mut |_, _| {
            ControlFlow::Continue(())
        });
        assert!(matches!(read, Err(ExchangeError::NoFile(_))), "{read:?}");
    }
}

fn noise() -> impl Strategy<Value = Vec<u8>> {
    let tokens = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\"title\":",
        "\"text\":",
        "\"body\":",
        "\"a\"",
        ",",
        ";",
        "|",
        "\n",
        "\r",
        "---\n",
        "title",
        "text,handle\n",
        ": ",
        "- ",
        "&a ",
        "*a",
        "! ",
        "null",
        "1e9",
        "\\u0000",
        "\0",
        "#",
        "\u{feff}",
        "é",
        "'",
        "? ",
        "> ",
        "%",
        "\t",
        "  ",
    ]);
    let words = prop::collection::vec(tokens.prop_map(str::as_bytes), 0..40);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        words.prop_map(|words| words.concat()),
        prop::collection::vec(any::<u8>(), 0..60)
            .prop_map(|tail| [b"\xff\xfe".to_vec(), tail].concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_bytes_make_it_panic(bytes in noise(), kind in 0..4_usize) {
        let folder = tempfile::tempdir().unwrap();
        let kinds = [None, Some(Kind::Answers), Some(Kind::Queries), Some(Kind::Phrasings)];
        let options = Options { kind: kinds[kind], ..Options::default() };
        for name in ["a.jsonl", "a.csv", "a.md", "a"] {
            let path = folder.path().join(name);
            fs::write(&path, &bytes).unwrap();
            drop(inspect(&path));
            drop(read(&path, &options, &mut |_, _| ControlFlow::Continue(())));
            let closed = [b"---\n".as_slice(), &bytes, b"\n---\n"].concat();
            fs::write(&path, closed).unwrap();
            drop(read(&path, &options, &mut |_, _| ControlFlow::Continue(())));
        }
    }
}
