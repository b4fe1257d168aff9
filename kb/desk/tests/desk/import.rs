//! Importing: a dry run that changes nothing, then all or nothing, and never a duplicate.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod again;
mod files;
mod messages;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use antiphon_desk::views::{AnswerInput, ImportPreview, Severity, VariantInput};
use antiphon_desk::{Desk, ErrorCode, ImportRequest, ImportResult, Task};
use antiphon_model::{AnswerId, AnswerState, Channel};

use crate::support::{Lab, on, paste};

pub(crate) fn import(desk: &Desk, request: &ImportRequest) -> ImportResult {
    desk.run_import(request, &mut on).unwrap()
}

pub(crate) fn preview(desk: &Desk, request: &ImportRequest) -> ImportPreview {
    desk.preview_import(request, &mut on).unwrap()
}

pub(crate) fn counts(result: ImportResult) -> [u32; 3] {
    [result.added, result.changed, result.unchanged]
}

pub(crate) fn id(text: &str) -> AnswerId {
    AnswerId::parse(text).unwrap()
}

/// Line, severity and message of every problem.
pub(crate) fn problems(preview: &ImportPreview) -> Vec<(u32, Severity, &str)> {
    let problems = preview.problems.iter();
    problems.map(|one| (one.line, one.severity, one.message.as_str())).collect()
}

/// What is on disk, but for SQLite's shared memory, in which readers leave marks.
fn on_disk(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.ends_with("-shm") {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

const FULL: &str = r#"{"id":"refund","title":"Refund time","body":"Five **days**.","shortcut":"/Refund",
"phrasings":["wheres my money","no refund yet"],"topics":["Refunds","billing"],"channels":["x","sms"],
"locale":"en","variants":[{"channel":"sms","locale":"en-GB","body":"Short."}],"owner":"Billing team",
"state":"approved","valid_from":"2026-01-01","valid_until":"2026-12-31T12:00:00Z","review_on":"2027-01-01"}"#;

#[test]
fn every_native_key_of_an_answer_arrives() {
    let lab = Lab::new();
    let desk = lab.empty();
    let request = lab.file("a.jsonl", FULL.replace('\n', ""));
    assert_eq!(counts(import(&desk, &request)), [1, 0, 0]);
    let view = desk.answer(&id("refund")).unwrap();
    assert_eq!((view.state, view.has_open), (AnswerState::Approved, false));
    let text = |text: &str| Some(text.to_owned());
    let texts = |all: [&str; 2]| all.map(str::to_owned).to_vec();
    assert_eq!(
        view.input,
        AnswerInput {
            title: "Refund time".to_owned(),
            body: "Five **days**.".to_owned(),
            variants: vec![VariantInput {
                channel: Some(Channel::Sms),
                locale: text("en-GB"),
                body: "Short.".to_owned(),
            }],
            channels: vec![Channel::X, Channel::Sms],
            locale: text("en"),
            valid_from: text("2026-01-01"),
            valid_until: text("2026-12-31T12:00:00Z"),
            shortcut: text("refund"),
            topics: texts(["refunds", "billing"]),
            owner: text("Billing team"),
            review_on: text("2027-01-01"),
            phrasings: texts(["wheres my money", "no refund yet"]),
        }
    );
}

#[test]
fn a_row_is_a_draft_unless_it_or_the_person_says_otherwise() {
    let rows = r#"{"id":"silent","title":"One","body":"1"}
{"id":"approved","title":"Two","body":"2","state":"approved"}
{"id":"draft","title":"Three","body":"3","state":"draft"}
{"id":"retired","title":"Four","body":"4","state":"retired"}"#;
    for (approve, silent) in [(false, AnswerState::Draft), (true, AnswerState::Approved)] {
        let lab = Lab::new();
        let desk = lab.empty();
        import(&desk, &ImportRequest { approve, ..lab.file("a.jsonl", rows) });
        let state = |name| desk.answer(&id(name)).unwrap().state;
        assert_eq!(state("silent"), silent);
        assert_eq!(state("approved"), AnswerState::Approved);
        assert_eq!(state("draft"), AnswerState::Draft);
        assert_eq!(state("retired"), AnswerState::Retired);
    }
}

#[test]
fn a_dry_run_changes_not_one_byte() {
    let lab = Lab::new();
    let desk = lab.empty();
    import(&desk, &lab.file("a.jsonl", r#"{"id":"a","title":"One","body":"1"}"#));
    let rows = r#"{"id":"a","title":"One","body":"one"}
{"id":"b","title":"Two","body":"2"}"#;
    let request = lab.file("b.jsonl", rows);
    let before = on_disk(lab.home().path());
    let dry = preview(&desk, &request);
    assert!(dry.importable);
    assert_eq!((dry.added, dry.changed, dry.unchanged), (1, 1, 0));
    assert!(on_disk(lab.home().path()) == before);
    assert_eq!(counts(import(&desk, &request)), [1, 1, 0], "the import does what was announced");
    assert!(on_disk(lab.home().path()) != before);
}

#[test]
fn one_bad_row_is_named_by_its_line_and_stops_all_of_them() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rows = r#"{"id":"a","title":"One","body":"1"}
{"id":"b","body":"no title"}

{"id":"c","title":"Three","body":"3","locale":"klingon!"}
{"id":"d","title":"Four","body":"4","valid_from":"2026-05-02","valid_until":"2026-05-01"}
not json"#;
    let request = lab.file("a.jsonl", rows);
    let dry = preview(&desk, &request);
    assert!(!dry.importable);
    assert_eq!(dry.errors, 4);
    let mut lines: Vec<_> = problems(&dry).into_iter().map(|(line, ..)| line).collect();
    lines.sort_unstable();
    assert_eq!(lines, [2, 4, 5, 6]);
    assert!(problems(&dry).iter().any(|(_, _, what)| what.contains("\"klingon!\"")), "{dry:?}");
    let err = desk.run_import(&request, &mut on).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Invalid);
    assert!(err.to_string().contains("4 of the rows"), "{err}");
    assert_eq!(desk.workspace().unwrap().counts.drafts, 0, "not even the good ones");
}

#[test]
fn a_file_without_rows_or_no_file_at_all_is_said_so() {
    let lab = Lab::new();
    let desk = lab.empty();
    let err = desk.run_import(&lab.file("a.csv", "title,body\n"), &mut on).unwrap_err();
    assert_eq!(err.to_string(), "nothing was imported: no rows were found");
    let missing = ImportRequest {
        paths: vec![lab.path("missing.jsonl").display().to_string()],
        ..ImportRequest::default()
    };
    let err = desk.preview_import(&missing, &mut on).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Invalid);
    assert!(err.to_string().contains("missing.jsonl"), "{err}");
}

#[test]
fn an_empty_body_is_a_warning_and_the_row_arrives() {
    let lab = Lab::new();
    let desk = lab.empty();
    let request = lab.file("a.jsonl", r#"{"id":"a","title":"One","body":""}"#);
    let dry = preview(&desk, &request);
    assert!(dry.importable);
    assert_eq!((dry.errors, dry.warnings), (0, 1));
    let [(line, severity, what)] = problems(&dry)[..] else { panic!("{dry:?}") };
    assert_eq!((line, severity), (1, Severity::Warning));
    assert!(what.contains("not inserted"), "{what}");
    import(&desk, &request);
    assert_eq!(desk.answer(&id("a")).unwrap().state, AnswerState::Draft);
}

#[test]
fn other_keys_are_counted_kept_and_exported_again() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rows = r#"{"id":"a","title":"One","body":"1","mood":{"tone":["warm",1.10]},"team":"A"}
{"id":"b","title":"Two","body":"2","team":"B"}"#;
    let request = lab.file("a.jsonl", rows);
    let dry = preview(&desk, &request);
    let keys: Vec<_> = dry.other_keys.iter().map(|key| (key.name.as_str(), key.count)).collect();
    assert_eq!(keys, [("mood", 1), ("team", 2)]);
    import(&desk, &request);
    let mut out = Vec::new();
    desk.export_answers(antiphon_desk::ExportFormat::JsonLines, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(
        out.contains(r#""mood":{"tone":["warm",1.1]}"#) && out.contains(r#""team":"B""#),
        "{out}"
    );
}

#[test]
fn answers_that_say_almost_the_same_are_shown_in_pairs() {
    let lab = Lab::new();
    let desk = lab.empty();
    let known = "Refunds reach your account within five working days of the final bill, promised.";
    let known_row = format!(r#"{{"id":"old","title":"Refund time","body":"{known}"}}"#);
    import(&desk, &lab.file("a.jsonl", known_row));
    let rows = format!(
        r#"{{"id":"new","title":"Refund time","body":"{known} Yes."}}
{{"id":"other","title":"Opening hours","body":"We are open from eight to eight, every day."}}"#
    );
    let dry = preview(&desk, &lab.file("b.jsonl", rows));
    assert!(dry.importable, "it is for a person to judge");
    assert_eq!(dry.near_duplicate_count, 1);
    let pair = dry.near_duplicates.first().unwrap();
    assert_eq!((pair.left.as_str(), pair.right.as_str()), ("Refund time", "Refund time"));
    assert!((80..100).contains(&pair.similarity), "{}", pair.similarity);
}

#[test]
fn an_import_cancelled_in_the_middle_leaves_nothing_behind() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row =
        |nth| format!("{{\"id\":\"a{nth}\",\"title\":\"Answer {nth}\",\"body\":\"{nth}\"}}\n");
    let request = lab.file("a.jsonl", (0..1_500).map(row).collect::<String>());
    let mut steps = Vec::new();
    import(&lab_copy(&lab), &request);
    desk.preview_import(&request, &mut |progress| {
        steps.push(progress.done);
        ControlFlow::Continue(())
    })
    .unwrap();
    let before_writing = steps.len();
    for stop_at in [0, before_writing - 1, before_writing + 3] {
        let mut step = 0;
        let err = desk
            .run_import(&request, &mut |progress| {
                assert_eq!(progress.task, Task::Import);
                step += 1;
                if step > stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
            .unwrap_err();
        assert_eq!(err.code(), ErrorCode::Cancelled, "at step {stop_at}: {err}");
        assert_eq!(desk.workspace().unwrap().counts.drafts, 0, "at step {stop_at}");
    }
    paste(&desk, "and the desk works on");
    assert_eq!(counts(import(&desk, &request)), [1_500, 0, 0]);
}

/// Another home, to see that the file itself is fine.
fn lab_copy(lab: &Lab) -> Desk {
    let home = antiphon_desk::Home::locate(Some(&lab.path("other"))).unwrap();
    lab.begin_at(home, antiphon_desk::views::WorkspaceKind::Empty)
}

#[test]
fn progress_never_runs_backwards_within_a_stretch_of_work() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row =
        |nth| format!("{{\"id\":\"a{nth}\",\"title\":\"Answer {nth}\",\"body\":\"{nth}\"}}\n");
    let request = lab.file("a.jsonl", (0..1_200).map(row).collect::<String>());
    let mut told = Vec::new();
    desk.run_import(&request, &mut |progress| {
        assert!(progress.total == 0 || progress.done <= progress.total, "{progress:?}");
        told.push(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    let turns = told.windows(2).filter(|pair| pair[1].done < pair[0].done).count();
    assert!(told.len() > 10 && turns <= 4, "reading, planning, writing, projecting: {told:?}");
}
