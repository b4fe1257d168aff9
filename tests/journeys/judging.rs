//! What a person says of suggestions, and what the desk learns from it.

use crate::support::command_line::make_sample;
use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

/// The answer that the odd messages below are about.
const RIGHT: &str = "refund-after-cancelling";
const TITLE: &str = "Refund after cancelling";
/// Two messages that ask for it in words that the library does not know.
const ODD: &str = "yo wheres my moolah, ya still havent coughed it up";
const ODDER: &str = "cough up the moolah already, ya lot";

const FIRST: &str = "at('suggestion')?.dataset.id";
/// The judgement that the first suggestion shows.
const SAID: &str = "at('suggestion')?.dataset.judged";

async fn desk(journey: &mut Journey) -> Window {
    make_sample(&journey.home());
    let window = journey.open().await;
    window.see_desk().await;
    window
}

/// Takes a message in by keyboard and waits until it is open.
async fn paste(window: &Window, message: &str) {
    window.press("n").await;
    window.until("has('paste-text')").await;
    window.write(message).await;
    window.press("Ctrl+Enter").await;
    window.see_gone("paste-dialog").await;
    window.see_text("thread-entry", message).await;
    arrived(window).await;
}

/// Waits until what is suggested belongs to the open conversation, be it nothing.
async fn arrived(window: &Window) {
    window
        .until(
            "at('suggestions').dataset.conversation === at('conversation').dataset.id && \
             (at('suggestion') || at('no-fit')) && at('composer')",
        )
        .await;
}

/// Opens the conversation that `words` find in the queue, and shows the whole queue again.
async fn back_to(window: &Window, words: &str) {
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.press("Ctrl+a").await;
    window.write(words).await;
    window.until(&format!("all('queue-row').length === 1 && says('queue-row', {words:?})")).await;
    window.press("Enter").await;
    window.press("j").await;
    window.see_text("thread-entry", words).await;
    arrived(window).await;
}

async fn see_first_judged(window: &Window, id: &str, judged: &str) {
    window.until(&format!("{FIRST} === {id:?} && {SAID} === {judged:?}")).await;
}

#[test]
fn a_suggestion_is_accepted_rejected_and_taken_back() {
    journey(async |journey| {
        let window = desk(journey).await;
        back_to(&window, "cancelled in March").await;
        let first = window.text(FIRST).await;
        window.press("y").await;
        see_first_judged(&window, &first, "accepted").await;
        window.until("says('toast', 'this answers it') && says('toast-action', 'Undo')").await;
        window.picture("judging-1-accepted").await;
        window.click("toast-action").await;
        window.until(&format!("{FIRST} === {first:?} && {SAID} === undefined")).await;
        window.see_text("toast", "Taken back").await;

        let card = format!("all('suggestion').find((one) => one.dataset.id === {first:?})");
        window.click("reject").await;
        window.until(&format!("{card}?.dataset.judged === 'rejected'")).await;
        window.until("says('toast-also', 'The right one was')").await;
        window.picture("judging-2-rejected").await;
        // By the same thumb, when the message is long gone.
        let number = window.text(&format!("{card}.dataset.index")).await;
        let thumb = format!("[data-testid=suggestion][data-index={number:?}] [data-testid=reject]");
        window.element(&thumb).await.click().await.unwrap();
        window.until(&format!("{card} && {card}.dataset.judged === undefined")).await;
    });
}

#[test]
fn what_was_corrected_is_suggested_first_for_the_next_who_asks_like_it() {
    journey(async |journey| {
        let window = desk(journey).await;
        paste(&window, ODD).await;
        window.until(&format!("{FIRST} !== {RIGHT:?}")).await;
        window.press("c").await;
        window.until("has('palette-input')").await;
        window.write("refund after").await;
        let chosen = "document.querySelector('[data-testid=palette] [aria-selected=true]')";
        window.until(&format!("{chosen}?.textContent.includes({TITLE:?})")).await;
        window.picture("judging-3-the-right-one-was").await;
        window.press("Enter").await;
        window.see_text("toast", "answers it").await;
        see_first_judged(&window, RIGHT, "accepted").await;
        window.picture("judging-4-corrected").await;

        paste(&window, ODDER).await;
        window.until(&format!("{FIRST} === {RIGHT:?} && {SAID} === undefined")).await;
        window.until("at('suggestion').textContent.includes('customers asked like this')").await;
        window.picture("judging-5-learned").await;

        back_to(&window, ODD).await;
        see_first_judged(&window, RIGHT, "accepted").await;
        window.press("y").await;
        window.until(&format!("{FIRST} !== {RIGHT:?}")).await;
        back_to(&window, ODDER).await;
        window.until(&format!("{FIRST} !== {RIGHT:?}")).await;
    });
}

#[test]
fn a_rejected_suggestion_leads_to_the_right_one_and_one_undo_takes_both_back() {
    journey(async |journey| {
        let window = desk(journey).await;
        back_to(&window, "cancelled in March").await;
        let wrong = window.text(FIRST).await;
        window.press("x").await;
        window.click("toast-also").await;
        window.until("has('palette-input')").await;
        window.write("router").await;
        let option = "document.querySelector('[data-testid=palette] [role=option]')";
        window.until(&format!("{option}?.querySelector('b')")).await;
        let right = window.text(&format!("{option}.querySelector('b').textContent")).await;
        window.press("Enter").await;
        window.see_text("toast", &right).await;
        let accepted = "all('suggestion').find((one) => one.dataset.judged === 'accepted')";
        window.until(&format!("{accepted}?.textContent.includes({right:?})")).await;
        window.click("toast-action").await;
        window.see_text("toast", "Taken back").await;
        let judged = "all('suggestion').some((one) => one.dataset.judged)";
        window.until(&format!("{FIRST} === {wrong:?} && !{judged}")).await;
    });
}

#[test]
fn the_keys_of_judging_are_on_the_shortcut_sheet_and_do_nothing_in_text() {
    journey(async |journey| {
        let window = desk(journey).await;
        window.press("?").await;
        for says in ["This suggestion is right", "This suggestion is wrong", "another one"] {
            window.see_text("shortcut-sheet", says).await;
        }
        window.picture("judging-6-keys").await;
        window.press("Esc").await;
        window.see_gone("shortcut-sheet").await;
        window.press("r").await;
        window.until("has('composer')").await;
        window.write("xyc").await;
        window.until("reply() === 'xyc'").await;
        window.until("!all('suggestion').some((one) => one.dataset.judged)").await;
    });
}
