//! `cargo xtask test`: every check, in the order in which they find mistakes soonest.

use std::process::Command;

use crate::machine::{self, Purpose};
use crate::node::Node;
use crate::place::Place;
use crate::problem::Problem;
use crate::products::{self, Profile};
use crate::steps::{Step, Steps};
use crate::{disk, display, programs, say, ui, weights};

/// Runs every check; the first that fails stops the rest.
///
/// # Errors
/// What the first failing check gives.
pub(crate) fn run(place: &Place) -> Result<(), Problem> {
    check_toolchain(place)?;
    let node = machine::prepare(place, Purpose::Tests)?;
    weights::bring_if_possible(place);
    let mut steps = Steps::begin();
    let outcome = all(place, &node, &mut steps);
    // Room is made after a failure too: the next run needs it all the same.
    let room = if place.is_ci { disk::make_room(&place.target) } else { Ok(()) };
    outcome.and(room)?;
    let time = say::time(steps.length());
    say::line(&format!("\nAll checks passed: {} steps in {time}.", steps.done()));
    Ok(())
}

fn all(place: &Place, node: &Node, steps: &mut Steps) -> Result<(), Problem> {
    steps.run(
        Step { name: "cargo fmt", does: "checks the layout of the Rust code", takes: "2 s" },
        &mut place.cargo(&["fmt", "--all", "--check"]),
    )?;
    ui::install(place, node, steps)?;
    ui::check(place, node, steps)?;
    ui::build(place, node, steps)?;
    steps.run(
        Step {
            name: "cargo clippy",
            does: "looks for mistakes in the Rust code",
            takes: "the first time 2 to 6 min, then seconds",
        },
        place.cargo(&["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]),
    )?;
    products::build_with_tests(place, &["--tests"], steps)?;
    steps.run(
        Step {
            name: "cargo test",
            does: "runs every test; the real window on a virtual display",
            takes: "2 min",
        },
        &mut tests(place),
    )?;
    steps.run(
        Step {
            name: "cargo doc",
            does: "checks the documentation and its links",
            takes: "the first time 2 min, then seconds",
        },
        place.cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-Dwarnings"),
    )
}

fn tests(place: &Place) -> Command {
    let mut command = place.cargo(&["test", "--workspace"]);
    products::tell(&mut command, place, Profile::Dev);
    display::on_virtual(command)
}

/// Formatting and linting are parts of the Rust toolchain that may be left out.
fn check_toolchain(place: &Place) -> Result<(), Problem> {
    let missing: Vec<String> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(word, _)| programs::answer(&mut place.cargo(&[word, "--version"])).is_none())
        .map(|(_, component)| format!("{component}: rustup component add {component}"))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Problem::Missing(missing)) }
}
