//! What could not be taken from a style, by file and line.

use std::fmt;

/// A rule, or a part of the settings, that is not taken: where it is and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The rule, such as `Style.Rule`; none where the fault is not in a rule.
    pub rule: Option<String>,
    /// The file, as it was given.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Why, as a person reads it.
    pub reason: String,
}

impl Refused {
    pub(super) fn new(path: &str, line: usize, reason: impl Into<String>) -> Self {
        Self { rule: None, path: path.to_owned(), line, reason: reason.into() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path, self.line)?;
        if let Some(rule) = &self.rule {
            write!(f, "{rule} is not taken: ")?;
        }
        f.write_str(&self.reason)
    }
}
