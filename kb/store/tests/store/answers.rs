//! Finding and listing answers.

use std::ops::ControlFlow;

use antiphon_model::{
    AnswerState, Channel, Command, Content, ConversationId, Details, LearnedPhrasing, Locale,
    Moment, Origin, PhrasingId, ReplyId, Shortcut, Tally,
};
use antiphon_store::{AnswerFilter, answers, learned, uses};

use crate::support::{World, answer, content, conversation, create, query, reply, time};

fn details(shortcut: &str, topics: &[&str]) -> Details {
    Details {
        shortcut: Shortcut::parse(shortcut).ok(),
        topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
        owner: Some("Care".to_owned()),
        origin: Some(Origin { source: "zendesk".to_owned(), source_id: shortcut.to_owned() }),
        ..Details::default()
    }
}

/// `refund` approved for X until the end of May, `delivery` approved everywhere, `draft` not.
fn world() -> World {
    let mut world = World::new();
    let refund = Content {
        channels: vec![Channel::X],
        locale: Locale::parse("en").ok(),
        valid_until: Moment::parse("2026-05-31").ok(),
        ..content("Where is my refund?")
    };
    world.run(create("refund", refund, details("refund", &["money", "delay"])));
    world.pass_minutes(1);
    world.run(create("delivery", content("Delivery times"), details("delivery", &["delay"])));
    world.pass_minutes(1);
    world.run(create("draft", content("Not yet"), Details::default()));
    for id in ["refund", "delivery"] {
        world.pass_minutes(1);
        world.run(Command::ApproveAnswer { id: answer(id) });
    }
    world
}

#[track_caller]
fn check_list(filter: AnswerFilter<'_>, expected: &[&str]) {
    let store = world().projected().store;
    let (total, rows) = store.read(|conn| answers::list(conn, &filter, 0, 10)).unwrap();
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), expected);
    assert_eq!(total as usize, expected.len());
}

#[test]
fn the_list_shows_what_fits_the_filter_with_the_newest_change_first() {
    let all = AnswerFilter::default();
    check_list(all, &["delivery", "refund", "draft"]);
    check_list(AnswerFilter { state: Some(AnswerState::Draft), ..all }, &["draft"]);
    check_list(AnswerFilter { topic: Some("money"), ..all }, &["refund"]);
    check_list(AnswerFilter { owner: Some("Care"), ..all }, &["delivery", "refund"]);
    check_list(AnswerFilter { locale: Locale::parse("en").ok().as_ref(), ..all }, &["refund"]);
    check_list(AnswerFilter { ids: Some(&[answer("draft"), answer("x")]), ..all }, &["draft"]);
    let found = [answer("refund"), answer("draft"), answer("delivery")];
    let found = AnswerFilter { ids: Some(&found), ..all };
    check_list(found, &["refund", "draft", "delivery"]);
    let approved = AnswerFilter { state: Some(AnswerState::Approved), ..found };
    check_list(approved, &["refund", "delivery"]);
    let sms = AnswerFilter { channel: Some(Channel::Sms), ..all };
    check_list(sms, &["delivery", "draft"]);
    check_list(AnswerFilter { state: Some(AnswerState::Approved), ..sms }, &["delivery"]);
}

#[test]
fn an_answer_expires_with_its_last_day_in_the_workspace_zone() {
    let at = |text| AnswerFilter {
        validity: Some((antiphon_store::Validity::Expired, time(text))),
        ..AnswerFilter::default()
    };
    check_list(at("2026-05-31T21:59:59Z"), &[]);
    check_list(at("2026-05-31T22:00:00Z"), &["refund"]);
}

#[test]
fn a_page_holds_its_part_and_the_total_of_all() {
    let store = world().projected().store;
    let page = |offset| store.read(|conn| answers::list(conn, &AnswerFilter::default(), offset, 1));
    let (total, rows) = page(1).unwrap();
    assert_eq!((total, rows[0].id.as_str()), (3, "refund"));
    assert_eq!(page(3).unwrap(), (3, Vec::new()));
}

#[test]
fn a_row_shows_the_newest_title_beside_what_is_in_service() {
    let mut world = world();
    world.pass_minutes(1);
    let newer = Content { channels: vec![Channel::Sms], ..content("Refund times") };
    world.run(Command::EditAnswer { id: answer("refund"), content: newer });
    let store = world.projected().store;
    let (_, rows) = store.read(|c| answers::list(c, &AnswerFilter::default(), 0, 1)).unwrap();
    let row = &rows[0];
    assert_eq!((row.title.as_str(), row.has_open), ("Refund times", true));
    assert_eq!((row.channels.as_slice(), row.topics.len()), (&[Channel::X][..], 2));
    assert_eq!(row.topics, ["money", "delay"], "in the curator's order");
    assert_eq!(row.valid_until, Moment::parse("2026-05-31").ok());
    assert_eq!(row.approved_at, Some(time("2026-05-01T10:03:00Z")));
    assert_eq!(row.changed_at, world.now);
    assert_eq!(row.shortcut, Shortcut::parse("refund").ok());
}

#[test]
fn facets_count_what_their_filters_find() {
    let store = world().projected().store;
    let facets = store.read(|conn| answers::facets(conn, &AnswerFilter::default())).unwrap();
    let text = |name: &str, count| (name.to_owned(), count);
    assert_eq!(facets.topics, [text("delay", 2), text("money", 1)]);
    assert_eq!(facets.owners, [text("Care", 2)]);
    assert_eq!(facets.states, [(AnswerState::Approved, 2), (AnswerState::Draft, 1)]);
    assert_eq!(facets.locales, [(Locale::parse("en").unwrap(), 1)]);
    assert_eq!(facets.channels, [(Channel::X, 3)], "answers for every channel count too");
}

#[test]
fn facets_count_among_what_is_found_and_chosen() {
    let store = world().projected().store;
    let facets = |filter: AnswerFilter<'_>| store.read(|c| answers::facets(c, &filter)).unwrap();
    let text = |name: &str, count| (name.to_owned(), count);
    let all = AnswerFilter::default();
    let found = [answer("refund"), answer("draft")];
    let found = AnswerFilter { ids: Some(&found), ..all };
    assert_eq!(facets(found).states, [(AnswerState::Approved, 1), (AnswerState::Draft, 1)]);
    assert_eq!(facets(found).channels, [(Channel::X, 2)]);
    let approved = AnswerFilter { state: Some(AnswerState::Approved), ..found };
    assert_eq!(facets(approved).topics, [text("delay", 1), text("money", 1)]);
    let states = facets(approved).states;
    assert_eq!(states.len(), 2, "another state can be chosen: {states:?}");
    let topic = AnswerFilter { topic: Some("money"), ..all };
    assert_eq!(facets(topic).states, [(AnswerState::Approved, 1)]);
    assert_eq!(facets(topic).topics, [text("delay", 2), text("money", 1)]);
}

#[test]
fn an_answer_is_found_by_id_shortcut_title_and_origin() {
    let store = world().projected().store;
    let found = |find: &dyn Fn(&antiphon_store::Connection) -> _| {
        let found: Option<antiphon_model::Answer> = store.read(|conn| find(conn)).unwrap();
        found.map(|answer| answer.id.as_str().to_owned())
    };
    let refund = Some("refund".to_owned());
    assert_eq!(found(&|c| answers::find(c, &answer("refund"))), refund);
    let shortcut = Shortcut::parse("/refund").unwrap();
    assert_eq!(found(&|c| answers::find_by_shortcut(c, &shortcut)), refund);
    assert_eq!(found(&|c| answers::find_by_title_key(c, "where is my refund")), refund);
    let origin = |id: &str| Origin { source: "zendesk".to_owned(), source_id: id.to_owned() };
    assert_eq!(found(&|c| answers::find_by_origin(c, &origin("refund"))), refund);
    assert_eq!(found(&|c| answers::find_by_origin(c, &origin("other"))), None);
    assert_eq!(store.read(answers::count).unwrap(), 3);
}

#[test]
fn a_shortcut_that_two_answers_claim_calls_up_the_one_in_service() {
    let mut world = World::new();
    for id in ["a", "b"] {
        world.run(create(id, content(id), details("hi", &[])));
    }
    world.run(Command::ApproveAnswer { id: answer("b") });
    let shortcut = Shortcut::parse("hi").unwrap();
    let find = |world: &World| {
        let store = world.projected().store;
        store.read(|conn| answers::find_by_shortcut(conn, &shortcut)).unwrap().unwrap().id
    };
    assert_eq!(find(&world), answer("b"));
    world.run(Command::RetireAnswer { id: answer("b") });
    assert_eq!(find(&world), answer("a"), "a draft goes before a retired one");
}

fn learn(to: &str, id: &str, text: &str) -> Command {
    Command::LearnPhrasing { answer: answer(to), phrasing: phrasing(id, text, Some(40)) }
}

fn phrasing(id: &str, text: &str, confidence: Option<u8>) -> LearnedPhrasing {
    let conversation = ConversationId::parse("c").unwrap();
    let id = PhrasingId::parse(id).unwrap();
    LearnedPhrasing { id, text: text.to_owned(), conversation, confidence }
}

#[test]
fn learned_phrasings_come_with_their_answer_until_they_are_forgotten() {
    let mut world = world();
    world.run(learn("refund", "p1", "where is my money"));
    world.run(learn("refund", "p2", "refund pls"));
    world.run(Command::ForgetPhrasing {
        answer: answer("refund"),
        id: PhrasingId::parse("p1").unwrap(),
    });
    let store = world.projected().store;
    let mut seen = Vec::new();
    let mut each = |answer: antiphon_model::Answer, memory: antiphon_model::Memory| {
        seen.push((answer.id.as_str().to_owned(), memory.phrasings.len()));
        ControlFlow::Continue(())
    };
    store.read(|conn| answers::each_remembered(conn, &mut each)).unwrap();
    seen.sort();
    let expected = [("delivery", 0), ("draft", 0), ("refund", 1)];
    assert_eq!(seen, expected.map(|(id, count)| (id.to_owned(), count)));
    let left = store.read(|conn| learned::list(conn, &answer("refund"))).unwrap();
    assert_eq!(left[0].text, "refund pls");
}

#[test]
fn rejections_are_kept_beside_what_was_learned() {
    let mut world = world();
    world.run(learn("refund", "p1", "where is my money"));
    world.run(learn("refund", "p2", "refund pls"));
    world.run(Command::RejectSuggestion {
        answer: answer("refund"),
        phrasing: phrasing("r1", "my money is where", Some(70)),
    });
    let store = world.projected().store;
    let memory = store.read(|conn| learned::memory(conn, &answer("refund"))).unwrap();
    assert_eq!(memory.phrasings[0].id.as_str(), "p2");
    assert_eq!((memory.phrasings.len(), memory.rejected.len()), (1, 1));
    assert_eq!(memory.rejected[0].text, "my money is where");
    let judged = store.read(learned::judged).unwrap();
    let tally = |confidence, accepted| Tally { confidence, accepted, times: 1 };
    assert_eq!(judged, [tally(40, true), tally(70, false)], "one was taken back by the other");
}

#[test]
fn titles_are_streamed_and_stop_when_told() {
    let store = world().projected().store;
    let mut seen = Vec::new();
    let mut two = |id: antiphon_model::AnswerId, key: &str, title: &str| {
        assert_eq!(antiphon_model::normalised(title), key, "{id}");
        seen.push(id);
        if seen.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    store.read(|conn| answers::titles(conn, &mut two)).unwrap();
    assert_eq!(seen.len(), 2);
}

#[test]
fn a_use_counts_per_reply_until_the_reply_is_withdrawn() {
    let mut world = world();
    let mut projected = world.projected();
    let held = world.events.len();
    world.run(query("c", "q", "Refund?", world.now));
    world.run(reply("c", "r1", &[("refund", 1), ("refund", 1), ("delivery", 1)], world.now));
    world.pass_minutes(5);
    let last = world.now;
    world.run(reply("c", "r2", &[("refund", 1)], world.now));
    projected.take(&world.events[held..]);
    let of =
        |store: &antiphon_store::Store, id| store.read(|conn| uses::of(conn, &answer(id))).unwrap();
    assert_eq!(of(&projected.store, "refund"), (2, Some(last)));
    assert_eq!(of(&projected.store, "delivery").0, 1);

    let held = world.events.len();
    for id in ["r1", "r2"] {
        let reply = ReplyId::parse(id).unwrap();
        world.run(Command::WithdrawReply { conversation: conversation("c"), reply });
    }
    projected.take(&world.events[held..]);
    assert_eq!(of(&projected.store, "refund"), (0, None));
    assert_eq!(of(&projected.store, "delivery").0, 0);
}

#[test]
fn answers_that_changed_since_an_event_are_found_and_no_others() {
    let mut world = world();
    let store = world.projected().store;
    let before = store.read(answers::last_event).unwrap();
    world.run(learn("refund", "p1", "where is my money"));
    world.run(Command::RetireAnswer { id: answer("delivery") });
    let store = world.projected().store;
    let changed = store.read(|conn| answers::changed(conn, before, 10)).unwrap();
    let ids: Vec<_> = changed.iter().map(|(_, answer)| answer.id.as_str()).collect();
    assert_eq!(ids, ["delivery"], "what was learned changes no answer");
    assert_eq!(store.read(|conn| answers::count_changed(conn, before)).unwrap(), 1);
    let after = store.read(answers::last_event).unwrap();
    assert_eq!(changed[0].0, after);
    assert!(store.read(|conn| answers::changed(conn, after, 10)).unwrap().is_empty());
    let first = store.read(|conn| answers::changed(conn, 0, 2)).unwrap();
    let rest = store.read(|conn| answers::changed(conn, first[1].0, 2)).unwrap();
    assert_eq!((first.len(), rest.len()), (2, 1), "page by page, each once");
}
