//! Files as other tools write them: tables, folders, encodings, line ends.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;

use antiphon_desk::views::{AnswerFilter, ImportFormat, ImportKind};
use antiphon_desk::{Beginning, Desk, ErrorCode, ImportRequest};

use super::{counts, id, import, preview};
use crate::support::{Lab, on};

fn bodies(desk: &Desk) -> Vec<(String, String)> {
    let page = desk.list_answers(&AnswerFilter::default(), 0, 100).unwrap();
    let mut bodies: Vec<_> = page
        .rows
        .into_iter()
        .map(|row| (row.title, desk.answer(&id(&row.id)).unwrap().input.body))
        .collect();
    bodies.sort();
    bodies
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(title, body)| ((*title).to_owned(), (*body).to_owned())).collect()
}

#[test]
fn the_columns_of_a_table_are_guessed_shown_and_can_be_changed() {
    let lab = Lab::new();
    let desk = lab.empty();
    let table = "Question,Answer,Notes\nOne?,1,warm\nTwo?,\"2\n2\",cool\n";
    let guessed = lab.file("a.csv", table);
    let dry = preview(&desk, &guessed);
    let file = dry.files.first().unwrap();
    assert_eq!((file.format, file.kind, file.rows), (ImportFormat::Csv, ImportKind::Answers, 2));
    let columns: Vec<_> = file
        .columns
        .iter()
        .map(|column| (column.header.as_str(), column.field.as_deref(), column.sample.as_str()))
        .collect();
    assert_eq!(
        columns,
        [
            ("Question", Some("title"), "One?"),
            ("Answer", Some("body"), "1"),
            ("Notes", None, "warm"),
        ]
    );
    assert_eq!(dry.other_keys.first().unwrap().name, "Notes");
    assert!(dry.field_choices.contains(&"topics".to_owned()));

    let field = |name: &str| Some(name.to_owned());
    let columns = Some(vec![field("title"), field("body"), field("topics")]);
    let changed = ImportRequest { columns, ..guessed };
    let dry = preview(&desk, &changed);
    assert_eq!(dry.files.first().unwrap().columns.last().unwrap().field, field("topics"));
    assert!(dry.other_keys.is_empty());
    assert_eq!(counts(import(&desk, &changed)), [2, 0, 0]);
    assert_eq!(bodies(&desk), pairs(&[("One?", "1"), ("Two?", "2\n2")]));
    let topic = Some("warm".to_owned());
    let page = desk.list_answers(&AnswerFilter { topic, ..AnswerFilter::default() }, 0, 9).unwrap();
    assert_eq!(page.total, 1);
}

#[test]
fn a_table_whose_headers_say_nothing_can_be_read_once_a_person_has_said_it() {
    let lab = Lab::new();
    let desk = lab.empty();
    let silent = lab.file("a.csv", "foo,bar\nOne?,1\n");
    let dry = preview(&desk, &silent);
    assert!(!dry.importable);
    let problem = dry.problems.first().unwrap();
    assert!(problem.message.contains("choose what the columns mean"), "{}", problem.message);
    let columns = Some(vec![Some("title".to_owned()), Some("body".to_owned())]);
    let told = ImportRequest { columns, kind: Some(ImportKind::Answers), ..silent };
    import(&desk, &told);
    assert!(bodies(&desk).contains(&("One?".to_owned(), "1".to_owned())));
}

#[test]
fn a_row_of_a_table_with_too_many_cells_is_an_error_with_its_line() {
    let lab = Lab::new();
    let desk = lab.empty();
    let dry = preview(&desk, &lab.file("a.csv", "title,body\nOne,\"1\n1\"\nTwo,2,3\n"));
    let problem = dry.problems.first().unwrap();
    assert_eq!((dry.errors, problem.line), (1, 4));
    assert!(problem.message.contains("3 cells"), "{}", problem.message);
}

#[test]
fn a_folder_of_markdown_files_arrives_with_front_matter_ids_and_topics() {
    let lab = Lab::new();
    let desk = lab.empty();
    let folder = lab.path("docs");
    fs::create_dir_all(folder.join("billing")).unwrap();
    let refund = "---\ntitle: Refund time\nstate: approved\nchannels: [x]\n---\nFive **days**.\n";
    fs::write(folder.join("billing/refund-time.md"), refund).unwrap();
    fs::write(folder.join("hours.md"), "# Opening hours\n\nEight to eight.\n").unwrap();
    fs::write(folder.join("notes.txt"), "not for us").unwrap();
    let request =
        ImportRequest { paths: vec![folder.display().to_string()], ..ImportRequest::default() };
    let dry = preview(&desk, &request);
    assert_eq!(dry.files.first().unwrap().format, ImportFormat::Markdown);
    assert_eq!(counts(import(&desk, &request)), [2, 0, 0]);
    let view = desk.answer(&id("billing/refund-time")).unwrap();
    assert!(view.approval.is_some());
    assert_eq!(
        (view.input.body.as_str(), &view.input.topics[..]),
        ("Five **days**.", &["billing".to_owned()][..])
    );
    assert_eq!(desk.answer(&id("hours")).unwrap().input.title, "Opening hours");
    fs::write(folder.join("hours.md"), "# Opening hours\n\nAlways.\n").unwrap();
    assert_eq!(counts(import(&desk, &request)), [0, 1, 1], "the file is the same answer");
    fs::write(folder.join("hours.md"), "---\ntitle: [\n---\nx\n").unwrap();
    let dry = preview(&desk, &request);
    assert!(dry.problems.first().unwrap().file.ends_with("hours.md"), "{dry:?}");
}

#[test]
fn several_files_are_one_import() {
    let lab = Lab::new();
    let desk = lab.empty();
    let phrasings = lab.file("p.jsonl", r#"{"text":"wheres my money","answer_id":"a"}"#);
    let answers = lab.file("a.jsonl", r#"{"id":"a","title":"Refund","body":"Five days."}"#);
    let paths = [phrasings.paths, answers.paths].concat();
    let request = ImportRequest { paths, ..ImportRequest::default() };
    let dry = preview(&desk, &request);
    assert_eq!((dry.errors, dry.files.len()), (0, 2), "phrasings may come before their answer");
    assert_eq!(counts(import(&desk, &request)), [2, 0, 0]);
    assert_eq!(desk.answer(&id("a")).unwrap().input.phrasings, ["wheres my money"]);
}

#[test]
fn byte_order_marks_and_odd_line_ends_and_old_encodings_are_read() {
    let umlaut = "title,body\nGebühr,Fünf € – “so”\n";
    let expected = pairs(&[("Gebühr", "Fünf € – “so”")]);
    let windows: Vec<u8> = umlaut
        .chars()
        .map(|c| match c {
            '€' => 0x80,
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(umlaut.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes, encoding) in [
        ("plain", umlaut.as_bytes().to_vec(), "UTF-8"),
        ("bom", format!("\u{FEFF}{umlaut}").into_bytes(), "UTF-8"),
        ("crlf", umlaut.replace('\n', "\r\n").into_bytes(), "UTF-8"),
        ("cr", umlaut.replace('\n', "\r").into_bytes(), "UTF-8"),
        ("1252", windows, "windows-1252"),
        ("utf-16", utf16, "UTF-16LE"),
    ] {
        let lab = Lab::new();
        let desk = lab.empty();
        let request = lab.file("a.csv", bytes);
        let dry = preview(&desk, &request);
        let found = dry.files.first().unwrap().encoding.to_lowercase();
        assert!(found.contains(&encoding.to_lowercase()), "{name}: {found}");
        import(&desk, &request);
        assert_eq!(bodies(&desk), expected, "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_in_any_encoding_change_nothing_and_do_no_harm() {
    let lab = Lab::new();
    let desk = lab.empty();
    let mut noise: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    noise.rotate_left(17);
    for name in ["a.jsonl", "a.csv", "a.md"] {
        let request = lab.file(name, &noise);
        match desk.preview_import(&request, &mut on) {
            Ok(dry) => assert!(dry.errors > 0 || dry.warnings > 0, "{name}: {dry:?}"),
            Err(err) => assert_eq!(err.code(), ErrorCode::Invalid, "{name}: {err}"),
        }
    }
}

#[test]
fn a_time_without_a_zone_is_the_workspaces_own() {
    let lab = Lab::new();
    let beginning =
        Beginning { company: "Nordlicht", agent: "Lena", time_zone: Some("Europe/Berlin") };
    let desk = lab.create(&beginning);
    let row = r#"{"id":"a","title":"One","body":"1","valid_from":"2026-03-01 14:00"}"#;
    import(&desk, &lab.file("a.jsonl", row));
    let from = desk.answer(&id("a")).unwrap().input.valid_from;
    assert_eq!(from.as_deref(), Some("2026-03-01T13:00:00Z"));
}
