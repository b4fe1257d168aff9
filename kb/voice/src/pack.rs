//! The voice guide that a workspace begins with: its rules, why each is there, and examples that
//! prove them.
//!
//! The pack is a folder that Vale reads too: `.vale.ini` and the style `Reply`. Beside it lie the
//! guide that the rules link to and, for each rule, replies that it must flag or must pass.

use std::fmt;

use crate::style::{Document, Styles, Tree};

/// The settings that apply the pack, the text of a `.vale.ini`.
pub const SETTINGS: &str = include_str!("../pack/.vale.ini");
/// The guide that the rules link to, as Markdown.
pub const GUIDE: &str = include_str!("../pack/guide.md");
/// What the links of the rules begin with.
const LINK: &str = "guide.md#";

macro_rules! rules {
    ($($name:literal),+ $(,)?) => {
        [$((
            $name,
            include_str!(concat!("../pack/Reply/", $name, ".yml")),
            include_str!(concat!("../pack/examples/", $name, ".txt")),
        )),+]
    };
}

/// The rules by name: the rule and its examples, both as they stand in their files.
const RULES: [(&str, &str, &str); 24] = rules![
    "Absolutes",
    "ApologyEarly",
    "ApologyOnce",
    "Blame",
    "Capitals",
    "ClickHere",
    "Considerate",
    "Contractions",
    "Doubled",
    "Emoji",
    "Exclamation",
    "Filler",
    "Greeting",
    "Inclusive",
    "Insider",
    "Jargon",
    "Marks",
    "Names",
    "Promises",
    "ReadingEase",
    "Rude",
    "Say",
    "Shouting",
    "SignOff",
];

/// The pack's rules, ready to be compiled with [`SETTINGS`]; a caller may add its own files.
pub fn tree() -> Tree {
    RULES.iter().map(|(name, rule, _)| (format!("Reply/{name}.yml"), *rule)).collect()
}

/// The pack, compiled.
pub fn styles() -> Styles {
    Styles::compile(SETTINGS, &tree())
}

/// The rules that hold only where nobody approved the words: an approver may promise.
const UNLESS_APPROVED: [&str; 2] = ["Reply.Absolutes", "Reply.Promises"];

/// Whether a rule, such as `Reply.Promises`, holds only where nobody approved the words.
pub fn is_unless_approved(rule: &str) -> bool {
    UNLESS_APPROVED.contains(&rule)
}

/// Why a rule of the pack, such as `Reply.Promises`, is there: the paragraph of the guide that it
/// links to, as Markdown.
pub fn reason(rule: &str) -> Option<&'static str> {
    let name = rule.strip_prefix("Reply.")?;
    let (_, text, _) = RULES.iter().find(|(known, ..)| *known == name)?;
    let link = text.lines().find_map(|line| line.strip_prefix("link: "))?;
    paragraph(link)
}

/// The paragraph of the guide that a rule's `link`, such as `guide.md#promises`, leads to.
pub fn paragraph(link: &str) -> Option<&'static str> {
    let anchor = link.strip_prefix(LINK)?;
    GUIDE.split("\n## ").skip(1).find_map(|part| {
        let (heading, text) = part.split_once('\n')?;
        let is_meant = heading.to_lowercase().replace(' ', "-") == anchor;
        is_meant.then_some(text.trim())
    })
}

/// Replies that show what a rule is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// The rule must find something in each of these.
    pub flag: Vec<String>,
    /// The rule must find nothing in any of these.
    pub pass: Vec<String>,
}

impl Examples {
    /// The examples of a rule of the pack, such as `Reply.Promises`.
    pub fn of(rule: &str) -> Option<Self> {
        let name = rule.strip_prefix("Reply.")?;
        let (.., text) = RULES.iter().find(|(known, ..)| *known == name)?;
        Some(Self::read(text))
    }

    /// Reads one example a line: `flag: ` or `pass: `, then the reply, a line break in it as
    /// `\n`. Other lines are passed over.
    pub fn read(text: &str) -> Self {
        let starting = |mark: &str| {
            let marked = text.lines().filter_map(|line| line.strip_prefix(mark));
            marked.map(|reply| reply.trim().replace("\\n", "\n")).collect()
        };
        Self { flag: starting("flag:"), pass: starting("pass:") }
    }
}

/// Why a rule cannot be switched on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// The rule is not among those that were taken; the reason, where there is one.
    Refused(Option<String>),
    /// There is nothing that it must flag, or nothing that it must pass.
    NoExamples,
    /// It took too many steps on this example.
    TooSlow(String),
    /// It does not do what its examples say.
    Wrong {
        /// What it should flag and does not.
        silent: Vec<String>,
        /// What it should pass and does not.
        loud: Vec<String>,
    },
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(Some(reason)) => write!(f, "the rule cannot be read: {reason}"),
            Self::Refused(None) => write!(f, "there is no such rule"),
            Self::NoExamples => {
                write!(f, "a rule needs an example that it flags and one that it passes")
            }
            Self::TooSlow(example) => write!(f, "the rule takes too long on {example:?}"),
            Self::Wrong { silent, loud } => match (silent.first(), loud.first()) {
                (Some(example), _) => write!(f, "the rule does not flag {example:?}"),
                (None, Some(example)) => write!(f, "the rule flags {example:?}"),
                (None, None) => write!(f, "the rule does not do what its examples say"),
            },
        }
    }
}

impl std::error::Error for Unfit {}

/// Runs the examples of `rule`, such as `Reply.Promises`: a rule whose examples fail must not be
/// switched on.
///
/// # Errors
/// [`Unfit`] says what is wrong with it.
pub fn verify(styles: &Styles, rule: &str, examples: &Examples) -> Result<(), Unfit> {
    if !styles.rules().any(|known| known == rule) {
        let refused = styles.refused().iter().find(|one| one.rule.as_deref() == Some(rule));
        return Err(Unfit::Refused(refused.map(ToString::to_string)));
    }
    if examples.flag.is_empty() || examples.pass.is_empty() {
        return Err(Unfit::NoExamples);
    }
    let mut silent = Vec::new();
    let mut loud = Vec::new();
    let flagged = examples.flag.iter().map(|example| (example, true));
    for (example, is_expected) in flagged.chain(examples.pass.iter().map(|one| (one, false))) {
        let report = styles.check_by(rule, Document::markdown(example));
        if report.off.iter().any(|off| off == rule) {
            return Err(Unfit::TooSlow(example.clone()));
        }
        match (report.alerts.iter().any(|alert| alert.check == rule), is_expected) {
            (false, true) => silent.push(example.clone()),
            (true, false) => loud.push(example.clone()),
            _ => {}
        }
    }
    if silent.is_empty() && loud.is_empty() { Ok(()) } else { Err(Unfit::Wrong { silent, loud }) }
}
