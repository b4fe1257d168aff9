//! The voice guide: how the company sounds. Versioned and approved like an answer; a workspace has
//! one. The rules that come with the app are not in here, only how they are set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Approval, Channel, Locale, MemberId, Team, Time, WritesFor};

/// How grave what a rule finds is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RuleLevel {
    /// The rule is switched off.
    Off,
    /// Could be better.
    Suggestion,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

/// How a rule is set, other than as its style has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleSetting {
    /// How grave; as the style has it when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<RuleLevel>,
    /// Only on these channels; everywhere when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Only for replies in these locales; in all when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locales: Vec<Locale>,
    /// Only for who writes for these teams; for everybody when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Team>,
}

impl RuleSetting {
    /// Whether the rule is meant for a reply on `channel` in `locale` by who `writes` for a team.
    pub fn covers(
        &self,
        channel: Option<Channel>,
        locale: Option<&Locale>,
        writes: WritesFor<'_>,
    ) -> bool {
        let here = channel
            .is_none_or(|channel| self.channels.is_empty() || self.channels.contains(&channel));
        here && writes.is_among(&self.teams)
            && locale.is_none_or(|locale| {
                self.locales.is_empty() || self.locales.iter().any(|own| own.serves(locale))
            })
    }
}

/// What is not said, and what is said instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The words that are not said.
    pub avoid: String,
    /// The words in their place; empty when there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub say: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// What a guide says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GuideContent {
    /// How rules are set, by their names such as `Reply.Promises`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, RuleSetting>,
    /// What is not said, and what instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Wording>,
    /// Names of products and people, spelt as they are to be spelt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// What may be told in public: a literal, or `@domain` for every address there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub public: Vec<String>,
    /// The line that offers a private message, by channel.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub private_line: BTreeMap<Channel, String>,
    /// Styles that were imported: the files of Vale packages by their paths below the folder of
    /// styles.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
}

/// One immutable version of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideRevision {
    /// 1 for the first.
    pub number: u32,
    /// What it says.
    pub content: GuideContent,
    /// When it was written.
    pub at: Time,
    /// By whom.
    pub by: MemberId,
}

/// The voice guide of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Guide {
    /// What is in force; none while the guide is as it comes with the app.
    pub approved: Option<(GuideRevision, Approval)>,
    /// What waits for approval.
    pub open: Option<GuideRevision>,
    /// The number of the last revision ever written.
    pub last_revision: u32,
}

impl Guide {
    /// The newest content, approved or not.
    pub fn newest(&self) -> Option<&GuideRevision> {
        self.open.as_ref().or(self.approved.as_ref().map(|(revision, _)| revision))
    }

    /// The number of the revision in force; 0 while the guide is as it comes with the app.
    pub fn in_force(&self) -> u32 {
        self.approved.as_ref().map_or(0, |(revision, _)| revision.number)
    }
}
