//! An answer as the index takes it.

use antiphon_model::{AnswerId, Channel, Locale};

/// An answer as the index takes it: plain text, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The answer's id; putting a second document with it replaces the first.
    pub id: AnswerId,
    /// The language of title and body; told from the text when absent.
    pub locale: Option<Locale>,
    /// The heading that lists show, of whatever state the answer is in.
    pub title: String,
    /// Plain text of the body in service, with its variants appended.
    pub body: String,
    /// Ways customers ask, written by curators and learned.
    pub phrasings: Vec<String>,
    /// Posts that this answer was rejected for.
    pub rejected: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// What calls the answer up, without its slash.
    pub shortcut: Option<String>,
    /// Where the answer may be used; empty means everywhere.
    pub channels: Vec<Channel>,
    /// Whether it is for private channels only.
    pub private: bool,
    /// Its own locale and those of its variants; empty means all.
    pub locales: Vec<Locale>,
    /// First and last moment of use in milliseconds since 1970, both within.
    pub valid_ms: (i64, i64),
    /// Whether it is approved and not retired. If not, it is found in the library only.
    pub in_service: bool,
    /// Title and body of the open revision, or of an answer that is not in service; only
    /// searching the library looks here.
    pub open_text: String,
}
