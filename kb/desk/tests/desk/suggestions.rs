//! What is suggested for a message, and why: every reason is true.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod filters;
mod messages;

use antiphon_desk::views::{AnswerInput, Reason, SuggestionsView, WorkspaceKind};
use antiphon_desk::{Ask, Desk};
use antiphon_model::{AnswerId, ConversationId};

use crate::support::{Lab, answer, approved, marked, on, paste, used};

const DAY: i64 = 24 * 60;

fn reasons(desk: &Desk, thread: &ConversationId) -> Vec<Reason> {
    let found = desk.suggest(thread).unwrap();
    found.suggestions.into_iter().next().unwrap().reasons
}

pub(crate) fn ids(found: &SuggestionsView) -> Vec<&str> {
    found.suggestions.iter().map(|one| one.id.as_str()).collect()
}

fn refund(desk: &Desk) -> AnswerId {
    approved(desk, answer("Refund time", "Refunds take five working days."))
}

#[test]
fn the_customers_words_are_named_as_they_wrote_them_and_marked_in_the_title() {
    let lab = Lab::new();
    let desk = lab.empty();
    refund(&desk);
    let thread = paste(&desk, "😡 my REFUND?! refund!");
    let found = desk.suggest(&thread).unwrap();
    let best = found.suggestions.first().unwrap();
    assert_eq!(best.reasons.first(), Some(&Reason::Words { words: vec!["REFUND".to_owned()] }));
    assert_eq!(marked(&best.title, &best.title_marks), ["Refund"]);
    assert!(found.fits && found.confidence == best.confidence);
}

#[test]
fn a_phrasing_that_is_alike_is_shown_with_the_words_it_shares() {
    let lab = Lab::new();
    let desk = lab.empty();
    let phrasings = vec!["hours at christmas".to_owned(), "🤬 where’s my moolah 👩‍🚀".to_owned()];
    approved(&desk, AnswerInput { phrasings, ..answer("Refund time", "Five days.") });
    let all = reasons(&desk, &paste(&desk, "give me my moolah"));
    let Some(Reason::AskedLike { text, marks, learned: false }) = all.first() else {
        panic!("{all:?}")
    };
    assert_eq!(text, "🤬 where’s my moolah 👩‍🚀");
    assert_eq!(marked(text, marks), ["moolah"]);
}

#[test]
fn an_answer_that_was_never_asked_for_like_this_does_not_say_so() {
    let lab = Lab::new();
    let desk = lab.empty();
    let phrasings = vec!["hours at christmas".to_owned()];
    approved(&desk, AnswerInput { phrasings, ..answer("Refund time", "Five days.") });
    let all = reasons(&desk, &paste(&desk, "refund please"));
    assert!(!all.iter().any(|reason| matches!(reason, Reason::AskedLike { .. })), "{all:?}");
}

#[test]
fn an_answer_that_was_sent_says_how_often_and_when_last() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = refund(&desk);
    let accepted = |all: Vec<Reason>| {
        let mut accepted = all.into_iter().filter_map(|reason| match reason {
            Reason::Accepted { times, last_at } => Some((times, last_at)),
            _ => None,
        });
        accepted.next()
    };
    let thread = paste(&desk, "refund?");
    assert_eq!(accepted(reasons(&desk, &thread)), None, "not before it was sent");
    for _ in 0..2 {
        lab.clock.pass_minutes(1);
        desk.send_reply(&thread, "Refunds take five working days.", &used(&id)).unwrap();
    }
    let last = "2026-11-21T12:02:00Z".to_owned();
    assert_eq!(accepted(reasons(&desk, &thread)), Some((2, last)));
}

#[test]
fn the_approver_is_named_and_an_approval_is_fresh_for_thirty_days() {
    let lab = Lab::new();
    let desk = lab.empty();
    refund(&desk);
    let thread = paste(&desk, "refund?");
    let at = "2026-11-21T12:00:00Z".to_owned();
    let approver = Reason::Approver { name: "Lena Sommer".to_owned(), at: at.clone() };
    let fresh = Reason::Fresh { at };
    lab.clock.pass_minutes(30 * DAY);
    let all = reasons(&desk, &thread);
    assert!(all.contains(&approver) && all.contains(&fresh), "{all:?}");
    lab.clock.pass_minutes(1);
    let all = reasons(&desk, &thread);
    assert!(all.contains(&approver) && !all.contains(&fresh), "{all:?}");
}

#[test]
fn an_answer_is_stale_once_its_review_day_is_over() {
    let lab = Lab::new();
    let desk = lab.empty();
    let review_on = Some("2026-12-01".to_owned());
    approved(&desk, AnswerInput { review_on, ..answer("Refund time", "Five days.") });
    let thread = paste(&desk, "refund?");
    let stale = Reason::Stale { at: "2026-12-01".to_owned() };
    lab.clock.pass_minutes(9 * DAY);
    assert!(!reasons(&desk, &thread).contains(&stale));
    lab.clock.pass_minutes(3 * DAY);
    assert!(reasons(&desk, &thread).contains(&stale), "and it is still suggested");
}

#[test]
fn every_unanswered_message_is_marked_in_itself() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = refund(&desk);
    let thread = paste(&desk, "refund");
    desk.send_reply(&thread, "Refunds take five working days.", &used(&id)).unwrap();
    for message in ["😡😡 unrefundable, that refund?", "refund", "👩‍🚀 hello"] {
        lab.clock.pass_minutes(1);
        paste(&desk, message);
    }
    let view = desk.open_conversation(&thread).unwrap();
    let marks = desk.suggest(&thread).unwrap().message_marks;
    let words = |nth: usize| -> Vec<String> {
        let entry = view.entries.iter().filter(|entry| entry.answers.is_empty()).nth(nth).unwrap();
        let own = marks.iter().filter(|marks| marks.query_id == entry.id);
        own.flat_map(|marks| marked(&entry.text, &marks.spans)).collect()
    };
    assert!(words(0).is_empty(), "it was answered already");
    assert_eq!(words(1), ["refund"]);
    assert_eq!(words(2), ["refund"], "though its text stands in the message before, too");
    assert!(words(3).is_empty());
}

#[test]
fn the_same_steps_give_the_same_suggestions() {
    let run = || {
        let lab = Lab::new();
        let desk = lab.begin(WorkspaceKind::Sample);
        let thread = ConversationId::parse("x:miraosei").unwrap();
        let [first, again] = [desk.suggest(&thread).unwrap(), desk.suggest(&thread).unwrap()];
        assert_eq!(first.suggestions, again.suggestions);
        (first.suggestions, first.message_marks, first.confidence)
    };
    assert_eq!(run(), run());
}

#[test]
fn as_many_suggestions_are_given_as_asked_for_with_falling_scores() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let ask = Ask { text: "refund for my bill", channel: None, locale: None, limit: 3 };
    let found = desk.suggest_text(&ask).unwrap();
    assert_eq!(found.list.len(), 3);
    assert!(found.list.is_sorted_by(|(_, a), (_, b)| a >= b));
    assert!(desk.suggest_text(&Ask { limit: 0, ..ask }).unwrap().list.is_empty());
}

#[test]
fn an_answer_approved_by_an_import_is_suggested_at_once() {
    let lab = Lab::new();
    let desk = lab.empty();
    let row =
        r#"{"id":"moolah","title":"Where the moolah is","body":"On its way.","state":"approved"}"#;
    desk.run_import(&lab.file("a.jsonl", row), &mut on).unwrap();
    assert_eq!(ids(&desk.suggest(&paste(&desk, "moolah?")).unwrap()), ["moolah"]);
}
