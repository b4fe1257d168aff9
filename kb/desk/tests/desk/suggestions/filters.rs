//! Only what may be used here, now and for this reader is offered.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{AnswerInput, VariantInput};
use antiphon_desk::{Ask, Desk};
use antiphon_model::{Channel, ConversationId, Locale};

use super::ids;
use crate::support::{Lab, answer, approved, on, paste};

/// A query of Mira's on X, written in `locale`.
fn asked(lab: &Lab, desk: &Desk, text: &str, locale: &str) -> ConversationId {
    let row = format!(
        r#"{{"text":{text:?},"channel":"x","customer":{{"handle":"mira"}},"locale":{locale:?}}}"#
    );
    desk.run_import(&lab.file("queries.jsonl", row), &mut on).unwrap();
    ConversationId::parse("x:mira").unwrap()
}

fn typed(desk: &Desk, text: &str, thread: Option<&ConversationId>) -> Vec<String> {
    let hits = desk.search_answers(text, thread, 10).unwrap();
    hits.into_iter().map(|hit| hit.title).collect()
}

#[test]
fn an_answer_for_another_channel_is_never_offered() {
    let lab = Lab::new();
    let desk = lab.empty();
    let channels = vec![Channel::Whatsapp];
    approved(&desk, AnswerInput { channels, ..answer("Refund", "Five days.") });
    let thread = paste(&desk, "refund");
    assert!(desk.suggest(&thread).unwrap().suggestions.is_empty());
    assert!(typed(&desk, "refund", Some(&thread)).is_empty());
    let ask = |channel| {
        let ask = Ask { text: "refund", channel, locale: None, limit: 5 };
        desk.suggest_text(&ask).unwrap().list.len()
    };
    assert_eq!([ask(Some(Channel::Whatsapp)), ask(Some(Channel::Sms)), ask(None)], [1, 0, 1]);
}

#[test]
fn an_answer_is_offered_from_its_first_to_its_last_moment_only() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(
        &desk,
        AnswerInput {
            valid_from: Some("2026-11-21T12:10:00Z".to_owned()),
            valid_until: Some("2026-11-21T12:20:00Z".to_owned()),
            ..answer("Autumn offer", "Half price.")
        },
    );
    let thread = paste(&desk, "autumn offer?");
    for (minutes, offered) in [(9, false), (1, true), (10, true), (1, false)] {
        lab.clock.pass_minutes(minutes);
        let found = desk.suggest(&thread).unwrap();
        assert_eq!(!found.suggestions.is_empty(), offered, "{}", desk.now());
        assert_eq!(!typed(&desk, "autumn", Some(&thread)).is_empty(), offered, "{}", desk.now());
        assert_eq!(desk.insert_answer(&thread, &id).is_ok(), offered, "{}", desk.now());
    }
}

#[test]
fn an_answer_that_the_reader_cannot_read_is_not_offered() {
    let lab = Lab::new();
    let desk = lab.empty();
    let tagged = |title: &str, tag: &str| {
        approved(&desk, AnswerInput { locale: Some(tag.to_owned()), ..answer(title, "Wlan.") })
    };
    tagged("Wlan english", "en");
    tagged("Wlan deutsch", "de");
    approved(&desk, answer("Wlan anywhere", "Wlan."));
    let thread = asked(&lab, &desk, "wlan", "de-AT");
    let found = desk.suggest(&thread).unwrap();
    let mut titles: Vec<_> = found.suggestions.iter().map(|one| one.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Wlan anywhere", "Wlan deutsch"]);
    assert!(!typed(&desk, "wlan", Some(&thread)).contains(&"Wlan english".to_owned()));
}

#[test]
fn the_body_for_the_channel_and_the_language_is_shown_and_inserted() {
    let lab = Lab::new();
    let desk = lab.empty();
    let variant = |channel, tag: Option<&str>, body: &str| VariantInput {
        channel,
        locale: tag.map(str::to_owned),
        body: body.to_owned(),
    };
    let id = approved(
        &desk,
        AnswerInput {
            locale: Some("en".to_owned()),
            variants: vec![
                variant(Some(Channel::X), None, "Short for X"),
                variant(Some(Channel::X), Some("de"), "Kurz auf Deutsch"),
            ],
            ..answer("Router reset", "The long one")
        },
    );
    let german = asked(&lab, &desk, "router reset", "de");
    let preview = |thread: &ConversationId| {
        let found = desk.suggest(thread).unwrap();
        found.suggestions.into_iter().next().unwrap().preview
    };
    assert_eq!(preview(&german), "Kurz auf Deutsch");
    assert_eq!(desk.insert_answer(&german, &id).unwrap().text, "Kurz auf Deutsch");
    let english = paste(&desk, "router reset");
    assert_eq!(preview(&english), "Short for X");
    let hit = desk.search_answers("router", Some(&english), 1).unwrap().into_iter().next().unwrap();
    assert_eq!(hit.preview, "Short for X");
    let text = "router reset";
    let de = Locale::parse("de").unwrap();
    let ask = Ask { text, channel: Some(Channel::Email), locale: Some(&de), limit: 1 };
    let (mail, _) = desk.suggest_text(&ask).unwrap().list.into_iter().next().unwrap();
    assert_eq!(mail.preview, "The long one", "a German variant for X alone is none for e-mail");
}

#[test]
fn drafts_and_retired_answers_are_not_offered() {
    let lab = Lab::new();
    let desk = lab.empty();
    desk.create_answer(answer("Refund draft", "Not yet.")).unwrap();
    let retired = approved(&desk, answer("Refund retired", "Not any more."));
    desk.retire_answer(&retired).unwrap();
    let thread = paste(&desk, "refund draft retired");
    assert!(desk.suggest(&thread).unwrap().suggestions.is_empty());
    assert!(typed(&desk, "refund", None).is_empty());
}

#[test]
fn a_shortcut_comes_before_every_title() {
    let lab = Lab::new();
    let desk = lab.empty();
    for nth in 0..3 {
        approved(&desk, answer(&format!("Refund refund {nth}"), "Refund refund refund."));
    }
    let shortcut = Some("refund".to_owned());
    approved(&desk, AnswerInput { shortcut, ..answer("Money back", "Five days.") });
    for text in ["refund", "/refund", "/ref", "ref"] {
        let first = desk.search_answers(text, None, 10).unwrap().into_iter().next().unwrap();
        assert_eq!(first.shortcut.as_deref(), Some("refund"), "{text}");
        assert_eq!(first.title, "Money back", "{text}");
    }
}

#[test]
fn what_is_typed_so_far_finds_the_answer_at_every_letter() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Router reset", "Hold the button."));
    let text = "router reset";
    for end in 1..=text.len() {
        let typed = text.get(..end).unwrap();
        assert_eq!(desk.search_answers(typed, None, 10).unwrap().len(), 1, "{typed:?}");
    }
    assert!(desk.search_answers("", None, 10).unwrap().is_empty());
    assert_eq!(ids(&desk.suggest(&paste(&desk, text)).unwrap()), [id.as_str()]);
}
