//! Tells, in one pass over a text, which rules may find something in it.
//!
//! Most rules can only match where one of a few words is. Those words of all rules are looked for
//! together; a rule of which none is there need not run. What is found here is never less than what
//! the rules find.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::rule::Rule;

/// The most words that one rule may need.
const WORD_LIMIT: usize = 8_000;
/// The most letters that a class may stand for.
const CLASS_LIMIT: usize = 12;
/// The most words that a row of choices is multiplied out to.
const CHOICE_LIMIT: usize = 64;

/// Knows which words each rule needs.
#[derive(Debug)]
pub(super) struct Prefilter {
    words: Option<AhoCorasick>,
    /// The rules that need each word.
    needed_by: Vec<Vec<usize>>,
    /// Whether a rule runs on every text.
    always: Vec<bool>,
}

impl Prefilter {
    /// Learns the words of all rules.
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut needed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut always = vec![true; rules.len()];
        for (index, (rule, always)) in rules.iter().zip(&mut always).enumerate() {
            let Some(patterns) = rule.kind.patterns() else { continue };
            let words: Option<Vec<Vec<String>>> =
                patterns.iter().map(|pattern| words_of(pattern.relaxed())).collect();
            let Some(words) = words else { continue };
            *always = false;
            for word in words.into_iter().flatten() {
                needed.entry(word).or_default().push(index);
            }
        }
        let words = AhoCorasick::new(needed.keys()).ok();
        if words.is_none() {
            always.fill(true);
        }
        Self { words, needed_by: needed.into_values().collect(), always }
    }

    /// Which rules may find something in `text`.
    pub(super) fn candidates(&self, text: &str) -> Vec<bool> {
        let mut candidates = self.always.clone();
        let Some(words) = &self.words else { return candidates };
        let folded: String = text.chars().map(folded).collect();
        for found in words.find_overlapping_iter(&folded) {
            let rules = self.needed_by.get(found.pattern().as_usize());
            for rule in rules.into_iter().flatten() {
                if let Some(candidate) = candidates.get_mut(*rule) {
                    *candidate = true;
                }
            }
        }
        candidates
    }
}

/// A letter without its case.
fn folded(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
        'ſ' => 's',
        'ς' => 'σ',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Words, without case, of which one is in every match of `pattern`; none where there are no such.
fn words_of(pattern: &str) -> Option<Vec<String>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let words = needed(&hir)?;
    (!words.is_empty() && words.iter().all(|word| !word.is_empty())).then_some(words)
}

/// Words of which one is in every match.
fn needed(hir: &Hir) -> Option<Vec<String>> {
    if let Some(words) = exact(hir) {
        return words.iter().all(|word| !word.is_empty()).then_some(words);
    }
    match hir.kind() {
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Alternation(choices) => {
            let mut words = Vec::new();
            for choice in choices {
                words.extend(needed(choice)?);
                if words.len() > WORD_LIMIT {
                    return None;
                }
            }
            Some(words)
        }
        HirKind::Concat(parts) => best_of(parts),
        _ => None,
    }
}

/// The words of the part of a row that is the most telling.
fn best_of(parts: &[Hir]) -> Option<Vec<String>> {
    let mut best: Option<Vec<String>> = None;
    let mut run = vec![String::new()];
    for part in parts {
        let longer = exact(part).and_then(|words| joined(&run, &words));
        if let Some(words) = longer {
            run = words;
            continue;
        }
        consider(&mut best, std::mem::take(&mut run));
        if let Some(words) = needed(part) {
            consider(&mut best, words);
        }
        run = exact(part)
            .filter(|words| words.len() <= CHOICE_LIMIT)
            .unwrap_or_else(|| vec![String::new()]);
    }
    consider(&mut best, run);
    best
}

/// How telling words are: the shortest counts.
fn worth(words: &[String]) -> usize {
    words.iter().map(String::len).min().unwrap_or_default()
}

fn consider(best: &mut Option<Vec<String>>, words: Vec<String>) {
    let known = best.as_ref().map_or(0, |best| worth(best));
    if worth(&words) > known {
        *best = Some(words);
    }
}

fn joined(heads: &[String], tails: &[String]) -> Option<Vec<String>> {
    if heads.len() * tails.len() > CHOICE_LIMIT {
        return None;
    }
    let pairs = heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}")));
    Some(pairs.collect())
}

/// All that `hir` can match, without case, if that is not much.
fn exact(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(vec![text.chars().map(folded).collect()])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut letters: Vec<char> = Vec::new();
            for range in class.ranges() {
                for c in (range.start()..=range.end()).take(CLASS_LIMIT * 2 + 1) {
                    let c = folded(c);
                    if !letters.contains(&c) {
                        letters.push(c);
                    }
                }
                if letters.len() > CLASS_LIMIT {
                    return None;
                }
            }
            (!letters.is_empty()).then(|| letters.into_iter().map(String::from).collect())
        }
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(parts) => {
            let mut words = vec![String::new()];
            for part in parts {
                words = joined(&words, &exact(part)?)?;
            }
            Some(words)
        }
        HirKind::Alternation(choices) => {
            let mut words = Vec::new();
            for choice in choices {
                words.extend(exact(choice)?);
                if words.len() > CHOICE_LIMIT {
                    return None;
                }
            }
            Some(words)
        }
        HirKind::Repetition(repetition) if repetition.max == Some(1) && repetition.min == 0 => {
            let mut words = exact(&repetition.sub)?;
            words.push(String::new());
            (words.len() <= CHOICE_LIMIT).then_some(words)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expected: &[&str]) {
        let mut words = words_of(pattern).unwrap_or_default();
        words.sort();
        assert_eq!(words, expected, "{pattern}");
    }

    #[test]
    fn the_words_that_a_pattern_needs_are_known() {
        check(r"(?im)\b(?:utili[sz]e|colou?r)\b", &["color", "colour", "utilise", "utilize"]);
        check(r"(?m)\b(?:foo\w+|bar)\b", &["bar", "foo"]);
        check(r"\w+ly\b", &["ly"]);
        check(r"\w+", &[]);
        check(r"(?:abc)?x*", &[]);
        check(r"\d+ (?:apples|pears)", &[" apples", " pears"]);
    }

    proptest::proptest! {
        /// What is passed over could not have matched.
        #[test]
        fn a_text_with_a_match_has_one_of_the_words(
            text in r"[abAB ,.é\-]{0,24}",
            at in 0_usize..6,
        ) {
            let patterns = [
                r"(?i)\ba(b|é)+", r"ab|b,|é-", r"(?:aB)?b\s", r"[ab]{2}\.", r"(?i)(?:aa|bé)x?,?a",
                r"a?b?[,.]",
            ];
            let pattern = patterns[at];
            if let Some(words) = words_of(pattern) && regex::Regex::new(pattern).unwrap().is_match(&text) {
                let folded: String = text.chars().map(folded).collect();
                proptest::prop_assert!(words.iter().any(|word| folded.contains(word.as_str())));
            }
        }
    }
}
