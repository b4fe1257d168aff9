//! Teams: the part of the company that a member writes for.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use crate::clean;

/// The longest name, in characters.
const LONGEST: usize = 40;

/// A team's name in small letters, such as `support`, `marketing` or `pr`: words of letters and
/// digits, and between two of them a blank or one of `-`, `_`, `&` and `.`, which may have a blank
/// on either side; 40 characters at most.
///
/// A value of this type is valid; [`Team::parse`] is the only way to make one.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct Team(String);

/// Why a text is no team.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TeamError {
    /// Nothing, or too much.
    #[error("the team {text:?} has {length} characters; it needs 1 to 40")]
    Length {
        /// The start of the text as given.
        text: String,
        /// Its length in characters.
        length: usize,
    },
    /// A character that is not allowed there.
    #[error("the team {text:?} holds {stranger:?} where only a letter or a digit fits")]
    Character {
        /// The text as given.
        text: String,
        /// The first character that is not allowed.
        stranger: char,
    },
}

impl Team {
    /// Reads `typed` as a team; letter case and superfluous blanks do not count.
    ///
    /// # Errors
    /// [`TeamError`] says which rule `typed` breaks.
    pub fn parse(typed: &str) -> Result<Self, TeamError> {
        let cleaned = clean(typed);
        let words: Vec<&str> = cleaned.split_whitespace().collect();
        let text = words.join(" ").to_lowercase();
        let length = text.chars().count();
        if !(1..=LONGEST).contains(&length) {
            return Err(TeamError::Length { text: text.chars().take(LONGEST).collect(), length });
        }
        // Whether no sign fits: between two words stands one, with blanks beside it as in `r & d`.
        let mut signed = true;
        for c in text.chars() {
            let is_sign = matches!(c, '-' | '_' | '&' | '.');
            if is_sign && signed || !is_sign && c != ' ' && !is_word(c) {
                return Err(TeamError::Character { stranger: c, text });
            }
            signed = is_sign || signed && c == ' ';
        }
        match text.chars().next_back() {
            Some(last) if !is_word(last) => Err(TeamError::Character { stranger: last, text }),
            _ => Ok(Self(text)),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A letter or digit of any language, or a mark that some letters carry.
fn is_word(c: char) -> bool {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{M}").unwrap());
    c.is_alphanumeric() || MARK.is_match(c.encode_utf8(&mut [0; 4]))
}

impl TryFrom<String> for Team {
    type Error = TeamError;
    fn try_from(text: String) -> Result<Self, TeamError> {
        Self::parse(&text)
    }
}

impl From<Team> for String {
    fn from(team: Team) -> Self {
        team.0
    }
}

impl fmt::Display for Team {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which teams' rules apply to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritesFor<'a> {
    /// Every team's: nobody in particular writes, or the one member of a workspace, who does what
    /// all teams do.
    All,
    /// This team's.
    Team(&'a Team),
    /// None: a member without a team among others.
    None,
}

impl WritesFor<'_> {
    /// Whether a rule for `teams` applies; one for none is for everybody.
    pub fn is_among(self, teams: &[Team]) -> bool {
        teams.is_empty()
            || match self {
                Self::All => true,
                Self::Team(team) => teams.contains(team),
                Self::None => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_is_the_same_however_it_is_typed() {
        for (typed, name) in [
            (" Support ", "support"),
            ("PR", "pr"),
            ("Social   Media", "social media"),
            ("R & D", "r & d"),
            ("Öffentlichkeits-Arbeit 2", "öffentlichkeits-arbeit 2"),
        ] {
            assert_eq!(Team::parse(typed).unwrap().as_str(), name);
        }
    }

    /// The window has the same list beside its own rule, in `teams.test.ts`.
    #[test]
    fn the_desk_takes_the_names_that_the_window_takes() {
        for name in [
            "support",
            "r & d",
            "social media",
            "pr-2",
            "a.b",
            "a. b",
            "öffentlich",
            "o\u{308}ffentlich",
            "हिन्दी",
            "ภาษาไทย",
            "العربيّة",
            "日本語",
            "ⓐ",
        ] {
            assert_eq!(Team::parse(name).map(String::from), Ok(name.to_owned()));
        }
        for name in ["", "-a", "a-", "a--b", "a - - b", "a &- b", "a/b", "a,b", "a🙂"] {
            assert!(Team::parse(name).is_err(), "{name}");
        }
        assert!(Team::parse(&"x".repeat(41)).is_err());
    }

    #[test]
    fn a_text_that_is_no_team_says_which_rule_it_breaks() {
        for (typed, length) in [("", 0), (" \u{0} ", 0), (&"x".repeat(41), 41)] {
            let found = Team::parse(typed).unwrap_err();
            assert!(matches!(found, TeamError::Length { length: l, .. } if l == length), "{found}");
        }
        for (typed, stranger) in
            [("a,b", ','), ("-a", '-'), ("a-", '-'), ("a--b", '-'), ("a - & b", '&'), ("a/b", '/')]
        {
            let found = Team::parse(typed).unwrap_err();
            let TeamError::Character { stranger: c, .. } = found else { panic!("{found}") };
            assert_eq!(c, stranger, "{typed}");
        }
    }

    #[test]
    fn a_rule_for_teams_applies_to_those_who_write_for_them() {
        let [support, pr] = ["support", "pr"].map(|name| Team::parse(name).unwrap());
        let teams = [support.clone()];
        assert!(WritesFor::Team(&support).is_among(&teams));
        assert!(!WritesFor::Team(&pr).is_among(&teams) && !WritesFor::None.is_among(&teams));
        assert!(WritesFor::All.is_among(&teams));
        assert!(WritesFor::None.is_among(&[]), "a rule for no team is for everybody");
    }
}
