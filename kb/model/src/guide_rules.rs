//! What may happen to the voice guide.

use crate::rules::at_most;
use crate::{
    Approval, Command, Event, Guide, GuideContent, GuideRevision, MemberId, Recorded, Refusal,
    Role, Subject, Wording, Workspace, clean,
};

/// The most bytes of imported styles.
const FILES_LIMIT: usize = 4 << 20;
/// The most words, names or allowed texts of a guide.
const LINES: usize = 5_000;
/// The longest of them, in bytes.
const LINE_LIMIT: usize = 1_000;

pub(crate) fn decide(
    workspace: &Workspace,
    subject: &Subject,
    command: &Command,
    actor: &MemberId,
) -> Result<Vec<Event>, Refusal> {
    let none = Guide::default();
    let guide = match subject {
        Subject::Guide(guide) => guide.as_ref(),
        _ => &none,
    };
    match command {
        Command::ReviseGuide { number, content } => {
            workspace.require(actor, Role::Curator)?;
            let expected = guide.last_revision + 1;
            if *number != expected {
                return Err(Refusal::GuideMoved { expected, given: *number });
            }
            let content = checked(content)?;
            let same = guide.newest().map(|newest| &newest.content) == Some(&content);
            let content = Box::new(content);
            Ok(if same {
                Vec::new()
            } else {
                vec![Event::GuideRevised { number: *number, content }]
            })
        }
        Command::ApproveGuide { number } => {
            workspace.require(actor, Role::Approver)?;
            let open = open(guide, *number)?;
            let four_eyes = workspace.settings.four_eyes && workspace.members.len() > 1;
            if four_eyes && open.by == *actor {
                return Err(Refusal::GuideFourEyes);
            }
            Ok(vec![Event::GuideApproved { number: *number, four_eyes }])
        }
        Command::DiscardGuide { number } => {
            workspace.require(actor, Role::Curator)?;
            open(guide, *number)?;
            Ok(vec![Event::GuideDiscarded { number: *number }])
        }
        _ => Ok(Vec::new()),
    }
}

fn open(guide: &Guide, number: u32) -> Result<&GuideRevision, Refusal> {
    let open = guide.open.as_ref().filter(|open| open.number == number);
    open.ok_or(Refusal::NoOpenGuide(number))
}

fn checked(content: &GuideContent) -> Result<GuideContent, Refusal> {
    let mut content = content.clone();
    content.names = lines("name", &content.names)?;
    content.public = lines("text that may be told in public", &content.public)?;
    content.wordings = wordings(&content.wordings)?;
    for setting in content.rules.values_mut() {
        let mut seen = std::collections::BTreeSet::new();
        setting.teams.retain(|team| seen.insert(team.clone()));
    }
    content.rules.retain(|_, setting| *setting != crate::RuleSetting::default());
    for line in content.private_line.values_mut() {
        *line = clean(line);
        at_most("line that offers a private message", line, LINE_LIMIT)?;
    }
    content.private_line.retain(|_, line| !line.is_empty());
    let outside = |path: &&String| {
        let odd = |part: &str| part.is_empty() || part == "." || part == "..";
        path.contains(['\\', ':']) || path.split('/').any(odd)
    };
    if let Some(path) = content.files.keys().find(outside) {
        return Err(Refusal::StylePath(path.clone()));
    }
    let length = content.files.iter().map(|(path, text)| path.len() + text.len()).sum();
    if length > FILES_LIMIT {
        return Err(Refusal::TooLong { what: "imported styles", length, limit: FILES_LIMIT });
    }
    Ok(content)
}

/// The lines without outer blanks, without empty ones, each once.
fn lines(what: &'static str, lines: &[String]) -> Result<Vec<String>, Refusal> {
    let mut kept: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for line in lines.iter().map(|line| clean(line)).filter(|line| !line.is_empty()) {
        at_most(what, &line, LINE_LIMIT)?;
        if seen.insert(line.clone()) {
            kept.push(line);
        }
    }
    if kept.len() > LINES {
        return Err(Refusal::TooMany { what, count: kept.len(), limit: LINES });
    }
    Ok(kept)
}

fn wordings(wordings: &[Wording]) -> Result<Vec<Wording>, Refusal> {
    let mut kept: Vec<Wording> = Vec::new();
    for one in wordings {
        let one = Wording { avoid: clean(&one.avoid), say: clean(&one.say), why: clean(&one.why) };
        for text in [&one.avoid, &one.say, &one.why] {
            at_most("wording", text, LINE_LIMIT)?;
        }
        let known = |kept: &Wording| kept.avoid.to_lowercase() == one.avoid.to_lowercase();
        if one.avoid.is_empty() || kept.iter().any(known) {
            continue;
        }
        kept.push(one);
    }
    if kept.len() > LINES {
        return Err(Refusal::TooMany { what: "wording", count: kept.len(), limit: LINES });
    }
    Ok(kept)
}

pub(crate) fn apply(subject: Subject, recorded: &Recorded) -> Subject {
    let mut guide = match subject {
        Subject::Guide(guide) => *guide,
        _ => Guide::default(),
    };
    match &recorded.event {
        Event::GuideRevised { number, content } => {
            let (content, by) = ((**content).clone(), recorded.actor.clone());
            guide.open = Some(GuideRevision { number: *number, content, at: recorded.at, by });
            guide.last_revision = *number;
        }
        Event::GuideApproved { number, four_eyes } => {
            if let Some(open) = guide.open.take_if(|open| open.number == *number) {
                let by = recorded.actor.clone();
                let approval = Approval { at: recorded.at, by, four_eyes: *four_eyes };
                guide.approved = Some((open, approval));
            }
        }
        Event::GuideDiscarded { number } => {
            guide.open = guide.open.filter(|open| open.number != *number);
        }
        _ => {}
    }
    Subject::Guide(Box::new(guide))
}
