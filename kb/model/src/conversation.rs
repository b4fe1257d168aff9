//! Conversations: the thread on one channel with one customer.

use serde::{Deserialize, Serialize};

use crate::{
    AnswerId, Channel, ConversationId, CustomerId, Locale, MemberId, QueryId, ReplyId, Time,
};

/// An incoming message that wants a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Its id.
    pub id: QueryId,
    /// The message as it came, cleaned of control characters.
    pub text: String,
    /// When the customer sent it.
    pub received_at: Time,
    /// Its language, where the channel says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// The plain text that the customer reads.
    pub text: String,
    /// The Markdown that the agent wrote.
    pub markdown: String,
    /// The answers that were inserted while it was written, with the revision of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<(AnswerId, u32)>,
    /// Where each sentence of the Markdown comes from, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Sentence>,
    /// How well it followed the voice guide then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<VoiceScore>,
    /// When.
    pub at: Time,
    /// Who.
    pub by: MemberId,
}

/// Where a sentence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Approved as it stands.
    Verbatim,
    /// Approved, with its fields filled.
    Fields,
    /// Approved once, and changed.
    Edited,
    /// Somebody's own words.
    Own,
}

/// A sentence of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it starts in the Markdown, in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The answer it comes from, with its revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<(AnswerId, u32)>,
    /// What it says that no approved answer does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
}

/// How well a reply followed a voice guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceScore {
    /// 0 to 100.
    pub score: u8,
    /// The guide's revision; 0 for the one that comes with the app.
    pub guide: u32,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ConversationState {
    /// Waits for a reply.
    Open,
    /// Waits for a reply, but not to be shown before a time.
    Snoozed {
        /// When it comes back.
        until: Time,
    },
    /// The last word is ours.
    Answered,
    /// Needs nothing more.
    Resolved,
}

/// A thread, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Its channel.
    pub channel: Channel,
    /// Who writes.
    pub customer: CustomerId,
    /// Whether everybody can read it.
    pub public: bool,
    /// What the customer wrote, oldest first.
    pub queries: Vec<Query>,
    /// What we wrote, oldest first.
    pub replies: Vec<Reply>,
    /// Where it stands.
    pub state: ConversationState,
    /// Who looks after it.
    pub assignee: Option<MemberId>,
}
