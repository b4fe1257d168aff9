//! Killed at the worst moments: everything of a change is there, or nothing of it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::ops::ControlFlow;

use antiphon_desk::{Desk, Home, Progress, Task};
use antiphon_journal::Journal;
use antiphon_model::ConversationId;
use antiphon_store::Connection;

use super::{as_child, assert_whole, come_here, fill, kill_there, remove_index, rows};
use crate::support::{Lab, on, paste};

const COUNT: u32 = 1_200;

/// The desk of a child: its ids are other ones than the parent's.
fn reopened(lab: &Lab, folder: &std::path::Path) -> Desk {
    lab.clock.pass_minutes(60);
    lab.open_at(Home::locate(Some(folder)).unwrap()).unwrap()
}

/// Imports until `there`, and waits there to be killed.
fn import_until(lab: &Lab, desk: &Desk, there: impl Fn(Progress) -> bool) {
    let request = lab.file("many.jsonl", rows(COUNT as usize));
    desk.run_import(&request, &mut |progress| {
        if there(progress) {
            come_here();
        }
        ControlFlow::Continue(())
    })
    .unwrap();
}

/// A home with ten answers in which this test was killed as a child.
fn killed(name: &str) -> Lab {
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 10);
    drop(desk);
    kill_there(module_path!(), name, lab.home().path());
    lab
}

#[test]
fn in_the_middle_of_an_import_nothing_of_it_has_happened() {
    if let Some(folder) = as_child() {
        let lab = Lab::new();
        let desk = reopened(&lab, &folder);
        let commands = 2 * (u64::from(COUNT) - 10);
        return import_until(&lab, &desk, |at| at.total == commands && at.done == 2_000);
    }
    let lab = killed("in_the_middle_of_an_import_nothing_of_it_has_happened");
    let desk = lab.open().unwrap();
    assert_whole(&desk, 10);
    let result = desk.run_import(&lab.file("many.jsonl", rows(COUNT as usize)), &mut on).unwrap();
    assert_eq!((result.added, result.unchanged), (COUNT - 10, 10));
    assert_whole(&desk, COUNT as usize);
}

#[test]
fn right_after_the_commit_all_of_it_has_happened() {
    if let Some(folder) = as_child() {
        let lab = Lab::new();
        let desk = reopened(&lab, &folder);
        let copies = lab.folder.path();
        let journal = Journal::open(&folder.join("journal.db"), copies).unwrap();
        let before = journal.head().unwrap().seq;
        // While somebody else writes to the store, projecting waits; the journal does not.
        let store = Connection::open(folder.join("store.db")).unwrap();
        store.execute_batch("BEGIN IMMEDIATE").unwrap();
        std::thread::scope(|scope| {
            let import = scope.spawn(|| import_until(&lab, &desk, |_| false));
            while journal.head().unwrap().seq == before {
                assert!(!import.is_finished(), "it never committed");
                std::thread::yield_now();
            }
            come_here();
        });
    }
    let lab = killed("right_after_the_commit_all_of_it_has_happened");
    assert_whole(&lab.open().unwrap(), COUNT as usize);
}

#[test]
fn in_the_middle_of_a_projection_all_of_it_has_happened() {
    if let Some(folder) = as_child() {
        let lab = Lab::new();
        let desk = reopened(&lab, &folder);
        return import_until(&lab, &desk, |at| at.task == Task::Open && at.done == 1_500);
    }
    let lab = killed("in_the_middle_of_a_projection_all_of_it_has_happened");
    assert_whole(&lab.open().unwrap(), COUNT as usize);
}

#[test]
fn while_the_index_is_rebuilt_the_next_start_rebuilds_it() {
    if let Some(folder) = as_child() {
        let lab = Lab::new();
        lab.clock.pass_minutes(60);
        let home = Home::locate(Some(&folder)).unwrap();
        let (clock, ids) = lab.edge();
        Desk::open(home, clock, ids, &mut |progress| {
            if progress.task == Task::Index && progress.done == 500 {
                come_here();
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        return;
    }
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, COUNT as usize);
    drop(desk);
    remove_index(&lab);
    let name = "while_the_index_is_rebuilt_the_next_start_rebuilds_it";
    kill_there(module_path!(), name, lab.home().path());
    assert_whole(&lab.open().unwrap(), COUNT as usize);
}

#[test]
fn while_a_reply_is_written_its_draft_is_back() {
    if let Some(folder) = as_child() {
        let lab = Lab::new();
        let desk = reopened(&lab, &folder);
        let thread = ConversationId::parse("x:miraosei").unwrap();
        desk.save_draft(&thread, "Hi Mira, I am s", &[]).unwrap();
        desk.save_draft(&thread, "Hi Mira, I am so", &[]).unwrap();
        come_here();
    }
    let lab = Lab::new();
    let desk = lab.empty();
    let thread = paste(&desk, "hello?");
    drop(desk);
    let name = "while_a_reply_is_written_its_draft_is_back";
    kill_there(module_path!(), name, lab.home().path());
    let view = lab.open().unwrap().open_conversation(&thread).unwrap();
    assert_eq!(view.draft.unwrap().text, "Hi Mira, I am so");
}

#[test]
fn while_a_workspace_is_made_it_can_be_made_again() {
    let lab = Lab::new();
    let home = lab.home();
    std::fs::create_dir_all(home.path()).unwrap();
    // What is on disk when the program dies before the first event.
    drop(Journal::open(&home.path().join("journal.db"), home.path()).unwrap());
    let err = lab.open().unwrap_err();
    assert_eq!(err.code(), antiphon_desk::ErrorCode::NoWorkspace);
    assert_eq!(lab.empty().workspace().unwrap().name, "Northlight");
}
