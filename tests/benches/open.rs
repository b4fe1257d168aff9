//! Opening a large home in a new process, and the memory that this takes.

use std::fs;
use std::path::Path;

use crate::child;
use crate::library::Vocabulary;
use crate::report::{Bar, Outcome, Report, Sample, say};

/// How often the home is opened.
const TIMES: usize = 7;
/// After how many suggestions memory is looked at.
const SUGGESTIONS: usize = 200;

pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("opening …")?;
    let both = |most| Bar { most_p99: Some(most), ..Bar::most(most) };
    let messages = home.with_extension("messages");
    fs::write(&messages, words.messages(SUGGESTIONS).join("\n"))?;
    let (mut time, mut memory, mut index) =
        (Sample::default(), Sample::default(), Sample::default());
    for _ in 0..TIMES {
        let opened: child::Opened = child::ask("open", &[home, &messages])?;
        time.add(opened.first_suggestion_ms);
        memory.add(opened.memory_mb);
        index.add(opened.index_mb);
    }
    report.add("open, to the first suggestion", "ms", time.values(), both(1_000.0));
    report.add("open, memory after 200 suggestions", "MB", memory.values(), both(150.0));
    report.add("open, of it mapped pages of the index", "MB", index.values(), Bar::NONE);
    Ok(())
}
