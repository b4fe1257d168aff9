//! Events: what has happened. They are kept for ever, so old shapes stay readable.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    AnswerId, Channel, Content, ConversationId, CustomerId, CustomerProfile, Details, Displaced,
    GuideContent, LearnedPhrasing, Locale, Member, MemberId, PhrasingId, Query, Reply, ReplyId,
    Settings, Team, Time,
};

/// One thing that has happened in a stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Event {
    /// The workspace began.
    WorkspaceCreated {
        /// The company's name.
        name: String,
        /// IANA name of its zone.
        time_zone: String,
        /// The language of most answers.
        locale: Locale,
        /// Its first member.
        member: Member,
    },
    /// A member signs with another name.
    MemberRenamed {
        /// Who.
        id: MemberId,
        /// The new name.
        name: String,
    },
    /// A member writes for another team.
    MemberTeamSet {
        /// Who.
        id: MemberId,
        /// The team; none when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Team>,
    },
    /// The settings were replaced.
    SettingsChanged(Settings),
    /// An answer was written, as revision 1.
    AnswerCreated {
        /// What it says.
        content: Content,
        /// What surrounds it.
        details: Details,
        /// Ways customers ask.
        phrasings: Vec<String>,
    },
    /// A new revision is open.
    RevisionOpened {
        /// Its number.
        number: u32,
        /// What it says.
        content: Content,
    },
    /// The open revision was thrown away.
    RevisionDiscarded {
        /// Its number.
        number: u32,
    },
    /// The open revision is in service.
    RevisionApproved {
        /// Its number.
        number: u32,
        /// Whether a second person was required.
        four_eyes: bool,
    },
    /// What surrounds the answer was replaced.
    DetailsChanged(Details),
    /// The curator's phrasings were replaced.
    PhrasingsSet {
        /// All of them.
        phrasings: Vec<String>,
    },
    /// The answer is out of service.
    AnswerRetired {},
    /// The answer is back.
    AnswerRestored {},
    /// A customer's words led to the answer.
    PhrasingLearned(LearnedPhrasing),
    /// The answer was not what these words of a customer asked for.
    SuggestionRejected(LearnedPhrasing),
    /// Words, learned or rejected, are no longer remembered.
    PhrasingForgotten {
        /// Which.
        id: PhrasingId,
        /// The phrasing or rejection that took its place, whose undoing brings it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PhrasingId>,
    },
    /// Words are remembered again, where they stood before.
    PhrasingRestored(Displaced),
    /// The voice guide was written anew.
    GuideRevised {
        /// The revision's number.
        number: u32,
        /// What it says.
        content: Box<GuideContent>,
    },
    /// A revision of the voice guide is in force.
    GuideApproved {
        /// Which.
        number: u32,
        /// Whether somebody else than its author approved it.
        four_eyes: bool,
    },
    /// A revision of the voice guide was put away.
    GuideDiscarded {
        /// Which.
        number: u32,
    },
    /// Something new is known of a customer.
    CustomerNoted {
        /// Where they write.
        channel: Channel,
        /// All that is known now.
        profile: CustomerProfile,
    },
    /// A message came in.
    QueryReceived {
        /// Where.
        channel: Channel,
        /// From whom.
        customer: CustomerId,
        /// Whether everybody can read it.
        public: bool,
        /// The message.
        query: Query,
    },
    /// A reply is on its way.
    ReplySent(Reply),
    /// It was not sent after all.
    ReplyWithdrawn {
        /// Which.
        reply: ReplyId,
    },
    /// Nothing more to do.
    ConversationResolved {},
    /// There is more to do after all.
    ConversationReopened {},
    /// Comes back later.
    ConversationSnoozed {
        /// When.
        until: Time,
    },
    /// Somebody looks after it, or nobody any more.
    ConversationAssigned {
        /// Who.
        member: Option<MemberId>,
    },
    /// A kind that this version does not know: kept in the journal, skipped here.
    #[serde(skip)]
    Unknown {
        /// The kind's name.
        kind: String,
        /// Its body, JSON.
        body: String,
    },
}

impl Event {
    /// The event as the journal keeps it: the kind's name and the body as JSON.
    ///
    /// # Errors
    /// `serde_json::Error` when a value cannot be written as JSON, such as a map with odd keys.
    pub fn encode(&self) -> Result<(String, String), serde_json::Error> {
        #[derive(Deserialize)]
        struct Parts<'a> {
            kind: String,
            #[serde(borrow)]
            body: &'a serde_json::value::RawValue,
        }
        if let Self::Unknown { kind, body } = self {
            return Ok((kind.clone(), body.clone()));
        }
        let json = serde_json::to_string(self)?;
        let parts: Parts<'_> = serde_json::from_str(&json)?;
        Ok((parts.kind, parts.body.get().to_owned()))
    }

    /// Reads an event back; what this version does not understand becomes [`Event::Unknown`].
    pub fn decode(kind: &str, body: &str) -> Self {
        #[derive(Serialize)]
        struct Kind<'a>(&'a str);
        let json = serde_json::to_string(&Kind(kind))
            .map(|kind| format!("{{\"kind\":{kind},\"body\":{body}}}"));
        json.and_then(|json| serde_json::from_str(&json))
            .unwrap_or_else(|_| Self::Unknown { kind: kind.to_owned(), body: body.to_owned() })
    }
}

/// A line of events that are decided together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Name, members and settings.
    Workspace,
    /// The voice guide.
    Voice,
    /// One answer.
    Answer(AnswerId),
    /// What was learned for one answer.
    Memory(AnswerId),
    /// One customer.
    Customer(CustomerId),
    /// One conversation.
    Conversation(ConversationId),
    /// A stream of a later version.
    Unknown(String),
}

impl Stream {
    /// Reads a name as [`Stream`]'s `Display` writes it.
    pub fn parse(name: &str) -> Self {
        let known = || match name.split_once('/') {
            None if name == "workspace" => Some(Self::Workspace),
            None if name == "voice" => Some(Self::Voice),
            Some(("answer", id)) => AnswerId::parse(id).ok().map(Self::Answer),
            Some(("memory", id)) => AnswerId::parse(id).ok().map(Self::Memory),
            Some(("customer", id)) => CustomerId::parse(id).ok().map(Self::Customer),
            Some(("conversation", id)) => ConversationId::parse(id).ok().map(Self::Conversation),
            _ => None,
        };
        known().unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.write_str("workspace"),
            Self::Voice => f.write_str("voice"),
            Self::Answer(id) => write!(f, "answer/{id}"),
            Self::Memory(id) => write!(f, "memory/{id}"),
            Self::Customer(id) => write!(f, "customer/{id}"),
            Self::Conversation(id) => write!(f, "conversation/{id}"),
            Self::Unknown(name) => f.write_str(name),
        }
    }
}

/// An event with its place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in the workspace: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// Its stream.
    pub stream: Stream,
    /// Its place in the stream: 1, 2, 3 …
    pub version: u64,
    /// When it was decided.
    pub at: Time,
    /// Who wished it.
    pub actor: MemberId,
    /// What has happened.
    pub event: Event,
}
