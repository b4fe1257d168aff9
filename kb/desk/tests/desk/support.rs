//! Homes that vanish with the test, a clock that stands still until it is moved, ids that count.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use antiphon_desk::views::{
    AnswerInput, NewWorkspace, PastedQuery, Span, UsedAnswer, WorkspaceKind,
};
use antiphon_desk::{Beginning, Clock, Desk, DeskError, Home, Ids, ImportRequest, Progress};
use antiphon_model::{AnswerId, Channel, ConversationId, Time};

pub(crate) struct StillClock(AtomicI64);

impl StillClock {
    pub(crate) fn pass_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Time {
        Time::from_ms(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[derive(Default)]
struct Counted(AtomicU64);

impl Ids for Counted {
    fn next(&self, now: Time) -> String {
        // The time keeps ids of a reopened home apart from those made before.
        format!("id-{}-{:06}", now.ms(), self.0.fetch_add(1, Ordering::Relaxed))
    }
}

pub(crate) struct Lab {
    pub folder: tempfile::TempDir,
    pub clock: Arc<StillClock>,
    ids: Arc<dyn Ids>,
}

impl Lab {
    pub(crate) fn new() -> Self {
        let noon = Time::parse("2026-11-21T12:00:00Z").unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(StillClock(AtomicI64::new(noon.ms()))),
            ids: Arc::<Counted>::default(),
        }
    }

    pub(crate) fn home(&self) -> Home {
        Home::locate(Some(&self.folder.path().join("home"))).unwrap()
    }

    /// Clock and ids, to open a desk by hand.
    pub(crate) fn edge(&self) -> (Arc<dyn Clock>, Arc<dyn Ids>) {
        (Arc::<StillClock>::clone(&self.clock), Arc::clone(&self.ids))
    }

    pub(crate) fn begin(&self, kind: WorkspaceKind) -> Desk {
        self.begin_at(self.home(), kind)
    }

    pub(crate) fn begin_at(&self, home: Home, kind: WorkspaceKind) -> Desk {
        let new = NewWorkspace {
            kind,
            company: "Northlight".to_owned(),
            agent: "Lena Sommer".to_owned(),
        };
        Desk::begin(home, self.edge(), &new, &mut on).unwrap()
    }

    pub(crate) fn create(&self, beginning: &Beginning<'_>) -> Desk {
        let (clock, ids) = self.edge();
        Desk::create(self.home(), clock, ids, beginning).unwrap()
    }

    pub(crate) fn empty(&self) -> Desk {
        self.begin(WorkspaceKind::Empty)
    }

    pub(crate) fn open(&self) -> Result<Desk, DeskError> {
        self.open_at(self.home())
    }

    pub(crate) fn open_at(&self, home: Home) -> Result<Desk, DeskError> {
        let (clock, ids) = self.edge();
        Desk::open(home, clock, ids, &mut on)
    }

    /// Writes a file to import and gives the request for it.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> ImportRequest {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        ImportRequest { paths: vec![path.display().to_string()], ..ImportRequest::default() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub(crate) fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(crate) fn answer(title: &str, body: &str) -> AnswerInput {
    AnswerInput { title: title.to_owned(), body: body.to_owned(), ..AnswerInput::default() }
}

pub(crate) fn approved(desk: &Desk, input: AnswerInput) -> AnswerId {
    let id = AnswerId::parse(desk.create_answer(input).unwrap().id).unwrap();
    desk.approve_answer(&id).unwrap();
    id
}

pub(crate) fn paste(desk: &Desk, text: &str) -> ConversationId {
    paste_from(desk, text, "Mira Osei")
}

pub(crate) fn paste_from(desk: &Desk, text: &str, name: &str) -> ConversationId {
    desk.receive_query(PastedQuery {
        text: text.to_owned(),
        channel: Channel::X,
        handle: Some(name.replace(' ', "").to_lowercase()),
        name: Some(name.to_owned()),
    })
    .unwrap()
}

pub(crate) fn used(id: &AnswerId) -> Vec<UsedAnswer> {
    vec![UsedAnswer { id: id.to_string(), revision: 1 }]
}

/// The marked stretches of `text`, cut where the window would cut them.
pub(crate) fn marked(text: &str, spans: &[Span]) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let cut = |span: &Span| units.get(span.from as usize..span.to as usize).unwrap();
    spans.iter().map(|span| String::from_utf16(cut(span)).unwrap()).collect()
}
