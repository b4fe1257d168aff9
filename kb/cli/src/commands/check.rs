//! `antiphon check`: finds what voice rules find, and prints it as Vale does.

use std::fmt::Display;
use std::path::PathBuf;

use antiphon_desk::check::{Checked, Files, Outcome, VoiceRules, files_to_check};
use clap::{Args, ValueEnum};

use super::json_lines::{STDIN, typed};
use crate::call::Call;
use crate::failure::Failure;
use crate::output::Format;
use crate::printable;
use crate::terminal::note;

/// The longest text on standard input, in bytes.
const TEXT_LIMIT: usize = 4 << 20;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The settings to check by; else a .vale.ini in this folder or above it
    #[arg(long, value_name = "INI")]
    config: Option<PathBuf>,
    /// How texts are read, such as .md or .txt [default: as their names say; .txt on standard input]
    #[arg(long, value_name = "EXT")]
    ext: Option<String>,
    /// How findings are written [default: as --format says, else a line each]
    #[arg(long, value_enum, ignore_case = true)]
    output: Option<Shape>,
    /// Files and folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// What `vale --output=JSON` prints
    #[value(name = "JSON")]
    Json,
    /// A line a finding, as `file:line:column:rule:message`
    Line,
}

impl Check {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let input = |source| Failure::Input { place: ".".to_owned(), source };
        let here = std::env::current_dir().map_err(input)?;
        let rules = VoiceRules::open(self.config.as_deref(), &here).map_err(Failure::Files)?;
        for refused in rules.refused() {
            tell(refused);
        }
        let (outcomes, unread) = self.outcomes(&rules)?;
        for rule in rules.off() {
            tell(format!("{rule} takes too many steps and is off"));
        }
        let has_errors = outcomes.iter().any(Outcome::has_errors);
        match (self.output, call.out.format()) {
            (Some(Shape::Json), _) | (None, Format::Json) => json(call, outcomes)?,
            (None, Format::Jsonl) => call.out.json(&checked(outcomes))?,
            (Some(Shape::Line), _) | (None, Format::Text) => lines(call, &outcomes)?,
        }
        call.out.flush()?;
        match unread {
            0 if has_errors => Err(Failure::Found),
            0 => Ok(()),
            count => Err(Failure::Unread(count)),
        }
    }

    /// What was found, and how many files could not be read; each of those is told.
    fn outcomes(&self, rules: &VoiceRules) -> Result<(Vec<Outcome>, usize), Failure> {
        let ext = self.ext.as_deref();
        let mut outcomes = Vec::new();
        let is_stdin = |file: &&PathBuf| file.as_os_str() == STDIN;
        if self.files.iter().any(|file| is_stdin(&file)) {
            outcomes.push(rules.check_text(&typed(TEXT_LIMIT)?, ext.unwrap_or(".txt")));
        }
        let named: Vec<PathBuf> = self.files.iter().filter(|one| !is_stdin(one)).cloned().collect();
        let Files { files, passed, unread } = files_to_check(&named);
        for passed in passed {
            tell(format!("{passed} and is passed over"));
        }
        for err in &unread {
            tell(err);
        }
        let mut unread = unread.len();
        for file in &files {
            match rules.check_file(file, ext) {
                Ok(outcome) => outcomes.push(outcome),
                Err(err) => {
                    tell(err);
                    unread += 1;
                }
            }
        }
        Ok((outcomes, unread))
    }
}

fn tell(what: impl Display) {
    note(&format!("antiphon: {}", printable::line(&what.to_string())));
}

/// What was found by file, as Vale has it: files without findings are not named.
fn checked(outcomes: Vec<Outcome>) -> Checked {
    let found = outcomes.into_iter().filter(|outcome| !outcome.found.is_empty());
    found.map(|outcome| (outcome.name, outcome.found)).collect()
}

fn json(call: &mut Call, outcomes: Vec<Outcome>) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(&checked(outcomes)).map_err(Failure::Json)?;
    call.out.line(json)
}

fn lines(call: &mut Call, outcomes: &[Outcome]) -> Result<(), Failure> {
    for outcome in outcomes {
        for found in &outcome.found {
            let [column, _] = found.span;
            let line = format!(
                "{}:{}:{column}:{}:{}",
                outcome.name, found.line, found.check, found.message
            );
            call.out.line(printable::line(&line))?;
        }
    }
    Ok(())
}
