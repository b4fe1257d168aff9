//! The doctor: finds what does not agree with the journal, and repairs what is derived.

use std::fs;

use antiphon_desk::{Desk, Diagnosis, Health};
use antiphon_model::AnswerId;
use antiphon_search::{Index, Opened};

use super::{assert_sound, assert_whole, digests, fill, suggested, tamper};
use crate::support::{Lab, on};

fn states(diagnosis: &Diagnosis) -> Vec<(&str, Health)> {
    diagnosis.findings.iter().map(|one| (one.part, one.state)).collect()
}

fn filled() -> (Lab, Desk) {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    (lab, desk)
}

#[test]
fn a_sound_home_is_said_to_be_sound_and_nothing_is_changed() {
    let (lab, desk) = filled();
    let before = digests(&lab);
    let diagnosis = desk.doctor(&mut on).unwrap();
    assert!(diagnosis.is_sound());
    assert_eq!(diagnosis.events, 41, "the workspace, and two for each answer");
    assert_eq!(diagnosis.at.to_string(), "2026-11-21T12:00:00Z");
    assert_sound(&desk);
    assert_eq!(digests(&lab), before);
    assert!(!lab.home().path().join("doctor.db").exists());
}

#[test]
fn a_tampered_store_is_found_and_repaired_from_the_journal() {
    let (lab, desk) = filled();
    let before = digests(&lab);
    for change in [
        "UPDATE answer SET title = 'Buy now!' WHERE id = 'a3'",
        "DELETE FROM answer WHERE id = 'a3'",
        "UPDATE meta SET seq = 7",
        "DELETE FROM workspace",
    ] {
        tamper(&lab.home().path().join("store.db"), change);
        let diagnosis = desk.doctor(&mut on).unwrap();
        let expected =
            [("journal", Health::Sound), ("store", Health::Repaired), ("index", Health::Sound)];
        assert_eq!(states(&diagnosis), expected, "{change}");
        let id = AnswerId::parse("a3").unwrap();
        assert_eq!(desk.answer(&id).unwrap().input.title, "Topic3 explained", "{change}");
        assert_whole(&desk, 20);
    }
    drop(desk);
    assert_eq!(digests(&lab), before);
}

#[test]
fn an_answer_missing_from_the_index_is_found_and_put_back() {
    let (lab, desk) = filled();
    let folder = lab.home().path().join("index");
    let lose = || {
        let Opened::Ready(index) = Index::open(&folder).unwrap() else { panic!() };
        let mut writer = index.writer().unwrap();
        writer.remove(&AnswerId::parse("a3").unwrap());
        writer.commit(index.seq()).unwrap();
    };
    let check = |desk: &Desk| {
        let diagnosis = desk.doctor(&mut on).unwrap();
        let expected =
            [("journal", Health::Sound), ("store", Health::Sound), ("index", Health::Repaired)];
        assert_eq!(states(&diagnosis), expected);
        assert_eq!(suggested(desk, "topic3").len(), 1);
        assert_whole(desk, 20);
    };
    lose();
    check(&desk);
    drop(desk);
    lose();
    check(&lab.open().unwrap());
}

#[test]
fn an_index_deleted_under_an_open_desk_is_found_and_rebuilt() {
    let (lab, desk) = filled();
    super::remove_index(&lab);
    let diagnosis = desk.doctor(&mut on).unwrap();
    assert_eq!(states(&diagnosis).last(), Some(&("index", Health::Repaired)));
    drop(desk);
    assert_whole(&lab.open().unwrap(), 20);
}

#[test]
fn a_tampered_journal_is_broken_and_a_backup_is_advised() {
    for change in [
        "UPDATE event SET body = replace(body, 'page 3.', 'page 9.') WHERE stream = 'answer/a3'",
        "UPDATE event SET actor = 'somebody' WHERE seq = 5",
        "DELETE FROM event WHERE seq = 9",
        "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
    ] {
        let (lab, desk) = filled();
        let store = fs::read(lab.home().path().join("store.db")).unwrap();
        tamper(&lab.home().path().join("journal.db"), change);
        let diagnosis = desk.doctor(&mut on).unwrap();
        assert!(!diagnosis.is_sound());
        assert_eq!(states(&diagnosis), [("journal", Health::Broken)], "{change}");
        let note = &diagnosis.findings.first().unwrap().note;
        assert!(note.contains("antiphon restore"), "{note}");
        let after = fs::read(lab.home().path().join("store.db")).unwrap();
        assert!(after == store, "what it holds may be needed");
    }
}

#[test]
fn a_journal_whose_pages_are_damaged_is_broken_and_no_error() {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 300);
    drop(desk);
    let journal = lab.home().path().join("journal.db");
    let mut all = fs::read(&journal).unwrap();
    let pages = all.len() / 4096;
    assert!(pages > 20, "{pages}");
    all[4096 * 12..4096 * 14].fill(0xA5);
    fs::write(&journal, all).unwrap();
    let desk = lab.open().unwrap();
    let diagnosis = desk.doctor(&mut on).unwrap();
    assert_eq!(states(&diagnosis), [("journal", Health::Broken)]);
}

#[test]
fn the_doctor_and_writes_do_not_stand_in_each_others_way() {
    let (_lab, desk) = filled();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for nth in 0..12 {
                desk.create_answer(crate::support::answer(&format!("Draft {nth}"), "")).unwrap();
            }
        });
        while !writing.is_finished() {
            assert!(desk.doctor(&mut on).unwrap().is_sound());
        }
    });
    assert_sound(&desk);
}
