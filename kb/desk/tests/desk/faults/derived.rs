//! What is derived can vanish or break at any time: it is made anew.

use std::fs;

use antiphon_search::{Index, Opened};

use super::{
    assert_sound, assert_whole, digests, fill, remove_index, remove_store, suggested, tamper,
};
use crate::support::{Lab, answer, approved, on, paste};

#[test]
fn an_index_deleted_while_the_desk_is_open_is_rebuilt_by_the_next_write() {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    remove_index(&lab);
    assert_eq!(suggested(&desk, "topic3").len(), 1, "what is open can still be read");
    let id = approved(&desk, answer("Zeppelin", "Up and away."));
    assert_eq!(suggested(&desk, "zeppelin").first().unwrap().0.id, id.as_str());
    assert_eq!(suggested(&desk, "topic3").len(), 1, "and the others are in it");
    assert_sound(&desk);
    drop(desk);
    assert_eq!(suggested(&lab.open().unwrap(), "topic19").len(), 1);
}

#[test]
fn an_index_begun_anew_by_a_program_that_died_is_filled_by_the_next_write() {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    remove_index(&lab);
    let opened = Index::open(&lab.home().path().join("index")).unwrap();
    assert!(matches!(opened, Opened::Fresh { .. }));
    drop(opened);
    paste(&desk, "a write that changes no answer");
    approved(&desk, answer("Zeppelin", "Up and away."));
    assert_eq!(suggested(&desk, "topic3").len(), 1);
    assert_eq!(suggested(&desk, "zeppelin").len(), 1);
    assert_sound(&desk);
}

#[test]
fn an_index_of_garbage_is_rebuilt_when_the_home_is_opened() {
    for victim in ["meta.json", "antiphon-format", "*"] {
        let lab = Lab::new();
        let desk = lab.empty();
        fill(&lab, &desk, 20);
        drop(desk);
        let before = digests(&lab);
        for entry in fs::read_dir(lab.home().path().join("index")).unwrap() {
            let path = entry.unwrap().path();
            if victim == "*" || path.ends_with(victim) {
                fs::write(path, "garbage \0\u{1} and more of it").unwrap();
            }
        }
        let desk = lab.open().unwrap();
        assert_whole(&desk, 20);
        drop(desk);
        assert_eq!(digests(&lab), before, "{victim}");
    }
}

#[test]
fn a_store_that_is_missing_or_garbage_is_rebuilt_to_the_same() {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    paste(&desk, "a message");
    drop(desk);
    let before = digests(&lab);
    let store = lab.home().path().join("store.db");
    let garbage: &[&dyn Fn()] = &[
        &|| {},
        &|| fs::write(&store, "no database at all").unwrap(),
        &|| fs::write(&store, vec![0_u8; 65_536]).unwrap(),
        &|| tamper(&store, "CREATE TABLE holiday (photo BLOB);"),
    ];
    for (nth, make) in garbage.iter().enumerate() {
        remove_store(&lab);
        make();
        assert_whole(&lab.open().unwrap(), 20);
        assert_eq!(digests(&lab), before, "{nth}");
    }
    remove_store(&lab);
    remove_index(&lab);
    assert_whole(&lab.open().unwrap(), 20);
    assert_eq!(digests(&lab), before, "both at once");
}

#[test]
fn a_store_damaged_in_the_middle_does_not_keep_the_doctor_out() {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 400);
    drop(desk);
    let before = digests(&lab);
    let store = lab.home().path().join("store.db");
    let mut all = fs::read(&store).unwrap();
    let pages = all.len() / 4096;
    assert!(pages > 50, "{pages}");
    // The first pages say what the file is and how far it has come.
    all[4096 * 30..4096 * (pages - 1)].fill(0xA5);
    fs::write(&store, all).unwrap();
    let desk = lab.open().unwrap();
    let diagnosis = desk.doctor(&mut on).unwrap();
    assert!(diagnosis.is_sound(), "{diagnosis:?}");
    assert_whole(&desk, 400);
    drop(desk);
    assert_eq!(digests(&lab), before);
}

#[test]
fn a_store_deleted_while_the_desk_is_open_loses_nothing() {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    remove_store(&lab);
    let id = approved(&desk, answer("Zeppelin", "Up and away."));
    assert_eq!(desk.answer(&id).unwrap().input.title, "Zeppelin");
    drop(desk);
    let desk = lab.open().unwrap();
    assert_eq!(suggested(&desk, "zeppelin").len(), 1);
    assert_eq!(desk.workspace().unwrap().counts.approved, 21);
    assert_sound(&desk);
}
