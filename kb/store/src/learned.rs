//! Learned phrasings: what customers wrote when an agent sent an answer.

use antiphon_model::{AnswerId, LearnedPhrasing, Memory};
use rusqlite::{Connection, Row, params};

use crate::{StoreError, column, error::doing, projector};

/// The phrasings learned for `answer`, oldest first.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn list(conn: &Connection, answer: &AnswerId) -> Result<Vec<LearnedPhrasing>, StoreError> {
    rows(conn, answer).map_err(doing("list learned phrasings"))
}

pub(crate) fn rows(conn: &Connection, answer: &AnswerId) -> rusqlite::Result<Vec<LearnedPhrasing>> {
    let phrasing = |row: &Row<'_>| {
        Ok(LearnedPhrasing {
            id: column::text(row, 0)?,
            text: row.get(1)?,
            conversation: column::text(row, 2)?,
        })
    };
    conn.prepare_cached(
        "SELECT id, text, conversation FROM learned WHERE answer = ?1 ORDER BY position",
    )?
    .query_map([answer.as_str()], phrasing)?
    .collect()
}

pub(crate) fn put(
    conn: &Connection,
    memory: &Memory,
    row: projector::Row,
) -> Result<(), StoreError> {
    let answer = memory.answer.as_str();
    let put = || -> rusqlite::Result<()> {
        if row == projector::Row::Known {
            conn.prepare_cached("DELETE FROM learned WHERE answer = ?1")?.execute([answer])?;
        }
        let mut insert = conn.prepare_cached(
            "INSERT INTO learned (answer, position, id, text, conversation)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (position, phrasing) in (0_i64..).zip(&memory.phrasings) {
            let (id, conversation) = (phrasing.id.as_str(), phrasing.conversation.as_str());
            insert.execute(params![answer, position, id, phrasing.text, conversation])?;
        }
        Ok(())
    };
    put().map_err(doing("put learned phrasings"))
}
