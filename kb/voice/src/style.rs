//! Voice rules as Vale 3 has them: styles of YAML rules, a `.vale.ini` that says which apply, and
//! what they find in a text.
//!
//! Everything is given as data: the settings as text, the styles as a [`Tree`] of named texts.
//! [`Styles::compile`] reads all of it once; a rule that cannot be taken is named by
//! [`Styles::refused`] and stops no other. [`Styles::check`] finds what Vale finds, on the same
//! lines and characters. Rules that extend `sequence` or `script` are refused.

mod action;
mod block;
mod bytes;
mod check;
mod compile;
mod dialect;
mod fields;
mod glob;
mod ini;
mod kinds;
mod markup;
mod measure;
mod message;
mod pattern;
mod place;
mod prefilter;
mod refused;
mod rule;
mod scope;
mod sentence;
mod sentence_words;
mod settings;
mod source;
mod state;
mod syllables;
mod tree;
mod words;
mod yaml;

use std::ops::Range;

use crate::finding::{Finding, Fix, Severity};

pub use action::Action;
pub use refused::Refused;
pub use tree::Tree;

/// The most fixes that a finding offers.
const FIX_LIMIT: usize = 8;

/// The folder of styles that `ini`, the text of a `.vale.ini`, names as its `StylesPath`.
pub fn styles_path(ini: &str) -> Option<String> {
    let sections = ini::read(ini).ok()?;
    let path = sections.first()?.value("StylesPath")?.value.clone();
    (!path.is_empty()).then_some(path)
}

/// Compiled rules and the settings that say where they apply. Made once, used for every text.
#[derive(Debug)]
pub struct Styles {
    settings: settings::Settings,
    rules: Vec<rule::Rule>,
    ignores: markup::Ignores,
    prefilter: prefilter::Prefilter,
    refused: Vec<Refused>,
}

/// A text to check and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// The path by which sections of the settings are chosen; its ending says how the text is
    /// read: `.md` and the like as Markdown, all else as plain text.
    pub path: &'a str,
    /// How it is read, such as `.md`, where the path does not say it.
    pub extension: Option<&'a str>,
    /// Whether the text is a file on its own. Vale finds matches in a file that is one line long
    /// less well than in the same text on its standard input.
    pub is_file: bool,
}

impl<'a> Document<'a> {
    /// Plain text that is no file.
    pub fn plain(text: &'a str) -> Self {
        Self { text, path: "stdin.txt", extension: None, is_file: false }
    }

    /// Markdown that is no file.
    pub fn markdown(text: &'a str) -> Self {
        Self { text, path: "stdin.md", extension: None, is_file: false }
    }
}

/// A rule as its file describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described<'a> {
    /// Such as `Style.Rule`.
    pub name: &'a str,
    /// How grave it is, as the settings or the file have it.
    pub severity: Severity,
    /// What it says; `%s` stands for the words found.
    pub message: &'a str,
    /// Why; often empty.
    pub description: &'a str,
    /// Where more is to be read; empty for nowhere.
    pub link: &'a str,
}

/// What a rule found, as Vale tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The rule, such as `Style.Rule`.
    pub check: String,
    /// How grave it is.
    pub severity: Severity,
    /// The line, from 1.
    pub line: i64,
    /// The first and the last character of the match on its line, from 1.
    pub span: (i64, i64),
    /// What is wrong.
    pub message: String,
    /// What matched.
    pub matched: String,
    /// Where more is to be read; empty for nowhere.
    pub link: String,
    /// Why it is wrong; often empty.
    pub description: String,
    /// What the rule proposes.
    pub action: Action,
    /// Where it is, in bytes of the text; empty at the beginning for the text as a whole.
    pub range: Range<usize>,
}

/// What the rules found in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// In order of lines and characters.
    pub alerts: Vec<Alert>,
    /// The rules that took too many steps, on this text or one before, and are off.
    pub off: Vec<String>,
}

impl Styles {
    /// Compiles the rules that the settings in `ini`, the text of a `.vale.ini`, ask for.
    ///
    /// What cannot be taken is told by [`refused`](Self::refused).
    pub fn compile(ini: &str, tree: &Tree) -> Self {
        let compile::Compiled { settings, rules, mut refused } = compile::compile(ini, tree);
        let ignores = markup::Ignores::read(&settings, &[".md"], |line, reason| {
            refused.push(Refused::new(settings::FILE, line, reason));
        });
        let prefilter = prefilter::Prefilter::new(&rules);
        Self { settings, rules, ignores, prefilter, refused }
    }

    /// What could not be taken, by file and line.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The rules that took too many steps on some text and are off.
    pub fn off(&self) -> Vec<String> {
        self.rules.iter().filter(|rule| rule.is_off()).map(|rule| rule.name.clone()).collect()
    }

    /// The names of all rules that were taken, in order.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.name.as_str())
    }

    /// All rules that were taken, in the order of their names.
    pub fn described(&self) -> impl Iterator<Item = Described<'_>> {
        self.rules.iter().map(|rule| Described {
            name: &rule.name,
            severity: rule.level,
            message: &rule.message,
            description: &rule.description,
            link: &rule.link,
        })
    }

    /// Checks a text.
    pub fn check(&self, document: Document<'_>) -> Report {
        check::check(self, document)
    }

    /// What may have been meant by a word that the spelling rule `check` does not know.
    pub fn spellings(&self, check: &str, word: &str) -> Vec<String> {
        let rule = self.rules.iter().find(|rule| rule.name == check);
        match rule.map(|rule| &rule.kind) {
            Some(kinds::Kind::Spelling(spelling)) => spelling.suggest(word),
            _ => Vec::new(),
        }
    }
}

impl Alert {
    /// The alert as a finding of the composer, with what would mend it.
    pub fn to_finding(&self) -> Finding {
        let fixes =
            if self.range.is_empty() { Vec::new() } else { self.action.fixes(&self.matched) };
        let mut fixes: Vec<Fix> = fixes
            .into_iter()
            .map(|replacement| Fix { range: self.range.clone(), replacement })
            .collect();
        fixes.truncate(FIX_LIMIT);
        Finding {
            rule: self.check.clone(),
            severity: self.severity,
            range: self.range.clone(),
            message: self.message.clone(),
            link: (!self.link.is_empty()).then(|| self.link.clone()),
            fixes,
        }
    }
}
