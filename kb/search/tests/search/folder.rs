//! The index folder: opened again, damaged, taken away, shared.

use std::fs;
use std::path::PathBuf;

use antiphon_search::{Index, Opened, SearchError, Why};
use tempfile::TempDir;

use crate::library::{Library, answer, id, open, shop};

fn folder(dir: &TempDir) -> PathBuf {
    dir.path().join("index")
}

/// Closes a filled index, lets `damage` loose on its folder and says what opening it gives.
#[track_caller]
fn why_after(damage: impl FnOnce(&PathBuf)) -> Why {
    let Library { index, dir } = Library::of(&shop());
    drop(index);
    damage(&folder(&dir));
    let Opened::Fresh { index, why } = Index::open(&folder(&dir)).unwrap() else {
        panic!("the damage was not noticed");
    };
    assert_eq!((index.seq(), index.count()), (0, 0));
    let library = Library { index, dir };
    library.put(&shop(), 9);
    assert_eq!(library.ids("password"), ["password"], "the fresh index works");
    why
}

fn segment_file(folder: &PathBuf, ending: &str) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.to_string_lossy().ends_with(ending)).unwrap()
}

#[test]
fn an_index_opened_again_holds_what_it_held() {
    let Library { index, dir } = Library::of(&shop());
    assert_eq!(index.seq(), 1);
    let before = index.ids().unwrap();
    drop(index);
    let Opened::Ready(index) = Index::open(&folder(&dir)).unwrap() else {
        panic!("a sound index is kept");
    };
    assert_eq!((index.seq(), index.count()), (1, shop().len()));
    assert_eq!(index.ids().unwrap(), before);
    assert_eq!(before[0], (id("address-change"), true));
}

#[test]
fn a_missing_index_is_made() {
    let dir = TempDir::new().unwrap();
    let opened = Index::open(&folder(&dir)).unwrap();
    assert!(matches!(opened, Opened::Fresh { why: Why::Missing, .. }));
    assert_eq!(why_after(|folder| fs::remove_dir_all(folder).unwrap()), Why::Missing);
    assert_eq!(
        why_after(|folder| fs::remove_file(folder.join("meta.json")).unwrap()),
        Why::Missing
    );
}

#[test]
fn a_damaged_index_is_replaced() {
    let is_damage = |why: Why| matches!(why, Why::Damaged(_));
    assert!(is_damage(why_after(|folder| fs::write(folder.join("meta.json"), "{").unwrap())));
    assert!(is_damage(why_after(|folder| fs::write(folder.join("meta.json"), "").unwrap())));
    assert!(is_damage(why_after(|folder| fs::write(folder.join("antiphon-format"), "?").unwrap())));
    for ending in [".term", ".idx", ".store", ".fast", ".fieldnorm"] {
        let garbage = |folder: &PathBuf| {
            fs::write(segment_file(folder, ending), [7; 500]).unwrap();
        };
        assert!(is_damage(why_after(garbage)), "{ending}");
        let flipped = |folder: &PathBuf| {
            let path = segment_file(folder, ending);
            let mut bytes = fs::read(&path).unwrap();
            bytes[3] ^= 0x55;
            fs::write(&path, bytes).unwrap();
        };
        assert!(is_damage(why_after(flipped)), "{ending}");
        let removed = |folder: &PathBuf| fs::remove_file(segment_file(folder, ending)).unwrap();
        assert!(is_damage(why_after(removed)), "{ending}");
    }
}

#[test]
fn what_is_not_of_the_index_is_left_in_the_folder() {
    let dir = TempDir::new().unwrap();
    fs::create_dir_all(folder(&dir).join("photos")).unwrap();
    fs::write(folder(&dir).join("letter.txt"), "dear").unwrap();
    drop(open(&dir));
    fs::write(folder(&dir).join("meta.json"), "{").unwrap();
    assert!(matches!(Index::open(&folder(&dir)), Ok(Opened::Fresh { .. })));
    assert!(folder(&dir).join("photos").exists() && folder(&dir).join("letter.txt").exists());
}

#[test]
fn an_index_that_is_being_written_is_not_replaced() {
    let library = Library::of(&shop());
    let writer = library.index.writer().unwrap();
    fs::write(folder(&library.dir).join("antiphon-format"), "0").unwrap();
    assert!(matches!(Index::open(&folder(&library.dir)), Err(SearchError::Busy(_))));
    drop(writer);
    assert!(matches!(Index::open(&folder(&library.dir)), Ok(Opened::Fresh { .. })));
}

#[test]
fn an_older_index_is_replaced_and_a_newer_one_is_left_alone() {
    let format = |folder: &PathBuf, text: &str| {
        fs::write(folder.join("antiphon-format"), text).unwrap();
    };
    assert_eq!(why_after(|folder| format(folder, "0")), Why::OlderSchema);
    let Library { index, dir } = Library::of(&shop());
    drop(index);
    let own = fs::read_to_string(folder(&dir).join("antiphon-format")).unwrap();
    format(&folder(&dir), "1000");
    let err = Index::open(&folder(&dir)).unwrap_err();
    assert!(matches!(err, SearchError::Newer { found: 1000, .. }), "{err}");
    format(&folder(&dir), &own);
    assert_eq!(open(&dir).count(), shop().len(), "nothing was touched");
}

#[test]
fn what_another_program_commits_is_seen_after_reload() {
    let library = Library::of(&shop());
    let other = open(&library.dir);
    let mut writer = other.writer().unwrap();
    writer.put(&answer("gift", "Gift cards", "", &[])).unwrap();
    writer.commit(2).unwrap();
    assert_eq!((library.index.seq(), library.ids("gift").len()), (1, 0));
    library.index.reload().unwrap();
    assert_eq!((library.index.seq(), library.ids("gift").len()), (2, 1));
}

#[test]
fn there_is_one_writer_at_a_time_and_a_dropped_one_leaves_nothing() {
    let library = Library::of(&shop());
    let other = open(&library.dir);
    let mut writer = library.index.writer().unwrap();
    assert!(matches!(other.writer(), Err(SearchError::Busy(_))));
    writer.put(&answer("gift", "Gift cards", "", &[])).unwrap();
    writer.remove(&id("password"));
    drop(writer);
    library.index.reload().unwrap();
    assert_eq!((library.index.seq(), library.index.count()), (1, shop().len()));
    assert!(other.writer().is_ok());
}

#[test]
fn a_folder_taken_away_is_told_and_can_be_made_anew() {
    let Library { index, dir } = Library::of(&shop());
    fs::remove_dir_all(folder(&dir)).unwrap();
    assert!(matches!(index.reload(), Err(SearchError::Gone(_))));
    assert!(matches!(index.writer().map(drop), Err(SearchError::Gone(_))));
    let library = Library { index: open(&dir), dir };
    library.put(&shop(), 3);
    assert_eq!(library.ids("password"), ["password"]);
}

#[test]
fn an_emptied_index_is_sound() {
    let library = Library::of(&shop());
    let mut writer = library.index.writer().unwrap();
    for (id, _) in library.index.ids().unwrap() {
        writer.remove(&id);
    }
    writer.commit(5).unwrap();
    assert_eq!((library.index.count(), library.index.seq()), (0, 5));
    assert!(library.ids("password").is_empty());
    assert_eq!(open(&library.dir).seq(), 5);
}
