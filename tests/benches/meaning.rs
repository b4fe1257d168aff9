//! Suggestions where meaning counts: the encoder reads each message, as it does on a desk.

use std::path::Path;
use std::sync::Arc;

use antiphon_search::{Encoder, Index};

use crate::child::{self, index_folder};
use crate::documents::{ask_index, index_of, open_index};
use crate::encoder::{Lender, encoder, fill_shelf};
use crate::library::{Vocabulary, posts, real_messages};
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// Messages that count.
const MESSAGES: usize = 400;
/// Messages before them, which do not.
const WARM_UP: usize = 50;
/// Answers of the library whose memory is looked at, and after how many suggestions.
const REMEMBERED: usize = 10_000;
const SUGGESTIONS: usize = 200;

/// Suggestions on the large library.
pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    let Some(encoder) = encoder("suggesting with the encoder")? else { return Ok(()) };
    say("lending a vector to each of 400 000 texts: mixtures of 500 real ones …")?;
    let shelf = home.with_extension("shelf");
    let mut filling = Timing::default();
    let lender = Lender::new(&encoder, words)?;
    filling.add(|| fill_shelf(open_index(&index_folder(home))?, lender, &shelf))?;
    let what = "encode 400 000 texts, all but the encoding";
    report.add(what, "s", (filling.clock.values().0 / 1_000.0, None), Bar::NONE);
    say("suggesting with the encoder …")?;
    let index = open_index(&index_folder(home))?;
    index.use_encoder(Arc::clone(&encoder), &shelf)?;
    suggest(&index, &words.messages(WARM_UP))?;
    let bar = Bar { most_p99: Some(35.0), ..Bar::most(18.0) };
    let posts = posts()?;
    suggest(&index, &posts)?.add_to(report, "suggest with encoder, 22 tokens", bar);
    let times = suggest(&index, real_messages()?.get(..MESSAGES).unwrap_or_default())?;
    times.add_to(report, "suggest with encoder, real messages", Bar::NONE);
    let times = suggest(&index, &words.messages(MESSAGES))?;
    times.add_to(report, "suggest with encoder, 12 words", Bar::NONE);
    let mut alone = Timing::default();
    for post in &posts {
        alone.add(|| encoder.encode(&[post]))?;
    }
    alone.add_to(report, "encode a message of 22 tokens", Bar::NONE);
    Ok(())
}

fn suggest(index: &Index, messages: &[String]) -> Outcome<Timing> {
    let mut times = Timing::default();
    for message in messages {
        times.add(|| index.suggest(&ask_index(message)))?;
    }
    Ok(times)
}

/// The memory that the encoder and its vectors take.
pub(crate) fn measure_memory(report: &mut Report, words: &Vocabulary, work: &Path) -> Outcome<()> {
    let Some(encoder) = encoder("memory with the encoder")? else { return Ok(()) };
    say("looking at the memory with and without the encoder …")?;
    let [folder, shelf, messages] = ["remembered", "lent", "asked"].map(|name| work.join(name));
    let index = index_of(&folder, words.rows(REMEMBERED))?;
    fill_shelf(index, Lender::new(&encoder, words)?, &shelf)?;
    std::fs::write(&messages, words.messages(SUGGESTIONS).join("\n"))?;
    let without: f64 = child::ask("remember", &[&folder, &messages])?;
    let with: f64 = child::ask("remember", &[&folder, &messages, &shelf])?;
    let what = "memory, 10 000 answers";
    report.add(&format!("{what}, without encoder"), "MB", (without, None), Bar::NONE);
    report.add(&format!("{what}, with encoder"), "MB", (with, None), Bar::NONE);
    let added = (with - without, None);
    report.add(&format!("{what}, added by the encoder"), "MB", added, Bar::most(120.0));
    Ok(())
}

/// What [`measure_memory`] asks of a child: its memory after suggestions for all `messages`.
pub(crate) fn remember(folder: &Path, messages: &Path, shelf: Option<&Path>) -> Outcome<f64> {
    let index = open_index(folder)?;
    if let Some(shelf) = shelf {
        let encoder: Arc<dyn Encoder> = encoder("memory")?.ok_or("no encoder")?;
        index.use_encoder(encoder, shelf)?;
    }
    for message in std::fs::read_to_string(messages)?.lines() {
        index.suggest(&ask_index(message))?;
    }
    crate::process::pss_mb("self")
}
