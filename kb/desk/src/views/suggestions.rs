//! Suggestions, why some are absent, and what members say of them.

use serde::{Deserialize, Serialize};

use super::Span;

/// What fits a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SuggestionsView {
    /// Best first.
    pub suggestions: Vec<SuggestionView>,
    /// Of the best, 0 to 100.
    pub confidence: u32,
    /// Whether anything fits at all.
    pub fits: bool,
    /// How long ranking took, in microseconds.
    pub took_us: u32,
    /// The customer's words that the best suggestion answers.
    pub message_marks: Vec<MessageMarks>,
    /// Answers that would stand in the list but may not be used here and now, the best first.
    pub absent: Vec<AbsentView>,
    /// The questions that the messages ask, in their order; none when it is just one.
    pub questions: Vec<QuestionView>,
}

/// One of several questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    /// The customer's words.
    pub text: String,
    /// Where they stand, in the messages that hold them.
    pub marks: Vec<MessageMarks>,
    /// The answers to it, the best first.
    pub suggestions: Vec<SuggestionView>,
    /// Whether the first of them is sure enough.
    pub fits: bool,
}

/// An answer that is asked for but may not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AbsentView {
    /// The answer.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How sure it is that it would be wanted, 0 to 100.
    pub confidence: u32,
    /// Why it is not offered.
    pub why: AbsenceView,
}

/// Why an answer may not be used here and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase", tag = "kind")]
pub enum AbsenceView {
    /// One of its topics is on hold.
    Held {
        /// The topic.
        topic: String,
    },
    /// It is for private channels only.
    Private,
    /// It is not for this channel.
    Channel,
    /// It is not for readers of this language.
    Locale,
    /// Its time has not come.
    NotYet {
        /// From when on it is valid.
        from: String,
    },
    /// Its time is over.
    Expired {
        /// Until when it was valid.
        until: String,
    },
}

/// What a member said of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// It answers what was asked.
    Accepted,
    /// It does not.
    Rejected,
}

/// A judgement that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// Its id.
    pub id: String,
    /// The answers that it concerns.
    pub answers: Vec<String>,
    /// Whether anything was learned by it; if not, all was known before.
    pub changed: bool,
}

/// What taking a judgement back led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TakenBack {
    /// How many phrasings and rejections are gone.
    pub forgotten: u32,
    /// How many that had made room for them are back.
    pub restored: u32,
    /// How many of those are not, because something else has taken their place.
    pub lost: u32,
}

/// Words to mark in one message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MessageMarks {
    /// The message.
    pub query_id: String,
    /// The words.
    pub spans: Vec<Span>,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SuggestionView {
    /// The answer.
    pub id: String,
    /// Its approved revision.
    pub revision: u32,
    /// Its title.
    pub title: String,
    /// The matched words of the title.
    pub title_marks: Vec<Span>,
    /// The start of the text that would be inserted, without Markdown.
    pub preview: String,
    /// 0 to 100.
    pub confidence: u32,
    /// Why it is here.
    pub reasons: Vec<Reason>,
    /// Whether it has a text to insert.
    pub insertable: bool,
    /// What was said of it for the customer's words.
    pub judged: Option<Judged>,
}

/// Why a suggestion is here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase", tag = "kind")]
pub enum Reason {
    /// The customer's words it shares.
    Words {
        /// As the customer wrote them.
        words: Vec<String>,
    },
    /// One of its phrasings shares words with what was asked.
    AskedLike {
        /// The phrasing.
        text: String,
        /// Its matched words.
        marks: Vec<Span>,
        /// Whether a customer wrote it, not a curator.
        learned: bool,
    },
    /// One of its phrasings, or its title, is nearly the same.
    Similar {
        /// Whether it is so in meaning; else it is in spelling.
        in_meaning: bool,
        /// The phrasing or title.
        text: String,
        /// How alike the two are, 0 to 100.
        likeness: u32,
    },
    /// It was sent before.
    Accepted {
        /// How often.
        times: u32,
        /// When last.
        last_at: String,
    },
    /// It was approved lately.
    Fresh {
        /// When.
        at: String,
    },
    /// It should have been looked at again.
    Stale {
        /// Since when.
        at: String,
    },
    /// Who approved it.
    Approver {
        /// The name.
        name: String,
        /// When.
        at: String,
    },
}
