//! Locked spans: what has to stand in a reply as it was approved.

use std::collections::BTreeMap;

use super::index::{BodyId, Library, SentenceId};
use super::words::{Token, joined, small_start};
use super::{BrokenLock, Sentence, State};

/// A sentence of the draft with its source in the library.
#[derive(Debug)]
pub(super) struct Matched {
    pub(super) source: Option<SentenceId>,
    /// The body that is taken to be the source's.
    pub(super) body: Option<BodyId>,
    pub(super) tokens: Vec<Token>,
}

/// The locked spans that the draft does not keep: of sentences that were edited, and of answers
/// that are used for the most part or that `used` names.
pub(super) fn broken(
    library: &Library,
    (sentences, matched): (&[Sentence], &[Matched]),
    used: &[&str],
) -> Vec<BrokenLock> {
    let all: Vec<&Token> = matched.iter().flat_map(|one| &one.tokens).collect();
    let mut broken: Vec<BrokenLock> = Vec::new();
    for (sentence, one) in sentences.iter().zip(matched) {
        let (Some(source), State::Edited) = (one.source, sentence.state) else { continue };
        for lock in locks(&library.tokens(source)) {
            if !stands_in(&lock, &all) {
                broken.push(BrokenLock {
                    answer: sentence.answer.clone().unwrap_or_default(),
                    text: joined(lock.iter().map(|token| token.text.as_str())),
                    range: Some(sentence.range.clone()),
                });
            }
        }
    }
    for body in used_bodies(library, matched, used) {
        for sentence in library.plainest(body) {
            for lock in locks(&library.tokens(*sentence)) {
                let text = joined(lock.iter().map(|token| token.text.as_str()));
                let answer = library.answer_of(body);
                let named = broken.iter().any(|known| known.text == text && known.answer == answer);
                if !named && !stands_in(&lock, &all) {
                    broken.push(BrokenLock { answer: answer.to_owned(), text, range: None });
                }
            }
        }
    }
    broken
}

/// The runs of locked tokens of a sentence.
fn locks(tokens: &[Token]) -> Vec<Vec<Token>> {
    let runs = tokens.chunk_by(|one, two| one.locked == two.locked);
    let locked = runs.filter(|run| run.first().is_some_and(|token| token.locked));
    locked.map(<[Token]>::to_vec).collect()
}

/// Whether the tokens of `lock` stand in `draft` one after the other; a field takes up to eight.
fn stands_in(lock: &[Token], draft: &[&Token]) -> bool {
    (0..draft.len()).any(|start| {
        let mut at = vec![start];
        for (nth, token) in lock.iter().enumerate() {
            let mut next: Vec<usize> = Vec::new();
            for place in at {
                if token.is_gap() {
                    next.extend(place + 1..=(place + 8).min(draft.len()));
                } else if draft.get(place).is_some_and(|shown| {
                    shown.text == token.text
                        || (nth == 0 && small_start(&shown.text) == small_start(&token.text))
                }) {
                    next.push(place + 1);
                }
            }
            next.sort_unstable();
            next.dedup();
            if next.is_empty() {
                return false;
            }
            at = next;
        }
        true
    })
}

/// The bodies of which most sentences stand in the draft, and the closest body of each answer that
/// was inserted.
fn used_bodies(library: &Library, matched: &[Matched], used: &[&str]) -> Vec<BodyId> {
    let sources: Vec<SentenceId> = matched.iter().filter_map(|one| one.source).collect();
    let size = |sentence: &SentenceId| library.tokens(*sentence).len();
    let share = |body: BodyId| {
        let all = library.plainest(body);
        let there: usize = all.iter().filter(|id| sources.contains(id)).map(size).sum();
        (there, all.iter().map(size).sum::<usize>())
    };
    // One body an answer: the one that most of is there.
    let mut best: BTreeMap<&str, (usize, BodyId)> = BTreeMap::new();
    let mut offer = |body: BodyId, there: usize| {
        let entry = best.entry(library.answer_of(body)).or_insert((there, body));
        if there > entry.0 {
            *entry = (there, body);
        }
    };
    for body in matched.iter().filter_map(|one| one.body) {
        let (there, whole) = share(body);
        if there * 2 >= whole && there > 0 {
            offer(body, there);
        }
    }
    for body in used.iter().flat_map(|id| library.bodies_of(id)) {
        offer(body, share(body).0);
    }
    best.into_values().map(|(_, body)| body).collect()
}
