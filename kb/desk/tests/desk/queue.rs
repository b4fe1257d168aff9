//! The queue: who is due first, who comes back, who is done.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::Desk;
use antiphon_desk::views::{
    ChannelMinutes, PastedQuery, QueueFilter, QueueView, SettingsInput, WorkspaceKind,
};
use antiphon_model::{Channel, ConversationId};

use crate::support::{Lab, paste, paste_from};

fn names(desk: &Desk, view: QueueView, text: &str) -> Vec<String> {
    let filter = QueueFilter { text: text.to_owned(), view, channel: None };
    let page = desk.list_queue(&filter, 0, 100).unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn what_is_due_first_is_on_top_by_the_target_of_its_channel() {
    let lab = Lab::new();
    let desk = lab.empty();
    paste_from(&desk, "first", "Ann Early");
    lab.clock.pass_minutes(10);
    desk.receive_query(PastedQuery {
        text: "second".to_owned(),
        channel: Channel::Whatsapp,
        handle: None,
        name: Some("Bo Late".to_owned()),
    })
    .unwrap();
    assert_eq!(names(&desk, QueueView::Waiting, ""), ["Ann Early", "Bo Late"]);
    desk.save_settings(SettingsInput {
        agent: "Lena Sommer".to_owned(),
        team: None,
        first_reply_minutes: 60,
        first_reply_by_channel: vec![ChannelMinutes { channel: Channel::Whatsapp, minutes: 15 }],
        synonyms: Vec::new(),
    })
    .unwrap();
    assert_eq!(names(&desk, QueueView::Waiting, ""), ["Bo Late", "Ann Early"]);
}

#[test]
fn a_snoozed_conversation_comes_back_when_its_time_has_come() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = paste(&desk, "later please");
    desk.snooze_conversation(id, desk.now().plus_minutes(60)).unwrap();
    assert!(names(&desk, QueueView::Waiting, "").is_empty());
    assert_eq!(names(&desk, QueueView::Snoozed, ""), ["Mira Osei"]);
    lab.clock.pass_minutes(61);
    assert_eq!(names(&desk, QueueView::Waiting, ""), ["Mira Osei"]);
}

#[test]
fn a_resolved_conversation_is_done_until_it_is_reopened_or_the_customer_writes() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = paste(&desk, "thanks!");
    desk.resolve_conversation(id.clone()).unwrap();
    assert_eq!(names(&desk, QueueView::Done, "THANKS"), ["Mira Osei"], "and it can be searched");
    desk.reopen_conversation(id.clone()).unwrap();
    assert_eq!(names(&desk, QueueView::Waiting, ""), ["Mira Osei"]);
    desk.resolve_conversation(id.clone()).unwrap();
    assert_eq!(paste(&desk, "one more thing"), id, "one conversation per channel and handle");
    assert_eq!(names(&desk, QueueView::Waiting, ""), ["Mira Osei"]);
}

#[test]
fn the_sample_opens_with_a_queue_that_is_as_old_as_its_clock() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let workspace = desk.workspace().unwrap();
    assert!(workspace.counts.approved >= 80, "{:?}", workspace.counts);
    assert!(workspace.solo, "four-eyes is off and said so");
    let filter = QueueFilter { text: String::new(), view: QueueView::Waiting, channel: None };
    let page = desk.list_queue(&filter, 0, 500).unwrap();
    assert!(page.total >= 180, "{}", page.total);
    let due: Vec<_> = page.rows.iter().map(|row| row.due_at.clone().unwrap()).collect();
    assert!(due.is_sorted());
    let mira = ConversationId::parse("x:miraosei").unwrap();
    let view = desk.open_conversation(&mira).unwrap();
    assert_eq!(view.due_at.as_deref(), Some("2026-11-21T12:12:00Z"));
    assert_eq!(view.customer.followers, Some(4210));
}
