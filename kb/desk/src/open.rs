//! Opening and creating a home, and the [`Desk`] that comes of it.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::{fs, io};

use antiphon_journal::Journal;
use antiphon_model::{Command, CommandId, Locale, Member, MemberId, Role, Time, Workspace};
use antiphon_search::Index;
use antiphon_store::{Local, Store, StoreError};

use crate::dictionaries::Dictionaries;
use crate::guide::Compiled;
use crate::likeness::Learned;
use crate::lock::{OpenMark, WriteLock};
use crate::prepare::Loaded;
use crate::projections::Writer;
use crate::reply_check::Approvals;
use crate::{Clock, DeskError, ErrorCode, Home, Ids};

/// Which long work goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Bringing the tables up to the journal.
    Open,
    /// Bringing the search index up to the tables.
    Index,
    /// Reading files and taking their rows in.
    Import,
    /// Reading what answers mean.
    Encode,
    /// Learning which answer is asked for.
    Fit,
    /// Reading answers and replies with the voice guide.
    Lint,
}

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which work.
    pub task: Task,
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 while unknown.
    pub total: u64,
}

/// Is told of progress; breaking cancels what can still be cancelled.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// An open home: every use case is a method.
///
/// It can be shared between threads. Reads do not wait for writes.
pub struct Desk {
    pub(crate) home: Home,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) me: MemberId,
    pub(crate) writer: Mutex<Writer>,
    reader: Mutex<Store>,
    local: Mutex<Local>,
    _open: OpenMark,
    index: RwLock<Arc<Index>>,
    pub(crate) encoder: Loaded,
    pub(crate) compiled: Compiled,
    pub(crate) approvals: Approvals,
    pub(crate) learned: Learned,
    pub(crate) dictionaries: Dictionaries,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("home", &self.home).finish_non_exhaustive()
    }
}

/// What a new workspace is made of.
#[derive(Debug, Clone)]
pub struct Beginning<'a> {
    /// The company's name.
    pub company: &'a str,
    /// The name of its first member.
    pub agent: &'a str,
    /// IANA name of the zone that bare dates are read in; the machine's when absent.
    pub time_zone: Option<&'a str>,
}

impl Desk {
    /// Opens the workspace in `home` and brings what is derived up to the journal.
    ///
    /// # Errors
    /// [`DeskError::NoHome`] when there is none; errors of the journal, the store or the index.
    pub fn open(
        home: Home,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        watch: Watch<'_>,
    ) -> Result<Self, DeskError> {
        if !home.exists() {
            return Err(nothing_in(&home));
        }
        let place = home.clone();
        let again = (home.clone(), Arc::clone(&clock), Arc::clone(&ids));
        let opened = match Self::open_parts(home, clock, ids, watch) {
            Err(DeskError::Store(
                err @ (StoreError::Damaged { .. } | StoreError::Sqlite { .. }),
            )) => {
                log::warn!("the tables are built anew: {err}");
                drop(Store::recreate(&again.0.store())?);
                Self::open_parts(again.0, again.1, again.2, watch)
            }
            opened => opened,
        };
        opened.map_err(|err| match err.code() {
            // SQLite does not always say that it fails because the folder may not be written.
            ErrorCode::Internal => match WriteLock::try_take(&place, "antiphon, opening") {
                Err(why @ DeskError::ReadOnly { .. }) => why,
                Ok(_) | Err(_) => err,
            },
            _ => err,
        })
    }

    fn open_parts(
        home: Home,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        watch: Watch<'_>,
    ) -> Result<Self, DeskError> {
        let (mut writer, index) = Writer::open(&home)?;
        if writer.journal.head()?.seq == 0 {
            // Nothing has begun; what is derived is left alone, should the journal be lost.
            return Err(nothing_in(&home));
        }
        let index = writer.catch_up_locked(&home, index, watch)?;
        Self::of(home, clock, ids, writer, index)
    }

    /// Makes a workspace in `home`, which must hold none.
    ///
    /// # Errors
    /// [`DeskError::HomeExists`] when it holds one; refusals for a name or a zone that will not do.
    pub fn create(
        home: Home,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        beginning: &Beginning<'_>,
    ) -> Result<Self, DeskError> {
        if home.exists() && Self::has_workspace(&home)? {
            return Err(DeskError::HomeExists(home.path().to_owned()));
        }
        if let lost @ DeskError::JournalLost(_) = nothing_in(&home) {
            return Err(lost);
        }
        fs::create_dir_all(home.path())
            .map_err(|source| DeskError::from_io("make the folder", home.path(), source))?;
        let now = clock.now();
        let me = MemberId::parse(ids.next(now))?;
        let command = first_command(&me, beginning)?;
        let id = CommandId::parse(ids.next(now))?;
        let (mut writer, index) = Writer::open(&home)?;
        writer.begin_workspace(&home, &command, &id, (&me, now))?;
        let index = writer.catch_up_locked(&home, index, &mut |_| ControlFlow::Continue(()))?;
        Self::of(home, clock, ids, writer, index)
    }

    /// Whether a journal lies there and has begun; a program killed while creating leaves one
    /// without events, which may be used.
    pub(crate) fn has_workspace(home: &Home) -> Result<bool, DeskError> {
        let journal = Journal::open(&home.journal(), &home.backups())?;
        Ok(journal.head()?.seq > 0)
    }

    fn of(
        home: Home,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        writer: Writer,
        index: Index,
    ) -> Result<Self, DeskError> {
        let me = writer.first_member()?.ok_or_else(|| DeskError::NoHome(home.path().to_owned()))?;
        let open = OpenMark::shared(&home)?;
        let reader = Store::open(&home.store())?;
        let local = open_local(&home, clock.now())?;
        let dictionaries = Dictionaries::new(Some(&home.path().join("dictionaries")));
        Ok(Self {
            home,
            clock,
            ids,
            me,
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            local: Mutex::new(local),
            _open: open,
            index: RwLock::new(Arc::new(index)),
            encoder: Loaded::default(),
            compiled: Compiled::default(),
            approvals: Approvals::default(),
            learned: Learned::default(),
            dictionaries,
        })
    }

    /// The home folder.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The time now, as this desk's clock tells it.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    pub(crate) fn new_id(&self) -> String {
        self.ids.next(self.now())
    }

    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&antiphon_store::Connection) -> Result<T, StoreError>,
    ) -> Result<T, DeskError> {
        Ok(locked(&self.reader).read(query)?)
    }

    /// Reads from the file that lies there now: after the store was built anew.
    pub(crate) fn reopen_reader(&self) -> Result<(), DeskError> {
        *locked(&self.reader) = Store::open(&self.home.store())?;
        Ok(())
    }

    pub(crate) fn local(&self) -> MutexGuard<'_, Local> {
        locked(&self.local)
    }

    pub(crate) fn index(&self) -> Arc<Index> {
        let index = self.index.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&index)
    }

    /// The number of the last change that suggestions know of.
    pub fn indexed(&self) -> u64 {
        self.index().seq()
    }

    pub(crate) fn replace_index(&self, index: Index) {
        if let Err(err) = self.lend_encoder(&index, self.encoder.known()) {
            log::warn!("suggestions go by words alone: {err}");
        }
        let mut slot = self.index.write().unwrap_or_else(PoisonError::into_inner);
        *slot = Arc::new(index);
    }

    pub(crate) fn workspace_state(&self) -> Result<Workspace, DeskError> {
        self.read(antiphon_store::workspace::find)?
            .ok_or_else(|| DeskError::NoHome(self.home.path().to_owned()))
    }

    /// The seq of the newest change if anything has changed beside this desk since the last call,
    /// brought into what this desk shows.
    ///
    /// # Errors
    /// Errors of the journal, the store or the index.
    pub fn poll(&self) -> Result<Option<u64>, DeskError> {
        // A write of our own is going on: there is nothing to learn that we do not know.
        let Ok(mut writer) = self.writer.try_lock() else { return Ok(None) };
        let Some(version) = writer.moved()? else { return Ok(None) };
        let head = writer.journal.head()?.seq;
        let readable = self.index().reload().is_ok();
        if !readable || writer.is_behind(head, self.index().seq())? {
            // Whoever holds the lock is catching up; if they die, the next look does it.
            let Some(_lock) = WriteLock::try_take(&self.home, "antiphon, catching up")? else {
                return Ok(None);
            };
            self.catch_up_desk(&mut writer, &mut |_| ControlFlow::Continue(()))?;
        }
        writer.saw(version);
        Ok(Some(head))
    }
}

/// Why a home without a begun journal is no workspace: there was none, or its journal is lost.
pub(crate) fn nothing_in(home: &Home) -> DeskError {
    let seq =
        home.store().exists().then(|| Store::open(&home.store()).and_then(|store| store.seq()));
    match seq {
        Some(Ok(seq)) if seq > 0 => DeskError::JournalLost(home.path().to_owned()),
        _ => DeskError::NoHome(home.path().to_owned()),
    }
}

/// Opens this desk's own file. A damaged one is set aside: drafts in it are lost to the window, but
/// answers and replies are not in it, and work goes on.
fn open_local(home: &Home, now: Time) -> Result<Local, DeskError> {
    match Local::open(&home.local(), &home.backups()) {
        Err(StoreError::Damaged { .. }) => {
            let aside = home.backups().join(format!("local-damaged-{}.db", now.ms()));
            log::warn!("drafts and preferences could not be read; see {}", aside.display());
            set_aside(home, &aside)
                .map_err(|source| DeskError::from_io("set aside", &home.local(), source))?;
            Ok(Local::open(&home.local(), &home.backups())?)
        }
        opened => Ok(opened?),
    }
}

/// Moves this desk's own file, with what SQLite keeps beside it: a new one must not find that.
fn set_aside(home: &Home, aside: &Path) -> io::Result<()> {
    fs::create_dir_all(home.backups())?;
    for ending in ["", "-wal", "-shm"] {
        let named = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            name
        };
        match fs::rename(named(&home.local()), named(aside)) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
            _ => {}
        }
    }
    Ok(())
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn first_command(me: &MemberId, beginning: &Beginning<'_>) -> Result<Command, DeskError> {
    let time_zone = match beginning.time_zone {
        Some(name) => name.to_owned(),
        None => machine_zone(),
    };
    let member = Member {
        id: me.clone(),
        name: beginning.agent.to_owned(),
        roles: Role::ALL.to_vec(),
        team: None,
    };
    let name = beginning.company.to_owned();
    Ok(Command::CreateWorkspace { name, time_zone, locale: Locale::parse("en")?, member })
}

fn machine_zone() -> String {
    let zone = jiff::tz::TimeZone::system();
    zone.iana_name().filter(|name| *name != "Etc/Unknown").unwrap_or("UTC").to_owned()
}
