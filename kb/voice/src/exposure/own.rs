//! What is certainly private: the data of this very customer, however it is written.

use std::ops::Range;

use regex::Regex;

use super::folded::{Word, is_invisible, run, stands_alone, word_before, words};
use super::own_address::addresses;
use super::own_number::{identifier, phone};
use super::record::Record;
use super::{Exposure, Kind};

/// How many entries of each list are looked for.
const MOST: usize = 200;
/// The longest address that is looked for, in characters.
const LONGEST_EMAIL: usize = 120;

pub(super) fn find(text: &str, record: &Record) -> Vec<Exposure> {
    let mut found = Vec::new();
    let mut add = |kind, ranges: Vec<Range<usize>>| {
        found.extend(ranges.into_iter().map(|range| Exposure { kind, range, certain: true }));
    };
    for address in record.emails.iter().take(MOST) {
        add(Kind::Email, email(text, address));
    }
    for number in record.phones.iter().take(MOST) {
        add(Kind::Phone, phone(text, number));
    }
    for id in record.order_ids.iter().take(MOST) {
        add(Kind::OrderId, identifier(text, id));
    }
    for address in record.addresses.iter().take(MOST) {
        add(Kind::Address, addresses(text, address));
    }
    for (key, value) in record.attributes.iter().take(MOST) {
        let (kind, ranges) = attribute(text, key, value);
        add(kind, ranges);
    }
    add(Kind::Name, name(text, record));
    found
}

/// An attribute counts when it points to one person: an address, a number, a line.
fn attribute(text: &str, key: &str, value: &str) -> (Kind, Vec<Range<usize>>) {
    let key = run(key);
    let is_of = |names: &[&str]| names.iter().any(|name| key.contains(name));
    let digits = value.chars().filter(char::is_ascii_digit).count();
    if value.contains('@') && value.contains('.') {
        (Kind::Email, email(text, value))
    } else if is_of(&["phone", "mobile", "telefon", "tel"]) && digits >= 6 {
        (Kind::Phone, phone(text, value))
    } else if is_of(&["address", "street", "postcode", "zip", "adresse", "strasse", "direccion"]) {
        (Kind::Address, addresses(text, value))
    } else if is_of(&["order", "bestell", "pedido", "commande"]) && digits > 0 {
        (Kind::OrderId, identifier(text, value))
    } else if digits >= 2 && run(value).chars().count() >= 6 {
        (Kind::Other, identifier(text, value))
    } else {
        (Kind::Other, Vec::new())
    }
}

/// Where `address` stands, its at sign and dots as signs or as words.
fn email(text: &str, address: &str) -> Vec<Range<usize>> {
    let address = address.trim();
    if !address.contains('@') || address.chars().count() > LONGEST_EMAIL {
        return Vec::new();
    }
    const BLANK: &str = r"[\s\u{ad}\u{200b}-\u{200f}\u{2060}\u{feff}\\]{0,2}";
    let mut pattern = String::from("(?i)");
    for c in address.chars() {
        match c {
            '@' => pattern.push_str(
                r"\s*(?:[@＠]|[\[({<]\s*(?:at|@|ät|arroba|chez)\s*[\])}>]|\s(?:at|ät|arroba|chez)\s|[-_]at[-_])\s*",
            ),
            '.' => pattern.push_str(
                r"\s*(?:[.．]|[\[({<]\s*(?:dot|\.|punkt|punto|point|nokta)\s*[\])}>]|\s(?:dot|punkt|punto|point|nokta)\s|[-_]dot[-_])\s*",
            ),
            c => {
                pattern.push_str(&regex::escape(&c.to_string()));
                pattern.push_str(BLANK);
            }
        }
    }
    let Ok(pattern) = Regex::new(&pattern) else { return Vec::new() };
    let found = pattern.find_iter(text).map(|found| {
        let shown = found.as_str().trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
        found.start()..found.start() + shown.len()
    });
    found.filter(|range| stands_alone(text, range)).collect()
}

/// The full name in any order, and the last name alone where it is written as a name.
fn name(text: &str, record: &Record) -> Vec<Range<usize>> {
    let (first, last) = record.names();
    let handle = record.handle.as_deref().map(run).unwrap_or_default();
    if last.is_empty() {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = full_name(text, &words, at, (&first, &last))
            .or_else(|| last_name(text, &words, at, &last).map(|range| (range, last.len())))
            .filter(|(range, _)| !is_public(text.get(range.clone()).unwrap_or_default(), &handle));
        match hit {
            Some((range, count)) => {
                found.push(range);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a name is written as the public handle is.
fn is_public(shown: &str, handle: &str) -> bool {
    !shown.contains(char::is_whitespace) && run(shown) == handle
}

/// First and last name from the word at `at` on, with at most two names between.
fn full_name(
    text: &str,
    words: &[Word],
    at: usize,
    (first, last): (&[String], &[String]),
) -> Option<(Range<usize>, usize)> {
    for (one, two) in [(first, last), (last, first)] {
        if one.is_empty() || !is_here(words, at, one) {
            continue;
        }
        for between in 0..=2 {
            let second = at + one.len() + between;
            if !is_here(words, second, two) {
                continue;
            }
            let range = words.get(at)?.range.start..words.get(second + two.len() - 1)?.range.end;
            let gap = words.get(at + one.len() - 1)?.range.end..words.get(second)?.range.start;
            let gap = text.get(gap).unwrap_or_default();
            let names = gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let near = !gap.contains(['!', '?', ';', ':', '\n']);
            let middle =
                names.into_iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
            if near && middle && !is_handle(text, &range) {
                return Some((range, one.len() + between + two.len()));
            }
        }
    }
    // Written as one word, as in `MiraOkafor`.
    let joined: String = first.iter().chain(last).map(String::as_str).collect();
    let word = words.get(at)?;
    let apart = word.text == joined && !is_handle(text, &word.range);
    apart.then(|| (word.range.clone(), 1))
}

fn last_name(text: &str, words: &[Word], at: usize, last: &[String]) -> Option<Range<usize>> {
    if !is_here(words, at, last) {
        return None;
    }
    let range = words.get(at)?.range.start..words.get(at + last.len() - 1)?.range.end;
    let shown = text.get(range.clone())?;
    const TITLES: [&str; 16] = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "herr", "frau", "herrn", "señor", "señora",
        "sr", "sra", "monsieur", "madame",
    ];
    let titled = TITLES.contains(&word_before(text, range.start).as_str());
    let word = last.concat();
    let named = shown.chars().any(char::is_uppercase) && word.chars().count() > 2;
    let is_name = titled || (named && !is_ordinary(&word));
    (is_name && !is_handle(text, &range)).then_some(range)
}

/// Last names that begin many sentences and sign-offs as ordinary words.
fn is_ordinary(word: &str) -> bool {
    const WORDS: [&str; 56] = [
        "best", "may", "will", "love", "day", "long", "short", "young", "good", "rich", "king",
        "price", "case", "page", "bill", "mark", "grace", "hope", "brown", "black", "white",
        "green", "gray", "grey", "more", "little", "small", "strong", "sharp", "wise", "close",
        "park", "street", "hill", "wood", "field", "summer", "winter", "may", "march", "april",
        "august", "early", "fair", "free", "gold", "home", "house", "just", "kind", "major",
        "noble", "read", "self", "stock", "gross",
    ];
    WORDS.contains(&word)
}

fn is_here(words: &[Word], at: usize, names: &[String]) -> bool {
    let here = words.get(at..at + names.len());
    here.is_some_and(|here| here.iter().zip(names).all(|(word, name)| word.text == *name))
}

/// Whether the range is part of a handle, hashtag or link: public, and no name.
fn is_handle(text: &str, range: &Range<usize>) -> bool {
    let head = text.get(..range.start).unwrap_or_default();
    let token = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    token.contains(['@', '#', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            name: Some("Mira Okafor".to_owned()),
            handle: Some("miraokafor".to_owned()),
            emails: vec!["mira.okafor83@example.com".to_owned()],
            attributes: vec![
                ("plan".to_owned(), "Premium 2".to_owned()),
                ("customer_number".to_owned(), "K-993 812".to_owned()),
                ("delivery_address".to_owned(), "4 Mill Lane, York".to_owned()),
            ],
            ..Record::default()
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let found = find(text, &record());
        let found: Vec<_> =
            found.into_iter().map(|one| (one.kind, text.get(one.range).unwrap())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_customers_address_is_found_however_it_is_written() {
        for shown in [
            "mira.okafor83@example.com",
            "MIRA.Okafor83@Example.COM",
            "mira.okafor83 @ example . com",
            "mira dot okafor83 at example dot com",
            "mira.okafor83 (at) example [dot] com",
            "mira.okafor83\u{200b}@example.com",
        ] {
            check(&format!("We wrote to {shown}."), &[(Kind::Email, shown)]);
        }
        check("amira.okafor83@example.com", &[]);
    }

    #[test]
    fn the_full_name_is_found_and_the_first_name_and_handle_are_public() {
        check("Hi Mira, @MiraOkafor!", &[]);
        check("Is MIRA OKAFOR your name?", &[(Kind::Name, "MIRA OKAFOR")]);
        check("Okafor, Mira", &[(Kind::Name, "Okafor, Mira")]);
        check("Mira J. Okafor’s parcel", &[(Kind::Name, "Mira J. Okafor")]);
        check("Dear Ms Okafor", &[(Kind::Name, "Okafor")]);
    }

    #[test]
    fn attributes_count_when_they_point_to_one_person() {
        check("Your plan is Premium 2, number K993812.", &[(Kind::Other, "K993812")]);
        check("Is it 4 Mill Lane?", &[(Kind::Address, "4 Mill Lane")]);
    }
}
