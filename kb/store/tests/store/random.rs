//! Random commands: however they are taken in, the store holds the same.

use antiphon_model::{
    Channel, Command, Content, ConversationState, Details, Displaced, Event, LearnedPhrasing,
    Lesson, Moment, Origin, PhrasingId, ReplyId, Settings, Shortcut, Stream, Subject,
};
use antiphon_store::{Store, conversations, subjects};
use proptest::prelude::*;

use crate::support::{
    Projected, World, answer, content, conversation, customer, mira, query, reply,
};

fn id(letter: char) -> impl Strategy<Value = String> {
    (0..3_u8).prop_map(move |number| format!("{letter}{number}"))
}

fn any_content() -> impl Strategy<Value = Content> {
    let channels = prop::sample::subsequence(vec![Channel::X, Channel::Sms, Channel::Email], 0..3);
    let until = prop::option::of(prop::sample::select(vec!["2026-05-31", "2026-06-01T00:00:00Z"]));
    ("[a-cA-C ]{1,4}x", channels, until).prop_map(|(title, channels, until)| Content {
        channels,
        valid_until: until.and_then(|until| Moment::parse(until).ok()),
        ..content(&title)
    })
}

fn any_details() -> impl Strategy<Value = Details> {
    let topics = prop::collection::vec("[ab]", 0..3);
    (prop::option::of("[a-c]{2}"), topics, any::<f64>()).prop_map(|(text, topics, score)| {
        let source_id = text.clone();
        Details {
            shortcut: text.as_deref().and_then(|text| Shortcut::parse(text).ok()),
            topics,
            owner: text,
            origin: source_id.map(|source_id| Origin { source: "csv".to_owned(), source_id }),
            other: [("score".to_owned(), score.into())].into_iter().collect(),
            ..Details::default()
        }
    })
}

fn answer_command() -> impl Strategy<Value = Command> {
    let phrasings = prop::collection::vec("[a-c ]{1,3}", 0..3);
    (id('a'), any_content(), any_details(), phrasings, 0..10_u8).prop_map(
        |(id, content, details, phrasings, kind)| {
            let id = answer(&id);
            match kind {
                0..3 => Command::CreateAnswer { id, content, details, phrasings },
                3 => Command::EditAnswer { id, content },
                4 => Command::ChangeAnswerDetails { id, details },
                5 => Command::SetPhrasings { id, phrasings },
                6 => Command::DiscardRevision { id },
                7 => Command::RetireAnswer { id },
                8 => Command::RestoreAnswer { id },
                _ => Command::ApproveAnswer { id },
            }
        },
    )
}

fn memory_command() -> impl Strategy<Value = Command> {
    (id('a'), id('p'), "[a-d]{1,2}", id('c'), 0..6_u8).prop_map(|(to, id, text, from, kind)| {
        let (answer, id) = (answer(&to), PhrasingId::parse(id).unwrap());
        let conversation = conversation(&from);
        let phrasing = LearnedPhrasing { id: id.clone(), text, conversation, confidence: None };
        match kind {
            0 => Command::ForgetPhrasing { answer, id },
            1 => {
                let back = Displaced { phrasing, lesson: Lesson::Rejected, position: 0 };
                let of = PhrasingId::parse(from.replace('c', "p")).unwrap();
                Command::UndoJudgement { answer, id: of, displaced: vec![back] }
            }
            2 | 3 => Command::RejectSuggestion { answer, phrasing },
            _ => Command::LearnPhrasing { answer, phrasing },
        }
    })
}

fn conversation_command() -> impl Strategy<Value = Command> {
    (id('c'), id('m'), "[a-d ]{1,5}x", id('a'), -90..90_i64, 0..10_u8).prop_map(
        |(into, message, text, used, minutes, kind)| {
            let at = World::new().now.plus_minutes(minutes);
            let id = conversation(&into);
            match kind {
                0..3 => query(&into, &format!("{into}{message}"), &text, at),
                3 | 4 => reply(&into, &message, &[(&used, 1)], at),
                5 => {
                    let reply = ReplyId::parse(message).unwrap();
                    Command::WithdrawReply { conversation: id, reply }
                }
                6 => Command::ResolveConversation { id },
                7 => Command::ReopenConversation { id },
                8 => Command::SnoozeConversation { id, until: at },
                _ => {
                    let member = Some(mira()).filter(|_| minutes > 0);
                    Command::AssignConversation { id, member }
                }
            }
        },
    )
}

fn other_command() -> impl Strategy<Value = Command> {
    (id('c'), "[a-c]{1,3}", 1..500_u32).prop_map(|(of, text, minutes)| {
        if minutes % 3 == 0 {
            let settings = Settings { first_reply_minutes: minutes, ..Settings::default() };
            return Command::ChangeSettings(settings);
        }
        customer(&of, &text, "Mo Ali")
    })
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => answer_command(),
        2 => memory_command(),
        4 => conversation_command(),
        1 => other_command(),
    ]
}

/// The world after `commands`; a refused one changes nothing.
fn world(commands: &[(Command, i64)]) -> World {
    let mut world = World::new();
    for (command, minutes) in commands {
        world.pass_minutes(*minutes);
        let refused = world.try_run(command).is_err();
        if refused && minutes % 4 == 0 {
            let event = Event::Unknown { kind: "later".to_owned(), body: "{}".to_owned() };
            world.record(command.stream(), event);
        }
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn fresh_incremental_and_rebuilt_are_the_same(
        commands in prop::collection::vec((any_command(), 0..40_i64), 1..80),
        size in 1..9_usize,
    ) {
        let world = world(&commands);
        let fresh = world.projected();
        let digest = fresh.store.digest().unwrap();

        let mut incremental = Projected::empty();
        for chunk in world.events.chunks(size) {
            incremental.take(chunk);
        }
        prop_assert_eq!(incremental.store.digest().unwrap(), digest.clone());

        let Projected { folder, store } = incremental;
        drop(store);
        let store = Store::recreate(&folder.path().join("store.db")).unwrap();
        prop_assert_eq!(store.seq().unwrap(), 0);
        let mut rebuilt = Projected { folder, store };
        rebuilt.take(&world.events);
        prop_assert_eq!(rebuilt.store.digest().unwrap(), digest);
    }

    #[test]
    fn what_is_read_is_what_the_rules_fold_to(
        commands in prop::collection::vec((any_command(), 0..40_i64), 1..60),
    ) {
        let world = world(&commands);
        let mut projected = Projected::empty();
        for event in &world.events {
            projected.take(std::slice::from_ref(event));
        }
        for (stream, folded) in &world.subjects {
            let found = projected.store.read(|conn| subjects::find(conn, stream)).unwrap();
            match folded {
                Subject::Memory(memory) if memory.is_empty() => {
                    prop_assert_eq!(found, Subject::None);
                }
                _ => prop_assert_eq!(&found, folded, "{}", stream),
            }
        }
        let counts = projected.store.read(|conn| conversations::counts(conn, world.now)).unwrap();
        prop_assert_eq!(counts.waiting as usize, waiting(&world));
    }
}

fn waiting(world: &World) -> usize {
    let waits = |(stream, subject): &(&Stream, &Subject)| match subject {
        Subject::Conversation(conversation) => {
            assert!(matches!(stream, Stream::Conversation(_)));
            let open = conversation.state == ConversationState::Open;
            open || conversation.waits_at(world.now)
        }
        _ => false,
    };
    world.subjects.iter().filter(waits).count()
}
