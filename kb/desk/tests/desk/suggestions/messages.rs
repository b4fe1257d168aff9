//! Messages as they come: German, off the point, huge, empty, malformed.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{PastedQuery, QueueFilter, QueueView, WorkspaceKind};
use antiphon_desk::{Ask, Desk, ErrorCode};
use antiphon_model::{Channel, ConversationId};

use super::ids;
use crate::support::{Lab, answer, approved, marked, paste, used};

fn thread_with(desk: &Desk, words: &str) -> ConversationId {
    let filter = QueueFilter { text: words.to_owned(), view: QueueView::Waiting, channel: None };
    let page = desk.list_queue(&filter, 0, 2).unwrap();
    assert_eq!(page.total, 1, "{words}");
    ConversationId::parse(page.rows.first().unwrap().id.as_str()).unwrap()
}

#[test]
fn a_german_message_of_the_sample_finds_its_german_answer() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    for (words, expected) in
        [("router blinkt rot", "router-rot-de"), ("kündige ich meinen", "kuendigen-de")]
    {
        let found = desk.suggest(&thread_with(&desk, words)).unwrap();
        let best = found.suggestions.first().unwrap();
        assert_eq!((best.id.as_str(), found.fits), (expected, true), "{words}");
    }
}

#[test]
fn a_message_that_no_answer_of_the_sample_fits_says_so() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    for words in ["grey tabby", "head of talent"] {
        let found = desk.suggest(&thread_with(&desk, words)).unwrap();
        assert!(!found.fits && found.confidence < 50, "{words}: {}", found.confidence);
    }
}

#[test]
fn a_message_of_a_megabyte_is_taken_in_and_read_at_both_ends() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Router reset", "Hold the button."));
    let filler = "bla blü 😡 ".repeat(80_000);
    assert!(filler.len() > 1_000_000);
    for (handle, text) in [("a", format!("router? {filler}")), ("b", format!("{filler} router?"))] {
        let thread = crate::support::paste_from(&desk, &text, handle);
        let found = desk.suggest(&thread).unwrap();
        assert_eq!(ids(&found), [id.as_str()], "{handle}");
        let view = desk.open_conversation(&thread).unwrap();
        let entry = view.entries.first().unwrap();
        let spans = &found.message_marks.first().unwrap().spans;
        assert_eq!(marked(&entry.text, spans), ["router"], "{handle}");
    }
    let thread = ConversationId::parse("x:a").unwrap();
    desk.send_reply(&thread, "Hold the button.", &used(&id)).unwrap();
    let learned = desk.answer(&id).unwrap().learned;
    assert!(learned.first().unwrap().text.chars().count() <= 400, "of which little is learned");
}

#[test]
fn a_message_too_long_to_keep_is_refused_with_its_length() {
    let lab = Lab::new();
    let desk = lab.empty();
    let pasted = PastedQuery {
        text: "a".repeat((4 << 20) + 1),
        channel: Channel::X,
        handle: None,
        name: None,
    };
    let err = desk.receive_query(pasted).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Invalid);
    assert!(err.to_string().contains("4194305 bytes"), "{err}");
}

#[test]
fn emoji_alone_are_a_message_without_suggestions() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let thread = crate::support::paste_from(&desk, "😡😡👩‍🚀🇩🇪", "emo");
    let found = desk.suggest(&thread).unwrap();
    assert!(found.suggestions.is_empty() && !found.fits && found.confidence == 0);
    assert_eq!(desk.open_conversation(&thread).unwrap().entries.first().unwrap().text, "😡😡👩‍🚀🇩🇪");
}

#[test]
fn a_message_without_anything_readable_is_refused() {
    let lab = Lab::new();
    let desk = lab.empty();
    for text in ["", " \n\t ", "\0\u{7}\u{202E}"] {
        let text = text.to_owned();
        let pasted = PastedQuery { text, channel: Channel::X, handle: None, name: None };
        let err = desk.receive_query(pasted).unwrap_err();
        assert_eq!(
            (err.code(), err.to_string().as_str()),
            (ErrorCode::Invalid, "the message is empty")
        );
    }
}

#[test]
fn control_and_override_characters_are_dropped_and_the_words_still_found() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund\0 \u{202E}time", "Five\u{7} days\u{2066}."));
    let thread = paste(&desk, "my re\0fund\u{202E} \u{2067}please\u{1b}[31m");
    let view = desk.open_conversation(&thread).unwrap();
    assert_eq!(view.entries.first().unwrap().text, "my refund please[31m");
    let found = desk.suggest(&thread).unwrap();
    assert_eq!(ids(&found), [id.as_str()]);
    assert_eq!(found.suggestions.first().unwrap().title, "Refund time");
    assert_eq!(found.suggestions.first().unwrap().preview, "Five days.");
    let raw = "re\0fund \u{202E}refund\u{0}";
    let ask = Ask { text: raw, channel: None, locale: None, limit: 5 };
    assert_eq!(desk.suggest_text(&ask).unwrap().list.len(), 1, "text that was never cleaned, too");
}

#[test]
fn html_is_text_on_its_way_in_and_out() {
    let lab = Lab::new();
    let desk = lab.empty();
    let body = "<b>Five</b> days <script>alert(1)</script>";
    let id = approved(&desk, answer("Refund <img src=x onerror=alert(1)>", body));
    let text = "<script>alert('refund')</script> & <b>refund</b>";
    let thread = paste(&desk, text);
    assert_eq!(desk.open_conversation(&thread).unwrap().entries.first().unwrap().text, text);
    let found = desk.suggest(&thread).unwrap();
    let best = found.suggestions.first().unwrap();
    assert_eq!(
        (best.preview.as_str(), best.title.as_str()),
        (body, "Refund <img src=x onerror=alert(1)>")
    );
    let inserted = desk.insert_answer(&thread, &id).unwrap();
    let sent = desk.send_reply(&thread, &inserted.text, &used(&id)).unwrap();
    assert_eq!(sent.text, body);
}
