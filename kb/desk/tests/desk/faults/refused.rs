//! Files that must not be touched: newer, damaged, somebody else's.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;

use antiphon_desk::views::{Preferences, WorkspaceKind};
use antiphon_desk::{Desk, ErrorCode, Home};
use antiphon_store::Local;

use super::{bytes, fill, tamper};
use crate::support::{Lab, on, paste};

fn closed_home() -> Lab {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 3);
    let thread = paste(&desk, "hello");
    desk.save_draft(&thread, "Hi Mira", &[]).unwrap();
    drop(desk);
    lab
}

/// Opening says `code`, with these words, and leaves every file as it is.
#[track_caller]
fn check(lab: &Lab, code: ErrorCode, words: &str) {
    let before = bytes(lab.home().path());
    let err = lab.open().unwrap_err();
    assert_eq!(err.code(), code, "{err}");
    assert!(err.to_string().contains(words), "{err}");
    assert!(bytes(lab.home().path()) == before, "nothing has changed");
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_as_it_is() {
    for name in ["journal.db", "store.db", "local.db"] {
        let lab = closed_home();
        tamper(&lab.home().path().join(name), "PRAGMA user_version = 99");
        check(&lab, ErrorCode::Newer, name);
    }
    let lab = closed_home();
    fs::write(lab.home().path().join("index/antiphon-format"), "99").unwrap();
    check(&lab, ErrorCode::Newer, "format 99");
}

#[test]
fn a_journal_that_is_none_is_said_to_be_damaged_and_left_as_it_is() {
    let lab = closed_home();
    fs::write(lab.home().path().join("journal.db"), "my holiday photos".repeat(100)).unwrap();
    check(&lab, ErrorCode::Damaged, "restore a backup");
    let lab = closed_home();
    let journal = lab.home().path().join("journal.db");
    fs::remove_file(&journal).unwrap();
    tamper(&journal, "CREATE TABLE photos (picture BLOB);");
    check(&lab, ErrorCode::Damaged, "another program");
}

#[test]
fn drafts_that_cannot_be_read_are_set_aside_and_keep_nobody_out() {
    let lab = closed_home();
    let garbage = "x".repeat(5_000);
    fs::write(lab.home().path().join("local.db"), &garbage).unwrap();
    let desk = lab.open().unwrap();
    let thread = paste(&desk, "hello again");
    assert!(desk.open_conversation(&thread).unwrap().draft.is_none());
    desk.save_draft(&thread, "Hi", &[]).unwrap();
    let kept = bytes(&lab.home().path().join("backups"));
    assert!(kept.values().any(|kept| kept == garbage.as_bytes()), "{:?}", kept.keys());
}

#[test]
fn drafts_set_aside_take_their_log_with_them() {
    let lab = Lab::new();
    let desk = lab.empty();
    let thread = paste(&desk, "hello");
    let [file, log] = ["local.db", "local.db-wal"].map(|name| lab.home().path().join(name));
    tamper(&file, "PRAGMA wal_checkpoint(TRUNCATE)");
    desk.save_draft(&thread, "Hi Mira", &[]).unwrap();
    // As after a crash: the log holds what came after the file was last written.
    let left = fs::read(&log).unwrap();
    drop(desk);
    fs::write(&file, "x".repeat(5_000)).unwrap();
    fs::write(&log, left).unwrap();
    let desk = lab.open().unwrap();
    desk.save_draft(&thread, "Hi again", &[]).unwrap();
    drop(desk);
    let desk = lab.open().unwrap();
    assert_eq!(desk.open_conversation(&thread).unwrap().draft.unwrap().text, "Hi again");
}

#[test]
fn an_emptied_journal_does_not_take_the_tables_with_it() {
    let lab = closed_home();
    fs::write(lab.home().path().join("journal.db"), "").unwrap();
    let store = lab.home().path().join("store.db");
    let before = fs::read(&store).unwrap();
    let err = lab.open().unwrap_err();
    assert!(matches!(err.code(), ErrorCode::Damaged | ErrorCode::NoWorkspace), "{err}");
    assert!(fs::read(&store).unwrap() == before);
}

#[test]
fn a_workspace_is_not_made_over_another_one_or_over_what_is_no_journal() {
    let lab = closed_home();
    let again = |lab: &Lab| {
        let new = antiphon_desk::views::NewWorkspace {
            kind: WorkspaceKind::Empty,
            company: "Other".to_owned(),
            agent: "Bo".to_owned(),
        };
        Desk::begin(lab.home(), lab.edge(), &new, &mut on).unwrap_err()
    };
    assert_eq!(again(&lab).code(), ErrorCode::Conflict);
    let journal = lab.home().path().join("journal.db");
    fs::write(&journal, "my holiday photos".repeat(100)).unwrap();
    assert_eq!(again(&lab).code(), ErrorCode::Damaged);
    assert!(fs::read(&journal).unwrap().starts_with(b"my holiday"));
}

#[test]
fn a_home_without_a_workspace_says_how_to_make_one() {
    let lab = Lab::new();
    let err = lab.open().unwrap_err();
    assert_eq!(err.code(), ErrorCode::NoWorkspace);
    assert!(err.to_string().contains("antiphon init"), "{err}");
    assert!(!lab.home().path().exists(), "and looking makes nothing");
    fs::write(lab.path("file"), "x").unwrap();
    let home = Home::locate(Some(&lab.path("file/home"))).unwrap();
    assert!(!home.exists());
}

#[test]
fn preferences_that_make_no_sense_are_forgotten() {
    let lab = Lab::new();
    let desk = lab.empty();
    assert_eq!(desk.preferences().unwrap(), Preferences::default());
    let liked = Preferences { queue_width: 300, ..Preferences::default() };
    desk.save_preferences(liked).unwrap();
    assert_eq!(desk.preferences().unwrap(), liked);
    drop(desk);
    let file = lab.home().path().join("local.db");
    let local = Local::open(&file, lab.folder.path()).unwrap();
    for nonsense in [r#"{"theme":"pink"}"#, r#"{"queueWidth":-3}"#, "[1]", "null"] {
        local.save_preferences(&serde_json::from_str(nonsense).unwrap()).unwrap();
        let desk = lab.open().unwrap();
        assert_eq!(desk.preferences().unwrap(), Preferences::default(), "{nonsense}");
    }
    tamper(&file, "UPDATE preferences SET doc = 'no JSON'");
    let desk = lab.open().unwrap();
    assert_eq!(desk.preferences().unwrap(), Preferences::default());
    desk.save_preferences(liked).unwrap();
    assert_eq!(desk.preferences().unwrap(), liked);
}

#[test]
fn preferences_of_another_version_keep_what_is_understood() {
    let lab = Lab::new();
    let desk = lab.empty();
    drop(desk);
    let local = Local::open(&lab.home().path().join("local.db"), lab.folder.path()).unwrap();
    let liked = Preferences { queue_width: 300, ..Preferences::default() };
    let mut other = serde_json::to_value(liked).unwrap();
    other["later"] = serde_json::json!({"more": true});
    local.save_preferences(&other).unwrap();
    assert_eq!(lab.open().unwrap().preferences().unwrap(), liked);
}
