//! What goes wrong around the program: locks, kills, newer files, homes that cannot be written.

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::process::Child;

use crate::support::{BANK, Place};

#[test]
fn a_write_waits_for_another_program_and_then_names_it() {
    let place = Place::bank();
    let lock = File::create(place.home().join("write.lock")).unwrap();
    lock.lock().unwrap();
    fs::write(place.home().join("write.holder"), "antiphon-window (process 7)").unwrap();
    let file = place.file("more.jsonl", "{\"title\":\"Later\",\"body\":\"x\"}\n");
    let err = place.run(&["import", &file, "--yes"]).failed(1);
    assert!(err.contains("antiphon-window (process 7)"), "{err}");
    assert_eq!(place.answers(), 3, "reading does not wait, and nothing was written");
    lock.unlock().unwrap();
    place.run(&["import", &file, "--yes"]).ok();
    assert_eq!(place.answers(), 4);
}

/// An import of many rows that has begun to write.
fn begun_import(place: &Place, rows: usize) -> Child {
    let row = |n| format!("{{\"id\":\"a{n}\",\"title\":\"Answer {n}\",\"body\":\"Text {n}\"}}\n");
    let text: String = (0..rows).map(row).collect();
    let file = place.file("many.jsonl", text);
    place.command(&["import", &file, "--yes", "--approve"]).spawn().unwrap()
}

/// Waits until `reached` or the end of the program.
fn wait_until(child: &mut Child, reached: impl Fn() -> bool) {
    while !reached() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

/// How many answers are left; what is there must be sound, and the import can be done again.
#[track_caller]
fn left_after_kill(place: &Place, child: &mut Child, rows: usize) -> usize {
    child.kill().unwrap();
    child.wait().unwrap();
    let left = place.answers();
    let diagnosis = place.run(&["doctor"]).ok();
    assert_eq!(diagnosis.matches(" sound ").count(), 3, "{diagnosis}");
    let again = place.run(&["import", "many.jsonl", "--yes", "--approve", "--format", "json"]);
    assert_eq!(again.json()["imported"]["added"], rows - left);
    assert_eq!(place.answers(), rows);
    left
}

#[test]
fn a_kill_in_the_middle_of_an_import_leaves_all_of_it_or_nothing() {
    let place = Place::begun();
    let mut child = begun_import(&place, 1_000);
    let holder = place.home().join("write.holder");
    let noted = || fs::read_to_string(&holder).is_ok_and(|note| note.contains("import"));
    wait_until(&mut child, noted);
    let left = left_after_kill(&place, &mut child, 1_000);
    assert!(left == 0 || left == 1_000, "{left} answers are left");
}

#[test]
fn a_kill_while_the_tables_are_written_loses_nothing_of_the_journal() {
    let place = Place::begun();
    let mut child = begun_import(&place, 1_000);
    // The tables are written when the journal is complete.
    let log = place.home().join("store.db-wal");
    wait_until(&mut child, || fs::metadata(&log).is_ok_and(|file| file.len() > 0));
    assert_eq!(left_after_kill(&place, &mut child, 1_000), 1_000);
}

#[test]
fn a_home_of_a_newer_version_is_left_as_it_is() {
    let place = Place::bank();
    let path = place.home().join("journal.db");
    // The format's number is the 4 bytes at 60 of every SQLite file.
    let mut file = File::options().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(60)).unwrap();
    file.write_all(&99_u32.to_be_bytes()).unwrap();
    drop(file);
    let before = fs::read(&path).unwrap();
    for command in [vec!["suggest", "hi"], vec!["answers", "list"], vec!["init"], vec!["doctor"]] {
        let err = place.run(&command).failed(1);
        assert!(err.contains("newer version") && err.contains("99"), "{command:?}: {err}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_journal_is_said_to_be_damaged() {
    let place = Place::bank();
    fs::write(place.home().join("journal.db"), "this is no database at all".repeat(100)).unwrap();
    let err = place.run(&["doctor"]).failed(1);
    assert!(err.contains("damaged") && err.contains("backup"), "{err}");
}

#[test]
fn a_journal_that_was_tampered_with_is_found_by_the_doctor() {
    let place = Place::bank();
    let path = place.home().join("journal.db");
    let mut bytes = fs::read(&path).unwrap();
    let (from, to) = (b"cash machine", b"cash casinos");
    let at = bytes.windows(from.len()).position(|part| part == from).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to);
    fs::write(&path, bytes).unwrap();
    let ran = place.run(&["doctor"]);
    assert!(ran.out.contains("BROKEN"), "{}", ran.out);
    ran.failed(1);
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_written_says_so_and_loses_nothing() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let place = Place::bank();
    let file = place.file("bank.jsonl", BANK.replace("on its way", "in the post"));
    let before = place.snapshot();
    let protect = |mode: u32| {
        for path in [place.home(), place.home().join("index")] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        for path in place.snapshot().keys() {
            fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o666)).unwrap();
        }
    };
    protect(0o555);
    // Root may write anywhere, unless it gives that up.
    let root = fs::metadata(place.home()).unwrap().uid() == 0;
    let without: &[&str] = &["--bounding-set=-dac_override", "--inh-caps=-dac_override"];
    let starter = root.then_some(("setpriv", without));
    let output = place.through(starter, &["import", &file, "--yes"]).output();
    protect(0o755);
    let err = crate::support::Ran::of(output.unwrap()).failed(1);
    assert!(err.contains("write-protected") || err.contains("cannot be written"), "{err}");
    assert_eq!(place.snapshot(), before);
}

#[cfg(unix)]
#[test]
fn an_export_that_cannot_be_finished_leaves_the_old_file() {
    let place = Place::bank();
    let err = place.run(&["export", "nowhere/all.jsonl"]).failed(1);
    assert!(err.contains("nowhere"), "{err}");
    // Writing to this device always fails for want of space.
    let err = place.run(&["export", "/dev/full/x"]).failed(1);
    assert!(err.contains("/dev/full/x"), "{err}");
}
