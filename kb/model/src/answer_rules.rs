//! What may happen to an answer.

use crate::rules::{at_most, needed};
use crate::{
    Answer, AnswerId, Approval, Command, Content, Details, Event, MemberId, Recorded, Refusal,
    Revision, Role, Subject, Workspace, clean, normalised,
};

/// The longest title, in bytes.
const TITLE_LIMIT: usize = 1_000;
/// The longest body, in bytes.
const BODY_LIMIT: usize = 4 << 20;

pub(crate) fn decide(
    workspace: &Workspace,
    subject: &Subject,
    command: &Command,
    actor: &MemberId,
) -> Result<Vec<Event>, Refusal> {
    let role = match command {
        Command::ApproveAnswer { .. }
        | Command::RetireAnswer { .. }
        | Command::RestoreAnswer { .. } => Role::Approver,
        _ => Role::Curator,
    };
    workspace.require(actor, role)?;
    match (command, subject) {
        (Command::CreateAnswer { id, .. }, Subject::Answer(_)) => {
            Err(Refusal::AnswerExists(id.clone()))
        }
        (Command::CreateAnswer { content, details, phrasings, .. }, _) => {
            Ok(vec![Event::AnswerCreated {
                content: checked(content)?,
                details: tidy_details(details),
                phrasings: tidy_phrasings(phrasings)?,
            }])
        }
        (_, Subject::Answer(answer)) => decide_known(workspace, answer, command, actor),
        _ => match command.stream() {
            crate::Stream::Answer(id) => Err(Refusal::UnknownAnswer(id)),
            _ => Ok(Vec::new()),
        },
    }
}

fn decide_known(
    workspace: &Workspace,
    answer: &Answer,
    command: &Command,
    actor: &MemberId,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::EditAnswer { content, .. } => {
            let content = checked(content)?;
            if answer.newest().is_some_and(|newest| newest.content == content) {
                return Ok(Vec::new());
            }
            Ok(vec![Event::RevisionOpened { number: answer.last_revision + 1, content }])
        }
        Command::ChangeAnswerDetails { details, .. } => {
            let details = tidy_details(details);
            let same = answer.details == details;
            Ok(if same { Vec::new() } else { vec![Event::DetailsChanged(details)] })
        }
        Command::SetPhrasings { phrasings, .. } => {
            let phrasings = tidy_phrasings(phrasings)?;
            let same = answer.phrasings == phrasings;
            Ok(if same { Vec::new() } else { vec![Event::PhrasingsSet { phrasings }] })
        }
        Command::ApproveAnswer { .. } => approve(workspace, answer, actor),
        Command::DiscardRevision { id } => match (&answer.open, &answer.approved) {
            (Some(open), Some(_)) => Ok(vec![Event::RevisionDiscarded { number: open.number }]),
            _ => Err(Refusal::NothingOpen(id.clone())),
        },
        Command::RetireAnswer { id } if answer.retired => Err(Refusal::Retired(id.clone())),
        Command::RetireAnswer { .. } => Ok(vec![Event::AnswerRetired {}]),
        Command::RestoreAnswer { id } if !answer.retired => Err(Refusal::NotRetired(id.clone())),
        Command::RestoreAnswer { .. } => Ok(vec![Event::AnswerRestored {}]),
        _ => Ok(Vec::new()),
    }
}

fn approve(
    workspace: &Workspace,
    answer: &Answer,
    actor: &MemberId,
) -> Result<Vec<Event>, Refusal> {
    if answer.retired {
        return Err(Refusal::Retired(answer.id.clone()));
    }
    let open = answer.open.as_ref().ok_or_else(|| Refusal::NothingOpen(answer.id.clone()))?;
    let four_eyes = workspace.settings.four_eyes && workspace.members.len() > 1;
    if four_eyes && open.by == *actor {
        return Err(Refusal::FourEyes(answer.id.clone()));
    }
    Ok(vec![Event::RevisionApproved { number: open.number, four_eyes }])
}

fn checked(content: &Content) -> Result<Content, Refusal> {
    let mut content = content.clone();
    content.title = needed("title", &content.title)?.replace(['\n', '\t'], " ");
    content.body = clean(&content.body);
    at_most("title", &content.title, TITLE_LIMIT)?;
    at_most("body", &content.body, BODY_LIMIT)?;
    for variant in &mut content.variants {
        variant.body = clean(&variant.body);
        at_most("body of a variant", &variant.body, BODY_LIMIT)?;
    }
    content.variants.retain(|variant| !variant.body.is_empty());
    content.channels.sort_unstable();
    content.channels.dedup();
    if let (Some(from), Some(until)) = (content.valid_from, content.valid_until) {
        let (starts, ends) = content.validity().bounds_ms(&jiff::tz::TimeZone::UTC);
        if ends < starts {
            let (from, until) = (from.to_string(), until.to_string());
            return Err(Refusal::EmptyValidity { from, until });
        }
    }
    Ok(content)
}

fn tidy_details(details: &Details) -> Details {
    let mut details = details.clone();
    let mut topics: Vec<String> = Vec::new();
    for topic in &details.topics {
        let topic = clean(topic).to_lowercase();
        if !topic.is_empty() && !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    details.topics = topics;
    details.owner = details.owner.map(|owner| clean(&owner)).filter(|owner| !owner.is_empty());
    details
}

fn tidy_phrasings(phrasings: &[String]) -> Result<Vec<String>, Refusal> {
    let mut seen = std::collections::HashSet::new();
    let mut kept = Vec::new();
    for phrasing in phrasings {
        let phrasing = clean(phrasing);
        at_most("phrasing", &phrasing, TITLE_LIMIT * 10)?;
        if !phrasing.is_empty() && seen.insert(normalised(&phrasing)) {
            kept.push(phrasing);
        }
    }
    Ok(kept)
}

pub(crate) fn apply(subject: Subject, id: &AnswerId, recorded: &Recorded) -> Subject {
    let revision = |number: u32, content: &Content| Revision {
        number,
        content: content.clone(),
        at: recorded.at,
        by: recorded.actor.clone(),
    };
    if let Event::AnswerCreated { content, details, phrasings } = &recorded.event {
        return Subject::Answer(Box::new(Answer {
            id: id.clone(),
            approved: None,
            open: Some(revision(1, content)),
            retired: false,
            details: details.clone(),
            phrasings: phrasings.clone(),
            last_revision: 1,
            created_at: recorded.at,
        }));
    }
    let Subject::Answer(mut answer) = subject else { return subject };
    match &recorded.event {
        Event::RevisionOpened { number, content } => {
            answer.open = Some(revision(*number, content));
            answer.last_revision = *number;
        }
        Event::RevisionDiscarded { number } => {
            answer.open = answer.open.filter(|open| open.number != *number);
        }
        Event::RevisionApproved { number, four_eyes } => {
            if let Some(open) = answer.open.take_if(|open| open.number == *number) {
                let by = recorded.actor.clone();
                let approval = Approval { at: recorded.at, by, four_eyes: *four_eyes };
                answer.approved = Some((open, approval));
            }
        }
        Event::DetailsChanged(details) => answer.details = details.clone(),
        Event::PhrasingsSet { phrasings } => answer.phrasings.clone_from(phrasings),
        Event::AnswerRetired {} => answer.retired = true,
        Event::AnswerRestored {} => answer.retired = false,
        _ => {}
    }
    Subject::Answer(answer)
}
