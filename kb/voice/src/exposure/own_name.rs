//! This customer's name in a text: the full name in any order, and the last name alone.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization as _;

use super::folded::{
    Folded, Sign, is_gap, is_hidden, is_unspaced, run, signs, stands_alone, words,
};
use super::ordinary::{begins_sentence, is_ordinary};
use super::record::Record;
use super::reference::word_before;
use super::steps;
use crate::titles::is_title;

/// The longest name that is looked for, in bytes.
const LONGEST: usize = 200;
/// The most signs between two of a name.
const GAP: usize = 3;
/// The most names between the first and the last one.
const BETWEEN: usize = 2;
/// How far the last name may stand from the first, in bytes.
const FAR: usize = 80;
/// How far the ends of a handle, link or e-mail address are looked for, in bytes.
const LONGEST_LINK: usize = 128;
/// With more letters than this, `ue` and `u` are the same in a name.
const LONG: usize = 5;

/// What follows a name where titles do.
const HONORIFICS: &[&str] =
    &["様", "さま", "さん", "氏", "殿", "先生", "君", "ちゃん", "님", "씨", "女士", "小姐"];

/// A name as it is looked for.
struct Name {
    /// Its letters, with `ue` and the like as one.
    letters: String,
    /// After how many of these a blank may stand.
    breaks: Vec<usize>,
    /// What the record writes.
    written: String,
    /// Whether a comma may stand between its words, as in `Okafor, Mira`.
    turned: bool,
}

impl Name {
    fn of(written: String) -> Self {
        let mut name = Self { letters: String::new(), breaks: Vec::new(), written, turned: false };
        for word in words(&name.written) {
            let shown = name.written.get(word.range).unwrap_or_default();
            name.letters.extend(contracted(signs(shown)).iter().map(|sign| sign.char));
            name.breaks.push(name.letters.chars().count());
        }
        name
    }
}

/// The letters of a text as names are compared.
pub(super) fn letters(text: &str) -> Folded {
    Folded::of(contracted(signs(text)))
}

/// `ae`, `oe` and `ue` as one letter each, as `ä`, `ö` and `ü` without their dots.
fn contracted(all: Vec<Sign>) -> Vec<Sign> {
    let mut kept: Vec<Sign> = Vec::with_capacity(all.len());
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'q');
    let mut alone = true;
    for sign in all {
        let last =
            kept.last_mut().filter(|last| last.end == sign.start || last.start == sign.start);
        let Some(last) = last else {
            alone = true;
            kept.push(sign);
            continue;
        };
        if sign.char == 'e' && alone && matches!(last.char, 'a' | 'o' | 'u') {
            last.end = sign.end;
            alone = false;
        } else {
            alone = !is_vowel(last.char);
            kept.push(sign);
        }
    }
    kept
}

/// Where a name is, and whether it is certain.
type Found = (Range<usize>, bool);

/// The names of the record in `text`, of which [`letters`] gave the letters.
pub(super) fn places(text: &str, letters: &Folded, record: &Record) -> Vec<Found> {
    let (first, last) = record.names();
    let spaced = !first.chars().any(is_unspaced);
    if first.len() + last.len() > LONGEST || (last.is_empty() && spaced) {
        return Vec::new();
    }
    let mut found = full_names(text, letters, &first, &last);
    // `Mary Smith` is Mary Ann Smith as well.
    let end = last.split_whitespace().next_back().filter(|end| *end != last);
    if let Some(end) = end {
        found.extend(full_names(text, letters, &first, end));
        let ends = occurrences(text, letters, &Name::of(end.to_owned()));
        found.extend(ends.into_iter().filter_map(|range| alone(text, range, end)));
    }
    // A name without blanks begins with that of the family.
    let family = if last.is_empty() { first.chars().take(2).collect() } else { last.clone() };
    if !last.is_empty() || first.chars().count() > 3 {
        let lasts = occurrences(text, letters, &Name::of(family.clone()));
        found.extend(lasts.into_iter().filter_map(|range| alone(text, range, &family)));
    }
    let handle = record.handle.as_deref().map(run).unwrap_or_default();
    found.retain(|(range, _)| {
        let shown = text.get(range.clone()).unwrap_or_default();
        let public = !shown.contains(char::is_whitespace) && run(shown) == handle;
        !public && !is_handle(text, range)
    });
    found
}

fn full_names(text: &str, letters: &Folded, first: &str, last: &str) -> Vec<Found> {
    let ordinary = is_ordinary(last) && !last.is_empty();
    let whole = Name::of(format!("{first} {last}"));
    if first.is_empty() || whole.letters.chars().count() < 2 {
        return Vec::new();
    }
    let judged = |range: Range<usize>| {
        let shown = text.get(range.clone()).unwrap_or_default();
        let small = |part: &str| part.chars().next().is_some_and(char::is_lowercase);
        let end = shown.rsplit(char::is_whitespace).next().unwrap_or_default();
        match (ordinary && small(end), small(shown)) {
            (false, _) => Some((range, true)),
            (true, true) => Some((range, false)),
            // `Hi Deniz can you` does not name Deniz Can.
            (true, false) => None,
        }
    };
    let mut found: Vec<Found> =
        occurrences(text, letters, &whole).into_iter().filter_map(judged).collect();
    if last.is_empty() {
        return found;
    }
    let turned = Name { turned: true, ..Name::of(format!("{last} {first}")) };
    let turned = occurrences(text, letters, &turned).into_iter();
    found.extend(turned.filter_map(|range| {
        let shown = text.get(range.clone()).unwrap_or_default();
        let named = shown.contains(',') && shown.starts_with(char::is_uppercase);
        // `Best, Ana` ends a reply, and `Can Deniz call?` asks.
        let certain = !(ordinary && begins_sentence(text, range.start));
        (named || !ordinary).then_some((range, certain))
    }));
    let of = |name: &str| occurrences(text, letters, &Name::of(name.to_owned()));
    let (firsts, lasts) = (of(first), of(last));
    found.extend(with_middle(text, &firsts, &lasts).map(|range| (range, true)));
    if !ordinary {
        found.extend(with_middle(text, &lasts, &firsts).map(|range| (range, true)));
    }
    found
}

/// Where `name` stands, its words apart or joined.
fn occurrences(text: &str, letters: &Folded, name: &Name) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if name.letters.is_empty() {
        return found;
    }
    let wanted = memmem::Finder::new(&name.letters);
    let mut from = 0;
    while let Some(hit) = letters.find(&wanted, from) {
        from = hit.start + 1;
        let Some(range) = letters.place(&hit) else { continue };
        if !stands_alone(text, &range) {
            continue;
        }
        match break_in(text, letters, &hit, name) {
            Some(at) => from = at + 1,
            None if is_same(text.get(range.clone()).unwrap_or_default(), &name.written) => {
                from = hit.end;
                found.push(range);
            }
            None => {}
        }
    }
    found
}

/// The first letter that is followed by what ends a name.
fn break_in(text: &str, letters: &Folded, hit: &Range<usize>, name: &Name) -> Option<usize> {
    let signs = letters.signs.get(hit.clone())?;
    let broken = |(at, pair): (usize, &[Sign])| {
        let [one, two] = pair else { return false };
        let ends = name.breaks.contains(&(at + 1));
        let fits = |c: char| {
            is_hidden(c)
                || "'’ʼ`´‘-‐‑–·・*_\\".contains(c)
                || (ends
                    && (c.is_whitespace() && c != '\n' || c == '.' || (c == ',' && name.turned)))
        };
        one.end < two.start && !is_gap(text, one.end..two.start, GAP, fits)
    };
    signs.windows(2).enumerate().position(broken).map(|at| hit.start + at)
}

/// Whether two ways of writing are one name: `Müller`, `Mueller`, `Muller`, but not `Doe` and `Do`.
fn is_same(shown: &str, written: &str) -> bool {
    let expanded = |text: &str| {
        let mut all = String::new();
        for c in text.nfc() {
            all.push(c);
            if matches!(c, 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'ø' | 'Ø') {
                all.push('e');
            }
        }
        run(&all)
    };
    let plain = run(written);
    plain.chars().count() > LONG || run(shown) == plain || expanded(shown) == expanded(written)
}

/// A name of `ones` and the next of `others`, with one or two names between them.
fn with_middle<'t>(
    text: &'t str,
    ones: &'t [Range<usize>],
    others: &'t [Range<usize>],
) -> impl Iterator<Item = Range<usize>> + 't {
    ones.iter().filter_map(move |one| {
        let next = others.partition_point(|other| other.start < one.end);
        let other = others.get(next).filter(|other| other.start - one.end <= FAR)?;
        steps::count(other.start - one.end);
        let gap = text.get(one.end..other.start)?;
        let mut count = 0;
        let names = gap.split_whitespace().all(|word| {
            count += 1;
            let bare =
                word.strip_suffix('.').filter(|bare| bare.chars().count() < 3).unwrap_or(word);
            let letters = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
            bare.starts_with(char::is_uppercase) && letters
        });
        let near = gap.starts_with(char::is_whitespace) && !gap.contains('\n');
        (names && near && (1..=BETWEEN).contains(&count)).then_some(one.start..other.end)
    })
}

/// Whether the last name alone is one, and is certain.
fn alone(text: &str, range: Range<usize>, last: &str) -> Option<Found> {
    let shown = text.get(range.clone())?;
    if last.chars().any(is_unspaced) {
        let tail = text.get(range.end..)?.trim_start_matches([' ', '\u{3000}']);
        let titled = HONORIFICS.iter().any(|title| tail.starts_with(title));
        return (last.chars().count() > 1).then_some((range, titled));
    }
    if is_title(&word_before(text, range.start)) {
        return Some((range, true));
    }
    if !shown.contains(char::is_uppercase) {
        return None;
    }
    if last.contains(char::is_whitespace) || !is_ordinary(last) {
        return Some((range, true));
    }
    // Shouted, or at the start of a sentence, it is the word.
    let named = shown.contains(char::is_lowercase) && !begins_sentence(text, range.start);
    named.then_some((range, false))
}

/// Whether the range is part of a handle, hashtag or link, which are public, or of an e-mail
/// address, which is looked for as such.
fn is_handle(text: &str, range: &Range<usize>) -> bool {
    let from = text.ceil_char_boundary(range.start.saturating_sub(LONGEST_LINK)).min(range.start);
    let to = text.floor_char_boundary(range.end + LONGEST_LINK).max(range.end);
    let head = text.get(from..range.start).unwrap_or_default();
    let head = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = text.get(range.end..to).unwrap_or_default();
    let tail = tail.split(char::is_whitespace).next().unwrap_or_default();
    steps::count(head.len() + tail.len());
    let address = tail.split_once('@').is_some_and(|(local, domain)| {
        let plain = local.chars().all(|c| c.is_alphanumeric() || "._-+".contains(c));
        plain && domain.contains('.')
    });
    address || head.contains(['@', '#', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_of_writing_are_one_name_where_that_is_safe() {
        for (one, two) in
            [("Müller", "Mueller"), ("Muller", "Mueller"), ("Jörg", "Joerg"), ("O’Neil", "oneil")]
        {
            assert!(is_same(one, two) && is_same(two, one), "{one} and {two}");
        }
        for (one, two) in [("Doe", "Do"), ("Maes", "Más"), ("Blue", "Blu")] {
            assert!(!is_same(one, two) && !is_same(two, one), "{one} and {two}");
        }
    }
}
