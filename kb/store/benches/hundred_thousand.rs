//! How long a store of 100 000 answers and as many conversations takes; prints milliseconds.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench stops at what is wrong")]

use std::{ops::ControlFlow, time::Instant};

use antiphon_model::{
    AnswerId, Channel, Content, ConversationId, CustomerId, Details, Event, Locale, Member,
    MemberId, Query, QueryId, Recorded, Role, Shortcut, Stream, Time, normalised,
};
use antiphon_store::{
    AnswerFilter, Connection, QueueFilter, Store, StoreError, Validity, View, answers,
    conversations,
};

const COUNT: u64 = 100_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("store.db")).unwrap();
    timed("project 100 000 created and approved answers", || {
        let mut projection = store.projection().unwrap();
        events().for_each(|event| projection.event(&event).unwrap());
        projection.commit().unwrap();
    });
    let from = store.seq().unwrap() + 1;
    timed("project 100 000 conversations", || {
        let mut projection = store.projection().unwrap();
        queries(from).for_each(|event| projection.event(&event).unwrap());
        projection.commit().unwrap();
    });
    read_answers(&store);
    read_queue(&store);
    timed("digest", || store.digest().unwrap());
}

fn read_answers(store: &Store) {
    let all = AnswerFilter::default();
    let page = |filter, offset| move |conn: &Connection| answers::list(conn, filter, offset, 50);
    read(store, "first page", page(&all, 0));
    read(store, "last page", page(&all, 99_950));
    let topic = AnswerFilter { topic: Some("topic 7"), ..all };
    read(store, "page of a topic", page(&topic, 0));
    let channel = AnswerFilter { channel: Some(Channel::X), ..all };
    read(store, "page of a channel", page(&channel, 0));
    let expired = AnswerFilter { validity: Some((Validity::Expired, at(0))), ..all };
    read(store, "page of expired answers", page(&expired, 0));
    read(store, "facets", |conn| answers::facets(conn, &all));
    for count in [1_000, 10_000, 100_000] {
        let id = |n: u64| AnswerId::parse(format!("{:08x}-answer", n * 31 % COUNT)).unwrap();
        let ids: Vec<AnswerId> = (0..count).map(id).collect();
        let found = AnswerFilter { ids: Some(&ids), ..all };
        read(store, &format!("page of {count} found"), |c| answers::list(c, &found, 0, 50));
        read(store, &format!("facets of {count} found"), |conn| answers::facets(conn, &found));
    }
    let key = normalised("Question 77777 about refunds");
    read(store, "find by title", |conn| answers::find_by_title_key(conn, &key));
    let mut seen = 0;
    read(store, "all answers", |conn| {
        answers::each(conn, &mut |_| {
            seen += 1;
            ControlFlow::Continue(())
        })
    });
    read(store, "all titles", |c| answers::titles(c, &mut |_, _, _| ControlFlow::Continue(())));
}

fn read_queue(store: &Store) {
    let text = String::new();
    let filter =
        QueueFilter { text, channel: None, view: View::Waiting, assignee: None, now: at(0) };
    read(store, "queue", |conn| conversations::queue(conn, &filter, 0, 50));
    let words = QueueFilter { text: "parcel 77777".to_owned(), ..filter };
    read(store, "queue with words", |conn| conversations::queue(conn, &words, 0, 50));
    read(store, "counts", |conn| conversations::counts(conn, at(0)));
}

fn read<T>(store: &Store, name: &str, read: impl FnOnce(&Connection) -> Result<T, StoreError>) {
    timed(name, || store.read(read).unwrap());
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{:>10.2} ms  {name}", start.elapsed().as_secs_f64() * 1_000.0);
    done
}

fn at(minutes: u64) -> Time {
    Time::parse("2026-05-01T10:00:00Z").unwrap().plus_minutes(minutes.cast_signed())
}

fn recorded(seq: u64, stream: Stream, version: u64, event: Event) -> Recorded {
    let actor = MemberId::parse("mira").unwrap();
    Recorded { seq, stream, version, at: at(seq / 100), actor, event }
}

fn events() -> impl Iterator<Item = Recorded> {
    let member = Member {
        id: MemberId::parse("mira").unwrap(),
        name: "Mira".to_owned(),
        roles: Role::ALL.to_vec(),
        team: None,
    };
    let (name, time_zone) = ("Acme".to_owned(), "Europe/Berlin".to_owned());
    let locale = Locale::parse("en").unwrap();
    let begin = Event::WorkspaceCreated { name, time_zone, locale, member };
    let begin = recorded(1, Stream::Workspace, 1, begin);
    std::iter::once(begin).chain((0..COUNT).flat_map(|number| {
        // Scattered, as ids and titles from elsewhere are.
        let scattered = number * 7_919 % COUNT;
        let stream = Stream::Answer(AnswerId::parse(format!("{scattered:08x}-answer")).unwrap());
        let created = created(scattered);
        let approved = Event::RevisionApproved { number: 1, four_eyes: false };
        [
            recorded(number * 2 + 2, stream.clone(), 1, created),
            recorded(number * 2 + 3, stream, 2, approved),
        ]
    }))
}

fn created(number: u64) -> Event {
    let body = "Thank you for writing, {{ customer.first_name }}. ".repeat(8);
    Event::AnswerCreated {
        content: Content {
            title: format!("Question {number} about refunds"),
            body,
            channels: if number.is_multiple_of(5) {
                vec![Channel::X, Channel::Email]
            } else {
                Vec::new()
            },
            locale: Locale::parse(if number.is_multiple_of(3) { "de" } else { "en" }).ok(),
            ..Content::default()
        },
        details: Details {
            shortcut: Shortcut::parse(&format!("q-{number}")).ok(),
            topics: vec![format!("topic {}", number % 40), format!("team {}", number % 7)],
            owner: Some(format!("Owner {}", number % 12)),
            ..Details::default()
        },
        phrasings: vec![format!("How do I get refund {number}?"), "Money back".to_owned()],
    }
}

fn queries(from: u64) -> impl Iterator<Item = Recorded> {
    (0..COUNT).map(move |number| {
        let scattered = number * 7_919 % COUNT;
        let id = ConversationId::parse(format!("{scattered:08x}-conversation")).unwrap();
        let query = Query {
            id: QueryId::parse(format!("q{number}")).unwrap(),
            text: format!("Where is my parcel {number}? I have been waiting for it since Monday."),
            received_at: at(scattered),
            locale: None,
        };
        let channel =
            Channel::ALL.into_iter().cycle().nth(usize::from(number.to_le_bytes()[0])).unwrap();
        let customer = CustomerId::parse(format!("c{number}")).unwrap();
        let event = Event::QueryReceived { channel, customer, public: true, query };
        recorded(from + number, Stream::Conversation(id), 1, event)
    })
}
