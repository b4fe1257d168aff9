//! Posts are text, whatever is in them and however long they are.

use serde_json::json;

use crate::support::command_line::{antiphon, make_empty};
use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

const HOSTILE: &str = r#"<script>document.title = "owned"</script><img src=x onerror="document.title = 'owned'"><b id="made">bold</b> <a href="javascript:alert(1)">link</a>"#;

/// Opens a window whose one message is `text`, from a customer called `name`.
async fn with_message(journey: &mut Journey, name: &str, text: &str) -> Window {
    make_empty(&journey.home());
    let row = json!({ "id": "q", "text": text, "channel": "x",
        "customer": { "handle": "someone", "name": name, "attributes": { "plan": HOSTILE } } });
    let file = journey.file("queries.jsonl", &format!("{row}\n"));
    let words = ["import", "--yes"].map(AsRef::as_ref);
    antiphon(&journey.home(), &[&words[..], &[file.as_os_str()]].concat());
    let window = journey.open().await;
    window.until("at('composer') && at('thread-entry')").await;
    window
}

#[test]
fn markup_in_a_post_is_shown_and_never_run() {
    journey(async |journey| {
        let window = with_message(journey, HOSTILE, HOSTILE).await;
        let bubble = "at('thread-entry').querySelector('.text')";
        window.until(&format!("{bubble}.textContent === {HOSTILE:?}")).await;
        window.see_text("customer-card", HOSTILE).await;
        window.see_text("queue-row", "<script>").await;
        window.picture("untrusted-1-markup").await;
        let made = "[...document.querySelectorAll('body :is(b[id=made], img:not(.cm-widgetBuffer), a, script)')] \
            .map((one) => one.outerHTML).join()";
        assert_eq!(window.text(made).await, "", "an element was made of a post");
        assert_eq!(window.ask("document.title").await, "Antiphon", "no script ran");
    });
}

#[test]
fn control_characters_and_mixed_directions_stay_in_their_place() {
    journey(async |journey| {
        let text = "a\u{0}b\u{7} \u{202e}drawkcab\u{202c} مرحبا بكم \u{200b}👩‍👩‍👧‍👦 \u{fffd}";
        let window = with_message(journey, "\u{202e}gnorW", text).await;
        window.see_text("thread-entry", "مرحبا").await;
        window.see_text("thread-entry", "👩‍👩‍👧‍👦").await;
        window.picture("untrusted-2-directions").await;
        assert_eq!(window.ask("document.dir").await, "", "the window keeps its direction");
    });
}

#[test]
fn a_long_post_leaves_the_composer_in_sight() {
    journey(async |journey| {
        let words: String = (1..).map(|n| format!("word{n} ")).take(1_200).collect();
        let text: String = words.chars().chain("x".repeat(400).chars()).take(10_000).collect();
        let window = with_message(journey, &"Long Name ".repeat(30), &text).await;
        window.see_text("thread-entry", "Show all").await;
        for (width, height) in [(1280, 800), (900, 600)] {
            window.resize(width, height).await;
            window.picture(&format!("untrusted-3-long-{width}x{height}")).await;
            let inside = "all('composer').concat(all('send')).every((one) => { \
                const box = one.getBoundingClientRect(); \
                return box.bottom <= innerHeight && box.right <= innerWidth && box.height > 0; })";
            assert!(window.ask(inside).await == true, "at {width}×{height}");
            assert!(
                window.ask("document.scrollingElement.scrollWidth <= innerWidth").await == true
            );
        }
        let button = "[data-testid=thread-entry] .bubble button";
        window.element(button).await.click().await.unwrap();
        window
            .until("at('thread-entry').querySelector('.text').textContent.length === 10000")
            .await;
    });
}

#[test]
fn a_long_reply_scrolls_in_the_composer() {
    journey(async |journey| {
        let window = with_message(journey, "Someone", "hello?").await;
        window.press("r").await;
        window.until("has('composer')").await;
        for _ in 0..40 {
            window.write("line\n").await;
        }
        window.until("lines().length > 3").await;
        window.picture("untrusted-4-long-reply").await;
        let inside = "at('send').getBoundingClientRect().bottom <= innerHeight && \
            at('thread').getBoundingClientRect().height > 40";
        assert!(window.ask(inside).await == true, "thread and button stay in sight");
    });
}
