//! The file of the projections: refused when newer, made anew when older or damaged.

use std::{fs, path::PathBuf};

use antiphon_model::Details;
use antiphon_store::{Connection, Store, StoreError, answers};

use crate::support::{Projected, World, content, create};

/// A file with one answer in it, closed.
fn file() -> (tempfile::TempDir, PathBuf) {
    let mut world = World::new();
    world.run(create("a", content("Title"), Details::default()));
    let Projected { folder, store } = world.projected();
    drop(store);
    let file = folder.path().join("store.db");
    (folder, file)
}

fn sql(file: &std::path::Path, statement: &str) {
    Connection::open(file).unwrap().execute_batch(statement).unwrap();
}

#[test]
fn what_was_projected_is_there_after_reopening() {
    let (_folder, file) = file();
    let store = Store::open(&file).unwrap();
    assert_eq!(store.seq().unwrap(), 2);
    assert_eq!(store.read(answers::count).unwrap(), 1);
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let (_folder, file) = file();
    sql(&file, "PRAGMA user_version = 1000");
    let err = Store::open(&file).unwrap_err();
    assert!(matches!(err, StoreError::Newer { found: 1000, .. }), "{err}");
    assert!(err.to_string().contains("store.db was written by a newer version"), "{err}");
    sql(&file, "PRAGMA user_version = 4");
    assert_eq!(Store::open(&file).unwrap().seq().unwrap(), 2);
}

#[test]
fn a_file_of_an_older_version_is_made_anew() {
    let (_folder, file) = file();
    sql(&file, "PRAGMA user_version = 0");
    assert_eq!(Store::open(&file).unwrap().seq().unwrap(), 0);
}

#[test]
fn a_damaged_file_is_made_anew() {
    let (folder, file) = file();
    fs::write(&file, "no database ".repeat(500)).unwrap();
    fs::write(folder.path().join("store.db-wal"), "nor this").unwrap();
    let mut projected = Projected { store: Store::open(&file).unwrap(), folder };
    assert_eq!(projected.store.seq().unwrap(), 0);
    projected.take(&World::new().events);
    assert_eq!(projected.store.seq().unwrap(), 1);
}

#[test]
fn the_tables_are_these() {
    let (_folder, file) = file();
    let tables = "SELECT name || '(' || (SELECT group_concat(name, ', ') FROM
                      pragma_table_info(sqlite_schema.name)) || ')'
                  FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let conn = Connection::open(&file).unwrap();
    let mut query = conn.prepare(tables).unwrap();
    let tables: Vec<String> =
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    insta::assert_snapshot!(tables.join("\n"), @r"
    answer(id, state, title, title_key, shortcut, owner, locale, source, source_id, created_ms, changed_ms, valid_from, valid_from_ms, valid_until, valid_until_ms, has_open, approved_ms, seq, doc)
    answer_channel(answer, channel)
    answer_topic(answer, topic, position)
    answer_use(conversation, reply, answer, revision, at_ms)
    conversation(id, channel, customer, public, state, snoozed_until_ms, waiting_since_ms, waiting_queries, assignee, last_ms, locale, snippet, search, doc)
    customer(id, channel, handle, handle_key, name, followers, search, doc)
    learned(answer, rejected, position, id, text, conversation, confidence)
    meta(id, seq)
    voice(id, in_force, doc)
    workspace(id, doc)
    ");
}
