//! Batches: events that are written together or not at all.

use antiphon_model::{CommandId, Event, MemberId, Stream, Time};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::{
    Head, JournalError,
    chain::{self, Header},
    error::doing,
    journal,
};

/// Events for one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// The stream.
    pub stream: Stream,
    /// The version that the stream had when the events were decided; 0 for a new one.
    pub expected_version: u64,
    /// The events, oldest first.
    pub events: Vec<Event>,
}

/// What an append has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// The place of the first event.
    pub first: u64,
    /// The place of the last event; one below `first` when there were no events.
    pub last: u64,
    /// Whether the command was known: all this was written earlier, and nothing now.
    pub repeated: bool,
}

/// A batch being written. Nothing of it stands until [`Batch::commit`]; dropping it undoes it.
///
/// While it lives no other program can write, and reads of the same [`Journal`](crate::Journal)
/// see what is in it.
#[derive(Debug)]
pub struct Batch<'a> {
    tx: Transaction<'a>,
    command: CommandId,
    at: Time,
    actor: MemberId,
    first: u64,
    head: Head,
    repeated: Option<Appended>,
    refused: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(
        tx: Transaction<'a>,
        command: &CommandId,
        at: Time,
        actor: &MemberId,
    ) -> Result<Self, JournalError> {
        let repeated = find_command(&tx, command)?;
        let head = journal::head(&tx)?;
        let first = head.seq + 1;
        let (command, actor) = (command.clone(), actor.clone());
        Ok(Self { tx, command, at, actor, first, head, repeated, refused: false })
    }

    /// What the same command wrote earlier. Then this batch takes anything and writes nothing.
    pub fn repeated(&self) -> Option<Appended> {
        self.repeated
    }

    /// Adds events at the end of their stream.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when the stream has another version; then, and after any other
    /// error, the whole batch is lost.
    pub fn append(&mut self, part: &Append) -> Result<(), JournalError> {
        if self.repeated.is_some() {
            return Ok(());
        }
        let written = self.write_part(part);
        self.refused |= written.is_err();
        written
    }

    /// Makes the batch stand, on disk before this returns.
    ///
    /// # Errors
    /// [`JournalError::Incomplete`] when a part was refused, [`JournalError::Full`] and its like
    /// when the disk fails. Nothing is written then.
    pub fn commit(self) -> Result<Appended, JournalError> {
        if let Some(repeated) = self.repeated {
            return Ok(repeated);
        }
        if self.refused {
            return Err(JournalError::Incomplete);
        }
        let appended = Appended { first: self.first, last: self.head.seq, repeated: false };
        let (first, last) = (appended.first.cast_signed(), appended.last.cast_signed());
        self.tx
            .prepare_cached("INSERT INTO command (id, first_seq, last_seq) VALUES (?1, ?2, ?3)")
            .and_then(|mut insert| insert.execute(params![self.command.as_str(), first, last]))
            .map_err(doing("note the command"))?;
        self.tx.commit().map_err(doing("append to the journal"))?;
        Ok(appended)
    }

    fn write_part(&mut self, part: &Append) -> Result<(), JournalError> {
        let stream = part.stream.to_string();
        let (expected, found) = (part.expected_version, journal::version(&self.tx, &stream)?);
        if expected != found {
            return Err(JournalError::Stale { stream: part.stream.clone(), expected, found });
        }
        for (version, event) in (found + 1..).zip(&part.events) {
            self.write(&stream, version, event)?;
        }
        Ok(())
    }

    fn write(&mut self, stream: &str, version: u64, event: &Event) -> Result<(), JournalError> {
        let (kind, body) = event.encode()?;
        let seq = self.head.seq + 1;
        let header = Header {
            seq: seq.cast_signed(),
            stream: stream.as_bytes(),
            version: version.cast_signed(),
            at_ms: self.at.ms(),
            actor: self.actor.as_str().as_bytes(),
            kind: kind.as_bytes(),
        };
        let digest = chain::digest(body.as_bytes());
        let chain = chain::next(&self.head.chain, &header, &digest);
        let (version, at_ms, actor) = (header.version, header.at_ms, self.actor.as_str());
        self.tx
            .prepare_cached(
                "INSERT INTO event (seq, stream, version, at_ms, actor, kind, body, digest, chain)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )
            .and_then(|mut insert| {
                let seq = header.seq;
                insert
                    .execute(params![seq, stream, version, at_ms, actor, kind, body, digest, chain])
            })
            .map_err(doing("append to the journal"))?;
        self.head = Head { seq, chain };
        Ok(())
    }
}

fn find_command(conn: &Connection, id: &CommandId) -> Result<Option<Appended>, JournalError> {
    conn.prepare_cached("SELECT first_seq, last_seq FROM command WHERE id = ?1")
        .and_then(|mut query| {
            query
                .query_row([id.as_str()], |row| {
                    let [first, last] = [row.get(0)?, row.get(1)?].map(i64::cast_unsigned);
                    Ok(Appended { first, last, repeated: true })
                })
                .optional()
        })
        .map_err(doing("look the command up"))
}
