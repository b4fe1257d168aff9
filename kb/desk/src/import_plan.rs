//! What an import would do: rows held against the workspace, by the same rules that will run.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use antiphon_exchange::{AnswerRow, PhrasingRow, Problem, QueryRow, Row, Severity};
use antiphon_model::{
    Answer, AnswerId, AnswerState, Command, Content, ConversationId, Details, Origin, QueryId,
    Refusal, Shortcut, Subject, Time, Workspace, decide, normalised,
};
use antiphon_store::{answers, conversations};

use crate::queries::{Incoming, intake};
use crate::{Desk, DeskError};

/// What an import would do.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) commands: Vec<Command>,
    pub(crate) added: u32,
    pub(crate) changed: u32,
    pub(crate) unchanged: u32,
    pub(crate) open_revisions: u32,
    pub(crate) problems: Vec<Problem>,
}

/// Makes the plan, row by row.
pub(crate) struct Planner<'a> {
    desk: &'a Desk,
    workspace: Workspace,
    now: Time,
    approve: Approve,
    /// Answers of this import, with the line and the content of the row.
    seen: HashMap<AnswerId, (u64, Vec<String>)>,
    /// Titles of rows without an id: where they stand and what they become.
    titles: HashMap<String, (u64, u64)>,
    /// Where other tools' rows stand.
    origins: HashMap<Origin, u64>,
    /// Whose the shortcuts of this import are.
    shortcuts: HashMap<Shortcut, AnswerId>,
    queries: HashSet<(ConversationId, QueryId)>,
    phrasings: BTreeMap<AnswerId, Vec<(u64, PathBuf, String)>>,
    plan: Plan,
}

/// What becomes of rows that do not say where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Approve {
    /// They arrive as drafts.
    No,
    /// They are taken in as approved, and replace what is approved.
    Yes,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(desk: &'a Desk, approve: Approve) -> Result<Self, DeskError> {
        Ok(Self {
            desk,
            workspace: desk.workspace_state()?,
            now: desk.now(),
            approve,
            seen: HashMap::new(),
            titles: HashMap::new(),
            origins: HashMap::new(),
            shortcuts: HashMap::new(),
            queries: HashSet::new(),
            phrasings: BTreeMap::new(),
            plan: Plan::default(),
        })
    }

    pub(crate) fn row(&mut self, file: &Path, row: Row) -> Result<(), DeskError> {
        match row {
            Row::Answer(row) => self.answer(file, *row),
            Row::Query(row) => self.query(file, *row),
            Row::Phrasing(row) => self.phrasing(file, row),
        }
    }

    pub(crate) fn finish(mut self) -> Result<Plan, DeskError> {
        for (answer, lines) in std::mem::take(&mut self.phrasings) {
            self.answer_phrasings(&answer, lines)?;
        }
        Ok(self.plan)
    }

    fn answer(&mut self, file: &Path, row: AnswerRow) -> Result<(), DeskError> {
        let line = row.line;
        let place = row.file.as_ref().map_or_else(|| file.to_owned(), |part| file.join(part));
        let key = normalised(&row.content.title);
        let anonymous = row.id.is_none() && row.details.origin.is_none();
        let print = fingerprint(&row);
        if anonymous && let Some((first, known)) = self.titles.get(&key) {
            let (severity, what) = if *known == print {
                (Severity::Warning, "repeats")
            } else {
                (Severity::Error, "has the same title as, but another text than,")
            };
            let message = format!("{:?} {what} line {first}; it is left out", row.content.title);
            self.problem(&place, line, severity, message);
            return Ok(());
        }
        let known = self.known(&row, &key)?;
        let id = match (&known, &row.id) {
            (Some(known), _) => known.id.clone(),
            (None, Some(id)) => id.clone(),
            (None, None) => AnswerId::parse(self.desk.new_id())?,
        };
        if let Some(message) = self.conflict(&row.details, &id)? {
            self.problem(&place, line, Severity::Error, message);
            return Ok(());
        }
        if anonymous {
            self.titles.insert(key, (line, print));
        }
        if let Some(origin) = &row.details.origin {
            self.origins.insert(origin.clone(), line);
        }
        if let Some(shortcut) = &row.details.shortcut {
            self.shortcuts.insert(shortcut.clone(), id.clone());
        }
        self.seen.insert(id.clone(), (line, row.phrasings.clone()));
        let decided = match known {
            Some(known) => self.update(known, row),
            None => self.create(id, row),
        };
        if let Err(refusal) = decided {
            self.problem(&place, line, Severity::Error, refusal.to_string());
        }
        Ok(())
    }

    /// The answer that the row is about: by id, by origin, or by title when it has neither.
    fn known(&self, row: &AnswerRow, key: &str) -> Result<Option<Answer>, DeskError> {
        self.desk.read(|conn| {
            if let Some(id) = &row.id {
                return answers::find(conn, id);
            }
            match &row.details.origin {
                Some(origin) => answers::find_by_origin(conn, origin),
                None => answers::find_by_title_key(conn, key),
            }
        })
    }

    /// What to say when the row's id, origin or shortcut is another row's or answer's.
    fn conflict(&self, details: &Details, id: &AnswerId) -> Result<Option<String>, DeskError> {
        if let Some((first, _)) = self.seen.get(id) {
            return Ok(Some(format!("the answer {id} stands on line {first} already")));
        }
        if let Some(origin) = &details.origin
            && let Some(first) = self.origins.get(origin)
        {
            let Origin { source, source_id } = origin;
            return Ok(Some(format!("{source_id} of {source} stands on line {first} already")));
        }
        let owner = self.shortcut_owner(details.shortcut.as_ref(), id)?;
        Ok(owner.map(|owner| format!("the row's shortcut belongs to the answer {owner}")))
    }

    fn shortcut_owner(
        &self,
        shortcut: Option<&Shortcut>,
        id: &AnswerId,
    ) -> Result<Option<AnswerId>, DeskError> {
        let Some(shortcut) = shortcut else { return Ok(None) };
        let owner = self.desk.read(|conn| answers::find_by_shortcut(conn, shortcut))?;
        let owner = owner.map(|answer| answer.id).or_else(|| self.shortcuts.get(shortcut).cloned());
        Ok(owner.filter(|owner| owner != id))
    }

    fn create(&mut self, id: AnswerId, row: AnswerRow) -> Result<(), Refusal> {
        let state = match (row.state, self.approve) {
            (Some(state), _) => state,
            (None, Approve::Yes) => AnswerState::Approved,
            (None, Approve::No) => AnswerState::Draft,
        };
        let create = Command::CreateAnswer {
            id: id.clone(),
            content: row.content,
            details: row.details,
            phrasings: row.phrasings,
        };
        decide(Some(&self.workspace), &Subject::None, &create, &self.desk.me, self.now)?;
        self.plan.commands.push(create);
        match state {
            AnswerState::Draft => {}
            AnswerState::Approved => self.plan.commands.push(Command::ApproveAnswer { id }),
            // Nobody has said that its text was approved.
            AnswerState::Retired => self.plan.commands.push(Command::RetireAnswer { id }),
        }
        self.plan.added += 1;
        Ok(())
    }

    /// Keys that the row leaves out stay as they are.
    fn update(&mut self, known: Answer, row: AnswerRow) -> Result<(), Refusal> {
        let id = known.id.clone();
        let was_approved = known.in_service().is_some();
        let was_open = known.open.is_some();
        let content = merged_content(&known, row.content);
        // What is in service word for word changes nothing, whatever is being worked on beside it.
        let in_service = known.in_service().is_some_and(|(now, _)| {
            decided_content(&self.workspace, &self.desk.me, self.now, &content)
                .is_some_and(|content| content == now.content)
        });
        let details = merged_details(&known, row.details);
        let phrasings =
            if row.phrasings.is_empty() { known.phrasings.clone() } else { row.phrasings };
        let retired = known.retired;
        let subject = Subject::Answer(Box::new(known));
        let mut commands = Vec::new();
        let mut opens = false;
        for command in [
            Command::EditAnswer { id: id.clone(), content },
            Command::ChangeAnswerDetails { id: id.clone(), details },
            Command::SetPhrasings { id: id.clone(), phrasings },
        ] {
            let events =
                decide(Some(&self.workspace), &subject, &command, &self.desk.me, self.now)?;
            let is_edit = matches!(command, Command::EditAnswer { .. });
            if !(events.is_empty() || is_edit && in_service) {
                opens |= matches!(command, Command::EditAnswer { .. });
                commands.push(command);
            }
        }
        let wants_approval = !in_service
            && match row.state {
                Some(AnswerState::Approved) => self.approve == Approve::Yes || !was_approved,
                Some(_) => false,
                None => self.approve == Approve::Yes,
            };
        if retired && row.state == Some(AnswerState::Approved) {
            commands.push(Command::RestoreAnswer { id: id.clone() });
        }
        let has_open = opens || was_open;
        if wants_approval && has_open && (!retired || row.state == Some(AnswerState::Approved)) {
            commands.push(Command::ApproveAnswer { id: id.clone() });
        } else if opens && was_approved {
            self.plan.open_revisions += 1;
        }
        if row.state == Some(AnswerState::Retired) && !retired {
            commands.push(Command::RetireAnswer { id });
        }
        if commands.is_empty() {
            self.plan.unchanged += 1;
        } else {
            self.plan.changed += 1;
        }
        self.plan.commands.append(&mut commands);
        Ok(())
    }

    fn query(&mut self, file: &Path, row: QueryRow) -> Result<(), DeskError> {
        let line = row.line;
        let received_at = row
            .received_at
            .or_else(|| row.received_minutes_ago.map(|ago| self.now.plus_minutes(-i64::from(ago))));
        let taken = intake(
            Incoming {
                id: row.id,
                text: row.text,
                channel: row.channel.unwrap_or(antiphon_model::Channel::WebForm),
                customer: row.customer,
                conversation: row.conversation,
                public: row.public,
                received_at,
                locale: row.locale,
            },
            self.now,
        )?;
        let known = self.desk.read(|conn| conversations::find(conn, &taken.conversation))?;
        let known = known.map_or(Subject::None, |known| Subject::Conversation(Box::new(known)));
        let [_, receive] = &taken.commands;
        if let Command::ReceiveQuery { conversation, query, .. } = receive
            && !self.queries.insert((conversation.clone(), query.id.clone()))
        {
            self.plan.unchanged += 1;
            return Ok(());
        }
        match decide(Some(&self.workspace), &known, receive, &self.desk.me, self.now) {
            Ok(events) if events.is_empty() => self.plan.unchanged += 1,
            Ok(_) => {
                self.plan.added += 1;
                self.plan.commands.extend(taken.commands);
            }
            Err(Refusal::QueryExists(id)) => {
                let message = format!("the query {id} is known with another text, which stays");
                self.problem(file, line, Severity::Warning, message);
                self.plan.unchanged += 1;
            }
            Err(refusal) => self.problem(file, line, Severity::Error, refusal.to_string()),
        }
        Ok(())
    }

    fn phrasing(&mut self, file: &Path, row: PhrasingRow) -> Result<(), DeskError> {
        let exists = self.seen.contains_key(&row.answer)
            || self.desk.read(|conn| answers::find(conn, &row.answer))?.is_some();
        if exists {
            let lines = self.phrasings.entry(row.answer).or_default();
            lines.push((row.line, file.to_owned(), row.text));
        } else {
            let message = format!("no answer has the id {}", row.answer);
            self.problem(file, row.line, Severity::Error, message);
        }
        Ok(())
    }

    fn answer_phrasings(
        &mut self,
        id: &AnswerId,
        lines: Vec<(u64, PathBuf, String)>,
    ) -> Result<(), DeskError> {
        let stored = self.desk.read(|conn| answers::find(conn, id))?;
        let of_row = self.seen.get(id).map(|(_, phrasings)| phrasings.clone());
        let mut all = match (of_row, stored) {
            (Some(phrasings), _) if !phrasings.is_empty() => phrasings,
            (_, Some(stored)) => stored.phrasings,
            (phrasings, None) => phrasings.unwrap_or_default(),
        };
        let mut keys: HashSet<String> = all.iter().map(|text| normalised(text)).collect();
        let before = all.len();
        for (line, file, text) in lines {
            let key = normalised(&text);
            if key.is_empty() {
                let message = format!("the phrasing {text:?} holds no words; it is left out");
                self.problem(&file, line, Severity::Warning, message);
            } else if keys.insert(key) {
                all.push(text);
                self.plan.added += 1;
            } else {
                self.plan.unchanged += 1;
            }
        }
        if all.len() > before {
            self.plan.commands.push(Command::SetPhrasings { id: id.clone(), phrasings: all });
        }
        Ok(())
    }

    fn problem(&mut self, file: &Path, line: u64, severity: Severity, message: String) {
        self.plan.problems.push(Problem { file: file.to_owned(), line, severity, message });
    }
}

/// The content as an answer would keep it: cleaned, sorted, without repeats.
fn decided_content(
    workspace: &Workspace,
    me: &antiphon_model::MemberId,
    now: Time,
    content: &Content,
) -> Option<Content> {
    let create = Command::CreateAnswer {
        id: AnswerId::parse("same").ok()?,
        content: content.clone(),
        details: Details::default(),
        phrasings: Vec::new(),
    };
    let events = decide(Some(workspace), &Subject::None, &create, me, now).ok()?;
    events.into_iter().find_map(|event| match event {
        antiphon_model::Event::AnswerCreated { content, .. } => Some(content),
        _ => None,
    })
}

fn merged_content(known: &Answer, row: Content) -> Content {
    let old = known.in_service().map(|(now, _)| now).or(known.newest());
    let old = old.map(|revision| revision.content.clone()).unwrap_or_default();
    Content {
        title: row.title,
        body: if row.body.is_empty() { old.body } else { row.body },
        variants: if row.variants.is_empty() { old.variants } else { row.variants },
        channels: if row.channels.is_empty() { old.channels } else { row.channels },
        locale: row.locale.or(old.locale),
        valid_from: row.valid_from.or(old.valid_from),
        valid_until: row.valid_until.or(old.valid_until),
    }
}

fn merged_details(known: &Answer, row: Details) -> Details {
    let old = known.details.clone();
    let mut other = old.other;
    other.extend(row.other);
    Details {
        shortcut: row.shortcut.or(old.shortcut),
        topics: if row.topics.is_empty() { old.topics } else { row.topics },
        owner: row.owner.or(old.owner),
        review_on: row.review_on.or(old.review_on),
        origin: row.origin.or(old.origin),
        other,
    }
}

fn fingerprint(row: &AnswerRow) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (&row.content.title, &row.content.body).hash(&mut hasher);
    hasher.finish()
}
