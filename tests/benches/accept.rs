//! An accepted suggestion: the reply is on its way, and the library has learned from it.

use std::path::Path;
use std::time::Instant;

use antiphon_desk::views::PastedQuery;
use antiphon_model::{AnswerId, Channel};

use crate::child::desk;
use crate::library::Vocabulary;
use crate::report::{Bar, Outcome, Report, Sample, say};

/// How many messages are answered.
const REPLIES: usize = 60;

pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("accepting …")?;
    let desk = desk(home)?;
    let mut times = Sample::default();
    for text in words.messages(REPLIES) {
        let pasted = PastedQuery { text, channel: Channel::Email, handle: None, name: None };
        let conversation = desk.receive_query(pasted)?;
        let found = desk.suggest(&conversation)?;
        let best = found.suggestions.first().ok_or("nothing is suggested")?;
        let inserted = desk.insert_answer(&conversation, &AnswerId::parse(best.id.as_str())?)?;
        let started = Instant::now();
        desk.send_reply(&conversation, &inserted.text, &[inserted.answer])?;
        times.add_ms(started.elapsed());
    }
    let what = "accept: reply kept, phrasing learned, index written";
    report.add(what, "ms", times.values(), Bar::NONE);
    Ok(())
}
