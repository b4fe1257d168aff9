//! The projector: folds events with the model's `apply` and puts the results into the tables.

use std::collections::BTreeMap;

use antiphon_model::{Event, Recorded, Stream, Subject, Time, apply};
use jiff::tz::TimeZone;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{
    StoreError, answers, conversations, customers, error::doing, guide, learned, store, subjects,
    workspace,
};

/// How many folded streams are kept before they are put into the tables. Events of one stream
/// mostly follow one another closely, so a few do.
const KEPT: usize = 512;

/// Events being taken in. Nothing of them stands until [`Projection::commit`]; dropping it undoes
/// them.
#[derive(Debug)]
pub struct Projection<'a> {
    tx: Transaction<'a>,
    seq: u64,
    zone: TimeZone,
    // Ordered, so that rows are put in the order of their keys.
    kept: BTreeMap<Stream, Kept>,
}

/// A folded stream that is not in its tables yet.
#[derive(Debug)]
struct Kept {
    subject: Subject,
    row: Row,
    changed: Changed,
}

/// The last event of a stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changed {
    pub(crate) at: Time,
    pub(crate) seq: u64,
}

/// Whether a stream can have rows already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// It began a moment ago: there is nothing to take out first.
    New,
    /// It may.
    Known,
}

impl<'a> Projection<'a> {
    pub(crate) fn begin(conn: &'a mut Connection) -> Result<Self, StoreError> {
        let tx = Transaction::new(conn, TransactionBehavior::Immediate)
            .map_err(doing("take events in"))?;
        let seq = store::seq(&tx)?;
        let zone = workspace::find(&tx)?.map_or(TimeZone::UTC, |workspace| workspace.zone());
        Ok(Self { tx, seq, zone, kept: BTreeMap::new() })
    }

    /// Takes one event in. Events that the store holds already are passed over.
    ///
    /// # Errors
    /// [`StoreError::Gap`] when events before it are missing, [`StoreError::Full`] and its like
    /// when the disk fails.
    pub fn event(&mut self, recorded: &Recorded) -> Result<(), StoreError> {
        if recorded.seq <= self.seq {
            return Ok(());
        }
        let expected = self.seq + 1;
        if recorded.seq != expected {
            return Err(StoreError::Gap { expected, found: recorded.seq });
        }
        self.seq = expected;
        if matches!(recorded.event, Event::Unknown { .. }) {
            return Ok(());
        }
        let (subject, row) = match self.kept.remove(&recorded.stream) {
            Some(kept) => (kept.subject, kept.row),
            None if recorded.version == 1 => (Subject::None, Row::New),
            None => (subjects::find(&self.tx, &recorded.stream)?, Row::Known),
        };
        let subject = apply(subject, recorded);
        if let Subject::Workspace(workspace) = &subject {
            self.zone = workspace.zone();
        }
        let changed = Changed { at: recorded.at, seq: recorded.seq };
        self.kept.insert(recorded.stream.clone(), Kept { subject, row, changed });
        if self.kept.len() >= KEPT { self.put() } else { Ok(()) }
    }

    /// Makes the events stand; gives the last one that the store now holds.
    ///
    /// # Errors
    /// [`StoreError::Full`] and its like when the disk fails. Nothing is written then.
    pub fn commit(mut self) -> Result<u64, StoreError> {
        self.put()?;
        self.tx
            .prepare_cached("UPDATE meta SET seq = ?1")
            .and_then(|mut update| update.execute([self.seq.cast_signed()]))
            .map_err(doing("note what the store holds"))?;
        self.tx.commit().map_err(doing("take events in"))?;
        Ok(self.seq)
    }

    fn put(&mut self) -> Result<(), StoreError> {
        for kept in std::mem::take(&mut self.kept).into_values() {
            match &kept.subject {
                Subject::None => {}
                Subject::Workspace(workspace) => workspace::put(&self.tx, workspace)?,
                Subject::Answer(answer) => {
                    answers::put(&self.tx, answer, kept.changed, &self.zone, kept.row)?;
                }
                Subject::Guide(guide) => guide::put(&self.tx, guide)?,
                Subject::Memory(memory) => learned::put(&self.tx, memory, kept.row)?,
                Subject::Customer(customer) => customers::put(&self.tx, customer)?,
                Subject::Conversation(conversation) => {
                    conversations::put(&self.tx, conversation, kept.row)?;
                }
            }
        }
        Ok(())
    }
}
