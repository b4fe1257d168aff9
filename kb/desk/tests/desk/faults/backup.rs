//! Backups: whole, restorable, and nothing is ever thrown away for them.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use antiphon_desk::{ErrorCode, Home, restore};
use antiphon_model::{AnswerId, ConversationId};

use super::{assert_sound, assert_whole, bytes, fill, suggested, tamper};
use crate::support::{Lab, paste, used};

/// A home with twenty answers and a draft, its thread, and a backup of it.
fn backed_up() -> (Lab, ConversationId, PathBuf) {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    let thread = paste(&desk, "topic3?");
    desk.save_draft(&thread, "Hi Mira, I", &used(&AnswerId::parse("a3").unwrap())).unwrap();
    let to = desk.backup(Some(&lab.path("copy/of it"))).unwrap();
    assert_eq!(to, lab.path("copy/of it"));
    (lab, thread, to)
}

#[test]
fn a_backup_brings_answers_conversations_and_drafts_back() {
    let (lab, thread, backup) = backed_up();
    let desk = lab.open().unwrap();
    desk.retire_answer(&AnswerId::parse("a3").unwrap()).unwrap();
    desk.save_draft(&thread, "", &[]).unwrap();
    let now = desk.now();
    drop(desk);
    let aside = restore(&lab.home(), &backup, now).unwrap().unwrap();
    let desk = lab.open().unwrap();
    let draft = desk.open_conversation(&thread).unwrap().draft.unwrap();
    assert_eq!((draft.text.as_str(), draft.answers.len()), ("Hi Mira, I", 1));
    assert_whole(&desk, 20);
    drop(desk);
    assert!(!lab.home().path().join("incoming").exists());

    let later = now.plus_minutes(1);
    restore(&lab.home(), &aside, later).unwrap().unwrap();
    let desk = lab.open().unwrap();
    assert_eq!(desk.workspace().unwrap().counts.retired, 1, "what was replaced is kept");
    assert!(suggested(&desk, "topic3").is_empty());
    assert_sound(&desk);
}

#[test]
fn a_backup_makes_a_home_where_there_was_none() {
    let (lab, thread, backup) = backed_up();
    let elsewhere = Home::locate(Some(&lab.path("new/home"))).unwrap();
    let now = antiphon_model::Time::parse("2026-11-21T12:00:00Z").unwrap();
    assert_eq!(restore(&elsewhere, &backup, now).unwrap(), None);
    let desk = lab.open_at(elsewhere).unwrap();
    assert_eq!(desk.open_conversation(&thread).unwrap().draft.unwrap().text, "Hi Mira, I");
    assert_whole(&desk, 20);
}

#[test]
fn a_backup_lies_in_the_home_unless_a_place_is_named_and_never_over_another() {
    let lab = Lab::new();
    let desk = lab.empty();
    let first = desk.backup(None).unwrap();
    assert!(first.starts_with(lab.home().path().join("backups")), "{}", first.display());
    let files = bytes(&first);
    assert_eq!(desk.backup(None).unwrap_err().code(), ErrorCode::Conflict, "at the same moment");
    assert_eq!(desk.backup(Some(&first)).unwrap_err().code(), ErrorCode::Conflict);
    lab.clock.pass_minutes(1);
    assert_ne!(desk.backup(None).unwrap(), first);
    assert!(bytes(&first) == files);
    let taken = lab.path("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("holiday.jpg"), "x").unwrap();
    assert!(desk.backup(Some(&taken)).is_err());
    assert_eq!(bytes(&taken).len(), 1, "and no half of a backup is left there");
    assert!(!lab.path("taken.partial").exists());
}

#[test]
fn restore_refuses_what_is_no_sound_backup_and_leaves_the_home_as_it_is() {
    let (lab, _, backup) = backed_up();
    let copy = |name: &str| -> PathBuf {
        let to = lab.path(name);
        fs::create_dir(&to).unwrap();
        fs::copy(backup.join("journal.db"), to.join("journal.db")).unwrap();
        to
    };
    let (empty, garbage, changed, newer) =
        (lab.path("empty"), copy("garbage"), copy("changed"), copy("newer"));
    fs::create_dir(&empty).unwrap();
    fs::write(garbage.join("journal.db"), "holiday photos".repeat(99)).unwrap();
    tamper(&changed.join("journal.db"), "UPDATE event SET actor = 'x' WHERE seq = 5");
    tamper(&newer.join("journal.db"), "PRAGMA user_version = 99");
    let void = lab.path("void");
    fs::create_dir(&void).unwrap();
    fs::write(void.join("journal.db"), "").unwrap();
    let now = lab.open().unwrap().now();
    let before = bytes(lab.home().path());
    let check = |from: &Path, code: ErrorCode| {
        let err = restore(&lab.home(), from, now).unwrap_err();
        assert_eq!(err.code(), code, "{}: {err}", from.display());
        assert!(bytes(lab.home().path()) == before, "{}", from.display());
    };
    check(&lab.path("nowhere"), ErrorCode::Invalid);
    check(&empty, ErrorCode::Invalid);
    check(&void, ErrorCode::Invalid);
    check(&changed, ErrorCode::Invalid);
    check(&garbage, ErrorCode::Damaged);
    check(&newer, ErrorCode::Newer);
    assert_whole(&lab.open().unwrap(), 20);
}
