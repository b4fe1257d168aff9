//! Evaluation: how good suggestions are, on a library and cases from files, without a workspace.
//!
//! A case is a message for which it is known which answers fit. The library is put into an index
//! of its own, in a temporary folder, and asked case by case on one thread.

mod cases;
mod engine;
mod library;
mod measures;
mod own;
mod random;
mod report;
mod social;

use std::collections::HashSet;
use std::path::PathBuf;

use antiphon_search::Document;

pub use engine::Offer;
pub use report::{CaseResult, Measures};

use crate::{Clock, DeskError};
use cases::Case;
use engine::{Antiphon, Engine};
use report::Judging;

/// How many lines a warning names.
const NAMED: usize = 5;
/// Tell of progress every so many cases.
const STEP: u64 = 20;

/// What to evaluate.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Answers, in a format that can be imported; those without a state count as approved.
    pub library: PathBuf,
    /// Lines of `{"id", "text", "expected": [ids]}`; with no id, no answer fits.
    pub cases: PathBuf,
    /// How the cases are written.
    pub spelling: Spelling,
    /// Whether the meaning of words counts.
    pub encoder: Encoder,
    /// What else is asked the same.
    pub beside: Option<Beside>,
}

/// How the messages of cases are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As in the file.
    AsGiven,
    /// As on a social network: with handles, venting, typos, hashtags, emoji and links, the same
    /// ones in every run.
    Social,
}

/// Whether an encoder is used, which knows what words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoder {
    /// If there is one.
    WhereThereIsOne,
    /// Even if there is one, it is not.
    Off,
}

/// Another engine, for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// SQLite's full-text search.
    Fts5,
}

/// What an evaluation is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the files.
    Read,
    /// Indexing the answers.
    Index,
    /// Reading what they mean.
    Encode,
    /// Learning from their phrasings.
    Fit,
    /// Asking for suggestions.
    Ask,
}

/// Is told of progress: what is done, and of how many steps; 0 while unknown.
pub type Watch<'a> = &'a mut dyn FnMut(Stage, u64, u64);

/// What came out of an evaluation.
#[derive(Debug, Clone)]
pub struct Evaluated {
    /// How many answers the library has.
    pub answers: usize,
    /// How many phrasings they have together.
    pub phrasings: usize,
    /// What somebody should know about the files.
    pub warnings: Vec<String>,
    /// What Antiphon gave, case by case.
    pub results: Vec<CaseResult>,
    /// The measures of each engine, Antiphon's first.
    pub engines: Vec<Measures>,
}

/// Evaluates suggestions for the cases of a file.
///
/// # Errors
/// [`DeskError::EvalLine`] names the first line that cannot be used, [`DeskError::EvalEmpty`] a
/// file with none; errors of reading and of the index.
pub fn evaluate(
    evaluation: &Evaluation,
    clock: &dyn Clock,
    watch: Watch<'_>,
) -> Result<Evaluated, DeskError> {
    let now = clock.now();
    let documents = library::read(&evaluation.library, now, watch)?;
    let mut cases = cases::read(&evaluation.cases)?;
    if evaluation.spelling == Spelling::Social {
        for case in &mut cases {
            case.text = social::spelt(&case.text, case.line);
        }
    }
    let antiphon = Antiphon::of(&documents, (evaluation.encoder, now), watch)?;
    let judging = ask(&antiphon, &cases, watch)?;
    let mut engines = vec![judging.measures(&antiphon)];
    if let Some(Beside::Fts5) = evaluation.beside {
        let fts5 = engine::fts5(&documents)?;
        engines.push(ask(&fts5, &cases, watch)?.measures(&fts5));
    }
    Ok(Evaluated {
        answers: documents.len(),
        phrasings: documents.iter().map(|document| document.phrasings.len()).sum(),
        warnings: warnings(&documents, &cases),
        engines,
        results: judging.results,
    })
}

impl Evaluated {
    /// How many times as long the second engine takes as the first, at the median.
    pub fn speed_ratio(&self) -> Option<f64> {
        let [first, second, ..] = self.engines.as_slice() else { return None };
        Some(second.p50_ms? / first.p50_ms.filter(|ms| *ms > 0.0)?)
    }
}

fn ask(engine: &dyn Engine, cases: &[Case], watch: Watch<'_>) -> Result<Judging, DeskError> {
    let mut judging = Judging::default();
    let total = cases.len() as u64;
    for (done, case) in (0..).zip(cases) {
        if done % STEP == 0 {
            watch(Stage::Ask, done, total);
        }
        judging.add(case, engine.suggest(case)?);
    }
    Ok(judging)
}

/// Cases that cannot be answered rightly because the library lacks what they expect.
fn warnings(documents: &[Document], cases: &[Case]) -> Vec<String> {
    let known: HashSet<&str> = documents
        .iter()
        .filter(|document| document.in_service)
        .map(|document| document.id.as_str())
        .collect();
    let strangers: Vec<(u64, &str)> = cases
        .iter()
        .flat_map(|case| case.expected.iter().map(|id| (case.line, id.as_str())))
        .filter(|(_, id)| !known.contains(id))
        .collect();
    if strangers.is_empty() {
        return Vec::new();
    }
    let named: Vec<_> =
        strangers.iter().take(NAMED).map(|(line, id)| format!("{id:?} on line {line}")).collect();
    let more = if strangers.len() > NAMED { ", …" } else { "" };
    let these = match strangers.len() {
        1 => "1 expected id is no approved answer of the library and is".to_owned(),
        count => format!("{count} expected ids are no approved answers of the library and are"),
    };
    vec![format!("{these} never found: {}{more}", named.join(", "))]
}
