//! Every approved sentence of a library, found by what it says: built once, asked for each draft.

use std::collections::{BTreeSet, HashMap};

use super::branches::Branches;
use super::template::readings;
use super::words::{Origin, Token, small_start, tokens};
use crate::sentences;

/// Between two tokens of a sentence as it is kept.
const BETWEEN: char = '\u{1f}';
/// The longest body that is read, in bytes.
const LONGEST: usize = 256 << 10;
/// How many postings are looked at for one sentence.
const POSTINGS: usize = 6_000;
/// How many sentences are compared word by word.
const COMPARED: usize = 16;

/// An approved answer.
#[derive(Debug, Clone, Copy)]
pub struct Approved<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its body and the bodies of its variants, as templates. Facts whose values are known are
    /// best filled in before.
    pub bodies: &'a [&'a str],
}

/// A sentence of the library, which may stand in many answers.
pub(super) type SentenceId = u32;
/// A body of an answer.
pub(super) type BodyId = u32;

/// The index. It is the same for the same answers in the same order.
#[derive(Debug, Default)]
pub struct Library {
    answers: Vec<Box<str>>,
    bodies: Vec<Body>,
    /// Tokens of all sentences, one after the other.
    text: String,
    /// Where each sentence ends in `text`.
    ends: Vec<u32>,
    /// Locked tokens: sentence, first, end.
    locked: Vec<(SentenceId, u16, u16)>,
    /// The sentence's hash; sorted.
    exact: Vec<(u64, SentenceId)>,
    /// Which bodies a sentence stands in, and whether each reading of the body has it; sorted.
    owners: Vec<(SentenceId, BodyId)>,
    /// Hash of a word and where its postings begin; sorted.
    words: Vec<(u32, u32)>,
    postings: Vec<SentenceId>,
}

/// A body of an answer: its sentences in the order of the text, each once.
#[derive(Debug)]
struct Body {
    answer: u32,
    sentences: Box<[SentenceId]>,
    /// `None` where all of them are always said.
    branches: Option<Box<Branches>>,
}

impl Library {
    /// Reads the approved answers.
    pub fn new<'a>(answers: impl IntoIterator<Item = Approved<'a>>) -> Self {
        let mut builder = Builder::default();
        for answer in answers {
            builder.add(answer);
        }
        builder.finish()
    }

    /// How many different sentences it holds.
    pub fn sentences(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn answer_of(&self, body: BodyId) -> &str {
        let body = self.bodies.get(body as usize);
        body.and_then(|body| self.answers.get(body.answer as usize)).map_or("", |id| id)
    }

    /// The bodies of the answer called `id`.
    pub(super) fn bodies_of(&self, id: &str) -> Vec<BodyId> {
        let Some(answer) = self.answers.iter().position(|answer| **answer == *id) else {
            return Vec::new();
        };
        let own = (0..).zip(&self.bodies).filter(|(_, body)| body.answer as usize == answer);
        own.map(|(id, _)| id).collect()
    }

    /// Whether there is an answer called `id`.
    pub fn has(&self, id: &str) -> bool {
        self.answers.iter().any(|answer| **answer == *id)
    }

    /// The sentences of a body, in all of its branches.
    pub(super) fn said(&self, body: BodyId) -> &[SentenceId] {
        self.bodies.get(body as usize).map_or(&[], |body| &body.sentences)
    }

    /// The sentences of a body in the branches that a draft follows which holds `sources`.
    pub(super) fn followed(&self, body: BodyId, sources: &BTreeSet<SentenceId>) -> Vec<SentenceId> {
        let Some(body) = self.bodies.get(body as usize) else { return Vec::new() };
        match &body.branches {
            None => body.sentences.to_vec(),
            Some(branches) => branches.followed(sources, &|id| self.size(id)),
        }
    }

    /// How many tokens a sentence has.
    pub(super) fn size(&self, sentence: SentenceId) -> usize {
        1 + self.kept(sentence).matches(BETWEEN).count()
    }

    /// The bodies that a sentence stands in.
    pub(super) fn owners(&self, sentence: SentenceId) -> impl Iterator<Item = BodyId> {
        let start = self.owners.partition_point(|(id, _)| *id < sentence);
        let rest = self.owners.get(start..).unwrap_or_default();
        rest.iter().take_while(move |(id, _)| *id == sentence).map(|(_, body)| *body)
    }

    fn kept(&self, sentence: SentenceId) -> &str {
        let at = sentence as usize;
        let start =
            at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
        let end = self.ends.get(at).map_or(start, |end| *end);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The tokens of a sentence; their places mean nothing.
    pub(super) fn tokens(&self, sentence: SentenceId) -> Vec<Token> {
        let kept = self.kept(sentence).split(BETWEEN).filter(|token| !token.is_empty());
        let mut tokens: Vec<Token> =
            kept.map(|text| Token { text: text.to_owned(), range: 0..0, locked: false }).collect();
        let start = self.locked.partition_point(|(id, ..)| *id < sentence);
        let locked = self.locked.get(start..).unwrap_or_default().iter();
        for (_, from, to) in locked.take_while(|(id, ..)| *id == sentence) {
            for token in tokens.iter_mut().take(usize::from(*to)).skip(usize::from(*from)) {
                token.locked = true;
            }
        }
        // Places as they would be in the text, so that what stands close is close.
        let mut at = 0;
        for token in &mut tokens {
            token.range = at..at + token.text.len();
            at += token.text.len() + 1;
        }
        tokens
    }

    /// The sentence that says exactly this.
    pub(super) fn same(&self, tokens: &[Token]) -> Option<SentenceId> {
        let key = key(tokens);
        let hash = hash(&key);
        let start = self.exact.partition_point(|(known, _)| *known < hash);
        let rest = self.exact.get(start..)?.iter().take_while(|(known, _)| *known == hash);
        rest.map(|(_, id)| *id).find(|id| small_start(self.kept(*id)) == key)
    }

    /// How much a word tells: the rarer, the more; what the library never says tells little.
    pub(super) fn weight(&self, word: &str) -> f64 {
        let count = self.posted(word).len();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let all = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        if count == 0 { 1.5 } else { libm::log(1.0 + f64::from(all) / f64::from(count)).min(4.0) }
    }

    fn posted(&self, word: &str) -> &[SentenceId] {
        let wanted = word_hash(word);
        let at = self.words.partition_point(|(known, _)| *known < wanted);
        let Some((_, start)) = self.words.get(at).filter(|(known, _)| *known == wanted) else {
            return &[];
        };
        let end = self.words.get(at + 1).map_or(self.postings.len(), |(_, next)| *next as usize);
        self.postings.get(*start as usize..end).unwrap_or_default()
    }

    /// Whether the library says a word with a small letter, as it does no name.
    pub(super) fn says(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        let said = |id: &SentenceId| self.kept(*id).split(BETWEEN).any(|token| token == small);
        self.posted(word).iter().take(COMPARED).any(said)
    }

    /// The sentences that share most with `tokens`, the most promising first.
    pub(super) fn alike(&self, tokens: &[Token]) -> Vec<SentenceId> {
        let mut words: Vec<&str> = tokens
            .iter()
            .filter(|token| token.is_word())
            .map(|token| token.text.as_str())
            .collect();
        words.sort_unstable();
        words.dedup();
        words.sort_by_key(|word| self.posted(word).len());
        let mut scores: HashMap<SentenceId, f64> = HashMap::new();
        let mut left = POSTINGS;
        for word in words {
            let posted = self.posted(word);
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
        let mut ranked: Vec<(SentenceId, f64)> = scores.into_iter().collect();
        let best_first = |one: &(SentenceId, f64), two: &(SentenceId, f64)| {
            two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
        };
        if ranked.len() > COMPARED * 16 {
            ranked.select_nth_unstable_by(COMPARED * 16, best_first);
            ranked.truncate(COMPARED * 16);
        }
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
}

#[derive(Default)]
struct Builder {
    library: Library,
    known: HashMap<u64, Vec<SentenceId>>,
    words: Vec<(u32, SentenceId)>,
}

impl Builder {
    fn add(&mut self, answer: Approved<'_>) {
        let number = u32::try_from(self.library.answers.len()).unwrap_or(u32::MAX);
        self.library.answers.push(answer.id.into());
        for body in answer.bodies {
            let body = body.get(..body.floor_char_boundary(LONGEST)).unwrap_or(body);
            let id = u32::try_from(self.library.bodies.len()).unwrap_or(u32::MAX);
            let readings = readings(body);
            let mut said = Vec::new();
            for reading in &readings.all {
                let (mut at, mut locked) = (0, false);
                for range in sentences::find(&reading.text) {
                    // A locked span may have begun in a sentence before.
                    let before = reading.text.get(at..range.start).unwrap_or_default();
                    locked = sentences::ends_locked(before).unwrap_or(locked);
                    at = range.start;
                    let tokens = tokens(&reading.text, range.clone(), Origin::Template { locked });
                    let Some(sentence) = self.sentence(&tokens) else { continue };
                    self.library.owners.push((sentence, id));
                    said.push((sentence, reading.picks(&range)));
                }
            }
            let mut seen = BTreeSet::new();
            let ids = said.iter().map(|(sentence, _)| *sentence);
            let sentences = ids.filter(|sentence| seen.insert(*sentence)).collect();
            let branches =
                (!readings.empty.is_empty()).then(|| Box::new(Branches::new(said, readings.empty)));
            self.library.bodies.push(Body { answer: number, sentences, branches });
        }
    }

    fn sentence(&mut self, tokens: &[Token]) -> Option<SentenceId> {
        if tokens.is_empty() {
            return None;
        }
        let key = key(tokens);
        let hash = hash(&key);
        let known = self.known.entry(hash).or_default();
        let same = |id: &&SentenceId| small_start(self.library.kept(**id)) == key;
        if let Some(id) = known.iter().find(same).copied() {
            self.lock(id, tokens);
            return Some(id);
        }
        let id = u32::try_from(self.library.ends.len()).ok()?;
        known.push(id);
        for (nth, token) in tokens.iter().enumerate() {
            if nth > 0 {
                self.library.text.push(BETWEEN);
            }
            self.library.text.push_str(&token.text);
            if token.is_word() && !token.is_gap() {
                self.words.push((word_hash(&token.text), id));
            }
        }
        self.library.ends.push(u32::try_from(self.library.text.len()).ok()?);
        self.library.exact.push((hash, id));
        self.lock(id, tokens);
        Some(id)
    }

    fn lock(&mut self, id: SentenceId, tokens: &[Token]) {
        let mut open = None;
        for (nth, locked) in tokens.iter().map(|token| token.locked).chain([false]).enumerate() {
            let nth = u16::try_from(nth).unwrap_or(u16::MAX);
            match (open, locked) {
                (None, true) => open = Some(nth),
                (Some(from), false) => {
                    self.library.locked.push((id, from, nth));
                    open = None;
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Library {
        let library = &mut self.library;
        library.exact.sort_unstable();
        library.owners.sort_unstable();
        library.owners.dedup();
        library.locked.sort_unstable();
        library.locked.dedup();
        self.words.sort_unstable();
        self.words.dedup();
        for (word, id) in &self.words {
            if library.words.last().is_none_or(|(last, _)| last != word) {
                let start = u32::try_from(library.postings.len()).unwrap_or(u32::MAX);
                library.words.push((*word, start));
            }
            library.postings.push(*id);
        }
        library.text.shrink_to_fit();
        self.library
    }
}

/// Tokens as one text, by which sentences are told apart: the case of the first letter is left out.
fn key(tokens: &[Token]) -> String {
    let mut key = String::new();
    for token in tokens {
        if !key.is_empty() {
            key.push(BETWEEN);
        }
        key.push_str(&token.text);
    }
    small_start(&key)
}

/// FNV-1a: the same number for the same text everywhere.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

fn word_hash(word: &str) -> u32 {
    let hash = hash(&word.to_lowercase());
    u32::try_from((hash >> 32) ^ (hash & 0xFFFF_FFFF)).unwrap_or_default()
}
