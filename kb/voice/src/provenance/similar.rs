//! The approved sentence that another one was made from, and what was changed.

use std::collections::HashMap;

use super::claims::is_quantity;
use super::index::Index;
use super::joined::joined;
use super::library::SentenceId;
use super::negation;
use super::numerals::{self, Language};
use super::words::{Token, small_start};

/// The longest sentence that is compared word by word, in tokens.
const LONGEST: usize = 300;
/// From this share of common words on a sentence is an edited one.
const ALIKE: f64 = 0.5;
/// The same for a sentence that is a part of an approved one, or holds all of it.
const PART: f64 = 0.72;

/// How much quantities and negations count: they are what is changed most.
const LIGHT: f64 = 0.3;

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It stands in both.
    Same,
    /// It stood in the approved sentence.
    Removed,
    /// It is new.
    Added,
}

impl ChangeKind {
    /// The name in reports, such as `added`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// A run of words of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The words.
    pub text: String,
}

/// The sentence of `library` that `draft` was most likely made from.
pub(super) fn source(
    library: Index<'_>,
    draft: &[Token],
    alike: &[SentenceId],
) -> Option<SentenceId> {
    if draft.len() > LONGEST {
        return None;
    }
    let language = numerals::language(&joined(draft.iter().map(|token| token.text.as_str())));
    let mut weights = Weights { library, language, known: HashMap::new() };
    let draft_weights = weights.of(draft);
    let mut best: Option<(SentenceId, f64)> = None;
    for id in alike {
        let own = library.tokens(*id);
        let own_weights = weights.of(&own);
        let score = likeness((&own, &own_weights), (draft, &draft_weights));
        if score > best.map_or(0.0, |(_, score)| score) {
            best = Some((*id, score));
        }
    }
    best.filter(|(_, score)| *score >= 1.0).map(|(id, _)| id)
}

/// How much each word tells, looked up once.
struct Weights<'a> {
    library: Index<'a>,
    language: Language,
    known: HashMap<String, f64>,
}

impl Weights<'_> {
    fn of(&mut self, tokens: &[Token]) -> Vec<f64> {
        tokens.iter().map(|token| self.weight(token)).collect()
    }

    fn weight(&mut self, token: &Token) -> f64 {
        if !token.is_word() || token.is_gap() {
            return 0.0;
        }
        if let Some(known) = self.known.get(&token.text) {
            return *known;
        }
        let light = is_quantity(&token.text, self.language) || negation::of(&token.text).is_some();
        let weight = self.library.weight(&token.text) * if light { LIGHT } else { 1.0 };
        self.known.insert(token.text.clone(), weight);
        weight
    }
}

/// How alike two sentences with their weights are; from 1 on one was made from the other.
fn likeness(
    (own, own_weights): (&[Token], &[f64]),
    (draft, draft_weights): (&[Token], &[f64]),
) -> f64 {
    let own_weight: f64 = own_weights.iter().sum();
    let draft_weight: f64 = draft_weights.iter().sum();
    if own_weight <= 0.0 || draft_weight <= 0.0 || own.len() > LONGEST {
        return 0.0;
    }
    let weight = |nth: &usize| own_weights.get(*nth).copied().unwrap_or_default();
    let pairs = aligned(own, draft);
    let shared = pairs.iter().map(|(nth, _)| *nth);
    let shared: Vec<usize> =
        shared.filter(|nth| own.get(*nth).is_some_and(Token::is_word)).collect();
    let slips = slips(own, draft, &pairs);
    let common: f64 =
        shared.iter().map(weight).sum::<f64>() + slips.iter().map(weight).sum::<f64>() * 0.9;
    let words = shared.len() + slips.len();
    let both = 2.0 * common / (own_weight + draft_weight);
    // A split or merged sentence: one holds the other, and it is long enough to be no chance.
    let part = if words >= 4 { (common / own_weight).max(common / draft_weight) } else { 0.0 };
    (both / ALIKE).max(part / PART)
}

/// The words of `own` without a partner that are spelt nearly as a word of `draft` without one.
fn slips(own: &[Token], draft: &[Token], pairs: &[(usize, usize)]) -> Vec<usize> {
    let free = |taken: Vec<usize>, tokens: &[Token]| -> Vec<usize> {
        (0..tokens.len()).filter(|nth| !taken.contains(nth)).collect()
    };
    let own_free = free(pairs.iter().map(|pair| pair.0).collect(), own);
    let mut draft_free = free(pairs.iter().map(|pair| pair.1).collect(), draft);
    let mut slips = Vec::new();
    for nth in own_free {
        let Some(token) = own.get(nth).filter(|token| token.is_word() && !token.is_gap()) else {
            continue;
        };
        let near =
            |at: &usize| draft.get(*at).is_some_and(|other| is_slip(&token.text, &other.text));
        if let Some(place) = draft_free.iter().position(near) {
            draft_free.remove(place);
            slips.push(nth);
        }
    }
    slips
}

/// Whether two words differ by one slip of the finger, or by case.
fn is_slip(one: &str, two: &str) -> bool {
    let (one, two) = (one.to_lowercase(), two.to_lowercase());
    if one == two {
        return true;
    }
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let short = one.len().min(two.len());
    if short < 3
        || one.len().abs_diff(two.len()) > 2
        || one.iter().chain(&two).any(|c| c.is_numeric())
    {
        return false;
    }
    let head = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let tail = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let left = one.len().max(two.len()).saturating_sub(head + tail.min(short - head.min(short)));
    left <= if short < 5 { 1 } else { 2 }
}

/// Pairs of places with the same word, in the order of both, as many as there can be.
fn aligned(own: &[Token], draft: &[Token]) -> Vec<(usize, usize)> {
    let width = draft.len() + 1;
    let mut table = vec![0_u16; (own.len() + 1) * width];
    let get = |table: &[u16], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    let same = |i: usize, j: usize| match (own.get(i), draft.get(j)) {
        (Some(one), Some(two)) => {
            one.text == two.text
                || ((i == 0 || j == 0) && small_start(&one.text) == small_start(&two.text))
        }
        _ => false,
    };
    for i in (0..own.len()).rev() {
        for j in (0..draft.len()).rev() {
            let value = if same(i, j) {
                get(&table, i + 1, j + 1) + 1
            } else {
                get(&table, i + 1, j).max(get(&table, i, j + 1))
            };
            if let Some(cell) = table.get_mut(i * width + j) {
                *cell = value;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < own.len() && j < draft.len() {
        if same(i, j) && get(&table, i, j) == get(&table, i + 1, j + 1) + 1 {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if get(&table, i + 1, j) >= get(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What was changed from `own` to `draft`; `text` is the draft.
pub(super) fn diff(own: &[Token], draft: &[Token], text: &str) -> Vec<Change> {
    let pairs = aligned(own, draft);
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = pairs.iter().copied().chain([(own.len(), draft.len())]);
    let mut same_from: Option<usize> = None;
    for (next_i, next_j) in ends {
        if next_i > i || next_j > j || next_j == draft.len() {
            changes.extend(same_from.take().and_then(|from| kept(draft, from, j, text)));
            if let Some(removed) = own.get(i..next_i).filter(|run| !run.is_empty()) {
                let text = joined(removed.iter().map(|token| token.text.as_str()));
                changes.push(Change { kind: ChangeKind::Removed, text });
            }
            let added = shown(draft, j, next_j, text);
            changes.extend(added.map(|text| Change { kind: ChangeKind::Added, text }));
        }
        same_from = same_from.or(Some(next_j).filter(|at| *at < draft.len()));
        (i, j) = (next_i + 1, next_j + 1);
    }
    changes
}

fn kept(draft: &[Token], from: usize, to: usize, text: &str) -> Option<Change> {
    shown(draft, from, to, text).map(|text| Change { kind: ChangeKind::Same, text })
}

fn shown(draft: &[Token], from: usize, to: usize, text: &str) -> Option<String> {
    let run = draft.get(from..to)?;
    let range = run.first()?.range.start..run.last()?.range.end;
    text.get(range).map(str::to_owned)
}
