//! Where the sentences of a draft come from, by the approved answers of a file.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

use antiphon_exchange::{AnswerRow, Kind, Options, Row, Severity};
use antiphon_model::{AnswerState, Time};
use antiphon_voice::provenance::{self, Approved, Library, Usable};
use jiff::tz::TimeZone;

pub use antiphon_voice::provenance::{
    BrokenLock, Change, ChangeKind, Claim, ClaimKind, Report, Sentence, State, Verdict,
};

use crate::DeskError;
use crate::answers::validity_of;
use crate::views::ValidityFilter;

/// The approved sentences of a library.
#[derive(Debug)]
pub struct ApprovedSentences {
    library: Library,
    /// The answers that are not valid now, by their ids.
    out_of_time: BTreeMap<String, ValidityFilter>,
}

/// The answers that cannot be used, each for its reason.
#[derive(Debug, Default)]
pub struct Unusable {
    /// No answer is called so.
    pub unknown: Vec<String>,
    /// Valid no more.
    pub expired: Vec<String>,
    /// Not valid yet.
    pub upcoming: Vec<String>,
}

impl Unusable {
    /// Whether all can be used.
    pub fn is_empty(&self) -> bool {
        self.unknown.is_empty() && self.expired.is_empty() && self.upcoming.is_empty()
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = [
            ("no answer of the library is called", &self.unknown),
            ("expired:", &self.expired),
            ("not yet valid:", &self.upcoming),
        ];
        let named = reasons.iter().filter(|(_, ids)| !ids.is_empty());
        let named: Vec<_> = named.map(|(why, ids)| format!("{why} {}", ids.join(", "))).collect();
        f.write_str(&named.join("; "))
    }
}

impl ApprovedSentences {
    /// Reads the answers of a file; rows that do not say where they stand count as approved, and
    /// rows that are not valid `now` approve nothing. Days are those of UTC, as a file has no
    /// workspace.
    ///
    /// # Errors
    /// [`DeskError::EvalLine`] names a row that makes no sense, [`DeskError::EvalEmpty`] a file
    /// without answers.
    pub fn read(path: &Path, now: Time) -> Result<Self, DeskError> {
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
        let mut valid = Vec::new();
        let mut out_of_time = BTreeMap::new();
        for row in &rows {
            let (id, bodies) = named(row);
            match validity_of(row.content.validity().bounds_ms(&TimeZone::UTC), now) {
                ValidityFilter::Current => valid.push((id, bodies)),
                other => {
                    out_of_time.insert(id, other);
                }
            }
        }
        let answers = valid.iter().map(|(id, bodies)| Approved { id, bodies });
        Ok(Self { library: Library::new(answers), out_of_time })
    }

    /// Those of `used` that no answer is called, or one that is not valid now.
    pub fn unusable(&self, used: &[&str]) -> Unusable {
        let mut unusable = Unusable::default();
        for id in used.iter().filter(|id| !self.library.has(id)) {
            let of_its_kind = match self.out_of_time.get(*id) {
                Some(ValidityFilter::Upcoming) => &mut unusable.upcoming,
                Some(_) => &mut unusable.expired,
                None => &mut unusable.unknown,
            };
            of_its_kind.push((*id).to_owned());
        }
        unusable
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
