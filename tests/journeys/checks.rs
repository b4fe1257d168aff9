//! What is said of a reply while it is typed, and what is done about it.

use crate::support::command_line::{antiphon, make_sample};
use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

/// A customer of whom more is known than everybody may read.
const QUERY: &str = r#"{"id":"q-orla","text":"how long does a refund take??","channel":"x","customer":{"handle":"orlaquinn","name":"Orla Quinn","email":"orla.quinn@example.org"}}
"#;
/// An answer with wordings to choose from.
const ANSWER: &str = r#"{"id":"a-visit","title":"Thanks for waiting","shortcut":"patience","body":"{% choice %}Hi{% or %}Hello{% endchoice %} {{customer.first_name}}. {% choice %}Thanks!{% or %}Thank you!{% endchoice %}","state":"approved"}
"#;
/// A sentence of the sample's answer, with another number.
const CHANGED: &str = "Refunds reach your account within 2 working days of the final bill.";

const STATES: &str = "all('sentence').map((one) => one.dataset.state).join(' ')";
const VERDICT: &str = "at('composer-verdict').dataset.verdict";
const UNDERLINED: &str =
    "[...document.querySelectorAll('.cm-finding')].map((one) => one.textContent).join('|')";

/// The desk with the conversation of Orla Quinn open.
async fn desk(journey: &mut Journey) -> Window {
    make_sample(&journey.home());
    let file = journey.file("queries.jsonl", QUERY);
    let words = ["import", "--yes"].map(AsRef::as_ref);
    antiphon(&journey.home(), &[&words[..], &[file.as_os_str()]].concat());
    let window = journey.open().await;
    window.see_desk().await;
    open(&window, "Orla Quinn").await;
    window
}

async fn open(window: &Window, name: &str) {
    window.press("Esc").await;
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.press("Ctrl+a").await;
    window.write(name).await;
    window.until("all('queue-row').length === 1").await;
    window.press("Enter").await;
    window.until("has('queue-list')").await;
    window.press("j").await;
    window.see_text("customer-card", name).await;
    window.until("suggested()").await;
}

/// Puts `text` in place of what is written.
async fn write(window: &Window, text: &str) {
    window.element(".cm-content").await.click().await.unwrap();
    window.press("Ctrl+a").await;
    window.write(text).await;
    window.until(&format!("reply() === {text:?}")).await;
}

#[test]
fn a_finding_is_underlined_and_mended_by_key() {
    journey(async |journey| {
        let window = desk(journey).await;
        write(&window, "Your refund is on the the way to you.").await;
        window.until(&format!("{UNDERLINED}.includes('the the')")).await;
        window.picture("checks-1-underlined").await;
        window.press("F8").await;
        window.see("finding-card").await;
        window.picture("checks-2-card").await;
        window.press("Ctrl+.").await;
        window.until("reply() === 'Your refund is on the way to you.'").await;
        window.until(&format!("{UNDERLINED} === ''")).await;
        window.press("Ctrl+z").await;
        window.until("reply() === 'Your refund is on the the way to you.'").await;
    });
}

#[test]
fn other_wordings_of_an_answer_are_chosen_by_key() {
    journey(async |journey| {
        make_sample(&journey.home());
        for (name, text) in [("answers.jsonl", ANSWER), ("queries.jsonl", QUERY)] {
            let file = journey.file(name, text);
            let words = ["import", "--approve", "--yes"].map(AsRef::as_ref);
            antiphon(&journey.home(), &[&words[..], &[file.as_os_str()]].concat());
        }
        let window = journey.open().await;
        window.see_desk().await;
        open(&window, "Orla Quinn").await;
        window.element(".cm-content").await.click().await.unwrap();
        window.write("/patience").await;
        let found = "document.querySelector('.cm-tooltip-autocomplete [aria-selected]')";
        window.until(&format!("{found}?.textContent.includes('Thanks for waiting')")).await;
        window.press("Enter").await;
        window.until("reply() === 'Hi Orla. Thanks!'").await;
        window.press("Tab").await;
        window.until("has('choice-menu') && says('choice-menu', 'Hello')").await;
        window.picture("checks-8-choices").await;
        window.press("2").await;
        window.until("reply() === 'Hello Orla. Thanks!'").await;
        window.press("Tab").await;
        window.until("has('choice-menu')").await;
        window.press("Down").await;
        window.press("Enter").await;
        window.until("reply() === 'Hello Orla. Thank you!'").await;
        window.press("Ctrl+z").await;
        window.until("reply() === 'Hello Orla. Thanks!'").await;
        window.press("Alt+Down").await;
        window.until("has('choice-menu')").await;
        window.press("Esc").await;
        window.see_gone("choice-menu").await;
        window.until("has('composer')").await;
    });
}

#[test]
fn a_placeholder_that_is_left_stops_the_reply_and_is_gone_to() {
    journey(async |journey| {
        let window = desk(journey).await;
        write(&window, "Hi [NAME], it is on its way.").await;
        window.until(&format!("{VERDICT} === 'blocked'")).await;
        window.press("Ctrl+Enter").await;
        window.until("reply().includes('[NAME]')").await;
        window.picture("checks-3-placeholder").await;
        write(&window, "Hi Orla, it is on its way.").await;
        window.until(&format!("{VERDICT} === 'ready'")).await;
    });
}

#[test]
fn a_changed_number_is_never_taken_for_approved() {
    journey(async |journey| {
        let window = desk(journey).await;
        write(&window, &CHANGED.replace('2', "5")).await;
        window.until(&format!("{STATES} === 'verbatim'")).await;
        write(&window, CHANGED).await;
        window.until(&format!("{STATES} === 'edited'")).await;
        window.until(&format!("{UNDERLINED}.includes('2 working days')")).await;
        window.ask("at('sentence').focus() ?? true").await;
        window.until("says('sentence-card', '5 working days')").await;
        window.picture("checks-4-changed-number").await;
    });
}

#[test]
fn a_reply_that_is_too_long_is_marked_and_divided() {
    journey(async |journey| {
        let window = desk(journey).await;
        let long = "We look into it for you today. ".repeat(10);
        write(&window, long.trim()).await;
        window
            .until(&format!("{VERDICT} === 'blocked' && at('composer').querySelector('.cm-over')"))
            .await;
        window.click("split").await;
        window.until("all('part').length === 2").await;
        window.picture("checks-5-too-long").await;
    });
}

#[test]
fn what_only_the_customer_may_read_is_moved_out_and_kept() {
    journey(async |journey| {
        let window = desk(journey).await;
        write(&window, "It is done. We wrote to orla.quinn@example.org. Have a nice day.").await;
        window.until(&format!("at('exposure') && {VERDICT} === 'blocked'")).await;
        window.picture("checks-6-exposed").await;
        window.click("move-private").await;
        window.until("!reply().includes('example.org') && reply().includes('It is done.')").await;
        window.until("says('private-message', 'orla.quinn@example.org')").await;
        window.until(&format!("{VERDICT} === 'ready'")).await;
        window.picture("checks-7-moved").await;
        open(&window, "Mira Osei").await;
        window.until("!at('private-message')").await;
        open(&window, "Orla Quinn").await;
        window.until("says('private-message', 'orla.quinn@example.org')").await;
    });
}

#[test]
fn a_rule_that_is_switched_off_in_the_guide_is_silent() {
    journey(async |journey| {
        let window = desk(journey).await;
        write(&window, "Your refund is on the the way to you.").await;
        window.until(&format!("{UNDERLINED}.includes('the the')")).await;
        window.press("Esc").await;
        window.press("Ctrl+4").await;
        window.see("voice").await;
        window.until("all('rule-row').length > 10 || all('rule-row-switch').length > 10").await;
        window.picture("voice-1-rules").await;
        window.press("/").await;
        window.write("Doubled").await;
        window.until("all('rule-row-switch').length === 1").await;
        window.click("rule-row-switch").await;
        window.see("voice-save").await;
        window.picture("voice-2-changed").await;
        window.click("voice-save").await;
        window.until("!at('voice-save') || at('voice-save').disabled").await;
        window.press("Ctrl+1").await;
        window.see_desk().await;
        window.until("reply().includes('the the')").await;
        write(&window, "Your refund is on the the way to you!").await;
        window.until(&format!("{VERDICT} === 'ready' && !{UNDERLINED}.includes('the the')")).await;
    });
}
