//! A small world that commands change, and the store that its events are projected to.

use std::collections::BTreeMap;

use antiphon_model::{
    AnswerId, Channel, Command, Content, ConversationId, CustomerId, CustomerProfile, Details,
    Locale, Member, MemberId, Query, QueryId, Recorded, Refusal, Reply, ReplyId, Role, Stream,
    Subject, Time, Workspace, apply, decide,
};
use antiphon_store::Store;
use tempfile::TempDir;

/// Commands run through the model's rules, with the events they led to.
pub(crate) struct World {
    pub(crate) now: Time,
    pub(crate) subjects: BTreeMap<Stream, Subject>,
    pub(crate) events: Vec<Recorded>,
    versions: BTreeMap<Stream, u64>,
}

impl World {
    /// A workspace in Berlin with one member, Mira.
    pub(crate) fn new() -> Self {
        let mut world = Self {
            now: time("2026-05-01T10:00:00Z"),
            subjects: BTreeMap::new(),
            events: Vec::new(),
            versions: BTreeMap::new(),
        };
        world.run(Command::CreateWorkspace {
            name: "Acme".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            locale: Locale::parse("en").unwrap(),
            member: Member {
                id: mira(),
                name: "Mira".to_owned(),
                roles: Role::ALL.to_vec(),
                team: None,
            },
        });
        world
    }

    pub(crate) fn workspace(&self) -> Option<&Workspace> {
        match self.subjects.get(&Stream::Workspace) {
            Some(Subject::Workspace(workspace)) => Some(workspace),
            _ => None,
        }
    }

    /// Runs a command that must not be refused.
    #[track_caller]
    pub(crate) fn run(&mut self, command: Command) {
        self.try_run(&command).unwrap();
    }

    pub(crate) fn try_run(&mut self, command: &Command) -> Result<(), Refusal> {
        let stream = command.stream();
        let nothing = Subject::None;
        let subject = self.subjects.get(&stream).unwrap_or(&nothing);
        for event in decide(self.workspace(), subject, command, &mira(), self.now)? {
            self.record(stream.clone(), event);
        }
        Ok(())
    }

    pub(crate) fn record(&mut self, stream: Stream, event: antiphon_model::Event) {
        let version = self.versions.entry(stream.clone()).or_default();
        *version += 1;
        let (version, seq) = (*version, self.events.len() as u64 + 1);
        let recorded = Recorded { seq, stream, version, at: self.now, actor: mira(), event };
        let subject = self.subjects.entry(recorded.stream.clone()).or_default();
        *subject = apply(std::mem::take(subject), &recorded);
        self.events.push(recorded);
    }

    pub(crate) fn pass_minutes(&mut self, minutes: i64) {
        self.now = self.now.plus_minutes(minutes);
    }

    /// A store in a folder of its own that holds all events.
    pub(crate) fn projected(&self) -> Projected {
        let mut projected = Projected::empty();
        projected.take(&self.events);
        projected
    }
}

pub(crate) struct Projected {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

impl Projected {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        Self { folder, store }
    }

    /// Projects `events` in one go.
    pub(crate) fn take(&mut self, events: &[Recorded]) {
        let mut projection = self.store.projection().unwrap();
        for event in events {
            projection.event(event).unwrap();
        }
        projection.commit().unwrap();
    }
}

pub(crate) fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

pub(crate) fn mira() -> MemberId {
    MemberId::parse("mira").unwrap()
}

pub(crate) fn answer(id: &str) -> AnswerId {
    AnswerId::parse(id).unwrap()
}

pub(crate) fn conversation(id: &str) -> ConversationId {
    ConversationId::parse(id).unwrap()
}

pub(crate) fn content(title: &str) -> Content {
    Content { title: title.to_owned(), body: "Body.".to_owned(), ..Content::default() }
}

pub(crate) fn create(id: &str, content: Content, details: Details) -> Command {
    Command::CreateAnswer { id: answer(id), content, details, phrasings: Vec::new() }
}

/// A message from the customer `c-CONVERSATION` on X.
pub(crate) fn query(into: &str, id: &str, text: &str, at: Time) -> Command {
    query_on(Channel::X, into, id, text, at)
}

pub(crate) fn query_on(channel: Channel, into: &str, id: &str, text: &str, at: Time) -> Command {
    let (id, text) = (QueryId::parse(id).unwrap(), text.to_owned());
    Command::ReceiveQuery {
        conversation: conversation(into),
        channel,
        customer: CustomerId::parse(format!("c-{into}")).unwrap(),
        public: channel.is_public(),
        query: Query { id, text, received_at: at, locale: Locale::parse("en-GB").ok() },
    }
}

pub(crate) fn reply(into: &str, id: &str, answers: &[(&str, u32)], at: Time) -> Command {
    Command::SendReply {
        conversation: conversation(into),
        reply: Reply {
            id: ReplyId::parse(id).unwrap(),
            text: "It is on its way.".to_owned(),
            markdown: String::new(),
            answers: answers.iter().map(|(id, revision)| (answer(id), *revision)).collect(),
            sentences: Vec::new(),
            voice: None,
            at,
            by: mira(),
        },
    }
}

pub(crate) fn customer(of: &str, handle: &str, name: &str) -> Command {
    Command::NoteCustomer {
        id: CustomerId::parse(format!("c-{of}")).unwrap(),
        channel: Channel::X,
        profile: CustomerProfile {
            handle: Some(handle.to_owned()),
            name: Some(name.to_owned()),
            followers: Some(1_200),
            ..CustomerProfile::default()
        },
    }
}
