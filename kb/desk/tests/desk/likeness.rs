//! "Sounds like us": windows of sent replies beside the approved answers.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::WindowView;
use antiphon_desk::{Desk, ErrorCode};
use antiphon_model::Channel;

use crate::support::{Lab, answer, approved, on, paste};

/// Sentences as we say them; two make an answer, so that there are many different ones.
const OURS: [&str; 10] = [
    "Thanks for your message.",
    "We look into it today.",
    "Your order is on its way, and it arrives tomorrow.",
    "Please send us your order number.",
    "We are sorry that it took so long.",
    "You can change it in the app.",
    "The refund takes five days.",
    "Our shop opens at nine.",
    "Is there anything else you need?",
    "Have a good day!",
];

fn ours(n: usize) -> String {
    let sentence = |n: usize| *OURS.get(n % OURS.len()).unwrap();
    format!("Hi Mira, {} {}", sentence(n).to_lowercase(), sentence(n / 10 + n * 3 + 1))
}

fn library(desk: &Desk, answers: usize) {
    for n in 0..answers {
        let body = ours(n).replace("Mira", "{{ customer.first_name }}");
        approved(desk, answer(&format!("Answer {n}"), &body));
    }
}

fn send(desk: &Desk, text: &str) {
    let thread = paste(desk, &format!("hello, {text}?"));
    desk.send_reply(&thread, text, &[]).unwrap();
}

fn windows(desk: &Desk) -> Vec<WindowView> {
    desk.likeness(&mut on).unwrap().windows
}

#[test]
fn below_twenty_replies_there_is_no_number() {
    let lab = Lab::new();
    let desk = lab.empty();
    library(&desk, 40);
    (0..19).for_each(|n| send(&desk, &ours(n)));
    let view = desk.likeness(&mut on).unwrap();
    assert_eq!((view.answers, view.answers_needed, view.replies_needed), (40, 40, 20));
    for window in &view.windows {
        assert_eq!((window.replies, window.percentile), (19, None));
        assert!(window.differences.is_empty());
    }
    send(&desk, &ours(19));
    assert!(windows(&desk).iter().all(|window| window.percentile.is_some()));
}

#[test]
fn too_few_approved_answers_say_nothing_of_replies() {
    let lab = Lab::new();
    let desk = lab.empty();
    assert_eq!(windows(&desk)[0].replies, 0, "nor does an empty workspace");
    library(&desk, 39);
    (0..20).for_each(|n| send(&desk, &ours(n)));
    assert!(windows(&desk).iter().all(|window| window.percentile.is_none()));
    library(&desk, 1);
    assert!(windows(&desk)[0].percentile.is_some(), "an answer that is new counts at once");
}

#[test]
fn replies_like_the_answers_sound_like_us_and_others_are_told_with_why_and_where() {
    let lab = Lab::new();
    let desk = lab.empty();
    library(&desk, 80);
    (0..24).for_each(|n| send(&desk, &ours(n * 3)));
    let own = windows(&desk);
    let kinds: Vec<_> = own.iter().map(|window| (window.channel, window.replies)).collect();
    assert_eq!(kinds, [(None, 24), (Some(Channel::X), 24)], "one member needs no window");
    assert!(own[0].percentile.unwrap().value <= 95, "{:?}", own[0]);
    (0..40).for_each(|_| send(&desk, "WOW!!! That is SUPER bad!!! WE FIX IT NOW!!!"));
    let shouted = windows(&desk);
    let window = shouted.first().unwrap();
    assert!(window.percentile.unwrap().low > 95, "{window:?}");
    let told = window.differences.iter().find(|one| one.named == "exclamations").unwrap();
    assert!(told.is_more && told.message.starts_with("More exclamation marks than in"), "{told:?}");
    let example = told.examples.first().unwrap();
    assert!(example.text.starts_with("WOW!!!") && example.conversation.is_some(), "{example:?}");
    assert_eq!(windows(&desk), shouted, "the same each time");
}

#[test]
fn replies_from_elsewhere_can_be_compared() {
    let lab = Lab::new();
    let desk = lab.empty();
    library(&desk, 60);
    let texts: Vec<String> = (0..30).map(ours).collect();
    let view = desk.likeness_of(&texts, &mut on).unwrap();
    assert!(view.windows[0].percentile.unwrap().value <= 95, "{view:?}");
    let few = desk.likeness_of(&texts[..12], &mut on).unwrap();
    assert_eq!((few.windows[0].replies, few.windows[0].percentile), (12, None));
}

#[test]
fn reading_the_answers_can_be_cancelled() {
    let lab = Lab::new();
    let desk = lab.empty();
    library(&desk, 2);
    let stop = &mut |_| std::ops::ControlFlow::Break(());
    assert_eq!(desk.likeness(stop).unwrap_err().code(), ErrorCode::Cancelled);
    assert!(desk.likeness(&mut on).is_ok(), "later it works");
}
