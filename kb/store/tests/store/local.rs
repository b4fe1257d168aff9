//! Drafts and preferences.

use std::path::Path;

use antiphon_store::{Connection, Draft, Local, StoreError};

use crate::support::{answer, conversation, time};

fn open(home: &Path) -> Result<Local, StoreError> {
    Local::open(&home.join("local.db"), &home.join("backups"))
}

fn draft(of: &str, text: &str, at: &str) -> Draft {
    Draft {
        conversation: conversation(of),
        text: text.to_owned(),
        answers: vec![(answer("refund"), 2)],
        saved_at: time(at),
    }
}

#[test]
fn drafts_survive_reopening() {
    let home = tempfile::tempdir().unwrap();
    let (old, new) = (
        draft("a", "Dear Mo,\n", "2026-05-01T10:00:00Z"),
        draft("b", "Hi 👋", "2026-05-01T10:01:00.25Z"),
    );
    let local = open(home.path()).unwrap();
    local.save_draft(&draft("a", "De", "2026-05-01T09:59:00Z")).unwrap();
    local.save_draft(&old).unwrap();
    local.save_draft(&new).unwrap();
    drop(local);
    let local = open(home.path()).unwrap();
    assert_eq!(local.draft(&conversation("a")).unwrap(), Some(old.clone()));
    assert_eq!(local.drafts().unwrap(), [new, old]);
}

#[test]
fn an_empty_draft_is_removed() {
    let home = tempfile::tempdir().unwrap();
    let local = open(home.path()).unwrap();
    local.save_draft(&draft("a", "Dear Mo,", "2026-05-01T10:00:00Z")).unwrap();
    local.save_draft(&draft("a", "", "2026-05-01T10:01:00Z")).unwrap();
    assert_eq!(local.draft(&conversation("a")).unwrap(), None);
    assert_eq!(local.drafts().unwrap(), []);
}

#[test]
fn preferences_are_kept_as_a_whole() {
    let home = tempfile::tempdir().unwrap();
    let local = open(home.path()).unwrap();
    assert_eq!(local.preferences().unwrap(), None);
    local.save_preferences(&serde_json::json!({"theme": "dark"})).unwrap();
    let newer = serde_json::json!({"panes": [1, 2]});
    local.save_preferences(&newer).unwrap();
    drop(local);
    assert_eq!(open(home.path()).unwrap().preferences().unwrap(), Some(newer));
}

#[test]
fn a_backup_holds_the_drafts_and_never_overwrites() {
    let home = tempfile::tempdir().unwrap();
    let local = open(home.path()).unwrap();
    local.save_draft(&draft("a", "Dear Mo,", "2026-05-01T10:00:00Z")).unwrap();
    let file = home.path().join("copy.db");
    local.backup_to(&file).unwrap();
    let copy = Local::open(&file, home.path()).unwrap();
    assert_eq!(copy.drafts().unwrap(), local.drafts().unwrap());
    assert!(matches!(local.backup_to(&file), Err(StoreError::File { .. })));
}

#[test]
fn a_newer_or_foreign_file_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let local = open(home.path()).unwrap();
    local.save_draft(&draft("a", "Dear Mo,", "2026-05-01T10:00:00Z")).unwrap();
    drop(local);
    let file = home.path().join("local.db");
    let sql = |statement| Connection::open(&file).unwrap().execute_batch(statement).unwrap();
    sql("PRAGMA user_version = 9");
    assert!(matches!(open(home.path()), Err(StoreError::Newer { found: 9, known: 2, .. })));
    sql("PRAGMA user_version = 2; PRAGMA application_id = 5");
    assert!(matches!(open(home.path()), Err(StoreError::Damaged { .. })));
    sql("PRAGMA application_id = 1097757699");
    assert_eq!(open(home.path()).unwrap().drafts().unwrap().len(), 1);

    std::fs::write(&file, "no database ".repeat(500)).unwrap();
    assert!(matches!(open(home.path()), Err(StoreError::Damaged { .. })));
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("no database"));
}
