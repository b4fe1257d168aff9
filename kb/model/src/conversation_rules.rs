//! What may happen to a conversation.

use crate::rules::{at_most, needed};
use crate::{
    Command, Conversation, ConversationId, ConversationState, Event, MemberId, Query, Recorded,
    Refusal, Reply, Role, Stream, Subject, Time, Workspace,
};

/// The longest message or reply, in bytes.
const TEXT_LIMIT: usize = 4 << 20;

pub(crate) fn decide(
    workspace: &Workspace,
    subject: &Subject,
    command: &Command,
    (actor, now): (&MemberId, Time),
) -> Result<Vec<Event>, Refusal> {
    workspace.require(actor, Role::Agent)?;
    let known = match subject {
        Subject::Conversation(conversation) => Some(conversation.as_ref()),
        _ => None,
    };
    if let Command::ReceiveQuery { channel, customer, public, query, .. } = command {
        return receive(known, query).map(|query| {
            let (channel, customer) = (*channel, customer.clone());
            let event = |query| Event::QueryReceived { channel, customer, public: *public, query };
            query.map(event).into_iter().collect()
        });
    }
    let Some(conversation) = known else {
        return match command.stream() {
            Stream::Conversation(id) => Err(Refusal::UnknownConversation(id)),
            _ => Ok(Vec::new()),
        };
    };
    match command {
        Command::SendReply { reply, .. } => {
            let text = needed("reply", &reply.text)?;
            at_most("reply", &text, TEXT_LIMIT)?;
            let by = actor.clone();
            Ok(vec![Event::ReplySent(Reply { text, at: now, by, ..reply.clone() })])
        }
        Command::WithdrawReply { reply, .. } => {
            let sent = conversation.replies.iter().any(|sent| sent.id == *reply);
            let event = Event::ReplyWithdrawn { reply: reply.clone() };
            if sent { Ok(vec![event]) } else { Err(Refusal::UnknownReply(reply.clone())) }
        }
        _ => Ok(decide_state(workspace, conversation, command)?.into_iter().collect()),
    }
}

/// The query to take in, `None` when it is known word for word.
fn receive(known: Option<&Conversation>, query: &Query) -> Result<Option<Query>, Refusal> {
    let text = needed("message", &query.text)?;
    at_most("message", &text, TEXT_LIMIT)?;
    let same = known.and_then(|known| known.queries.iter().find(|old| old.id == query.id));
    match same {
        Some(old) if old.text == text => Ok(None),
        Some(_) => Err(Refusal::QueryExists(query.id.clone())),
        None => Ok(Some(Query { text, ..query.clone() })),
    }
}

fn decide_state(
    workspace: &Workspace,
    conversation: &Conversation,
    command: &Command,
) -> Result<Option<Event>, Refusal> {
    use ConversationState::{Answered, Open, Resolved, Snoozed};
    Ok(match (command, conversation.state) {
        (Command::ResolveConversation { .. }, Resolved)
        | (Command::ReopenConversation { .. }, Open) => None,
        (Command::ResolveConversation { .. }, _) => Some(Event::ConversationResolved {}),
        (Command::ReopenConversation { .. }, Answered | Resolved | Snoozed { .. }) => {
            Some(Event::ConversationReopened {})
        }
        (Command::SnoozeConversation { until, .. }, _) => {
            Some(Event::ConversationSnoozed { until: *until })
        }
        (Command::AssignConversation { member, .. }, _) => {
            if let Some(stranger) = member.as_ref().filter(|id| workspace.member(id).is_none()) {
                return Err(Refusal::UnknownMember(stranger.clone()));
            }
            let same = conversation.assignee == *member;
            (!same).then(|| Event::ConversationAssigned { member: member.clone() })
        }
        _ => None,
    })
}

pub(crate) fn apply(subject: Subject, id: &ConversationId, recorded: &Recorded) -> Subject {
    let mut conversation = match (subject, &recorded.event) {
        (Subject::Conversation(conversation), _) => conversation,
        (_, Event::QueryReceived { channel, customer, public, .. }) => Box::new(Conversation {
            id: id.clone(),
            channel: *channel,
            customer: customer.clone(),
            public: *public,
            queries: Vec::new(),
            replies: Vec::new(),
            state: ConversationState::Open,
            assignee: None,
        }),
        (other, _) => return other,
    };
    match &recorded.event {
        Event::QueryReceived { query, .. } => {
            let later = |old: &Query| old.received_at > query.received_at;
            let at = conversation.queries.iter().position(later);
            conversation.queries.insert(at.unwrap_or(conversation.queries.len()), query.clone());
            conversation.state = ConversationState::Open;
        }
        Event::ReplySent(reply) => {
            conversation.replies.push(reply.clone());
            conversation.state = ConversationState::Answered;
        }
        Event::ReplyWithdrawn { reply } => {
            conversation.replies.retain(|sent| sent.id != *reply);
            conversation.state = ConversationState::Open;
        }
        Event::ConversationResolved {} => conversation.state = ConversationState::Resolved,
        Event::ConversationReopened {} => conversation.state = ConversationState::Open,
        Event::ConversationSnoozed { until } => {
            conversation.state = ConversationState::Snoozed { until: *until };
        }
        Event::ConversationAssigned { member } => conversation.assignee.clone_from(member),
        _ => {}
    }
    Subject::Conversation(conversation)
}

impl Conversation {
    /// When the customer began to wait for a reply: the first query after our last reply.
    pub fn waiting_since(&self) -> Option<Time> {
        let replied = self.replies.iter().map(|reply| reply.at).max();
        let waiting = self.queries.iter().map(|query| query.received_at);
        let open =
            matches!(self.state, ConversationState::Open | ConversationState::Snoozed { .. });
        let unanswered = waiting.filter(|at| replied.is_none_or(|replied| *at > replied)).min();
        // A query can be taken in late, with a time before our reply: it waits all the same.
        let latest = self.queries.iter().map(|query| query.received_at).max();
        if open { unanswered.or(latest) } else { None }
    }

    /// Whether the conversation belongs in the queue at `now`.
    pub fn waits_at(&self, now: Time) -> bool {
        match self.state {
            ConversationState::Open => true,
            ConversationState::Snoozed { until } => until <= now,
            ConversationState::Answered | ConversationState::Resolved => false,
        }
    }
}
