//! The library that is evaluated: the rows of a file, as a workspace would take them in.

use std::path::Path;

use antiphon_exchange::{AnswerRow, Kind, Options, Row, Severity};
use antiphon_model::{
    Answer, AnswerId, AnswerState, Command, Locale, Member, MemberId, Memory, Recorded, Refusal,
    Role, Settings, Stream, Subject, Time, Workspace, apply, decide,
};
use antiphon_search::Document;
use jiff::tz::TimeZone;

use super::{Stage, Watch};
use crate::DeskError;
use crate::projections::document;

/// Reads the answers of a file as the index takes them. Rows that do not say where they stand
/// count as approved.
pub(crate) fn read(path: &Path, now: Time, watch: Watch<'_>) -> Result<Vec<Document>, DeskError> {
    let options = Options { kind: Some(Kind::Answers), ..Options::default() };
    let reading = antiphon_exchange::read(path, &options, &mut |done, total| {
        watch(Stage::Read, done, total);
        std::ops::ControlFlow::Continue(())
    })?;
    let first = reading.problems.iter().find(|problem| problem.severity == Severity::Error);
    if let Some(problem) = first {
        let file = problem.file.clone();
        return Err(DeskError::EvalLine {
            file,
            line: problem.line,
            problem: problem.message.clone(),
        });
    }
    let curator = Curator::new(now)?;
    let mut documents = Vec::with_capacity(reading.rows.len());
    for row in reading.rows {
        let Row::Answer(row) = row else { continue };
        let line = row.line;
        documents.push(curator.document(*row).map_err(|problem| DeskError::EvalLine {
            file: path.to_owned(),
            line,
            problem,
        })?);
    }
    if documents.is_empty() {
        return Err(DeskError::EvalEmpty { file: path.to_owned(), what: "answers" });
    }
    Ok(documents)
}

/// Takes rows in by the rules of every workspace.
struct Curator {
    me: MemberId,
    workspace: Workspace,
    now: Time,
}

impl Curator {
    fn new(now: Time) -> Result<Self, DeskError> {
        let me = MemberId::parse("evaluation")?;
        let member = Member {
            id: me.clone(),
            name: "evaluation".to_owned(),
            roles: Role::ALL.to_vec(),
            team: None,
        };
        let workspace = Workspace {
            name: "evaluation".to_owned(),
            time_zone: "UTC".to_owned(),
            locale: Locale::parse("en")?,
            members: vec![member],
            settings: Settings::default(),
        };
        Ok(Self { me, workspace, now })
    }

    fn document(&self, row: AnswerRow) -> Result<Document, String> {
        let id = match row.id.clone() {
            Some(id) => id,
            // No case can expect it, but it competes.
            None => AnswerId::parse(format!("line-{}", row.line)).map_err(|err| err.to_string())?,
        };
        match self.answer(id, row) {
            Ok(answer) => {
                let memory = Memory {
                    answer: answer.id.clone(),
                    phrasings: Vec::new(),
                    rejected: Vec::new(),
                };
                Ok(document(&answer, &memory, &TimeZone::UTC))
            }
            Err(refusal) => Err(refusal.to_string()),
        }
    }

    fn answer(&self, id: AnswerId, row: AnswerRow) -> Result<Answer, Refusal> {
        let then = match row.state {
            None | Some(AnswerState::Approved) => Some(Command::ApproveAnswer { id: id.clone() }),
            Some(AnswerState::Retired) => Some(Command::RetireAnswer { id: id.clone() }),
            Some(AnswerState::Draft) => None,
        };
        let AnswerRow { content, details, phrasings, .. } = row;
        let create = Command::CreateAnswer { id: id.clone(), content, details, phrasings };
        let mut subject = Subject::None;
        for command in Some(create).iter().chain(&then) {
            let events = decide(Some(&self.workspace), &subject, command, &self.me, self.now)?;
            for event in events {
                let (at, actor) = (self.now, self.me.clone());
                let stream = Stream::Answer(id.clone());
                let recorded = Recorded { seq: 1, stream, version: 1, at, actor, event };
                subject = apply(subject, &recorded);
            }
        }
        match subject {
            Subject::Answer(answer) => Ok(*answer),
            _ => Err(Refusal::UnknownAnswer(id)),
        }
    }
}
