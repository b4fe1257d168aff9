//! `cargo xtask bench`: measures the programs as they are shipped.

use std::ffi::OsString;
use std::process::Command;

use crate::machine::{self, Purpose};
use crate::place::Place;
use crate::problem::Problem;
use crate::products::{self, Profile};
use crate::steps::{Step, Steps};
use crate::{display, folder, say, ui, weights};

/// Builds the release programs and measures them; `filters` pick measurements by name.
///
/// # Errors
/// What the first failing step gives.
pub(crate) fn run(place: &Place, filters: &[OsString]) -> Result<(), Problem> {
    let node = machine::prepare(place, Purpose::Tests)?;
    weights::bring_if_possible(place);
    let mut steps = Steps::begin();
    ui::install(place, &node, &mut steps)?;
    ui::build(place, &node, &mut steps)?;
    products::build(place, Profile::Release, &mut steps)?;
    let engine = Step {
        name: "bench engine",
        does: "measures what has no window",
        takes: "the first time 10 to 20 min, then 6 to 8 min",
    };
    steps.run(engine, bench(place, "engine").arg("--").args(filters))?;
    let window = Step {
        name: "bench window",
        does: "measures the real window on a virtual display",
        takes: "5 min",
    };
    let mut command = bench(place, "window");
    command.arg("--").args(filters);
    products::tell(&mut command, place, Profile::Release);
    steps.run(window, &mut display::on_virtual(command))?;
    let folder = place.target.join("bench");
    let files =
        folder::names(&folder, "json").map_err(Problem::doing("read the folder of the results"))?;
    say::line(&format!(
        "\nMeasured. The numbers are in {}: {}",
        folder.display(),
        files.join(", ")
    ));
    Ok(())
}

fn bench(place: &Place, name: &str) -> Command {
    place.cargo(&["bench", "-p", "antiphon-tests", "--bench", name])
}
