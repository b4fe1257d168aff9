//! What is said of a reply while it is written, and what is kept of it when it was sent.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::SentenceState::{Edited, Own, Verbatim};
use antiphon_desk::views::{
    FindingKind, FindingSeverity, LengthUnit, ReplyCheck, SentenceState, Verdict,
};
use antiphon_desk::{Desk, ErrorCode};
use antiphon_model::{AnswerId, Channel, ConversationId};

use crate::support::{Lab, answer, approved, marked, on, paste, used};

const REFUND: &str = "Refunds take five working days. We write to you when it is done.";

struct Case {
    lab: Lab,
    desk: Desk,
    refund: AnswerId,
    thread: ConversationId,
}

impl Case {
    fn new() -> Self {
        let lab = Lab::new();
        let desk = lab.empty();
        let refund = approved(&desk, answer("Refund time", REFUND));
        let row = r#"{"id":"q1","text":"where is my refund","channel":"x","customer":{"handle":"mira","name":"Mira Osei","email":"mira.osei@example.org","attributes":{"order":"NL-20931"}}}"#;
        let request = antiphon_desk::ImportRequest {
            kind: Some(antiphon_desk::views::ImportKind::Queries),
            ..lab.file("q.jsonl", row)
        };
        desk.run_import(&request, &mut on).unwrap();
        let thread = desk
            .list_queue(
                &antiphon_desk::views::QueueFilter {
                    text: String::new(),
                    view: antiphon_desk::views::QueueView::Waiting,
                    channel: None,
                },
                0,
                1,
            )
            .unwrap()
            .rows
            .remove(0)
            .id;
        let thread = ConversationId::parse(thread).unwrap();
        Self { lab, desk, refund, thread }
    }

    fn check(&self, text: &str) -> ReplyCheck {
        self.desk.check_reply(&self.thread, text, &used(&self.refund)).unwrap()
    }

    fn states(&self, text: &str) -> Vec<SentenceState> {
        self.check(text).sentences.iter().map(|sentence| sentence.state).collect()
    }
}

#[test]
fn each_sentence_says_where_it_comes_from() {
    let case = Case::new();
    let text = format!("Hi Mira! {REFUND} Have a look at our website for the price list.");
    assert_eq!(case.states(&text), [Own, Verbatim, Verbatim, Own]);
    let view = case.check("Refunds take two working days.");
    let sentence = view.sentences.first().unwrap();
    assert_eq!(sentence.state, Edited, "a changed number is never approved");
    assert_eq!(sentence.answer_title.as_deref(), Some("Refund time"));
    let claim = sentence.claims.first().unwrap();
    assert_eq!(claim.text, "two working days");
    assert_eq!(claim.approved.as_deref(), Some("five working days"));
    let finding = view.findings.iter().find(|one| one.kind == FindingKind::Provenance).unwrap();
    assert!(!finding.blocks, "a workspace of one decides for itself");
}

#[test]
fn an_approved_sentence_counts_when_it_was_typed_by_hand_and_reordered() {
    let case = Case::new();
    let typed = "we write to you when it is done. Refunds take  five working days.";
    assert_eq!(case.states(typed), [Verbatim, Verbatim]);
}

#[test]
fn an_answer_that_expired_approves_nothing_any_more() {
    let case = Case::new();
    let mut input = answer("Autumn offer", "Half price until Saturday.");
    input.valid_until = Some("2026-11-21".to_owned());
    approved(&case.desk, input);
    assert_eq!(case.states("Half price until Saturday."), [Verbatim]);
    case.lab.clock.pass_minutes(2 * 24 * 60);
    assert_ne!(case.states("Half price until Saturday."), [Verbatim]);
}

#[test]
fn a_text_that_was_approved_a_moment_ago_counts_at_once() {
    let case = Case::new();
    assert_eq!(case.states("Any router fits our fibre."), [Own]);
    approved(&case.desk, answer("Own router", "Any router fits our fibre."));
    assert_eq!(case.states("Any router fits our fibre."), [Verbatim]);
}

#[test]
fn what_only_the_customer_may_read_cannot_be_said_in_public() {
    let case = Case::new();
    let text = "Hi Mira! We have sent it to mira.osei@example.org yesterday. Have a nice day!";
    let check = case.check(text);
    assert_eq!(check.verdict, Verdict::Blocked);
    let finding = check.findings.iter().find(|one| one.kind == FindingKind::Exposure).unwrap();
    assert_eq!((finding.severity, finding.blocks), (FindingSeverity::Error, true));
    assert_eq!(marked(text, &[finding.span]), ["mira.osei@example.org"]);
    let refused = case.desk.send_reply(&case.thread, text, &[]).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Refused);
    let moved = check.moved.unwrap();
    assert!(!moved.public.contains("example.org") && moved.private.contains("example.org"));
    assert!(moved.public.contains("private message"), "{}", moved.public);
    assert_eq!(case.check(&moved.public).verdict, Verdict::Ready);
    assert!(case.check(&moved.public).moved.is_none());

    let kept = || case.desk.open_conversation(&case.thread).unwrap().private_text;
    case.desk.save_private_text(&case.thread, &moved.private).unwrap();
    assert_eq!(kept(), moved.private);
    case.desk.save_private_text(&case.thread, "").unwrap();
    assert_eq!(kept(), "");
}

#[test]
fn a_placeholder_that_was_left_cannot_be_sent() {
    let case = Case::new();
    for text in ["Hi [NAME], it is done.", "Hi {{customer.name}}, it is done.", "It is XXX."] {
        let check = case.check(text);
        assert_eq!(check.verdict, Verdict::Blocked, "{text}");
        assert!(case.desk.send_reply(&case.thread, text, &[]).is_err(), "{text}");
    }
    let hidden = case.check("Hi &#91;NAME&#93;, it is done.");
    assert_eq!(hidden.verdict, Verdict::Blocked, "{}", hidden.plain_text);
    let hidden = case.check("It went to mira.osei@**example**.org.");
    assert_eq!(hidden.verdict, Verdict::Blocked, "{}", hidden.plain_text);
    assert_eq!(case.check("Hi Mira, it is done.").verdict, Verdict::Ready);
}

#[test]
fn a_reply_that_is_too_long_says_by_how_much_where_and_how_to_divide_it() {
    let case = Case::new();
    let text =
        format!("{} **And** that is all.", "We look into it for you today. ".repeat(9).trim());
    let check = case.check(&text);
    assert_eq!((check.unit, check.limit), (LengthUnit::Characters, Some(280)));
    let over = check.length - 280;
    assert_eq!(check.reason, Some(format!("{over} characters too long for X")));
    assert!(text.ends_with(&marked(&text, &[check.over.unwrap()])[0]));
    assert_eq!(check.parts.len(), 2, "{:?}", check.parts);
    let parts: Vec<_> = check.parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(parts.join(" "), check.plain_text);
    for part in &check.parts {
        assert_eq!(part.length, case.check(&part.text).length, "{part:?}");
    }
    let short = case.check("Short.");
    assert!(short.over.is_none() && short.parts.is_empty());
}

#[test]
fn a_text_message_of_several_segments_goes_out_whole() {
    let case = Case::new();
    let query = antiphon_desk::views::PastedQuery {
        text: "where is it".to_owned(),
        channel: Channel::Sms,
        handle: None,
        name: None,
    };
    let thread = case.desk.receive_query(query).unwrap();
    let check = |text: &str| case.desk.check_reply(&thread, text, &[]).unwrap();
    let two = check("We look into it for you today. ".repeat(6).trim());
    assert_eq!((two.length, two.limit, two.unit), (2, Some(10), LengthUnit::Messages));
    assert!(two.parts.is_empty(), "the phone joins the segments: {:?}", two.parts);
    let long = check("We look into it for you today. ".repeat(60).trim());
    let lengths: Vec<_> = long.parts.iter().map(|part| part.length).collect();
    assert_eq!(lengths, [10, 3], "each part is a message of at most ten segments");
}

#[test]
fn the_guide_speaks_while_typing_and_every_lost_point_is_named() {
    let case = Case::new();
    let check = case.check("I promise that it works tomorrow!!! Kindly wait.");
    let voice: Vec<_> =
        check.findings.iter().filter(|one| one.kind == FindingKind::Voice).collect();
    assert!(voice.iter().any(|one| one.rule == "Reply.Promises" && one.reason.is_some()));
    let lost: u32 = check.score.deductions.iter().map(|one| one.points).sum();
    assert_eq!(check.score.score, 100 - lost);
    assert!(lost > 0);
    assert_eq!(check.verdict, Verdict::Ready, "a guide advises");
}

#[test]
fn a_sent_reply_keeps_where_its_sentences_come_from_and_its_score() {
    let case = Case::new();
    let text = format!("Hi Mira! {REFUND}");
    case.desk.send_reply(&case.thread, &text, &used(&case.refund)).unwrap();
    let kept = case.desk.reply_sentences(&case.thread).unwrap();
    let kept = kept.last().unwrap();
    assert_eq!(kept.sentences.len(), 3);
    assert_eq!(
        text.get(kept.sentences[1].start as usize..kept.sentences[1].end as usize),
        Some("Refunds take five working days.")
    );
    assert_eq!(kept.sentences[1].answer, Some((case.refund.clone(), 1)));
    assert_eq!(kept.voice.map(|voice| voice.guide), Some(0));
}

#[test]
fn nothing_is_said_of_an_empty_reply() {
    let case = Case::new();
    let check = case.check(" \n ");
    assert_eq!(check.verdict, Verdict::Empty);
    assert!(check.findings.is_empty() && check.sentences.is_empty());
    assert_eq!(check.score.score, 100);
    let thread = paste(&case.desk, "hello");
    assert_eq!(case.desk.check_reply(&thread, "", &[]).unwrap().verdict, Verdict::Empty);
}
