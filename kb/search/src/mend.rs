//! Mending a message before its meaning is read: slips of the finger, apostrophes left out, and
//! what hangs on behind. An encoder reads letters, and one wrong letter makes another word.
//!
//! A word is mended only when it is none: neither the library nor the encoder knows it. What the
//! customer wrote stays as it was wherever it is shown.

use std::collections::HashMap;

/// Shorter words are left alone: too many words are one slip away from them.
const SHORTEST: usize = 4;
/// Longer words are no slips.
const LONGEST: usize = 24;
/// Words of a message that are looked at.
const LOOKED_AT: usize = 200;

/// Words whose apostrophe hurried writers leave out.
const APOSTROPHES: [(&str, &str); 20] = [
    ("dont", "don't"),
    ("cant", "can't"),
    ("wont", "won't"),
    ("didnt", "didn't"),
    ("doesnt", "doesn't"),
    ("isnt", "isn't"),
    ("arent", "aren't"),
    ("wasnt", "wasn't"),
    ("hasnt", "hasn't"),
    ("havent", "haven't"),
    ("couldnt", "couldn't"),
    ("wouldnt", "wouldn't"),
    ("shouldnt", "shouldn't"),
    ("im", "i'm"),
    ("ive", "i've"),
    ("whats", "what's"),
    ("wheres", "where's"),
    ("hows", "how's"),
    ("thats", "that's"),
    ("youre", "you're"),
];

/// How often the words of the library occur in it, in lower case.
pub(crate) type Vocabulary = HashMap<String, u32>;

/// The words of a text in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// `message` mended; `knows` tells which words the encoder knows.
pub(crate) fn mended(message: &str, library: &Vocabulary, knows: &dyn Fn(&str) -> bool) -> String {
    let mut pieces: Vec<&str> = message.split_whitespace().collect();
    // What hangs on behind is for others than us.
    while pieces.len() > 1 && pieces.last().is_some_and(|last| hangs_on(last, library)) {
        pieces.pop();
    }
    let mut out = String::with_capacity(message.len());
    for (nth, piece) in pieces.into_iter().enumerate() {
        if nth > 0 {
            out.push(' ');
        }
        let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let mend = (nth < LOOKED_AT).then(|| mend(bare, library, knows)).flatten();
        match (mend, piece.split_once(bare)) {
            (Some(mend), Some((before, after))) => {
                out.extend([before.trim_start_matches('#'), mend.as_str(), after]);
            }
            _ => out.push_str(piece.trim_start_matches('#')),
        }
    }
    out
}

/// Whether a piece at the end says nothing: an emoji, or a hashtag that is no word of ours.
fn hangs_on(piece: &str, library: &Vocabulary) -> bool {
    match piece.strip_prefix('#') {
        Some(tag) => words(tag).all(|word| !library.contains_key(&word)),
        None => !piece.contains(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!')),
    }
}

fn mend(bare: &str, library: &Vocabulary, knows: &dyn Fn(&str) -> bool) -> Option<String> {
    let word = bare.to_lowercase();
    if let Some((_, whole)) = APOSTROPHES.iter().find(|(without, _)| *without == word) {
        return Some((*whole).to_owned());
    }
    let letters: Vec<char> = word.chars().collect();
    let is_word = letters.iter().all(char::is_ascii_lowercase);
    if !is_word || !(SHORTEST..=LONGEST).contains(&letters.len()) {
        return None;
    }
    if library.contains_key(&word) || knows(&word) {
        return None;
    }
    let slips = slips(&letters);
    let often = |word: &String| library.get(word).copied().unwrap_or_default();
    let best = slips.iter().map(|word| (often(word), word)).filter(|(count, _)| *count > 0);
    // The most frequent, and of equally frequent ones the first by name: the same everywhere.
    let best = best.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    match best {
        Some((_, word)) => Some(word.clone()),
        None => slips.into_iter().find(|word| word.len() >= SHORTEST && knows(word)),
    }
}

/// What a word may have been: two letters exchanged, one doubled or too many, one left out, one
/// wrong. The likeliest slips first.
fn slips(letters: &[char]) -> Vec<String> {
    let mut all = Vec::new();
    for place in 1..letters.len() {
        let mut other = letters.to_vec();
        other.swap(place - 1, place);
        all.push(other);
    }
    for place in 0..letters.len() {
        let mut other = letters.to_vec();
        other.remove(place);
        all.push(other);
    }
    for place in 0..=letters.len() {
        for letter in 'a'..='z' {
            let mut other = letters.to_vec();
            other.insert(place, letter);
            all.push(other);
        }
    }
    for place in 0..letters.len() {
        for letter in 'a'..='z' {
            let mut other = letters.to_vec();
            if let Some(slot) = other.get_mut(place) {
                *slot = letter;
            }
            all.push(other);
        }
    }
    all.into_iter().map(|letters| letters.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &str) {
        let library: Vocabulary =
            ["card", "arrived", "refund", "parcel"].map(|word| (word.to_owned(), 1)).into();
        let known = ["that", "about", "gift", "when", "will"];
        assert_eq!(mended(message, &library, &|word| known.contains(&word)), expected);
    }

    #[test]
    fn slips_are_mended_by_the_library_then_by_the_encoder() {
        check("my cadr arrivde, taht", "my card arrived, that");
        check("REFNUD?? refund", "refund?? refund");
        check("ive no gift", "i've no gift");
    }

    #[test]
    fn words_names_and_numbers_are_left_alone() {
        check("gift when ca X12b99 Zürich 退款", "gift when ca X12b99 Zürich 退款");
        check("", "");
    }

    #[test]
    fn what_hangs_on_behind_is_dropped_and_hashtags_inside_are_words() {
        check("where is my #refund? #fail 😡", "where is my refund?");
        check("#refund", "refund");
        check("???", "???");
    }
}
