//! Where the sentences of a draft come from, by the approved answers of a file.

use std::ops::ControlFlow;
use std::path::Path;

use antiphon_exchange::{AnswerRow, Kind, Options, Row, Severity};
use antiphon_model::AnswerState;
use antiphon_voice::provenance::{self, Approved, Library, Usable};

pub use antiphon_voice::provenance::{
    BrokenLock, Change, ChangeKind, Claim, ClaimKind, Report, Sentence, State, Verdict,
};

use crate::DeskError;

/// The approved sentences of a library.
#[derive(Debug)]
pub struct ApprovedSentences {
    library: Library,
}

impl ApprovedSentences {
    /// Reads the answers of a file; rows that do not say where they stand count as approved.
    ///
    /// # Errors
    /// [`DeskError::EvalLine`] names a row that makes no sense, [`DeskError::EvalEmpty`] a file
    /// without answers.
    pub fn read(path: &Path) -> Result<Self, DeskError> {
        let options = Options { kind: Some(Kind::Answers), ..Options::default() };
        let reading =
            antiphon_exchange::read(path, &options, &mut |_, _| ControlFlow::Continue(()))?;
        let wrong = reading.problems.iter().find(|problem| problem.severity == Severity::Error);
        if let Some(problem) = wrong {
            return Err(DeskError::EvalLine {
                file: problem.file.clone(),
                line: problem.line,
                problem: problem.message.clone(),
            });
        }
        let rows: Vec<AnswerRow> = reading.rows.into_iter().filter_map(approved).collect();
        if rows.is_empty() {
            return Err(DeskError::EvalEmpty { file: path.to_owned(), what: "answers" });
        }
        let named: Vec<(String, Vec<&str>)> = rows.iter().map(named).collect();
        let answers = named.iter().map(|(id, bodies)| Approved { id, bodies });
        Ok(Self { library: Library::new(answers) })
    }

    /// Those of `used` that no answer is called.
    pub fn unknown<'a>(&self, used: &[&'a str]) -> Vec<&'a str> {
        used.iter().copied().filter(|id| !self.library.has(id)).collect()
    }

    /// Says where each sentence of `draft` comes from; `used` names the answers that were inserted.
    pub fn check(&self, draft: &str, used: &[&str], products: &[String]) -> Report {
        provenance::check(draft, (&self.library, &Usable::ALL), used, products)
    }
}

fn approved(row: Row) -> Option<AnswerRow> {
    match row {
        Row::Answer(row) => matches!(row.state, None | Some(AnswerState::Approved)).then_some(*row),
        _ => None,
    }
}

/// The id and all bodies of a row.
fn named(row: &AnswerRow) -> (String, Vec<&str>) {
    let id = row.id.as_ref().map_or_else(|| format!("line-{}", row.line), ToString::to_string);
    let variants = row.content.variants.iter().map(|variant| variant.body.as_str());
    (id, std::iter::once(row.content.body.as_str()).chain(variants).collect())
}
