//! Judging suggestions, and taking a judgement back.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{Judged, Judgement, Reason};
use antiphon_desk::{Desk, ErrorCode};
use antiphon_model::{AnswerId, ConversationId};

use crate::support::{Lab, answer, approved, paste, paste_from, used};

const MONEY: &str = "wheres my moolah";

/// A desk with two answers, and a message that neither shares a word with.
struct Case {
    _lab: Lab,
    desk: Desk,
    refund: AnswerId,
    router: AnswerId,
    thread: ConversationId,
}

impl Case {
    fn new() -> Self {
        let lab = Lab::new();
        let desk = lab.empty();
        let refund = approved(&desk, answer("Refund time", "Refunds take five working days."));
        let router = approved(&desk, answer("Own router", "Any router fits our fibre."));
        let thread = paste(&desk, MONEY);
        Self { _lab: lab, desk, refund, router, thread }
    }

    fn learned(&self, answer: &AnswerId) -> Vec<String> {
        let learned = self.desk.answer(answer).unwrap().learned;
        learned.into_iter().map(|phrasing| phrasing.text).collect()
    }

    /// The suggestions for the message, with what was said of each.
    fn suggested(&self) -> Vec<(String, Option<Judged>)> {
        let found = self.desk.suggest(&self.thread).unwrap().suggestions;
        found.into_iter().map(|one| (one.id, one.judged)).collect()
    }
}

#[test]
fn an_accepted_suggestion_is_learned_without_sending() {
    let case = Case::new();
    let judgement = case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    assert!(judgement.changed);
    assert_eq!(case.learned(&case.refund), [MONEY]);
    let accepted = (case.refund.to_string(), Some(Judged::Accepted));
    assert_eq!(case.suggested(), [accepted], "judged at once");
    let own = case.desk.suggest(&case.thread).unwrap().suggestions.remove(0).reasons;
    let asked = own.iter().any(|reason| matches!(reason, Reason::AskedLike { .. }));
    assert!(!asked, "this very message is no reason: {own:?}");
    assert!(case.desk.open_conversation(&case.thread).unwrap().entries.len() == 1, "nothing sent");
    let other = paste_from(&case.desk, "moolah please", "Jo");
    let found = case.desk.suggest(&other).unwrap();
    assert_eq!(found.suggestions[0].id, case.refund.to_string(), "found by what was learned");
    assert_eq!(found.suggestions[0].judged, None, "that was another message");
    let asked = found.suggestions[0].reasons.iter().find_map(|reason| match reason {
        Reason::AskedLike { text, learned, .. } => Some((text.as_str(), *learned)),
        _ => None,
    });
    assert_eq!(asked, Some((MONEY, true)));
}

#[test]
fn undo_takes_exactly_the_judgement_back() {
    let case = Case::new();
    let judgement = case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    let taken = case.desk.undo_judgement(&judgement).unwrap();
    assert_eq!((taken.forgotten, taken.restored, taken.lost), (1, 0, 0));
    assert!(case.learned(&case.refund).is_empty() && case.suggested().is_empty());
    let again = case.desk.undo_judgement(&judgement).unwrap();
    assert_eq!(again.forgotten, 0, "a second time changes nothing");
}

#[test]
fn undo_does_not_remove_what_was_learned_before() {
    let case = Case::new();
    let text = "Refunds take five working days.";
    case.desk.send_reply(&case.thread, text, &used(&case.refund)).unwrap();
    let judgement = case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    assert!(!judgement.changed, "it was known");
    case.desk.undo_judgement(&judgement).unwrap();
    assert_eq!(case.learned(&case.refund), [MONEY]);
}

#[test]
fn a_rejection_replaces_what_was_learned_and_undo_brings_it_back() {
    let case = Case::new();
    case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    let judgement = case.desk.reject_suggestion(&case.thread, &case.refund).unwrap();
    assert!(case.learned(&case.refund).is_empty());
    let taken = case.desk.undo_judgement(&judgement).unwrap();
    assert_eq!((taken.forgotten, taken.restored, taken.lost), (1, 1, 0));
    assert_eq!(case.learned(&case.refund), [MONEY]);
}

#[test]
fn undo_says_what_could_not_be_brought_back() {
    let case = Case::new();
    case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    let rejected = case.desk.reject_suggestion(&case.thread, &case.refund).unwrap();
    let accepted = case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    assert_eq!(case.desk.undo_judgement(&rejected).unwrap().forgotten, 0, "it is gone already");
    let taken = case.desk.undo_judgement(&accepted).unwrap();
    assert_eq!((taken.forgotten, taken.restored), (1, 1), "the rejection is back");
    let taken = case.desk.undo_judgement(&rejected).unwrap();
    assert_eq!((taken.restored, taken.lost), (1, 0));
    assert_eq!(case.learned(&case.refund), [MONEY]);
}

#[test]
fn a_correction_rejects_one_and_learns_the_other_in_one_batch() {
    let case = Case::new();
    let (wrong, right) = (&case.router, &case.refund);
    let judgement = case.desk.correct_suggestion(&case.thread, Some(wrong), right).unwrap();
    assert_eq!(judgement.answers, [wrong.to_string(), right.to_string()]);
    assert_eq!(case.learned(right), [MONEY]);
    let taken = case.desk.undo_judgement(&judgement).unwrap();
    assert_eq!(taken.forgotten, 2);
    assert!(case.learned(right).is_empty());

    let unknown = AnswerId::parse("nobody").unwrap();
    let err = case.desk.correct_suggestion(&case.thread, Some(wrong), &unknown).unwrap_err();
    assert_eq!(err.code(), ErrorCode::NotFound);
    case.desk.correct_suggestion(&case.thread, Some(right), right).unwrap();
    assert_eq!(case.learned(right), [MONEY], "the right one is not rejected as well");
}

#[test]
fn a_judgement_is_withdrawn_later_without_its_token() {
    let case = Case::new();
    case.desk.reject_suggestion(&case.thread, &case.refund).unwrap();
    let taken = case.desk.withdraw_judgement(&case.thread, &case.refund).unwrap();
    assert_eq!(taken.forgotten, 1);
    let taken = case.desk.withdraw_judgement(&case.thread, &case.refund).unwrap();
    assert_eq!(taken.forgotten, 0, "nothing is left to withdraw");
}

#[test]
fn a_made_up_judgement_takes_nothing_back() {
    let case = Case::new();
    case.desk.accept_suggestion(&case.thread, &case.refund).unwrap();
    let answers = vec![case.refund.to_string()];
    let made_up = Judgement { id: "made-up".to_owned(), answers, changed: true };
    assert_eq!(case.desk.undo_judgement(&made_up).unwrap().forgotten, 0);
    assert_eq!(case.learned(&case.refund), [MONEY]);
}

#[test]
fn undoing_a_reply_brings_back_the_rejection_that_it_replaced() {
    let case = Case::new();
    case.desk.accept_suggestion(&case.thread, &case.router).unwrap();
    case.desk.reject_suggestion(&case.thread, &case.router).unwrap();
    let text = "Any router fits our fibre.";
    let sent = case.desk.send_reply(&case.thread, text, &used(&case.router)).unwrap();
    assert_eq!(case.learned(&case.router), [MONEY]);
    let reply = antiphon_model::ReplyId::parse(sent.reply_id).unwrap();
    case.desk.undo_reply(&case.thread, &reply).unwrap();
    assert!(case.learned(&case.router).is_empty());
    let taken = case.desk.withdraw_judgement(&case.thread, &case.router).unwrap();
    assert_eq!(taken.forgotten, 1, "the rejection was back");
}

#[test]
fn what_fits_follows_what_is_judged_and_undo_takes_it_back() {
    let case = Case::new();
    assert!((case.desk.fits_from().unwrap() - 0.5).abs() < 1e-6, "nobody has judged anything");
    let mut judged = Vec::new();
    for (customer, words) in [("Jo", "time working router"), ("Mo", "money working fibre")] {
        let thread = paste_from(&case.desk, words, customer);
        let found = case.desk.suggest(&thread).unwrap();
        assert!((50..60).contains(&found.confidence), "{}", found.confidence);
        let best = AnswerId::parse(found.suggestions[0].id.as_str()).unwrap();
        judged.push(case.desk.reject_suggestion(&thread, &best).unwrap());
    }
    let higher = case.desk.fits_from().unwrap();
    assert!(higher > 0.5, "two that were said to fit did not: {higher}");
    for judgement in judged {
        case.desk.undo_judgement(&judgement).unwrap();
    }
    assert!((case.desk.fits_from().unwrap() - 0.5).abs() < 1e-6);
}
