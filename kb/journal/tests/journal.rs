//! The journal through its public door.
#![expect(clippy::unwrap_used, clippy::unwrap_in_result, reason = "tests stop at what is wrong")]

use std::{
    io::{BufRead as _, BufReader},
    ops::ControlFlow,
    path::Path,
    process::{Command, Stdio},
};

use antiphon_journal::{Append, Appended, Fault, Journal, JournalError, Problem};
use antiphon_model::{AnswerId, CommandId, Event, MemberId, Recorded, Stream, Time};
use rusqlite::Connection;
use tempfile::TempDir;

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn open(&self) -> Journal {
        open(self.0.path()).unwrap()
    }

    /// The file as an intruder sees it.
    fn sql(&self, statement: &str) {
        let conn = Connection::open(self.0.path().join("journal.db")).unwrap();
        conn.execute_batch(statement).unwrap();
    }
}

fn open(home: &Path) -> Result<Journal, JournalError> {
    Journal::open(&home.join("journal.db"), &home.join("backups"))
}

fn answer(id: &str) -> Stream {
    Stream::Answer(AnswerId::parse(id).unwrap())
}

fn part(stream: &str, expected_version: u64, events: usize) -> Append {
    let events = (0..events).map(|_| Event::AnswerRetired {}).collect();
    Append { stream: answer(stream), expected_version, events }
}

fn now() -> Time {
    Time::parse("2026-05-01T10:00:00.5Z").unwrap()
}

fn actor() -> MemberId {
    MemberId::parse("mira").unwrap()
}

fn append(
    journal: &mut Journal,
    command: &str,
    batch: &[Append],
) -> Result<Appended, JournalError> {
    journal.append(batch, &CommandId::parse(command).unwrap(), now(), &actor())
}

fn all(journal: &Journal) -> Vec<Recorded> {
    let mut events = Vec::new();
    let mut push = |recorded| {
        events.push(recorded);
        ControlFlow::Continue(())
    };
    journal.read_after(0, &mut push).unwrap();
    events
}

fn fault(journal: &Journal) -> Option<Fault> {
    journal.check(&mut |_| ()).unwrap()
}

/// Two streams with five events.
fn filled() -> Home {
    let home = Home::new();
    let mut journal = home.open();
    append(&mut journal, "1", &[part("a", 0, 2), part("b", 0, 1)]).unwrap();
    append(&mut journal, "2", &[part("a", 2, 2)]).unwrap();
    home
}

#[test]
fn events_are_numbered_without_gaps_and_read_back_in_order() {
    let home = filled();
    let journal = home.open();
    let events = all(&journal);
    let place = |event: &Recorded| format!("{} {} {}", event.seq, event.stream, event.version);
    let places: Vec<_> = events.iter().map(place).collect();
    let expected = ["1 answer/a 1", "2 answer/a 2", "3 answer/b 1", "4 answer/a 3", "5 answer/a 4"];
    assert_eq!(places, expected);
    assert_eq!(events[0].at, now());
    assert_eq!(events[0].actor, actor());
    assert_eq!(journal.head().unwrap().seq, 5);
    assert_eq!(journal.version(&answer("a")).unwrap(), 4);
    assert_eq!(journal.version(&answer("c")).unwrap(), 0);
    assert_eq!(journal.stream(&answer("b")).unwrap(), [events[2].clone()]);
    assert_eq!(fault(&journal), None);
}

#[test]
fn reading_starts_behind_a_place_and_stops_when_told() {
    let home = filled();
    let mut seen = Vec::new();
    let mut two = |recorded: Recorded| {
        seen.push(recorded.seq);
        if seen.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    home.open().read_after(2, &mut two).unwrap();
    assert_eq!(seen, [3, 4]);
    home.open().read_after(u64::MAX, &mut |_| panic!("nothing lies behind the end")).unwrap();
}

#[test]
fn a_stale_version_is_refused_and_nothing_of_the_batch_is_written() {
    let home = filled();
    let mut journal = home.open();
    let before = journal.head().unwrap();
    let err = append(&mut journal, "3", &[part("c", 0, 1), part("a", 2, 1)]).unwrap_err();
    assert_eq!(err.to_string(), "answer/a has 4 events by now, not 2; read it again");
    assert!(matches!(err, JournalError::Stale { expected: 2, found: 4, .. }));
    assert_eq!(journal.head().unwrap(), before);
    assert_eq!(journal.version(&answer("c")).unwrap(), 0);
    append(&mut journal, "3", &[part("c", 0, 1)]).expect("a refused command can be tried again");
}

#[test]
fn the_same_command_again_gives_the_first_result_and_writes_nothing() {
    let home = filled();
    let mut journal = home.open();
    let before = journal.head().unwrap();
    let again = append(&mut journal, "1", &[part("a", 0, 2), part("b", 0, 1)]).unwrap();
    assert_eq!(again, Appended { first: 1, last: 3, repeated: true });
    assert_eq!(journal.head().unwrap(), before);
    let empty = append(&mut journal, "3", &[]).unwrap();
    assert_eq!(empty, Appended { first: 6, last: 5, repeated: false });
    assert_eq!(append(&mut journal, "3", &[]).unwrap(), Appended { repeated: true, ..empty });
    assert_eq!(fault(&journal), None);
}

#[test]
fn a_dropped_batch_leaves_nothing() {
    let home = filled();
    let journal = home.open();
    let command = CommandId::parse("3").unwrap();
    let mut batch = journal.begin(&command, now(), &actor()).unwrap();
    batch.append(&part("c", 0, 1)).unwrap();
    batch.append(&part("c", 1, 1)).unwrap();
    assert_eq!(journal.version(&answer("c")).unwrap(), 2, "reads see the open batch");
    drop(batch);
    assert_eq!(journal.head().unwrap().seq, 5);
    assert_eq!(fault(&journal), None);
}

#[test]
fn a_batch_with_a_refused_part_cannot_be_committed() {
    let home = filled();
    let journal = home.open();
    let mut batch = journal.begin(&CommandId::parse("3").unwrap(), now(), &actor()).unwrap();
    batch.append(&part("c", 0, 1)).unwrap();
    batch.append(&part("c", 0, 1)).unwrap_err();
    batch.append(&part("d", 0, 1)).unwrap();
    assert!(matches!(batch.commit(), Err(JournalError::Incomplete)));
    assert_eq!(journal.head().unwrap().seq, 5);
}

#[test]
fn an_unknown_kind_and_stream_are_kept_as_they_came() {
    let home = Home::new();
    let event =
        Event::Unknown { kind: "crisis_hold".to_owned(), body: "{\"b\":1, \"a\":2}".to_owned() };
    let stream = Stream::Unknown("topic/outage".to_owned());
    let batch =
        [Append { stream: stream.clone(), expected_version: 0, events: vec![event.clone()] }];
    append(&mut home.open(), "1", &batch).unwrap();
    let journal = home.open();
    let read = journal.stream(&stream).unwrap();
    assert_eq!((&read[0].stream, &read[0].event), (&stream, &event));
    assert_eq!(fault(&journal), None);
}

#[track_caller]
fn check_finds(statement: &str, seq: u64, problem: Problem) {
    let home = filled();
    home.sql(statement);
    assert_eq!(fault(&home.open()), Some(Fault { seq, problem }));
}

#[test]
fn a_changed_or_missing_event_is_found() {
    check_finds("UPDATE event SET body = '{\"x\":1}' WHERE seq = 2", 2, Problem::Body);
    check_finds("UPDATE event SET actor = 'eve' WHERE seq = 3", 3, Problem::Chain);
    check_finds("UPDATE event SET kind = 'answer_restored' WHERE seq = 1", 1, Problem::Chain);
    check_finds("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 5", 5, Problem::Chain);
    check_finds("UPDATE event SET chain = x'00' WHERE seq = 4", 4, Problem::Chain);
    check_finds("DELETE FROM event WHERE seq = 2", 2, Problem::Missing);
    check_finds("DELETE FROM event WHERE seq >= 4", 4, Problem::Missing);
    check_finds("DELETE FROM event", 1, Problem::Missing);
    // Renumbered, so that no place is empty: the chain tells all the same.
    let close = "DELETE FROM event WHERE seq = 2; UPDATE event SET seq = seq - 1 WHERE seq > 2";
    check_finds(close, 2, Problem::Chain);
}

#[test]
fn checking_reports_every_event_on_the_way() {
    let mut seen = Vec::new();
    filled().open().check(&mut |seq| seen.push(seq)).unwrap();
    assert_eq!(seen, [1, 2, 3, 4, 5]);
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let home = filled();
    home.sql("PRAGMA user_version = 7");
    let err = open(home.0.path()).unwrap_err();
    assert!(matches!(err, JournalError::Newer { found: 7, known: 1, .. }));
    let sentence = err.to_string();
    assert!(sentence.contains("journal.db was written by a newer version"), "{sentence}");
    assert!(!home.0.path().join("backups").exists());
}

#[test]
fn what_is_no_journal_is_refused_and_left_alone() {
    let home = Home::new();
    let file = home.0.path().join("journal.db");
    let text = "Dear diary, this is no database at all. ".repeat(50);
    std::fs::write(&file, &text).unwrap();
    assert!(matches!(open(home.0.path()), Err(JournalError::Damaged { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);

    let home = Home::new();
    home.sql("CREATE TABLE bookmarks (url)");
    let err = open(home.0.path()).unwrap_err().to_string();
    assert!(err.contains("another program"), "{err}");
}

#[test]
fn a_backup_is_a_whole_journal_and_never_overwrites() {
    let home = filled();
    let journal = home.open();
    let file = home.0.path().join("copy.db");
    journal.backup_to(&file).unwrap();
    let copy = Journal::open(&file, home.0.path()).unwrap();
    assert_eq!(copy.head().unwrap(), journal.head().unwrap());
    assert_eq!(fault(&copy), None);
    assert!(matches!(journal.backup_to(&file), Err(JournalError::File { .. })));
}

#[test]
fn the_data_version_tells_of_other_writers_only() {
    let home = filled();
    let (mut ours, mut theirs) = (home.open(), home.open());
    let before = ours.data_version().unwrap();
    append(&mut ours, "3", &[part("c", 0, 1)]).unwrap();
    assert_eq!(ours.data_version().unwrap(), before);
    append(&mut theirs, "4", &[part("c", 1, 1)]).unwrap();
    assert_ne!(ours.data_version().unwrap(), before);
}

#[test]
fn a_program_killed_in_the_middle_of_a_batch_leaves_nothing_of_it() {
    let home = filled();
    #[expect(clippy::disallowed_methods, reason = "only another process can be killed")]
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_program_that_is_killed", "--ignored", "--nocapture"])
        .env("JOURNAL_TEST_HOME", home.0.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("appended")), "the child must be inside the batch");
    child.kill().unwrap();
    child.wait().unwrap();

    let mut journal = home.open();
    assert_eq!(journal.head().unwrap().seq, 5);
    assert_eq!(fault(&journal), None);
    append(&mut journal, "killed", &[part("c", 0, 1)]).expect("the lock went with the program");
}

#[test]
#[ignore = "started by the test above, which kills it"]
fn the_program_that_is_killed() {
    let home = std::env::var_os("JOURNAL_TEST_HOME").expect("the test above sets it");
    let journal = open(Path::new(&home)).unwrap();
    let mut batch = journal.begin(&CommandId::parse("killed").unwrap(), now(), &actor()).unwrap();
    // Enough to spill out of SQLite's cache into the file before the commit.
    for version in 0..2_000 {
        let body = format!("{{\"text\":\"{}\"}}", "x".repeat(20_000));
        let events = vec![Event::Unknown { kind: "long".to_owned(), body }];
        batch.append(&Append { stream: answer("c"), expected_version: version, events }).unwrap();
    }
    println!("appended");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}
