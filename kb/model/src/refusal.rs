//! Why a command was refused.

use crate::{AnswerId, ConversationId, MemberId, PhrasingId, QueryId, ReplyId, Role, SynonymError};

/// A command that was refused; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no workspace yet.
    #[error("there is no workspace yet")]
    NoWorkspace,
    /// There is one already.
    #[error("this home already holds the workspace {0:?}")]
    WorkspaceExists(String),
    /// The time zone is unknown.
    #[error("no time zone is called {0:?}; write it like Europe/London")]
    UnknownTimeZone(String),
    /// Nobody has this id.
    #[error("no member has the id {0}")]
    UnknownMember(MemberId),
    /// The member lacks a role.
    #[error("{name} is no {role}")]
    Role {
        /// Who.
        name: String,
        /// What it takes.
        role: Role,
    },
    /// A needed text is empty.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// A text is too long.
    #[error("the {what} has {length} bytes; at most {limit} fit")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// Its length in bytes.
        length: usize,
        /// The most that fits.
        limit: usize,
    },
    /// No such answer.
    #[error("no answer has the id {0}")]
    UnknownAnswer(AnswerId),
    /// The id is taken.
    #[error("an answer with the id {0} exists already")]
    AnswerExists(AnswerId),
    /// There is no open revision.
    #[error("the answer {0} has no open revision to approve")]
    NothingOpen(AnswerId),
    /// The answer is retired.
    #[error("the answer {0} is retired; restore it first")]
    Retired(AnswerId),
    /// The answer is not retired.
    #[error("the answer {0} is not retired")]
    NotRetired(AnswerId),
    /// Its author may not approve it.
    #[error("somebody else than the author must approve the answer {0}")]
    FourEyes(AnswerId),
    /// The validity ends before it starts.
    #[error("the answer would be valid until {until}, before it starts on {from}")]
    EmptyValidity {
        /// The first moment.
        from: String,
        /// The last moment.
        until: String,
    },
    /// The guide was written anew by somebody else meanwhile.
    #[error(
        "the voice guide has changed meanwhile: revision {expected} would be next, not {given}; look at it again and repeat your change"
    )]
    GuideMoved {
        /// The number of the next revision.
        expected: u32,
        /// The number that was given.
        given: u32,
    },
    /// There is no such open revision of the guide.
    #[error("the voice guide has no open revision {0}")]
    NoOpenGuide(u32),
    /// Its author may not approve it.
    #[error("somebody else than the author must approve the voice guide")]
    GuideFourEyes,
    /// A file of a style lies outside of the folder of styles.
    #[error("the path {0:?} of a style does not stay in the folder of styles")]
    StylePath(String),
    /// A list is too long.
    #[error("{count} lines ({what}) are too many; at most {limit} fit")]
    TooMany {
        /// What the lines are.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// The most that fit.
        limit: usize,
    },
    /// No such conversation.
    #[error("no conversation has the id {0}")]
    UnknownConversation(ConversationId),
    /// The query is known under another text.
    #[error("a query with the id {0} exists already")]
    QueryExists(QueryId),
    /// No such reply.
    #[error("no reply has the id {0}")]
    UnknownReply(ReplyId),
    /// The list of words that mean the same breaks a rule.
    #[error(transparent)]
    Synonyms(#[from] SynonymError),
    /// No such learned phrasing.
    #[error("no learned phrasing has the id {0}")]
    UnknownPhrasing(PhrasingId),
}
