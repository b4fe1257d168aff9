//! The command line of Antiphon: one command a file, each a call or two on the desk.
//!
//! Results go to standard output and nothing else does: questions, progress and what went wrong
//! are written to standard error. No rule of the knowledge base lives here.

mod arguments;
mod call;
mod commands;
mod failure;
mod logging;
mod output;
mod printable;
mod shape;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::begin();
    failure::exit_code(commands::run(arguments))
}
