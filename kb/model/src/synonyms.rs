//! Words that mean the same in one workspace, and the rules that a list of them keeps.

use std::collections::HashMap;

use crate::{clean, normalised};

/// Groups that a workspace can have.
const GROUPS: usize = 500;
/// Words and phrases of one group.
const MEMBERS: usize = 20;
/// Characters of one.
const LENGTH: usize = 60;

/// What is wrong with a list of words that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SynonymError {
    /// Too many groups.
    #[error("{0} groups of words that mean the same are too many; join or remove some, 500 fit")]
    TooMany(usize),
    /// A group has no words.
    #[error("group {0} of the words that mean the same is empty; write its words or remove it")]
    EmptyGroup(usize),
    /// A group has one word.
    #[error("{0:?} stands alone; add a word that means the same, or remove it")]
    Alone(String),
    /// A group has too many words.
    #[error("the group of {word:?} has {count} words; keep 20 at most")]
    GroupTooLong {
        /// Its first word.
        word: String,
        /// How many it has.
        count: usize,
    },
    /// A word is too long.
    #[error("{word:?} has {count} characters; shorten it to 60")]
    WordTooLong {
        /// The word.
        word: String,
        /// How many it has.
        count: usize,
    },
    /// A word without letters and digits.
    #[error("{0:?} has no letter and no digit, so nobody finds by it; remove it")]
    NoWord(String),
    /// A word in two groups.
    #[error(
        "{word:?} is in the group of {first:?} and in that of {second:?}; remove it from one, or join the two"
    )]
    Twice {
        /// The word.
        word: String,
        /// The first word of the one group.
        first: String,
        /// The first word of the other.
        second: String,
    },
}

/// The groups without blanks around their words, without empty words, and with each word once.
///
/// # Errors
/// [`SynonymError`] names the word that breaks a rule.
pub(crate) fn cleaned(groups: &[Vec<String>]) -> Result<Vec<Vec<String>>, SynonymError> {
    if groups.len() > GROUPS {
        return Err(SynonymError::TooMany(groups.len()));
    }
    let mut owners: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Vec<String>> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let mut words: Vec<String> = Vec::new();
        for word in group.iter().map(|word| tidy(word)).filter(|word| !word.is_empty()) {
            check_word(&word)?;
            match owners.insert(normalised(&word), number) {
                None => words.push(word),
                Some(owner) if owner == number => {}
                Some(owner) => {
                    let first = kept.get(owner).and_then(|group| group.first());
                    let first = first.cloned().unwrap_or_default();
                    let second = words.first().unwrap_or(&word).clone();
                    return Err(SynonymError::Twice { word, first, second });
                }
            }
        }
        match words.as_slice() {
            [] => return Err(SynonymError::EmptyGroup(number + 1)),
            [word] => return Err(SynonymError::Alone(word.clone())),
            [word, ..] if words.len() > MEMBERS => {
                let (word, count) = (word.clone(), words.len());
                return Err(SynonymError::GroupTooLong { word, count });
            }
            _ => kept.push(words),
        }
    }
    Ok(kept)
}

/// One blank between words, none around them.
fn tidy(word: &str) -> String {
    clean(word).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_word(word: &str) -> Result<(), SynonymError> {
    let count = word.chars().count();
    if count > LENGTH {
        return Err(SynonymError::WordTooLong { word: word.to_owned(), count });
    }
    if normalised(word).is_empty() {
        return Err(SynonymError::NoWord(word.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(groups: &[&[&str]]) -> Vec<Vec<String>> {
        groups.iter().map(|group| group.iter().map(|word| (*word).to_owned()).collect()).collect()
    }

    #[track_caller]
    fn refused(groups: &[&[&str]], said: &str) {
        assert_eq!(cleaned(&list(groups)).unwrap_err().to_string(), said);
    }

    #[test]
    fn words_are_kept_without_blanks_around_them_and_once() {
        let given = list(&[&[" refund", "money \n back ", "", "Refund"], &["box", "parcel"]]);
        let expected = list(&[&["refund", "money back"], &["box", "parcel"]]);
        assert_eq!(cleaned(&given), Ok(expected));
        assert_eq!(cleaned(&[]), Ok(Vec::new()));
    }

    #[test]
    fn a_list_that_breaks_a_rule_is_refused_with_the_word_and_the_way_out() {
        refused(
            &[&["a1", "b1"], &[" ", ""]],
            "group 2 of the words that mean the same is empty; write its words or remove it",
        );
        refused(&[&["box"]], "\"box\" stands alone; add a word that means the same, or remove it");
        refused(
            &[&["box", "parcel"], &["packet", "PARCEL"]],
            "\"PARCEL\" is in the group of \"box\" and in that of \"packet\"; remove it from one, or join the two",
        );
        refused(
            &[&["?!", "parcel"]],
            "\"?!\" has no letter and no digit, so nobody finds by it; remove it",
        );
        let long = "ä".repeat(61);
        let said = format!("\"{long}\" has 61 characters; shorten it to 60");
        refused(&[&[&long, "parcel"]], &said);
        let many: Vec<String> = (0..21).map(|n| format!("w{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        refused(&[&many], "the group of \"w0\" has 21 words; keep 20 at most");
    }

    #[test]
    fn five_hundred_groups_of_twenty_fit_and_not_one_more() {
        let word = |group: usize| move |n| format!("w{group}x{n}");
        let mut groups: Vec<Vec<String>> =
            (0..500).map(|group| (0..20).map(word(group)).collect()).collect();
        assert!(cleaned(&groups).is_ok());
        groups.push(vec!["one".to_owned(), "more".to_owned()]);
        assert_eq!(cleaned(&groups), Err(SynonymError::TooMany(501)));
    }
}
