//! Where the sentences of a draft come from, at 100 000 approved answers.

use std::convert::Infallible;

use antiphon_voice::provenance::{Approved, Library, State, Usable, check};
use serde_json::Value;

use crate::library::{ANSWERS, Vocabulary};
use crate::process::pss_mb;
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// Words of a sentence.
const SENTENCE: usize = 12;
/// Sentences of a draft that are approved as they are.
const APPROVED: usize = 3;
/// How many drafts are checked.
const DRAFTS: usize = 400;
/// What nobody approved.
const OWN: &str = "We will also refund the delivery charge of £4.90 within five working days.";

pub(crate) fn measure(report: &mut Report, words: &Vocabulary) -> Outcome<()> {
    say("reading 100 000 approved answers …")?;
    let answers: Vec<_> = words.rows(ANSWERS).map(|row| answer(&row)).collect();
    let bodies: Vec<_> = answers.iter().map(|(id, body)| (id, [body.as_str()])).collect();
    let before = pss_mb("self")?;
    let mut reading = Timing::default();
    let library = reading.add(|| {
        let approved = bodies.iter().map(|(id, bodies)| Approved { id, bodies });
        Ok::<_, Infallible>(Library::new(approved))
    })?;
    let memory = pss_mb("self")? - before;
    let (mut times, mut verbatim) = (Timing::default(), 0);
    let step = ANSWERS / DRAFTS;
    for ((id, body), (_, other)) in answers.iter().step_by(step).zip(answers.iter().skip(1)) {
        let draft = draft(body, other);
        let report = times
            .add(|| Ok::<_, Infallible>(check(&draft, (&library, &Usable::ALL), &[id], &[])))?;
        let states = report.sentences.iter().map(|sentence| sentence.state);
        verbatim += states.filter(|state| *state == State::Verbatim).count();
    }
    // Not all: a single letter and a full stop end no sentence.
    if verbatim < (APPROVED - 1) * DRAFTS {
        return Err(format!("only {verbatim} sentences were found to be approved").into());
    }
    let name = format!("provenance, 100 000 answers, {} sentences", library.sentences());
    reading.add_to(report, &format!("{name}: read"), Bar::NONE);
    report.add(&format!("{name}: memory"), "MB", (memory, None), Bar::NONE);
    times.add_to(report, &format!("{name}: a draft of 62 words"), Bar::NONE);
    Ok(())
}

/// An answer's id, and its body cut into sentences.
fn answer(row: &Value) -> (String, String) {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let words: Vec<_> = text("body").split(' ').collect();
    let sentences: Vec<_> = words.chunks(SENTENCE).map(sentence).collect();
    (text("id").to_owned(), sentences.join(" "))
}

fn sentence(words: &[&str]) -> String {
    let text = words.join(" ");
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// Three approved sentences, one of another answer with a word more, and one of nobody's.
fn draft(body: &str, other: &str) -> String {
    let mut sentences: Vec<_> = body.split_inclusive(". ").take(APPROVED).map(str::trim).collect();
    let edited = other.split('.').next().unwrap_or_default();
    let edited = format!("{edited} today.");
    sentences.extend([edited.as_str(), OWN]);
    sentences.join(" ")
}
