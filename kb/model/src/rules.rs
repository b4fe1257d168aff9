//! The two functions that every change goes through.

use crate::{
    Answer, Command, Conversation, Customer, Event, Guide, MemberId, Memory, Recorded, Refusal,
    Role, Settings, Stream, Time, Workspace, answer_rules, clean, conversation_rules, guide_rules,
    memory, synonyms,
};

/// What a stream folds to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Subject {
    /// Nothing has happened in it yet, or nothing that this version understands.
    #[default]
    None,
    /// The workspace.
    Workspace(Workspace),
    /// An answer.
    Answer(Box<Answer>),
    /// What was learned for an answer.
    Memory(Memory),
    /// The voice guide.
    Guide(Box<Guide>),
    /// A customer.
    Customer(Customer),
    /// A conversation.
    Conversation(Box<Conversation>),
}

/// The events that `command` leads to; none when all is already as wished.
///
/// `workspace` is the small state of the workspace (absent before it exists), `subject` what the
/// command's stream folds to, `actor` who wishes it, `now` when.
///
/// # Errors
/// [`Refusal`] says why nothing may change.
pub fn decide(
    workspace: Option<&Workspace>,
    subject: &Subject,
    command: &Command,
    actor: &MemberId,
    now: Time,
) -> Result<Vec<Event>, Refusal> {
    if let Command::CreateWorkspace { name, time_zone, locale, member } = command {
        if let Some(known) = workspace {
            return Err(Refusal::WorkspaceExists(known.name.clone()));
        }
        let name = needed("workspace name", name)?;
        if jiff::tz::TimeZone::get(time_zone).is_err() {
            return Err(Refusal::UnknownTimeZone(time_zone.clone()));
        }
        let mut member = member.clone();
        member.name = needed("member's name", &member.name)?;
        let (time_zone, locale) = (time_zone.clone(), locale.clone());
        return Ok(vec![Event::WorkspaceCreated { name, time_zone, locale, member }]);
    }
    let workspace = workspace.ok_or(Refusal::NoWorkspace)?;
    match command.stream() {
        Stream::Workspace => decide_workspace(workspace, command, actor),
        Stream::Answer(_) => answer_rules::decide(workspace, subject, command, actor),
        Stream::Voice => guide_rules::decide(workspace, subject, command, actor),
        Stream::Conversation(_) => {
            conversation_rules::decide(workspace, subject, command, (actor, now))
        }
        Stream::Memory(_) | Stream::Customer(_) | Stream::Unknown(_) => {
            workspace.require(actor, Role::Agent)?;
            decide_small(subject, command)
        }
    }
}

fn decide_workspace(
    workspace: &Workspace,
    command: &Command,
    actor: &MemberId,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::RenameMember { id, name } => {
            let member = workspace.member(id).ok_or_else(|| Refusal::UnknownMember(id.clone()))?;
            if id != actor {
                workspace.require(actor, Role::Admin)?;
            }
            let name = needed("member's name", name)?;
            if member.name == name {
                return Ok(Vec::new());
            }
            Ok(vec![Event::MemberRenamed { id: id.clone(), name }])
        }
        Command::SetTeam { id, team } => {
            let member = workspace.member(id).ok_or_else(|| Refusal::UnknownMember(id.clone()))?;
            if id != actor {
                workspace.require(actor, Role::Admin)?;
            }
            if member.team == *team {
                return Ok(Vec::new());
            }
            Ok(vec![Event::MemberTeamSet { id: id.clone(), team: team.clone() }])
        }
        Command::ChangeSettings(settings) => {
            workspace.require(actor, Role::Admin)?;
            let synonyms = synonyms::cleaned(&settings.synonyms)?;
            let settings = Settings { synonyms, ..settings.clone() };
            if workspace.settings == settings {
                return Ok(Vec::new());
            }
            Ok(vec![Event::SettingsChanged(settings)])
        }
        _ => Ok(Vec::new()),
    }
}

fn decide_small(subject: &Subject, command: &Command) -> Result<Vec<Event>, Refusal> {
    let memory = match subject {
        Subject::Memory(memory) => Some(memory),
        _ => None,
    };
    match command {
        Command::LearnPhrasing { phrasing, .. } => Ok(memory::learn(memory, phrasing)),
        Command::RejectSuggestion { phrasing, .. } => Ok(memory::reject(memory, phrasing)),
        Command::UndoJudgement { id, displaced, .. } => Ok(memory::undo(memory, id, displaced)),
        Command::ForgetPhrasing { id, .. } => memory::forget(memory, id),
        Command::NoteCustomer { channel, profile, .. } => {
            let profile = profile.cleaned();
            let merged = match subject {
                Subject::Customer(known) => known.profile.merged(&profile),
                _ => profile,
            };
            match subject {
                Subject::Customer(known) if known.profile == merged => Ok(Vec::new()),
                _ => Ok(vec![Event::CustomerNoted { channel: *channel, profile: merged }]),
            }
        }
        _ => Ok(Vec::new()),
    }
}

/// What a stream folds to after `recorded`, given what it folded to before.
///
/// Unknown kinds, and kinds that do not belong here, leave the subject as it is.
#[must_use]
pub fn apply(subject: Subject, recorded: &Recorded) -> Subject {
    match &recorded.stream {
        Stream::Workspace => apply_workspace(subject, recorded),
        Stream::Answer(id) => answer_rules::apply(subject, id, recorded),
        Stream::Conversation(id) => conversation_rules::apply(subject, id, recorded),
        Stream::Voice => guide_rules::apply(subject, recorded),
        Stream::Memory(answer) => {
            let memory = match subject {
                Subject::Memory(memory) => memory,
                _ => Memory::new(answer.clone()),
            };
            Subject::Memory(memory::apply(memory, &recorded.event))
        }
        Stream::Customer(id) => match &recorded.event {
            Event::CustomerNoted { channel, profile } => Subject::Customer(Customer {
                id: id.clone(),
                channel: *channel,
                profile: profile.clone(),
            }),
            _ => subject,
        },
        Stream::Unknown(_) => subject,
    }
}

fn apply_workspace(subject: Subject, recorded: &Recorded) -> Subject {
    if let Event::WorkspaceCreated { name, time_zone, locale, member } = &recorded.event {
        return Subject::Workspace(Workspace {
            name: name.clone(),
            time_zone: time_zone.clone(),
            locale: locale.clone(),
            members: vec![member.clone()],
            settings: Settings::default(),
        });
    }
    let Subject::Workspace(mut workspace) = subject else { return subject };
    match &recorded.event {
        Event::SettingsChanged(settings) => workspace.settings = settings.clone(),
        Event::MemberRenamed { id, name } => {
            for member in workspace.members.iter_mut().filter(|member| member.id == *id) {
                member.name.clone_from(name);
            }
        }
        Event::MemberTeamSet { id, team } => {
            for member in workspace.members.iter_mut().filter(|member| member.id == *id) {
                member.team.clone_from(team);
            }
        }
        _ => {}
    }
    Subject::Workspace(workspace)
}

/// The cleaned text, refused when nothing of it is left.
pub(crate) fn needed(what: &'static str, text: &str) -> Result<String, Refusal> {
    let text = clean(text);
    if text.is_empty() { Err(Refusal::Empty(what)) } else { Ok(text) }
}

/// Refuses a text of more than `limit` bytes.
pub(crate) fn at_most(what: &'static str, text: &str, limit: usize) -> Result<(), Refusal> {
    if text.len() > limit {
        return Err(Refusal::TooLong { what, length: text.len(), limit });
    }
    Ok(())
}
