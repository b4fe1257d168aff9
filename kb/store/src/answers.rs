//! Answers: one row each, found by id, shortcut, title or origin.

use std::ops::ControlFlow;

use antiphon_model::{Answer, AnswerId, Content, Locale, Memory, Origin, Shortcut, normalised};
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

pub use crate::answer_list::{facets, list};
use crate::{
    StoreError, column,
    error::doing,
    learned,
    projector::{Changed, Row},
};

/// The answer called `id`, or `None` when there is none.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find(conn: &Connection, id: &AnswerId) -> Result<Option<Answer>, StoreError> {
    let sql = "SELECT doc FROM answer WHERE id = ?1";
    column::find_doc(conn, sql, [id.as_str()], "find an answer")
}

/// The answer that `shortcut` calls up; one in service goes before others, then the oldest.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find_by_shortcut(
    conn: &Connection,
    shortcut: &Shortcut,
) -> Result<Option<Answer>, StoreError> {
    let sql = "SELECT doc FROM answer WHERE shortcut = ?1
               ORDER BY state <> 'approved', state = 'retired', created_ms, id LIMIT 1";
    column::find_doc(conn, sql, [shortcut.as_str()], "find an answer by shortcut")
}

/// The answer whose newest title reads like `title_key`, a title as [`normalised`] gives it; one
/// in service goes before others, then the oldest.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find_by_title_key(conn: &Connection, title_key: &str) -> Result<Option<Answer>, StoreError> {
    let sql = "SELECT doc FROM answer WHERE title_key = ?1
               ORDER BY state <> 'approved', state = 'retired', created_ms, id LIMIT 1";
    column::find_doc(conn, sql, [title_key], "find an answer by title")
}

/// The answer that came from `origin`, the oldest if there are several.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find_by_origin(conn: &Connection, origin: &Origin) -> Result<Option<Answer>, StoreError> {
    let sql = "SELECT doc FROM answer WHERE source = ?1 AND source_id = ?2
               ORDER BY created_ms, id LIMIT 1";
    let params = [&origin.source, &origin.source_id];
    column::find_doc(conn, sql, params, "find an answer by origin")
}

/// How many answers there are, retired ones included.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn count(conn: &Connection) -> Result<u32, StoreError> {
    conn.prepare_cached("SELECT count(*) FROM answer")
        .and_then(|mut query| query.query_row([], |row| row.get(0)))
        .map_err(doing("count the answers"))
}

/// The last event that concerned an answer: while it stays, so do the answers.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn last_event(conn: &Connection) -> Result<u64, StoreError> {
    conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM answer")
        .and_then(|mut query| query.query_row([], |row| row.get::<_, i64>(0)))
        .map(i64::cast_unsigned)
        .map_err(doing("look whether answers changed"))
}

/// How many answers the events after `seq` concern.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn count_changed(conn: &Connection, seq: u64) -> Result<u32, StoreError> {
    conn.prepare_cached("SELECT count(*) FROM answer WHERE seq > ?1")
        .and_then(|mut query| query.query_row([seq.cast_signed()], |row| row.get(0)))
        .map_err(doing("count what changed"))
}

/// The first `limit` answers that events after `seq` concern, each with the last event of it, in
/// the order of these.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn changed(conn: &Connection, seq: u64, limit: u32) -> Result<Vec<(u64, Answer)>, StoreError> {
    let row =
        |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.cast_unsigned(), column::doc(row, 1)?));
    let read = || -> rusqlite::Result<Vec<(u64, Answer)>> {
        conn.prepare_cached("SELECT seq, doc FROM answer WHERE seq > ?1 ORDER BY seq LIMIT ?2")?
            .query_map(params![seq.cast_signed(), limit], row)?
            .collect()
    };
    read().map_err(doing("read what changed"))
}

/// Hands `each` all answers, in no order, until it breaks off.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn each(
    conn: &Connection,
    each: &mut dyn FnMut(Answer) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    rows(conn, &mut |answer| Ok(each(answer)))
}

/// The same with what is remembered of each answer.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the tables cannot be read.
pub fn each_remembered(
    conn: &Connection,
    each: &mut dyn FnMut(Answer, Memory) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let mut each =
        |answer: Answer| learned::rows(conn, &answer.id).map(|memory| each(answer, memory));
    rows(conn, &mut each)
}

fn rows(
    conn: &Connection,
    each: &mut dyn FnMut(Answer) -> rusqlite::Result<ControlFlow<()>>,
) -> Result<(), StoreError> {
    let mut read = || -> rusqlite::Result<()> {
        let mut query = conn.prepare_cached("SELECT doc FROM answer")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if each(column::doc(row, 0)?)?.is_break() {
                break;
            }
        }
        Ok(())
    };
    read().map_err(doing("read all answers"))
}

/// Hands `each` the id, the title's key and the title of all answers, in no order, until it breaks
/// off.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn titles(
    conn: &Connection,
    each: &mut dyn FnMut(AnswerId, &str, &str) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let mut read = || -> rusqlite::Result<()> {
        let mut query = conn.prepare_cached("SELECT id, title_key, title FROM answer")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (key, title) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            if each(column::text(row, 0)?, key, title).is_break() {
                break;
            }
        }
        Ok(())
    };
    read().map_err(doing("read all titles"))
}

pub(crate) fn put(
    conn: &Connection,
    answer: &Answer,
    changed: Changed,
    zone: &TimeZone,
    row: Row,
) -> Result<(), StoreError> {
    let doc = column::to_doc("an answer", answer)?;
    let approved = answer.approved.as_ref();
    let serving = approved.map(|(revision, _)| revision).or(answer.open.as_ref());
    let nothing = Content::default();
    let serving = serving.map_or(&nothing, |revision| &revision.content);
    let put = || {
        put_row(conn, answer, serving, (changed, zone), &doc)?;
        put_lists(conn, answer, serving, row)
    };
    put().map_err(doing("put an answer"))
}

fn put_row(
    conn: &Connection,
    answer: &Answer,
    serving: &Content,
    (changed, zone): (Changed, &TimeZone),
    doc: &str,
) -> rusqlite::Result<()> {
    let title = answer.newest().map_or("", |revision| &revision.content.title);
    let origin = answer.details.origin.as_ref();
    let (from_ms, until_ms) = serving.validity().bounds_ms(zone);
    let mut insert = conn.prepare_cached(
        "INSERT OR REPLACE INTO answer
             (id, state, title, title_key, shortcut, owner, locale, source, source_id, created_ms,
              changed_ms, valid_from, valid_from_ms, valid_until, valid_until_ms, has_open,
              approved_ms, seq, doc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    )?;
    insert.execute(params![
        answer.id.as_str(),
        answer.state().as_str(),
        title,
        normalised(title),
        answer.details.shortcut.as_ref().map(Shortcut::as_str),
        answer.details.owner,
        serving.locale.as_ref().map(Locale::as_str),
        origin.map(|origin| &origin.source),
        origin.map(|origin| &origin.source_id),
        answer.created_at.ms(),
        changed.at.ms(),
        serving.valid_from.map(|from| from.to_string()),
        serving.valid_from.map(|_| from_ms),
        serving.valid_until.map(|until| until.to_string()),
        serving.valid_until.map(|_| until_ms),
        answer.open.is_some(),
        answer.approved.as_ref().map(|(_, approval)| approval.at.ms()),
        changed.seq.cast_signed(),
        doc,
    ])?;
    Ok(())
}

fn put_lists(
    conn: &Connection,
    answer: &Answer,
    serving: &Content,
    row: Row,
) -> rusqlite::Result<()> {
    let id = answer.id.as_str();
    if row == Row::Known {
        conn.prepare_cached("DELETE FROM answer_topic WHERE answer = ?1")?.execute([id])?;
        conn.prepare_cached("DELETE FROM answer_channel WHERE answer = ?1")?.execute([id])?;
    }
    let mut insert = conn.prepare_cached(
        "INSERT OR IGNORE INTO answer_topic (answer, topic, position) VALUES (?1, ?2, ?3)",
    )?;
    for (position, topic) in (0_i64..).zip(&answer.details.topics) {
        insert.execute(params![id, topic, position])?;
    }
    let mut insert = conn
        .prepare_cached("INSERT OR IGNORE INTO answer_channel (answer, channel) VALUES (?1, ?2)")?;
    for channel in &serving.channels {
        insert.execute([id, channel.as_str()])?;
    }
    Ok(())
}
