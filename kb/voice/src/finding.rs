//! A finding: one thing that a check noticed in a text, where, how grave, and what would mend it.
//!
//! Every check of this crate speaks of faults in these words, so that a person sees one list.

use std::ops::Range;

/// How grave a finding is, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Could be better.
    Suggestion,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// The name in rules and reports, such as `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Reads a name as rules write it.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Suggestion, Self::Warning, Self::Error]
            .into_iter()
            .find(|severity| severity.as_str() == name)
    }
}

/// One thing that a check noticed in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What noticed it: a rule such as `Reply.Promises`, or a check such as `template.unknown`.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
    /// What is wrong, as a sentence for the person who writes.
    pub message: String,
    /// Where more is to be read.
    pub link: Option<String>,
    /// What would mend it, the best first; each mends it alone.
    pub fixes: Vec<Fix>,
}

/// A change of the text that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced, in bytes of the text.
    pub range: Range<usize>,
    /// What stands there afterwards; empty to remove it.
    pub replacement: String,
}
