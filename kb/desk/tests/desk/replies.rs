//! From an incoming query to a reply that is on its way.

use antiphon_desk::ErrorCode;
use antiphon_desk::views::{EntryKind, StateName, Verdict, WorkspaceKind};
use antiphon_model::{AnswerId, ConversationId, ReplyId};

use crate::support::{Lab, answer, approved, on, paste, used};

#[test]
fn the_main_job_on_the_sample() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let id = ConversationId::parse("x:miraosei").unwrap();
    let found = desk.suggest(&id).unwrap();
    let best = found.suggestions.first().unwrap();
    assert_eq!(best.id, "refund-after-cancelling");
    assert!(found.fits && best.insertable);

    let answer = AnswerId::parse(best.id.as_str()).unwrap();
    let inserted = desk.insert_answer(&id, &answer).unwrap();
    assert!(inserted.text.contains("Mira"), "a known field is filled: {}", inserted.text);
    let open: Vec<_> = inserted.fields.iter().filter(|field| field.value.is_none()).collect();
    assert_eq!(open.len(), 1);
    let check = desk.check_reply(&id, &inserted.text, &[]).unwrap();
    assert_eq!(check.verdict, Verdict::Blocked);
    let refused = desk.send_reply(&id, &inserted.text, &used(&answer)).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Refused);

    let text = inserted.text.replace("{{final bill date}}", "18 November");
    let sent = desk.send_reply(&id, &text, &used(&answer)).unwrap();
    assert!(sent.text.contains("18 November") && !sent.text.contains("**"), "{}", sent.text);
    assert_ne!(sent.next.as_deref(), Some("x:miraosei"), "the next one is another");
    let view = desk.open_conversation(&id).unwrap();
    assert_eq!(view.state, StateName::Answered);
    let last = view.entries.last().unwrap();
    assert_eq!((last.kind, last.by.as_str()), (EntryKind::Reply, "Lena Sommer"));
    assert_eq!(last.answers.first().unwrap().id, "refund-after-cancelling");
    assert!(view.draft.is_none());
}

#[test]
fn what_was_sent_is_learned_and_undo_takes_it_back() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Refunds take five working days."));
    let thread = paste(&desk, "@northlight wheres my moolah, mail jo@example.org");
    let text = "Hi! Refunds take five working days.";
    let sent = desk.send_reply(&thread, text, &used(&id)).unwrap();
    let learned = desk.answer(&id).unwrap().learned;
    assert_eq!(learned.first().unwrap().text, "[handle] wheres my moolah, mail [mail]");
    let other = paste(&desk, "moolah?");
    let found = desk.suggest(&other).unwrap();
    assert_eq!(found.suggestions.first().unwrap().id, id.to_string(), "learned words are found");

    let reply = ReplyId::parse(sent.reply_id).unwrap();
    let draft = desk.undo_reply(&thread, &reply).unwrap();
    assert_eq!(draft.text, text);
    assert_eq!(draft.answers, used(&id));
    assert!(desk.answer(&id).unwrap().learned.is_empty());
    assert_eq!(desk.answer(&id).unwrap().uses, 0);
    let view = desk.open_conversation(&thread).unwrap();
    assert_eq!(view.state, StateName::Open);
    assert_eq!(view.draft.unwrap().text, text);
}

#[test]
fn an_answer_that_was_deleted_from_the_reply_is_not_learned() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Refunds take five working days."));
    let thread = paste(&desk, "hello?");
    desk.send_reply(&thread, "Sorry, which order is it?", &used(&id)).unwrap();
    let answer = desk.answer(&id).unwrap();
    assert!(answer.learned.is_empty());
    assert_eq!(answer.uses, 0);
}

#[test]
fn a_draft_survives_closing_and_reopening() {
    let lab = Lab::new();
    let thread = {
        let desk = lab.empty();
        let thread = paste(&desk, "hello?");
        desk.save_draft(&thread, "Hi Mira, I", &[]).unwrap();
        thread
    };
    let desk = lab.open().unwrap();
    assert_eq!(desk.open_conversation(&thread).unwrap().draft.unwrap().text, "Hi Mira, I");
    desk.save_draft(&thread, "", &[]).unwrap();
    assert!(desk.open_conversation(&thread).unwrap().draft.is_none());
}

#[test]
fn an_answer_that_has_expired_since_it_was_suggested_is_not_inserted() {
    let lab = Lab::new();
    let desk = lab.empty();
    let mut input = answer("Autumn offer", "Half price until Saturday.");
    input.valid_until = Some("2026-11-21".to_owned());
    let id = approved(&desk, input);
    let thread = paste(&desk, "autumn offer?");
    desk.insert_answer(&thread, &id).unwrap();
    assert_eq!(desk.suggest(&thread).unwrap().suggestions.len(), 1);
    lab.clock.pass_minutes(2 * 24 * 60);
    let err = desk.insert_answer(&thread, &id).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Refused);
    assert!(desk.suggest(&thread).unwrap().suggestions.is_empty(), "and not suggested");
}

#[test]
fn an_answer_without_text_is_found_but_not_inserted() {
    let lab = Lab::new();
    let desk = lab.empty();
    let request = antiphon_desk::ImportRequest {
        approve: true,
        ..lab.file("a.jsonl", r#"{"id":"roaming","title":"Roaming in Spain","body":""}"#)
    };
    desk.run_import(&request, &mut on).unwrap();
    let thread = paste(&desk, "roaming in spain");
    let found = desk.suggest(&thread).unwrap();
    assert!(!found.suggestions.first().unwrap().insertable);
    let id = AnswerId::parse("roaming").unwrap();
    let err = desk.insert_answer(&thread, &id).unwrap_err();
    assert!(err.to_string().contains("no text to insert"), "{err}");
}

#[test]
fn a_customer_named_like_a_template_fills_nothing_in() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Hello", "Hi {{customer.first_name}}, all is well."));
    let thread = crate::support::paste_from(&desk, "hi", "{{agent.name}} *Bold* Smith");
    let inserted = desk.insert_answer(&thread, &id).unwrap();
    let check = desk.check_reply(&thread, &inserted.text, &[]).unwrap();
    assert!(!check.plain_text.contains("Lena"), "{}", check.plain_text);
}

#[test]
fn an_answer_with_conditions_filters_and_assignments_is_inserted_as_text() {
    let lab = Lab::new();
    let desk = lab.empty();
    let body = "{% assign who = contact.first_name | default: 'there' %}Hé {{ who | upcase }}!\n\
        {% case channel.name %}{% when 'X' %}Write to us here{% else %}Call us{% endcase %}\
        {% if customer.phone %} at {{ customer.phone }}{% endif %}, \
        {{ customer.attributes.order | append: '!' }} {% ask 'Which day?' %} {% cursor %}\
        {% choice %}Thanks{% or %}Cheers, {{ agent.name }}{% endchoice %}\
        {% comment %}not for customers{% endcomment %}";
    let id = approved(&desk, answer("Hello", body));
    let thread = crate::support::paste_from(&desk, "hi", "Mira *Osei*");
    let inserted = desk.insert_answer(&thread, &id).unwrap();
    let expected =
        "Hé MIRA!\nWrite to us here, {{ customer.attributes.order }} {{ Which day? }} Thanks";
    assert_eq!(inserted.text, expected);
    let fields: Vec<_> = inserted
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.span.from, field.value.as_deref()))
        .collect();
    assert_eq!(
        fields,
        [
            ("contact.first_name", 3, Some("MIRA")),
            ("customer.attributes.order", 27, None),
            ("Which day?", 59, None),
        ]
    );
    let choice = inserted.choices.first().unwrap();
    assert_eq!((choice.span.from, choice.span.to, choice.chosen), (76, 82, 0));
    assert_eq!(choice.alternatives.len(), 2);
    assert!(choice.alternatives.iter().any(|text| text.starts_with("Cheers, ")));
    assert_eq!(inserted.cursor, Some(76));

    let check = desk.check_reply(&thread, &inserted.text, &[]).unwrap();
    assert_eq!((check.verdict, check.unfilled.len()), (Verdict::Blocked, 2));
    let text = inserted.text.replace("{{ customer.attributes.order }}", "A-7");
    let text = text.replace("{{ Which day? }}", "Monday");
    let sent = desk.send_reply(&thread, &text, &used(&id)).unwrap();
    assert_eq!(sent.text, "Hé MIRA!\nWrite to us here, A-7 Monday Thanks");
    assert_eq!(desk.answer(&id).unwrap().uses, 1, "it counts as used");
}

#[test]
fn a_placeholder_that_is_left_keeps_the_reply_from_being_sent() {
    let lab = Lab::new();
    let desk = lab.empty();
    let thread = paste(&desk, "hello?");
    for text in ["Hi [NAME]", "Hi <first name>", "order XXX", "%%x%%", "#{ticket.title}", "TODO"] {
        let refused = desk.send_reply(&thread, text, &[]).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Refused, "{text}");
    }
}

#[test]
fn an_answer_that_cannot_be_read_is_inserted_and_never_sent() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Hello", "{% if vip %}Dear {{ agent.name }}, {{ x"));
    let thread = paste(&desk, "hello");
    let inserted = desk.insert_answer(&thread, &id).unwrap();
    assert!(inserted.text.starts_with("{% if vip %}Dear ") && inserted.text.ends_with(", {{ x"));
    assert!(desk.send_reply(&thread, &inserted.text, &used(&id)).is_err());
}
