//! `cargo xtask eval`: how good suggestions are, on public data, against the bars they must keep.
//!
//! Each set is evaluated by the command line itself, one process after the other: as given and in
//! social spelling, without and with the encoder.

mod bars;
mod json;
mod machine;
mod report;
mod sets;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::place::Place;
use crate::problem::Problem;
use crate::products::{self, Profile};
use crate::say;
use crate::steps::Steps;

use bars::Encoder;
use report::{Report, Row};
use sets::Set;

/// Evaluates the sets that travel with the project, and those in `data`.
///
/// # Errors
/// What building gives; what reading `data` or writing the report gives; a set that fails.
pub(crate) fn run(place: &Place, data: Option<&Path>) -> Result<(), Problem> {
    let (sets, skipped) = sets::find(place, data)?;
    products::build_command_line(place, Profile::Release, &mut Steps::begin())?;
    let mut report = Report::begin(machine::here(), machine::today(), skipped);
    say::line("");
    for set in &sets {
        evaluate(place, set, &mut report)?;
    }
    let folder = place.target.join("eval");
    fs::create_dir_all(&folder).map_err(Problem::doing("make the folder of the report"))?;
    let file = folder.join("report.json");
    fs::write(&file, report.json()).map_err(Problem::doing("write the report"))?;
    say::line(&report.table());
    say::line(&format!("Written to {}", file.display()));
    Ok(())
}

/// How one set is asked; with the encoder last, because there may be none.
const WAYS: [(Encoder, &str, &[&str]); 4] = [
    (Encoder::Off, "given", &["--no-encoder"]),
    (Encoder::Off, "social", &["--no-encoder", "--social"]),
    (Encoder::On, "given", &[]),
    (Encoder::On, "social", &["--social"]),
];

fn evaluate(place: &Place, set: &Set, report: &mut Report) -> Result<(), Problem> {
    for (encoder, spelling, words) in WAYS {
        if encoder == Encoder::On && report.lacks_encoder() {
            continue;
        }
        let json = ask(place, set, words)?;
        if encoder == Encoder::On && json::flag(&json, "encoder") != Some(true) {
            report.note_no_encoder();
            continue;
        }
        let row = Row { set: set.name.clone(), spelling, encoder, json };
        say::line(&row.line());
        report.add(row);
    }
    Ok(())
}

fn ask(place: &Place, set: &Set, words: &[&str]) -> Result<String, Problem> {
    let mut command = Command::new(products::command_line(place, Profile::Release));
    command.args(["eval", "--format", "json", "--library"]).arg(&set.library);
    command.arg("--cases").arg(&set.cases).args(words);
    let output = command.output().map_err(Problem::doing("start antiphon"))?;
    // Warnings, or why it failed.
    let said = String::from_utf8_lossy(&output.stderr);
    if !said.is_empty() {
        say::line(said.trim_end());
    }
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let step = format!("the evaluation of {}", set.name);
    Err(Problem::Failed { step, ending: output.status.to_string() })
}
