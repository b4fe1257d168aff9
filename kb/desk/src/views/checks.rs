//! What checks say of the reply being written.

use serde::{Deserialize, Serialize};

use super::{FieldView, Span};

/// Whether a reply can go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing is written.
    Empty,
    /// It can go out.
    Ready,
    /// Something must be done first.
    Blocked,
}

/// What stands between a reply and the customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReplyCheck {
    /// What the customer would read.
    pub plain_text: String,
    /// Its length as the channel counts.
    pub length: u32,
    /// The most that the channel takes.
    pub limit: Option<u32>,
    /// What the channel counts.
    pub unit: LengthUnit,
    /// Where in the Markdown the channel's limit is passed, up to the end.
    pub over: Option<Span>,
    /// The plain text as several messages that fit; empty while one is enough.
    pub parts: Vec<PartView>,
    /// Fields still to fill, by their place in the Markdown.
    pub unfilled: Vec<FieldView>,
    /// What was noticed, in the order of the text.
    pub findings: Vec<FindingView>,
    /// Where each sentence comes from, in the order of the text.
    pub sentences: Vec<SentenceView>,
    /// How well it follows the voice guide.
    pub score: ScoreView,
    /// Rules of the guide that took too many steps and do not count any more.
    pub off: Vec<String>,
    /// The reply in two, when it holds what only the customer may read.
    pub moved: Option<MovedView>,
    /// Whether it can go out.
    pub verdict: Verdict,
    /// What must be done first.
    pub reason: Option<String>,
}

/// A part of a reply that is sent by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PartView {
    /// What is sent.
    pub text: String,
    /// Its length, in the unit of the reply's.
    pub length: u32,
}

/// What a channel counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Characters, as the channel weighs them.
    Characters,
    /// Bytes.
    Bytes,
    /// Text messages of which one text is made.
    Messages,
}

/// What noticed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The voice guide.
    Voice,
    /// Fields and placeholders.
    Template,
    /// The guard against telling in public what is private.
    Exposure,
    /// What is promised and where it was approved.
    Provenance,
    /// The channel.
    Channel,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FindingSeverity {
    /// Could be better.
    Suggestion,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

/// One thing that was noticed in the reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// What noticed it.
    pub kind: FindingKind,
    /// The rule or check, such as `Reply.Promises` or `exposure.email`.
    pub rule: String,
    /// How grave it is.
    pub severity: FindingSeverity,
    /// Whether the reply cannot go out with it.
    pub blocks: bool,
    /// Where it is in the Markdown.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// Why the rule is there.
    pub reason: Option<String>,
    /// Where more is to be read.
    pub link: Option<String>,
    /// What would mend it, the best first.
    pub fixes: Vec<FixView>,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FixView {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards; empty to remove it.
    pub text: String,
}

/// Where a sentence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SentenceState {
    /// Approved as it stands.
    Verbatim,
    /// Approved, with its fields filled.
    Fields,
    /// Approved once, and changed since.
    Edited,
    /// The agent's own words.
    Own,
}

/// A sentence of the reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SentenceView {
    /// Where it is in the Markdown.
    pub span: Span,
    /// Where it comes from.
    pub state: SentenceState,
    /// The answer it comes from.
    pub answer_id: Option<String>,
    /// Its title.
    pub answer_title: Option<String>,
    /// What was changed, as words; empty unless it is edited.
    pub diff: Vec<DiffView>,
    /// What it says that no approved answer does.
    pub claims: Vec<ClaimView>,
}

/// Words of a diff that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DiffView {
    /// What became of them.
    pub change: DiffChange,
    /// The words.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DiffChange {
    /// They are as approved.
    Same,
    /// They were approved and are gone.
    Removed,
    /// They are new.
    Added,
}

/// A promise or a fact that no approved answer holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ClaimView {
    /// Such as `duration` or `money`.
    pub kind: String,
    /// Where it is in the Markdown.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What the approved text says instead.
    pub approved: Option<String>,
}

/// How well a reply follows the voice guide: 100, less what is deducted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ScoreView {
    /// 0 to 100.
    pub score: u32,
    /// Every point that is missing.
    pub deductions: Vec<DeductionView>,
}

/// Points that are missing, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DeductionView {
    /// How many.
    pub points: u32,
    /// The rule or the trait.
    pub cause: String,
    /// Where, in the Markdown.
    pub span: Span,
    /// Why.
    pub message: String,
}

/// A reply in two: what everybody may read, and what only the customer may.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MovedView {
    /// The reply without its private sentences and with the line that offers a private message.
    pub public: String,
    /// The private sentences.
    pub private: String,
}
