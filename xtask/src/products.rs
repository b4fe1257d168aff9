//! What is built: the window, the command line and the window's bindings.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

use crate::machine::{self, Purpose};
use crate::place::Place;
use crate::problem::Problem;
use crate::steps::{Step, Steps};
use crate::{say, ui};

/// How the programs are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quickly, with checks: for work and tests.
    Dev,
    /// As they are shipped.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// The window's program.
pub(crate) fn window(place: &Place, profile: Profile) -> PathBuf {
    program(place, profile, "antiphon-window")
}

/// The command line's program.
pub(crate) fn command_line(place: &Place, profile: Profile) -> PathBuf {
    program(place, profile, "antiphon")
}

/// Where the tests put what the window looked like.
pub(crate) fn screenshots(place: &Place) -> PathBuf {
    place.target.join("screenshots")
}

/// Tells `command` where the programs are that it drives, and where screenshots go.
pub(crate) fn tell(command: &mut Command, place: &Place, profile: Profile) {
    command
        .env("ANTIPHON_WINDOW", window(place, profile))
        .env("ANTIPHON_CLI", command_line(place, profile))
        .env("ANTIPHON_SCREENSHOTS", screenshots(place));
}

/// Builds the window and the command line, and nothing else.
///
/// # Errors
/// What cargo's run gives.
pub(crate) fn build(place: &Place, profile: Profile, steps: &mut Steps) -> Result<(), Problem> {
    let packages = ["-p", "antiphon-window", "-p", "antiphon", "--bins"];
    let mut command = place.cargo(&["build"]);
    command.args(packages);
    let takes = match profile {
        Profile::Dev => "the first time 3 to 10 min, then seconds",
        Profile::Release => {
            command.arg("--release");
            "the first time 10 to 20 min, then a minute"
        }
    };
    steps.run(
        Step { name: "cargo build", does: "builds the window and the command line", takes },
        &mut command,
    )
}

/// Builds the command line alone. It needs nothing that this program did not need itself.
///
/// # Errors
/// What cargo's run gives.
pub(crate) fn build_command_line(
    place: &Place,
    profile: Profile,
    steps: &mut Steps,
) -> Result<(), Problem> {
    let mut command = place.cargo(&["build", "-p", "antiphon", "--bins"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    let takes = "the first time 3 to 8 min, then a minute";
    steps.run(Step { name: "cargo build", does: "builds the command line", takes }, &mut command)
}

/// Builds both programs together with the test programs that `tests` names.
///
/// One call for both: cargo then compiles what they share once, and not once for each set of
/// features.
///
/// # Errors
/// What cargo's run gives.
pub(crate) fn build_with_tests(
    place: &Place,
    tests: &[&str],
    steps: &mut Steps,
) -> Result<(), Problem> {
    let step = Step {
        name: "cargo build",
        does: "builds the window, the command line and the tests",
        takes: "the first time 4 to 12 min, then seconds",
    };
    steps.run(step, place.cargo(&["build", "--workspace", "--bins"]).args(tests))
}

/// Writes the TypeScript side of the window's commands and events anew.
///
/// # Errors
/// What preparing the machine, npm's or cargo's run gives.
pub(crate) fn write_bindings(place: &Place) -> Result<(), Problem> {
    let node = machine::prepare(place, Purpose::Window)?;
    let mut steps = Steps::begin();
    // The window does not compile without a user interface to embed; which one is all the same.
    if !ui::is_there(place) {
        ui::install(place, &node, &mut steps)?;
        ui::build(place, &node, &mut steps)?;
    }
    let step = Step {
        name: "bindings",
        does: "writes ui/src/ipc/bindings.ts",
        takes: "the first time 3 to 10 min, then seconds",
    };
    let mut command = place.cargo(&["test", "-p", "antiphon-window", "bindings"]);
    steps.run(step, command.env("ANTIPHON_WRITE_BINDINGS", "1"))?;
    say::line("The bindings are in ui/src/ipc/bindings.ts.");
    Ok(())
}

fn program(place: &Place, profile: Profile, name: &str) -> PathBuf {
    place.target.join(profile.folder()).join(format!("{name}{EXE_SUFFIX}"))
}
