//! The queue: which conversations wait, which is due first, and which are done.

use std::fmt::Write as _;

use antiphon_model::{
    Channel, ConversationId, ConversationState, CustomerId, Locale, MemberId, Settings, Time,
};
use rusqlite::{Connection, Row, params_from_iter};

use crate::{StoreError, column, column::wrong, conditions::Conditions, error::doing, workspace};

/// Which conversations to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Those that wait for a reply, the one due first on top.
    #[default]
    Waiting,
    /// Those that come back later, the next one on top.
    Snoozed,
    /// Those answered or resolved, the latest on top.
    Done,
}

/// What to see of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueFilter {
    /// Words that must all stand in the messages, the handle or the name; letter case does not
    /// count.
    pub text: String,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Which part.
    pub view: View,
    /// Only what this member looks after.
    pub assignee: Option<MemberId>,
    /// The time: what was snoozed until then waits again.
    pub now: Time,
}

/// A conversation as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Its id.
    pub id: ConversationId,
    /// Its channel.
    pub channel: Channel,
    /// Who writes.
    pub customer: CustomerId,
    /// Their name on the channel, without `@`.
    pub handle: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// How many people follow them.
    pub followers: Option<u32>,
    /// The start of the latest query, at most 200 characters in one line.
    pub snippet: String,
    /// The language of the latest query, where the channel says so.
    pub locale: Option<Locale>,
    /// Whether everybody can read it.
    pub public: bool,
    /// How many queries wait for a reply.
    pub queries: u32,
    /// Since when the customer waits; `None` when they do not.
    pub waiting_since: Option<Time>,
    /// When the reply is due; `None` when nobody waits.
    pub due_at: Option<Time>,
    /// When the last message was written, theirs or ours.
    pub last_at: Time,
    /// Where it stands.
    pub state: ConversationState,
    /// Who looks after it.
    pub assignee: Option<MemberId>,
}

/// How many conversations each view holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueCounts {
    /// Those that wait for a reply.
    pub waiting: u32,
    /// Those that come back later.
    pub snoozed: u32,
    /// Those answered or resolved.
    pub done: u32,
}

// Word for word as in the schema, so that its partial indexes are used.
const NOT_DONE: &str = "state IN ('open', 'snoozed')";
const DONE: &str = "state IN ('answered', 'resolved')";

/// How many conversations fit `filter`, and those from place `offset` on, `limit` at most.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the tables cannot be read.
pub fn queue(
    conn: &Connection,
    filter: &QueueFilter,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<QueueRow>), StoreError> {
    let due = due(&workspace::find(conn)?.map(|known| known.settings).unwrap_or_default());
    let read = || {
        let conditions = conditions(filter);
        let total = format!("SELECT count(*) FROM conversation WHERE {}", conditions.sql);
        let total = conn
            .prepare_cached(&total)?
            .query_row(params_from_iter(&conditions.values), |row| row.get(0))?;
        let order = match filter.view {
            View::Waiting => due.as_str(),
            View::Snoozed => "snoozed_until_ms",
            View::Done => "last_ms DESC",
        };
        // The page is chosen first, from an index alone; the rows are looked up afterwards.
        let sql = format!(
            "WITH page AS MATERIALIZED (
                 SELECT id FROM conversation WHERE {conditions}
                 ORDER BY {order}, id LIMIT ? OFFSET ?)
             SELECT conversation.id, conversation.channel, customer, handle, name, followers,
                    snippet, locale, public, waiting_queries, waiting_since_ms, {due}, last_ms,
                    state, snoozed_until_ms, assignee
             FROM page JOIN conversation USING (id)
             LEFT JOIN customer ON customer.id = conversation.customer
             ORDER BY {order}, conversation.id",
            conditions = conditions.sql
        );
        let rows = conn
            .prepare_cached(&sql)?
            .query_map(params_from_iter(conditions.page(offset, limit)), queue_row)?
            .collect::<rusqlite::Result<_>>()?;
        Ok((total, rows))
    };
    read().map_err(doing("list the queue"))
}

/// How many conversations each view holds at `now`.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn counts(conn: &Connection, now: Time) -> Result<QueueCounts, StoreError> {
    let sql = format!(
        "SELECT (SELECT count(*) FROM conversation WHERE {NOT_DONE}),
                (SELECT count(*) FROM conversation
                 WHERE {NOT_DONE} AND state = 'snoozed' AND snoozed_until_ms > ?1),
                (SELECT count(*) FROM conversation WHERE {DONE})"
    );
    conn.prepare_cached(&sql)
        .and_then(|mut query| {
            query.query_row([now.ms()], |row| {
                let [not_done, snoozed, done] = [row.get(0)?, row.get(1)?, row.get(2)?];
                Ok(QueueCounts { waiting: not_done - snoozed, snoozed, done })
            })
        })
        .map_err(doing("count the queue"))
}

fn conditions(filter: &QueueFilter) -> Conditions {
    let now = filter.now.ms();
    let mut conditions = Conditions::new(match filter.view {
        View::Waiting | View::Snoozed => NOT_DONE,
        View::Done => DONE,
    });
    match filter.view {
        View::Waiting => conditions.compare("(state = 'open' OR snoozed_until_ms <= ?)", now),
        View::Snoozed => conditions.compare("state = 'snoozed' AND snoozed_until_ms > ?", now),
        View::Done => {}
    }
    let channel = filter.channel.map(|channel| channel.as_str().to_owned());
    conditions.compare_if("conversation.channel = ?", channel);
    let assignee = filter.assignee.as_ref().map(|member| member.as_str().to_owned());
    conditions.compare_if("assignee = ?", assignee);
    for word in filter.text.to_lowercase().split_whitespace() {
        conditions.compare(
            "(instr(conversation.search, ?)
              OR conversation.customer IN (SELECT id FROM customer WHERE instr(search, ?)))",
            word.to_owned(),
        );
    }
    conditions
}

/// When a reply is due, in milliseconds, as an expression of SQL.
fn due(settings: &Settings) -> String {
    let minutes = |minutes: u32| i64::from(minutes) * 60_000;
    let mut due = "(waiting_since_ms + CASE conversation.channel".to_owned();
    for (channel, own) in &settings.first_reply_minutes_by_channel {
        // Names and numbers of ours, never a text from outside. Writing to a string cannot fail.
        _ = write!(due, " WHEN '{}' THEN {}", channel.as_str(), minutes(*own));
    }
    // A CASE without a WHEN is no SQL.
    _ = write!(due, " WHEN '' THEN 0 ELSE {} END)", minutes(settings.first_reply_minutes));
    due
}

fn queue_row(row: &Row<'_>) -> rusqlite::Result<QueueRow> {
    let until = column::time(row, 14)?;
    let state = match (row.get_ref(13)?.as_str()?, until) {
        ("open", _) => ConversationState::Open,
        ("snoozed", Some(until)) => ConversationState::Snoozed { until },
        ("answered", _) => ConversationState::Answered,
        ("resolved", _) => ConversationState::Resolved,
        (other, _) => return Err(wrong(13)(format!("no state is called {other}"))),
    };
    Ok(QueueRow {
        id: column::text(row, 0)?,
        channel: column::channel(row, 1)?,
        customer: column::text(row, 2)?,
        handle: row.get(3)?,
        name: row.get(4)?,
        followers: row.get(5)?,
        snippet: row.get(6)?,
        locale: column::optional_text(row, 7)?,
        public: row.get(8)?,
        queries: row.get(9)?,
        waiting_since: column::time(row, 10)?,
        due_at: column::time(row, 11)?,
        last_at: column::set_time(row, 12)?,
        state,
        assignee: column::optional_text(row, 15)?,
    })
}
