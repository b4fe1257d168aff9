//! The nouns of Antiphon, the commands that change them, the events that record a change,
//! and the rules between the two: [`decide`] and [`apply`].
//!
//! Everything here is pure: no files, no clock, no randomness. Times and ids are arguments.
//! Storage lives in `antiphon-journal` and `antiphon-store`; use cases live in `antiphon-desk`.

mod answer;
mod answer_rules;
mod channel;
mod command;
mod conversation;
mod conversation_rules;
mod customer;
mod event;
mod guide;
mod guide_rules;
mod id;
mod locale;
mod memory;
mod refusal;
mod rules;
mod shortcut;
mod synonyms;
mod team;
mod text;
mod time;
mod workspace;

pub use answer::{Answer, AnswerState, Approval, Content, Details, Origin, Revision, Variant};
pub use channel::{Channel, UnknownChannel};
pub use command::Command;
pub use conversation::{
    Conversation, ConversationState, Provenance, Query, Reply, Sentence, VoiceScore,
};
pub use customer::{Customer, CustomerProfile};
pub use event::{Event, Recorded, Stream};
pub use guide::{Guide, GuideContent, GuideRevision, RuleLevel, RuleSetting, Wording};
pub use id::{
    AnswerId, CommandId, ConversationId, CustomerId, InvalidId, MemberId, PhrasingId, QueryId,
    ReplyId,
};
pub use locale::{InvalidLocale, Locale};
pub use memory::{Displaced, LearnedPhrasing, Lesson, Memory, Tally, displaced_by, mask};
pub use refusal::Refusal;
pub use rules::{Subject, apply, decide};
pub use shortcut::{Shortcut, ShortcutError};
pub use synonyms::SynonymError;
pub use team::{Team, TeamError, WritesFor};
pub use text::{clean, first_line, normalised};
pub use time::{InvalidTime, Moment, Time, Validity};
pub use workspace::{Member, Role, Settings, Workspace};
