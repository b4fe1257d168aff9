//! Suggestions beside SQLite's own full-text search, on the same answers and messages, by turns.

use std::path::Path;

use antiphon_store::{Fts5, Fts5Row};

use crate::child::index_folder;
use crate::documents::{ask_index, document, open_index};
use crate::library::{ANSWERS, Vocabulary, real_messages};
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// Messages of each kind. SQLite takes long for each.
const MESSAGES: usize = 75;
/// How many answers are asked for.
const BEST: u32 = 10;

pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("suggesting beside SQLite FTS5 …")?;
    let index = open_index(&index_folder(home))?;
    let table = table(words)?;
    let made_up = words.messages(MESSAGES);
    let real: Vec<_> = real_messages()?.into_iter().take(MESSAGES).collect();
    for message in made_up.iter().chain(&real) {
        index.suggest(&ask_index(message))?;
    }
    for (messages, name) in [(made_up, "12 words"), (real, "real messages")] {
        let (mut ours, mut theirs) = (Timing::default(), Timing::default());
        for (turn, message) in messages.iter().enumerate() {
            let is_first = turn.is_multiple_of(2);
            for ours_now in [is_first, !is_first] {
                if ours_now {
                    ours.add(|| index.suggest(&ask_index(message)))?;
                } else {
                    theirs.add(|| table.best(message, BEST))?;
                }
            }
        }
        theirs.add_to(report, &format!("suggest, {name}, SQLite FTS5"), Bar::NONE);
        let ratio = theirs.clock.values().0 / ours.clock.values().0;
        let bar = Bar { least: Some(30.0), ..Bar::NONE };
        report.add(&format!("suggest, {name}, SQLite FTS5 ÷ ranking"), "×", (ratio, None), bar);
    }
    Ok(())
}

fn table(words: &Vocabulary) -> Outcome<Fts5> {
    let documents = words.rows(ANSWERS).map(|row| document(&row));
    let documents = documents.collect::<Outcome<Vec<_>>>()?;
    let rows = documents.iter().map(|document| Fts5Row {
        id: document.id.as_str(),
        title: &document.title,
        phrasings: &document.phrasings,
        body: &document.body,
    });
    Ok(Fts5::of(rows)?)
}
