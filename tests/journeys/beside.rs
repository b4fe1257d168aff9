//! What happens beside an open window: the command line writes, a folder is deleted.

use std::fs;
use std::time::Duration;

use crate::support::command_line::{antiphon, make_sample};
use crate::support::journey::journey;

/// A change made by another program shows within this time.
const SOON: Duration = Duration::from_secs(2);

const QUERIES: &str = r#"{"id":"late-1","text":"my parrot ate the fibre cable","channel":"x","customer":{"handle":"polly","name":"Polly Parrot"},"received_minutes_ago":600}
"#;
const ANSWERS: &str =
    "{\"id\":\"parrots\",\"title\":\"Parrots and cables\",\"body\":\"We send a new cable.\"}\n";

#[test]
fn what_the_command_line_imports_shows_in_the_window() {
    journey(async |journey| {
        make_sample(&journey.home());
        let window = journey.open().await;
        window.see_desk().await;
        let file = journey.file("queries.jsonl", QUERIES);
        antiphon(&journey.home(), &["import".as_ref(), "--yes".as_ref(), file.as_os_str()]);
        let took = window.until_within("says('queue-row', 'Polly Parrot')", SOON).await;
        println!("shown {} ms after the import", took.as_millis());

        window.press("Ctrl+2").await;
        window.until("all('library-row').length > 3").await;
        let file = journey.file("answers.jsonl", ANSWERS);
        let words = ["import", "--yes", "--approve"].map(AsRef::as_ref);
        antiphon(&journey.home(), &[&words[..], &[file.as_os_str()]].concat());
        window.until_within("says('library-count', '148')", SOON).await;
        window.press("Ctrl+1").await;
        window.press("/").await;
        window.until("has('queue-search')").await;
        window.write("parrot").await;
        window.until("all('queue-row').length === 1").await;
        window.press("Enter").await;
        window.press("j").await;
        window.until("at('suggestion').dataset.id === 'parrots'").await;
        window.picture("beside-1-imported").await;
    });
}

#[test]
fn a_deleted_index_does_not_keep_answers_from_being_found() {
    journey(async |journey| {
        make_sample(&journey.home());
        let window = journey.open().await;
        window.see_desk().await;
        fs::remove_dir_all(journey.home().join("index")).unwrap();

        window.press("n").await;
        window.until("has('paste-text')").await;
        window.write("my parrot ate the fibre cable").await;
        window.press("Ctrl+Enter").await;
        window.see_text("thread-entry", "my parrot").await;
        let file = journey.file("answers.jsonl", ANSWERS);
        let words = ["import", "--yes", "--approve"].map(AsRef::as_ref);
        antiphon(&journey.home(), &[&words[..], &[file.as_os_str()]].concat());
        window.until("at('suggestion')?.dataset.id === 'parrots'").await;
        window.press("Ctrl+k").await;
        window.until("has('palette-input')").await;
        window.write("router").await;
        window.until("document.querySelector('[data-testid=palette] [role=option] .hit')").await;
        window.picture("beside-2-without-index").await;
        window.press("Esc").await;
        window.see_gone("palette").await;
        assert!(window.ask("document.querySelector('.toast.error') === null").await == true);
    });
}
