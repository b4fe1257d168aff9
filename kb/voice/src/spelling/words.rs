//! The words of a reply that a dictionary may be asked about.

use std::ops::Range;

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) position: Position,
}

/// Where in its sentence a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// It begins the sentence, and a small word follows.
    First,
    /// Anywhere else.
    Within,
}

/// What opens and closes text that is no language: code, fields, tags.
const FENCES: [(&str, &str); 5] =
    [("```", "```"), ("`", "`"), ("{{", "}}"), ("{%", "%}"), ("](", ")")];
/// What ends a word inside of a token.
const SEAMS: [char; 12] = ['-', '–', '—', '/', '&', '+', '=', '…', '*', ',', ':', '|'];

/// The words of `text` in their order.
pub(super) fn of(text: &str) -> impl Iterator<Item = Word<'_>> {
    let tokens = tokens(text);
    let mut begins = true;
    let mut found = Vec::new();
    for (index, (at, token)) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1).map(|(_, token)| *token).unwrap_or_default();
        let is_first = begins && next.starts_with(char::is_lowercase);
        begins = token.is_empty() || ends_sentence(token) || (begins && is_mention(token));
        if is_address(token) {
            continue;
        }
        let position = if is_first { Position::First } else { Position::Within };
        let mut position = Some(position);
        for (offset, part) in parts(token) {
            let position = position.take().unwrap_or(Position::Within);
            if is_word(part) {
                let start = at + offset;
                found.push(Word { text: part, range: start..start + part.len(), position });
            }
        }
    }
    found.into_iter()
}

/// What stands between blanks, and an empty token for each line break; without fenced text.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut start = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(skipped) = fenced(rest) {
            push(&mut tokens, text, start..at);
            at += skipped;
            start = at;
            continue;
        }
        let c = rest.chars().next().unwrap_or_default();
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            push(&mut tokens, text, start..at);
            if c == '\n' {
                tokens.push((at, ""));
            }
            start = end;
        }
        at = end;
    }
    push(&mut tokens, text, start..text.len());
    tokens
}

fn push<'a>(tokens: &mut Vec<(usize, &'a str)>, text: &'a str, range: Range<usize>) {
    let start = range.start;
    if let Some(token) = text.get(range).filter(|token| !token.is_empty()) {
        tokens.push((start, token));
    }
}

/// How long the fenced text is that `rest` begins with.
fn fenced(rest: &str) -> Option<usize> {
    FENCES.iter().find_map(|(open, close)| {
        let inner = rest.strip_prefix(open)?;
        let length = inner.find(close)?;
        Some(open.len() + length + close.len())
    })
}

fn ends_sentence(token: &str) -> bool {
    let end = token.trim_end_matches(['"', '”', '’', '\'', ')', '*', '_']);
    end.ends_with(['.', '!', '?', '…', ':']) || !token.chars().any(char::is_alphanumeric)
}

fn is_mention(token: &str) -> bool {
    token.starts_with('@')
}

/// Whether a token is a handle, a tag, a link, an address, a path or somebody's initials.
fn is_address(token: &str) -> bool {
    let bare = token.trim_start_matches(['(', '"', '“', '\'', '[']);
    let inner = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_signed = bare.starts_with(['^', '*', '-', '–', '/', '~'])
        && !bare.starts_with("**")
        && bare.chars().nth(1).is_some_and(char::is_uppercase);
    is_signed
        || bare.starts_with(['@', '#', '$', '^', '<', '\\'])
        || inner.contains("://")
        || inner.contains(['@', '_', '\\'])
        || has_inner_dot(inner)
}

/// Whether a dot stands between letters, as in a host or the name of a file.
fn has_inner_dot(token: &str) -> bool {
    let mut parts = token.split('.').peekable();
    while let Some(part) = parts.next() {
        let ends = part.ends_with(char::is_alphanumeric);
        if ends && parts.peek().is_some_and(|next| next.starts_with(char::is_alphanumeric)) {
            return true;
        }
    }
    false
}

/// The parts of a token between seams, each with its offset and without marks around it.
fn parts(token: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    token.split(SEAMS).map(move |part| {
        let start = at;
        // The seam itself is what lies between the end of this part and the next one.
        at += part.len();
        let rest = token.get(at..).unwrap_or_default();
        at += rest.chars().next().map_or(0, char::len_utf8);
        let word = part.trim_start_matches(|c: char| !c.is_alphanumeric());
        let offset = start + (part.len() - word.len());
        (offset, word.trim_end_matches(|c: char| !c.is_alphanumeric()))
    })
}

/// Whether a part is written like a word: letters of the Latin alphabet, small but for the first.
fn is_word(part: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && c < '\u{250}';
    part.chars().count() > 1
        && part.chars().all(|c| is_letter(c) || c == '\'' || c == '’')
        && !part.chars().skip(1).any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = of(text).collect();
        let words: Vec<_> = found.iter().map(|word| word.text).collect();
        assert_eq!(words, expected);
        assert!(found.iter().all(|word| text.get(word.range.clone()) == Some(word.text)));
    }

    #[test]
    fn handles_tags_links_code_fields_and_numbers_are_no_words() {
        check("@sam_99 hi #help https://a.example/path?x=y b@c.example d.example/e 24h", &["hi"]);
        check("run `cargo tset` {{ customer.first_name }} {% asign %} now", &["run", "now"]);
        check("see [the page](https://a.example/teh) or ```teh```", &["see", "the", "page", "or"]);
        check("the IMEI, iPhone and DMs ^JM *MarcusT /AY -Kim", &["the", "and"]);
        check("Hi 🎉ok Привет, it’s **done** (really)…", &["Hi", "ok", "it’s", "done", "really"]);
    }

    #[test]
    fn words_are_parted_at_dashes_and_strokes() {
        check("cruelty-free and/or e-mail—now", &["cruelty", "free", "and", "or", "mail", "now"]);
    }

    #[test]
    fn the_first_word_of_a_sentence_is_known_by_what_follows() {
        let first = |text: &'static str| -> Vec<_> {
            let words = of(text).filter(|word| word.position == Position::First);
            words.map(|word| word.text).collect()
        };
        assert_eq!(first("@sam Thnaks for it. Jo Farrow\nWe are"), ["Thnaks", "We"]);
    }
}
