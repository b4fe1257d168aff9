//! Commands: what a person wants to change. Ids come from outside, so that deciding stays pure.

use crate::{
    AnswerId, Channel, Content, ConversationId, CustomerId, CustomerProfile, Details, Displaced,
    GuideContent, LearnedPhrasing, Locale, Member, MemberId, PhrasingId, Query, Reply, ReplyId,
    Settings, Stream, Team, Time,
};

/// One wish; it concerns exactly one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Start a workspace with its first member, who gets every role.
    CreateWorkspace {
        /// The company's name.
        name: String,
        /// IANA name of the zone that bare dates are read in.
        time_zone: String,
        /// The language of most answers.
        locale: Locale,
        /// The first member.
        member: Member,
    },
    /// Change the name a member signs with.
    RenameMember {
        /// Who.
        id: MemberId,
        /// The new name.
        name: String,
    },
    /// Say which team a member writes for.
    SetTeam {
        /// Who.
        id: MemberId,
        /// The team; none when absent.
        team: Option<Team>,
    },
    /// Replace the settings.
    ChangeSettings(Settings),
    /// Write a new answer; it arrives as a draft.
    CreateAnswer {
        /// Its id.
        id: AnswerId,
        /// What it says.
        content: Content,
        /// What surrounds it.
        details: Details,
        /// Ways customers ask.
        phrasings: Vec<String>,
    },
    /// Write a new open revision; the same content as the newest changes nothing.
    EditAnswer {
        /// Which.
        id: AnswerId,
        /// What it says now.
        content: Content,
    },
    /// Change what surrounds an answer.
    ChangeAnswerDetails {
        /// Which.
        id: AnswerId,
        /// All of it.
        details: Details,
    },
    /// Replace the curator's phrasings.
    SetPhrasings {
        /// Which answer.
        id: AnswerId,
        /// All of them.
        phrasings: Vec<String>,
    },
    /// Put the open revision into service.
    ApproveAnswer {
        /// Which.
        id: AnswerId,
    },
    /// Throw the open revision of an approved answer away.
    DiscardRevision {
        /// Which.
        id: AnswerId,
    },
    /// Take an answer out of service.
    RetireAnswer {
        /// Which.
        id: AnswerId,
    },
    /// Put a retired answer back.
    RestoreAnswer {
        /// Which.
        id: AnswerId,
    },
    /// Write the voice guide anew.
    ReviseGuide {
        /// The revision that this makes: one more than the last.
        number: u32,
        /// What it says.
        content: Box<GuideContent>,
    },
    /// Put the open revision of the voice guide into force.
    ApproveGuide {
        /// Which.
        number: u32,
    },
    /// Put the open revision of the voice guide away.
    DiscardGuide {
        /// Which.
        number: u32,
    },
    /// Remember that a customer's words led to an answer.
    LearnPhrasing {
        /// Which answer.
        answer: AnswerId,
        /// The customer's words, unmasked.
        phrasing: LearnedPhrasing,
    },
    /// Remember that an answer was not what a customer's words asked for.
    RejectSuggestion {
        /// Which answer.
        answer: AnswerId,
        /// The customer's words, unmasked.
        phrasing: LearnedPhrasing,
    },
    /// Take back what one phrasing or rejection led to; one that is not remembered changes nothing.
    UndoJudgement {
        /// Which answer.
        answer: AnswerId,
        /// Which phrasing or rejection.
        id: PhrasingId,
        /// What it displaced, read from the journal; brought back where there is room.
        displaced: Vec<Displaced>,
    },
    /// Take a learned phrasing or a rejection back.
    ForgetPhrasing {
        /// Which answer.
        answer: AnswerId,
        /// Which phrasing or rejection.
        id: PhrasingId,
    },
    /// Note who a customer is.
    NoteCustomer {
        /// Who.
        id: CustomerId,
        /// Where they write.
        channel: Channel,
        /// What is known now.
        profile: CustomerProfile,
    },
    /// Take in an incoming message; the same id and text again changes nothing.
    ReceiveQuery {
        /// Its conversation, new or known.
        conversation: ConversationId,
        /// Where it was written.
        channel: Channel,
        /// Who wrote it.
        customer: CustomerId,
        /// Whether everybody can read it.
        public: bool,
        /// The message.
        query: Query,
    },
    /// Note that a reply is on its way.
    SendReply {
        /// Which conversation.
        conversation: ConversationId,
        /// The reply; its `at` and `by` are set by the decision.
        reply: Reply,
    },
    /// Take the note back, so that the conversation waits again.
    WithdrawReply {
        /// Which conversation.
        conversation: ConversationId,
        /// Which reply.
        reply: ReplyId,
    },
    /// Nothing more to do here.
    ResolveConversation {
        /// Which.
        id: ConversationId,
    },
    /// There is more to do after all.
    ReopenConversation {
        /// Which.
        id: ConversationId,
    },
    /// Come back to it later.
    SnoozeConversation {
        /// Which.
        id: ConversationId,
        /// When.
        until: Time,
    },
    /// Say who looks after it.
    AssignConversation {
        /// Which.
        id: ConversationId,
        /// Who; nobody when absent.
        member: Option<MemberId>,
    },
}

impl Command {
    /// The stream that the command's events go to.
    pub fn stream(&self) -> Stream {
        match self {
            Self::CreateWorkspace { .. }
            | Self::RenameMember { .. }
            | Self::SetTeam { .. }
            | Self::ChangeSettings(_) => Stream::Workspace,
            Self::CreateAnswer { id, .. }
            | Self::EditAnswer { id, .. }
            | Self::ChangeAnswerDetails { id, .. }
            | Self::SetPhrasings { id, .. }
            | Self::ApproveAnswer { id }
            | Self::DiscardRevision { id }
            | Self::RetireAnswer { id }
            | Self::RestoreAnswer { id } => Stream::Answer(id.clone()),
            Self::LearnPhrasing { answer, .. }
            | Self::RejectSuggestion { answer, .. }
            | Self::UndoJudgement { answer, .. }
            | Self::ForgetPhrasing { answer, .. } => Stream::Memory(answer.clone()),
            Self::ReviseGuide { .. } | Self::ApproveGuide { .. } | Self::DiscardGuide { .. } => {
                Stream::Voice
            }
            Self::NoteCustomer { id, .. } => Stream::Customer(id.clone()),
            Self::ReceiveQuery { conversation, .. }
            | Self::SendReply { conversation, .. }
            | Self::WithdrawReply { conversation, .. } => {
                Stream::Conversation(conversation.clone())
            }
            Self::ResolveConversation { id }
            | Self::ReopenConversation { id }
            | Self::SnoozeConversation { id, .. }
            | Self::AssignConversation { id, .. } => Stream::Conversation(id.clone()),
        }
    }
}
