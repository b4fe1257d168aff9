//! Vectors are found again, survive a torn file, and are forgotten when nobody uses them.

use std::fs;
use std::path::Path;

use antiphon_search::{Shelf, Vector};

fn open(folder: &Path) -> Shelf {
    Shelf::open(folder, "test/1", 4).unwrap()
}

fn vector(seed: u8) -> Vector {
    Vector::round(&[f32::from(seed), 1.0, -3.0, 127.0])
}

fn put(shelf: &mut Shelf, texts: &[&str]) {
    let vectors: Vec<_> = (1_u8..).zip(texts).map(|(at, text)| (*text, vector(at))).collect();
    shelf.put(vectors.iter().map(|(text, vector)| (*text, vector))).unwrap();
}

#[test]
fn what_was_put_is_there_when_the_shelf_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    put(&mut open(folder.path()), &["one", "two", ""]);
    let shelf = open(folder.path());
    assert_eq!(shelf.len(), 3);
    assert_eq!(shelf.get("two").unwrap(), Some(vector(2)));
    assert_eq!(shelf.get("").unwrap(), Some(vector(3)), "the empty text is a text");
    assert_eq!(shelf.get("three").unwrap(), None);
}

#[test]
fn opening_and_reading_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(open(folder.path()).is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_torn_tail_costs_only_itself() {
    let folder = tempfile::tempdir().unwrap();
    put(&mut open(folder.path()), &["one", "two"]);
    let file = folder.path().join("vectors");
    let whole = fs::read(&file).unwrap();
    for length in 0..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        let mut shelf = open(folder.path());
        assert!(shelf.get("two").unwrap().is_none(), "cut to {length}");
        let kept = shelf.has("one");
        put(&mut shelf, &["one", "two"]);
        let again = open(folder.path());
        assert_eq!(again.len(), 2, "cut to {length}");
        assert_eq!(again.get("two").unwrap(), Some(vector(2)), "cut to {length}, kept {kept}");
    }
}

#[test]
fn a_damaged_byte_is_never_read_as_a_vector() {
    let folder = tempfile::tempdir().unwrap();
    put(&mut open(folder.path()), &["one", "two"]);
    let file = folder.path().join("vectors");
    let whole = fs::read(&file).unwrap();
    for place in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x10;
        fs::write(&file, &damaged).unwrap();
        let shelf = open(folder.path());
        for (text, right) in [("one", vector(1)), ("two", vector(2))] {
            let found = shelf.get(text).unwrap();
            assert!(found.is_none_or(|found| found == right), "{text} with byte {place} damaged");
        }
    }
}

#[test]
fn another_encoder_begins_an_empty_shelf() {
    let folder = tempfile::tempdir().unwrap();
    put(&mut open(folder.path()), &["one"]);
    let mut other = Shelf::open(folder.path(), "test/2", 4).unwrap();
    assert!(other.is_empty());
    assert!(Shelf::open(folder.path(), "test/1", 5).unwrap().is_empty(), "other dimensions");
    put(&mut other, &["two"]);
    assert!(open(folder.path()).is_empty(), "the file is the other encoder's now");
}

#[test]
fn another_program_sees_what_was_put_when_it_looks_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut writer, mut reader) = (open(folder.path()), open(folder.path()));
    for texts in [["one", "two"], ["three", "four"]] {
        put(&mut writer, &texts);
        reader.refresh().unwrap();
        assert_eq!(reader.get(texts[1]).unwrap(), Some(vector(2)));
    }
    put(&mut reader, &["five"]);
    writer.refresh().unwrap();
    assert_eq!(writer.len(), 5);
}

#[test]
fn a_file_of_mostly_unused_vectors_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (mut shelf, mut reader) = (open(folder.path()), open(folder.path()));
    put(&mut shelf, &["one", "two", "three", "four", "five"]);
    reader.refresh().unwrap();
    assert!(!shelf.retain(["one", "two", "three", "none"]).unwrap(), "more than half is used");
    assert!(shelf.retain(["two", "two", "four"]).unwrap());
    assert_eq!(reader.get("five").unwrap(), Some(vector(5)), "who had it open reads on");
    reader.refresh().unwrap();
    for shelf in [shelf, reader, open(folder.path())] {
        assert_eq!(shelf.len(), 2);
        assert_eq!(shelf.get("four").unwrap(), Some(vector(4)));
        assert!(!shelf.has("one"));
    }
}
