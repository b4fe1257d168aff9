//! Every room and dialog, in light and dark, can be used by everybody: axe-core finds nothing
//! serious in them.

use crate::support::command_line::make_sample;
use crate::support::driver::Dark;
use crate::support::journey::{Journey, journey};
use crate::support::violations::serious;
use crate::support::window::Window;

/// What was found so far; all of it is told at the end, not only the first.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    async fn look(&mut self, window: &Window, place: &str) {
        let found = serious(window).await;
        self.0.extend(found.iter().map(|one| format!("{place}:\n{one}")));
    }

    #[track_caller]
    fn expect_none(&self) {
        assert!(self.0.is_empty(), "{} findings\n{}", self.0.len(), self.0.join("\n"));
    }
}

#[test]
fn the_first_run_is_accessible_in_light() {
    journey(async |journey| first_run(journey, Dark::No).await);
}

#[test]
fn the_first_run_is_accessible_in_dark() {
    journey(async |journey| first_run(journey, Dark::Yes).await);
}

#[test]
fn rooms_and_dialogs_are_accessible_in_light() {
    journey(async |journey| everywhere(journey, Dark::No).await);
}

#[test]
fn rooms_and_dialogs_are_accessible_in_dark() {
    journey(async |journey| everywhere(journey, Dark::Yes).await);
}

/// The theme follows the system until somebody chooses one.
async fn open(journey: &mut Journey, dark: Dark) -> Window {
    let window = journey.open_on(dark).await;
    let theme = if dark == Dark::Yes { "dark" } else { "light" };
    window.until(&format!("document.documentElement.dataset.theme === {theme:?}")).await;
    window
}

async fn first_run(journey: &mut Journey, dark: Dark) {
    let window = open(journey, dark).await;
    let mut findings = Findings::default();
    window.until("has('agent-name')").await;
    findings.look(&window, "first run").await;
    window.press("Enter").await;
    window.until("at('agent-name').getAttribute('aria-invalid') === 'true'").await;
    window.click("choice-empty").await;
    window.see("company-name").await;
    findings.look(&window, "first run, with what is missing").await;
    let theme = window.text("document.documentElement.dataset.theme").await;
    window.picture(&format!("accessibility-first-run-{theme}")).await;
    findings.expect_none();
}

async fn everywhere(journey: &mut Journey, dark: Dark) {
    make_sample(&journey.home());
    let window = open(journey, dark).await;
    let mut findings = Findings::default();
    window.see_desk().await;
    findings.look(&window, "desk").await;
    composer(&window, &mut findings).await;
    desk_dialogs(&window, &mut findings).await;
    window_dialogs(&window, &mut findings).await;
    library(&window, &mut findings).await;
    import(journey, &window, &mut findings).await;
    findings.expect_none();
}

async fn composer(window: &Window, findings: &mut Findings) {
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.write("mira osei").await;
    window.until("all('queue-row').length === 1").await;
    window.press("Enter").await;
    window.press("j").await;
    window.until("says('customer-card', 'Mira Osei') && suggested()").await;
    window.press("1").await;
    window.until("at('composer-verdict').dataset.verdict === 'blocked'").await;
    findings.look(window, "composer with a field to fill").await;
    window.write("18 November").await;
    window.until("at('composer-verdict').dataset.verdict === 'ready'").await;
    findings.look(window, "composer, ready").await;
    window.write(" /refund").await;
    window.until("document.querySelector('.cm-tooltip-autocomplete li')").await;
    findings.look(window, "answer search in the composer").await;
    window.press("Esc").await;
    window.press("Ctrl+Shift+c").await;
    window.see_text("toast", "Copied").await;
    findings.look(window, "a message of the window").await;
    window.press("Esc").await;
    window.until("!has('composer')").await;
}

async fn desk_dialogs(window: &Window, findings: &mut Findings) {
    window.press("n").await;
    window.until("has('paste-text')").await;
    findings.look(window, "new query").await;
    window.press("Ctrl+Enter").await;
    window.until("at('paste-text').getAttribute('aria-invalid') === 'true'").await;
    findings.look(window, "new query, with what is missing").await;
    window.press("Esc").await;
    window.see_gone("paste-dialog").await;
    window.press("z").await;
    window.until("has('snooze-menu')").await;
    findings.look(window, "snooze").await;
    window.press("Esc").await;
    window.see_gone("snooze-menu").await;
}

async fn window_dialogs(window: &Window, findings: &mut Findings) {
    window.press("Ctrl+k").await;
    window.until("has('palette-input')").await;
    findings.look(window, "palette").await;
    window.write("refund").await;
    window.until("document.querySelector('[data-testid=palette] .hit')").await;
    findings.look(window, "palette with answers").await;
    window.press("Esc").await;
    window.see_gone("palette").await;

    window.press("?").await;
    window.see("shortcut-sheet").await;
    findings.look(window, "shortcuts").await;
    window.press("Esc").await;
    window.see_gone("shortcut-sheet").await;

    let theme = window.text("document.documentElement.dataset.theme").await;
    window.press("Ctrl+,").await;
    window.until("has('settings-agent')").await;
    window.picture(&format!("accessibility-settings-{theme}")).await;
    findings.look(window, "settings").await;
    window.press("Esc").await;
    window.see_gone("settings-dialog").await;

    window.act("About Antiphon").await;
    window.until("at('about-search') && !says('about-dialog', 'Loading')").await;
    window.picture(&format!("accessibility-about-{theme}")).await;
    findings.look(window, "about").await;
    window.press("Esc").await;
    window.see_gone("about-dialog").await;
}

async fn library(window: &Window, findings: &mut Findings) {
    window.press("Ctrl+2").await;
    window.until("at('answer-preview') && all('library-row').length > 3").await;
    findings.look(window, "library, writing").await;
    for tab in ["phrasings", "history", "use"] {
        window.click(&format!("answer-tab-{tab}")).await;
        window.until(&format!("at('answer-tab-{tab}').ariaSelected === 'true'")).await;
        findings.look(window, &format!("library, {tab}")).await;
    }
    window.click("answer-tab-write").await;
    window.click("answer-body").await;
    window.write("More. ").await;
    window.press("Ctrl+s").await;
    window.see("answer-in-service").await;
    findings.look(window, "library, an open revision").await;
    window.click("answer-tab-history").await;
    window.see("answer-diff").await;
    findings.look(window, "library, two revisions compared").await;
    window.click("library-facet-state").await;
    window.until("document.querySelector('[role=menuitemradio]')").await;
    findings.look(window, "library, a facet").await;
    window.press("Esc").await;
    window.click("answer-new").await;
    window.until("has('answer-title')").await;
    findings.look(window, "library, a new answer").await;
}

async fn import(journey: &Journey, window: &Window, findings: &mut Findings) {
    let table = "Title;Text;Colour\nOpening hours;From 8 to 8.;blue\nClosed;;red\n";
    let file = journey.file("answers.csv", table);
    window.press("Ctrl+i").await;
    window.until("has('import-paths')").await;
    findings.look(window, "import").await;
    window.write(file.to_str().unwrap()).await;
    window.press("Ctrl+Enter").await;
    window.see("import-counts").await;
    findings.look(window, "import, dry run").await;
    window.press("Ctrl+Enter").await;
    window.see("import-done").await;
    findings.look(window, "import, done").await;
}
