//! No room, no leave: a full disk and a home that may not be written.
//!
//! Both need a file system of their own: the test runs itself again in a mount namespace, and says
//! so where the system does not allow one.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use antiphon_desk::views::WorkspaceKind;
use antiphon_desk::{ErrorCode, Home};
use antiphon_model::AnswerId;

use super::{as_child, assert_sound, assert_whole, child, fill};
use crate::support::{Lab, answer, approved, paste};

const SMALL: &str = "mount -t tmpfs -o size=24m tmpfs \"$0\"";
const PROTECTED: &str = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"";

/// Runs the test again with `folder` mounted as `mount` says; whether the system allows it.
#[track_caller]
fn run_mounted(name: &str, folder: &Path, mount: &str) -> bool {
    let wrap = |line: &str| ["unshare", "-Urm", "sh", "-c", line].map(str::to_owned);
    let run = |line: &str| {
        let wrap = wrap(line);
        let wrap: Vec<&str> = wrap.iter().map(String::as_str).collect();
        child(module_path!(), name, folder, &wrap).output()
    };
    match run(mount) {
        Ok(probe) if probe.status.success() => {}
        refused => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "skipped {name}: no mounts allowed here: {refused:?}").unwrap();
            return false;
        }
    }
    let done = run(&format!("{mount} && exec \"$@\"")).unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
    assert!(said.contains("1 passed"), "{said}");
    true
}

/// Fills the file system; the file to make smaller again.
fn fill_up(folder: &Path) -> File {
    let mut filler = File::create(folder.join("filler")).unwrap();
    let mut chunk = vec![7_u8; 1 << 16];
    while !chunk.is_empty() {
        if filler.write_all(&chunk).is_err() {
            chunk.truncate(chunk.len() / 2);
        }
    }
    filler
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_it_goes_on_once_there_is_room() {
    let lab = Lab::new();
    let Some(folder) = as_child() else {
        let name = "on_a_full_disk_nothing_is_lost_and_it_goes_on_once_there_is_room";
        let small = lab.path("small");
        fs::create_dir(&small).unwrap();
        run_mounted(name, &small, SMALL);
        return;
    };
    let home = Home::locate(Some(&folder.join("home"))).unwrap();
    let desk = lab.begin_at(home.clone(), WorkspaceKind::Empty);
    let thread = paste(&desk, "hello?");
    desk.save_draft(&thread, "Hi Mira, I", &[]).unwrap();
    let mut landed = vec![approved(&desk, answer("Zeppelin", "Up and away."))];
    let filler = fill_up(&folder);
    let (mut refused, mut unshown) = (0, 0);
    let long = "Hold the button. ".repeat(10_000);
    // Room comes back bit by bit, so that every step of a write runs out of it once.
    for nth in 0..60_u32 {
        match desk.create_answer(answer(&format!("Answer {nth}"), &long)) {
            Ok(view) => landed.push(AnswerId::parse(view.id).unwrap()),
            Err(err) => {
                assert_eq!(err.code(), ErrorCode::Full, "{err:?}");
                assert!(err.to_string().contains("the disk is full"), "{err}");
                let saved = err.to_string().starts_with("saved");
                *(if saved { &mut unshown } else { &mut refused }) += 1;
            }
        }
        if let Err(err) = desk.save_draft(&thread, &long, &[]) {
            assert_eq!(err.code(), ErrorCode::Full, "{err:?}");
            let draft = desk.open_conversation(&thread).unwrap().draft.unwrap();
            assert!(draft.text == "Hi Mira, I" || draft.text == long);
        }
        let room = if nth % 8 == 7 { 1 << 20 } else { 1 << 16 };
        let length = filler.metadata().unwrap().len();
        filler.set_len(length.saturating_sub(room)).unwrap();
    }
    assert!(refused > 3 && landed.len() > 3, "{refused} refused, {} landed", landed.len());
    drop(filler);
    fs::remove_file(folder.join("filler")).unwrap();
    landed.push(approved(&desk, answer("Balloon", "Up as well.")));
    for id in &landed {
        desk.answer(id).unwrap();
    }
    let counts = desk.workspace().unwrap().counts;
    let there = (counts.drafts + counts.approved) as usize;
    assert_eq!(there, landed.len() + unshown, "what was refused has not happened");
    assert_sound(&desk);
    drop(desk);
    let desk = lab.open_at(home).unwrap();
    assert_eq!(super::suggested(&desk, "balloon").len(), 1);
    assert_sound(&desk);
}

#[test]
fn a_full_disk_does_not_keep_the_home_from_being_read() {
    let lab = Lab::new();
    let Some(folder) = as_child() else {
        let name = "a_full_disk_does_not_keep_the_home_from_being_read";
        let small = lab.path("small");
        fs::create_dir(&small).unwrap();
        run_mounted(name, &small, SMALL);
        return;
    };
    let home = Home::locate(Some(&folder.join("home"))).unwrap();
    let desk = lab.begin_at(home.clone(), WorkspaceKind::Empty);
    fill(&lab, &desk, 20);
    let filler = fill_up(&folder);
    assert_eq!(super::suggested(&desk, "topic3").len(), 1);
    drop(desk);
    match lab.open_at(home.clone()) {
        Ok(desk) => assert_eq!(super::suggested(&desk, "topic3").len(), 1),
        Err(err) => assert_eq!(err.code(), ErrorCode::Full, "{err:?}"),
    }
    drop(filler);
    fs::remove_file(folder.join("filler")).unwrap();
    assert_whole(&lab.open_at(home).unwrap(), 20);
}

#[test]
fn a_home_that_may_not_be_written_says_so_and_is_left_as_it_is() {
    if let Some(folder) = as_child() {
        let lab = Lab::new();
        lab.clock.pass_minutes(60);
        let home = Home::locate(Some(&folder)).unwrap();
        let err = match lab.open_at(home) {
            Ok(desk) => {
                assert_eq!(super::suggested(&desk, "topic3").len(), 1);
                desk.create_answer(answer("Zeppelin", "")).unwrap_err()
            }
            Err(err) => err,
        };
        assert_eq!(err.code(), ErrorCode::ReadOnly, "{err:?}");
        return;
    }
    let lab = Lab::new();
    let desk = lab.empty();
    fill(&lab, &desk, 20);
    let name = "a_home_that_may_not_be_written_says_so_and_is_left_as_it_is";
    run_mounted(name, lab.home().path(), PROTECTED);
    drop(desk);
    let before = super::bytes(lab.home().path());
    run_mounted(name, lab.home().path(), PROTECTED);
    assert!(super::bytes(lab.home().path()) == before);
    assert_whole(&lab.open().unwrap(), 20);
}
