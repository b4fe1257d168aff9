//! Import in the window: a dry run, then all or nothing.

use std::path::Path;

use crate::support::command_line::make_empty;
use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

const ANSWERS: &str = r#"{"id":"hours","title":"Opening hours","body":"We are here from 8 to 8.","topics":["contact"],"colour":"blue"}
{"title":"Where to find us","body":"At 1 Hill Street.","state":"approved"}
"#;
const FAULTY: &str = r#"{"title":"Opening hours","body":"From 8 to 8."}
{"title":"When closed","body":"Sundays.","valid_until":"soon"}
"#;
const TABLE: &str = "Title;Wording;Area\nOpening hours;We are here from 8 to 8.;contact\n";

/// A count of the dry run.
async fn see_count(window: &Window, name: &str, count: u32) {
    let shown = format!("at('import-counts').querySelector('[data-count={name}] dd').textContent");
    window.until(&format!("{shown} === '{count}'")).await;
}

/// Opens the import and has the file at `path` checked, without the system's file chooser.
async fn check(journey: &mut Journey, path: &Path) -> Window {
    make_empty(&journey.home());
    let window = journey.open().await;
    window.see("conversation-empty").await;
    window.press("Ctrl+i").await;
    window.until("has('import-paths')").await;
    window.write(path.to_str().unwrap()).await;
    window.press("Ctrl+Enter").await;
    window.see("import-counts").await;
    window
}

async fn see_rows(window: &Window, count: usize) {
    window.press("Ctrl+2").await;
    window.until(&format!("all('library-row').length === {count}")).await;
}

#[test]
fn a_dry_run_says_what_the_import_then_does() {
    journey(async |journey| {
        let file = journey.file("answers.jsonl", ANSWERS);
        let window = check(journey, &file).await;
        see_count(&window, "added", 2).await;
        see_count(&window, "errors", 0).await;
        window.see_text("import-other-keys", "colour").await;
        window.see_text("import-file-kind", "answers").await;
        window.picture("importing-1-dry-run").await;

        window.press("Ctrl+Enter").await;
        window.see_text("import-done", "2 new, 0 changed, 0 unchanged").await;
        window.picture("importing-2-done").await;
        window.press("Ctrl+Enter").await;
        window.see_gone("import-dialog").await;
        see_rows(&window, 2).await;
        window.see_text("library-row", "Opening hours").await;
        window.see_text("library-row", "Where to find us").await;
        window.picture("importing-3-rows").await;
    });
}

#[test]
fn a_file_with_an_error_takes_nothing_in() {
    journey(async |journey| {
        let file = journey.file("faulty.jsonl", FAULTY);
        let window = check(journey, &file).await;
        see_count(&window, "errors", 1).await;
        window.see_text("import-problem", "faulty.jsonl:2").await;
        window.see_text("import-problem", "soon").await;
        window.until("at('import-run').disabled").await;
        window.picture("importing-4-error").await;
        window.press("Ctrl+Enter").await;
        window.press("Esc").await;
        window.see_gone("import-dialog").await;
        see_rows(&window, 0).await;
        window.see_text("library-count", "0").await;
    });
}

#[test]
fn a_missing_file_is_named_and_the_path_stays() {
    journey(async |journey| {
        make_empty(&journey.home());
        let window = journey.open().await;
        window.see("conversation-empty").await;
        window.press("Ctrl+i").await;
        window.until("has('import-paths')").await;
        window.write("/nowhere/answers.csv").await;
        window.press("Ctrl+Enter").await;
        window.see_text("import-error", "/nowhere/answers.csv").await;
        window.until("at('import-paths').value === '/nowhere/answers.csv'").await;
        window.picture("importing-5-missing").await;
    });
}

#[test]
fn a_column_is_read_as_the_person_says() {
    journey(async |journey| {
        let file = journey.file("answers.csv", TABLE);
        let window = check(journey, &file).await;
        window.until("all('import-column').length === 3").await;
        window.picture("importing-6-columns").await;
        choose(&window, "Wording", "body").await;
        choose(&window, "Area", "topics").await;
        see_count(&window, "warnings", 0).await;
        see_count(&window, "added", 1).await;
        window.picture("importing-7-mapped").await;

        window.until("!at('import-run').disabled").await;
        window.click("import-run").await;
        window.see("import-done").await;
        window.press("Ctrl+Enter").await;
        see_rows(&window, 1).await;
        window.see_text("answer-preview", "We are here from 8 to 8.").await;
        window.see_text("library-row", "contact").await;
    });
}

async fn choose(window: &Window, header: &str, field: &str) {
    let column = format!("[data-testid=import-column][data-header={header:?}]");
    window.element(&column).await.select_by_value(field).await.unwrap();
    window.until(&format!("document.querySelector('{column}').value === {field:?}")).await;
    window.until("at('import-preview') && !at('import-preview').disabled").await;
}
