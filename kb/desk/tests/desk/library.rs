//! The library: an answer from its first draft to its retirement, and the list of them all.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod list;

use antiphon_desk::views::{AnswerInput, RevisionStatus, VariantInput};
use antiphon_desk::{Desk, ErrorCode};
use antiphon_model::{AnswerId, AnswerState, Channel, ConversationId};

use crate::support::{Lab, answer, approved, paste, used};

fn previews(desk: &Desk, thread: &ConversationId) -> Vec<String> {
    let found = desk.suggest(thread).unwrap();
    found.suggestions.into_iter().map(|one| one.preview).collect()
}

#[test]
fn an_answer_is_suggested_the_moment_it_is_approved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let thread = paste(&desk, "refund?");
    let created = desk.create_answer(answer("Refnd time", "Five days.")).unwrap();
    assert_eq!((created.state, created.revision, created.has_open), (AnswerState::Draft, 1, true));
    let id = AnswerId::parse(created.id).unwrap();
    let edited = desk.edit_answer(&id, answer("Refund time", "Five days.")).unwrap();
    assert_eq!((edited.state, edited.revision), (AnswerState::Draft, 2));
    assert!(previews(&desk, &thread).is_empty());
    let view = desk.approve_answer(&id).unwrap();
    assert_eq!((view.state, view.has_open), (AnswerState::Approved, false));
    let approval = view.approval.unwrap();
    assert_eq!((approval.revision, approval.by.as_str()), (2, "Lena Sommer"));
    assert!(!approval.four_eyes, "one person alone, and it says so");
    assert_eq!(previews(&desk, &thread), ["Five days."]);
}

#[test]
fn what_a_curator_writes_is_kept_in_full() {
    let lab = Lab::new();
    let desk = lab.empty();
    let input = AnswerInput {
        title: "Refund 💶 time".to_owned(),
        body: "Hi {{customer.first_name}},\n\n- one\n- two".to_owned(),
        variants: vec![VariantInput {
            channel: Some(Channel::Sms),
            locale: Some("de".to_owned()),
            body: "Kurz.".to_owned(),
        }],
        channels: vec![Channel::X, Channel::Sms],
        locale: Some("en-GB".to_owned()),
        valid_from: Some("2026-01-01".to_owned()),
        valid_until: Some("2026-12-31T23:00:00Z".to_owned()),
        shortcut: Some("refund".to_owned()),
        topics: vec!["refunds".to_owned(), "billing".to_owned()],
        owner: Some("Billing team".to_owned()),
        review_on: Some("2027-01-01".to_owned()),
        phrasings: vec!["wheres my money".to_owned()],
    };
    let created = desk.create_answer(input.clone()).unwrap();
    assert_eq!(created.input, input);
    let id = AnswerId::parse(created.id).unwrap();
    drop(desk);
    let desk = lab.open().unwrap();
    assert_eq!(desk.answer(&id).unwrap().input, input, "and still there after reopening");
    let same = desk.edit_answer(&id, input).unwrap();
    assert_eq!(same.revision, 1, "saving the same again changes nothing");
}

#[test]
fn an_edited_answer_stays_in_service_as_approved_until_the_edit_is_approved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    let thread = paste(&desk, "refund?");
    let view = desk.edit_answer(&id, answer("Refund time", "Three days.")).unwrap();
    assert!(view.has_open && view.input.body == "Three days.");
    assert_eq!(view.approval.unwrap().revision, 1);
    assert_eq!(previews(&desk, &thread), ["Five days."]);
    assert_eq!(desk.insert_answer(&thread, &id).unwrap().text, "Five days.");
    desk.approve_answer(&id).unwrap();
    assert_eq!(previews(&desk, &thread), ["Three days."]);
    assert_eq!(desk.insert_answer(&thread, &id).unwrap().answer.revision, 2);
}

#[test]
fn words_of_an_edit_that_waits_for_approval_suggest_nothing() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    let thread = paste(&desk, "moolah?");
    desk.edit_answer(&id, answer("Moolah time", "Five days.")).unwrap();
    assert!(previews(&desk, &thread).is_empty());
    assert!(desk.search_answers("moolah", None, 5).unwrap().is_empty());
}

#[test]
fn phrasings_topics_and_shortcut_change_at_once_and_need_no_approval() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    let thread = paste(&desk, "moolah?");
    let input = AnswerInput {
        phrasings: vec!["wheres my moolah".to_owned()],
        topics: vec!["Refunds".to_owned()],
        shortcut: Some("/Refund".to_owned()),
        ..answer("Refund time", "Five days.")
    };
    let view = desk.edit_answer(&id, input).unwrap();
    assert!(!view.has_open && view.revision == 1);
    assert_eq!(view.input.topics, ["refunds"]);
    assert_eq!(view.input.shortcut.as_deref(), Some("refund"));
    assert_eq!(previews(&desk, &thread), ["Five days."]);
}

#[test]
fn a_discarded_revision_is_gone_and_the_approved_one_stays() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    desk.edit_answer(&id, answer("Refund time", "Three days.")).unwrap();
    let view = desk.discard_revision(&id).unwrap();
    assert!(!view.has_open && view.input.body == "Five days.");
    let err = desk.discard_revision(&id).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Refused, "there is nothing more to discard");
    assert_eq!(previews(&desk, &paste(&desk, "refund?")), ["Five days."]);
}

#[test]
fn a_retired_answer_is_out_of_service_until_it_is_restored() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    let thread = paste(&desk, "refund?");
    assert_eq!(desk.retire_answer(&id).unwrap().state, AnswerState::Retired);
    assert!(previews(&desk, &thread).is_empty());
    assert_eq!(desk.insert_answer(&thread, &id).unwrap_err().code(), ErrorCode::Refused);
    assert_eq!(desk.retire_answer(&id).unwrap_err().code(), ErrorCode::Refused);
    assert_eq!(desk.restore_answer(&id).unwrap().state, AnswerState::Approved);
    assert_eq!(previews(&desk, &thread), ["Five days."]);
    assert_eq!(desk.restore_answer(&id).unwrap_err().code(), ErrorCode::Refused);
}

#[test]
fn a_taken_shortcut_names_its_owner() {
    let lab = Lab::new();
    let desk = lab.empty();
    let with = |title: &str, shortcut: &str| AnswerInput {
        shortcut: Some(shortcut.to_owned()),
        ..answer(title, "Five days.")
    };
    let owner = desk.create_answer(with("Refund", "refund")).unwrap().id;
    let err = desk.create_answer(with("Other", "REFUND")).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Conflict);
    assert_eq!(err.to_string(), format!("the shortcut /refund belongs to the answer {owner}"));
    let other = AnswerId::parse(desk.create_answer(answer("Other", "")).unwrap().id).unwrap();
    let err = desk.edit_answer(&other, with("Other", "refund")).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Conflict, "nor by an edit");
    let owner = AnswerId::parse(owner).unwrap();
    desk.edit_answer(&owner, with("Refund", "refund")).unwrap();
    desk.edit_answer(&owner, answer("Refund", "Five days.")).unwrap();
    desk.edit_answer(&other, with("Other", "refund")).unwrap();
}

#[test]
fn a_field_that_makes_no_sense_is_named_and_nothing_is_saved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let fine = || answer("Refund", "Five days.");
    let text = |text: &str| Some(text.to_owned());
    let variant = VariantInput { channel: None, locale: text("klingon!"), body: "x".to_owned() };
    for (input, expected) in [
        (
            AnswerInput { locale: text("english please"), ..fine() },
            "\"english please\" is no locale",
        ),
        (AnswerInput { variants: vec![variant], ..fine() }, "\"klingon!\" is no locale"),
        (AnswerInput { valid_from: text("2026-02-30"), ..fine() }, "\"2026-02-30\" is no time"),
        (AnswerInput { valid_until: text("tomorrow"), ..fine() }, "\"tomorrow\" is no time"),
        (AnswerInput { review_on: text("soon"), ..fine() }, "\"soon\" is no time"),
        (AnswerInput { shortcut: text("re fund"), ..fine() }, "\"re fund\" holds ' '"),
        (AnswerInput { shortcut: text("r"), ..fine() }, "\"r\" has 1 characters"),
        (answer(" \n", "Five days."), "the title is empty"),
        (
            AnswerInput {
                valid_from: text("2026-05-02"),
                valid_until: text("2026-05-01"),
                ..fine()
            },
            "until 2026-05-01, before it starts on 2026-05-02",
        ),
    ] {
        let err = desk.create_answer(input).unwrap_err();
        assert_eq!(err.code(), ErrorCode::Invalid, "{err}");
        assert!(err.to_string().contains(expected), "{err} / {expected}");
    }
    assert_eq!(desk.workspace().unwrap().counts.drafts, 0);
}

#[test]
fn an_unknown_answer_is_named() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = AnswerId::parse("nobody").unwrap();
    let errors = [
        desk.answer(&id).unwrap_err(),
        desk.edit_answer(&id, answer("T", "B")).unwrap_err(),
        desk.approve_answer(&id).unwrap_err(),
        desk.retire_answer(&id).unwrap_err(),
    ];
    for err in errors {
        assert_eq!(err.code(), ErrorCode::NotFound);
        assert_eq!(err.to_string(), "no answer has the id nobody");
    }
}

#[test]
fn the_history_tells_every_revision_with_its_fate_and_its_author() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund", "one"));
    let edit = |body: &str| {
        lab.clock.pass_minutes(1);
        desk.edit_answer(&id, answer("Refund", body)).unwrap();
    };
    edit("two");
    desk.discard_revision(&id).unwrap();
    edit("three");
    desk.approve_answer(&id).unwrap();
    edit("four");
    let history = desk.answer(&id).unwrap().history;
    let told: Vec<_> =
        history.iter().map(|one| (one.number, one.body.as_str(), one.status)).collect();
    assert_eq!(
        told,
        [
            (4, "four", RevisionStatus::Open),
            (3, "three", RevisionStatus::Approved),
            (2, "two", RevisionStatus::Discarded),
            (1, "one", RevisionStatus::Earlier),
        ]
    );
    assert!(history.iter().all(|one| one.by == "Lena Sommer"));
    assert_eq!(history.first().unwrap().at, "2026-11-21T12:03:00Z");
}

#[test]
fn an_answer_of_ten_thousand_lines_is_kept_found_and_inserted_whole() {
    let lab = Lab::new();
    let desk = lab.empty();
    let lines: Vec<String> =
        (0..10_000).map(|nth| format!("Step {nth}: hold the button.")).collect();
    let body = lines.join("\n");
    let id = approved(&desk, answer("Router reset", &body));
    assert_eq!(desk.answer(&id).unwrap().input.body, body);
    let thread = paste(&desk, "router reset");
    let preview = previews(&desk, &thread).into_iter().next().unwrap();
    assert!(preview.chars().count() <= 401 && preview.ends_with('…'), "only its start is shown");
    let inserted = desk.insert_answer(&thread, &id).unwrap();
    assert_eq!(inserted.text, body);
    let check = desk.check_reply(&thread, &inserted.text, &[]).unwrap();
    assert_eq!(check.plain_text.lines().count(), 10_000);
}

#[test]
fn a_body_too_long_to_keep_is_refused_with_its_length() {
    let lab = Lab::new();
    let desk = lab.empty();
    let err = desk.create_answer(answer("Refund", &"a".repeat((4 << 20) + 1))).unwrap_err();
    assert_eq!(err.to_string(), "the body has 4194305 bytes; at most 4194304 fit");
    assert_eq!(err.code(), ErrorCode::Invalid);
}

#[test]
fn what_was_learned_is_listed_with_the_answer_and_survives_an_edit() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    for text in ["where is my money", "Where is MY money?!", "still no refund"] {
        lab.clock.pass_minutes(1);
        let thread = paste(&desk, text);
        desk.send_reply(&thread, "Five days.", &used(&id)).unwrap();
    }
    let learned = |desk: &Desk| -> Vec<String> {
        desk.answer(&id).unwrap().learned.into_iter().map(|phrasing| phrasing.text).collect()
    };
    assert_eq!(learned(&desk), ["where is my money", "still no refund"], "the same once");
    desk.edit_answer(&id, answer("Refund time", "Three days.")).unwrap();
    let view = desk.approve_answer(&id).unwrap();
    assert_eq!((view.uses, view.last_used_at.as_deref()), (3, Some("2026-11-21T12:03:00Z")));
    assert_eq!(learned(&desk).len(), 2);
    assert!(view.input.phrasings.is_empty(), "they are not the curator's");
}
