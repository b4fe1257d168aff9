//! Measures what has no window: `cargo bench -p antiphon-tests --bench engine -- [FILTER…]`.
//!
//! Filters are parts of the names of measurements: import, open, suggest, suggest-fts5,
//! suggest-meaning, search, accept, learn-large, learn-small, fit, encode, memory, journal,
//! voice-rules, voice-hostile, voice-small, voice-large, provenance.
//! What must be alone in its process (memory, processor time, a first opening) runs in a child of
//! this program.

mod accept;
mod append;
mod beside;
mod child;
mod documents;
mod encoder;
mod learn;
mod library;
mod machine;
mod meaning;
mod open;
mod prepare;
mod process;
mod provenance;
mod random;
mod report;
mod search;
mod styles;
mod suggest;
mod timing;
mod typing;
mod usage;
mod voice;

use std::env;
use std::io::{Write as _, stderr};
use std::path::Path;
use std::process::ExitCode;

use library::Vocabulary;
use report::{Bar, Outcome, Report, folder, say};

/// What needs the large library.
const LARGE: [&str; 9] = [
    "import",
    "open",
    "suggest",
    "suggest-fts5",
    "suggest-meaning",
    "search",
    "accept",
    "learn-large",
    "voice-large",
];

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
    let words = Vocabulary::new()?;
    on_library(&mut report, &words, &work.path().join("home"))?;
    if report.wants("learn-small") {
        learn::measure_small(&mut report, &work.path().join("sample"))?;
    }
    if report.wants("fit") {
        prepare::measure_fit(&mut report, &words, work.path())?;
    }
    if report.wants("encode") {
        prepare::measure_encode(&mut report, &words, work.path())?;
    }
    if report.wants("memory") {
        meaning::measure_memory(&mut report, &words, work.path())?;
    }
    if report.wants("journal") {
        append::measure(&mut report, work.path())?;
    }
    voice(&mut report, &words, work.path())?;
    report.end()
}

/// Checks of replies, apart from those in the large workspace.
fn voice(report: &mut Report, words: &Vocabulary, work: &Path) -> Outcome<()> {
    if report.wants("voice-rules") {
        voice::measure_rules(report)?;
    }
    if report.wants("voice-hostile") {
        voice::measure_hostile(report)?;
    }
    if report.wants("voice-small") {
        typing::measure_small(report, &work.join("typed"))?;
    }
    if report.wants("provenance") {
        provenance::measure(report, words)?;
    }
    Ok(())
}

/// What is measured on 100 000 answers, in a workspace in `home`.
fn on_library(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    if !LARGE.iter().any(|name| report.wants(name)) {
        return Ok(());
    }
    import(report, words, home)?;
    if report.wants("open") {
        open::measure(report, words, home)?;
    }
    if report.wants("suggest") {
        suggest::measure(report, words, home)?;
    }
    if report.wants("suggest-fts5") {
        beside::measure(report, words, home)?;
    }
    if report.wants("suggest-meaning") {
        meaning::measure(report, words, home)?;
    }
    if report.wants("search") {
        search::measure(report, words, home)?;
    }
    if report.wants("accept") {
        accept::measure(report, words, home)?;
    }
    if report.wants("learn-large") {
        learn::measure_large(report, home)?;
    }
    if report.wants("voice-large") {
        typing::measure_large(report, home)?;
    }
    Ok(())
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
