//! What is prepared in the background: fitting the linear layer, while suggestions are asked for,
//! and reading what a library means.

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use antiphon_search::{Document, Index};

use crate::documents::{ask_index, document, index_of, open_index};
use crate::encoder::{Lender, encode_only, encoder, fill_shelf};
use crate::library::{Vocabulary, real_messages};
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// 77 answers with 10 000 phrasings; see `tests/data/suggest/banking77/LICENCE.md`.
const PHRASINGS: &str = include_str!("../data/suggest/banking77/warm.jsonl");
/// Answers that are encoded for real, and how many times as many the bar speaks of. Their texts are
/// drawn alike, so that all 5 000 would take ten times as long.
const ENCODED: usize = 500;
const TIMES: f64 = 10.0;
/// Texts of each kind that are encoded without a library around them.
const OF_EACH: usize = 96;
/// How often an answer is changed and encoded anew.
const CHANGES: usize = 20;

/// The linear layer, with and without vectors.
pub(crate) fn measure_fit(report: &mut Report, words: &Vocabulary, work: &Path) -> Outcome<()> {
    say("fitting the linear layer …")?;
    let folder = work.join("phrasings");
    let rows = PHRASINGS.lines().map(serde_json::from_str).collect::<Result<Vec<_>, _>>()?;
    let index = index_of(&folder, rows.into_iter())?;
    fit(report, &index, "")?;
    let Some(encoder) = encoder("fitting with the encoder")? else { return Ok(()) };
    say("fitting it with vectors that are lent …")?;
    let shelf = work.join("phrasings-lent");
    fill_shelf(index, Lender::new(&encoder, words)?, &shelf)?;
    let index = open_index(&folder)?.with_encoder(encoder, &shelf)?;
    fit(report, &index, ", with encoder")
}

/// Fits in this thread, while another asks for suggestions, first with none in service.
fn fit(report: &mut Report, index: &Index, with: &str) -> Outcome<()> {
    let messages = real_messages()?;
    let before = suggest_until(index, &messages, || false)?;
    let is_done = AtomicBool::new(false);
    let mut fitting = Timing::default();
    let meanwhile = std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            suggest_until(index, messages.iter().cycle(), || is_done.load(Ordering::Relaxed))
        });
        let fitted = fitting.add(|| index.prepare(&mut |_| ControlFlow::Continue(())));
        is_done.store(true, Ordering::Relaxed);
        let Ok(asked) = asking.join() else { return Err("asking broke off".into()) };
        fitted?;
        Ok::<_, Box<dyn Error>>(asked?)
    })?;
    let name = format!("fit, 10 000 phrasings × 77 answers{with}");
    let time = (fitting.processor.values().0 / 1_000.0, None);
    report.add(&format!("{name}, processor time"), "s", time, Bar::most(15.0));
    before.add_to(report, &format!("{name}, suggestion before"), Bar::NONE);
    meanwhile.add_to(report, &format!("{name}, suggestion meanwhile"), Bar::NONE);
    let after = suggest_until(index, &messages, || false)?;
    after.add_to(report, &format!("{name}, suggestion after"), Bar::NONE);
    Ok(())
}

/// Asks for suggestions until it is `done` or there are no more messages.
fn suggest_until<'a>(
    index: &Index,
    messages: impl IntoIterator<Item = &'a String>,
    done: impl Fn() -> bool,
) -> Result<Timing, antiphon_search::SearchError> {
    let mut times = Timing::default();
    for message in messages {
        if done() {
            break;
        }
        times.add(|| index.suggest(&ask_index(message)))?;
    }
    Ok(times)
}

/// Encodes a library for real, then a changed answer.
pub(crate) fn measure_encode(report: &mut Report, words: &Vocabulary, work: &Path) -> Outcome<()> {
    let Some(encoder) = encoder("encoding a library")? else { return Ok(()) };
    say("encoding 500 answers for real …")?;
    let index = index_of(&work.join("encoded"), words.rows(ENCODED))?;
    let index = index.with_encoder(Arc::clone(&encoder), &work.join("encoded-shelf"))?;
    let mut whole = Timing::default();
    whole.add(|| index.prepare(&mut encode_only))?;
    let time = (whole.processor.values().0 / 1_000.0 * TIMES, None);
    let what = "encode 5 000 answers (500, × 10), processor time";
    report.add(what, "s", time, Bar::most(90.0));
    change(report, &index, words)?;
    let documents = words.rows(OF_EACH).map(|row| document(&row));
    let documents = documents.collect::<Outcome<Vec<_>>>()?;
    let of = |text: &dyn Fn(&Document) -> String| documents.iter().map(text).collect::<Vec<_>>();
    let kinds = [
        ("title of 6 words", of(&|one| one.title.clone())),
        ("title and body of 46 to 86 words", of(&|one| format!("{}. {}", one.title, one.body))),
        ("phrasing of 12 words", of(&|one| one.phrasings.first().cloned().unwrap_or_default())),
        ("real message", real_messages()?.into_iter().take(OF_EACH).collect()),
    ];
    for (kind, texts) in kinds {
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let mut times = Timing::default();
        times.add(|| encoder.encode(&texts))?;
        let each = times.processor.values().0 / f64::from(u32::try_from(texts.len())?);
        report.add(&format!("encode one {kind}, processor time"), "ms", (each, None), Bar::NONE);
    }
    Ok(())
}

/// Changes one answer after the other.
fn change(report: &mut Report, index: &Index, words: &Vocabulary) -> Outcome<()> {
    let titles = words.titles(2 * CHANGES).into_iter().skip(CHANGES);
    let (mut written, mut read) = (Timing::default(), Timing::default());
    for (seq, (row, title)) in (2..).zip(words.rows(CHANGES).zip(titles)) {
        let changed = Document { title, ..document(&row)? };
        written.add(|| -> Outcome<()> {
            let mut writer = index.writer()?;
            writer.put(&changed)?;
            Ok(writer.commit(seq)?)
        })?;
        read.add(|| index.prepare(&mut encode_only))?;
    }
    written.add_to(report, "encode one changed answer: before, indexed", Bar::NONE);
    read.add_to(report, "encode one changed answer", Bar::NONE);
    Ok(())
}
