//! The journal: one file, its head, and the ways to read it.

use std::{ops::ControlFlow, path::Path};

use antiphon_model::{CommandId, Event, MemberId, Recorded, Stream, Time};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior};

use crate::{
    Append, Appended, Batch, Fault, JournalError, chain, check,
    error::doing,
    opening::{self, STEPS},
};

/// Where the journal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The place of the last event; 0 when there is none.
    pub seq: u64,
    /// The running hash after it.
    pub chain: [u8; 32],
}

/// The append-only log of events.
#[derive(Debug)]
pub struct Journal {
    conn: Connection,
}

impl Journal {
    /// Opens the journal in `file`, made when missing. A file of an older format is first copied
    /// into the folder `copies`, then brought up to date.
    ///
    /// # Errors
    /// [`JournalError::Newer`] when a later version of the program wrote the file,
    /// [`JournalError::Damaged`] when it is no journal; it is left as it is then.
    pub fn open(file: &Path, copies: &Path) -> Result<Self, JournalError> {
        opening::open(file, copies, STEPS).map(|conn| Self { conn })
    }

    /// Where the journal ends.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] and its like when the file cannot be read.
    pub fn head(&self) -> Result<Head, JournalError> {
        head(&self.conn)
    }

    /// Writes all of `batch`, on disk before this returns, or nothing of it. The same `command`
    /// again writes nothing and gives the first result.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when a stream has another version than expected,
    /// [`JournalError::Full`] and its like when the disk fails. Nothing is written then.
    pub fn append(
        &mut self,
        batch: &[Append],
        command: &CommandId,
        at: Time,
        actor: &MemberId,
    ) -> Result<Appended, JournalError> {
        let mut writing = self.begin(command, at, actor)?;
        for part in batch {
            writing.append(part)?;
        }
        writing.commit()
    }

    /// Begins a batch that is too large to hold in memory. One batch can be open at a time.
    ///
    /// # Errors
    /// [`JournalError::Busy`] when another program writes for longer than 5 seconds.
    pub fn begin<'a>(
        &'a self,
        command: &CommandId,
        at: Time,
        actor: &MemberId,
    ) -> Result<Batch<'a>, JournalError> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)
            .map_err(doing("append to the journal"))?;
        Batch::new(tx, command, at, actor)
    }

    /// Hands `each` the events behind the place `after`, in order, until it breaks off.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] and its like when the file cannot be read.
    pub fn read_after(
        &self,
        after: u64,
        each: &mut dyn FnMut(Recorded) -> ControlFlow<()>,
    ) -> Result<(), JournalError> {
        let reading = || doing("read the journal");
        let mut query = self
            .conn
            .prepare_cached(
                "SELECT seq, stream, version, at_ms, actor, kind, body FROM event
                 WHERE seq > ?1 ORDER BY seq",
            )
            .map_err(reading())?;
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let mut rows = query.query([after]).map_err(reading())?;
        while let Some(row) = rows.next().map_err(reading())? {
            if each(recorded(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// All events of `stream`, oldest first.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] and its like when the file cannot be read.
    pub fn stream(&self, stream: &Stream) -> Result<Vec<Recorded>, JournalError> {
        let reading = || doing(format!("read {stream}"));
        let mut query = self
            .conn
            .prepare_cached(
                "SELECT seq, stream, version, at_ms, actor, kind, body FROM event
                 WHERE stream = ?1 ORDER BY version",
            )
            .map_err(reading())?;
        let mut rows = query.query([stream.to_string()]).map_err(reading())?;
        let mut events = Vec::new();
        while let Some(row) = rows.next().map_err(reading())? {
            events.push(recorded(row)?);
        }
        Ok(events)
    }

    /// How many events `stream` has; 0 when nothing has happened in it.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] and its like when the file cannot be read.
    pub fn version(&self, stream: &Stream) -> Result<u64, JournalError> {
        version(&self.conn, &stream.to_string())
    }

    /// Looks for the first event that is missing or was changed, and hands `each` the place of
    /// every event it has looked at. `None` when all is as it was written.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] when the file is too broken to be read.
    pub fn check(&self, each: &mut dyn FnMut(u64)) -> Result<Option<Fault>, JournalError> {
        check::check(&self.conn, each)
    }

    /// A number that is another one after another program has written to the file.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] and its like when the file cannot be read.
    pub fn data_version(&self) -> Result<u32, JournalError> {
        self.conn
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut query| query.query_row([], |row| row.get(0)))
            .map_err(doing("look for events of other programs"))
    }

    /// Writes a copy of the journal to `file`.
    ///
    /// # Errors
    /// [`JournalError::File`] when `file` exists already or cannot be made,
    /// [`JournalError::Full`] when it does not fit.
    pub fn backup_to(&self, file: &Path) -> Result<(), JournalError> {
        opening::back_up(&self.conn, file)
    }
}

pub(crate) fn head(conn: &Connection) -> Result<Head, JournalError> {
    conn.prepare_cached("SELECT seq, chain FROM event ORDER BY seq DESC LIMIT 1")
        .and_then(|mut query| {
            query
                .query_row([], |row| {
                    let seq: i64 = row.get(0)?;
                    Ok(Head { seq: seq.cast_unsigned(), chain: row.get(1)? })
                })
                .optional()
        })
        .map(|head| head.unwrap_or(Head { seq: 0, chain: chain::START }))
        .map_err(doing("read the end of the journal"))
}

pub(crate) fn version(conn: &Connection, stream: &str) -> Result<u64, JournalError> {
    conn.prepare_cached("SELECT max(version) FROM event WHERE stream = ?1")
        .and_then(|mut query| query.query_row([stream], |row| row.get::<_, Option<i64>>(0)))
        .map(|version| version.unwrap_or(0).cast_unsigned())
        .map_err(doing("read a stream's version"))
}

fn recorded(row: &Row<'_>) -> Result<Recorded, JournalError> {
    let number = |column| row.get::<_, i64>(column).map_err(doing("read an event"));
    let text = |column| {
        let value = row.get_ref(column).map_err(doing("read an event"))?;
        value.as_str().map_err(|source| damaged(source.to_string()))
    };
    let at_ms = number(3)?;
    Ok(Recorded {
        seq: number(0)?.cast_unsigned(),
        stream: Stream::parse(text(1)?),
        version: number(2)?.cast_unsigned(),
        at: Time::from_ms(at_ms).ok_or_else(|| damaged(format!("{at_ms} is no time")))?,
        actor: MemberId::parse(text(4)?).map_err(|source| damaged(source.to_string()))?,
        event: Event::decode(text(5)?, text(6)?),
    })
}

fn damaged(reason: String) -> JournalError {
    JournalError::Damaged { doing: "read an event".to_owned(), reason }
}
