//! `antiphon queries list` and `antiphon queries show`.

use antiphon_desk::views::{
    ConversationView, CustomerView, EntryKind, QueueFilter, QueueRow, QueueView, SentView,
    SentenceState, ThreadEntry,
};
use antiphon_desk::{Desk, DeskError, ErrorCode};
use antiphon_model::{Channel, ConversationId};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::{line, lines, padded, start};
use crate::shape;
use crate::terminal::note;

/// How many conversations are read at once.
const PAGE: u32 = 100;
/// How much of a query is shown in the list, in characters.
const SNIPPET: usize = 80;

#[derive(Debug, Subcommand)]
pub(crate) enum Queries {
    /// List queries, conversation by conversation, the soonest due first
    List(List),
    /// Show the conversation that a query belongs to
    Show(Show),
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which part of the queue
    #[arg(long, value_enum, default_value_t = View::Waiting)]
    view: View,
    /// How many queries at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of the query, or of its conversation
    id: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum View {
    Waiting,
    Snoozed,
    Done,
}

impl From<View> for QueueView {
    fn from(view: View) -> Self {
        match view {
            View::Waiting => Self::Waiting,
            View::Snoozed => Self::Snoozed,
            View::Done => Self::Done,
        }
    }
}

/// A query as an import would take it in again, with what the queue knows of it.
#[derive(Serialize)]
struct Query {
    id: String,
    text: String,
    channel: Channel,
    customer: Customer,
    conversation: String,
    public: bool,
    received_at: String,
    due_at: Option<String>,
    assignee: Option<String>,
}

#[derive(Serialize)]
struct Customer {
    handle: Option<String>,
    name: String,
}

impl Queries {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        match self {
            Self::List(list) => list.run(call),
            Self::Show(show) => show.run(call),
        }
    }
}

impl List {
    fn run(self, call: &mut Call) -> Result<(), Failure> {
        let desk = call.desk()?;
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let mut queries: Vec<Query> = Vec::new();
        let mut more = false;
        each_conversation(&desk, self.view.into(), &mut |row| {
            if queries.len() >= limit {
                more = true;
                return Ok(false);
            }
            queries.extend(queries_of(&desk, &row)?);
            Ok(true)
        })?;
        more |= queries.len() > limit;
        queries.truncate(limit);
        let ids = queries.iter().map(|query| query.id.chars().count()).max().unwrap_or_default();
        call.out.many(&queries, |query| row(query, ids))?;
        call.out.flush()?;
        if more && call.is_text() {
            note("there are more; see them with a larger --limit");
        }
        Ok(())
    }
}

fn row(query: &Query, ids: usize) -> String {
    let who = start(query.customer.handle.as_deref().unwrap_or(&query.customer.name), 20);
    let (id, channel) = (padded(&query.id, ids), padded(query.channel.as_str(), 9));
    format!("{id}  {channel}  {}  {}", padded(&who, 20), start(&query.text, SNIPPET))
}

/// Goes through a part of the queue until `visit` says no.
fn each_conversation(
    desk: &Desk,
    view: QueueView,
    visit: &mut dyn FnMut(QueueRow) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let filter = QueueFilter { text: String::new(), view, channel: None };
    let mut offset = 0;
    loop {
        let page = desk.list_queue(&filter, offset, PAGE)?;
        if page.rows.is_empty() {
            return Ok(());
        }
        offset += PAGE;
        for row in page.rows {
            if !visit(row)? {
                return Ok(());
            }
        }
    }
}

fn queries_of(desk: &Desk, row: &QueueRow) -> Result<Vec<Query>, Failure> {
    let conversation = open(desk, &row.id)?;
    let customer = &conversation.customer;
    let entries = conversation.entries.iter().filter(|entry| entry.kind == EntryKind::Query);
    let query = |entry: &ThreadEntry| Query {
        id: entry.id.clone(),
        text: entry.text.clone(),
        channel: conversation.channel,
        customer: Customer { handle: customer.handle.clone(), name: customer.name.clone() },
        conversation: conversation.id.clone(),
        public: conversation.is_public,
        received_at: entry.at.clone(),
        due_at: conversation.due_at.clone(),
        assignee: row.assignee.clone(),
    };
    Ok(entries.map(query).collect())
}

fn open(desk: &Desk, id: &str) -> Result<ConversationView, DeskError> {
    desk.open_conversation(&ConversationId::parse(id)?)
}

impl Show {
    fn run(self, call: &mut Call) -> Result<(), Failure> {
        let desk = call.desk()?;
        let conversation = match open(&desk, &self.id) {
            Err(err) if err.code() == ErrorCode::NotFound => with_query(&desk, &self.id)?,
            found => found?,
        };
        if call.is_text() {
            call.out.line(text(&conversation))
        } else {
            call.out.json(&shape::of(&conversation)?)
        }
    }
}

/// The conversation that holds the query `id`.
fn with_query(desk: &Desk, id: &str) -> Result<ConversationView, Failure> {
    let mut found = None;
    for view in [QueueView::Waiting, QueueView::Snoozed, QueueView::Done] {
        each_conversation(desk, view, &mut |row| {
            let conversation = open(desk, &row.id)?;
            let holds = conversation.entries.iter().any(|entry| entry.id == id);
            found = holds.then_some(conversation);
            Ok(!holds)
        })?;
        if found.is_some() {
            break;
        }
    }
    found.ok_or_else(|| Failure::UnknownQuery(id.to_owned()))
}

fn text(conversation: &ConversationView) -> String {
    let mut out = vec![heading(conversation)];
    let due = conversation.due_at.as_ref().map(|at| format!(", due {at}")).unwrap_or_default();
    out.push(format!("  conversation {}{due}", line(&conversation.id)));
    out.extend(known(&conversation.customer));
    for entry in &conversation.entries {
        let by = line(&entry.by);
        out.extend([String::new(), format!("{} · {by} · {}", entry.at, line(&entry.id))]);
        out.push(lines(&entry.text, 2));
        for answer in &entry.answers {
            out.push(format!("  from {} [{}]", line(&answer.title), line(&answer.id)));
        }
        out.extend(entry.sent.as_ref().map(sent));
    }
    out.join("\n")
}

/// Where the sentences of a reply came from when it was sent, in one line.
fn sent(sent: &SentView) -> String {
    let count = |state| sent.sentences.iter().filter(|one| one.state == state).count();
    let counts = [
        (count(SentenceState::Verbatim) + count(SentenceState::Fields), "approved"),
        (count(SentenceState::Edited), "changed"),
        (count(SentenceState::Own), "in own words"),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let mut told: Vec<String> = told.map(|(count, what)| format!("{count} {what}")).collect();
    told.extend(sent.score.map(|score| format!("voice {score}")));
    format!("  {}", told.join(" · "))
}

fn heading(conversation: &ConversationView) -> String {
    let customer = &conversation.customer;
    let handle = customer.handle.as_ref().map(|handle| format!(" @{}", line(handle)));
    let handle = handle.unwrap_or_default();
    format!("{}{handle} on {}", line(&customer.name), conversation.channel)
}

fn known(customer: &CustomerView) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(customer.followers.map(|followers| ("followers", followers.to_string())));
    facts.extend(customer.email.clone().map(|email| ("e-mail", email)));
    facts.extend(customer.phone.clone().map(|phone| ("phone", phone)));
    let attributes = customer.attributes.iter();
    facts.extend(attributes.map(|attribute| (attribute.key.as_str(), attribute.value.clone())));
    facts.iter().map(|(name, value)| format!("  {} {}", line(name), line(value))).collect()
}
