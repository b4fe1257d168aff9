//! The approved sentences of a library: put in answer by answer, and taken out again.
//!
//! What it holds, and the order in which it tells of it, depends on the answers alone and not on
//! what became of them before: sentences and bodies are numbered by what they say.

use std::collections::{BTreeSet, HashMap};

use super::branches::Branches;
use super::template::readings;
use super::words::{Origin, Token, small_start, tokens};
use crate::sentences;

/// Between two tokens of a sentence as it is kept.
pub(super) const BETWEEN: char = '\u{1f}';
/// A list grows by single entries while they are fewer than this share of it; else it is sorted.
const FEW: usize = 64;

/// An approved answer.
#[derive(Debug, Clone, Copy)]
pub struct Approved<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its body and the bodies of its variants, as templates. Facts whose values are known are
    /// best filled in before.
    pub bodies: &'a [&'a str],
}

/// A sentence of the library, which may stand in many answers: a number made of its words.
pub(super) type SentenceId = u64;
/// A body of an answer: a number made of the answer's id and the body's place in it.
pub(super) type BodyId = u64;

/// All approved sentences of a workspace.
#[derive(Debug, Default)]
pub struct Library {
    bodies: HashMap<BodyId, Body>,
    sentences: HashMap<SentenceId, Kept>,
    /// Tokens of all sentences; what was taken out leaves a hole.
    text: String,
    /// Locked tokens of sentences: in which body, first, end.
    locked: HashMap<SentenceId, BTreeSet<(BodyId, u16, u16)>>,
    /// The sentences that hold a word, in order.
    postings: HashMap<u32, Vec<SentenceId>>,
}

/// A body of an answer.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) answer: Box<str>,
    /// Its place among the answer's bodies.
    pub(super) nth: usize,
    /// Its sentences in the order of the text, each once.
    pub(super) sentences: Box<[SentenceId]>,
    /// `None` where all of them are always said.
    pub(super) branches: Option<Box<Branches>>,
}

/// A sentence as it is kept.
#[derive(Debug)]
struct Kept {
    start: u32,
    len: u32,
    owners: Owners,
}

/// The bodies that a sentence stands in: mostly one.
#[derive(Debug)]
enum Owners {
    One(BodyId),
    Many(BTreeSet<BodyId>),
}

impl Owners {
    fn add(&mut self, body: BodyId) {
        match self {
            Self::One(one) if *one == body => {}
            Self::One(one) => *self = Self::Many(BTreeSet::from([*one, body])),
            Self::Many(many) => drop(many.insert(body)),
        }
    }

    /// Says whether none is left.
    fn remove(&mut self, body: BodyId) -> bool {
        match self {
            Self::One(one) => *one == body,
            Self::Many(many) => {
                many.remove(&body);
                many.is_empty()
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = BodyId> {
        let (one, many) = match self {
            Self::One(one) => (Some(*one), None),
            Self::Many(many) => (None, Some(many.iter().copied())),
        };
        one.into_iter().chain(many.into_iter().flatten())
    }
}

/// Words of sentences that are new, until the lists take them.
type NewWords = HashMap<u32, Vec<SentenceId>>;

impl Library {
    /// Reads the approved answers.
    pub fn new<'a>(answers: impl IntoIterator<Item = Approved<'a>>) -> Self {
        let mut library = Self::default();
        library.put(answers);
        library
    }

    /// Puts answers in, each in place of what it said before.
    pub fn put<'a>(&mut self, answers: impl IntoIterator<Item = Approved<'a>>) {
        let mut words = NewWords::new();
        for answer in answers {
            self.take_out(answer.id, &mut words);
            for (nth, body) in answer.bodies.iter().enumerate() {
                self.put_body((answer.id, nth), body, &mut words);
            }
        }
        for (word, new) in words {
            merge(self.postings.entry(word).or_default(), new);
        }
    }

    /// Takes an answer out.
    pub fn remove(&mut self, id: &str) {
        self.take_out(id, &mut NewWords::new());
    }

    /// How many different sentences it holds.
    pub fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is an answer called `id`.
    pub fn has(&self, id: &str) -> bool {
        self.body_of(id, 0).is_some()
    }

    pub(super) fn bodies(&self) -> impl Iterator<Item = (BodyId, &Body)> {
        self.bodies.iter().map(|(id, body)| (*id, body))
    }

    pub(super) fn body(&self, id: BodyId) -> Option<&Body> {
        self.bodies.get(&id)
    }

    /// The bodies of the answer called `id`.
    pub(super) fn bodies_of(&self, id: &str) -> impl Iterator<Item = BodyId> {
        (0..).map_while(move |nth| self.body_of(id, nth))
    }

    fn body_of(&self, id: &str, nth: usize) -> Option<BodyId> {
        let number = body_id(id, nth);
        self.bodies.get(&number).filter(|body| *body.answer == *id).map(|_| number)
    }

    /// The bodies that a sentence stands in.
    pub(super) fn owners(&self, sentence: SentenceId) -> impl Iterator<Item = BodyId> {
        self.sentences.get(&sentence).into_iter().flat_map(|kept| kept.owners.all())
    }

    /// The words of a sentence, with [`BETWEEN`] between them.
    pub(super) fn kept(&self, sentence: SentenceId) -> &str {
        let range = self.sentences.get(&sentence).map(|kept| {
            let start = kept.start as usize;
            start..start + kept.len as usize
        });
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// The tokens of a sentence, with the locks that `body` puts on it; their places mean nothing.
    pub(super) fn tokens(&self, sentence: SentenceId, body: Option<BodyId>) -> Vec<Token> {
        let kept = self.kept(sentence).split(BETWEEN).filter(|token| !token.is_empty());
        let mut tokens: Vec<Token> =
            kept.map(|text| Token { text: text.to_owned(), range: 0..0, locked: false }).collect();
        let locked = self.locked.get(&sentence).into_iter().flatten();
        for (_, from, to) in locked.filter(|(owner, ..)| body == Some(*owner)) {
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
        let id = hash(&key);
        (small_start(self.kept(id)) == key && !key.is_empty()).then_some(id)
    }

    /// The sentences that hold a word, in order.
    pub(super) fn posted(&self, word: &str) -> &[SentenceId] {
        self.postings.get(&word_hash(word)).map_or(&[], Vec::as_slice)
    }

    fn put_body(&mut self, (answer, nth): (&str, usize), body: &str, words: &mut NewWords) {
        let id = body_id(answer, nth);
        if self.bodies.contains_key(&id) {
            // Another answer has its number: one in 2^64, so it is done without.
            return;
        }
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
                let Some(sentence) = self.put_sentence(&tokens, id, words) else { continue };
                said.push((sentence, reading.picks(&range)));
            }
        }
        let mut seen = BTreeSet::new();
        let ids = said.iter().map(|(sentence, _)| *sentence);
        let sentences = ids.filter(|sentence| seen.insert(*sentence)).collect();
        let branches =
            (!readings.empty.is_empty()).then(|| Box::new(Branches::new(said, readings.empty)));
        self.bodies.insert(id, Body { answer: answer.into(), nth, sentences, branches });
    }

    fn put_sentence(
        &mut self,
        tokens: &[Token],
        body: BodyId,
        words: &mut NewWords,
    ) -> Option<SentenceId> {
        if tokens.is_empty() {
            return None;
        }
        let key = key(tokens);
        let id = hash(&key);
        if self.sentences.contains_key(&id) {
            if small_start(self.kept(id)) != key {
                return None;
            }
            self.sentences.get_mut(&id)?.owners.add(body);
        } else {
            let start = self.text.len();
            for (nth, token) in tokens.iter().enumerate() {
                if nth > 0 {
                    self.text.push(BETWEEN);
                }
                self.text.push_str(&token.text);
                if token.is_word() && !token.is_gap() {
                    words.entry(word_hash(&token.text)).or_default().push(id);
                }
            }
            let len = u32::try_from(self.text.len() - start).ok()?;
            let start = u32::try_from(start).ok()?;
            self.sentences.insert(id, Kept { start, len, owners: Owners::One(body) });
        }
        self.lock(id, body, tokens);
        Some(id)
    }

    fn lock(&mut self, id: SentenceId, body: BodyId, tokens: &[Token]) {
        let mut open = None;
        for (nth, locked) in tokens.iter().map(|token| token.locked).chain([false]).enumerate() {
            let nth = u16::try_from(nth).unwrap_or(u16::MAX);
            match (open, locked) {
                (None, true) => open = Some(nth),
                (Some(from), false) => {
                    self.locked.entry(id).or_default().insert((body, from, nth));
                    open = None;
                }
                _ => {}
            }
        }
    }

    /// Takes an answer out; `words` are those that the lists have not taken yet.
    fn take_out(&mut self, id: &str, words: &mut NewWords) {
        let bodies: Vec<BodyId> = self.bodies_of(id).collect();
        for number in bodies {
            let Some(body) = self.bodies.remove(&number) else { continue };
            for sentence in body.sentences {
                self.disown(sentence, number, words);
            }
        }
    }

    fn disown(&mut self, sentence: SentenceId, body: BodyId, words: &mut NewWords) {
        if let Some(locks) = self.locked.get_mut(&sentence) {
            locks.retain(|(owner, ..)| *owner != body);
            if locks.is_empty() {
                self.locked.remove(&sentence);
            }
        }
        let Some(kept) = self.sentences.get_mut(&sentence) else { return };
        if !kept.owners.remove(body) {
            return;
        }
        let said: BTreeSet<u32> = self.kept(sentence).split(BETWEEN).map(word_hash).collect();
        for word in said {
            if let Some(new) = words.get_mut(&word) {
                new.retain(|id| *id != sentence);
            }
            if let Some(list) = self.postings.get_mut(&word) {
                if let Ok(at) = list.binary_search(&sentence) {
                    list.remove(at);
                }
                if list.is_empty() {
                    self.postings.remove(&word);
                }
            }
        }
        self.sentences.remove(&sentence);
    }
}

/// Takes `new` into `list`, which is in order and stays so.
fn merge(list: &mut Vec<SentenceId>, mut new: Vec<SentenceId>) {
    if new.len() * FEW < list.len() {
        for id in new {
            if let Err(at) = list.binary_search(&id) {
                list.insert(at, id);
            }
        }
    } else {
        list.append(&mut new);
        list.sort_unstable();
        list.dedup();
        list.shrink_to_fit();
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

fn body_id(answer: &str, nth: usize) -> BodyId {
    hash(&format!("{answer}{BETWEEN}{nth}"))
}

fn word_hash(word: &str) -> u32 {
    let hash = hash(&word.to_lowercase());
    u32::try_from((hash >> 32) ^ (hash & 0xFFFF_FFFF)).unwrap_or_default()
}
