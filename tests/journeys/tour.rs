//! The main job, from the first start to a reply that is on its way.

use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

const QUESTION: &str = "cancelled in March and STILL no refund??";
const REPLY: &str = "Hi Mira, I’m sorry this has dragged on. Refunds reach your account within \
    5 working days of the final bill. Yours was issued on 18 November.";

/// What the suggestions say, each in a line of its own, with the reasons below.
const SUGGESTIONS: &str = r#"all("suggestion").map((card) => {
  const sure = card.querySelector("[role=img]").getAttribute("aria-label");
  const why = [...card.querySelectorAll("li")].map((one) => "\n       " + one.innerText.trim());
  return `  ${card.dataset.index}. ${card.querySelector("h3").innerText} (${sure})` + why.join("");
}).join("\n")"#;

#[test]
fn the_main_job() {
    journey(async |journey| {
        let window = first_run(journey).await;
        pick_by_keyboard(&window).await;
        answer(&window).await;
        send(&window).await;
        look_back(&window).await;
        in_the_dark(&window).await;
    });
}

async fn first_run(journey: &mut Journey) -> Window {
    let window = journey.open().await;
    window.until("has('agent-name')").await;
    window.write("Ada Moreau").await;
    window.picture("01-first-run").await;
    window.press("Enter").await;
    window.see_desk().await;
    window.act("Use the light theme").await;
    window.until("all('queue-row').length > 5 && suggested()").await;
    window.picture("02-desk").await;
    window
}

async fn pick_by_keyboard(window: &Window) {
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.write("mira osei").await;
    window.until("all('queue-row').length === 1 && says('queue-row', 'Mira Osei')").await;
    window.press("Enter").await;
    window.until("has('queue-list')").await;
    window.press("j").await;
    window.see_text("customer-card", "Mira Osei").await;
    window.see_text("thread-entry", QUESTION).await;
    window.until("suggested() && at('suggestion').dataset.id === 'refund-after-cancelling'").await;
    window.picture("03-picked").await;
    let query = window.text("at('thread-entry').innerText").await;
    let suggestions = window.text(SUGGESTIONS).await;
    println!("\nThe query\n  {}", query.replace('\n', "\n  "));
    println!("\nThe suggestions, as the window shows them\n{suggestions}");
}

async fn answer(window: &Window) {
    window.press("1").await;
    window.until("has('composer') && selected() === '{{final bill date}}'").await;
    window.until("at('composer-verdict').dataset.verdict === 'blocked'").await;
    window.picture("04-inserted").await;
    // From anywhere in the reply, Tab goes to what is still to fill.
    window.press("Ctrl+Home").await;
    window.until("selected() === ''").await;
    window.press("Tab").await;
    window.until("selected() === '{{final bill date}}'").await;
    window.write("18 November").await;
    window.until("at('composer-verdict').dataset.verdict === 'ready'").await;
    window.see_text("composer-verdict", "Ready").await;
    window.picture("05-ready").await;
}

async fn send(window: &Window) {
    window.press("Ctrl+Shift+c").await;
    window.see_text("toast", "Copied").await;
    assert_eq!(pasted(window).await, REPLY, "what the clipboard holds");
    println!("\nThe reply, as it was copied\n  {REPLY}");
    window.press("r").await;
    window.until("has('composer')").await;
    window.press("Ctrl+Enter").await;
    window.until("says('toast', 'Copied and marked sent') && says('toast-action', 'Undo')").await;
    window.until("!says('customer-card', 'Mira Osei')").await;
    window.picture("06-sent").await;
}

/// What the clipboard holds, by pasting it where a new message would be pasted.
async fn pasted(window: &Window) -> String {
    window.press("Esc").await;
    window.until("!has('composer')").await;
    window.press("n").await;
    window.until("has('paste-text')").await;
    window.press("Ctrl+v").await;
    window.until("at('paste-text').value !== ''").await;
    let text = window.text("at('paste-text').value").await;
    window.press("Esc").await;
    window.see_gone("paste-dialog").await;
    text
}

async fn look_back(window: &Window) {
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.press("Ctrl+a").await;
    window.press("Delete").await;
    window.until("at('queue-search').value === ''").await;
    window.press("Esc").await;
    window.view("Done").await;
    window.until("all('queue-row').length === 1 && says('queue-row', 'Mira Osei')").await;
    window.press("j").await;
    window.see_text("customer-card", "Mira Osei").await;
    let last = "all('thread-entry').at(-1)";
    window.until(&format!("{last}.dataset.kind === 'reply'")).await;
    window.until(&format!("{last}.innerText.includes({REPLY:?})")).await;
    assert_eq!(pasted(window).await, REPLY, "sending copies too");
    window.picture("07-history").await;
}

async fn in_the_dark(window: &Window) {
    window.view("Waiting").await;
    window.act("Use the dark theme").await;
    window.until("document.documentElement.dataset.theme === 'dark'").await;
    window.picture("08-history-dark").await;
    window.press("j").await;
    window.until("!says('customer-card', 'Mira Osei')").await;
    window.until("suggested()").await;
    window.press("1").await;
    window.until("reply() !== ''").await;
    window.picture("09-desk-dark").await;
    window.press("Ctrl+2").await;
    window.until("at('answer-preview') && all('library-row').length > 3").await;
    window.picture("10-library-dark").await;
    window.act("Use the light theme").await;
    window.picture("11-library").await;
}
