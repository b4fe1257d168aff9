//! What can be typed: the commands, and the options that all of them know.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    answers, backup, check, completions, eval, export, expose, fit, guide, import, init, judge,
    learn, provenance, queries, render, restore, score, search, settings, suggest,
};
use crate::output::Format;

/// The heading of the options that every command knows.
const EVERYWHERE: &str = "Options of every command";

/// Approved answers for every query: import them, find them, keep them.
#[derive(Debug, Parser)]
#[command(name = "antiphon", version, propagate_version = false, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The home folder of the workspace; else `ANTIPHON_HOME`, else the platform's data folder
    #[arg(long, global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    pub(crate) home: Option<PathBuf>,
    /// How results are written [default: text; jsonl with --file]
    #[arg(long, global = true, value_enum, help_heading = EVERYWHERE)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a workspace
    Init(init::Init),
    /// Take answers, queries or phrasings in from files: a dry run first, then all or nothing
    Import(import::Import),
    /// Write all answers out
    Export(export::Export),
    /// Take in ways customers ask, each naming its answer
    Learn(learn::Learn),
    /// Say what a suggestion was worth, or take that back
    #[command(subcommand)]
    Judge(judge::Judge),
    /// Find the answers that fit a customer's message
    Suggest(suggest::Suggest),
    /// Score a reply by the voice guide, and name what each lost point is for
    Score(score::Score),
    /// Find answers by words, as typed
    Search(search::Search),
    /// Measure a text as its channel counts it, and divide it where it is too long
    Fit(fit::Fit),
    /// List and show answers
    #[command(subcommand)]
    Answers(answers::Answers),
    /// List and show incoming queries
    #[command(subcommand)]
    Queries(queries::Queries),
    /// Check texts by voice rules: Vale's styles, and findings in its shape
    Check(check::Check),
    /// Fill a template with values, and say where each part of the text comes from
    Render(render::Render),
    /// Measure how good suggestions are, on a library and cases of your own
    Eval(eval::Eval),
    /// Say where each sentence of a draft comes from, and what it promises that was not approved
    Provenance(provenance::Provenance),
    /// Find private data in a text that everybody will read
    Expose(expose::Expose),
    /// Show and change how the company sounds: rules, words, styles
    #[command(subcommand)]
    Guide(guide::Guide),
    /// Change what the workspace has set
    #[command(subcommand)]
    Settings(settings::Settings),
    /// Check the workspace against its journal, and repair what is derived
    Doctor,
    /// Copy the workspace into a folder
    Backup(backup::Backup),
    /// Put a backup in the place of the workspace
    Restore(restore::Restore),
    /// Print the version
    Version,
    /// Print a script that completes commands in a shell
    Completions(completions::Completions),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }
}
