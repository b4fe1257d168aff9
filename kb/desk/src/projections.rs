//! The writing side: journal, store and index, and how the derived two catch up with the first.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use antiphon_journal::{Append, Journal};
use antiphon_model::{
    Answer, AnswerId, Command, CommandId, Content, LearnedPhrasing, MemberId, Memory, Stream,
    Subject, Time, decide,
};
use antiphon_search::{Document, Index, Opened};
use antiphon_store::{Store, answers, learned, workspace};
use antiphon_voice::plain;
use jiff::tz::TimeZone;

use crate::lock::WriteLock;
use crate::open::{Progress, Task, Watch};
use crate::{Desk, DeskError, Home};

/// Tell of progress every so many steps.
const STEP: u64 = 500;

/// The journal, and the store that is written after it.
pub(crate) struct Writer {
    pub(crate) journal: Journal,
    pub(crate) store: Store,
    /// The journal's data version when we last looked what others wrote.
    seen: u32,
}

impl Writer {
    pub(crate) fn open(home: &Home) -> Result<(Self, Index), DeskError> {
        let journal = Journal::open(&home.journal(), &home.backups())?;
        let store = Store::open(&home.store())?;
        let index = open_index(home)?;
        let seen = journal.data_version()?;
        Ok((Self { journal, store, seen }, index))
    }

    /// Appends the very first event of a workspace.
    pub(crate) fn begin_workspace(
        &mut self,
        home: &Home,
        command: &Command,
        id: &CommandId,
        (me, now): (&MemberId, Time),
    ) -> Result<(), DeskError> {
        let _lock = WriteLock::take(home, "antiphon")?;
        let events = decide(None, &Subject::None, command, me, now)?;
        let append = Append { stream: Stream::Workspace, expected_version: 0, events };
        self.journal.append(&[append], id, now, me)?;
        Ok(())
    }

    pub(crate) fn first_member(&self) -> Result<Option<MemberId>, DeskError> {
        let workspace = self.store.read(workspace::find)?;
        Ok(workspace.and_then(|found| found.members.into_iter().next()).map(|member| member.id))
    }

    /// The journal's data version, where others have written since we last looked.
    pub(crate) fn moved(&self) -> Result<Option<u32>, DeskError> {
        let version = self.journal.data_version()?;
        Ok((version != self.seen).then_some(version))
    }

    /// What others wrote up to `version` is shown now.
    pub(crate) fn saw(&mut self, version: u32) {
        self.seen = version;
    }

    pub(crate) fn is_behind(&self, last: u64, indexed: u64) -> Result<bool, DeskError> {
        Ok(self.store.seq()? != last || indexed != last)
    }

    /// Catches up under the write lock; when another program holds it, it is catching up itself,
    /// and what is derived stays as it is.
    pub(crate) fn catch_up_locked(
        &mut self,
        home: &Home,
        index: Index,
        watch: Watch<'_>,
    ) -> Result<Index, DeskError> {
        let last = self.journal.head()?.seq;
        if !self.is_behind(last, index.seq())? {
            return Ok(index);
        }
        match WriteLock::take(home, "antiphon, opening") {
            Ok(_lock) => self.catch_up(home, index, watch),
            Err(DeskError::Busy { holder }) if self.first_member()?.is_some() => {
                log::warn!("opened without catching up: {holder} is writing");
                Ok(index)
            }
            Err(err) => Err(err),
        }
    }

    /// Projects and indexes every event that the store and the index do not hold yet.
    pub(crate) fn catch_up(
        &mut self,
        home: &Home,
        index: Index,
        watch: Watch<'_>,
    ) -> Result<Index, DeskError> {
        let last = self.journal.head()?.seq;
        if self.store.seq()? > last {
            // A journal from a backup under a younger store: what is derived starts anew.
            self.store = Store::recreate(&home.store())?;
        }
        self.project(last, watch)?;
        let index = if index.seq() > last { fresh_index(home)? } else { index };
        match self.index_changes(&index, last, watch) {
            Ok(()) => Ok(index),
            Err(DeskError::Search(err)) => {
                log::warn!("the search index is rebuilt: {err}");
                drop(index);
                let index = fresh_index(home)?;
                self.index_changes(&index, last, watch)?;
                Ok(index)
            }
            Err(err) => Err(err),
        }
    }

    pub(crate) fn project(&mut self, last: u64, watch: Watch<'_>) -> Result<(), DeskError> {
        project(&self.journal, &mut self.store, last, watch)
    }

    fn index_changes(&self, index: &Index, last: u64, watch: Watch<'_>) -> Result<(), DeskError> {
        let held = index.seq();
        if held == last {
            return Ok(());
        }
        let zone = self.store.read(workspace::find)?.map(|found| found.zone());
        let zone = zone.unwrap_or(TimeZone::UTC);
        let mut writer = index.writer()?;
        if held == 0 {
            self.index_all(&mut writer, &zone, watch)?;
        } else {
            for id in self.changed_answers(held)? {
                let (found, memory) = self
                    .store
                    .read(|conn| Ok((answers::find(conn, &id)?, learned::memory(conn, &id)?)))?;
                match found {
                    Some(answer) => writer.put(&document(&answer, &memory, &zone))?,
                    None => writer.remove(&id),
                }
            }
        }
        Ok(writer.commit(last)?)
    }

    fn index_all(
        &self,
        writer: &mut antiphon_search::Writer<'_>,
        zone: &TimeZone,
        watch: Watch<'_>,
    ) -> Result<(), DeskError> {
        let total = u64::from(self.store.read(answers::count)?);
        let mut done = 0;
        let mut failed = None;
        self.store.read(|conn| {
            answers::each_remembered(conn, &mut |answer, memory| {
                done += 1;
                tell(watch, Task::Index, done, total);
                match writer.put(&document(&answer, &memory, zone)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(err) => {
                        failed = Some(err);
                        ControlFlow::Break(())
                    }
                }
            })
        })?;
        failed.map_or(Ok(()), |err| Err(err.into()))
    }

    fn changed_answers(&self, after: u64) -> Result<BTreeSet<AnswerId>, DeskError> {
        let mut changed = BTreeSet::new();
        self.journal.read_after(after, &mut |recorded| {
            if let Stream::Answer(id) | Stream::Memory(id) = recorded.stream {
                changed.insert(id);
            }
            ControlFlow::Continue(())
        })?;
        Ok(changed)
    }
}

impl Desk {
    /// Catches up with the journal and puts the index that comes of it in place. The caller holds
    /// the write lock.
    pub(crate) fn catch_up_desk(
        &self,
        writer: &mut Writer,
        watch: Watch<'_>,
    ) -> Result<(), DeskError> {
        let last = writer.journal.head()?.seq;
        writer.project(last, watch)?;
        self.catch_up_index(writer, last, watch)
    }

    /// The same for the index alone, where the store holds all events up to `last`.
    pub(crate) fn catch_up_index(
        &self,
        writer: &mut Writer,
        last: u64,
        watch: Watch<'_>,
    ) -> Result<(), DeskError> {
        let index = self.index();
        let read = index.reload().map_err(DeskError::from);
        match read.and_then(|()| writer.index_changes(&index, last, watch)) {
            Ok(()) => Ok(()),
            // Opening it anew makes no room.
            Err(DeskError::Full) => Err(DeskError::Full),
            Err(err) => {
                log::warn!("the search index is opened anew: {err}");
                let opened = open_index(&self.home)?;
                self.replace_index(writer.catch_up(&self.home, opened, watch)?);
                Ok(())
            }
        }
    }
}

/// Projects every event up to `last` that `store` does not hold yet.
pub(crate) fn project(
    journal: &Journal,
    store: &mut Store,
    last: u64,
    watch: Watch<'_>,
) -> Result<(), DeskError> {
    let held = store.seq()?;
    if held == last {
        return Ok(());
    }
    let mut projection = store.projection()?;
    let mut failed = None;
    journal.read_after(held, &mut |recorded| {
        tell(watch, Task::Open, recorded.seq.saturating_sub(held), last.saturating_sub(held));
        match projection.event(&recorded) {
            Ok(()) => ControlFlow::Continue(()),
            Err(err) => {
                failed = Some(err);
                ControlFlow::Break(())
            }
        }
    })?;
    match failed {
        Some(err) => Err(err.into()),
        None => Ok(projection.commit().map(|_seq| ())?),
    }
}

/// Tells of progress now and then. Stopping here would only put the work off, so it is not heard.
fn tell(watch: Watch<'_>, task: Task, done: u64, total: u64) {
    if done.is_multiple_of(STEP) {
        match watch(Progress { task, done, total }) {
            ControlFlow::Continue(()) | ControlFlow::Break(()) => {}
        }
    }
}

fn open_index(home: &Home) -> Result<Index, DeskError> {
    match Index::open(&home.index())? {
        Opened::Ready(index) => Ok(index),
        Opened::Fresh { index, why } => {
            log::info!("the search index starts anew: {why:?}");
            Ok(index)
        }
    }
}

pub(crate) fn fresh_index(home: &Home) -> Result<Index, DeskError> {
    let folder = home.index();
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|source| DeskError::from_io("remove", &folder, source))?;
    }
    open_index(home)
}

/// What the index is told of an answer.
pub(crate) fn document(answer: &Answer, memory: &Memory, zone: &TimeZone) -> Document {
    let service = answer.in_service().map(|(revision, _)| &revision.content);
    let open = match (service, &answer.open) {
        (_, Some(open)) => Some(&open.content),
        (None, None) => answer.newest().map(|revision| &revision.content),
        (Some(_), None) => None,
    };
    let shown = service.or(open).cloned().unwrap_or_default();
    let text = |known: &LearnedPhrasing| known.text.clone();
    let learned = memory.phrasings.iter().map(text);
    Document {
        id: answer.id.clone(),
        locale: shown.locale.clone(),
        title: shown.title.clone(),
        body: all_bodies(&shown),
        curated: answer.phrasings.len(),
        phrasings: answer.phrasings.iter().cloned().chain(learned).collect(),
        rejected: memory.rejected.iter().map(text).collect(),
        topics: answer.details.topics.clone(),
        shortcut: answer.details.shortcut.as_ref().map(ToString::to_string),
        channels: shown.channels.clone(),
        private: false,
        locales: locales(&shown),
        valid_ms: shown.validity().bounds_ms(zone),
        in_service: service.is_some(),
        open_text: open
            .map(|open| format!("{}\n{}", open.title, all_bodies(open)))
            .unwrap_or_default(),
    }
}

fn all_bodies(content: &Content) -> String {
    let mut text = plain::to_text(&content.body);
    for variant in &content.variants {
        text.push('\n');
        text.push_str(&plain::to_text(&variant.body));
    }
    text
}

/// The locales that the answer serves; none when it serves any.
fn locales(content: &Content) -> Vec<antiphon_model::Locale> {
    let Some(own) = &content.locale else { return Vec::new() };
    let others = content.variants.iter().filter_map(|variant| variant.locale.clone());
    let mut all = vec![own.clone()];
    for locale in others {
        if !all.contains(&locale) {
            all.push(locale);
        }
    }
    all
}
