//! The queue and a conversation.

use serde::{Deserialize, Serialize};

use antiphon_model::Channel;

use super::SentenceState;

/// Which part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum QueueView {
    /// Waits for a reply.
    Waiting,
    /// Comes back later.
    Snoozed,
    /// Answered or resolved.
    Done,
}

/// What the queue shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct QueueFilter {
    /// Words that handle, name or messages hold; empty for all.
    pub text: String,
    /// Which part.
    pub view: QueueView,
    /// Only this channel.
    pub channel: Option<Channel>,
}

/// A stretch of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct QueuePage {
    /// How many conversations match.
    pub total: u32,
    /// How many there are in each part.
    pub counts: QueueCounts,
    /// The stretch, soonest due first.
    pub rows: Vec<QueueRow>,
}

/// How many conversations each part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct QueueCounts {
    /// Waiting.
    pub waiting: u32,
    /// Snoozed.
    pub snoozed: u32,
    /// Answered or resolved.
    pub done: u32,
}

/// One conversation in the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct QueueRow {
    /// Its id.
    pub id: String,
    /// Where.
    pub channel: Channel,
    /// The customer's name, else handle.
    pub name: String,
    /// The customer's handle, without `@`.
    pub handle: Option<String>,
    /// The start of the latest message.
    pub snippet: String,
    /// How many messages the customer wrote.
    pub messages: u32,
    /// When a reply is due; absent when none is.
    pub due_at: Option<String>,
    /// When the customer last wrote.
    pub received_at: String,
    /// The language of the latest message, where known.
    pub locale: Option<String>,
    /// The id of who looks after it.
    pub assignee: Option<String>,
    /// Whether everybody can read it.
    pub is_public: bool,
    /// Whether a reply has been begun here.
    pub has_draft: bool,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// Waits.
    Open,
    /// Comes back later.
    Snoozed,
    /// The last word is ours.
    Answered,
    /// Needs nothing more.
    Resolved,
}

/// A conversation in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ConversationView {
    /// Its id.
    pub id: String,
    /// Where.
    pub channel: Channel,
    /// Whether everybody can read it.
    pub is_public: bool,
    /// Who writes.
    pub customer: CustomerView,
    /// The thread, oldest first.
    pub entries: Vec<ThreadEntry>,
    /// Where it stands.
    pub state: StateName,
    /// When it comes back.
    pub snoozed_until: Option<String>,
    /// When a reply is due.
    pub due_at: Option<String>,
    /// Who looks after it.
    pub assignee: Option<MemberName>,
    /// The reply begun here.
    pub draft: Option<DraftView>,
    /// What was moved out of the public reply, for a private message; empty for nothing.
    pub private_text: String,
    /// The most characters that the channel takes.
    pub limit: Option<u32>,
}

/// A member, by id and name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MemberName {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CustomerView {
    /// The id.
    pub id: String,
    /// The name, else the handle.
    pub name: String,
    /// The handle, without `@`.
    pub handle: Option<String>,
    /// How many follow them.
    pub followers: Option<u32>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Anything else.
    pub attributes: Vec<AttributeView>,
    /// How many conversations there were, this one included.
    pub conversations: u32,
}

/// Something known of a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AttributeView {
    /// What.
    pub key: String,
    /// How it reads.
    pub value: String,
}

/// Who wrote an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// The customer.
    Query,
    /// We.
    Reply,
}

/// One message of a thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ThreadEntry {
    /// Who wrote it.
    pub kind: EntryKind,
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// When.
    pub at: String,
    /// The writer's name.
    pub by: String,
    /// The answers a reply was made from.
    pub answers: Vec<AnswerTitle>,
    /// What was kept of a reply when it was sent.
    pub sent: Option<SentView>,
}

/// What was kept of a reply when it was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SentView {
    /// How well it followed the voice guide then, of 100.
    pub score: Option<u8>,
    /// Its sentences, in their order.
    pub sentences: Vec<SentSentence>,
}

/// A sentence of a reply that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SentSentence {
    /// What it says, in Markdown.
    pub text: String,
    /// Where it comes from.
    pub state: SentenceState,
    /// The answer it comes from.
    pub answer: Option<AnswerTitle>,
    /// What it says that no approved answer did.
    pub claims: Vec<String>,
}

/// An answer, by id and title.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerTitle {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
}

/// A reply being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    /// The Markdown so far.
    pub text: String,
    /// The answers inserted so far.
    pub answers: Vec<UsedAnswer>,
    /// When it was last saved.
    pub saved_at: String,
}

/// A revision that was inserted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UsedAnswer {
    /// The answer.
    pub id: String,
    /// The revision's number.
    pub revision: u32,
}

/// A message that a person pastes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PastedQuery {
    /// The message.
    pub text: String,
    /// Where it was written.
    pub channel: Channel,
    /// Who wrote it, if known.
    pub handle: Option<String>,
    /// Their name, if known.
    pub name: Option<String>,
}
