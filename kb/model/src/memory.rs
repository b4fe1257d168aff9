//! Memory: what accepted and rejected suggestions taught, one stream an answer.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::{AnswerId, ConversationId, Event, PhrasingId, Refusal, normalised};

/// A way a customer asked, kept when an agent accepted the answer for it, or rejected it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnedPhrasing {
    /// Its id.
    pub id: PhrasingId,
    /// What the customer wrote, with personal data masked.
    pub text: String,
    /// Where it was written; erasing that conversation removes the phrasing.
    pub conversation: ConversationId,
    /// How sure the best suggestion was, in percent, where the judgement tells whether one was
    /// rightly said to fit: the best was rejected, or one of them accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// What was learned for one answer, oldest first. No text is learned and rejected at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The answer.
    pub answer: AnswerId,
    /// Its learned phrasings.
    pub phrasings: Vec<LearnedPhrasing>,
    /// What it was rejected for.
    #[serde(default)]
    pub rejected: Vec<LearnedPhrasing>,
}

/// What a text taught of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lesson {
    /// That the answer is what it asks for.
    Learned,
    /// That it is not.
    Rejected,
}

/// A phrasing or rejection that made room for another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Displaced {
    /// What was remembered.
    pub phrasing: LearnedPhrasing,
    /// What it taught.
    pub lesson: Lesson,
    /// How many older ones of its kind there were.
    pub position: u32,
}

/// How many suggestions of one confidence were judged alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How sure the best of them was, in percent.
    pub confidence: u8,
    /// Whether one of them was accepted; else the best was rejected.
    pub accepted: bool,
    /// How many there were.
    pub times: u32,
}

/// How many learned phrasings, and how many rejections, an answer keeps; the oldest goes first.
const CAP: usize = 200;
/// The longest phrasing worth learning, in characters.
const LONGEST: usize = 400;

impl Memory {
    /// The memory of an answer of which nothing is known yet.
    pub fn new(answer: AnswerId) -> Self {
        Self { answer, phrasings: Vec::new(), rejected: Vec::new() }
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.phrasings.is_empty() && self.rejected.is_empty()
    }

    /// What is learned from a text of the same words.
    pub fn learned_from(&self, text: &str) -> Option<&LearnedPhrasing> {
        same_words(&self.phrasings, text)
    }

    /// The rejection for a text of the same words.
    pub fn rejected_for(&self, text: &str) -> Option<&LearnedPhrasing> {
        same_words(&self.rejected, text)
    }

    fn list(&mut self, lesson: Lesson) -> &mut Vec<LearnedPhrasing> {
        match lesson {
            Lesson::Learned => &mut self.phrasings,
            Lesson::Rejected => &mut self.rejected,
        }
    }
}

/// `text` with handles, links, e-mail addresses, phone numbers and long digit runs masked.
pub fn mask(text: &str) -> String {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static PRIVATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)
            (?P<link> \b(?:https?://|www\.)\S+ )
            | (?P<mail> [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
            | (?P<handle> @[\w.-]+\w )
            | (?P<number> \+?\d(?:[\s()./-]{0,2}\d){4,} )",
        )
        .unwrap()
    });
    let masked = PRIVATE.replace_all(text, |found: &regex::Captures<'_>| {
        let is = |name| found.name(name).is_some();
        match () {
            () if is("link") => "[link]",
            () if is("mail") => "[mail]",
            () if is("handle") => "[handle]",
            () => "[number]",
        }
    });
    masked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as it is kept: masked and not too long.
fn kept(text: &str) -> String {
    mask(text).chars().take(LONGEST).collect()
}

/// The words of a text as it is kept, each once and in order; empty when it says nothing.
fn words(kept: &str) -> BTreeSet<String> {
    normalised(kept).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn same_words<'a>(list: &'a [LearnedPhrasing], text: &str) -> Option<&'a LearnedPhrasing> {
    let wanted = words(&kept(text));
    list.iter().find(|known| !wanted.is_empty() && words(&known.text) == wanted)
}

pub(crate) fn learn(memory: Option<&Memory>, phrasing: &LearnedPhrasing) -> Vec<Event> {
    let (ours, others) =
        memory.map_or((&[][..], &[][..]), |memory| (&memory.phrasings, &memory.rejected));
    remember((ours, others), phrasing, Event::PhrasingLearned)
}

pub(crate) fn reject(memory: Option<&Memory>, phrasing: &LearnedPhrasing) -> Vec<Event> {
    let (ours, others) =
        memory.map_or((&[][..], &[][..]), |memory| (&memory.rejected, &memory.phrasings));
    remember((ours, others), phrasing, Event::SuggestionRejected)
}

/// Takes a text into `ours`: what `others` hold of the same words goes, and so does the oldest when
/// there are too many.
fn remember(
    (ours, others): (&[LearnedPhrasing], &[LearnedPhrasing]),
    phrasing: &LearnedPhrasing,
    event: fn(LearnedPhrasing) -> Event,
) -> Vec<Event> {
    let text = kept(&phrasing.text);
    if words(&text).is_empty() || same_words(ours, &text).is_some() {
        return Vec::new();
    }
    let oldest = ours.first().filter(|_| ours.len() >= CAP);
    let displaced = same_words(others, &text).into_iter().chain(oldest);
    let forgotten = |known: &LearnedPhrasing| Event::PhrasingForgotten {
        id: known.id.clone(),
        by: Some(phrasing.id.clone()),
    };
    let mut events: Vec<Event> = displaced.map(forgotten).collect();
    events.push(event(LearnedPhrasing { text, ..phrasing.clone() }));
    events
}

pub(crate) fn forget(memory: Option<&Memory>, id: &PhrasingId) -> Result<Vec<Event>, Refusal> {
    if holds(memory, id) {
        Ok(vec![Event::PhrasingForgotten { id: id.clone(), by: None }])
    } else {
        Err(Refusal::UnknownPhrasing(id.clone()))
    }
}

fn holds(memory: Option<&Memory>, id: &PhrasingId) -> bool {
    let is = |known: &LearnedPhrasing| known.id == *id;
    memory.is_some_and(|memory| memory.phrasings.iter().chain(&memory.rejected).any(is))
}

pub(crate) fn undo(
    memory: Option<&Memory>,
    id: &PhrasingId,
    displaced: &[Displaced],
) -> Vec<Event> {
    let Some(memory) = memory.filter(|memory| holds(Some(memory), id)) else { return Vec::new() };
    let forgotten = Event::PhrasingForgotten { id: id.clone(), by: None };
    let mut left = apply(memory.clone(), &forgotten);
    let mut events = vec![forgotten];
    for one in displaced {
        let text = &one.phrasing.text;
        let known = left.learned_from(text).or(left.rejected_for(text)).is_some();
        if known || holds(Some(&left), &one.phrasing.id) || left.list(one.lesson).len() >= CAP {
            continue; // Learned anew since, or there is no room any more.
        }
        let restored = Event::PhrasingRestored(one.clone());
        left = apply(left, &restored);
        events.push(restored);
    }
    events
}

pub(crate) fn apply(mut memory: Memory, event: &Event) -> Memory {
    match event {
        Event::PhrasingLearned(phrasing) => memory.phrasings.push(phrasing.clone()),
        Event::SuggestionRejected(phrasing) => memory.rejected.push(phrasing.clone()),
        Event::PhrasingForgotten { id, .. } => {
            memory.phrasings.retain(|known| known.id != *id);
            memory.rejected.retain(|known| known.id != *id);
        }
        Event::PhrasingRestored(Displaced { phrasing, lesson, position }) => {
            let list = memory.list(*lesson);
            list.insert(list.len().min(*position as usize), phrasing.clone());
        }
        _ => {}
    }
    memory
}

/// What the phrasing or rejection `id` displaced, by the events of its stream, oldest first.
pub fn displaced_by<'a>(
    answer: &AnswerId,
    events: impl IntoIterator<Item = &'a Event>,
    id: &PhrasingId,
) -> Vec<Displaced> {
    let mut memory = Memory::new(answer.clone());
    let mut displaced = Vec::new();
    for event in events {
        if let Event::PhrasingForgotten { id: gone, by: Some(by) } = event
            && by == id
        {
            for lesson in [Lesson::Rejected, Lesson::Learned] {
                let list = memory.list(lesson);
                if let Some((position, known)) = (0..).zip(&*list).find(|(_, one)| one.id == *gone)
                {
                    displaced.push(Displaced { phrasing: known.clone(), lesson, position });
                }
            }
        }
        memory = apply(memory, event);
    }
    displaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(mask(text), expected);
    }

    #[test]
    fn personal_data_is_masked_before_a_phrasing_is_learned() {
        check("@northlight hi!! no refund", "[handle] hi!! no refund");
        check("mail me at jo.b+x@example.co.uk pls", "mail me at [mail] pls");
        check("see https://t.co/abc?x=1 now", "see [link] now");
        check("call +44 7700 900 123!", "call [number]!");
        check("order 12345 for 5G in 2 days", "order [number] for 5G in 2 days");
    }

    fn id(id: &str) -> PhrasingId {
        PhrasingId::parse(id).unwrap()
    }

    fn asked(by: &str, text: &str) -> LearnedPhrasing {
        let conversation = ConversationId::parse("c").unwrap();
        LearnedPhrasing { id: id(by), text: text.to_owned(), conversation, confidence: None }
    }

    /// What an answer's memory holds, and all that has happened in it.
    struct Told {
        memory: Memory,
        events: Vec<Event>,
    }

    impl Told {
        fn nothing() -> Self {
            Self { memory: Memory::new(AnswerId::parse("a").unwrap()), events: Vec::new() }
        }

        fn take(&mut self, events: Vec<Event>) -> usize {
            for event in &events {
                self.memory = apply(self.memory.clone(), event);
            }
            let count = events.len();
            self.events.extend(events);
            count
        }

        fn learn(&mut self, by: &str, text: &str) -> usize {
            self.take(learn(Some(&self.memory), &asked(by, text)))
        }

        fn reject(&mut self, by: &str, text: &str) -> usize {
            self.take(reject(Some(&self.memory), &asked(by, text)))
        }

        fn undo(&mut self, of: &str) -> usize {
            let displaced = displaced_by(&self.memory.answer, &self.events, &id(of));
            self.take(undo(Some(&self.memory), &id(of), &displaced))
        }

        fn texts(&self) -> (Vec<&str>, Vec<&str>) {
            (
                self.memory.phrasings.iter().map(|known| known.text.as_str()).collect(),
                self.memory.rejected.iter().map(|known| known.text.as_str()).collect(),
            )
        }
    }

    #[test]
    fn the_same_phrasing_is_learned_once_and_emoji_alone_never() {
        let mut told = Told::nothing();
        assert_eq!(told.learn("p", "Where's my refund?"), 1);
        assert_eq!(told.learn("q", "where s my REFUND"), 0);
        assert_eq!(told.learn("q", "my refund … where's my refund"), 0, "the same words");
        assert_eq!(told.learn("q", "😡😡"), 0);
        assert_eq!(told.reject("q", "😡😡"), 0);
    }

    #[test]
    fn a_rejection_is_masked_and_kept_once() {
        let mut told = Told::nothing();
        assert_eq!(told.reject("r", "@jo no refund, call +44 7700 900 123"), 1);
        assert_eq!(told.reject("s", "no refund: call [number], [handle]"), 0);
        assert_eq!(told.texts().1, ["[handle] no refund, call [number]"]);
    }

    #[test]
    fn a_text_is_never_learned_and_rejected_at_once() {
        let mut told = Told::nothing();
        told.learn("p", "where is my refund");
        told.reject("r", "Where is my refund?!");
        assert_eq!(told.texts(), (vec![], vec!["Where is my refund?!"]));
        told.learn("q", "is my refund where");
        assert_eq!(told.texts(), (vec!["is my refund where"], vec![]));
    }

    #[test]
    fn undoing_brings_back_what_was_displaced_and_nothing_else() {
        let mut told = Told::nothing();
        told.learn("o", "no money yet");
        told.learn("p", "where is my refund");
        told.learn("q", "still nothing");
        let before = told.memory.clone();
        told.reject("r", "my refund is where");
        told.undo("r");
        assert_eq!(told.memory, before, "also in the same order");
        assert_eq!(told.undo("r"), 0, "once");
        assert_eq!(told.learn("s", "where is my refund?"), 0, "known already");
        assert_eq!(told.undo("s"), 0, "so there is nothing to undo");
        told.take(forget(Some(&told.memory), &id("o")).unwrap());
        told.learn("t", "what now");
        told.undo("t");
        assert_eq!(told.texts().0, ["where is my refund", "still nothing"]);
    }

    #[test]
    fn the_oldest_goes_first_and_comes_back_where_it_was() {
        let mut told = Told::nothing();
        for number in 0..CAP {
            told.learn(&format!("p{number}"), &format!("number {number}"));
        }
        let before = told.memory.clone();
        assert_eq!(told.learn("new", "one more"), 2);
        assert_eq!(told.memory.phrasings.len(), CAP);
        told.undo("new");
        assert_eq!(told.memory, before);
        told.learn("new", "one more");
        told.learn("newer", "and one more");
        told.undo("new");
        assert_eq!(told.texts().0.first(), Some(&"number 0"));
        told.learn("newest", "the last one"); // Its place is taken by the one that came back.
        told.learn("full", "now it is full");
        told.undo("newer");
        assert_eq!(told.memory.phrasings.len(), CAP);
    }

    #[test]
    fn a_memory_without_rejections_is_still_read() {
        let memory: Memory = serde_json::from_str(r#"{"answer":"a","phrasings":[]}"#).unwrap();
        assert!(memory.is_empty());
        let gone = Event::decode("phrasing_forgotten", r#"{"id":"p"}"#);
        assert_eq!(gone, Event::PhrasingForgotten { id: id("p"), by: None });
        assert_eq!(gone.encode().unwrap().1, r#"{"id":"p"}"#, "as it was written before");
    }
}
