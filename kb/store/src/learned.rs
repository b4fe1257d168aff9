//! Memory: what customers wrote when an agent accepted an answer for it, or rejected it.

use antiphon_model::{AnswerId, LearnedPhrasing, Memory, Tally};
use rusqlite::{Connection, Row, params};

use crate::{StoreError, column, error::doing, projector};

/// The phrasings learned for `answer`, oldest first.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn list(conn: &Connection, answer: &AnswerId) -> Result<Vec<LearnedPhrasing>, StoreError> {
    memory(conn, answer).map(|memory| memory.phrasings)
}

/// What is remembered of `answer`: learned and rejected.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn memory(conn: &Connection, answer: &AnswerId) -> Result<Memory, StoreError> {
    rows(conn, answer).map_err(doing("list learned phrasings"))
}

/// How often suggestions of each confidence were judged.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn judged(conn: &Connection) -> Result<Vec<Tally>, StoreError> {
    let row = |row: &Row<'_>| {
        Ok(Tally { confidence: row.get(0)?, accepted: !row.get(1)?, times: row.get(2)? })
    };
    let list = || -> rusqlite::Result<Vec<Tally>> {
        conn.prepare_cached(
            "SELECT confidence, rejected, count(*) FROM learned
             WHERE confidence IS NOT NULL GROUP BY confidence, rejected",
        )?
        .query_map([], row)?
        .collect()
    };
    list().map_err(doing("count judged suggestions"))
}

pub(crate) fn rows(conn: &Connection, answer: &AnswerId) -> rusqlite::Result<Memory> {
    let phrasing = |row: &Row<'_>| {
        let phrasing = LearnedPhrasing {
            id: column::text(row, 1)?,
            text: row.get(2)?,
            conversation: column::text(row, 3)?,
            confidence: row.get(4)?,
        };
        Ok((row.get::<_, bool>(0)?, phrasing))
    };
    let mut query = conn.prepare_cached(
        "SELECT rejected, id, text, conversation, confidence FROM learned
         WHERE answer = ?1 ORDER BY rejected, position",
    )?;
    let mut memory = Memory::new(answer.clone());
    for row in query.query_map([answer.as_str()], phrasing)? {
        let (rejected, phrasing) = row?;
        let list = if rejected { &mut memory.rejected } else { &mut memory.phrasings };
        list.push(phrasing);
    }
    Ok(memory)
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
            "INSERT INTO learned (answer, rejected, position, id, text, conversation, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (rejected, list) in [(false, &memory.phrasings), (true, &memory.rejected)] {
            for (position, phrasing) in (0_i64..).zip(list) {
                let (id, conversation) = (phrasing.id.as_str(), phrasing.conversation.as_str());
                let (text, sure) = (&phrasing.text, phrasing.confidence);
                insert.execute(params![
                    answer,
                    rejected,
                    position,
                    id,
                    text,
                    conversation,
                    sure
                ])?;
            }
        }
        Ok(())
    };
    put().map_err(doing("put learned phrasings"))
}
