//! One acceptance, learned and visible in the next suggestion: as the desk does it, and its parts
//! one by one.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use antiphon_desk::views::{NewWorkspace, PastedQuery, WorkspaceKind};
use antiphon_desk::{Desk, Home, SystemClock, Ulids};
use antiphon_journal::{Append, Journal};
use antiphon_model::{
    AnswerId, Channel, CommandId, ConversationId, Event, LearnedPhrasing, MemberId, PhrasingId,
    Stream, Time,
};
use antiphon_search::{Document, Index};
use antiphon_store::Store;

use crate::child::{desk, index_folder};
use crate::documents::{ask_index, document, open_index};
use crate::library::real_messages;
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// How many suggestions are accepted.
const ACCEPTED: usize = 60;

/// In the sample's home, which is made here.
pub(crate) fn measure_small(report: &mut Report, home: &Path) -> Outcome<()> {
    say("learning in a small home …")?;
    begin_sample(home)?;
    in_home(report, home, "147 answers")
}

/// Makes the sample's workspace in `home`.
pub(crate) fn begin_sample(home: &Path) -> Outcome<()> {
    let new = NewWorkspace {
        kind: WorkspaceKind::Sample,
        company: String::new(),
        agent: "Mira".to_owned(),
    };
    let edge = (Arc::new(SystemClock), Arc::new(Ulids::default()));
    let watch = &mut |_| ControlFlow::Continue(());
    Desk::begin(Home::locate(Some(home))?, (edge.0, edge.1), &new, watch)?;
    Ok(())
}

/// In the large home.
pub(crate) fn measure_large(report: &mut Report, home: &Path) -> Outcome<()> {
    say("learning in the large home …")?;
    in_home(report, home, "100 000 answers")
}

/// A suggestion that was accepted.
struct Accepted {
    text: String,
    conversation: ConversationId,
    document: Document,
}

fn in_home(report: &mut Report, home: &Path, size: &str) -> Outcome<()> {
    let desk = desk(home)?;
    let (mut learn, mut see) = (Timing::default(), Timing::default());
    let mut both = Timing::default();
    let mut all = Vec::with_capacity(ACCEPTED);
    for text in real_messages()? {
        if all.len() == ACCEPTED {
            break;
        }
        let pasted =
            PastedQuery { text: text.clone(), channel: Channel::Email, handle: None, name: None };
        let conversation = desk.receive_query(pasted)?;
        let found = desk.suggest(&conversation)?;
        let Some(best) = found.suggestions.into_iter().next() else { continue };
        let id = AnswerId::parse(best.id.as_str())?;
        let seen = both.add(|| -> Outcome<_> {
            learn.add(|| desk.accept_suggestion(&conversation, &id))?;
            Ok(see.add(|| desk.suggest(&conversation))?)
        })?;
        let mut suggestions = seen.suggestions.iter();
        if !suggestions.any(|one| one.id == best.id && one.judged.is_some()) {
            return Err(format!("{text:?} was accepted, and no suggestion shows it").into());
        }
        let document = document(&serde_json::json!({
            "id": best.id,
            "title": best.title,
            "body": best.preview,
        }))?;
        all.push(Accepted { text, conversation, document });
    }
    drop(desk);
    let name = format!("learn, {size}");
    both.add_to(report, &format!("{name}: accepted and seen"), Bar::most(5.0));
    learn.add_to(report, &format!("{name}: of it accepted"), Bar::NONE);
    see.add_to(report, &format!("{name}: of it the next suggestion"), Bar::NONE);
    Parts::open(home)?.measure(report, &name, &all)
}

/// What the desk joins, each by itself.
struct Parts {
    journal: Journal,
    store: Store,
    index: Index,
    actor: MemberId,
    at: Time,
}

impl Parts {
    fn open(home: &Path) -> Outcome<Self> {
        Ok(Self {
            journal: Journal::open(&home.join("journal.db"), &home.join("backups"))?,
            store: Store::open(&home.join("store.db"))?,
            index: open_index(&index_folder(home))?,
            actor: MemberId::parse("mira")?,
            at: Time::parse("2026-01-01T00:00:00Z")?,
        })
    }

    /// Puts what curators wrote as it is put below, so that only what is learned changes.
    fn begin(&self, all: &[Accepted]) -> Outcome<()> {
        let mut writer = self.index.writer()?;
        for accepted in all {
            writer.put(&accepted.document)?;
        }
        Ok(writer.commit(self.store.seq()?)?)
    }

    /// Learns each once more, from other words.
    fn measure(&mut self, report: &mut Report, name: &str, all: &[Accepted]) -> Outcome<()> {
        self.begin(all)?;
        let mut times: [Timing; 6] = Default::default();
        let [journal, store, begin, commit, reload, suggest] = &mut times;
        for (nth, accepted) in all.iter().enumerate() {
            let text = format!("{} please", accepted.text);
            let event = self.event(nth, &text, accepted)?;
            let command = CommandId::parse(format!("part-{nth}"))?;
            journal.add(|| self.journal.append(&[event], &command, self.at, &self.actor))?;
            let seq = store.add(|| self.project())?;
            let mut writer = begin.add(|| self.index.writer())?;
            commit.add(|| -> Outcome<()> {
                let phrasings = vec![accepted.text.clone(), text.clone()];
                writer.put(&Document { phrasings, ..accepted.document.clone() })?;
                Ok(writer.commit(seq)?)
            })?;
            reload.add(|| self.index.reload())?;
            suggest.add(|| self.index.suggest(&ask_index(&text)))?;
        }
        let parts = [
            "the journal",
            "the store",
            "a writer of the index",
            "the index committed",
            "the index read again",
            "ranking",
        ];
        for (part, times) in parts.iter().zip(&times) {
            times.add_to(report, &format!("{name}: {part} alone"), Bar::NONE);
        }
        Ok(())
    }

    fn event(&self, nth: usize, text: &str, accepted: &Accepted) -> Outcome<Append> {
        let stream = Stream::Memory(accepted.document.id.clone());
        let expected_version = self.journal.version(&stream)?;
        let event = Event::PhrasingLearned(LearnedPhrasing {
            id: PhrasingId::parse(format!("part-{nth}"))?,
            text: text.to_owned(),
            conversation: accepted.conversation.clone(),
            confidence: None,
        });
        Ok(Append { stream, expected_version, events: vec![event] })
    }

    /// Takes what the journal has into the store.
    fn project(&mut self) -> Outcome<u64> {
        let held = self.store.seq()?;
        let mut projection = self.store.projection()?;
        let mut failed = None;
        self.journal.read_after(held, &mut |recorded| {
            failed = projection.event(&recorded).err();
            if failed.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        match failed {
            Some(err) => Err(err.into()),
            None => Ok(projection.commit()?),
        }
    }
}
