//! The steps of a task: each is announced, timed, and stops the task when it fails.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::problem::Problem;
use crate::{programs, say};

/// One step, as it is announced.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'a> {
    /// Its short name, such as `clippy`.
    pub(crate) name: &'a str,
    /// What it does, in a few words.
    pub(crate) does: &'a str,
    /// Roughly how long it takes on two cores.
    pub(crate) takes: &'a str,
}

/// The steps that went well so far.
#[derive(Debug)]
pub(crate) struct Steps {
    started: Instant,
    done: u32,
}

impl Steps {
    /// No step yet; the time runs from now.
    pub(crate) fn begin() -> Self {
        Self { started: Instant::now(), done: 0 }
    }

    /// Announces `step`, runs `command` and says how long it took.
    ///
    /// # Errors
    /// Those of [`programs::run`]; the failure names the step and its length.
    pub(crate) fn run(&mut self, step: Step<'_>, command: &mut Command) -> Result<(), Problem> {
        let Step { name, does, takes } = step;
        say::line(&format!("\n▸ {name}: {does} ({takes})"));
        let started = Instant::now();
        let ending = programs::run(name, command);
        let length = say::time(started.elapsed());
        if ending.is_ok() {
            self.done += 1;
            say::line(&format!("✓ {name}: {length}"));
        } else {
            say::line(&format!("✗ {name}: stopped after {length}"));
        }
        ending
    }

    /// How many steps went well.
    pub(crate) fn done(&self) -> u32 {
        self.done
    }

    /// How long all of it has taken.
    pub(crate) fn length(&self) -> Duration {
        self.started.elapsed()
    }
}
