//! `cargo xtask`: prepares a machine and starts things. `cargo xtask help` lists the tasks.
//!
//! What must hold about the code is no business of this crate: that is checked by tests.

mod apt;
mod bench;
mod checks;
mod disk;
mod display;
mod eval;
mod folder;
mod machine;
mod node;
mod packages;
mod pip;
mod place;
mod problem;
mod products;
mod programs;
mod run;
mod say;
mod steps;
mod task;
mod ui;
mod weights;

use std::process::ExitCode;

use crate::machine::Purpose;
use crate::place::Place;
use crate::problem::Problem;
use crate::task::Task;

fn main() -> ExitCode {
    match Task::parse(std::env::args_os().skip(1)).and_then(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            say::problem(&problem);
            ExitCode::FAILURE
        }
    }
}

fn start(task: Task) -> Result<(), Problem> {
    if matches!(task, Task::Help) {
        say::line(task::HELP);
        return Ok(());
    }
    let place = Place::find()?;
    match task {
        Task::Help => Ok(()),
        Task::Run { screen, window_arguments } => run::run(&place, screen, &window_arguments),
        Task::Test => checks::run(&place),
        Task::Bench { filters } => bench::run(&place, &filters),
        Task::Eval { data } => eval::run(&place, data.as_deref()),
        Task::Setup => setup(&place),
        Task::Weights => weights::run(&place),
        Task::Bindings => products::write_bindings(&place),
    }
}

/// Installs what any other task may need, and starts nothing.
fn setup(place: &Place) -> Result<(), Problem> {
    let node = machine::prepare(place, Purpose::Tests)?;
    ui::install(place, &node, &mut steps::Steps::begin())?;
    weights::bring_if_possible(place);
    say::line("Everything is there. Next: `cargo xtask run` or `cargo xtask test`.");
    Ok(())
}
