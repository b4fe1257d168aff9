//! Answers that are asked for but may not be used are named, with the reason.

use crate::support::command_line::{antiphon, make_sample};
use crate::support::journey::journey;

/// The sample has nothing about parrots; this had, until its time was over.
const EXPIRED: &str = r#"{"id":"parrots","title":"Parrots and cables","body":"Did your parrot eat the fibre cable? We send a new one, free of charge.","phrasings":["my parrot ate the fibre cable","parrot chewed through the cable"],"valid_until":"2020-11-03"}
"#;
const MESSAGE: &str = "help my parrot ate the fibre cable again";

#[test]
fn an_expired_answer_is_named_with_its_date_and_opens_in_the_library() {
    journey(async |journey| {
        make_sample(&journey.home());
        let file = journey.file("answers.jsonl", EXPIRED);
        let words = ["import", "--yes", "--approve"].map(AsRef::as_ref);
        antiphon(&journey.home(), &[&words[..], &[file.as_os_str()]].concat());
        let window = journey.open().await;
        window.see_desk().await;
        window.press("n").await;
        window.until("has('paste-text')").await;
        window.write(MESSAGE).await;
        window.press("Ctrl+Enter").await;
        window.see_text("thread-entry", MESSAGE).await;
        window
            .until("at('suggestions').dataset.conversation === at('conversation').dataset.id")
            .await;

        window.see("absences").await;
        window.until("!all('suggestion').some((one) => one.dataset.id === 'parrots')").await;
        assert!(window.ask("at('absences').open").await == false, "one line at first");
        window.element("[data-testid=absences] summary").await.click().await.unwrap();
        window.until("says('absence', 'Parrots and cables') && says('absence', 'expired')").await;
        window.until("at('absence').dataset.why === 'expired' && says('absence', '2020')").await;
        window.until("says('no-fit-absent', 'The closest answer expired')").await;
        window.picture("absence-1-expired").await;
        window.element("[data-testid=absence] button").await.click().await.unwrap();
        window.until("at('library') && says('answer-preview', 'Did your parrot eat')").await;
    });
}
