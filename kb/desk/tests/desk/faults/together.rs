//! Several programs on one home: they see each other's changes and wait for each other.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs::{self, File};

use antiphon_desk::{Desk, ErrorCode, Home};
use antiphon_journal::{Append, Journal};
use antiphon_model::{AnswerId, CommandId, Content, Details, Event, MemberId, Stream};

use super::{as_child, assert_sound, child, suggested};
use crate::support::{Lab, answer, approved, paste};

/// Writes an answer the way a program does that dies before it projects.
fn append_only(lab: &Lab, desk: &Desk, id: &str) {
    let file = lab.home().path().join("journal.db");
    let mut journal = Journal::open(&file, lab.folder.path()).unwrap();
    let content = Content { title: format!("Title {id}"), ..Content::default() };
    let created = Event::AnswerCreated { content, details: Details::default(), phrasings: vec![] };
    let stream = Stream::Answer(AnswerId::parse(id).unwrap());
    let append = Append { stream, expected_version: 0, events: vec![created] };
    let me = MemberId::parse(desk.workspace().unwrap().member.id).unwrap();
    let command = CommandId::parse(format!("command-{id}")).unwrap();
    journal.append(&[append], &command, desk.now(), &me).unwrap();
}

#[test]
fn what_one_desk_writes_the_other_shows_after_its_next_poll() {
    let lab = Lab::new();
    let [window, terminal] = [lab.empty(), lab.open().unwrap()];
    assert_eq!(window.poll().unwrap(), None);
    let id = approved(&terminal, answer("Zeppelin", "Up and away."));
    let thread = paste(&terminal, "zeppelin?");
    assert!(window.poll().unwrap().is_some());
    assert_eq!(suggested(&window, "zeppelin").first().unwrap().0.id, id.as_str());
    assert_eq!(window.suggest(&thread).unwrap().suggestions.len(), 1);
    assert_eq!(window.poll().unwrap(), None, "and it is told once");
    paste(&window, "our own");
    assert_eq!(window.poll().unwrap(), None, "of one's own writes nothing is told");
    assert!(terminal.poll().unwrap().is_some());
}

#[test]
fn what_was_written_between_opening_and_the_first_poll_is_told() {
    let lab = Lab::new();
    let [window, terminal] = [lab.empty(), lab.open().unwrap()];
    approved(&terminal, answer("Zeppelin", "Up and away."));
    assert!(window.poll().unwrap().is_some());
    assert_eq!(suggested(&window, "zeppelin").len(), 1);
}

#[test]
fn a_write_takes_in_first_what_another_program_has_written() {
    let lab = Lab::new();
    let [window, terminal] = [lab.empty(), lab.open().unwrap()];
    approved(&terminal, answer("Zeppelin", "Up and away."));
    approved(&window, answer("Balloon", "Up as well."));
    assert_eq!(suggested(&window, "zeppelin").len(), 1);
    assert_eq!(suggested(&window, "balloon").len(), 1);
    assert_sound(&window);
}

#[test]
fn what_a_program_committed_and_could_not_project_is_caught_up_by_a_poll() {
    let lab = Lab::new();
    let window = lab.empty();
    append_only(&lab, &window, "orphan");
    let id = AnswerId::parse("orphan").unwrap();
    assert_eq!(window.answer(&id).unwrap_err().code(), ErrorCode::NotFound);
    assert!(window.poll().unwrap().is_some());
    assert_eq!(window.answer(&id).unwrap().input.title, "Title orphan");
    assert_sound(&window);
}

#[test]
fn a_poll_during_another_programs_write_is_no_error_and_forgets_nothing() {
    let lab = Lab::new();
    let window = lab.empty();
    append_only(&lab, &window, "orphan");
    let lock = File::create(lab.home().path().join("write.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(window.poll().unwrap(), None);
    lock.unlock().unwrap();
    assert!(window.poll().unwrap().is_some());
    assert_eq!(window.workspace().unwrap().counts.drafts, 1);
}

#[test]
fn a_write_names_who_holds_the_lock_and_reading_does_not_wait() {
    let lab = Lab::new();
    let desk = lab.empty();
    let thread = paste(&desk, "hello");
    let home = lab.home();
    let lock = File::create(home.path().join("write.lock")).unwrap();
    lock.lock().unwrap();
    fs::write(home.path().join("write.holder"), "antiphon import (process 7)\n\u{1b}[31m").unwrap();
    let err = desk.create_answer(answer("Zeppelin", "")).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Busy);
    assert!(err.to_string().starts_with("antiphon import (process 7)"), "{err}");
    assert!(!err.to_string().contains('\u{1b}'), "{err:?}");
    assert_eq!(lab.open().unwrap().workspace().unwrap().counts.waiting, 1);
    desk.save_draft(&thread, "drafts are one's own", &[]).unwrap();
    lock.unlock().unwrap();
    desk.create_answer(answer("Zeppelin", "")).unwrap();
    let holder = fs::read_to_string(home.path().join("write.holder")).unwrap();
    assert_eq!(holder, format!("antiphon (process {})", std::process::id()));
}

fn write_some(desk: &Desk, name: &str) {
    for nth in 0..10 {
        approved(desk, answer(&format!("{name}{nth}"), "Text."));
    }
}

#[test]
fn threads_and_desks_that_write_at_once_all_land() {
    let lab = Lab::new();
    let [one, two] = [lab.empty(), lab.open().unwrap()];
    std::thread::scope(|scope| {
        scope.spawn(|| write_some(&one, "anna"));
        scope.spawn(|| write_some(&one, "bert"));
        scope.spawn(|| write_some(&two, "cleo"));
    });
    two.poll().unwrap();
    for desk in [&one, &two] {
        assert_eq!(desk.workspace().unwrap().counts.approved, 30);
    }
    assert_eq!(suggested(&two, "anna7").first().unwrap().0.title, "anna7");
    assert_sound(&one);
    assert_sound(&two);
}

#[test]
fn processes_that_write_at_once_all_land() {
    let lab = Lab::new();
    if let Some(folder) = as_child() {
        lab.clock.pass_minutes(60);
        let desk = lab.open_at(Home::locate(Some(&folder)).unwrap()).unwrap();
        return write_some(&desk, "child");
    }
    let desk = lab.empty();
    let name = "processes_that_write_at_once_all_land";
    let mut child = child(module_path!(), name, lab.home().path(), &[]).spawn().unwrap();
    write_some(&desk, "parent");
    assert!(child.wait().unwrap().success());
    assert!(desk.poll().unwrap().is_some());
    assert_eq!(desk.workspace().unwrap().counts.approved, 20);
    assert_eq!(suggested(&desk, "child7").first().unwrap().0.title, "child7");
    assert_eq!(suggested(&desk, "parent7").first().unwrap().0.title, "parent7");
    assert_sound(&desk);
}
