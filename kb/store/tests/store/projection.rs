//! Taking events in.

use antiphon_model::{Command, Details};
use antiphon_store::{Store, StoreError, answers};

use crate::support::{Projected, World, answer, content, create};

fn world(count: usize) -> World {
    let mut world = World::new();
    for number in 0..count {
        world.run(create(&format!("a{number}"), content("Title"), Details::default()));
    }
    world
}

#[test]
fn events_that_are_held_already_are_passed_over() {
    let world = world(2);
    let mut projected = world.projected();
    let digest = projected.store.digest().unwrap();
    projected.take(&world.events);
    assert_eq!(projected.store.digest().unwrap(), digest);
    assert_eq!(projected.store.seq().unwrap(), 3);
}

#[test]
fn a_gap_is_refused() {
    let world = world(2);
    let mut projected = Projected::empty();
    let mut projection = projected.store.projection().unwrap();
    projection.event(&world.events[0]).unwrap();
    let err = projection.event(&world.events[2]).unwrap_err();
    assert!(matches!(err, StoreError::Gap { expected: 2, found: 3 }), "{err}");
}

#[test]
fn a_dropped_projection_leaves_nothing() {
    let world = world(1_000);
    let mut projected = Projected::empty();
    let mut projection = projected.store.projection().unwrap();
    for event in &world.events {
        projection.event(event).unwrap();
    }
    drop(projection);
    assert_eq!(projected.store.seq().unwrap(), 0);
    assert_eq!(projected.store.read(answers::count).unwrap(), 0);
}

#[test]
fn more_streams_than_are_kept_at_a_time_are_all_taken_in() {
    let mut world = world(1_000);
    for number in 0..1_000 {
        world.run(Command::ApproveAnswer { id: answer(&format!("a{number}")) });
    }
    let projected = world.projected();
    assert_eq!(projected.store.read(answers::count).unwrap(), 1_000);
    let all = antiphon_store::AnswerFilter {
        state: Some(antiphon_model::AnswerState::Approved),
        ..Default::default()
    };
    let (total, _) = projected.store.read(|conn| answers::list(conn, &all, 0, 1)).unwrap();
    assert_eq!(total, 1_000);
}

#[test]
fn one_read_sees_one_moment_while_another_connection_projects() {
    let mut world = world(1);
    let mut projected = world.projected();
    let reader = Store::open(&projected.folder.path().join("store.db")).unwrap();
    let held = world.events.len();
    world.run(create("late", content("Late"), Details::default()));
    reader
        .read(|conn| {
            assert_eq!(answers::count(conn)?, 1);
            projected.take(&world.events[held..]);
            assert_eq!(answers::count(conn)?, 1, "the moment of the first look");
            reader.read(answers::count)
        })
        .unwrap();
    assert_eq!(reader.read(answers::count).unwrap(), 2);
}
