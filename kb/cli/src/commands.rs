//! The commands, one a file.

pub(crate) mod answers;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod eval;
mod eval_table;
pub(crate) mod export;
pub(crate) mod expose;
pub(crate) mod fit;
mod fit_lines;
pub(crate) mod guide;
pub(crate) mod import;
mod import_columns;
mod import_report;
pub(crate) mod init;
mod json_lines;
pub(crate) mod judge;
pub(crate) mod learn;
mod likeness;
pub(crate) mod provenance;
pub(crate) mod queries;
pub(crate) mod render;
pub(crate) mod restore;
pub(crate) mod score;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod suggest;
mod suggest_lines;
mod suggest_shape;
mod text_input;
mod text_lines;
pub(crate) mod version;

use crate::arguments::{Arguments, Command};
use crate::call::Call;
use crate::failure::Failure;

/// Does what was typed.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { common, command } = arguments;
    let mut call = Call::new(common);
    match command {
        Command::Init(init) => init.run(&mut call),
        Command::Import(import) => import.run(&mut call),
        Command::Export(export) => export.run(&mut call),
        Command::Learn(learn) => learn.run(&mut call),
        Command::Judge(judge) => judge.run(&mut call),
        Command::Suggest(suggest) => suggest.run(&mut call),
        Command::Render(render) => render.run(&mut call),
        Command::Eval(eval) => eval.run(&mut call),
        Command::Fit(fit) => fit.run(&mut call),
        Command::Provenance(provenance) => provenance.run(&mut call),
        Command::Expose(expose) => expose.run(&mut call),
        Command::Score(score) => score.run(&mut call),
        Command::Search(search) => search.run(&mut call),
        Command::Answers(answers) => answers.run(&mut call),
        Command::Queries(queries) => queries.run(&mut call),
        Command::Check(check) => check.run(&mut call),
        Command::Guide(guide) => guide.run(&mut call),
        Command::Settings(settings) => settings.run(&mut call),
        Command::Doctor => doctor::run(&mut call),
        Command::Backup(backup) => backup.run(&mut call),
        Command::Restore(restore) => restore.run(&mut call),
        Command::Version => version::run(&mut call),
        Command::Completions(completions) => completions.run(&mut call),
    }?;
    call.out.finish()
}
