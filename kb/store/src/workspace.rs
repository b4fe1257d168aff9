//! The workspace: one row.

use antiphon_model::Workspace;
use rusqlite::Connection;

use crate::{StoreError, column, error::doing};

/// The workspace, or `None` before it exists.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find(conn: &Connection) -> Result<Option<Workspace>, StoreError> {
    column::find_doc(conn, "SELECT doc FROM workspace", [], "find the workspace")
}

pub(crate) fn put(conn: &Connection, workspace: &Workspace) -> Result<(), StoreError> {
    let doc = column::to_doc("the workspace", workspace)?;
    conn.prepare_cached("INSERT OR REPLACE INTO workspace (id, doc) VALUES (1, ?1)")
        .and_then(|mut insert| insert.execute([doc]))
        .map(|_rows| ())
        .map_err(doing("put the workspace"))
}
