//! The queue: what waits, in which order.

use antiphon_model::{Channel, Command, ConversationState, CustomerId, Settings, Time};
use antiphon_store::{
    QueueCounts, QueueFilter, QueueRow, Store, View, conversations, customers, workspace,
};

use crate::support::{World, conversation, customer, mira, query, query_on, reply, time};

fn filter(view: View, now: Time) -> QueueFilter {
    QueueFilter { text: String::new(), channel: None, view, assignee: None, now }
}

fn rows(store: &Store, filter: &QueueFilter) -> Vec<QueueRow> {
    let (total, rows) = store.read(|conn| conversations::queue(conn, filter, 0, 10)).unwrap();
    assert_eq!(total as usize, rows.len());
    rows
}

#[track_caller]
fn check(store: &Store, filter: &QueueFilter, expected: &[&str]) {
    let rows = rows(store, filter);
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_due_first_is_on_top_and_each_channel_has_its_own_target() {
    let mut world = World::new();
    let at = |minutes| time("2026-05-01T09:00:00Z").plus_minutes(minutes);
    world.run(query_on(Channel::Email, "mail", "q1", "Hello?", at(0)));
    world.run(query("late", "q2", "Hello?", at(20)));
    world.run(query("early", "q3", "Hello?", at(10)));
    world.run(query("early", "q4", "HELLO?", at(30)));
    let now = world.now;
    let store = world.projected().store;
    check(&store, &filter(View::Waiting, now), &["mail", "early", "late"]);

    world.run(Command::ChangeSettings(Settings {
        first_reply_minutes: 15,
        first_reply_minutes_by_channel: [(Channel::Email, 240)].into(),
        ..Settings::default()
    }));
    let store = world.projected().store;
    check(&store, &filter(View::Waiting, now), &["early", "late", "mail"]);
    let rows = rows(&store, &filter(View::Waiting, now));
    let due: Vec<_> = rows.iter().map(|row| row.due_at.unwrap()).collect();
    assert_eq!(due, [at(25), at(35), at(240)]);
    let (total, second) =
        store.read(|conn| conversations::queue(conn, &filter(View::Waiting, now), 1, 1)).unwrap();
    assert_eq!((total, second[0].id.as_str()), (3, "late"));
}

#[test]
fn a_row_tells_who_asks_what_since_when() {
    let mut world = World::new();
    let at = world.now;
    world.run(query("a", "q1", "Where is\n my parcel?", at));
    world.run(query("a", "q2", &format!("And {}", "x".repeat(300)), at.plus_minutes(1)));
    let mut projected = world.projected();
    let held = world.events.len();
    world.run(customer("a", "Mo_1", "Mo Ali"));
    projected.take(&world.events[held..]);
    let rows = rows(&projected.store, &filter(View::Waiting, at));
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((row.handle.as_deref(), row.name.as_deref()), (Some("Mo_1"), Some("Mo Ali")));
    assert_eq!((row.followers, row.queries, row.public), (Some(1_200), 2, true));
    assert_eq!(row.snippet.chars().count(), 200);
    assert!(row.snippet.starts_with("And xxx"), "the latest query");
    assert_eq!((row.waiting_since, row.last_at), (Some(at), at.plus_minutes(1)));
    assert_eq!(row.locale.as_ref().unwrap().as_str(), "en-GB");
    assert_eq!(row.state, ConversationState::Open);
}

#[test]
fn a_snoozed_conversation_comes_back_when_its_time_has_come() {
    let mut world = World::new();
    world.run(query("a", "q1", "Hello?", world.now));
    let until = world.now.plus_minutes(30);
    world.run(Command::SnoozeConversation { id: conversation("a"), until });
    let store = world.projected().store;
    let before = until.plus_minutes(-1);
    check(&store, &filter(View::Waiting, before), &[]);
    check(&store, &filter(View::Snoozed, before), &["a"]);
    check(&store, &filter(View::Waiting, until), &["a"]);
    check(&store, &filter(View::Snoozed, until), &[]);
    let counts = |now| store.read(|conn| conversations::counts(conn, now)).unwrap();
    assert_eq!(counts(before), QueueCounts { waiting: 0, snoozed: 1, done: 0 });
    assert_eq!(counts(until), QueueCounts { waiting: 1, snoozed: 0, done: 0 });
}

#[test]
fn answered_and_resolved_conversations_are_done_with_the_latest_on_top() {
    let mut world = World::new();
    for id in ["a", "b", "c"] {
        world.run(query(id, &format!("q-{id}"), "Hello?", world.now));
        world.pass_minutes(1);
    }
    world.run(reply("a", "r1", &[], world.now));
    world.run(Command::ResolveConversation { id: conversation("b") });
    let store = world.projected().store;
    check(&store, &filter(View::Done, world.now), &["a", "b"]);
    check(&store, &filter(View::Waiting, world.now), &["c"]);
    let row = &rows(&store, &filter(View::Done, world.now))[0];
    assert_eq!((row.waiting_since, row.due_at, row.queries), (None, None, 0));
    let counts = store.read(|conn| conversations::counts(conn, world.now)).unwrap();
    assert_eq!(counts, QueueCounts { waiting: 1, snoozed: 0, done: 2 });
}

#[test]
fn every_word_of_the_text_must_stand_somewhere() {
    let mut world = World::new();
    world.run(query("a", "q1", "Where is my ÄPFEL parcel? 100%", world.now));
    world.run(customer("a", "Mo_1", "Mo Ali"));
    world.run(query("b", "q2", "Another parcel", world.now));
    let store = world.projected().store;
    let with =
        |text: &str| QueueFilter { text: text.to_owned(), ..filter(View::Waiting, world.now) };
    check(&store, &with("PARCEL"), &["a", "b"]);
    check(&store, &with("äpfel parcel"), &["a"]);
    check(&store, &with("@mo_1 parcel"), &["a"]);
    check(&store, &with("ali another"), &[]);
    check(&store, &with("100%"), &["a"]);
    check(&store, &with("0_%"), &[]);
}

#[test]
fn the_queue_can_be_narrowed_to_a_channel_and_an_assignee() {
    let mut world = World::new();
    world.run(query("a", "q1", "Hello?", world.now));
    world.run(query_on(Channel::Email, "b", "q2", "Hello?", world.now));
    world.run(Command::AssignConversation { id: conversation("a"), member: Some(mira()) });
    let store = world.projected().store;
    let all = filter(View::Waiting, world.now);
    check(&store, &QueueFilter { channel: Some(Channel::Email), ..all.clone() }, &["b"]);
    check(&store, &QueueFilter { assignee: Some(mira()), ..all }, &["a"]);
}

#[test]
fn a_customer_is_found_by_handle_and_has_a_history() {
    let mut world = World::new();
    world.run(query("a", "q1", "Hello?", world.now));
    world.run(customer("a", "Mo_1", "Mo Ali"));
    let store = world.projected().store;
    let id = CustomerId::parse("c-a").unwrap();
    let by = |channel, handle| {
        let found = store.read(|conn| customers::find_by_handle(conn, channel, handle)).unwrap();
        found.map(|customer| customer.id)
    };
    assert_eq!(by(Channel::X, "@MO_1"), Some(id.clone()));
    assert_eq!(by(Channel::Bluesky, "mo_1"), None, "another channel is another person");
    let count = store.read(|conn| conversations::count_of(conn, &id)).unwrap();
    assert_eq!(count, 1);
    let known = store.read(workspace::find).unwrap().unwrap();
    assert_eq!(Some(&known), world.workspace());
}
