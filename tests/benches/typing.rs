//! A reply that is typed, checked as a whole after each key: voice, length, private data, spelling
//! and where its sentences come from.

use std::path::Path;

use antiphon_desk::Desk;
use antiphon_desk::views::{Insertion, PastedQuery};
use antiphon_model::{AnswerId, Channel, ConversationId};

use crate::child::desk;
use crate::learn::begin_sample;
use crate::library::real_messages;
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;
use crate::voice::REPLY;

/// What a person may wait for after a key.
const KEY: Bar = Bar { most_p99: Some(30.0), ..Bar::NONE };

/// In the sample's home, which is made here.
pub(crate) fn measure_small(report: &mut Report, home: &Path) -> Outcome<()> {
    say("typing in a small home …")?;
    begin_sample(home)?;
    in_home(report, home, "147 answers")
}

/// In the large home.
pub(crate) fn measure_large(report: &mut Report, home: &Path) -> Outcome<()> {
    say("typing in the large home …")?;
    in_home(report, home, "100 000 answers")
}

fn in_home(report: &mut Report, home: &Path, size: &str) -> Outcome<()> {
    let desk = desk(home)?;
    // In public, private data is looked for as well.
    for (channel, name) in [(Channel::Email, "e-mail"), (Channel::X, "public on X")] {
        let (conversation, inserted) = inserted(&desk, channel)?;
        typed(report, &desk, (&conversation, inserted), &format!("voice, {size}, {name}"))?;
    }
    Ok(())
}

/// A conversation on `channel`, with the first answer that fits it.
fn inserted(desk: &Desk, channel: Channel) -> Outcome<(ConversationId, Insertion)> {
    for text in real_messages()? {
        let handle = Some("@hannah".to_owned());
        let pasted = PastedQuery { text, channel, handle, name: Some("Hannah Paye".to_owned()) };
        let conversation = desk.receive_query(pasted)?;
        let found = desk.suggest(&conversation)?;
        for one in found.suggestions {
            let answer = AnswerId::parse(one.id.as_str())?;
            if let Ok(inserted) = desk.insert_answer(&conversation, &answer) {
                return Ok((conversation, inserted));
            }
        }
    }
    Err("no answer can be inserted".into())
}

/// An inserted answer, and a reply that is typed behind it.
fn typed(
    report: &mut Report,
    desk: &Desk,
    (conversation, inserted): (&ConversationId, Insertion),
    name: &str,
) -> Outcome<()> {
    let used = [inserted.answer];
    let mut text = inserted.text + "\n\n";
    let (mut first, mut keys, mut after) =
        (Timing::default(), Timing::default(), Timing::default());
    first.add(|| desk.check_reply(conversation, &text, &used))?;
    for key in REPLY.chars() {
        text.push(key);
        keys.add(|| desk.check_reply(conversation, &text, &used))?;
    }
    let [answer] = &used;
    desk.accept_suggestion(conversation, &AnswerId::parse(answer.id.as_str())?)?;
    after.add(|| desk.check_reply(conversation, &text, &used))?;
    first.add_to(report, &format!("{name}: the first check"), Bar::NONE);
    keys.add_to(report, &format!("{name}: the check after a key"), KEY);
    after.add_to(report, &format!("{name}: the check after a suggestion is accepted"), Bar::NONE);
    Ok(())
}
