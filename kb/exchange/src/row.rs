//! Rows: what one line, record or file says, before anything is done with it.

use std::path::PathBuf;

use antiphon_model::{
    AnswerId, AnswerState, Channel, Content, ConversationId, CustomerProfile, Details, Locale,
    QueryId, Time,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Answers for the library.
    Answers,
    /// Messages that want a reply.
    Queries,
    /// Ways customers ask for answers that are in the library.
    Phrasings,
}

impl Kind {
    /// The name on the command line, such as `answers`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Queries => "queries",
            Self::Phrasings => "phrasings",
        }
    }

    /// What a row with these fields must be, if they tell.
    pub(crate) fn of(has: impl Fn(&str) -> bool) -> Option<Self> {
        match () {
            () if has("answer_id") && has("text") => Some(Self::Phrasings),
            () if has("title") || has("body") || has("shortcut") => Some(Self::Answers),
            () if has("text") => Some(Self::Queries),
            () => None,
        }
    }
}

/// A row that can be imported.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// An answer.
    Answer(Box<AnswerRow>),
    /// A query.
    Query(Box<QueryRow>),
    /// A phrasing.
    Phrasing(PhrasingRow),
}

impl Row {
    /// The line it begins on, from 1.
    pub fn line(&self) -> u64 {
        match self {
            Self::Answer(row) => row.line,
            Self::Query(row) => row.line,
            Self::Phrasing(row) => row.line,
        }
    }
}

/// An answer as a file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnswerRow {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Its file, relative to the folder that was read; `None` when a single file was read.
    pub file: Option<PathBuf>,
    /// Its id, if it has one.
    pub id: Option<AnswerId>,
    /// What it says.
    pub content: Content,
    /// What surrounds it; keys that mean nothing to us are in `other`.
    pub details: Details,
    /// Ways customers ask.
    pub phrasings: Vec<String>,
    /// Where it stands, if the file says so.
    pub state: Option<AnswerState>,
}

/// A query as a file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueryRow {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Its id, if it has one.
    pub id: Option<QueryId>,
    /// The message.
    pub text: String,
    /// Where it was written, if the file says so.
    pub channel: Option<Channel>,
    /// Who wrote it.
    pub customer: CustomerProfile,
    /// Its conversation; without one there is one per channel and handle.
    pub conversation: Option<ConversationId>,
    /// Whether everybody can read it, if that differs from what is usual on the channel.
    pub public: Option<bool>,
    /// When it was written.
    pub received_at: Option<Time>,
    /// How long ago it was written, in minutes, for samples that are to look fresh.
    pub received_minutes_ago: Option<u32>,
    /// Its language.
    pub locale: Option<Locale>,
    /// Keys that mean nothing to us.
    pub other: Map<String, Value>,
}

/// A phrasing as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhrasingRow {
    /// The line it begins on, from 1.
    pub line: u64,
    /// How a customer asks.
    pub text: String,
    /// For which answer.
    pub answer: AnswerId,
}
