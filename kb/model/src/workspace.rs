//! The workspace: one organisation's knowledge base, its members and settings.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{Channel, Locale, MemberId, Refusal, Team, WritesFor};

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers queries.
    Agent,
    /// Writes answers.
    Curator,
    /// Approves and retires answers.
    Approver,
    /// Changes members and settings.
    Admin,
}

impl Role {
    /// Every role: what the one member of a workspace of one holds.
    pub const ALL: [Self; 4] = [Self::Agent, Self::Curator, Self::Approver, Self::Admin];
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Agent => "agent",
            Self::Curator => "curator",
            Self::Approver => "approver",
            Self::Admin => "admin",
        })
    }
}

/// A person in the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// The name that replies are signed with.
    pub name: String,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// The team that the person writes for, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Team>,
}

/// What a workspace can set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Minutes until the first reply is due, where a channel sets nothing of its own.
    pub first_reply_minutes: u32,
    /// The same for single channels.
    pub first_reply_minutes_by_channel: BTreeMap<Channel, u32>,
    /// Whether approving needs somebody else than the author. Never in a workspace of one.
    pub four_eyes: bool,
    /// Groups of words and short phrases that mean the same to those who search.
    pub synonyms: Vec<Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            first_reply_minutes: 60,
            first_reply_minutes_by_channel: BTreeMap::new(),
            four_eyes: false,
            synonyms: Vec::new(),
        }
    }
}

impl Settings {
    /// Minutes until the first reply is due on `channel`.
    pub fn first_reply_minutes(&self, channel: Channel) -> u32 {
        self.first_reply_minutes_by_channel
            .get(&channel)
            .copied()
            .unwrap_or(self.first_reply_minutes)
    }
}

/// The small state that every decision may look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    /// Its name, as customers know the company.
    pub name: String,
    /// The zone that bare dates are read in, an IANA name such as `Europe/London`.
    pub time_zone: String,
    /// The language that most answers are in.
    pub locale: Locale,
    /// Its members.
    pub members: Vec<Member>,
    /// Its settings.
    pub settings: Settings,
}

impl Workspace {
    /// The zone that bare dates are read in; UTC when this machine does not know the name.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The member called `id`.
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == *id)
    }

    /// Which teams' rules apply to what `id` writes. Those of all teams to the one member of a
    /// workspace who has set none, because that member does what all teams do.
    pub fn writes_for(&self, id: &MemberId) -> WritesFor<'_> {
        match self.member(id).map(|member| member.team.as_ref()) {
            Some(Some(team)) => WritesFor::Team(team),
            Some(None) if self.members.len() == 1 => WritesFor::All,
            Some(None) | None => WritesFor::None,
        }
    }

    /// Refuses unless `actor` is a member who holds `role`.
    pub(crate) fn require(&self, actor: &MemberId, role: Role) -> Result<(), Refusal> {
        match self.member(actor) {
            None => Err(Refusal::UnknownMember(actor.clone())),
            Some(member) if member.roles.contains(&role) => Ok(()),
            Some(member) => Err(Refusal::Role { name: member.name.clone(), role }),
        }
    }
}
