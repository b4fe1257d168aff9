//! Several questions in one post: where each of them stands.

use std::ops::Range;

use crate::message::blanked;

/// A longer post is taken as one.
const LONGEST: usize = 2 * 1024;
/// A part with fewer words asks nothing by itself.
const FEWEST_WORDS: usize = 3;
/// The most questions that are told apart.
const MOST: usize = 4;

/// Words that questions begin with.
const OPENERS: [&str; 74] = [
    "who",
    "what",
    "whats",
    "what's",
    "when",
    "where",
    "wheres",
    "where's",
    "why",
    "how",
    "hows",
    "which",
    "whose",
    "can",
    "could",
    "do",
    "does",
    "did",
    "is",
    "are",
    "will",
    "would",
    "may",
    "should",
    "has",
    "have",
    "wer",
    "was",
    "wann",
    "wo",
    "warum",
    "wieso",
    "wie",
    "welche",
    "welcher",
    "welches",
    "kann",
    "können",
    "könnt",
    "gibt",
    "ist",
    "sind",
    "habt",
    "haben",
    "quién",
    "qué",
    "que",
    "cuándo",
    "cuando",
    "dónde",
    "donde",
    "cómo",
    "como",
    "cuál",
    "cuánto",
    "cuanto",
    "puedo",
    "pueden",
    "hay",
    "qui",
    "quoi",
    "quand",
    "où",
    "pourquoi",
    "comment",
    "quel",
    "quelle",
    "combien",
    "est-ce",
    "puis-je",
    "peut-on",
    "avez-vous",
    "pouvez-vous",
    "y",
];
/// Words that tie a question to what stands before it.
const TIES: [&str; 10] =
    ["and", "also", "plus", "und", "auch", "außerdem", "y", "también", "et", "aussi"];

/// Where the questions of `message` stand, in bytes; empty unless there are at least two.
pub(crate) fn questions(message: &str) -> Vec<Range<usize>> {
    if message.len() > LONGEST {
        return Vec::new();
    }
    let text = blanked(message, 0..message.len()).text;
    let parts: Vec<Range<usize>> =
        sentences(&text).into_iter().flat_map(|sentence| clauses(&text, sentence)).collect();
    let mut asked: Vec<Range<usize>> =
        parts.into_iter().filter(|part| is_question(text.get(part.clone()))).collect();
    asked.truncate(MOST);
    if asked.len() < 2 { Vec::new() } else { asked }
}

/// The sentences of a text, without the blanks around them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_end = matches!(c, '.' | '!' | '?' | ';' | '…' | '。' | '？' | '！' | '\n');
        if is_end && next.is_none_or(|next| next.is_whitespace() || c == '\n' || !c.is_ascii()) {
            all.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    all.push(start..text.len());
    all.into_iter().filter_map(|range| trimmed(text, range)).collect()
}

/// The sentence, cut where a word that ties is followed by one that asks.
fn clauses(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let words = words(text, sentence.clone());
    let mut cuts = Vec::new();
    for pair in words.windows(2) {
        let [tie, opener] = pair else { continue };
        let (tie_text, opener_text) = (bare(text, tie), bare(text, opener));
        if tie.start > sentence.start
            && TIES.contains(&tie_text.as_str())
            && OPENERS.contains(&opener_text.as_str())
        {
            cuts.push((tie.start, opener.start));
        }
    }
    let mut clauses = Vec::new();
    let mut start = sentence.start;
    for (end, next) in cuts {
        clauses.extend(trimmed(text, start..end));
        start = next;
    }
    clauses.extend(trimmed(text, start..sentence.end));
    clauses
}

fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let part = text.get(range.clone()).unwrap_or_default();
    let place = |word: &str| {
        let start = range.start + (word.as_ptr() as usize - part.as_ptr() as usize);
        start..start + word.len()
    };
    part.split_whitespace().map(place).collect()
}

/// A word in lower case without the marks around it.
fn bare(text: &str, word: &Range<usize>) -> String {
    let word = text.get(word.clone()).unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.end - (part.len() - part.trim_end().len());
    (start < end).then_some(start..end)
}

fn is_question(part: Option<&str>) -> bool {
    let Some(part) = part else { return false };
    let words: Vec<String> = words(part, 0..part.len())
        .iter()
        .map(|word| bare(part, word))
        .filter(|word| !word.is_empty())
        .collect();
    let opens = words.iter().find(|word| !TIES.contains(&word.as_str()));
    words.len() >= FEWEST_WORDS
        && (part.contains(['?', '？', '¿'])
            || opens.is_some_and(|word| OPENERS.contains(&word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &[&str]) {
        let found: Vec<&str> =
            questions(message).into_iter().filter_map(|range| message.get(range)).collect();
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn two_questions_are_told_apart() {
        check(
            "@shop hi! Where is my parcel? And can I still change the address?",
            &["Where is my parcel?", "And can I still change the address?"],
        );
        check(
            "how do I reset my router and what does a new one cost",
            &["how do I reset my router", "what does a new one cost"],
        );
        check(
            "Wo ist mein Paket und wie lange dauert die Rückgabe?",
            &["Wo ist mein Paket", "wie lange dauert die Rückgabe?"],
        );
    }

    #[test]
    fn one_question_with_its_story_is_one() {
        check("My parcel is late. I ordered it on Monday. Where is it now?", &[]);
        check("where is my parcel???", &[]);
        check("Really? How? Why?", &[]);
        check("", &[]);
    }
}
