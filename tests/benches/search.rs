//! Search while typing: one search after each key.

use std::path::Path;
use std::time::Instant;

use crate::child::desk;
use crate::library::Vocabulary;
use crate::report::{Bar, Outcome, Report, Sample, say};

/// Titles that are typed.
const TITLES: usize = 300;
/// Words of each; then a person has found it.
const WORDS: usize = 3;
/// Hits that the composer shows.
const SHOWN: u32 = 8;

pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("searching …")?;
    let desk = desk(home)?;
    let mut times = Sample::default();
    for title in words.titles(TITLES) {
        let start: Vec<_> = title.split(' ').take(WORDS).collect();
        let mut typed = String::new();
        for key in start.join(" ").chars() {
            typed.push(key);
            let started = Instant::now();
            desk.search_answers(&typed, None, SHOWN)?;
            times.add_ms(started.elapsed());
        }
    }
    report.add(
        "search as one types",
        "ms",
        times.values(),
        Bar { most_p99: Some(16.0), ..Bar::NONE },
    );
    Ok(())
}
