//! Uses: which sent replies were written with which answers.

use antiphon_model::{AnswerId, Conversation, Time};
use rusqlite::{Connection, params};

use crate::{StoreError, column, error::doing, projector};

/// In how many sent replies `answer` was used, and when last.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn of(conn: &Connection, answer: &AnswerId) -> Result<(u32, Option<Time>), StoreError> {
    conn.prepare_cached("SELECT count(*), max(at_ms) FROM answer_use WHERE answer = ?1")
        .and_then(|mut query| {
            query.query_row([answer.as_str()], |row| Ok((row.get(0)?, column::time(row, 1)?)))
        })
        .map_err(doing("count the uses of an answer"))
}

/// Puts the uses of all replies of `conversation` in place of those that were there.
pub(crate) fn put(
    conn: &Connection,
    conversation: &Conversation,
    row: projector::Row,
) -> rusqlite::Result<()> {
    let id = conversation.id.as_str();
    if row == projector::Row::Known {
        conn.prepare_cached("DELETE FROM answer_use WHERE conversation = ?1")?.execute([id])?;
    }
    let mut insert = conn.prepare_cached(
        "INSERT OR REPLACE INTO answer_use (conversation, reply, answer, revision, at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for reply in &conversation.replies {
        for (answer, revision) in &reply.answers {
            let (reply_id, at_ms) = (reply.id.as_str(), reply.at.ms());
            insert.execute(params![id, reply_id, answer.as_str(), revision, at_ms])?;
        }
    }
    Ok(())
}
