//! The workspace's settings and this desk's preferences.

use std::collections::BTreeSet;

use antiphon_model::{
    AnswerState, Command, ConversationState, MemberId, Settings, Team, Workspace, normalised,
};
use antiphon_store::{AnswerFilter, StoreError, answers, conversations};

use crate::views::{
    ChannelMinutes, Counts, MemberView, Preferences, SettingsInput, SettingsView, Theme,
    WorkspaceView,
};
use crate::{Desk, DeskError};

/// The longest first-reply target, in minutes: about ten weeks.
const LONGEST_MINUTES: u32 = 100_000;

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            queue_width: 284,
            suggestions_width: 344,
            library_width: 380,
            text_scale: 1.0,
        }
    }
}

impl Desk {
    /// The workspace as its member sees it.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be read.
    pub fn workspace(&self) -> Result<WorkspaceView, DeskError> {
        let workspace = self.workspace_state()?;
        let counts = self.counts()?;
        let solo = workspace.members.len() == 1;
        let member = workspace.member(&self.me);
        let member = member.ok_or_else(|| DeskError::NoHome(self.home.path().to_owned()))?;
        Ok(WorkspaceView {
            member: MemberView {
                id: member.id.to_string(),
                name: member.name.clone(),
                roles: member.roles.clone(),
                team: member.team.as_ref().map(ToString::to_string),
            },
            teams: self.teams(&workspace)?,
            name: workspace.name,
            time_zone: workspace.time_zone,
            locale: workspace.locale.to_string(),
            solo,
            settings: settings_view(&workspace.settings),
            counts,
        })
    }

    fn counts(&self) -> Result<Counts, DeskError> {
        let now = self.now();
        self.read(|conn| {
            let states = answers::facets(conn, &AnswerFilter::default())?.states;
            let count = |wanted| {
                states.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, count)| *count)
            };
            Ok(Counts {
                approved: count(AnswerState::Approved),
                drafts: count(AnswerState::Draft),
                retired: count(AnswerState::Retired),
                waiting: conversations::counts(conn, now)?.waiting,
            })
        })
    }

    /// Saves what the settings dialog holds.
    ///
    /// # Errors
    /// [`DeskError::OutOfRange`] for minutes outside 1 to 100 000; refusals.
    pub fn save_settings(&self, input: SettingsInput) -> Result<WorkspaceView, DeskError> {
        let mut settings = self.workspace_state()?.settings;
        settings.first_reply_minutes = minutes(input.first_reply_minutes)?;
        settings.first_reply_minutes_by_channel.clear();
        for ChannelMinutes { channel, minutes: wanted } in input.first_reply_by_channel {
            settings.first_reply_minutes_by_channel.insert(channel, minutes(wanted)?);
        }
        settings.synonyms = input.synonyms;
        self.submit_all(vec![
            Command::RenameMember { id: self.me.clone(), name: input.agent },
            self.team_command(input.team.as_deref())?,
            Command::ChangeSettings(settings),
        ])?;
        self.workspace()
    }

    /// The teams that members write for or that the newest guide has rules for, by name.
    fn teams(&self, workspace: &Workspace) -> Result<Vec<String>, DeskError> {
        let guide = self.guide_state()?;
        let rules = guide.newest().into_iter().flat_map(|newest| newest.content.rules.values());
        let members = workspace.members.iter().filter_map(|member| member.team.as_ref());
        let teams: BTreeSet<&Team> =
            members.chain(rules.flat_map(|setting| &setting.teams)).collect();
        Ok(teams.into_iter().map(ToString::to_string).collect())
    }

    /// The team that this desk's member writes for.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be read.
    pub fn team(&self) -> Result<Option<String>, DeskError> {
        let workspace = self.workspace_state()?;
        let team = workspace.member(&self.me).and_then(|member| member.team.as_ref());
        Ok(team.map(ToString::to_string))
    }

    /// Sets the team that this desk's member writes for, none when absent.
    ///
    /// # Errors
    /// [`DeskError::InvalidTeam`] for a text that is no team.
    pub fn set_team(&self, team: Option<&str>) -> Result<Option<String>, DeskError> {
        self.submit(self.team_command(team)?)?;
        self.team()
    }

    fn team_command(&self, team: Option<&str>) -> Result<Command, DeskError> {
        let team = team.map(Team::parse).transpose()?;
        Ok(Command::SetTeam { id: self.me.clone(), team })
    }

    /// The groups of words that mean the same.
    ///
    /// # Errors
    /// [`DeskError::Store`] when they cannot be read.
    pub fn synonyms(&self) -> Result<Vec<Vec<String>>, DeskError> {
        Ok(self.workspace_state()?.settings.synonyms)
    }

    /// Lets `words` mean the same. What they share with known groups joins all of them.
    ///
    /// # Errors
    /// Refusals: too many, too long, one word alone.
    pub fn add_synonyms(&self, words: &[String]) -> Result<Vec<Vec<String>>, DeskError> {
        self.change_synonyms(|groups| {
            let (shared, mut rest): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(|own| is_among(own, words)));
            rest.push(shared.into_iter().flatten().chain(words.iter().cloned()).collect());
            Ok(rest)
        })
    }

    /// Takes words out of their groups; a group that is left with one word goes with them.
    ///
    /// # Errors
    /// [`DeskError::UnknownSynonym`] for a word that is in no group.
    pub fn remove_synonyms(&self, words: &[String]) -> Result<Vec<Vec<String>>, DeskError> {
        self.change_synonyms(|mut groups| {
            let known: Vec<String> = groups.iter().flatten().cloned().collect();
            if let Some(stranger) = words.iter().find(|word| !is_among(word, &known)) {
                return Err(DeskError::UnknownSynonym(stranger.clone()));
            }
            for group in &mut groups {
                group.retain(|own| !is_among(own, words));
            }
            groups.retain(|group| group.len() > 1);
            Ok(groups)
        })
    }

    fn change_synonyms(
        &self,
        change: impl FnOnce(Vec<Vec<String>>) -> Result<Vec<Vec<String>>, DeskError>,
    ) -> Result<Vec<Vec<String>>, DeskError> {
        let mut settings = self.workspace_state()?.settings;
        settings.synonyms = change(settings.synonyms)?;
        self.submit(Command::ChangeSettings(settings))?;
        self.synonyms()
    }

    /// How this desk likes its window.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be read. Preferences that make no sense are forgotten.
    pub fn preferences(&self) -> Result<Preferences, DeskError> {
        let stored = match self.local().preferences() {
            Err(StoreError::Damaged { .. }) => None,
            stored => stored?,
        };
        Ok(stored.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default())
    }

    /// Remembers how this desk likes its window.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be written.
    pub fn save_preferences(&self, preferences: Preferences) -> Result<(), DeskError> {
        let json = serde_json::to_value(preferences)?;
        Ok(self.local().save_preferences(&json)?)
    }

    pub(crate) fn member_name(&self, id: &MemberId) -> Result<String, DeskError> {
        let workspace = self.workspace_state()?;
        Ok(workspace.member(id).map_or_else(|| id.to_string(), |member| member.name.clone()))
    }
}

/// Whether `word` is one of `words`; letter case and punctuation do not count.
fn is_among(word: &str, words: &[String]) -> bool {
    words.iter().any(|other| normalised(other) == normalised(word))
}

fn minutes(given: u32) -> Result<u32, DeskError> {
    if (1..=LONGEST_MINUTES).contains(&given) {
        return Ok(given);
    }
    let (what, allowed) = ("the first-reply target", "1 to 100000 minutes");
    Err(DeskError::OutOfRange { what, allowed, given: given.to_string() })
}

fn settings_view(settings: &Settings) -> SettingsView {
    let by_channel = settings.first_reply_minutes_by_channel.iter();
    SettingsView {
        first_reply_minutes: settings.first_reply_minutes,
        first_reply_by_channel: by_channel
            .map(|(channel, minutes)| ChannelMinutes { channel: *channel, minutes: *minutes })
            .collect(),
        synonyms: settings.synonyms.clone(),
    }
}

/// The name of a state for the window.
pub(crate) fn state_name(state: ConversationState) -> crate::views::StateName {
    use crate::views::StateName;
    match state {
        ConversationState::Open => StateName::Open,
        ConversationState::Snoozed { .. } => StateName::Snoozed,
        ConversationState::Answered => StateName::Answered,
        ConversationState::Resolved => StateName::Resolved,
    }
}
