//! Search while typing: one search after each key.

use std::path::Path;

use crate::child::desk;
use crate::library::Vocabulary;
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// Titles that are typed.
const TITLES: usize = 300;
/// Words of each; then a person has found it.
const WORDS: usize = 3;
/// Hits that the composer shows.
const SHOWN: u32 = 8;

pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("searching …")?;
    let desk = desk(home)?;
    let mut times = Timing::default();
    for title in words.titles(TITLES) {
        let start: Vec<_> = title.split(' ').take(WORDS).collect();
        let mut typed = String::new();
        for key in start.join(" ").chars() {
            typed.push(key);
            times.add(|| desk.search_answers(&typed, None, SHOWN))?;
        }
    }
    let bar = Bar { most_p99: Some(16.0), ..Bar::NONE };
    report.add("search as one types", "ms", times.clock.values(), bar);
    let processor = times.processor.values();
    report.add("search as one types, on the processor", "ms", processor, Bar::NONE);
    Ok(())
}
