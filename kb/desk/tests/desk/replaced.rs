//! What must not happen while others have the home open, or when its journal is gone.

use antiphon_desk::{ErrorCode, ImportRequest, restore};
use antiphon_model::{AnswerId, AnswerState};

use crate::support::{Lab, answer, approved, on};

#[test]
fn a_home_that_is_open_is_not_replaced_under_its_window() {
    let lab = Lab::new();
    let desk = lab.empty();
    let backup = desk.backup(Some(&lab.path("backup"))).unwrap();
    let now = desk.now();
    let err = restore(&lab.home(), &backup, now).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Busy, "{err}");
    drop(desk);
    restore(&lab.home(), &backup, now).unwrap();
    lab.open().unwrap();
}

#[test]
fn a_lost_journal_is_said_to_be_lost_and_nothing_is_begun_over_it() {
    let lab = Lab::new();
    {
        let desk = lab.empty();
        approved(&desk, answer("Refund time", "Five days."));
    }
    std::fs::write(lab.home().path().join("journal.db"), "").unwrap();
    let err = lab.open().unwrap_err();
    assert_eq!(err.code(), ErrorCode::Damaged, "{err}");
    std::fs::remove_file(lab.home().path().join("journal.db")).unwrap();
    let err = lab.open().unwrap_err();
    assert!(err.to_string().contains("antiphon restore"), "{err}");
}

#[test]
fn the_same_file_again_leaves_a_curators_open_revision_alone() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = r#"{"id":"refund","title":"Refund time","body":"Five days.","state":"approved"}"#;
    let request = lab.file("a.jsonl", row);
    desk.run_import(&request, &mut on).unwrap();
    let id = AnswerId::parse("refund").unwrap();
    desk.edit_answer(&id, answer("Refund time", "Six days.")).unwrap();
    let again = desk.run_import(&request, &mut on).unwrap();
    assert_eq!((again.changed, again.unchanged), (0, 1));
    let view = desk.answer(&id).unwrap();
    assert_eq!((view.revision, view.input.body.as_str()), (2, "Six days."));
    let approve = ImportRequest { approve: true, ..request };
    desk.run_import(&approve, &mut on).unwrap();
    assert!(desk.answer(&id).unwrap().has_open, "the file approves its own text, no other");
}

#[test]
fn a_row_that_arrives_retired_was_never_approved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = r#"{"id":"old","title":"Old offer","body":"Half price.","state":"retired"}"#;
    desk.run_import(&lab.file("a.jsonl", row), &mut on).unwrap();
    let id = AnswerId::parse("old").unwrap();
    assert_eq!(desk.answer(&id).unwrap().state, AnswerState::Retired);
    let restored = desk.restore_answer(&id).unwrap();
    assert_eq!(restored.state, AnswerState::Draft, "somebody has to approve it first");
}
