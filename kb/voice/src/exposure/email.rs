//! E-mail addresses, also those whose at sign and dots are written as words in brackets.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Exposure, Kind};

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let plain = text.match_indices('@').filter_map(|(at, _)| around(text, at));
    let mut found: Vec<_> = plain.map(|range| Exposure::likely(Kind::Email, range)).collect();
    found.extend(hidden(text).map(|range| Exposure::likely(Kind::Email, range)));
    found
}

/// The address around the at sign at `at`.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let before = text.get(..at)?;
    let start = before.char_indices().rev().take_while(|(_, c)| is_local(*c)).last()?.0;
    let local = text.get(start..at)?;
    // Marks around an address do not belong to it.
    let trimmed = local.trim_start_matches(|c: char| !c.is_alphanumeric());
    let trimmed = trimmed.rsplit(['=', '/', '?', '&']).next().unwrap_or(trimmed);
    let trimmed = trimmed.trim_start_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() || trimmed.ends_with('.') || trimmed.contains("..") {
        return None;
    }
    let end = at + 1 + domain(text.get(at + 1..)?)?;
    Some(at - trimmed.len()..end)
}

/// How many bytes at the start of `text` are a domain's name.
fn domain(text: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.') || is_mark(c);
    let length: usize = text.chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    let name = text.get(..length)?.trim_end_matches(['.', '-']);
    // Labels count as long as they are right: `a@b.com..` and `a@b.com.-` end before the fault.
    let mut end = 0;
    let mut labels = 0;
    for label in name.split('.') {
        if label.is_empty() || label.starts_with('-') || label.ends_with('-') {
            break;
        }
        end += label.len() + usize::from(labels > 0);
        labels += 1;
    }
    let name = name.get(..end)?;
    let (_, top) = name.rsplit_once('.')?;
    let lettered = top.chars().all(|c| c.is_alphabetic() || is_mark(c));
    let right = (lettered && top.chars().count() >= 2) || top.starts_with("xn--");
    right.then_some(end)
}

/// A combining mark, as some alphabets write letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}')
}

/// Addresses such as `mira (at) example [dot] com`.
fn hidden(text: &str) -> impl Iterator<Item = Range<usize>> {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix) \b [\w.+-]+ \s* [\[\(\{<] \s* (?:at|@|arroba|ät) \s* [\]\)\}>] \s* [\w-]+
            (?: \s* (?: \. | [\[\(\{<] \s* (?:dot|punkt|punto|point|\.) \s* [\]\)\}>] ) \s* [\w-]+ )+ \b",
        )
        .unwrap()
    });
    HIDDEN.find_iter(text).map(|found| found.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            find(text).into_iter().map(|one| text.get(one.range).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_address_is_found_without_the_marks_around_it() {
        check("Write to *mira.o+x@mail.example.co.uk*.", &["mira.o+x@mail.example.co.uk"]);
        check(
            "<mailto:mira@example.org>, (tom@example.de)",
            &["mira@example.org", "tom@example.de"],
        );
        check(
            "jürgen@bücher.example and a_b@xn--bcher-kva.example",
            &["jürgen@bücher.example", "a_b@xn--bcher-kva.example"],
        );
        check("o'neil@example.com", &["o'neil@example.com"]);
    }

    #[test]
    fn handles_and_broken_addresses_are_none() {
        for text in
            ["@shop.help", "a@b", "me @ work", "a@b.c", "x.@example.com", "5 @ 3.50", "a@1.2"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn an_address_in_words_is_found() {
        check("mira (at) example [dot] com now", &["mira (at) example [dot] com"]);
        check("meet (at) noon", &[]);
    }
}
