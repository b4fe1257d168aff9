//! The one way a change takes: decide, append, project, index.

use std::collections::HashMap;
use std::ops::ControlFlow;

use antiphon_journal::{Append, Batch, Journal};
use antiphon_model::{
    Command, CommandId, MemberId, Recorded, Stream, Subject, Time, Workspace, apply, decide,
};

use crate::lock::WriteLock;
use crate::open::{Progress, Task, Watch, locked};
use crate::projections::Writer;
use crate::{Desk, DeskError};

/// How many folded streams are kept at hand while a batch is decided.
const AT_HAND: usize = 256;
/// Look whether to stop every so many commands.
const STEP: u64 = 200;

impl Desk {
    /// Decides and appends one command.
    pub(crate) fn submit(&self, command: Command) -> Result<(), DeskError> {
        self.submit_all(vec![command])
    }

    /// Decides and appends commands: all of them or none.
    pub(crate) fn submit_all(&self, commands: Vec<Command>) -> Result<(), DeskError> {
        let total = commands.len() as u64;
        let each = &mut commands.into_iter();
        self.submit_each("antiphon", total, each, &mut |_| ControlFlow::Continue(()))
    }

    /// Decides and appends `total` commands as they come: all of them or none. Breaking in `watch`
    /// cancels until the moment they are all appended.
    pub(crate) fn submit_each(
        &self,
        purpose: &str,
        total: u64,
        commands: &mut dyn Iterator<Item = Command>,
        watch: Watch<'_>,
    ) -> Result<(), DeskError> {
        let mut writer = locked(&self.writer);
        let lock = WriteLock::take(&self.home, purpose)?;
        self.submit_under(&lock, &mut writer, (total, commands), watch)
    }

    /// The same for who has taken the lock already, because the commands were made under it.
    pub(crate) fn submit_under(
        &self,
        _lock: &WriteLock,
        writer: &mut Writer,
        (total, commands): (u64, &mut dyn Iterator<Item = Command>),
        watch: Watch<'_>,
    ) -> Result<(), DeskError> {
        self.see_all(writer, watch)?;
        let workspace = self.workspace_state()?;
        let now = self.now();
        let id = CommandId::parse(self.new_id())?;
        let mut changed = false;
        {
            let batch = writer.journal.begin(&id, now, &self.me)?;
            let mut decisions = Decisions {
                journal: &writer.journal,
                batch,
                workspace,
                actor: &self.me,
                now,
                at_hand: HashMap::new(),
            };
            for (done, command) in (0..).zip(commands) {
                if done % STEP == 0
                    && watch(Progress { task: Task::Import, done, total }).is_break()
                {
                    return Err(DeskError::Cancelled);
                }
                changed |= decisions.decide(&command)?;
            }
            if changed {
                decisions.batch.commit()?;
            }
        }
        if !changed {
            return Ok(());
        }
        self.show_changes(writer, watch).map_err(|err| DeskError::Unshown(Box::new(err)))
    }

    /// Brings in what others have written since; the caller holds the lock.
    pub(crate) fn see_all(&self, writer: &mut Writer, watch: Watch<'_>) -> Result<(), DeskError> {
        let head = writer.journal.head()?.seq;
        if writer.is_behind(head, self.index().seq())? {
            self.show_changes(writer, watch)?;
        }
        Ok(())
    }

    /// Brings what was appended into the store, without which nothing can be decided, and into the
    /// index, which may stay behind.
    fn show_changes(&self, writer: &mut Writer, watch: Watch<'_>) -> Result<(), DeskError> {
        let last = writer.journal.head()?.seq;
        writer.project(last, watch)?;
        if let Err(err) = self.catch_up_index(writer, last, watch) {
            log::warn!("the search index stays behind until the next write: {err}");
        }
        Ok(())
    }
}

/// A batch being decided: later commands see what earlier ones led to.
struct Decisions<'a> {
    journal: &'a Journal,
    batch: Batch<'a>,
    workspace: Workspace,
    actor: &'a MemberId,
    now: Time,
    at_hand: HashMap<Stream, (Subject, u64)>,
}

impl Decisions<'_> {
    /// Decides and appends; whether anything changed.
    fn decide(&mut self, command: &Command) -> Result<bool, DeskError> {
        let stream = command.stream();
        let (subject, version) = self.fold(&stream)?;
        let workspace = Some(&self.workspace);
        let events = decide(workspace, &subject, command, self.actor, self.now)?;
        if events.is_empty() {
            self.at_hand.insert(stream, (subject, version));
            return Ok(false);
        }
        let after = self.after(subject, &stream, version, &events);
        let next = version + events.len() as u64;
        let append = Append { stream: stream.clone(), expected_version: version, events };
        self.batch.append(&append)?;
        if let Subject::Workspace(workspace) = &after {
            self.workspace = workspace.clone();
        }
        self.at_hand.insert(stream, (after, next));
        Ok(true)
    }

    fn after(
        &self,
        subject: Subject,
        stream: &Stream,
        version: u64,
        events: &[antiphon_model::Event],
    ) -> Subject {
        (version + 1..).zip(events).fold(subject, |subject, (version, event)| {
            let recorded = Recorded {
                seq: 0,
                stream: stream.clone(),
                version,
                at: self.now,
                actor: self.actor.clone(),
                event: event.clone(),
            };
            apply(subject, &recorded)
        })
    }

    fn fold(&mut self, stream: &Stream) -> Result<(Subject, u64), DeskError> {
        if let Some(known) = self.at_hand.remove(stream) {
            return Ok(known);
        }
        if self.at_hand.len() >= AT_HAND {
            self.at_hand.clear();
        }
        let recorded = self.journal.stream(stream)?;
        let version = recorded.last().map_or(0, |last| last.version);
        Ok((recorded.iter().fold(Subject::None, apply), version))
    }
}
