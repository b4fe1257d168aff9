//! Shortcuts: what an agent types after `/` to call up an answer.

use std::fmt;

/// What an agent types after `/`: 2 to 24 characters out of `a-z`, `0-9` and `-`.
///
/// A value of this type is valid; [`Shortcut::parse`] is the only way to make one.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct Shortcut(String);

/// Why a text is no shortcut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShortcutError {
    /// Too short or too long.
    #[error("the shortcut {text:?} has {length} characters; it needs 2 to 24")]
    Length {
        /// The start of the text as given.
        text: String,
        /// Its length in characters.
        length: usize,
    },
    /// A character that is not allowed.
    #[error("the shortcut {text:?} holds {stranger:?}; use a-z, 0-9 and -")]
    Character {
        /// The text as given.
        text: String,
        /// The first character that is not allowed.
        stranger: char,
    },
}

impl Shortcut {
    /// Reads `typed` as a shortcut; letter case, surrounding blanks and a leading `/` do not count.
    ///
    /// # Errors
    /// [`ShortcutError`] says which of the two rules `typed` breaks.
    pub fn parse(typed: &str) -> Result<Self, ShortcutError> {
        let text = typed.trim().trim_start_matches('/').to_ascii_lowercase();
        let length = text.chars().count();
        if !(2..=24).contains(&length) {
            return Err(ShortcutError::Length { text: text.chars().take(40).collect(), length });
        }
        match text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
            Some(stranger) => Err(ShortcutError::Character { text, stranger }),
            None => Ok(Self(text)),
        }
    }

    /// The shortcut without its slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Shortcut {
    type Error = ShortcutError;
    fn try_from(text: String) -> Result<Self, ShortcutError> {
        Self::parse(&text)
    }
}

impl From<Shortcut> for String {
    fn from(shortcut: Shortcut) -> Self {
        shortcut.0
    }
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortcut_says_which_rule_it_breaks() {
        assert_eq!(Shortcut::parse(" /Refund-2 ").unwrap().as_str(), "refund-2");
        assert!(matches!(Shortcut::parse("a"), Err(ShortcutError::Length { length: 1, .. })));
        assert!(matches!(
            Shortcut::parse("a b"),
            Err(ShortcutError::Character { stranger: ' ', .. })
        ));
    }
}
