//! Measures what has no window: `cargo bench -p antiphon-tests --bench engine -- [FILTER…]`.
//!
//! Filters are parts of the names of measurements: import, open, suggest, search, accept, journal.
//! What must be alone in its process (memory, processor time, a first opening) runs in a child of
//! this program.

mod accept;
mod append;
mod child;
mod library;
mod machine;
mod open;
mod process;
mod random;
mod report;
mod search;
mod suggest;
mod timing;
mod usage;

use std::env;
use std::io::{Write as _, stderr};
use std::path::Path;
use std::process::ExitCode;

use library::Vocabulary;
use report::{Bar, Outcome, Report, folder, say};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((first, rest)) if first == child::MARK => child::run(rest),
        _ => measure(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            // Nothing can be said where even this cannot be written.
            writeln!(stderr(), "bench engine: {err}").ok();
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Outcome<()> {
    let mut report = Report::begin("engine", report::filters())?;
    let work = tempfile::Builder::new().prefix("engine-").tempdir_in(folder()?)?;
    let on_library = ["import", "open", "suggest", "search", "accept"];
    if on_library.iter().any(|name| report.wants(name)) {
        let words = Vocabulary::new()?;
        let home = work.path().join("home");
        import(&mut report, &words, &home)?;
        if report.wants("open") {
            open::measure(&mut report, &words, &home)?;
        }
        if report.wants("suggest") {
            suggest::measure(&mut report, &words, &home)?;
        }
        if report.wants("search") {
            search::measure(&mut report, &words, &home)?;
        }
        if report.wants("accept") {
            accept::measure(&mut report, &words, &home)?;
        }
    }
    if report.wants("journal") {
        append::measure(&mut report, work.path())?;
    }
    report.end()
}

/// Fills `home` with the library; every measurement on the library needs that.
fn import(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("importing 100 000 answers …")?;
    let file = home.with_extension("jsonl");
    words.write_answers(&file)?;
    let done: child::Imported = child::ask("import", &[home, &file])?;
    if report.wants("import") {
        let bar = Bar::most(60.0);
        let time = (done.import_cpu_s, None);
        report.add("import to searchable, processor time", "s", time, bar);
        let both = (done.preview_cpu_s + done.import_cpu_s, None);
        report.add("import after a preview, processor time of both", "s", both, bar);
        let clock = (done.import_s, None);
        report.add("import to searchable, on the clock", "s", clock, Bar::NONE);
        report.add("import, most memory", "MB", (done.peak_mb, None), Bar::most(500.0));
    }
    Ok(())
}
