//! E-mail addresses, also those whose at sign and dots are codes or words.

use std::ops::Range;

use super::folded::{Sign, is_unspaced};
use super::{Exposure, Kind, steps, written};

/// The longest local part in quotes, in signs.
const QUOTED: usize = 64;
/// The most blanks between a name and a word for the at sign or a dot.
const GAP: usize = 2;
/// Words before `at` that are no names: `find us at lumen dot com`.
const NO_NAMES: &[&str] = &[
    "us",
    "me",
    "we",
    "you",
    "it",
    "them",
    "him",
    "her",
    "this",
    "that",
    "shop",
    "store",
    "site",
    "website",
    "page",
    "available",
    "here",
    "there",
    "now",
    "online",
    "out",
    "more",
    "order",
    "look",
    "visit",
    "buy",
    "find",
    "details",
    "live",
    "free",
    "arrive",
    "all",
    "everything",
    "team",
    "everyone",
    "info",
    "back",
    "stop",
];

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let signs = written::signs(text);
    let ats = signs.iter().enumerate().filter(|(_, sign)| sign.char == '@');
    ats.filter_map(|(at, _)| around(text, &signs, at))
        .map(|range| Exposure::likely(Kind::Email, range))
        .collect()
}

/// How an at sign or a dot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As one sign, or as the code for it.
    Sign,
    /// As a word in brackets.
    Bracketed,
    /// As a word between blanks or dashes.
    Word,
}

fn manner(text: &str, sign: &Sign) -> Manner {
    let shown = text.get(sign.start..sign.end).unwrap_or_default();
    match shown.chars().next() {
        _ if shown.chars().count() == 1 => Manner::Sign,
        Some('%' | '&') => Manner::Sign,
        Some(c) if c.is_whitespace() || matches!(c, '-' | '_') => Manner::Word,
        _ => Manner::Bracketed,
    }
}

/// Whether one sign follows the other in one address.
fn follows(text: &str, one: &Sign, two: &Sign) -> bool {
    // `ß` is two signs in one place.
    if one.end >= two.start {
        return true;
    }
    let gap = text.get(one.end..two.start).unwrap_or_default();
    let word = manner(text, one) == Manner::Bracketed || manner(text, two) == Manner::Bracketed;
    gap.chars().take(GAP + 1).count() <= GAP
        && gap
            .chars()
            .all(|c| c == '\\' || !c.is_whitespace() && c != '*' && c != '`' || (word && c != '\n'))
}

/// The address around the at sign at `at`.
fn around(text: &str, signs: &[Sign], at: usize) -> Option<Range<usize>> {
    let sign = signs.get(at)?;
    let start = local(text, signs, at)?;
    let end = at + 1 + domain(text, signs, at)?;
    let range = signs.get(start)?.start..signs.get(end - 1)?.end;
    if manner(text, sign) != Manner::Word {
        return Some(range);
    }
    // Only where a dot is a word as well: `find it at lumen.example` tells of a page.
    let host = signs.get(at + 1..end)?;
    let dotted = host.iter().any(|sign| sign.char == '.' && manner(text, sign) != Manner::Sign);
    let name: String = signs.get(start..at)?.iter().map(|sign| sign.char).collect();
    (dotted && !NO_NAMES.contains(&name.as_str())).then_some(range)
}

/// Where the name before the at sign begins, counted in signs.
fn local(text: &str, signs: &[Sign], at: usize) -> Option<usize> {
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_{|}~.".contains(c);
    let joined = |first: &usize| {
        let pair = signs.get(*first).zip(signs.get(first + 1));
        pair.is_some_and(|(one, two)| follows(text, one, two))
    };
    let mut run = (0..at).rev().take_while(|first| joined(first));
    if signs.get(at.checked_sub(1)?)?.char == '"' {
        let quote = |first: &usize| signs.get(*first).is_some_and(|sign| sign.char == '"');
        let text_of = |first: usize| text.get(signs.get(first)?.start..signs.get(at)?.start);
        return (0..at - 1).rev().take(QUOTED).find(quote).filter(|first| {
            text_of(*first).is_some_and(|name| name.len() > 2 && !name.contains(['\n', '@']))
        });
    }
    let mut start = at;
    let mut touched = None;
    for first in run.by_ref() {
        let c = signs.get(first)?.char;
        if !is_local(c) {
            touched = Some(c);
            break;
        }
        start = first;
    }
    steps::count(at - start);
    let chars: Vec<char> = signs.get(start..at)?.iter().map(|sign| sign.char).collect();
    let from = chars.iter().enumerate().skip(1).rfind(|(nth, c)| {
        let before = chars.get(nth - 1).copied().unwrap_or_default();
        // What stands before is a link, dots of omission, or a word without a blank.
        matches!(before, '=' | '/' | '?' | '&')
            || (before == '.' && **c == '.')
            || (is_unspaced(before) && c.is_ascii())
    });
    let from = from.map_or(0, |(nth, _)| nth);
    // `@mira@social.example` is a public handle.
    if from == 0 && touched == Some('@') {
        return None;
    }
    let bare = chars.iter().skip(from).position(|c| c.is_alphanumeric())?;
    (chars.last() != Some(&'.')).then_some(start + from + bare)
}

/// How many signs after the at sign are a domain's name.
fn domain(text: &str, signs: &[Sign], at: usize) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.') || is_mark(c);
    let mut name = String::new();
    let mut last = signs.get(at)?;
    let mut turned = false;
    for sign in signs.get(at + 1..)? {
        let ends = name.ends_with(|c: char| c.is_ascii_alphanumeric()) && is_unspaced(sign.char);
        if !is_part(sign.char) || !follows(text, last, sign) || ends {
            turned = ends;
            break;
        }
        name.push(sign.char);
        last = sign;
    }
    steps::count(name.len());
    let name = name.trim_end_matches(['.', '-']);
    // Labels count as long as they are right: `a@b.com..` and `a@b.com.-` end before the fault.
    let right =
        |label: &&str| !(label.is_empty() || label.starts_with('-') || label.ends_with('-'));
    let labels: Vec<&str> = name.split('.').take_while(right).collect();
    let name = name.get(..labels.join(".").len())?;
    let (_, top) = name.rsplit_once('.')?;
    let lettered = top.chars().all(|c| c.is_alphabetic() || is_mark(c));
    let right = (lettered && top.chars().count() >= 2) || top.starts_with("xn--");
    (right || (turned && lettered)).then_some(name.chars().count())
}

/// A combining mark, as some alphabets write letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}')
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
        check("Well...mira@example.com,tom@example.com", &["mira@example.com", "tom@example.com"]);
        check("?to=mira%40example.com&x=1", &["mira%40example.com"]);
        check("mira&#64;example.com", &["mira&#64;example.com"]);
        check("\"mira o\"@example.com", &["\"mira o\"@example.com"]);
        check("mira\\_o@example.com", &["mira\\_o@example.com"]);
        check("**mira@example.com**, _tom@example.com_", &["mira@example.com", "tom@example.com"]);
        check("メールはmira@example.comです。", &["mira@example.com"]);
        check("用户@例子.测试", &["用户@例子.测试"]);
    }

    #[test]
    fn no_word_is_listed_twice() {
        let words: std::collections::BTreeSet<_> = NO_NAMES.iter().collect();
        assert_eq!(words.len(), NO_NAMES.len());
    }

    #[test]
    fn handles_and_broken_addresses_are_none() {
        for text in [
            "@shop.help",
            "a@b",
            "me @ work",
            "a@b.c",
            "x.@example.com",
            "5 @ 3.50",
            "a@1.2",
            "@mira@social.example",
            "info@shop.",
            "@",
            "a@@b.com",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn an_address_in_words_is_found() {
        check("mira (at) example [dot] com now", &["mira (at) example [dot] com"]);
        check("mira.o [at] example.com", &["mira.o [at] example.com"]);
        check("mira at example dot com", &["mira at example dot com"]);
        check("mira-at-example-dot-com", &["mira-at-example-dot-com"]);
        for text in [
            "meet (at) noon",
            "Look at lumen.example",
            "find us at lumen dot com",
            "We are at 5 dot",
            "Call at 9:00 at lumen.example",
        ] {
            check(text, &[]);
        }
    }
}
