//! Importing again: what is known is updated, and what is approved stays in service.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use antiphon_desk::views::{AnswerFilter, Severity};
use antiphon_desk::{Desk, ErrorCode, ExportFormat, ImportRequest};
use antiphon_model::AnswerState;

use super::{counts, id, import, preview, problems};
use crate::support::{Lab, answer, approved, on, paste, used};

fn titles(desk: &Desk) -> Vec<String> {
    let page = desk.list_answers(&AnswerFilter::default(), 0, 100).unwrap();
    let mut titles: Vec<_> = page.rows.into_iter().map(|row| row.title).collect();
    titles.sort();
    titles
}

fn bodies(desk: &Desk, text: &str) -> Vec<String> {
    let found = desk.suggest(&paste(desk, text)).unwrap();
    found.suggestions.into_iter().map(|one| one.preview).collect()
}

#[test]
fn the_same_file_again_changes_nothing() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rows = r#"{"id":"a","title":"One","body":"1","state":"approved","topics":["T"],"mood":1}
{"title":"Two","body":"2","phrasings":["two?"]}
{"source":"zendesk","source_id":"7","title":"Three","body":"3"}
{"id":"d","title":"Four","body":"4","state":"retired"}"#;
    let request = lab.file("a.jsonl", rows);
    assert_eq!(counts(import(&desk, &request)), [4, 0, 0]);
    let dry = preview(&desk, &request);
    assert_eq!((dry.added, dry.changed, dry.unchanged), (0, 0, 4));
    assert_eq!(counts(import(&desk, &request)), [0, 0, 4]);
    assert_eq!(titles(&desk).len(), 4);
}

#[test]
fn a_changed_row_opens_a_revision_and_the_approved_text_stays_in_service() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = |body: &str| {
        let row = format!(r#"{{"id":"a","title":"Refund","body":"{body}","state":"approved"}}"#);
        lab.file("a.jsonl", row)
    };
    import(&desk, &row("Five days."));
    let dry = preview(&desk, &row("Three days."));
    assert_eq!((dry.changed, dry.open_revisions), (1, 1));
    import(&desk, &row("Three days."));
    let view = desk.answer(&id("a")).unwrap();
    assert_eq!((view.has_open, view.approval.unwrap().revision), (true, 1));
    assert_eq!(view.input.body, "Three days.");
    assert_eq!(bodies(&desk, "refund"), ["Five days."]);
    assert_eq!(counts(import(&desk, &row("Three days."))), [0, 0, 1], "and once is enough");
}

#[test]
fn with_approve_the_changed_row_replaces_what_is_approved() {
    let lab = Lab::new();
    let desk = lab.empty();
    for body in ["Five days.", "Three days."] {
        let row = format!(r#"{{"id":"a","title":"Refund","body":"{body}"}}"#);
        import(&desk, &ImportRequest { approve: true, ..lab.file("a.jsonl", row) });
    }
    let view = desk.answer(&id("a")).unwrap();
    assert_eq!((view.has_open, view.approval.unwrap().revision), (false, 2));
    assert_eq!(bodies(&desk, "refund"), ["Three days."]);
}

#[test]
fn a_draft_that_comes_again_as_approved_is_approved() {
    let lab = Lab::new();
    let desk = lab.empty();
    import(&desk, &lab.file("a.jsonl", r#"{"id":"a","title":"One","body":"1"}"#));
    let again = lab.file("a.jsonl", r#"{"id":"a","title":"One","body":"1","state":"approved"}"#);
    assert_eq!(counts(import(&desk, &again)), [0, 1, 0]);
    assert_eq!(desk.answer(&id("a")).unwrap().state, AnswerState::Approved);
}

#[test]
fn keys_that_a_row_leaves_out_stay_as_they_are() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = r#"{"id":"a","title":"One","body":"1","shortcut":"one","topics":["t"],"owner":"Care","locale":"en","phrasings":["p"],"mood":1}"#;
    import(&desk, &lab.file("a.jsonl", row));
    let before = desk.answer(&id("a")).unwrap().input;
    import(&desk, &lab.file("b.jsonl", r#"{"id":"a","title":"One!"}"#));
    let after = desk.answer(&id("a")).unwrap().input;
    assert_eq!(after.title, "One!");
    assert_eq!(antiphon_desk::views::AnswerInput { title: "One".to_owned(), ..after }, before);
}

#[test]
fn a_row_without_an_id_is_about_the_answer_of_the_same_title() {
    let lab = Lab::new();
    let desk = lab.empty();
    let known = approved(&desk, answer("Where’s my  CARD?", "In the post."));
    let request = lab.file("a.jsonl", r#"{"title":"where s my card","body":"On its way."}"#);
    assert_eq!(counts(import(&desk, &request)), [0, 1, 0]);
    assert_eq!(desk.answer(&known).unwrap().input.body, "On its way.");
    assert_eq!(titles(&desk).len(), 1);
}

#[test]
fn a_row_of_another_tool_is_known_by_its_source_whatever_its_title() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = |source: &str, title: &str| {
        let row =
            format!(r#"{{"source":"{source}","source_id":"7","title":"{title}","body":"B"}}"#);
        lab.file("a.jsonl", row)
    };
    import(&desk, &row("zendesk", "Old title"));
    assert_eq!(counts(import(&desk, &row("zendesk", "New title"))), [0, 1, 0]);
    assert_eq!(titles(&desk), ["New title"]);
    assert_eq!(counts(import(&desk, &row("front", "New title"))), [1, 0, 0], "another tool's 7");
}

#[test]
fn the_same_source_twice_in_a_file_is_an_error_and_not_two_answers() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rows = r#"{"source":"zendesk","source_id":"7","title":"One","body":"1"}
{"source":"zendesk","source_id":"7","title":"Two","body":"2"}"#;
    let dry = preview(&desk, &lab.file("a.jsonl", rows));
    let [(line, severity, what)] = problems(&dry)[..] else { panic!("{dry:?}") };
    assert_eq!((line, severity), (2, Severity::Error));
    assert!(what.contains("line 1"), "{what}");
}

#[test]
fn a_title_twice_is_left_out_when_it_says_the_same_and_an_error_when_not() {
    let lab = Lab::new();
    let desk = lab.empty();
    let same = "{\"title\":\"One\",\"body\":\"1\"}\n{\"title\":\"one!\",\"body\":\"1\"}";
    let dry = preview(&desk, &lab.file("a.jsonl", same.replace("one!", "One")));
    assert!(dry.importable);
    assert_eq!((dry.added, dry.warnings), (1, 1));
    let other = same.replace("one!\",\"body\":\"1\"", "one!\",\"body\":\"another\"");
    let request = lab.file("b.jsonl", other);
    let dry = preview(&desk, &request);
    let [(line, severity, what)] = problems(&dry)[..] else { panic!("{dry:?}") };
    assert_eq!((line, severity), (2, Severity::Error));
    assert!(what.contains("line 1"), "{what}");
    assert!(desk.run_import(&request, &mut on).is_err() && titles(&desk).is_empty());
}

#[test]
fn an_id_twice_is_an_error_also_across_files() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = r#"{"id":"a","title":"One","body":"1"}"#;
    let [one, two] = [lab.file("1.jsonl", row), lab.file("2.jsonl", row)];
    let dry = preview(
        &desk,
        &ImportRequest { paths: [one.paths, two.paths].concat(), ..ImportRequest::default() },
    );
    assert_eq!((dry.importable, dry.errors), (false, 1));
    assert!(dry.problems.first().unwrap().file.ends_with("2.jsonl"));
}

#[test]
fn a_shortcut_belongs_to_one_answer_in_the_home_in_a_file_and_across_files() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = |id: &str| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"Title {id}\",\"body\":\"B\",\"shortcut\":\"refund\"}}\n"
        )
    };
    let error = |request: &ImportRequest, line: u32, words: &str| {
        let dry = preview(&desk, request);
        let errors: Vec<_> =
            problems(&dry).into_iter().filter(|p| p.1 == Severity::Error).collect();
        let [(at, _, what)] = errors[..] else { panic!("{words}: {errors:?}") };
        assert_eq!(at, line, "{what}");
        assert!(what.contains("shortcut") && what.contains(words), "{what}");
    };
    error(&lab.file("a.jsonl", row("a") + &row("b")), 2, "line 1");
    let [one, two] = [lab.file("1.jsonl", row("a")), lab.file("2.jsonl", row("b"))];
    let paths = [one.paths.clone(), two.paths].concat();
    error(&ImportRequest { paths, ..ImportRequest::default() }, 1, "answer a");
    import(&desk, &one);
    error(&lab.file("c.jsonl", row("c")), 1, "answer a");
    assert_eq!(counts(import(&desk, &one)), [0, 0, 1], "its own row is no conflict");
}

#[test]
fn a_retired_answer_comes_back_only_when_the_row_says_approved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row =
        |rest: &str| lab.file("a.jsonl", format!(r#"{{"id":"a","title":"One","body":"1"{rest}}}"#));
    import(&desk, &row(r#","state":"approved""#));
    desk.retire_answer(&id("a")).unwrap();
    import(&desk, &ImportRequest { approve: true, ..row("") });
    assert_eq!(desk.answer(&id("a")).unwrap().state, AnswerState::Retired);
    import(&desk, &row(r#","state":"approved""#));
    assert_eq!(desk.answer(&id("a")).unwrap().state, AnswerState::Approved);
}

#[test]
fn what_is_exported_and_imported_elsewhere_is_the_same_library() {
    for format in [ExportFormat::JsonLines, ExportFormat::Csv] {
        let lab = Lab::new();
        let desk = lab.begin(antiphon_desk::views::WorkspaceKind::Sample);
        let id = approved(&desk, answer("Odd \"one\", | ; \n", "Line one\n\n- a\n- b, \"c\" | 😡"));
        desk.send_reply(&paste(&desk, "odd one"), "Line one a b c", &used(&id)).unwrap();
        let export = |desk: &Desk| {
            let mut out = Vec::new();
            let count = desk.export_answers(format, &mut out).unwrap();
            (count, out)
        };
        let (count, out) = export(&desk);
        let name = if format == ExportFormat::Csv { "out.csv" } else { "out.jsonl" };
        let request = lab.file(name, &out);
        let home = antiphon_desk::Home::locate(Some(&lab.path("other"))).unwrap();
        let other = lab.begin_at(home, antiphon_desk::views::WorkspaceKind::Empty);
        let result = import(&other, &request);
        assert_eq!(u64::from(result.added), count);
        let lines = |out: Vec<u8>| -> BTreeSet<String> {
            String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
        };
        assert_eq!(lines(export(&other).1), lines(out));
        assert_eq!(counts(import(&desk, &request)), [0, 0, result.added], "and nothing new here");
    }
}

#[test]
fn an_id_that_cannot_be_one_is_an_error_that_shows_it() {
    let lab = Lab::new();
    let desk = lab.empty();
    let long = "x".repeat(129);
    let row = format!(r#"{{"id":"{long}","title":"One","body":"1"}}"#);
    let dry = preview(&desk, &lab.file("a.jsonl", row));
    assert_eq!(dry.errors, 1, "{dry:?}");
    let err = desk.run_import(&lab.file("a.jsonl", "[1]"), &mut on).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Invalid);
}
