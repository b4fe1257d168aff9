//! The store: one file of projections.

use std::path::Path;

use rusqlite::{Connection, Transaction};

use crate::{Projection, StoreError, digest, error::doing, opening};

const SCHEMA: &str = include_str!("../schema/projections.sql");
/// The number of the projections' format. Raise it with any change to the tables or to what is put
/// into them: every desk then projects its journal again.
const FORMAT: u32 = 4;

/// The projections of one journal. Opening the file twice, to read in one thread while another
/// projects, is fine.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
}

impl Store {
    /// Opens the projections in `file`. A missing, damaged or older file is made anew, empty:
    /// [`Store::seq`] is 0 then, and the journal must be projected from its beginning.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a later version of the program wrote the file,
    /// [`StoreError::ReadOnly`] and its like when it cannot be written.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        opening::projections(file, SCHEMA, FORMAT).map(|conn| Self { conn })
    }

    /// Throws the projections in `file` away and opens an empty store in their place.
    ///
    /// # Errors
    /// [`StoreError::File`] when the old file cannot be removed, else as [`Store::open`].
    pub fn recreate(file: &Path) -> Result<Self, StoreError> {
        opening::remove(file)?;
        Self::open(file)
    }

    /// The last event that the store holds; 0 when it is empty.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and its like when the file cannot be read.
    pub fn seq(&self) -> Result<u64, StoreError> {
        seq(&self.conn)
    }

    /// Begins to take in events. Nothing of them stands until [`Projection::commit`].
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another program writes for longer than 5 seconds.
    pub fn projection(&mut self) -> Result<Projection<'_>, StoreError> {
        Projection::begin(&mut self.conn)
    }

    /// Reads with `read`, all of it from the same moment.
    ///
    /// # Errors
    /// What `read` fails with, or [`StoreError::Busy`] and its like when reading cannot begin.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if !self.conn.is_autocommit() {
            // Inside another read: that one's moment counts.
            return read(&self.conn);
        }
        let tx: Transaction<'_> =
            self.conn.unchecked_transaction().map_err(doing("begin to read the store"))?;
        read(&tx)
    }

    /// A digest of everything projected, in hexadecimal digits: equal for two stores that hold the
    /// same, however they came by it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and its like when the file cannot be read.
    pub fn digest(&self) -> Result<String, StoreError> {
        self.read(|conn| digest::of(conn).map_err(doing("read all of the store")))
    }
}

pub(crate) fn seq(conn: &Connection) -> Result<u64, StoreError> {
    conn.prepare_cached("SELECT seq FROM meta")
        .and_then(|mut query| query.query_row([], |row| row.get::<_, i64>(0)))
        .map(i64::cast_unsigned)
        .map_err(doing("read what the store holds"))
}
