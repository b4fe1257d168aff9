//! How much replies sound like the approved answers, as screens show it.

use antiphon_model::Channel;
use serde::{Deserialize, Serialize};

/// Windows of replies beside the approved answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LikenessView {
    /// The language of the answers and replies that were read.
    pub locale: String,
    /// How many approved answers there are in it.
    pub answers: u32,
    /// How many it takes.
    pub answers_needed: u32,
    /// How many replies a window takes.
    pub replies_needed: u32,
    /// All replies first, then those of each channel, of each team, and of each member where there
    /// are several.
    pub windows: Vec<WindowView>,
}

/// Replies that are compared together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct WindowView {
    /// Their channel, where they are of one.
    pub channel: Option<Channel>,
    /// The team of those who wrote them, where it is about one.
    pub team: Option<String>,
    /// Who wrote them, where it is about one member.
    pub member: Option<String>,
    /// How many there are.
    pub replies: u32,
    /// How much they sound like the approved answers; `None` when there is not enough text.
    pub percentile: Option<PercentileView>,
    /// What they do otherwise, the most telling first; at most five.
    pub differences: Vec<DifferenceView>,
}

/// Where a window lies among the approved answers' own: of 100 windows of theirs, so many are
/// closer to the rest of them. 50 is as usual; above 95 it sounds like somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PercentileView {
    /// The best estimate, 0 to 100.
    pub value: u32,
    /// Nine in ten windows like this one lie above,
    pub low: u32,
    /// and below.
    pub high: u32,
}

/// What a window does otherwise than nine in ten of the approved answers' own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DifferenceView {
    /// The trait, such as `sentence_length`.
    pub named: String,
    /// Whether there is more of it.
    pub is_more: bool,
    /// A sentence that says so with numbers.
    pub message: String,
    /// The replies that show it most, at most three.
    pub examples: Vec<SentExample>,
}

/// A reply that shows something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SentExample {
    /// Its conversation, where it was sent in one.
    pub conversation: Option<String>,
    /// Where it was sent.
    pub channel: Option<Channel>,
    /// When.
    pub at: Option<String>,
    /// How it begins.
    pub text: String,
}
