//! What a `.vale.ini` says: which rules run on which files, at which level, and what is passed over.

use std::collections::BTreeMap;

use crate::finding::Severity;

use super::glob::Glob;
use super::ini::{self, Section};
use super::refused::Refused;

/// The name by which faults of the settings are told.
pub(super) const FILE: &str = ".vale.ini";
/// Keys that stand above all sections.
const CORE: [&str; 9] = [
    "StylesPath",
    "MinAlertLevel",
    "IgnoredScopes",
    "SkippedScopes",
    "IgnoredClasses",
    "WordTemplate",
    "Vocab",
    "NLPEndpoint",
    "Packages",
];

/// The settings of one engine.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) min_level: Option<Severity>,
    pub(super) ignored_scopes: Vec<String>,
    pub(super) skipped_scopes: Vec<String>,
    pub(super) ignored_classes: Vec<String>,
    pub(super) word_template: Option<String>,
    pub(super) vocabularies: Vec<String>,
    /// File endings that are read like another.
    pub(super) formats: BTreeMap<String, String>,
    /// What `[*]` says, and then each section for some files.
    pub(super) sections: Vec<ForFiles>,
    /// Levels of single rules.
    pub(super) levels: BTreeMap<String, Severity>,
}

/// What is said for some files.
#[derive(Debug)]
pub(super) struct ForFiles {
    /// The files; none means all of them.
    pub(super) glob: Option<Glob>,
    pub(super) line: usize,
    /// The styles, where it names them.
    pub(super) styles: Option<Vec<String>>,
    /// Single rules that are on or off.
    pub(super) rules: Vec<(String, bool)>,
    pub(super) block_ignores: Vec<String>,
    pub(super) token_ignores: Vec<String>,
    pub(super) comment_delimiters: Option<(String, String)>,
}

/// Reads the settings; what cannot be meant is added to `refused`.
pub(super) fn read(text: &str, refused: &mut Vec<Refused>) -> Settings {
    let mut settings = Settings::default();
    let sections = match ini::read(text) {
        Ok(sections) => sections,
        Err((line, reason)) => {
            refused.push(Refused::new(FILE, line, reason));
            return settings;
        }
    };
    for section in &sections {
        match section.name.as_str() {
            "" | "DEFAULT" => settings.core(section, refused),
            "formats" => settings.formats.extend(
                section.entries.iter().map(|entry| (entry.key.clone(), entry.value.clone())),
            ),
            "asciidoctor" => {}
            "*" => {
                let all = settings.for_files(section, None);
                settings.sections.insert(0, all);
            }
            name => match Glob::new(name) {
                Ok(glob) => {
                    let some = settings.for_files(section, Some(glob));
                    settings.sections.push(some);
                }
                Err(reason) => {
                    let reason = format!("the glob {name:?} cannot be read: {reason}");
                    refused.push(Refused::new(FILE, section.line, reason));
                }
            },
        }
    }
    settings
}

impl Settings {
    /// The lowest level that is told.
    pub(super) fn min_level(&self) -> Severity {
        self.min_level.unwrap_or(Severity::Warning)
    }

    fn core(&mut self, section: &Section, refused: &mut Vec<Refused>) {
        if let Some(entry) = section.value("MinAlertLevel") {
            self.min_level = Severity::parse(&entry.value);
            if self.min_level.is_none() {
                let reason = "MinAlertLevel must be 'suggestion', 'warning', or 'error'";
                refused.push(Refused::new(FILE, entry.line, reason));
            }
        }
        self.ignored_scopes.extend(section.list("IgnoredScopes"));
        self.skipped_scopes.extend(section.list("SkippedScopes"));
        self.ignored_classes.extend(section.list("IgnoredClasses"));
        self.vocabularies.extend(section.list("Vocab"));
        let template = section.value("WordTemplate").map(|entry| entry.value.clone());
        self.word_template = template.filter(|template| !template.is_empty());
        for entry in &section.entries {
            if entry.key == "BasedOnStyles" {
                let reason = "'BasedOnStyles' belongs to a section such as [*]";
                refused.push(Refused::new(FILE, entry.line, reason));
            }
        }
    }

    fn for_files(&mut self, section: &Section, glob: Option<Glob>) -> ForFiles {
        let has_styles = section.value("BasedOnStyles").is_some();
        let mut block_ignores = section.list("BlockIgnores");
        block_ignores.extend(section.list("IgnorePatterns"));
        let delimiters = section.list("CommentDelimiters");
        let comment_delimiters = match delimiters.as_slice() {
            [open, close] => Some((open.clone(), close.clone())),
            _ => None,
        };
        let mut rules = Vec::new();
        for entry in section.entries.iter().filter(|entry| is_rule(&entry.key)) {
            let level = Severity::parse(&entry.value);
            if let Some(level) = level {
                self.levels.insert(entry.key.clone(), level);
            }
            rules.push((entry.key.clone(), level.is_some() || entry.value == "YES"));
        }
        ForFiles {
            glob,
            line: section.line,
            styles: has_styles.then(|| section.list("BasedOnStyles")),
            rules,
            block_ignores,
            token_ignores: section.list("TokenIgnores"),
            comment_delimiters,
        }
    }

    /// All styles that some files are checked by.
    pub(super) fn styles(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sections.iter().flat_map(|section| {
            section.styles.iter().flatten().map(|style| (style.as_str(), section.line))
        })
    }

    /// All rules that are named.
    pub(super) fn rules(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().flat_map(|section| section.rules.iter().map(|(name, _)| name.as_str()))
    }

    /// Whether the rules that are built in are wanted.
    pub(super) fn wants_own_rules(&self) -> bool {
        self.styles().any(|(style, _)| style == "Vale")
            || self.rules().any(|rule| rule.starts_with("Vale"))
    }
}

/// Whether a key of a section names a rule.
fn is_rule(key: &str) -> bool {
    const OTHERS: [&str; 7] = [
        "BasedOnStyles",
        "IgnorePatterns",
        "BlockIgnores",
        "CommentDelimiters",
        "TokenIgnores",
        "Transform",
        "Lang",
    ];
    key.contains('.') && !OTHERS.contains(&key) && !CORE.contains(&key)
}
