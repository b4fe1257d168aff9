//! Answers as the library shows and saves them.

use serde::{Deserialize, Serialize};

use antiphon_model::{AnswerState, Channel};

use super::{FieldView, PassageView, Span};

/// Whether an answer may be used today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ValidityFilter {
    /// It may.
    Current,
    /// Not any more.
    Expired,
    /// Not yet.
    Upcoming,
}

/// What the library shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerFilter {
    /// Words to find; empty for all.
    pub text: String,
    /// Only these.
    pub state: Option<AnswerState>,
    /// Only these.
    pub validity: Option<ValidityFilter>,
    /// Only this topic.
    pub topic: Option<String>,
    /// Only what may be used there.
    pub channel: Option<Channel>,
    /// Only this locale.
    pub locale: Option<String>,
    /// Only this owner's.
    pub owner: Option<String>,
}

/// A stretch of the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerPage {
    /// How many answers match.
    pub total: u32,
    /// The stretch.
    pub rows: Vec<AnswerRow>,
    /// What there is to filter by.
    pub facets: Facets,
}

/// What there is to filter by, among all that the list would hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// By state.
    pub states: Vec<FacetCount>,
    /// By topic.
    pub topics: Vec<FacetCount>,
    /// By channel.
    pub channels: Vec<FacetCount>,
    /// By locale.
    pub locales: Vec<FacetCount>,
    /// By owner.
    pub owners: Vec<FacetCount>,
}

/// One value with its count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FacetCount {
    /// The value.
    pub name: String,
    /// How often.
    pub count: u32,
}

/// One answer in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The matched words.
    pub title_marks: Vec<Span>,
    /// A phrasing or part of the text that holds what the title does not.
    pub passage: Option<PassageView>,
    /// Where it stands.
    pub state: AnswerState,
    /// Whether it may be used today.
    pub validity: ValidityFilter,
    /// Whether a revision waits for approval.
    pub has_open: bool,
    /// What calls it up.
    pub shortcut: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
    /// Where it may be used; none for everywhere.
    pub channels: Vec<Channel>,
    /// Its language.
    pub locale: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When it last changed.
    pub changed_at: String,
    /// How many replies used it.
    pub uses: u32,
}

/// One answer in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: AnswerState,
    /// Whether it may be used today.
    pub validity: ValidityFilter,
    /// The newest revision and what surrounds it.
    pub input: AnswerInput,
    /// The newest revision's number.
    pub revision: u32,
    /// Whether the newest waits for approval.
    pub has_open: bool,
    /// What is in service.
    pub approval: Option<ApprovalView>,
    /// Phrasings learned from replies.
    pub learned: Vec<LearnedView>,
    /// Every revision, newest first.
    pub history: Vec<RevisionView>,
    /// How many replies used it.
    pub uses: u32,
    /// When last.
    pub last_used_at: Option<String>,
}

/// An approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    /// Which revision.
    pub revision: u32,
    /// When.
    pub at: String,
    /// Whose name.
    pub by: String,
    /// Whether a second person was required.
    pub four_eyes: bool,
}

/// A learned phrasing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LearnedView {
    /// Its id.
    pub id: String,
    /// How a customer asked.
    pub text: String,
}

/// What became of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RevisionStatus {
    /// Waits for approval.
    Open,
    /// Is in service.
    Approved,
    /// Was replaced.
    Earlier,
    /// Was thrown away.
    Discarded,
}

/// One revision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RevisionView {
    /// Its number.
    pub number: u32,
    /// When it was written.
    pub at: String,
    /// Who wrote it.
    pub by: String,
    /// What became of it.
    pub status: RevisionStatus,
    /// Its title.
    pub title: String,
    /// Its body.
    pub body: String,
}

/// An answer as a curator writes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AnswerInput {
    /// The title.
    pub title: String,
    /// Markdown with fields.
    pub body: String,
    /// Other bodies.
    pub variants: Vec<VariantInput>,
    /// Where it may be used; none for everywhere.
    pub channels: Vec<Channel>,
    /// Its language.
    pub locale: Option<String>,
    /// First day or moment.
    pub valid_from: Option<String>,
    /// Last day or moment.
    pub valid_until: Option<String>,
    /// What calls it up.
    pub shortcut: Option<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When to look again.
    pub review_on: Option<String>,
    /// Ways customers ask.
    pub phrasings: Vec<String>,
}

/// A body for one channel, one locale or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct VariantInput {
    /// The channel.
    pub channel: Option<Channel>,
    /// The locale.
    pub locale: Option<String>,
    /// The body.
    pub body: String,
}

/// A body as its reader sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct BodyPreview {
    /// Plain text, fields as they are.
    pub text: String,
    /// Its length as the channel counts.
    pub length: u32,
    /// The most that the channel takes.
    pub limit: Option<u32>,
    /// The fields, by their place in `text`.
    pub fields: Vec<FieldView>,
}
