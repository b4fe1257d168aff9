//! The workspace, its settings and this desk's preferences.

use serde::{Deserialize, Serialize};

use antiphon_model::{Channel, Role};

/// What a new workspace starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum WorkspaceKind {
    /// A fictional company's library and queue.
    Sample,
    /// Nothing.
    Empty,
}

/// What a first run asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct NewWorkspace {
    /// What to start with.
    pub kind: WorkspaceKind,
    /// The company's name; the sample has its own.
    pub company: String,
    /// The name that replies are signed with.
    pub agent: String,
}

/// The workspace as its member sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceView {
    /// The company's name.
    pub name: String,
    /// IANA name of the zone that bare dates are read in.
    pub time_zone: String,
    /// The language of most answers.
    pub locale: String,
    /// Who sits here.
    pub member: MemberView,
    /// The teams that members write for or that the guide has rules for.
    pub teams: Vec<String>,
    /// Whether one person holds all roles, so that four-eyes is off.
    pub solo: bool,
    /// The settings.
    pub settings: SettingsView,
    /// How much there is.
    pub counts: Counts,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MemberView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub roles: Vec<Role>,
    /// The team that it writes for, where there is one.
    pub team: Option<String>,
}

/// What the workspace has set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// Minutes until the first reply is due.
    pub first_reply_minutes: u32,
    /// The same for single channels.
    pub first_reply_by_channel: Vec<ChannelMinutes>,
    /// Groups of words and short phrases that mean the same to those who search.
    pub synonyms: Vec<Vec<String>>,
}

/// Minutes until the first reply is due on one channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ChannelMinutes {
    /// The channel.
    pub channel: Channel,
    /// The minutes.
    pub minutes: u32,
}

/// What the settings dialog saves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SettingsInput {
    /// The name that replies are signed with.
    pub agent: String,
    /// The team that this member writes for; none when absent.
    pub team: Option<String>,
    /// Minutes until the first reply is due, 1 to 100 000.
    pub first_reply_minutes: u32,
    /// The same for single channels.
    pub first_reply_by_channel: Vec<ChannelMinutes>,
    /// Groups of words and short phrases that mean the same; at most 500 of 20, each of at most
    /// 60 characters, and no word in two.
    pub synonyms: Vec<Vec<String>>,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Answers in service, expired ones included.
    pub approved: u32,
    /// Answers never approved.
    pub drafts: u32,
    /// Answers taken out of service.
    pub retired: u32,
    /// Conversations in the queue.
    pub waiting: u32,
}

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How this desk likes its window; never shared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// Width of the queue in CSS pixels.
    pub queue_width: u32,
    /// Width of the suggestions in CSS pixels.
    pub suggestions_width: u32,
    /// Width of the library's list in CSS pixels.
    pub library_width: u32,
    /// Text size, 1 to 2.
    #[cfg_attr(feature = "ts", specta(type = u32))] // a plain number there, never null
    pub text_scale: f32,
}
