//! The voice guide as screens show it, and what they send back.

use antiphon_model::{Channel, RuleLevel, Wording};
use serde::{Deserialize, Serialize};

use super::{FindingView, ScoreView, Span};

/// The voice guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GuideView {
    /// The number of the revision in force; 0 while the guide is as it comes with the app.
    pub in_force: u32,
    /// The number that the next revision gets.
    pub next: u32,
    /// What waits for approval; the rest of this view shows it.
    pub open: Option<OpenGuideView>,
    /// Every rule, by style and name.
    pub rules: Vec<RuleView>,
    /// What is not said, and what instead.
    pub wordings: Vec<WordingView>,
    /// Names spelt as they are to be spelt.
    pub names: Vec<String>,
    /// What may be told in public.
    pub public: Vec<String>,
    /// The line that offers a private message, for the channels that have one.
    pub private_lines: Vec<PrivateLineView>,
    /// The styles, the one that comes with the app first.
    pub styles: Vec<StyleView>,
}

/// A revision that waits for approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OpenGuideView {
    /// Its number.
    pub number: u32,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: String,
    /// The guide in force, which it would replace, with rules and number of that.
    pub before: GuideInput,
    /// The styles that it brings, takes out or writes anew.
    pub styles: Vec<StyleChange>,
}

/// What becomes of a style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct StyleChange {
    /// Its name; `config` for what all styles share.
    pub name: String,
    /// What.
    pub how: ChangeKind,
}

/// What becomes of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// A rule as a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// Such as `Reply.Promises`.
    pub name: String,
    /// The style that it belongs to.
    pub style: String,
    /// What it says of a text, with `…` for the words found.
    pub message: String,
    /// Why it is there.
    pub reason: Option<String>,
    /// Where more is to be read.
    pub link: Option<String>,
    /// How grave, as it is set.
    pub level: RuleLevel,
    /// How grave as its style has it.
    pub default_level: RuleLevel,
    /// Only on these channels; everywhere when empty.
    pub channels: Vec<Channel>,
    /// Only in these locales; in all when empty.
    pub locales: Vec<String>,
    /// Only for who writes for these teams; for everybody when empty.
    pub teams: Vec<String>,
    /// Texts that it must find something in.
    pub must_flag: Vec<String>,
    /// Texts that it must leave alone.
    pub must_pass: Vec<String>,
    /// Why it cannot be switched on.
    pub problem: Option<String>,
    /// Whether it took too many steps on some text since the program began, and does not count.
    pub stopped: bool,
}

/// What is not said, and what instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct WordingView {
    /// The words that are not said.
    pub avoid: String,
    /// The words in their place; empty when there are none.
    pub say: String,
    /// Why.
    pub why: String,
}

impl From<Wording> for WordingView {
    fn from(Wording { avoid, say, why }: Wording) -> Self {
        Self { avoid, say, why }
    }
}

impl From<WordingView> for Wording {
    fn from(WordingView { avoid, say, why }: WordingView) -> Self {
        Self { avoid, say, why }
    }
}

/// The line that offers a private message on a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PrivateLineView {
    /// The channel.
    pub channel: Channel,
    /// The line.
    pub line: String,
}

/// A style: rules that came together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct StyleView {
    /// Its name.
    pub name: String,
    /// Whether it comes with the app.
    pub built_in: bool,
    /// How many of its rules can be used.
    pub rules: u32,
    /// Those that cannot, each with file, line and why.
    pub refused: Vec<String>,
}

/// What the Voice room sends back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GuideInput {
    /// The number that the revision gets: [`GuideView::next`].
    pub number: u32,
    /// The rules that are set other than their styles have them.
    pub rules: Vec<RuleInput>,
    /// What is not said, and what instead.
    pub wordings: Vec<WordingView>,
    /// Names spelt as they are to be spelt.
    pub names: Vec<String>,
    /// What may be told in public.
    pub public: Vec<String>,
    /// The lines that offer a private message.
    pub private_lines: Vec<PrivateLineView>,
}

/// How a rule is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RuleInput {
    /// Which.
    pub name: String,
    /// How grave.
    pub level: RuleLevel,
    /// Only on these channels; everywhere when empty.
    pub channels: Vec<Channel>,
    /// Only in these locales; in all when empty.
    pub locales: Vec<String>,
    /// Only for who writes for these teams; for everybody when empty.
    pub teams: Vec<String>,
}

/// What the guide says of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GuideTrial {
    /// What was noticed, in the order of the text.
    pub findings: Vec<FindingView>,
    /// How well it follows the guide.
    pub score: ScoreView,
    /// Rules that are on and do not count: too many steps, or examples that fail.
    pub off: Vec<String>,
}

/// What a rule would find in what is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImpactView {
    /// How many approved answers were read.
    pub answers: u32,
    /// How many of them it finds something in.
    pub answers_flagged: u32,
    /// How many of the last replies were read.
    pub replies: u32,
    /// How many of them it finds something in.
    pub replies_flagged: u32,
    /// Some of what it finds.
    pub examples: Vec<ImpactExample>,
    /// The rule itself where it took too many steps and was not read to the end.
    pub off: Vec<String>,
}

/// A place in what is there that a rule finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImpactExample {
    /// The answer, where it is one.
    pub answer_id: Option<String>,
    /// The answer's title, or whom the reply was for.
    pub title: String,
    /// The words around what was found.
    pub text: String,
    /// What was found in them.
    pub mark: Span,
    /// What the rule says.
    pub message: String,
}

/// An answer in which the guide finds something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LintedAnswer {
    /// Its id.
    pub id: String,
    /// Its title; of a variant with where that is said.
    pub title: String,
    /// How many findings of each severity: errors, warnings, suggestions.
    pub counts: [u32; 3],
    /// The findings in its body.
    pub findings: Vec<FindingView>,
    /// Rules that took too many steps on it, and count neither here nor in later answers.
    pub off: Vec<String>,
    /// Its body as a customer would read it.
    pub body: String,
}
