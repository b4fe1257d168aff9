//! A day without the mouse.

use crate::support::command_line::make_sample;
use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

/// The name on the open conversation.
const OPEN: &str = "at('customer-card').querySelector('b').innerText";
/// The parts of the queue, with how many messages are in each.
const VIEWS: &str = "[...document.querySelectorAll('[name=queue-view]')] \
    .map((one) => one.parentElement.textContent.trim().replace(/\\s+/g, ' ')).join()";
const IN_COMPOSER: &str = "has('composer')";

async fn desk(journey: &mut Journey) -> Window {
    make_sample(&journey.home());
    let window = journey.open().await;
    window.see_desk().await;
    window
}

/// Opens the conversation that `words` find in the queue, by keyboard; the queue stays narrowed.
async fn open(window: &Window, words: &str, name: &str) {
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.write(words).await;
    window.until(&format!("all('queue-row').length === 1 && says('queue-row', {name:?})")).await;
    window.press("Enter").await;
    window.press("j").await;
    window.see_text("customer-card", name).await;
    window.until("suggested()").await;
}

#[test]
fn the_queue_is_walked_and_worked_off_with_single_keys() {
    journey(async |journey| {
        let window = desk(journey).await;
        let first = window.text(OPEN).await;
        window.press("j").await;
        window.until(&format!("{OPEN} !== {first:?}")).await;
        let second = window.text(OPEN).await;
        window.press("k").await;
        window.until(&format!("{OPEN} === {first:?}")).await;

        window.press("e").await;
        window.until(&format!("{OPEN} === {second:?} && says('toast', 'Resolved')")).await;
        window.press("z").await;
        window.until("has('snooze-menu')").await;
        window.picture("keyboard-1-snooze").await;
        window.press("Enter").await;
        window.until("says('toast', 'Snoozed until')").await;
        window.until(&format!("{OPEN} !== {second:?}")).await;
        window.until(&format!("{VIEWS} === 'Waiting 186,Snoozed 1,Done 1'")).await;
    });
}

#[test]
fn a_conversation_is_taken_and_given_back_by_key() {
    journey(async |journey| {
        let window = desk(journey).await;
        window.press("a").await;
        window.until("at('assign').getAttribute('aria-pressed') === 'true'").await;
        window.see_text("queue-row", "Yours").await;
        window.press("a").await;
        window.until("at('assign').getAttribute('aria-pressed') === 'false'").await;
        window.until("!says('queue-row', 'Yours')").await;
    });
}

#[test]
fn numbers_insert_and_one_undo_takes_a_whole_answer_back() {
    journey(async |journey| {
        let window = desk(journey).await;
        open(&window, "mira osei", "Mira Osei").await;
        window.press("2").await;
        window.until(&format!("{IN_COMPOSER} && reply().startsWith('Refunds take')")).await;
        let once = window.text("reply()").await;
        window.press("Ctrl+z").await;
        window.until("reply() === ''").await;

        window.press("Ctrl+End").await;
        window.write("Hello Mira!").await;
        window.press("Alt+2").await;
        window.until(&format!("reply() === 'Hello Mira! ' + {once:?}")).await;
        window.press("Ctrl+z").await;
        window.until("reply() === 'Hello Mira!'").await;
        window.press("Esc").await;
        window.until(&format!("!({IN_COMPOSER})")).await;
        window.press("1").await;
        window.until("reply().includes('{{final bill date}}')").await;
        window.press("Ctrl+Enter").await;
        window.until("selected() === '{{final bill date}}'").await;
        assert_eq!(window.text(OPEN).await, "Mira Osei", "an unfilled field is not sent");
    });
}

#[test]
fn a_slash_in_the_reply_finds_an_answer() {
    journey(async |journey| {
        let window = desk(journey).await;
        open(&window, "mira osei", "Mira Osei").await;
        window.press("r").await;
        window.until(IN_COMPOSER).await;
        window.write("Hi! /refund").await;
        let options = "[...document.querySelectorAll('.cm-tooltip-autocomplete li')]";
        window
            .until(&format!("{options}[0].textContent.includes('Refund after cancelling')"))
            .await;
        window.picture("keyboard-2-inline-search").await;
        window.press("Enter").await;
        window.until("reply().startsWith('Hi! Hi Mira, I’m sorry')").await;
        window.press("Ctrl+z").await;
        window.until("reply() === 'Hi! /refund'").await;
        window.press("Esc").await;
        window.press("Esc").await;
        window.until(&format!("!({IN_COMPOSER})")).await;
    });
}

#[test]
fn tab_leads_from_field_to_field_and_then_on() {
    journey(async |journey| {
        let window = desk(journey).await;
        window.press("r").await;
        window.until(IN_COMPOSER).await;
        window.write("{{first}} and {{second}}").await;
        window.press("Ctrl+Home").await;
        window.press("Tab").await;
        window.until("selected() === '{{first}}'").await;
        window.write("One").await;
        window.press("Tab").await;
        window.until("selected() === '{{second}}'").await;
        window.write("two").await;
        window.until("reply() === 'One and two'").await;
        window.press("Tab").await;
        window
            .until(&format!("!({IN_COMPOSER}) && document.activeElement !== document.body"))
            .await;
    });
}

#[test]
fn rooms_palette_and_shortcut_sheet_open_by_key() {
    journey(async |journey| {
        let window = desk(journey).await;
        window.press("Ctrl+2").await;
        window.until("at('library') && all('library-row').length > 3").await;
        window.press("Ctrl+1").await;
        window.until("at('conversation') && at('queue-list')").await;

        window.press("?").await;
        window.until("has('shortcut-sheet')").await;
        for key in ["Next message", "Insert suggestion 1 to 9", "Copy and mark sent", "Snooze"] {
            window.see_text("shortcut-sheet", key).await;
        }
        window.picture("keyboard-3-shortcuts").await;
        window.press("Esc").await;
        window.see_gone("shortcut-sheet").await;

        window.press("Ctrl+k").await;
        window.until("has('palette-input')").await;
        window.picture("keyboard-4-palette").await;
        window.write("router lights").await;
        window.until("document.querySelector('[data-testid=palette] [role=option] .hit')").await;
        window.picture("keyboard-5-palette-answers").await;
        window.press("Enter").await;
        window.until("reply() !== ''").await;
        window.act("Go to Library").await;
        window.see("library").await;
    });
}
