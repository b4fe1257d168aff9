//! `antiphon check`: finds what voice rules find, and prints it as Vale does.

use std::io::{self, Read as _};
use std::path::PathBuf;

use antiphon_desk::check::{Checked, Outcome, VoiceRules, files_to_check};
use clap::{Args, ValueEnum};

use crate::call::Call;
use crate::failure::Failure;
use crate::printable;
use crate::terminal::note;

/// The longest text on standard input, in bytes.
const TEXT_LIMIT: u64 = 4 << 20;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The settings to check by; else a .vale.ini in this folder or above it
    #[arg(long, value_name = "INI")]
    config: Option<PathBuf>,
    /// How texts are read, such as .md or .txt [default: as their names say; .txt on standard input]
    #[arg(long, value_name = "EXT")]
    ext: Option<String>,
    /// How findings are written
    #[arg(long, value_enum, ignore_case = true, default_value = "line")]
    output: Shape,
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
        let here = std::env::current_dir().map_err(|source| input(".", source))?;
        let rules = VoiceRules::open(self.config.as_deref(), &here).map_err(Failure::Files)?;
        for refused in rules.refused() {
            note(&format!("antiphon: {}", printable::line(&refused.to_string())));
        }
        let (outcomes, unread) = self.outcomes(&rules)?;
        if let Some(last) = outcomes.last() {
            for rule in &last.off {
                note(&format!(
                    "antiphon: {} takes too many steps and is off",
                    printable::line(rule)
                ));
            }
        }
        let has_errors = outcomes.iter().any(Outcome::has_errors);
        match self.output {
            Shape::Json => json(call, outcomes)?,
            Shape::Line => lines(call, &outcomes)?,
        }
        call.out.flush()?;
        match unread {
            _ if has_errors => Err(Failure::Found),
            Some(unread) => Err(unread),
            None => Ok(()),
        }
    }

    /// What was found, and that files could not be read, each of which is noted.
    fn outcomes(&self, rules: &VoiceRules) -> Result<(Vec<Outcome>, Option<Failure>), Failure> {
        let ext = self.ext.as_deref();
        if self.files.iter().any(|file| file.as_os_str() == "-") {
            return Ok((vec![rules.check_text(&typed()?, ext.unwrap_or(".txt"))], None));
        }
        let files = files_to_check(&self.files).map_err(Failure::Files)?;
        let (mut outcomes, mut unread) = (Vec::new(), 0_usize);
        for file in &files {
            match rules.check_file(file, ext) {
                Ok(outcome) => outcomes.push(outcome),
                Err(err) => {
                    note(&format!("antiphon: {}", printable::line(&err.to_string())));
                    unread += 1;
                }
            }
        }
        let failure = (unread > 0)
            .then(|| input("all files", io::Error::other(format!("{unread} were passed over"))));
        Ok((outcomes, failure))
    }
}

/// The text on standard input.
fn typed() -> Result<String, Failure> {
    const PLACE: &str = "standard input";
    let mut bytes = Vec::new();
    let mut typed = io::stdin().lock().take(TEXT_LIMIT + 1);
    typed.read_to_end(&mut bytes).map_err(|source| input(PLACE, source))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > TEXT_LIMIT {
        let problem = format!("it is longer than {} KB", TEXT_LIMIT >> 10);
        return Err(input(PLACE, io::Error::new(io::ErrorKind::InvalidInput, problem)));
    }
    String::from_utf8(bytes)
        .map_err(|err| input(PLACE, io::Error::new(io::ErrorKind::InvalidData, err.utf8_error())))
}

fn input(place: &str, source: io::Error) -> Failure {
    Failure::Input { place: place.to_owned(), source }
}

fn json(call: &mut Call, outcomes: Vec<Outcome>) -> Result<(), Failure> {
    let checked: Checked = outcomes
        .into_iter()
        .filter(|outcome| !outcome.found.is_empty())
        .map(|outcome| (outcome.name, outcome.found))
        .collect();
    let json = serde_json::to_string_pretty(&checked).map_err(Failure::Json)?;
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
