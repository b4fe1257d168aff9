//! Tables with guessed and given columns.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::{fs, ops::ControlFlow, path::PathBuf};

use antiphon_exchange::{
    AnswerRow, Column, Format, Guess, Kind, Mapping, Options, Reading, Row, inspect, known_fields,
    read,
};
use antiphon_model::Channel;
use tempfile::TempDir;

fn file(content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.csv");
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn read_with(options: &Options, content: impl AsRef<[u8]>) -> Reading {
    let (_folder, path) = file(content);
    read(&path, options, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn read_csv(content: impl AsRef<[u8]>) -> Reading {
    read_with(&Options::default(), content)
}

fn guess(content: &str) -> Guess {
    let (_folder, path) = file(content);
    inspect(&path).unwrap()
}

fn answer(reading: &Reading, at: usize) -> &AnswerRow {
    match reading.rows.get(at).unwrap() {
        Row::Answer(row) => row,
        other => panic!("{other:?} is no answer"),
    }
}

fn problems(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(|p| format!("{} {}", p.line, p.message)).collect()
}

#[test]
fn the_delimiter_and_the_columns_are_guessed_from_the_headers() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = "Question~Answer~Tags\nHow?~\"Like this, or; that | so\"~a\n"
            .replace('~', &delimiter.to_string());
        let reading = read_csv(text);
        assert!(matches!(reading.format, Format::Csv { delimiter: d, .. } if d == delimiter));
        let row = answer(&reading, 0);
        assert_eq!(row.content.body, "Like this, or; that | so", "{delimiter:?}");
        assert_eq!(row.details.topics, ["a"]);
    }
}

#[test]
fn lists_in_a_cell_are_split_and_other_columns_are_kept() {
    let reading = read_csv(
        "title,body,phrasings,topics,channels,Views\nA,b,\"how, so?|why?\n\",\"x, y\",sms;X,7\nB,b,\"one, two\",,,\n",
    );
    let row = answer(&reading, 0);
    assert_eq!(row.phrasings, ["how, so?", "why?"]);
    assert_eq!(row.details.topics, ["x", "y"]);
    assert_eq!(row.content.channels, [Channel::Sms, Channel::X]);
    assert_eq!(row.details.other["Views"], "7");
    assert_eq!(reading.other_keys["Views"], 1);
    assert_eq!(answer(&reading, 1).phrasings, ["one, two"]);
}

#[test]
fn queries_come_with_their_customers() {
    let reading = read_csv(
        "message,username,name,followers,date,platform,attributes.plan\nhelp,@mira,Mira B,12,2026-03-01,Twitter,L\n",
    );
    let Row::Query(row) = &reading.rows[0] else { panic!("no query") };
    assert_eq!(row.customer.handle.as_deref(), Some("mira"));
    assert_eq!(row.customer.name.as_deref(), Some("Mira B"));
    assert_eq!(row.customer.attributes["plan"], "L");
    assert_eq!(row.channel, Some(Channel::X));
    assert_eq!(row.received_at.unwrap().to_string(), "2026-03-01T00:00:00Z");
}

#[test]
fn a_line_number_is_that_of_the_file_also_after_blank_and_broken_lines() {
    let reading = read_csv(
        "title,body\r\n\r\nA,\"two\r\nlines\"\r\n\r\nB,b,too,many\r\nC\r\nD,d,\r\n , \r\nE,\r\n",
    );
    assert_eq!(reading.rows.iter().map(Row::line).collect::<Vec<_>>(), [3, 8, 10]);
    assert_eq!(
        problems(&reading),
        [
            "6 the row has 4 cells, the header has 2",
            "7 the row has 1 cells, the header has 2",
            "10 body: there is none: the answer can be found, but not inserted",
        ]
    );
    assert_eq!(answer(&reading, 0).content.body, "two\nlines");
}

#[test]
fn a_quote_that_is_never_closed_is_a_problem_and_not_an_answer() {
    let reading = read_csv("title,body\nA,a\nB,\"b\nC,c\nD,d\n");
    assert_eq!(problems(&reading), ["3 a quote that begins in this row is never closed"]);
    assert_eq!(reading.rows.len(), 1);
    let long = format!("title,body\nA,a\nB,\"{}", "x\n".repeat(5 << 20));
    let reading = read_csv(long);
    assert_eq!(reading.errors, 1);
    assert!(
        problems(&reading)[0].starts_with("3 the row is longer than 8 MB"),
        "{:?}",
        problems(&reading)
    );
}

#[test]
fn an_unknown_header_is_said_and_a_given_mapping_reads_the_table() {
    let text = "foo,bar\nA,a\n";
    let reading = read_csv(text);
    assert_eq!(reading.rows.len(), 0);
    assert_eq!(
        problems(&reading),
        [r#"1 no header of the first row is known, choose what the columns mean: "foo bar""#]
    );
    let guess = guess(text);
    let Format::Csv { mut mapping, .. } = guess.format else { panic!("no table") };
    assert_eq!((guess.kind, mapping.has_header), (None, false));
    assert_eq!(guess.first_rows, [["foo", "bar"], ["A", "a"]]);
    mapping.columns[0].field = Some("title".to_owned());
    mapping.columns[1].field = Some("body".to_owned());
    let options = Options { mapping: Some(mapping), ..Options::default() };
    let reading = read_with(&options, text);
    assert_eq!((reading.kind, reading.rows.len()), (Kind::Answers, 2));
    assert_eq!(answer(&reading, 0).content.title, "foo");
}

#[test]
fn a_changed_mapping_goes_before_the_guess() {
    let column = |index, field: &str| Column {
        index,
        header: format!("h{index}"),
        field: Some(field.to_owned()),
    };
    let columns = vec![column(1, "text"), column(0, "answer_id")];
    let mapping = Mapping { has_header: true, columns };
    let options = Options { mapping: Some(mapping), ..Options::default() };
    let reading = read_with(&options, "title,body\nx,how?\n");
    let Row::Phrasing(row) = &reading.rows[0] else { panic!("no phrasing") };
    assert_eq!((row.text.as_str(), row.answer.as_str(), row.line), ("how?", "x", 2));
}

#[test]
fn one_column_of_messages_is_enough() {
    let reading = read_csv("text\n\"hello, you\"\nbye\n");
    assert_eq!((reading.kind, reading.rows.len()), (Kind::Queries, 2));
    assert!(known_fields(Kind::Queries).any(|field| field == "customer.handle"));
}
