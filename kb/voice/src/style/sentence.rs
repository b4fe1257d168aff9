//! Sentences as Vale's rules of scope `sentence` see them: an English model of abbreviations,
//! initials and ellipses, after Kiss and Strunk's *Punkt*.
//!
//! The trained lists of that model are replaced by short ones of common words.

use super::sentence_words::{ABBREVIATIONS, COMMON, STARTERS};

/// A word with a mark that may end a sentence, or the word after it.
struct Token<'a> {
    text: &'a str,
    /// Where it ends in the whole text.
    end: usize,
    is_break: bool,
    is_abbreviation: bool,
}

/// The sentences of `text`, blanks around them dropped.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut tokens = tokens(text);
    for token in &mut tokens {
        mark_by_type(token);
    }
    each_pair(&mut tokens, mark_by_context);
    each_pair(&mut tokens, mark_by_marks);
    if let Some(last) = tokens.last_mut()
        && last.text.contains('\n')
        && last.text.contains(' ')
    {
        last.is_break = false;
    }
    let mut sentences = Vec::new();
    let mut begin = 0;
    for token in tokens.iter().filter(|token| token.is_break) {
        sentences.push(text.get(begin..token.end).unwrap_or_default().trim());
        begin = token.end;
    }
    if begin != text.len() {
        sentences.push(text.get(begin..).unwrap_or_default().trim());
    }
    sentences
}

fn each_pair(tokens: &mut [Token<'_>], mark: fn(&mut Token<'_>, &mut Token<'_>)) {
    for at in 1..tokens.len() {
        if let Some([one, two]) = tokens.get_mut(at - 1..=at) {
            mark(one, two);
        }
    }
}

fn may_end_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？')
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let token = |text, end| Token { text, end, is_break: false, is_abbreviation: false };
    let (mut begin, mut takes_next) = (0, false);
    for (at, c) in text.char_indices() {
        let is_last = at + 1 == text.len();
        let is_wide = matches!(c, '。' | '；' | '！' | '？');
        if !c.is_whitespace() && !is_wide && !is_last {
            continue;
        }
        let at = if is_wide { at + c.len_utf8() } else { at };
        let end = if is_last { text.len() } else { at };
        let word = text.get(begin..end).unwrap_or_default().trim();
        if word.is_empty() {
            continue;
        }
        let has_mark = word.contains(may_end_sentence);
        begin = end;
        if has_mark || takes_next {
            tokens.push(token(word, end));
            takes_next = has_mark;
        }
    }
    if tokens.is_empty() && !text.is_empty() {
        tokens.push(token(text, text.len()));
    }
    tokens
}

impl Token<'_> {
    /// The word as the lists have it.
    fn kind(&self) -> String {
        let lower = self.text.to_lowercase();
        let lower = match number_at(&lower) {
            Some(at) => format!("{}##number##", lower.get(..at).unwrap_or_default()),
            None => lower,
        };
        if lower.len() == 1 { lower } else { lower.replace(',', "") }
    }

    fn kind_without_period(&self) -> String {
        let kind = self.kind();
        match kind.strip_suffix('.') {
            Some(rest) if !rest.is_empty() => rest.to_owned(),
            _ => kind,
        }
    }

    /// The kind; a period that ends a sentence is no part of it.
    fn kind_of_next(&self) -> String {
        if self.is_break { self.kind_without_period() } else { self.kind() }
    }

    fn begins_upper(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    fn begins_lower(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }

    fn is_initial(&self) -> bool {
        matches!(self.text.as_bytes(), [letter, b'.'] if letter.is_ascii_alphabetic())
    }

    fn is_starter(&self) -> bool {
        STARTERS.contains(&self.kind_of_next().as_str())
    }

    fn is_common(&self) -> bool {
        COMMON.contains(&self.kind_of_next().as_str())
    }
}

/// Where the number with which `text` ends begins.
fn number_at(text: &str) -> Option<usize> {
    let body = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
    let tail = text.get(body.len()..)?;
    let digit = tail.find(|c: char| c.is_ascii_digit())?;
    let mut at = body.len() + digit;
    for allowed in [&['.', ','][..], &['-'][..]] {
        if let Some(rest) = text.get(..at).and_then(|head| head.strip_suffix(allowed)) {
            at = rest.len();
        }
    }
    Some(at)
}

/// First look: by the word alone.
fn mark_by_type(token: &mut Token<'_>) {
    if has_end_marks(token.text) {
        token.is_break = true;
    } else if (token.text.ends_with('.') || token.text.ends_with('。'))
        && !token.text.ends_with("..")
    {
        let body = token.text.chars().count() - 1;
        let body = token.text.get(..body).unwrap_or(token.text).to_lowercase();
        let last = body.rsplit('-').next().unwrap_or_default();
        if ABBREVIATIONS.contains(&body.as_str()) || ABBREVIATIONS.contains(&last) {
            token.is_abbreviation = true;
        } else {
            token.is_break = true;
        }
    }
}

/// Whether a word ends with marks that close a sentence, other than a lone period.
fn has_end_marks(text: &str) -> bool {
    const ENDS: [&str; 16] = [
        ".\"", ".)", ".’", ".”", "?", "?\"", "?'", "?)", "?’", "?”", "!", "!\"", "!'", "!)", "!’",
        "!”",
    ];
    const INSIDE: [&str; 7] = [".[", ".(", ".\"", "?[", "?(", "![", "!("];
    (!text.contains("Yahoo!") && ENDS.iter().any(|end| text.ends_with(end)))
        || INSIDE.iter().any(|mark| text.contains(mark))
}

/// What the case of the next word says: `Some(true)` where it begins a sentence.
fn case_says(next: &Token<'_>) -> Option<bool> {
    let mut chars = next.text.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && ";:,.!?；：，。！？".contains(c)
    {
        return Some(false);
    }
    next.begins_lower().then_some(false)
}

/// Second look: abbreviations, ellipses and initials by the word that follows.
fn mark_by_context(one: &mut Token<'_>, two: &mut Token<'_>) {
    if !(one.text.ends_with('.') || one.text.ends_with('。')) {
        return;
    }
    let is_initial = one.is_initial();
    if (one.is_abbreviation || one.text.ends_with(".."))
        && !is_initial
        && two.begins_upper()
        && two.is_starter()
    {
        one.is_break = true;
        return;
    }
    if one.text == "." && two.text == "." {
        one.is_break = false;
        two.is_break = false;
        return;
    }
    if is_initial || one.kind_without_period() == "##number##" {
        let says = case_says(two);
        let is_name = says.is_none() && is_initial && two.begins_upper() && !two.is_common();
        if says == Some(false) || is_name {
            one.is_break = false;
            one.is_abbreviation = true;
        }
    }
}

/// Third look: ellipses, quotes, and abbreviations with several periods.
fn mark_by_marks(one: &mut Token<'_>, two: &mut Token<'_>) {
    if one.text.ends_with('.') && two.text == "." {
        one.is_break = false;
        two.is_break = false;
        return;
    }
    let is_ellipsis = is_ellipsis(one.text);
    if is_ellipsis && (two.begins_upper() || two.is_starter()) {
        one.is_break = true;
        return;
    }
    let is_internal = one.is_break && one.text.ends_with([')', '’', '”', '"', '\'']);
    if is_internal && two.begins_lower() && !two.is_starter() {
        one.is_break = false;
        return;
    }
    if one.text.ends_with('.') && !one.is_break && two.begins_upper() && two.is_common() {
        one.is_break = true;
    }
    if !has_inner_periods(one.text) || one.is_initial() {
        return;
    }
    one.is_abbreviation = true;
    one.is_break = two.begins_upper() && two.is_starter();
}

fn is_ellipsis(text: &str) -> bool {
    let dots: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    dots.contains("...")
}

/// Whether there is something like `F.B.I.` in `text`.
fn has_inner_periods(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|at| {
        let mut rest = chars.get(at..).unwrap_or_default();
        let mut pairs = 0;
        while let [letter, '.', more @ ..] = rest
            && is_word(*letter)
        {
            pairs += 1;
            rest = more;
        }
        let after = rest.iter().position(|&c| !is_word(c)).and_then(|at| rest.get(at));
        pairs > 1 || (pairs == 1 && after == Some(&'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(split(text), expected);
    }

    #[test]
    fn a_sentence_ends_with_its_mark() {
        check("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
    }

    #[test]
    fn an_abbreviation_does_not_end_one() {
        check("Ask Mr. Smith, e.g. now. Then go.", &["Ask Mr. Smith, e.g. now.", "Then go."]);
    }

    #[test]
    fn a_quote_within_a_sentence_does_not_end_one() {
        check("He said “Stop!” and left.", &["He said “Stop!” and left."]);
    }
}
