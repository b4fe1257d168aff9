//! From a gap in the library to an approved answer that is suggested.

use crate::support::command_line::make_sample;
use crate::support::journey::journey;
use crate::support::window::Window;

const QUESTION: &str = "do you do a discount for beekeepers with more than twenty hives";
const TITLE: &str = "Beekeepers’ discount";

#[test]
fn an_approved_answer_is_suggested_at_once() {
    journey(async |journey| {
        make_sample(&journey.home());
        let window = journey.open().await;
        window.see_desk().await;
        paste(&window).await;
        window.see("no-fit").await;
        window.picture("library-1-no-answer-fits").await;

        create(&window).await;
        edit(&window).await;
        window.press("Ctrl+Enter").await;
        window.until("at('answer-state').dataset.state === 'approved'").await;
        window.see_text("toast", "is approved").await;
        window.picture("library-4-approved").await;

        window.press("Ctrl+1").await;
        window.see_text("thread-entry", QUESTION).await;
        window
            .until(&format!("suggested() && at('suggestion').textContent.includes({TITLE:?})"))
            .await;
        window.see_gone("no-fit").await;
        window.picture("library-5-suggested").await;
        window.press("1").await;
        window.until("reply() === 'Yes: ten per cent from the twentieth hive on.'").await;
        history(&window).await;
    });
}

async fn paste(window: &Window) {
    window.press("n").await;
    window.until("has('paste-text')").await;
    window.write(QUESTION).await;
    window.press("Ctrl+Enter").await;
    window.see_gone("paste-dialog").await;
    window.see_text("thread-entry", QUESTION).await;
}

async fn create(window: &Window) {
    window.press("Ctrl+2").await;
    window.until("all('library-row').length > 3").await;
    window.press("n").await;
    window.until("has('answer-title')").await;
    window.write(TITLE).await;
    window.press("Tab").await;
    window.until("has('answer-body')").await;
    window.write("Yes: ten per cent.").await;
    window.see_text("answer-preview", "Yes: ten per cent.").await;
    window.picture("library-2-new").await;
    window.press("Ctrl+s").await;
    window.until("at('answer-state').dataset.state === 'draft'").await;
    window.until("at('answer-status').textContent.trim() === ''").await;
}

/// The draft is changed, and gets the customer's own words as a phrasing.
async fn edit(window: &Window) {
    window.until("has('answer-body')").await;
    window.press("Ctrl+a").await;
    window.write("Yes: ten per cent from the twentieth hive on.").await;
    window.see_text("answer-preview", "from the twentieth hive on.").await;
    window.click("answer-tab-phrasings").await;
    window.click("answer-phrasings").await;
    window.write("discount for beekeepers\nmore than twenty hives").await;
    window.until("at('answer-status').textContent.includes('Not saved')").await;
    window.picture("library-3-phrasings").await;
}

/// An edit of an approved answer waits as an open revision, with its difference shown.
async fn history(window: &Window) {
    window.press("Ctrl+2").await;
    window.until("at('answer-tab-write')").await;
    window.click("answer-tab-write").await;
    window.click("answer-body").await;
    window.press("Ctrl+End").await;
    window.write(" Bees love fibre.").await;
    window.press("Ctrl+s").await;
    window.see("answer-in-service").await;
    window.click("answer-tab-history").await;
    window.until("at('answer-diff').textContent.includes('Bees love fibre.')").await;
    window.picture("library-6-history").await;
    window.click("answer-discard").await;
    window.see_gone("answer-in-service").await;
}
