//! What belongs to this desk alone: drafts and preferences. Neither events nor derived.

use std::path::Path;

use antiphon_model::{AnswerId, ConversationId, Time};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::{StoreError, column, error::doing, opening};

/// Each step from one format of the file to the next; a released one is never edited.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_local.sql"),
    include_str!("../migrations/0002_private_text.sql"),
];

/// A reply being written; private to its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The conversation that it replies to.
    pub conversation: ConversationId,
    /// What is written so far.
    pub text: String,
    /// The answers that were inserted, with the revision of each.
    pub answers: Vec<(AnswerId, u32)>,
    /// When it was saved.
    pub saved_at: Time,
}

/// Drafts and preferences, in one file.
#[derive(Debug)]
pub struct Local {
    conn: Connection,
}

impl Local {
    /// Opens `file`, made when missing. A file of an older format is first copied into the folder
    /// `copies`, then brought up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a later version of the program wrote the file,
    /// [`StoreError::Damaged`] when it is something else; it is left as it is then.
    pub fn open(file: &Path, copies: &Path) -> Result<Self, StoreError> {
        opening::local(file, copies, STEPS).map(|conn| Self { conn })
    }

    /// The draft for `conversation`, or `None` when nothing is written.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and its like when the file cannot be read.
    pub fn draft(&self, conversation: &ConversationId) -> Result<Option<Draft>, StoreError> {
        let sql = "SELECT conversation, text, answers, saved_ms FROM draft WHERE conversation = ?1";
        self.conn
            .prepare_cached(sql)
            .and_then(|mut query| query.query_row([conversation.as_str()], draft).optional())
            .map_err(doing("find a draft"))
    }

    /// Keeps `draft`, on disk before this returns; an empty text removes it.
    ///
    /// # Errors
    /// [`StoreError::Full`] and its like when the disk fails; what was kept before stays.
    pub fn save_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let id = draft.conversation.as_str();
        let saved = if draft.text.is_empty() {
            self.conn
                .prepare_cached("DELETE FROM draft WHERE conversation = ?1")
                .and_then(|mut delete| delete.execute([id]))
        } else {
            let answers = column::to_doc("a draft's answers", &draft.answers)?;
            let sql = "INSERT OR REPLACE INTO draft (conversation, text, answers, saved_ms)
                       VALUES (?1, ?2, ?3, ?4)";
            self.conn.prepare_cached(sql).and_then(|mut insert| {
                insert.execute(params![id, draft.text, answers, draft.saved_at.ms()])
            })
        };
        saved.map(|_rows| ()).map_err(doing("save the draft"))
    }

    /// What was moved out of the public reply in `conversation`, for a private message; empty for
    /// nothing.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and its like when the file cannot be read.
    pub fn private_text(&self, conversation: &ConversationId) -> Result<String, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT text FROM private_text WHERE conversation = ?1")
            .and_then(|mut query| {
                query.query_row([conversation.as_str()], |row| row.get(0)).optional()
            });
        Ok(found.map_err(doing("find a private text"))?.unwrap_or_default())
    }

    /// Keeps what was moved out of a public reply; an empty text removes it.
    ///
    /// # Errors
    /// [`StoreError::Full`] and its like when the disk fails; what was kept before stays.
    pub fn save_private_text(
        &self,
        conversation: &ConversationId,
        text: &str,
    ) -> Result<(), StoreError> {
        let id = conversation.as_str();
        let saved = if text.is_empty() {
            self.conn
                .prepare_cached("DELETE FROM private_text WHERE conversation = ?1")
                .and_then(|mut delete| delete.execute([id]))
        } else {
            let sql = "INSERT OR REPLACE INTO private_text (conversation, text) VALUES (?1, ?2)";
            self.conn.prepare_cached(sql).and_then(|mut insert| insert.execute(params![id, text]))
        };
        saved.map(|_rows| ()).map_err(doing("save a private text"))
    }

    /// All drafts, the last saved first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and its like when the file cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let sql = "SELECT conversation, text, answers, saved_ms FROM draft
                   ORDER BY saved_ms DESC, conversation";
        self.conn
            .prepare_cached(sql)
            .and_then(|mut query| query.query_map([], draft)?.collect())
            .map_err(doing("list the drafts"))
    }

    /// The preferences, or `None` when none were saved.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and its like when the file cannot be read.
    pub fn preferences(&self) -> Result<Option<serde_json::Value>, StoreError> {
        let sql = "SELECT doc FROM preferences";
        column::find_doc(&self.conn, sql, [], "read the preferences")
    }

    /// Keeps the preferences in place of those before.
    ///
    /// # Errors
    /// [`StoreError::Full`] and its like when the disk fails; what was kept before stays.
    pub fn save_preferences(&self, preferences: &serde_json::Value) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO preferences (id, doc) VALUES (1, ?1)")
            .and_then(|mut insert| insert.execute([preferences.to_string()]))
            .map(|_rows| ())
            .map_err(doing("save the preferences"))
    }

    /// Writes a copy of drafts and preferences to `file`.
    ///
    /// # Errors
    /// [`StoreError::File`] when `file` exists already or cannot be made, [`StoreError::Full`]
    /// when it does not fit.
    pub fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        opening::back_up(&self.conn, file)
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        conversation: column::text(row, 0)?,
        text: row.get(1)?,
        answers: column::doc(row, 2)?,
        saved_at: column::set_time(row, 3)?,
    })
}
