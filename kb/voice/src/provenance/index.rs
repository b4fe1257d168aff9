//! The sentences of a library that may be said here and now, found by what they say.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::library::{BETWEEN, Body, BodyId, Library, SentenceId};
use super::words::Token;

/// How many postings are looked at for one sentence.
const POSTINGS: usize = 12_000;
/// How many of the sentences that share most are looked at for those that may be used.
const RANKED: usize = 1_024;
/// How many sentences are compared word by word.
const COMPARED: usize = 16;

/// Which bodies of a library may be said: on a channel, in a language, today.
#[derive(Debug, Default)]
pub struct Usable(Option<HashSet<BodyId>>);

impl Usable {
    /// All of them.
    pub const ALL: Self = Self(None);

    /// Of each answer the body that `nth` names: 0 for the first one that was put in; `None` where
    /// the answer may not be used.
    pub fn of(library: &Library, nth: &dyn Fn(&str) -> Option<usize>) -> Self {
        let usable =
            |(id, body): (BodyId, &Body)| (nth(&body.answer) == Some(body.nth)).then_some(id);
        Self(Some(library.bodies().filter_map(usable).collect()))
    }

    fn holds(&self, body: BodyId) -> bool {
        self.0.as_ref().is_none_or(|usable| usable.contains(&body))
    }
}

/// The part of a library that may be used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Index<'a> {
    library: &'a Library,
    usable: &'a Usable,
}

impl<'a> Index<'a> {
    pub(super) fn new(library: &'a Library, usable: &'a Usable) -> Self {
        Self { library, usable }
    }

    /// Whether the answer called `id` may be used.
    pub(super) fn has(&self, id: &str) -> bool {
        self.bodies_of(id).next().is_some()
    }

    pub(super) fn answer_of(&self, body: BodyId) -> &'a str {
        self.library.body(body).map_or("", |body| &body.answer)
    }

    /// The bodies of the answer called `id`.
    pub(super) fn bodies_of(&self, id: &str) -> impl Iterator<Item = BodyId> {
        self.library.bodies_of(id).filter(|body| self.usable.holds(*body))
    }

    /// The bodies that a sentence stands in.
    pub(super) fn owners(&self, sentence: SentenceId) -> impl Iterator<Item = BodyId> {
        self.library.owners(sentence).filter(|body| self.usable.holds(*body))
    }

    /// The sentences of a body, in all of its branches.
    pub(super) fn said(&self, body: BodyId) -> &'a [SentenceId] {
        self.library.body(body).map_or(&[], |body| &body.sentences)
    }

    /// The sentences of a body in the branches that a draft follows which holds `sources`.
    pub(super) fn followed(&self, body: BodyId, sources: &BTreeSet<SentenceId>) -> Vec<SentenceId> {
        let Some(body) = self.library.body(body) else { return Vec::new() };
        match &body.branches {
            None => body.sentences.to_vec(),
            Some(branches) => branches.followed(sources, &|id| self.size(id)),
        }
    }

    /// How many tokens a sentence has.
    pub(super) fn size(&self, sentence: SentenceId) -> usize {
        1 + self.library.kept(sentence).matches(BETWEEN).count()
    }

    /// The tokens of a sentence; their places mean nothing.
    pub(super) fn tokens(&self, sentence: SentenceId) -> Vec<Token> {
        self.library.tokens(sentence, None)
    }

    /// The same with what is locked in a body that it stands in.
    pub(super) fn tokens_in(&self, body: BodyId, sentence: SentenceId) -> Vec<Token> {
        self.library.tokens(sentence, Some(body))
    }

    /// The sentence that says exactly this.
    pub(super) fn same(&self, tokens: &[Token]) -> Option<SentenceId> {
        self.library.same(tokens).filter(|id| self.is_usable(*id))
    }

    fn is_usable(&self, sentence: SentenceId) -> bool {
        self.usable.0.is_none() || self.owners(sentence).next().is_some()
    }

    /// How much a word tells: the rarer, the more; what the library never says tells little.
    pub(super) fn weight(&self, word: &str) -> f64 {
        let count = self.library.posted(word).len();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let all = u32::try_from(self.library.sentences()).unwrap_or(u32::MAX);
        if count == 0 { 1.5 } else { libm::log(1.0 + f64::from(all) / f64::from(count)).min(4.0) }
    }

    /// Whether the library says a word with a small letter, as it does no name. The first word of a
    /// sentence is not looked at: sentences that differ in its case are one.
    pub(super) fn says(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        let said = |id: &SentenceId| {
            self.library.kept(*id).split(BETWEEN).skip(1).any(|token| token == small)
        };
        self.library.posted(word).iter().take(COMPARED).any(said)
    }

    /// The sentences that share most with `tokens`, the most promising first.
    pub(super) fn alike(&self, tokens: &[Token]) -> Vec<SentenceId> {
        let mut ranked: Vec<(SentenceId, f64)> = self.shared(tokens).into_iter().collect();
        keep_best(&mut ranked, RANKED);
        ranked.retain(|(id, _)| self.is_usable(*id));
        keep_best(&mut ranked, COMPARED * 16);
        for (id, score) in &mut ranked {
            // Of two that share as much, the one of like length.
            let own = self.size(*id) - 1;
            let apart = u32::try_from(own.abs_diff(tokens.len())).unwrap_or(u32::MAX);
            *score -= f64::from(apart) * 0.05;
        }
        ranked.sort_by(best_first);
        ranked.truncate(COMPARED);
        ranked.into_iter().map(|(id, _)| id).collect()
    }

    /// How much sentences share with `tokens`.
    fn shared(&self, tokens: &[Token]) -> HashMap<SentenceId, f64> {
        let mut words: Vec<&str> = tokens
            .iter()
            .filter(|token| token.is_word())
            .map(|token| token.text.as_str())
            .collect();
        words.sort_unstable();
        words.dedup();
        words.sort_by_key(|word| self.library.posted(word).len());
        let mut scores: HashMap<SentenceId, f64> = HashMap::new();
        let mut left = POSTINGS;
        for word in words {
            let posted = self.library.posted(word);
            // A common word tells candidates apart, but finds none while rarer ones did.
            if posted.len() > left && !scores.is_empty() {
                break;
            }
            let weight = self.weight(word);
            for id in posted.iter().take(left) {
                *scores.entry(*id).or_default() += weight;
            }
            left = left.saturating_sub(posted.len());
        }
        scores
    }
}

fn keep_best(ranked: &mut Vec<(SentenceId, f64)>, count: usize) {
    if ranked.len() > count {
        ranked.select_nth_unstable_by(count, best_first);
        ranked.truncate(count);
    }
}

fn best_first(one: &(SentenceId, f64), two: &(SentenceId, f64)) -> Ordering {
    two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
}
