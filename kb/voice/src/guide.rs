//! The voice guide at work: the pack that comes with the app, imported styles, the workspace's own
//! words, and how each rule is set, compiled once for every text.

mod packages;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use antiphon_model::{Channel, GuideContent, Locale, RuleLevel, RuleSetting, WritesFor};

use crate::finding::{Finding, Severity};
use crate::pack::{self, Examples, Unfit};
use crate::style::{Described, Document, Refused, Styles, Tree};

use words::Words;

use packages::styles_of;
pub use packages::{is_settings, remove, settings_path, style_of, unset};

/// The style of the workspace's own words.
pub const OWN: &str = "Guide";
/// The style that comes with the app.
pub const BUILT_IN: &str = "Reply";

/// A guide, ready to check texts.
#[derive(Debug)]
pub struct Guide {
    styles: Styles,
    content: GuideContent,
    words: Words,
    /// The rules whose examples fail.
    unfit: BTreeSet<String>,
}

/// What a guide finds in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// The rules that are switched on and yet off: they took too many steps, on this text or one
    /// before, or their examples fail.
    pub off: Vec<String>,
}

/// A rule of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Such as `Reply.Promises`.
    pub name: String,
    /// What it says; `%s` stands for the words found.
    pub message: String,
    /// Why it is there.
    pub reason: Option<String>,
    /// Where more is to be read.
    pub link: Option<String>,
    /// How grave as its style has it.
    pub severity: Severity,
    /// Whether its style has it on.
    pub is_on: bool,
    /// Texts that prove it, where there are some.
    pub examples: Examples,
    /// Why it cannot be switched on.
    pub problem: Option<String>,
}

impl Guide {
    /// Compiles a guide. What cannot be taken is told by [`Guide::refused`] and stops nothing else.
    pub fn compile(content: &GuideContent) -> Self {
        let words = Words::new(content);
        let styles = Styles::compile(&settings(content, &words), &tree(content, &words));
        let is_unfit = |rule: &Described<'_>| rule.is_on && problem(&styles, rule.name).is_some();
        let unfit = styles.described().filter(is_unfit).map(|rule| rule.name.to_owned());
        let unfit = unfit.collect();
        Self { styles, content: content.clone(), words, unfit }
    }

    /// Checks a reply on `channel` in `locale`, as Markdown, with the rules of every team.
    pub fn check(
        &self,
        markdown: &str,
        channel: Option<Channel>,
        locale: Option<&Locale>,
    ) -> Checked {
        self.check_by(markdown, channel, locale, WritesFor::All)
    }

    /// The same by the rules of those teams that its author `writes` for.
    pub fn check_by(
        &self,
        markdown: &str,
        channel: Option<Channel>,
        locale: Option<&Locale>,
        writes: WritesFor<'_>,
    ) -> Checked {
        let report = self.styles.check(Document::markdown(markdown));
        let covers = |rule: &str| {
            let setting = self.content.rules.get(rule);
            setting.is_none_or(|setting| setting.covers(channel, locale, writes))
                && !self.unfit.contains(rule)
        };
        let alerts = report.alerts.iter().filter(|alert| covers(&alert.check));
        let findings = alerts.map(|alert| self.words.explained(alert)).collect();
        Checked { findings, off: self.off() }
    }

    /// Every rule as a card, in the order of their names.
    pub fn cards(&self) -> Vec<Card> {
        // Levels as the styles have them: nothing is set here.
        let plain = GuideContent { rules: BTreeMap::new(), ..self.content.clone() };
        let styles = Styles::compile(&settings(&plain, &self.words), &tree(&plain, &self.words));
        styles.described().map(|rule| card(&styles, &rule)).collect()
    }

    /// The rules that are switched on and yet off: they took too many steps on some text, or their
    /// examples fail.
    pub fn off(&self) -> Vec<String> {
        let mut off = self.styles.off();
        off.extend(
            self.unfit.iter().filter(|rule| !off.contains(rule)).cloned().collect::<Vec<_>>(),
        );
        off
    }

    /// What of the styles could not be taken, by file and line.
    pub fn refused(&self) -> &[Refused] {
        self.styles.refused()
    }

    /// How a rule is set, where that is not as its style has it.
    pub fn setting(&self, rule: &str) -> Option<&RuleSetting> {
        self.content.rules.get(rule)
    }

    /// What the guide says.
    pub fn content(&self) -> &GuideContent {
        &self.content
    }

    /// The guide as a package that Vale reads: paths and texts.
    pub fn package(&self) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = tree(&self.content, &self.words)
            .iter()
            .map(|(path, text)| (format!("styles/{path}"), text.to_owned()))
            .collect();
        files.push((".vale.ini".to_owned(), own_settings(&self.content, &self.words)));
        files.sort();
        files
    }
}

/// Why a rule of `content` that is switched on must not be: its examples fail.
pub fn unfit(content: &GuideContent, rule: &str) -> Option<Unfit> {
    let examples = Examples::of(rule)?;
    let mut alone = content.clone();
    alone.rules.insert(rule.to_owned(), RuleSetting::default());
    let words = Words::new(&alone);
    let styles = Styles::compile(&settings(&alone, &words), &tree(&alone, &words));
    pack::verify(&styles, rule, &examples).err()
}

/// Why a rule must not be on: its examples fail.
fn problem(styles: &Styles, rule: &str) -> Option<Unfit> {
    pack::verify(styles, rule, &Examples::of(rule)?).err()
}

fn card(styles: &Styles, rule: &Described<'_>) -> Card {
    let examples = Examples::of(rule.name);
    let problem = problem(styles, rule.name).map(|unfit| unfit.to_string());
    let own = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Card {
        name: rule.name.to_owned(),
        message: rule.message.to_owned(),
        reason: pack::reason(rule.name).map(str::to_owned).or_else(|| own(rule.description)),
        link: own(rule.link),
        severity: rule.severity,
        is_on: rule.is_on,
        examples: examples.unwrap_or_default(),
        problem,
    }
}

/// The styles that are imported, by name and each once.
fn imported(content: &GuideContent) -> Vec<&str> {
    let is_rule = |path: &&String| {
        let ending = Path::new(path).extension();
        ending.is_some_and(|ending| ending == "yml") && style_of(path).is_some()
    };
    let mut styles: Vec<&str> = content
        .files
        .keys()
        .filter(is_rule)
        .filter_map(|path| path.split_once('/').map(|(style, _)| style))
        .collect();
    styles.sort_unstable();
    styles.dedup();
    styles
}

/// The text of the `.vale.ini` that applies all of it: what packages say, then what is set here.
fn settings(content: &GuideContent, words: &Words) -> String {
    let packages = packages::settings(content).flat_map(|text| [text, "\n[]\n"]);
    packages.chain([own_settings(content, words).as_str()]).collect()
}

/// What is set here.
fn own_settings(content: &GuideContent, words: &Words) -> String {
    let said: BTreeSet<&str> = packages::settings(content).flat_map(styles_of).collect();
    let mut styles = vec![BUILT_IN];
    styles.extend(words.has_rules().then_some(OWN));
    styles.extend(imported(content).into_iter().filter(|style| !said.contains(style)));
    let mut lines = vec!["StylesPath = styles".to_owned(), "MinAlertLevel = suggestion".to_owned()];
    if words.has_names() {
        lines.push(format!("Vocab = {OWN}"));
    }
    lines.push("\n[*]".to_owned());
    lines.push(format!("BasedOnStyles = {}", styles.join(", ")));
    if words.has_names() {
        lines.push("Vale.Terms = warning".to_owned());
    }
    for (rule, setting) in &content.rules {
        let level = match setting.level {
            None => continue,
            Some(RuleLevel::Off) => "NO",
            Some(RuleLevel::Suggestion) => "suggestion",
            Some(RuleLevel::Warning) => "warning",
            Some(RuleLevel::Error) => "error",
        };
        // A name that could end the line or open a section is none that a rule can have.
        if rule.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')) {
            lines.push(format!("{rule} = {level}"));
        }
    }
    lines.join("\n") + "\n"
}

fn tree(content: &GuideContent, words: &Words) -> Tree {
    let mut tree = pack::tree();
    for (path, text) in &content.files {
        tree.insert(path, text.as_str());
    }
    for (path, text) in words.files() {
        tree.insert(&path, text);
    }
    tree
}
