//! Words that mean the same in one workspace: which of them are typed, and what they stand for.

use std::ops::Range;

use crate::language::Language;
use crate::typed::{TypedWord, words_of};

/// Letters by which a word is looked for before it is read: endings differ, beginnings do not.
const BEGINNING: usize = 2;
/// Words that one typed word can stand for.
const MOST: usize = 20;

/// Typed words that a group knows.
#[derive(Debug)]
pub(crate) struct Meant {
    /// Which of the typed words, by their places.
    pub(crate) at: Range<usize>,
    /// What means the same, each as its words.
    pub(crate) others: Vec<Vec<TypedWord>>,
}

/// What of `typed` is known to `groups`, in the order of the words; where two would share a word,
/// the first counts, and of those that begin together the longest.
pub(crate) fn meant(
    languages: &[Language],
    typed: &[TypedWord],
    groups: &[Vec<String>],
) -> Vec<Meant> {
    let mut known: Vec<Meant> =
        groups.iter().filter_map(|group| in_group(languages, typed, group)).flatten().collect();
    known.sort_by_key(|meant| (meant.at.start, std::cmp::Reverse(meant.at.end)));
    let mut end = 0;
    known.retain(|meant| {
        let is_free = meant.at.start >= end;
        end = if is_free { meant.at.end } else { end };
        is_free
    });
    known
}

/// Where members of one group stand among the typed words; `None` without looking closely when
/// no member begins as any of them.
fn in_group(languages: &[Language], typed: &[TypedWord], group: &[String]) -> Option<Vec<Meant>> {
    group.iter().find(|member| typed.iter().any(|word| may_be(member, word)))?;
    let members: Vec<Vec<TypedWord>> =
        group.iter().map(|member| whole_words(languages, member)).collect();
    let mut found = Vec::new();
    for (nth, member) in members.iter().enumerate().filter(|(_, member)| !member.is_empty()) {
        for (start, window) in typed.windows(member.len()).enumerate() {
            if window.iter().zip(member).all(|(typed, word)| same(typed, word)) {
                let others = members.iter().enumerate();
                let others = others.filter(|(other, words)| *other != nth && !words.is_empty());
                found.push(Meant {
                    at: start..start + member.len(),
                    others: others.map(|(_, words)| words.clone()).take(MOST).collect(),
                });
            }
        }
    }
    Some(found)
}

fn whole_words(languages: &[Language], text: &str) -> Vec<TypedWord> {
    let words = words_of(languages, text).into_iter();
    words.map(|word| TypedWord { goes_on: false, ..word }).collect()
}

/// Whether a member could begin with a typed word, as far as its first letters tell. Letters with
/// a diacritic may be written without, so they tell nothing.
fn may_be(member: &str, word: &TypedWord) -> bool {
    let letters = member.chars().filter(|c| c.is_alphanumeric()).take(BEGINNING);
    let mut pairs = letters.zip(word.written.chars());
    pairs.all(|(own, typed)| !own.is_ascii() || own.eq_ignore_ascii_case(&typed))
}

fn same(typed: &TypedWord, word: &TypedWord) -> bool {
    typed.written == word.written
        || typed.stems.iter().zip(&word.stems).any(|(typed, word)| typed == word)
}
