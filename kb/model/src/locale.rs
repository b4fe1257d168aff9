//! Locales: the language, and if need be the region, of a text.

use std::fmt;

/// A language tag such as `en` or `pt-BR`: a language of two or three letters, parts after it.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct Locale(String);

/// A text that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no locale; write it like en, de or pt-BR")]
pub struct InvalidLocale(pub String);

impl Locale {
    /// Reads a tag; letter case does not count, `en_GB` is `en-GB`.
    ///
    /// # Errors
    /// [`InvalidLocale`] names the text.
    pub fn parse(text: &str) -> Result<Self, InvalidLocale> {
        let invalid = || InvalidLocale(text.chars().take(40).collect());
        let tag = text.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(invalid());
        }
        let mut out = language;
        for part in parts {
            if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(invalid());
            }
            out.push('-');
            match part.len() {
                2 => out.push_str(&part.to_ascii_uppercase()),
                4 => out.push_str(&title_case(part)),
                _ => out.push_str(&part.to_ascii_lowercase()),
            }
        }
        Ok(Self(out))
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-BR`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether a text in this locale can be given to a reader of `wanted`: `en` serves `en-GB`.
    pub fn serves(&self, wanted: &Self) -> bool {
        wanted.0 == self.0
            || wanted.0.strip_prefix(&self.0).is_some_and(|rest| rest.starts_with('-'))
    }
}

fn title_case(part: &str) -> String {
    let mut letters = part.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|c| c.to_ascii_lowercase())).collect()
}

impl TryFrom<String> for Locale {
    type Error = InvalidLocale;
    fn try_from(text: String) -> Result<Self, InvalidLocale> {
        Self::parse(&text)
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.0
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_serves_its_regions_but_not_the_other_way_round() {
        let [en, gb, de] = ["en", "en_gb", "DE"].map(|tag| Locale::parse(tag).unwrap());
        assert_eq!(gb.as_str(), "en-GB");
        assert!(en.serves(&gb) && en.serves(&en));
        assert!(!gb.serves(&en) && !de.serves(&en));
    }

    #[test]
    fn a_text_that_is_no_tag_is_named() {
        for bad in ["", "english please", "e", "en-", "12"] {
            assert_eq!(Locale::parse(bad).unwrap_err().0, bad);
        }
    }
}
