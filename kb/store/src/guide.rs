//! The voice guide: one row.

use antiphon_model::Guide;
use rusqlite::Connection;

use crate::{StoreError, column, error::doing};

/// The voice guide, or `None` while it is as it comes with the app.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find(conn: &Connection) -> Result<Option<Guide>, StoreError> {
    column::find_doc(conn, "SELECT doc FROM voice", [], "find the voice guide")
}

pub(crate) fn put(conn: &Connection, guide: &Guide) -> Result<(), StoreError> {
    let doc = column::to_doc("the voice guide", guide)?;
    conn.prepare_cached("INSERT OR REPLACE INTO voice (id, doc) VALUES (1, ?1)")
        .and_then(|mut insert| insert.execute([doc]))
        .map(|_rows| ())
        .map_err(doing("put the voice guide"))
}
