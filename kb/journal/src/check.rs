//! Checking that the journal is what was written: nothing missing, nothing changed.

use std::collections::HashMap;

use antiphon_model::Stream;
use rusqlite::{Connection, OptionalExtension as _, Row, types::ValueRef};

use crate::{
    JournalError,
    chain::{self, Header},
    error::doing,
};

/// The first thing wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {seq}: {problem}")]
pub struct Fault {
    /// The place of the event.
    pub seq: u64,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no event at this place, but there is one behind it, or a command wrote one.
    #[error("it is missing")]
    Missing,
    /// The body does not fit its digest.
    #[error("its body was changed")]
    Body,
    /// The running hash does not follow from the event and the one before.
    #[error("its header, its running hash or the event before it was changed")]
    Chain,
    /// The version does not follow the one before it in the stream.
    #[error("it has version {found} in {stream}, but {expected} comes next")]
    Version {
        /// The stream.
        stream: Stream,
        /// The version that comes next.
        expected: u64,
        /// The version it has.
        found: u64,
    },
}

pub(crate) fn check(
    conn: &Connection,
    each: &mut dyn FnMut(u64),
) -> Result<Option<Fault>, JournalError> {
    let checking = || doing("check the journal");
    check_file(conn)?;
    let mut query = conn
        .prepare(
            "SELECT seq, stream, version, at_ms, actor, kind, body, digest, chain FROM event
             ORDER BY seq",
        )
        .map_err(checking())?;
    let mut rows = query.query([]).map_err(checking())?;
    let mut walk = Walk { seq: 0, chain: chain::START, versions: HashMap::new() };
    while let Some(row) = rows.next().map_err(checking())? {
        if let Some(problem) = walk.step(row).map_err(checking())? {
            return Ok(Some(Fault { seq: walk.seq, problem }));
        }
        each(walk.seq);
    }
    // A cut-off end leaves an unbroken chain, but the commands remember what they wrote.
    let written: Option<i64> = conn
        .query_row("SELECT max(last_seq) FROM command", [], |row| row.get(0))
        .optional()
        .map_err(checking())?
        .flatten();
    let cut = written.is_some_and(|last| last.cast_unsigned() > walk.seq);
    Ok(cut.then_some(Fault { seq: walk.seq + 1, problem: Problem::Missing }))
}

/// Whether SQLite finds its own structures sound: a stream is read through an index.
fn check_file(conn: &Connection) -> Result<(), JournalError> {
    let verdict: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(doing("check the journal"))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(JournalError::Damaged { doing: "check the journal".to_owned(), reason: verdict })
}

struct Walk {
    seq: u64,
    chain: [u8; 32],
    versions: HashMap<Vec<u8>, u64>,
}

impl Walk {
    fn step(&mut self, row: &Row<'_>) -> rusqlite::Result<Option<Problem>> {
        self.seq += 1;
        let bytes = |column| row.get_ref(column).map(as_bytes);
        let header = Header {
            seq: row.get(0)?,
            stream: bytes(1)?,
            version: row.get(2)?,
            at_ms: row.get(3)?,
            actor: bytes(4)?,
            kind: bytes(5)?,
        };
        if header.seq.cast_unsigned() != self.seq {
            return Ok(Some(Problem::Missing));
        }
        let (digest, chain) = (bytes(7)?, bytes(8)?);
        if chain::digest(bytes(6)?) != digest {
            return Ok(Some(Problem::Body));
        }
        self.chain = chain::next(&self.chain, &header, digest);
        if self.chain != chain {
            return Ok(Some(Problem::Chain));
        }
        Ok(self.step_version(&header))
    }

    fn step_version(&mut self, header: &Header<'_>) -> Option<Problem> {
        let found = header.version.cast_unsigned();
        let expected = match self.versions.get_mut(header.stream) {
            Some(version) => {
                *version += 1;
                *version
            }
            None => *self.versions.entry(header.stream.to_owned()).or_insert(1),
        };
        let stream = || Stream::parse(&String::from_utf8_lossy(header.stream));
        (found != expected).then(|| Problem::Version { stream: stream(), expected, found })
    }
}

/// The bytes of a text or blob; none of anything else, which then fits no hash.
fn as_bytes(value: ValueRef<'_>) -> &[u8] {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
        _ => &[],
    }
}
