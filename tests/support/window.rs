//! The window, as a person sees and uses it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::Value;

use super::keys;

/// How long anything may take to show, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked at.
const PERIOD: Duration = Duration::from_millis(25);

/// What every script may use.
const WORDS: &str = r#"
const all = (id) => [...document.querySelectorAll(`[data-testid="${id}"]`)];
const at = (id) => all(id)[0];
const says = (id, text) => all(id).some((one) => one.textContent.includes(text));
const has = (id) => at(id)?.contains(document.activeElement) ?? false;
const lines = () => [...at("composer").querySelectorAll(".cm-line")];
const reply = () => at("composer").querySelector(".cm-placeholder")
  ? "" : lines().map((line) => line.textContent).join("\n");
const selected = () => getSelection().toString();
const suggested = () => at("suggestion") && at("composer") &&
  at("suggestions").dataset.conversation === at("conversation").dataset.id;
"#;

/// An open window. Elements are named by their test id.
#[derive(Clone)]
pub(crate) struct Window {
    client: Client,
}

impl Window {
    /// The window behind a session.
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// What a script gives: an expression that may use [`WORDS`].
    pub(crate) async fn ask(&self, expression: &str) -> Value {
        match self.try_ask(expression).await {
            Ok(value) => value,
            Err(problem) => panic!("{expression}: {problem}"),
        }
    }

    /// What a script gives, as text.
    pub(crate) async fn text(&self, expression: &str) -> String {
        match self.ask(expression).await {
            Value::String(text) => text,
            other => panic!("{expression} is no text but {other}"),
        }
    }

    async fn try_ask(&self, expression: &str) -> Result<Value, String> {
        let script = format!(
            "{WORDS} try {{ return {{ value: ({expression}) }}; }} \
             catch (error) {{ return {{ error: String(error) }}; }}"
        );
        let mut answer =
            self.client.execute(&script, vec![]).await.map_err(|err| err.to_string())?;
        match answer["error"].as_str() {
            Some(problem) => Err(problem.to_owned()),
            None => Ok(answer["value"].take()),
        }
    }

    /// Waits until `condition`, an expression that may use [`WORDS`], holds.
    pub(crate) async fn until(&self, condition: &str) {
        self.until_within(condition, PATIENCE).await;
    }

    /// Waits until `condition` holds, but not longer than `patience`; returns how long it took.
    pub(crate) async fn until_within(&self, condition: &str, patience: Duration) -> Duration {
        let begun = Instant::now();
        loop {
            let answer = self.try_ask(&format!("!!({condition})")).await;
            if answer == Ok(Value::Bool(true)) {
                return begun.elapsed();
            }
            if begun.elapsed() >= patience {
                let shown = self.try_ask("document.body.innerText").await;
                let shown = shown.map(|text| text.as_str().unwrap_or_default().to_owned());
                panic!("{condition}\nis {answer:?} after {patience:?}; shown is:\n{shown:?}");
            }
            tokio::time::sleep(PERIOD).await;
        }
    }

    /// Waits until an element is there.
    pub(crate) async fn see(&self, id: &str) {
        self.until(&format!("at({id:?}) !== undefined")).await;
    }

    /// Waits until an element says `text`.
    pub(crate) async fn see_text(&self, id: &str, text: &str) {
        self.until(&format!("says({id:?}, {text:?})")).await;
    }

    /// Waits until an element is gone.
    pub(crate) async fn see_gone(&self, id: &str) {
        self.until(&format!("at({id:?}) === undefined")).await;
    }

    /// Waits until the sample's desk has a message open, with suggestions for it.
    pub(crate) async fn see_desk(&self) {
        self.until("at('customer-card') && suggested()").await;
    }

    /// Presses keys together, such as `Ctrl+Shift+C`, wherever the focus is.
    pub(crate) async fn press(&self, chord: &str) {
        self.client.perform_actions(keys::chord(chord)).await.unwrap();
    }

    /// Types wherever the focus is.
    pub(crate) async fn write(&self, text: &str) {
        self.client.perform_actions(keys::typing(text)).await.unwrap();
    }

    /// Clicks on an element.
    pub(crate) async fn click(&self, id: &str) {
        self.see(id).await;
        self.element(&format!("[data-testid={id:?}]")).await.click().await.unwrap();
    }

    /// The element that a CSS selector names.
    pub(crate) async fn element(&self, selector: &str) -> Element {
        let found = self.client.find(Locator::Css(selector)).await;
        found.unwrap_or_else(|err| panic!("{selector}: {err}"))
    }

    /// Does what the command palette lists under `action`.
    pub(crate) async fn act(&self, action: &str) {
        self.press("Ctrl+k").await;
        self.until("has('palette')").await;
        self.write(action).await;
        let chosen = "document.querySelector('[data-testid=palette] [aria-selected=true]')";
        self.until(&format!("{chosen}.textContent.includes({action:?})")).await;
        self.press("Enter").await;
        self.see_gone("palette").await;
    }

    /// Shows another part of the queue: `Waiting`, `Snoozed` or `Done`.
    pub(crate) async fn view(&self, name: &str) {
        let label = format!("//label[starts-with(normalize-space(.), {name:?})]");
        self.client.find(Locator::XPath(&label)).await.unwrap().click().await.unwrap();
        let chosen = "document.querySelector('[name=queue-view]:checked').parentElement";
        self.until(&format!("{chosen}.textContent.includes({name:?})")).await;
    }

    /// Takes whole control of the size of the window's inside.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.unwrap();
        self.until(&format!("innerWidth === {width} && innerHeight === {height}")).await;
        self.settle().await;
    }

    /// How many windows there are.
    pub(crate) async fn count(&self) -> usize {
        self.client.windows().await.unwrap().len()
    }

    /// Runs a script that calls back with what it found.
    pub(crate) async fn find_out(&self, script: &str) -> Value {
        self.client.execute_async(script, vec![]).await.unwrap()
    }

    /// Runs a whole file of script.
    pub(crate) async fn load(&self, script: &str) {
        self.client.execute(script, vec![]).await.unwrap();
    }

    /// Waits until nothing moves and all is painted: what a script reads is not yet on the screen.
    pub(crate) async fn settle(&self) {
        let painted = "const done = arguments[arguments.length - 1]; \
            const still = document.getAnimations().map((one) => one.finished.catch(() => 0)); \
            Promise.race([Promise.all(still), new Promise((go) => setTimeout(go, 1000))]).then(() => \
            requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.find_out(painted).await;
    }

    /// Saves what the window looks like, where `ANTIPHON_SCREENSHOTS` says.
    pub(crate) async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("ANTIPHON_SCREENSHOTS").map(PathBuf::from) else {
            return;
        };
        self.settle().await;
        let picture = self.client.screenshot().await.unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }

    /// Saves what the window looked like when a journey failed, if it still answers.
    pub(crate) async fn last_picture(&self) {
        let test = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let taken = tokio::time::timeout(PATIENCE, self.client.screenshot()).await;
        let (Ok(Ok(picture)), Some(folder)) = (taken, std::env::var_os("ANTIPHON_SCREENSHOTS"))
        else {
            return;
        };
        let file = PathBuf::from(folder).join(format!("failed-{test}.png"));
        println!("what the window looked like: {}", file.display());
        std::fs::write(file, picture).ok();
    }
}
