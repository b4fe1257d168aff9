//! Memory: phrasings learned from accepted suggestions, one stream an answer.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::{AnswerId, ConversationId, Event, PhrasingId, Refusal, normalised};

/// A way a customer asked, learned when an agent sent the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnedPhrasing {
    /// Its id.
    pub id: PhrasingId,
    /// What the customer wrote, with personal data masked.
    pub text: String,
    /// Where it was written; erasing that conversation removes the phrasing.
    pub conversation: ConversationId,
}

/// What was learned for one answer, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The answer.
    pub answer: AnswerId,
    /// Its learned phrasings.
    pub phrasings: Vec<LearnedPhrasing>,
}

/// How many learned phrasings an answer keeps; the oldest goes first.
const CAP: usize = 200;
/// The longest phrasing worth learning, in characters.
const LONGEST: usize = 400;

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

pub(crate) fn learn(
    memory: Option<&Memory>,
    id: &PhrasingId,
    text: &str,
    conversation: &ConversationId,
) -> Vec<Event> {
    let text: String = mask(text).chars().take(LONGEST).collect();
    let key = normalised(&text);
    let known = memory.map_or(&[][..], |memory| &memory.phrasings);
    if key.is_empty() || known.iter().any(|phrasing| normalised(&phrasing.text) == key) {
        return Vec::new();
    }
    let mut events = Vec::new();
    if known.len() >= CAP
        && let Some(oldest) = known.first()
    {
        events.push(Event::PhrasingForgotten { id: oldest.id.clone() });
    }
    let learned = LearnedPhrasing { id: id.clone(), text, conversation: conversation.clone() };
    events.push(Event::PhrasingLearned(learned));
    events
}

pub(crate) fn forget(memory: Option<&Memory>, id: &PhrasingId) -> Result<Vec<Event>, Refusal> {
    let known = memory.is_some_and(|memory| memory.phrasings.iter().any(|p| p.id == *id));
    if known {
        Ok(vec![Event::PhrasingForgotten { id: id.clone() }])
    } else {
        Err(Refusal::UnknownPhrasing(id.clone()))
    }
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

    #[test]
    fn the_same_phrasing_is_learned_once_and_emoji_alone_never() {
        let conversation = ConversationId::parse("c").unwrap();
        let id = PhrasingId::parse("p").unwrap();
        let event = learn(None, &id, "Where's my refund?", &conversation);
        let Some(Event::PhrasingLearned(learned)) = event.into_iter().next() else { panic!() };
        let answer = AnswerId::parse("a").unwrap();
        let memory = Memory { answer, phrasings: vec![learned] };
        assert!(learn(Some(&memory), &id, "where s my REFUND", &conversation).is_empty());
        assert!(learn(None, &id, "😡😡", &conversation).is_empty());
    }
}
