//! `cargo xtask run`: the app, on the person's screen or doing its main job on a virtual one.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use crate::machine::{self, Purpose};
use crate::place::Place;
use crate::problem::Problem;
use crate::products::{self, Profile};
use crate::steps::{Step, Steps};
use crate::task::Screen;
use crate::{display, folder, programs, say, ui, weights};

/// The journey that does the app's main job, as cargo names it.
const MAIN_JOB: &str = "journeys::tour::the_main_job";

/// Builds the app and opens it.
///
/// # Errors
/// What the first failing step gives.
pub(crate) fn run(
    place: &Place,
    screen: Screen,
    window_arguments: &[OsString],
) -> Result<(), Problem> {
    if screen == Screen::WhereThereIsOne && display::is_there() {
        return open(place, window_arguments);
    }
    if screen == Screen::WhereThereIsOne {
        say::line("There is no display here, so the window opens on a virtual one.");
    }
    if !window_arguments.is_empty() {
        return Err(Problem::Usage(
            "on a virtual display the window takes no arguments".to_owned(),
        ));
    }
    if !display::has_virtual() {
        return Err(Problem::Usage("virtual displays are there on Linux only".to_owned()));
    }
    tour(place)
}

fn open(place: &Place, window_arguments: &[OsString]) -> Result<(), Problem> {
    let node = machine::prepare(place, Purpose::Window)?;
    weights::bring_if_possible(place);
    let mut steps = Steps::begin();
    ui::install(place, &node, &mut steps)?;
    ui::build(place, &node, &mut steps)?;
    products::build(place, Profile::Dev, &mut steps)?;
    say::line("\n▸ Antiphon: its window is opening; this ends when you close it");
    let window = products::window(place, Profile::Dev);
    programs::run("the window", Command::new(window).args(window_arguments))
}

/// Opens the same window on a virtual screen, does the main job in it and takes pictures.
fn tour(place: &Place) -> Result<(), Problem> {
    let node = machine::prepare(place, Purpose::Tests)?;
    weights::bring_if_possible(place);
    let mut steps = Steps::begin();
    ui::install(place, &node, &mut steps)?;
    ui::build(place, &node, &mut steps)?;
    products::build_with_tests(place, &["--test", "all"], &mut steps)?;
    let folder = products::screenshots(place);
    remove_pictures(&folder).map_err(Problem::doing("remove the pictures of the last run"))?;
    let step = Step {
        name: "the main job",
        does: "opens the window on a virtual display and works in it as an agent does",
        takes: "15 s",
    };
    let mut command = place.cargo(&["test", "--workspace", "--test", "all"]);
    command.args(["--", "--exact", MAIN_JOB, "--nocapture"]);
    products::tell(&mut command, place, Profile::Dev);
    steps.run(step, &mut display::on_virtual(command))?;
    let pictures =
        folder::names(&folder, "png").map_err(Problem::doing("read the folder of the pictures"))?;
    if pictures.is_empty() {
        let text = format!("the window left no picture: is {MAIN_JOB} still the journey's name?");
        return Err(Problem::Unexpected(text));
    }
    say::line(&format!("\nThe window did its main job. What it looked like: {}", folder.display()));
    for picture in pictures {
        say::line(&format!("  {picture}"));
    }
    Ok(())
}

fn remove_pictures(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    folder::names(folder, "png")?
        .iter()
        .try_for_each(|picture| fs::remove_file(folder.join(picture)))
}
