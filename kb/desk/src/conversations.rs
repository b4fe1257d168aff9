//! The queue, and one conversation in full.

use antiphon_model::{
    AnswerId, Channel, Conversation, ConversationId, ConversationState, Customer, MemberId, Reply,
    Time, Workspace,
};
use antiphon_store::{View, answers, conversations, customers};
use antiphon_voice::channel;

use crate::settings::state_name;
use crate::views::{
    AnswerTitle, AttributeView, ConversationView, CustomerView, DraftView, EntryKind, MemberName,
    QueueCounts, QueueFilter, QueuePage, QueueRow, QueueView, SentSentence, SentView, ThreadEntry,
    UsedAnswer,
};
use crate::{Desk, DeskError};

impl Desk {
    /// A stretch of the queue: `limit` conversations after the first `offset`, soonest due first.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be read.
    pub fn list_queue(
        &self,
        filter: &QueueFilter,
        offset: u32,
        limit: u32,
    ) -> Result<QueuePage, DeskError> {
        let now = self.now();
        let wanted = antiphon_store::QueueFilter {
            text: filter.text.clone(),
            channel: filter.channel,
            view: store_view(filter.view),
            assignee: None,
            now,
        };
        let ((total, rows), counts) = self.read(|conn| {
            let page = conversations::queue(conn, &wanted, offset, limit)?;
            Ok((page, conversations::counts(conn, now)?))
        })?;
        let drafts = self.local().drafts()?.into_iter().map(|draft| draft.conversation).collect();
        let row = |row| queue_row(row, &drafts);
        Ok(QueuePage {
            total,
            counts: QueueCounts {
                waiting: counts.waiting,
                snoozed: counts.snoozed,
                done: counts.done,
            },
            rows: rows.into_iter().map(row).collect(),
        })
    }

    /// One conversation in full.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] when there is none.
    pub fn open_conversation(&self, id: &ConversationId) -> Result<ConversationView, DeskError> {
        let workspace = self.workspace_state()?;
        let (conversation, customer) = self.conversation(id)?;
        let known = self.read(|conn| conversations::count_of(conn, &conversation.customer))?;
        let draft = self.local().draft(id)?.map(draft_view);
        let private_text = self.local().private_text(id)?;
        let customer = customer_view(&conversation, customer.as_ref(), known);
        let entries = self.entries(&workspace, &conversation, &customer.name)?;
        let until = match conversation.state {
            ConversationState::Snoozed { until } => Some(until.to_string()),
            _ => None,
        };
        Ok(ConversationView {
            id: id.to_string(),
            channel: conversation.channel,
            is_public: conversation.public,
            customer,
            entries,
            state: state_name(conversation.state),
            snoozed_until: until,
            due_at: conversation
                .waiting_since()
                .map(|since| due(&workspace, conversation.channel, since).to_string()),
            assignee: conversation.assignee.as_ref().map(|member| member_name(&workspace, member)),
            draft,
            private_text,
            limit: channel::limit(conversation.channel),
        })
    }

    /// A conversation with what is known of its customer.
    pub(crate) fn conversation(
        &self,
        id: &ConversationId,
    ) -> Result<(Conversation, Option<Customer>), DeskError> {
        let found = self.read(|conn| {
            let Some(conversation) = conversations::find(conn, id)? else { return Ok(None) };
            let customer = customers::find(conn, &conversation.customer)?;
            Ok(Some((conversation, customer)))
        })?;
        found.ok_or_else(|| DeskError::UnknownConversation(id.clone()))
    }

    fn entries(
        &self,
        workspace: &Workspace,
        conversation: &Conversation,
        customer: &str,
    ) -> Result<Vec<ThreadEntry>, DeskError> {
        let mut entries: Vec<(Time, ThreadEntry)> = Vec::new();
        for query in &conversation.queries {
            let entry = ThreadEntry {
                kind: EntryKind::Query,
                id: query.id.to_string(),
                text: query.text.clone(),
                at: query.received_at.to_string(),
                by: customer.to_owned(),
                answers: Vec::new(),
                sent: None,
            };
            entries.push((query.received_at, entry));
        }
        for reply in &conversation.replies {
            let entry = ThreadEntry {
                kind: EntryKind::Reply,
                id: reply.id.to_string(),
                text: reply.text.clone(),
                at: reply.at.to_string(),
                by: member_name(workspace, &reply.by).name,
                answers: self.titles(reply.answers.iter().map(|(id, _)| id))?,
                sent: self.kept_of(reply)?,
            };
            entries.push((reply.at, entry));
        }
        entries.sort_by_key(|(at, _)| *at);
        Ok(entries.into_iter().map(|(_, entry)| entry).collect())
    }

    fn titles<'a>(
        &self,
        ids: impl Iterator<Item = &'a AnswerId>,
    ) -> Result<Vec<AnswerTitle>, DeskError> {
        ids.map(|id| self.title(id)).collect()
    }

    /// An answer by its newest title, whatever became of it.
    fn title(&self, id: &AnswerId) -> Result<AnswerTitle, DeskError> {
        let answer = self.read(|conn| answers::find(conn, id))?;
        let newest = answer.as_ref().and_then(|answer| answer.newest());
        let title = newest.map_or_else(|| id.to_string(), |newest| newest.content.title.clone());
        Ok(AnswerTitle { id: id.to_string(), title })
    }

    /// What was kept of a reply; nothing of one that was sent elsewhere.
    fn kept_of(&self, reply: &Reply) -> Result<Option<SentView>, DeskError> {
        if reply.sentences.is_empty() {
            return Ok(None);
        }
        let mut sentences = Vec::with_capacity(reply.sentences.len());
        for kept in &reply.sentences {
            let text = reply.markdown.get(kept.start as usize..kept.end as usize);
            let answer = kept.answer.as_ref().map(|(id, _)| self.title(id)).transpose()?;
            sentences.push(SentSentence {
                text: text.unwrap_or_default().to_owned(),
                state: kept.provenance.into(),
                answer,
                claims: kept.claims.clone(),
            });
        }
        Ok(Some(SentView { score: reply.voice.map(|voice| voice.score), sentences }))
    }

    /// Takes a conversation out of the queue: nothing more to do.
    ///
    /// # Errors
    /// A refusal when there is no such conversation.
    pub fn resolve_conversation(&self, id: ConversationId) -> Result<(), DeskError> {
        self.submit(antiphon_model::Command::ResolveConversation { id })
    }

    /// Puts a conversation back into the queue.
    ///
    /// # Errors
    /// A refusal when there is no such conversation.
    pub fn reopen_conversation(&self, id: ConversationId) -> Result<(), DeskError> {
        self.submit(antiphon_model::Command::ReopenConversation { id })
    }

    /// Takes a conversation out of the queue until `until`.
    ///
    /// # Errors
    /// A refusal when there is no such conversation.
    pub fn snooze_conversation(&self, id: ConversationId, until: Time) -> Result<(), DeskError> {
        self.submit(antiphon_model::Command::SnoozeConversation { id, until })
    }

    /// Says who looks after a conversation; nobody when `member` is absent.
    ///
    /// # Errors
    /// A refusal when there is no such conversation or member.
    pub fn assign_conversation(
        &self,
        id: ConversationId,
        member: Option<MemberId>,
    ) -> Result<(), DeskError> {
        self.submit(antiphon_model::Command::AssignConversation { id, member })
    }
}

fn store_view(view: QueueView) -> View {
    match view {
        QueueView::Waiting => View::Waiting,
        QueueView::Snoozed => View::Snoozed,
        QueueView::Done => View::Done,
    }
}

fn due(workspace: &Workspace, channel: Channel, since: Time) -> Time {
    since.plus_minutes(i64::from(workspace.settings.first_reply_minutes(channel)))
}

fn queue_row(
    row: antiphon_store::QueueRow,
    drafts: &std::collections::HashSet<ConversationId>,
) -> QueueRow {
    let handle = row.handle.clone();
    QueueRow {
        has_draft: drafts.contains(&row.id),
        id: row.id.to_string(),
        channel: row.channel,
        name: shown_name(row.name.as_deref(), handle.as_deref(), row.channel),
        handle,
        snippet: row.snippet,
        messages: row.queries,
        due_at: row.due_at.map(|due| due.to_string()),
        received_at: row.last_at.to_string(),
        locale: row.locale.map(|locale| locale.to_string()),
        assignee: row.assignee.map(|member| member.to_string()),
        is_public: row.public,
    }
}

fn shown_name(name: Option<&str>, handle: Option<&str>, channel: Channel) -> String {
    let shown = name.or(handle).map(str::to_owned);
    shown.unwrap_or_else(|| format!("Someone on {channel}"))
}

fn member_name(workspace: &Workspace, id: &MemberId) -> MemberName {
    let name = workspace.member(id).map_or_else(|| id.to_string(), |member| member.name.clone());
    MemberName { id: id.to_string(), name }
}

fn customer_view(
    conversation: &Conversation,
    customer: Option<&Customer>,
    conversations: u32,
) -> CustomerView {
    let profile = customer.map(|customer| customer.profile.clone()).unwrap_or_default();
    let attribute = |(key, value): (&String, &serde_json::Value)| AttributeView {
        key: key.clone(),
        value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    };
    CustomerView {
        id: conversation.customer.to_string(),
        name: shown_name(profile.name.as_deref(), profile.handle.as_deref(), conversation.channel),
        handle: profile.handle.clone(),
        followers: profile.followers,
        email: profile.email.clone(),
        phone: profile.phone.clone(),
        attributes: profile.attributes.iter().map(attribute).collect(),
        conversations,
    }
}

pub(crate) fn draft_view(draft: antiphon_store::Draft) -> DraftView {
    let used = |(id, revision): (AnswerId, u32)| UsedAnswer { id: id.to_string(), revision };
    DraftView {
        text: draft.text,
        answers: draft.answers.into_iter().map(used).collect(),
        saved_at: draft.saved_at.to_string(),
    }
}
