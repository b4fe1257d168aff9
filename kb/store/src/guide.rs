//! The voice guide: one row.

use antiphon_model::Guide;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{StoreError, column, error::doing};

/// The voice guide, or `None` while it is as it comes with the app.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find(conn: &Connection) -> Result<Option<Guide>, StoreError> {
    column::find_doc(conn, "SELECT doc FROM voice", [], "find the voice guide")
}

/// The number of the guide's revision in force; 0 while it is as it comes with the app.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn in_force(conn: &Connection) -> Result<u32, StoreError> {
    conn.prepare_cached("SELECT in_force FROM voice")
        .and_then(|mut query| query.query_row([], |row| row.get(0)).optional())
        .map(Option::unwrap_or_default)
        .map_err(doing("look which guide is in force"))
}

pub(crate) fn put(conn: &Connection, guide: &Guide) -> Result<(), StoreError> {
    let doc = column::to_doc("the voice guide", guide)?;
    conn.prepare_cached("INSERT OR REPLACE INTO voice (id, in_force, doc) VALUES (1, ?1, ?2)")
        .and_then(|mut insert| insert.execute(params![guide.in_force(), doc]))
        .map(|_rows| ())
        .map_err(doing("put the voice guide"))
}
