//! `antiphon learn`: phrasings from a file, without a question.

use std::path::PathBuf;

use antiphon_desk::views::ImportKind;
use clap::Args;

use super::import::Import;
use crate::call::Call;
use crate::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct Learn {
    /// Files of `{"text", "answer_id"}` lines
    #[arg(required = true, value_name = "PHRASINGS.JSONL")]
    files: Vec<PathBuf>,
    /// Taken for granted: learning does not ask
    #[arg(long)]
    yes: bool,
}

impl Learn {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let Self { files, yes: _ } = self;
        Import::without_asking(files, ImportKind::Phrasings).run(call)
    }
}
