//! Checks files by the voice rules of a `.vale.ini`, and tells the findings as Vale does.
//!
//! No home is needed. What the settings name is read from disk, with limits; the rules themselves
//! are `antiphon-voice`'s.

mod files;
mod package;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use antiphon_voice::finding::Severity;
use antiphon_voice::pack;
use antiphon_voice::style::{Alert, Document, Refused, Report, Styles, Tree};
use serde::Serialize;

use crate::dictionaries;
use crate::error::DeskError;

pub use package::{Package, read_package};

/// The longest text that is checked, in bytes.
const TEXT_LIMIT: u64 = 4 << 20;

/// The voice rules of some settings, ready to check.
#[derive(Debug)]
pub struct VoiceRules {
    styles: Styles,
}

/// What was found, by file, in the order of their names.
pub type Checked = BTreeMap<String, Vec<Found>>;

/// What a rule found, in the shape in which Vale writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Found {
    /// What the rule proposes.
    pub action: FoundAction,
    /// The first and the last character on the line, from 1.
    pub span: [i64; 2],
    /// The rule, such as `Style.Rule`.
    pub check: String,
    /// Why it is wrong.
    pub description: String,
    /// Where more is to be read.
    pub link: String,
    /// What is wrong.
    pub message: String,
    /// `suggestion`, `warning` or `error`.
    pub severity: &'static str,
    /// What matched.
    #[serde(rename = "Match")]
    pub matched: String,
    /// The line, from 1.
    pub line: i64,
}

/// An action by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FoundAction {
    /// Empty for none.
    pub name: String,
    /// What it needs.
    pub params: Option<Vec<String>>,
}

impl VoiceRules {
    /// Reads the settings at `config`; without one, those in `folder` or above it, as Vale looks
    /// for them; without those, what is built in.
    ///
    /// # Errors
    /// [`DeskError::VoiceRules`] when they or their styles are too large, [`DeskError::File`] when
    /// they cannot be read.
    pub fn open(config: Option<&Path>, folder: &Path) -> Result<Self, DeskError> {
        let found = match config {
            Some(config) => Some(config.to_owned()),
            None => files::find_settings(folder),
        };
        let (ini, tree) = settings(found.as_deref())?;
        let styles = Styles::compile(&ini, &tree);
        if styles.rules().next().is_none()
            && let Some(path) = found
            && let Some(first) = styles.refused().first()
        {
            let problem = format!("no rule could be taken from these settings: {first}");
            return Err(DeskError::VoiceRules { path, problem });
        }
        Ok(Self { styles })
    }

    /// What could not be taken from the settings and the rules, by file and line.
    pub fn refused(&self) -> &[Refused] {
        self.styles.refused()
    }

    /// Checks the file at `path`. `extension`, such as `.md`, says how it is read if its name
    /// does not.
    ///
    /// # Errors
    /// [`DeskError::File`] when it cannot be read, [`DeskError::VoiceRules`] when it is too large.
    pub fn check_file(&self, path: &Path, extension: Option<&str>) -> Result<Outcome, DeskError> {
        let text = files::read_text(path, TEXT_LIMIT)?;
        let name = path.to_string_lossy();
        let document = Document { text: &text, path: &name, extension, is_file: true };
        let report = self.styles.check(document);
        Ok(Outcome::of(name.into_owned(), report))
    }

    /// Checks a text that is no file, read as `extension` says.
    pub fn check_text(&self, text: &str, extension: &str) -> Outcome {
        let name = format!("stdin.{}", extension.trim_start_matches('.'));
        let report =
            self.styles.check(Document { text, path: &name, extension: None, is_file: false });
        Outcome::of(name, report)
    }
}

/// What was found in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the text is called.
    pub name: String,
    /// In order of lines and characters.
    pub found: Vec<Found>,
    /// Rules that took too many steps and are off.
    pub off: Vec<String>,
}

impl Outcome {
    fn of(name: String, report: Report) -> Self {
        let found = report.alerts.into_iter().map(Found::of).collect();
        Self { name, found, off: report.off }
    }

    /// Whether there is an error among what was found.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error.as_str())
    }
}

impl Found {
    fn of(alert: Alert) -> Self {
        Self {
            action: FoundAction { name: alert.action.name, params: alert.action.params },
            span: [alert.span.0, alert.span.1],
            check: alert.check,
            description: alert.description,
            link: alert.link,
            message: alert.message,
            severity: alert.severity.as_str(),
            matched: alert.matched,
            line: alert.line,
        }
    }
}

/// The settings and styles that are checked by where nobody names others.
fn built_in() -> (String, Tree) {
    (pack::SETTINGS.to_owned(), pack::tree())
}

/// The settings at `config` and the styles that they name; what is built in without one. Spelling
/// rules that name no dictionary take the English one.
pub(crate) fn settings(config: Option<&Path>) -> Result<(String, Tree), DeskError> {
    let (ini, mut tree) = config.map_or_else(|| Ok(built_in()), files::read_settings)?;
    match dictionaries::english() {
        Ok(words) => tree.set_dictionary(dictionaries::ENGLISH_AFF, words),
        Err(err) => log::warn!("the English dictionary cannot be unpacked: {err}"),
    }
    Ok((ini, tree))
}

/// All files that `paths` mean: files as they are, folders with what is in them.
///
/// # Errors
/// [`DeskError::File`] when one is not there or cannot be read.
pub fn files_to_check(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DeskError> {
    files::expand(paths)
}
