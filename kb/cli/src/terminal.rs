//! The person at the terminal: questions, progress and notes, all on standard error.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use antiphon_desk::{Progress, Task};
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;
use crate::printable;

/// How long work may take before a bar shows it.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whether somebody is there to answer a question.
pub(crate) fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Writes a line for the person, beside the results.
pub(crate) fn note(text: &str) {
    // Nobody can be told when standard error is closed.
    writeln!(io::stderr().lock(), "{text}").unwrap_or(());
}

/// Asks for a text; an empty reply is `usual`.
pub(crate) fn ask(question: &str, usual: &str) -> Result<String, Failure> {
    let reply = reply(&format!("{question} [{}]: ", printable::line(usual)))?;
    Ok(if reply.is_empty() { usual.to_owned() } else { reply })
}

/// Asks for a yes; everything else is a no.
pub(crate) fn agrees(question: &str) -> Result<bool, Failure> {
    let reply = reply(&format!("{question} [y/N]: "))?;
    Ok(matches!(reply.to_lowercase().as_str(), "y" | "yes"))
}

fn reply(prompt: &str) -> Result<String, Failure> {
    let failed = |source| Failure::Input { place: "the reply".to_owned(), source };
    let mut err = io::stderr().lock();
    err.write_all(prompt.as_bytes()).and_then(|()| err.flush()).map_err(failed)?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(failed)?;
    Ok(line.trim().to_owned())
}

/// A progress bar, shown when work takes its time and somebody looks.
#[derive(Default)]
pub(crate) struct Bar {
    begun: Option<Instant>,
    shown: Option<(&'static str, ProgressBar)>,
}

impl Bar {
    /// Shows how far the work has come.
    pub(crate) fn show(&mut self, progress: Progress) -> ControlFlow<()> {
        let does = match progress.task {
            Task::Open => "bringing the tables up to date",
            Task::Index => "indexing answers",
            Task::Encode => "reading what answers mean",
            Task::Fit => "learning from phrasings",
            Task::Lint => "reading with the voice guide",
            Task::Import => "importing",
        };
        self.advance(does, progress.done, progress.total);
        ControlFlow::Continue(())
    }

    /// The same for work that is named by what it does.
    pub(crate) fn advance(&mut self, does: &'static str, done: u64, total: u64) {
        let begun = *self.begun.get_or_insert_with(Instant::now);
        if begun.elapsed() < PATIENCE || !io::stderr().is_terminal() {
            return;
        }
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != does) {
            self.clear();
            self.shown = Some((does, bar(does)));
        }
        if let Some((_, bar)) = &self.shown {
            bar.set_length(total);
            bar.set_position(done);
        }
    }

    fn clear(&mut self) {
        if let Some((_, bar)) = self.shown.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

fn bar(does: &'static str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(does);
    match ProgressStyle::with_template("{msg} {wide_bar} {percent} %") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
