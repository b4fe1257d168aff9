//! Locked spans: what has to stand in a reply as it was approved.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::gaps::LONGEST_FIELD;
use super::index::Index;
use super::joined::joined;
use super::library::{BodyId, SentenceId};
use super::links;
use super::words::{Token, small_start};
use super::{BrokenLock, Sentence, State};

/// A sentence of the draft with its source in the library.
#[derive(Debug)]
pub(super) struct Matched {
    pub(super) source: Option<SentenceId>,
    /// The body that is taken to be the source's.
    pub(super) body: Option<BodyId>,
    pub(super) tokens: Vec<Token>,
}

/// What became of the locked spans that a draft has to keep.
#[derive(Debug, Default)]
pub(super) struct Locks {
    /// Those that it does not keep.
    pub(super) broken: Vec<BrokenLock>,
    /// Where the others stand, in bytes of the draft.
    pub(super) standing: Vec<Range<usize>>,
}

/// The locked spans of the sentences that a draft holds, and of the answers that are used for the
/// most part or that `used` names, in the branches that it follows.
pub(super) fn locks(
    library: Index<'_>,
    (sentences, matched): (&[Sentence], &[Matched]),
    used: &[&str],
) -> Locks {
    let all: Vec<&Token> = matched.iter().flat_map(|one| &one.tokens).collect();
    let mut found = Locks::default();
    for (sentence, one) in sentences.iter().zip(matched) {
        let (Some(source), Some(body)) = (one.source, one.body) else { continue };
        for lock in locked_runs(&library.tokens_in(body, source)) {
            let own: Vec<&Token> = one.tokens.iter().collect();
            match place_of(&lock, &own).or_else(|| place_of(&lock, &all)) {
                Some(place) => found.standing.push(place),
                None if sentence.state == State::Edited => found.broken.push(BrokenLock {
                    answer: sentence.answer.clone().unwrap_or_default(),
                    text: said(&lock),
                    range: Some(sentence.range.clone()),
                }),
                None => {}
            }
        }
    }
    let sources: BTreeSet<SentenceId> = matched.iter().filter_map(|one| one.source).collect();
    for (answer, (body, sentences)) in used_sentences(library, matched, &sources, used) {
        let runs = |id: &SentenceId| locked_runs(&library.tokens_in(body, *id));
        for lock in sentences.iter().flat_map(runs) {
            if let Some(place) = place_of(&lock, &all) {
                found.standing.push(place);
                continue;
            }
            let (answer, text) = (answer.to_owned(), said(&lock));
            let is_it = |one: &BrokenLock| one.text == text && one.answer == answer;
            if !found.broken.iter().any(is_it) {
                found.broken.push(BrokenLock { answer, text, range: None });
            }
        }
    }
    found
}

fn said(lock: &[Token]) -> String {
    joined(lock.iter().map(|token| token.text.as_str()))
}

/// The runs of locked tokens of a sentence.
fn locked_runs(tokens: &[Token]) -> Vec<Vec<Token>> {
    let runs = tokens.chunk_by(|one, two| one.locked == two.locked);
    let locked = runs.filter(|run| run.first().is_some_and(|token| token.locked));
    locked.map(<[Token]>::to_vec).collect()
}

/// Where the tokens of `lock` stand in `draft` one after the other, in bytes of its text; a field
/// takes as much as the longest may have.
fn place_of(lock: &[Token], draft: &[&Token]) -> Option<Range<usize>> {
    (0..draft.len()).find_map(|start| {
        let end = end_of(lock, draft, start)?;
        let (first, last) = (draft.get(start)?, draft.get(end.checked_sub(1)?)?);
        Some(first.range.start..last.range.end)
    })
}

/// Where the tokens of `lock` end that begin at `start`.
fn end_of(lock: &[Token], draft: &[&Token], start: usize) -> Option<usize> {
    let mut at = vec![start];
    for (nth, token) in lock.iter().enumerate() {
        let mut next: Vec<usize> = Vec::new();
        for place in at {
            if token.is_gap() {
                next.extend(place + 1..=(place + LONGEST_FIELD).min(draft.len()));
            } else if draft.get(place).is_some_and(|shown| {
                links::fits(&token.text, &shown.text)
                    || (nth == 0 && small_start(&shown.text) == small_start(&token.text))
            }) {
                next.push(place + 1);
            }
        }
        next.sort_unstable();
        next.dedup();
        at = next;
    }
    at.last().copied()
}

/// The answers that were inserted, and those of which most stands in the draft, each with the
/// sentences of its closest body, in the branches that the draft follows.
fn used_sentences<'a>(
    library: Index<'a>,
    matched: &[Matched],
    sources: &BTreeSet<SentenceId>,
    used: &[&str],
) -> BTreeMap<&'a str, (BodyId, Vec<SentenceId>)> {
    // One body an answer: the one that most of is there.
    let mut best: BTreeMap<&str, (usize, BodyId, Vec<SentenceId>)> = BTreeMap::new();
    let mut offer = |body: BodyId, is_inserted: bool| {
        let all = library.followed(body, sources);
        let size = |id: &SentenceId| library.size(*id);
        let there: usize = all.iter().filter(|id| sources.contains(id)).map(size).sum();
        let whole: usize = all.iter().map(size).sum();
        if !is_inserted && (there * 2 < whole || there == 0) {
            return;
        }
        let answer = library.answer_of(body);
        if best.get(answer).is_none_or(|(most, ..)| there > *most) {
            best.insert(answer, (there, body, all));
        }
    };
    let bodies: BTreeSet<BodyId> = matched.iter().filter_map(|one| one.body).collect();
    for body in bodies {
        offer(body, false);
    }
    for body in used.iter().flat_map(|id| library.bodies_of(id)) {
        offer(body, true);
    }
    best.into_iter().map(|(answer, (_, body, sentences))| (answer, (body, sentences))).collect()
}
