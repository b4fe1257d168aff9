//! The window ends without warning, or is started twice.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::command_line::{antiphon, make_sample};
use crate::support::journey::journey;
use crate::support::processes;

/// How long a second start may take to end.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_draft_survives_a_crash() {
    journey(async |journey| {
        make_sample(&journey.home());
        let window = journey.open().await;
        window.see_desk().await;
        let name = window.text("at('customer-card').querySelector('b').innerText").await;
        window.press("r").await;
        window.until("has('composer')").await;
        window.write("I have passed this on, and\nI will ring you at noon.").await;
        window.until("document.querySelector('.saved:not(.waiting)')").await;
        journey.crash();

        let window = journey.open().await;
        window.see_desk().await;
        window.see_text("customer-card", &name).await;
        let kept = "I have passed this on, and\nI will ring you at noon.";
        window.until(&format!("reply() === {kept:?}")).await;
        window.see_text("queue-row", "Draft").await;
        window.picture("crash-1-draft-is-back").await;
        antiphon(&journey.home(), &["doctor"]);
    });
}

#[test]
fn a_second_start_leaves_one_window() {
    journey(async |journey| {
        make_sample(&journey.home());
        let window = journey.open().await;
        window.see_desk().await;
        let mut second = Command::new(journey.program())
            .env("ANTIPHON_HOME", journey.home())
            .spawn()
            .expect("the window's program starts");
        let begun = Instant::now();
        let ended = loop {
            match second.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if begun.elapsed() > PATIENCE => break None,
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        if ended.is_none() {
            processes::kill(&processes::family(second.id()));
        }
        assert!(ended.is_some_and(|status| status.success()), "the second start ends: {ended:?}");
        assert_eq!(processes::running_copies(journey.program()).len(), 1);
        assert_eq!(window.count().await, 1);
        window.press("j").await;
        window.until("all('queue-row')[1].getAttribute('aria-selected') === 'true'").await;
    });
}
