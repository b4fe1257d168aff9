//! Queries and phrasings from files.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{AnswerInput, ImportKind, QueueFilter, QueueView, Severity};
use antiphon_desk::{Desk, ImportRequest};
use antiphon_model::{Channel, ConversationId};

use super::{counts, id, import, preview, problems};
use crate::support::{Lab, answer, approved, paste};

fn waiting(desk: &Desk) -> Vec<String> {
    let filter = QueueFilter { text: String::new(), view: QueueView::Waiting, channel: None };
    let page = desk.list_queue(&filter, 0, 100).unwrap();
    let mut ids: Vec<_> = page.rows.into_iter().map(|row| row.id).collect();
    ids.sort();
    ids
}

fn texts(desk: &Desk, thread: &str) -> Vec<String> {
    let thread = ConversationId::parse(thread).unwrap();
    let view = desk.open_conversation(&thread).unwrap();
    view.entries.into_iter().map(|entry| entry.text).collect()
}

#[test]
fn every_native_key_of_a_query_arrives() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = r#"{"id":"q1","text":"no refund 😡","channel":"x","customer":{"handle":"@Mira","name":"Mira Osei","followers":4210,"email":"m@example.org","phone":"+44 1","attributes":{"plan":"Fibre"}},"conversation":"case-7","public":false,"received_at":"2026-11-21T11:30:00Z","locale":"de"}"#;
    let request = lab.file("q.jsonl", row);
    assert_eq!(preview(&desk, &request).files.first().unwrap().kind, ImportKind::Queries);
    assert_eq!(counts(import(&desk, &request)), [1, 0, 0]);
    let view = desk.open_conversation(&ConversationId::parse("case-7").unwrap()).unwrap();
    assert_eq!((view.channel, view.is_public), (Channel::X, false));
    let entry = view.entries.first().unwrap();
    assert_eq!((entry.text.as_str(), entry.at.as_str()), ("no refund 😡", "2026-11-21T11:30:00Z"));
    assert_eq!(view.due_at.as_deref(), Some("2026-11-21T12:30:00Z"));
    let customer = view.customer;
    assert_eq!((customer.name.as_str(), customer.handle.as_deref()), ("Mira Osei", Some("Mira")));
    assert_eq!(
        (customer.followers, customer.email.as_deref()),
        (Some(4210), Some("m@example.org"))
    );
    assert_eq!(customer.phone.as_deref(), Some("+44 1"));
    let attribute = customer.attributes.first().unwrap();
    assert_eq!((attribute.key.as_str(), attribute.value.as_str()), ("plan", "Fibre"));
}

#[test]
fn queries_without_a_conversation_gather_by_channel_and_handle() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rows = r#"{"text":"one","channel":"x","customer":{"handle":"@Mira"},"received_at":"2026-11-21T10:00:00Z"}
{"text":"two","channel":"x","customer":{"handle":"mira"},"received_at":"2026-11-21T09:00:00Z"}
{"text":"three","channel":"instagram","customer":{"handle":"mira"}}
{"text":"four","channel":"x","customer":{"handle":"mira"},"conversation":"case-7"}
{"text":"five","channel":"x"}
{"text":"six","channel":"x"}"#;
    assert_eq!(counts(import(&desk, &lab.file("q.jsonl", rows))), [6, 0, 0]);
    let threads = waiting(&desk);
    assert_eq!(threads.len(), 5, "{threads:?}");
    assert_eq!(texts(&desk, "x:mira"), ["two", "one"], "in the order of their times");
    assert_eq!(texts(&desk, "instagram:mira"), ["three"]);
    assert_eq!(texts(&desk, "case-7"), ["four"]);
}

#[test]
fn the_same_queries_again_are_known_with_or_without_ids() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rows = r#"{"id":"q1","text":"one","channel":"x","customer":{"handle":"mira"}}
{"text":"two","channel":"x","customer":{"handle":"mira"},"received_at":"2026-11-21T09:00:00Z"}
{"text":"three"}"#;
    let request = lab.file("q.jsonl", rows);
    assert_eq!(counts(import(&desk, &request)), [3, 0, 0]);
    lab.clock.pass_minutes(90);
    let dry = preview(&desk, &request);
    assert_eq!((dry.added, dry.unchanged), (0, 3));
    assert_eq!(counts(import(&desk, &request)), [0, 0, 3]);
    assert_eq!(texts(&desk, "x:mira"), ["two", "one"]);
}

#[test]
fn the_same_query_twice_in_a_file_counts_once() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = "{\"text\":\"one\",\"channel\":\"x\",\"customer\":{\"handle\":\"mira\"}}\n";
    assert_eq!(counts(import(&desk, &lab.file("q.jsonl", row.repeat(2)))), [1, 0, 1]);
    assert_eq!(texts(&desk, "x:mira"), ["one"]);
}

#[test]
fn a_query_that_comes_again_with_another_text_keeps_the_first_and_says_so() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row = |text: &str| {
        lab.file("q.jsonl", format!(r#"{{"id":"q1","text":"{text}","conversation":"c"}}"#))
    };
    import(&desk, &row("one"));
    let dry = preview(&desk, &row("two"));
    let [(1, Severity::Warning, what)] = problems(&dry)[..] else { panic!("{dry:?}") };
    assert!(what.contains("q1"), "{what}");
    import(&desk, &row("two"));
    assert_eq!(texts(&desk, "c"), ["one"]);
}

#[test]
fn queries_come_from_a_table_too_and_a_query_may_be_a_pasted_one() {
    let lab = Lab::new();
    let desk = lab.empty();
    let table = "Message,Handle,Platform,attributes.plan\nhello,@mira,x,Fibre\n";
    import(&desk, &lab.file("q.csv", table));
    assert_eq!(texts(&desk, "x:mira"), ["hello"]);
    let pasted = crate::support::paste_from(&desk, "hello again", "Mira");
    assert_eq!(pasted.as_str(), "x:mira", "the same customer's thread");
    let known = paste(&desk, "hello");
    paste(&desk, "hello");
    assert_eq!(texts(&desk, known.as_str()).len(), 2, "a person who pastes twice means it");
}

#[test]
fn the_kind_is_guessed_and_a_person_decides() {
    let lab = Lab::new();
    let desk = lab.empty();
    let table = lab.file("a.csv", "text\nhello\n");
    assert_eq!(preview(&desk, &table).files.first().unwrap().kind, ImportKind::Queries);
    let rows = lab.file("p.jsonl", r#"{"text":"hello","answer_id":"a"}"#);
    assert_eq!(preview(&desk, &rows).files.first().unwrap().kind, ImportKind::Phrasings);
    let queries = ImportRequest { kind: Some(ImportKind::Queries), ..rows };
    let dry = preview(&desk, &queries);
    assert_eq!((dry.files.first().unwrap().kind, dry.errors), (ImportKind::Queries, 0));
    assert_eq!(dry.other_keys.first().unwrap().name, "answer_id");
}

#[test]
fn phrasings_are_added_to_their_answers_once() {
    let lab = Lab::new();
    let desk = lab.empty();
    let phrasings = vec!["wheres my money".to_owned()];
    let known = approved(&desk, AnswerInput { phrasings, ..answer("Refund", "Five days.") });
    let row = |text: &str| format!("{{\"text\":\"{text}\",\"answer_id\":\"{known}\"}}\n");
    let rows = row("Where’s my moolah?")
        + &row("WHERES my money!")
        + &row("wheres MY moolah")
        + &row("where s my moolah");
    let request = lab.file("p.jsonl", rows);
    let dry = preview(&desk, &request);
    assert_eq!((dry.files.first().unwrap().kind, dry.importable), (ImportKind::Phrasings, true));
    assert_eq!(counts(import(&desk, &request)), [2, 0, 2]);
    let all = desk.answer(&known).unwrap().input.phrasings;
    assert_eq!(all, ["wheres my money", "Where’s my moolah?", "wheres MY moolah"]);
    let found = desk.suggest(&paste(&desk, "moolah")).unwrap();
    assert_eq!(found.suggestions.len(), 1, "and they are found");
    assert_eq!(counts(import(&desk, &request)), [0, 0, 4]);
}

#[test]
fn a_phrasing_of_an_unknown_answer_is_an_error_with_its_line() {
    let lab = Lab::new();
    let desk = lab.empty();
    let known = approved(&desk, answer("Refund", "Five days."));
    let rows = format!(
        "{{\"text\":\"one\",\"answer_id\":\"{known}\"}}\n{{\"text\":\"two\",\"answer_id\":\"nobody\"}}"
    );
    let dry = preview(&desk, &lab.file("p.jsonl", rows));
    let [(2, Severity::Error, what)] = problems(&dry)[..] else { panic!("{dry:?}") };
    assert_eq!(what, "no answer has the id nobody");
    assert!(desk.answer(&id(known.as_str())).unwrap().input.phrasings.is_empty());
}
