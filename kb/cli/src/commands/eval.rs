//! `antiphon eval`: how good suggestions are, on a library and cases from files.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use antiphon_desk::ErrorCode;
use antiphon_desk::eval::{
    self, Beside, CaseResult, Encoder, Evaluated, Evaluation, Measures, Spelling, Stage,
};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::eval_table;
use crate::call::{Call, clock};
use crate::failure::Failure;
use crate::printable;
use crate::terminal::{Bar, note};

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Eval {
    /// The answers, in a format that can be imported; rows without a state count as approved
    #[arg(long, value_name = "LIBRARY.JSONL", required_unless_present = "own")]
    library: Option<PathBuf>,
    /// The cases, `{"id", "text", "expected": [ids]}` a line; any of the ids is right, and with
    /// none no answer fits; `channel` and `locale` may stand there too
    #[arg(long, value_name = "CASES.JSONL", required_unless_present = "own")]
    cases: Option<PathBuf>,
    /// Evaluate the workspace itself: what was learned from accepted suggestions is left out by
    /// fifths, and asked
    #[arg(long, conflicts_with_all = ["library", "cases", "compare", "social"])]
    own: bool,
    /// Write what was suggested for each case into a file, as `suggest --format json` prints it
    #[arg(long, value_name = "OUT.JSONL")]
    out: Option<PathBuf>,
    /// Ask another engine the same and show both: fts5 is SQLite's full-text search (Porter
    /// stems, any word, BM25), whose confidence is score / (score + 10)
    #[arg(long, value_enum, value_name = "ENGINE")]
    compare: Option<Compared>,
    /// Leave the encoder out, even if there is one
    #[arg(long)]
    no_encoder: bool,
    /// Rewrite the cases as they might stand on a social network, always in the same way: with
    /// handles, venting, typos, hashtags, emoji and links
    #[arg(long)]
    social: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Compared {
    Fts5,
}

/// The result for programs.
#[derive(Debug, Serialize)]
struct Report<'a> {
    answers: usize,
    phrasings: usize,
    warnings: &'a [String],
    engines: &'a [Measures],
    /// How many times as long the second engine takes as the first, at the median.
    speed_ratio: Option<f64>,
}

impl Eval {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        self.spare_the_input()?;
        let mut bar = Bar::default();
        let mut watch = |stage, done, total| bar.advance(doing(stage), done, total);
        let evaluated = if self.own {
            call.desk()?.evaluate_own(self.encoder(), &mut watch)
        } else {
            eval::evaluate(&self.evaluation(), clock().as_ref(), &mut watch)
        };
        let evaluated = evaluated.map_err(|err| match err.code() {
            ErrorCode::Invalid => Failure::Files(err),
            _ => Failure::Desk(err),
        })?;
        for warning in &evaluated.warnings {
            note(&format!("warning: {}", printable::line(warning)));
        }
        if let Some(out) = &self.out {
            write(out, &evaluated.results)?;
        }
        let Evaluated { answers, phrasings, warnings, engines, .. } = &evaluated;
        let report = Report {
            answers: *answers,
            phrasings: *phrasings,
            warnings,
            engines,
            speed_ratio: evaluated.speed_ratio(),
        };
        call.out.one(&report, |_| eval_table::text(&evaluated))
    }

    /// Refuses to write the results over what they are made from.
    fn spare_the_input(&self) -> Result<(), Failure> {
        let place = |path: &PathBuf| path.canonicalize().ok();
        let out = self.out.as_ref().and_then(place);
        let read = [&self.library, &self.cases].into_iter().flatten();
        match (&self.out, out) {
            (Some(path), Some(out)) if read.filter_map(place).any(|one| one == out) => {
                let reason = "it is read from; name another file";
                let source = io::Error::new(io::ErrorKind::InvalidInput, reason);
                Err(Failure::Write { path: path.clone(), source })
            }
            _ => Ok(()),
        }
    }

    fn encoder(&self) -> Encoder {
        if self.no_encoder { Encoder::Off } else { Encoder::WhereThereIsOne }
    }

    fn evaluation(&self) -> Evaluation {
        Evaluation {
            library: self.library.clone().unwrap_or_default(),
            cases: self.cases.clone().unwrap_or_default(),
            spelling: if self.social { Spelling::Social } else { Spelling::AsGiven },
            encoder: self.encoder(),
            beside: self.compare.map(|Compared::Fts5| Beside::Fts5),
        }
    }
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "reading the library",
        Stage::Index => "indexing answers",
        Stage::Encode => "reading what answers mean",
        Stage::Fit => "learning from phrasings",
        Stage::Ask => "asking",
    }
}

fn write(path: &Path, results: &[CaseResult]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    for result in results {
        let line = serde_json::to_string(result).map_err(Failure::Json)?;
        writeln!(file, "{line}").map_err(failed)?;
    }
    file.flush().map_err(failed)
}
