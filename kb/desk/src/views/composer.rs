//! The reply being written.

use serde::{Deserialize, Serialize};

use super::{Span, UsedAnswer};

/// An answer made ready for a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Insertion {
    /// Markdown, known fields filled.
    pub text: String,
    /// Its fields, in order.
    pub fields: Vec<FieldView>,
    /// Its places with several texts to choose from, in order.
    pub choices: Vec<ChoiceView>,
    /// Where the agent goes on writing once the fields are filled.
    pub cursor: Option<u32>,
    /// What was inserted.
    pub answer: UsedAnswer,
}

/// A place with several texts to choose from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// Where the chosen one stands.
    pub span: Span,
    /// All of them, made ready like the text itself.
    pub alternatives: Vec<String>,
    /// Which one stands there, counted from 0.
    pub chosen: u32,
}

/// A field of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    /// Such as `customer.first_name`.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What fills it; absent while it waits to be filled.
    pub value: Option<String>,
}

/// An answer found while typing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerHit {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The matched words.
    pub title_marks: Vec<Span>,
    /// A phrasing or part of the text that holds what the title does not.
    pub passage: Option<PassageView>,
    /// What calls it up.
    pub shortcut: Option<String>,
    /// The start of its text, without Markdown.
    pub preview: String,
    /// Whether it has a text to insert.
    pub insertable: bool,
}

/// Why an answer is found whose title does not hold the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PassageView {
    /// Whether it is a way customers ask; else it is from the text.
    pub asked: bool,
    /// The words, with `…` where some are left out.
    pub text: String,
    /// The matched words.
    pub text_marks: Vec<Span>,
}

/// A reply on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SentReply {
    /// Its id.
    pub reply_id: String,
    /// What is on the clipboard.
    pub text: String,
    /// For how long it can be taken back.
    pub undo_ms: u32,
    /// The conversation that is due next.
    pub next: Option<String>,
}
