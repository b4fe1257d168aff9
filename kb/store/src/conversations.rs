//! Conversations: one row each. Which of them wait, and in which order, is the queue's part.

use antiphon_model::{
    Conversation, ConversationId, ConversationState, CustomerId, Locale, MemberId, Query, Time,
};
use rusqlite::{Connection, params};

pub use crate::queue::{counts, queue};
use crate::{StoreError, column, error::doing, projector, uses};

/// The longest snippet, in characters.
const SNIPPET: usize = 200;

/// The conversation called `id`, or `None` when there is none.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find(conn: &Connection, id: &ConversationId) -> Result<Option<Conversation>, StoreError> {
    let sql = "SELECT doc FROM conversation WHERE id = ?1";
    column::find_doc(conn, sql, [id.as_str()], "find a conversation")
}

/// How many conversations `customer` has.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn count_of(conn: &Connection, customer: &CustomerId) -> Result<u32, StoreError> {
    conn.prepare_cached("SELECT count(*) FROM conversation WHERE customer = ?1")
        .and_then(|mut query| query.query_row([customer.as_str()], |row| row.get(0)))
        .map_err(doing("count a customer's conversations"))
}

/// The conversations that were answered last, the newest first.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn last_answered(conn: &Connection, limit: u32) -> Result<Vec<Conversation>, StoreError> {
    let read = || -> rusqlite::Result<Vec<Conversation>> {
        let mut query = conn.prepare_cached(
            "SELECT doc FROM conversation WHERE state IN ('answered', 'resolved')
             ORDER BY last_ms DESC, id LIMIT ?1",
        )?;
        query.query_map([limit], |row| column::doc(row, 0))?.collect()
    };
    read().map_err(doing("list answered conversations"))
}

pub(crate) fn put(
    conn: &Connection,
    conversation: &Conversation,
    row: projector::Row,
) -> Result<(), StoreError> {
    let doc = column::to_doc("a conversation", conversation)?;
    put_row(conn, conversation, &doc)
        .and_then(|()| uses::put(conn, conversation, row))
        .map_err(doing("put a conversation"))
}

fn put_row(conn: &Connection, conversation: &Conversation, doc: &str) -> rusqlite::Result<()> {
    let latest = conversation.queries.last();
    let (state, until) = match conversation.state {
        ConversationState::Open => ("open", None),
        ConversationState::Snoozed { until } => ("snoozed", Some(until.ms())),
        ConversationState::Answered => ("answered", None),
        ConversationState::Resolved => ("resolved", None),
    };
    let mut insert = conn.prepare_cached(
        "INSERT OR REPLACE INTO conversation
             (id, channel, customer, public, state, snoozed_until_ms, waiting_since_ms,
              waiting_queries, assignee, last_ms, locale, snippet, search, doc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    insert.execute(params![
        conversation.id.as_str(),
        conversation.channel.as_str(),
        conversation.customer.as_str(),
        conversation.public,
        state,
        until,
        conversation.waiting_since().map(Time::ms),
        waiting_queries(conversation),
        conversation.assignee.as_ref().map(MemberId::as_str),
        last_ms(conversation),
        latest.and_then(|query| query.locale.as_ref()).map(Locale::as_str),
        latest.map(snippet).unwrap_or_default(),
        search(conversation),
        doc,
    ])?;
    Ok(())
}

/// How many queries came in after our last reply; one at least while a reply is awaited.
fn waiting_queries(conversation: &Conversation) -> i64 {
    if conversation.waiting_since().is_none() {
        return 0;
    }
    let replied = conversation.replies.iter().map(|reply| reply.at).max();
    let after = |query: &&Query| replied.is_none_or(|replied| query.received_at > replied);
    let waiting = conversation.queries.iter().filter(after).count().max(1);
    i64::try_from(waiting).unwrap_or(i64::MAX)
}

fn last_ms(conversation: &Conversation) -> i64 {
    let theirs = conversation.queries.iter().map(|query| query.received_at.ms());
    let ours = conversation.replies.iter().map(|reply| reply.at.ms());
    theirs.chain(ours).max().unwrap_or_default()
}

fn snippet(query: &Query) -> String {
    let words: Vec<&str> = query.text.split_whitespace().take(SNIPPET).collect();
    words.join(" ").chars().take(SNIPPET).collect()
}

fn search(conversation: &Conversation) -> String {
    let theirs = conversation.queries.iter().map(|query| query.text.as_str());
    let ours = conversation.replies.iter().map(|reply| reply.text.as_str());
    theirs.chain(ours).collect::<Vec<_>>().join("\n").to_lowercase()
}
