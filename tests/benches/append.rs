//! The journal, against bare inserts into SQLite that are as durable, by turns in the same run.

use std::path::Path;
use std::time::Instant;

use antiphon_journal::{Append, Journal};
use antiphon_model::{AnswerId, CommandId, Event, MemberId, Stream, Time};
use rusqlite::{Connection, params};

use crate::report::{Bar, Outcome, Report, Sample, say};

pub(crate) fn measure(report: &mut Report, work: &Path) -> Outcome<()> {
    say("appending …")?;
    let mut contest = Contest::begin(work)?;
    contest.run(report, "one event", Load { batches: 400, events: 1 })?;
    contest.run(report, "1 000 events", Load { batches: 40, events: 1_000 })
}

/// What both sides write: so many batches of so many events.
struct Load {
    batches: usize,
    events: usize,
}

struct Contest {
    journal: Journal,
    bare: Connection,
    actor: MemberId,
    at: Time,
    written: usize,
}

impl Contest {
    fn begin(work: &Path) -> Outcome<Self> {
        let journal = Journal::open(&work.join("journal.db"), work)?;
        let bare = Connection::open(work.join("bare.db"))?;
        bare.pragma_update(None, "journal_mode", "wal")?;
        bare.pragma_update(None, "synchronous", "full")?;
        bare.execute_batch(
            "CREATE TABLE event (seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, at_ms INTEGER
             NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL) STRICT",
        )?;
        let at = Time::parse("2026-01-01T00:00:00Z")?;
        Ok(Self { journal, bare, actor: MemberId::parse("mira")?, at, written: 0 })
    }

    /// Both write the same, one batch after the other.
    fn run(&mut self, report: &mut Report, name: &str, load: Load) -> Outcome<()> {
        let (mut ours, mut bare) = (Sample::default(), Sample::default());
        let (mut our_time, mut bare_time) = (0.0, 0.0);
        for batch in 0..load.batches {
            let events = self.events(load.events)?;
            let rows = rows(&events)?;
            let is_first = batch.is_multiple_of(2);
            for journal_now in [is_first, !is_first] {
                let started = Instant::now();
                if journal_now {
                    self.append(&events)?;
                    our_time += started.elapsed().as_secs_f64();
                    ours.add_ms(started.elapsed());
                } else {
                    self.insert(&rows)?;
                    bare_time += started.elapsed().as_secs_f64();
                    bare.add_ms(started.elapsed());
                }
            }
        }
        report.add(&format!("journal, {name}"), "ms", ours.values(), Bar::NONE);
        report.add(&format!("journal, {name}, bare inserts"), "ms", bare.values(), Bar::NONE);
        let rate = (bare_time / our_time * 100.0, None);
        let what = format!("journal, {name}, rate against bare inserts");
        report.add(&what, "%", rate, Bar { least: Some(50.0), ..Bar::NONE });
        Ok(())
    }

    /// Events for streams that have none yet.
    fn events(&mut self, count: usize) -> Outcome<Vec<Append>> {
        let text = "A parcel that has not moved for three days is looked for by the carrier. ";
        let mut events = Vec::with_capacity(count);
        for _ in 0..count {
            self.written += 1;
            let stream = Stream::Answer(AnswerId::parse(format!("answer-{}", self.written))?);
            let event = Event::PhrasingsSet { phrasings: vec![text.repeat(3), text.to_owned()] };
            events.push(Append { stream, expected_version: 0, events: vec![event] });
        }
        Ok(events)
    }

    fn append(&mut self, events: &[Append]) -> Outcome<()> {
        let command = CommandId::parse(format!("command-{}", self.written))?;
        self.journal.append(events, &command, self.at, &self.actor)?;
        Ok(())
    }

    fn insert(&mut self, rows: &[Row]) -> Outcome<()> {
        let tx = self.bare.transaction()?;
        {
            let mut insert = tx.prepare_cached(
                "INSERT INTO event (stream, at_ms, actor, kind, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            for Row { stream, kind, body } in rows {
                insert.execute(params![stream, self.at.ms(), self.actor.as_str(), kind, body])?;
            }
        }
        Ok(tx.commit()?)
    }
}

/// Ready to be inserted.
struct Row {
    stream: String,
    kind: String,
    body: String,
}

fn rows(events: &[Append]) -> Outcome<Vec<Row>> {
    let mut rows = Vec::with_capacity(events.len());
    for part in events {
        for event in &part.events {
            let (kind, body) = event.encode()?;
            rows.push(Row { stream: part.stream.to_string(), kind, body });
        }
    }
    Ok(rows)
}
