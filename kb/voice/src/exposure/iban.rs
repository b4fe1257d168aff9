//! International bank account numbers, by the formats of the published registry (ISO 13616).

use std::ops::Range;

use super::folded::{touches_after, touches_before};
use super::steps;
use super::{Exposure, Kind};

/// Country and the structure of what follows the check digits: `n` digits, `a` letters, `c` both.
///
/// SWIFT IBAN Registry, release 101; <https://www.swift.com/standards/data-standards/iban>
const FORMATS: [(&str, &str); 89] = [
    ("AD", "8n12c"),
    ("AE", "19n"),
    ("AL", "8n16c"),
    ("AT", "16n"),
    ("AZ", "4a20c"),
    ("BA", "16n"),
    ("BE", "12n"),
    ("BG", "4a6n8c"),
    ("BH", "4a14c"),
    ("BI", "23n"),
    ("BR", "23n1a1c"),
    ("BY", "4c4n16c"),
    ("CH", "5n12c"),
    ("CR", "18n"),
    ("CY", "8n16c"),
    ("CZ", "20n"),
    ("DE", "18n"),
    ("DJ", "23n"),
    ("DK", "14n"),
    ("DO", "4c20n"),
    ("EE", "16n"),
    ("EG", "25n"),
    ("ES", "20n"),
    ("FI", "14n"),
    ("FK", "2a12n"),
    ("FO", "14n"),
    ("FR", "10n11c2n"),
    ("GB", "4a14n"),
    ("GE", "2a16n"),
    ("GI", "4a15c"),
    ("GL", "14n"),
    ("GR", "7n16c"),
    ("GT", "4c20c"),
    ("HN", "4a20n"),
    ("HR", "17n"),
    ("HU", "24n"),
    ("IE", "4a14n"),
    ("IL", "19n"),
    ("IQ", "4a15n"),
    ("IS", "22n"),
    ("IT", "1a10n12c"),
    ("JO", "4a4n18c"),
    ("KW", "4a22c"),
    ("KZ", "3n13c"),
    ("LB", "4n20c"),
    ("LC", "4a24c"),
    ("LI", "5n12c"),
    ("LT", "16n"),
    ("LU", "3n13c"),
    ("LV", "4a13c"),
    ("LY", "21n"),
    ("MC", "10n11c2n"),
    ("MD", "2c18c"),
    ("ME", "18n"),
    ("MK", "3n10c2n"),
    ("MN", "16n"),
    ("MR", "23n"),
    ("MT", "4a5n18c"),
    ("MU", "4a19n3a"),
    ("NI", "4a20n"),
    ("NL", "4a10n"),
    ("NO", "11n"),
    ("OM", "3n16c"),
    ("PK", "4a16c"),
    ("PL", "24n"),
    ("PS", "4a21c"),
    ("PT", "21n"),
    ("QA", "4a21c"),
    ("RO", "4a16c"),
    ("RS", "18n"),
    ("RU", "14n15c"),
    ("SA", "2n18c"),
    ("SC", "4a20n3a"),
    ("SD", "14n"),
    ("SE", "20n"),
    ("SI", "15n"),
    ("SK", "20n"),
    ("SM", "1a10n12c"),
    ("SO", "19n"),
    ("ST", "21n"),
    ("SV", "4a20n"),
    ("TL", "19n"),
    ("TN", "20n"),
    ("TR", "5n1n16c"),
    ("UA", "6n19c"),
    ("VA", "18n"),
    ("VG", "4a16n"),
    ("XK", "16n"),
    ("YE", "4a4n18c"),
];

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || !begins(text, at, c) || touches_before(text, at) {
            continue;
        }
        if let Some(range) = read(text, at) {
            end = range.end;
            found.push(Exposure::likely(Kind::Iban, range));
        }
    }
    found
}

/// Whether two letters and, perhaps behind a separator, a digit stand here.
fn begins(text: &str, at: usize, c: char) -> bool {
    let bytes = text.as_bytes();
    let is = |at: usize, fits: fn(&u8) -> bool| bytes.get(at).is_some_and(fits);
    let near =
        |at: usize| bytes.get(at..).is_some_and(|rest| rest.iter().take(8).any(u8::is_ascii_digit));
    c.is_ascii_alphabetic()
        && is(at + 1, u8::is_ascii_alphabetic)
        && !is(at + 2, u8::is_ascii_alphabetic)
        && near(at + 2)
}

/// What may stand between the groups of a number.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '–' | '‐' | '‑' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// The number that begins at `at`.
fn read(text: &str, at: usize) -> Option<Range<usize>> {
    let country = text.get(at..at + 2)?.to_ascii_uppercase();
    let (_, format) = FORMATS.iter().find(|(code, _)| *code == country)?;
    let pattern: Vec<char> = "aann".chars().chain(classes(format)).collect();
    let mut number = String::new();
    let mut end = at;
    let mut separators = 0;
    let mut chars = text.get(at..)?.char_indices().peekable();
    while number.len() < pattern.len() {
        let (offset, c) = chars.next()?;
        steps::count(1);
        if is_separator(c) && separators < 2 && number.len() > 1 {
            separators += 1;
            continue;
        }
        let fits = match pattern.get(number.len())? {
            'n' => c.is_ascii_digit(),
            'a' => c.is_ascii_alphabetic(),
            _ => c.is_ascii_alphanumeric(),
        };
        if !fits {
            return None;
        }
        separators = 0;
        number.push(c.to_ascii_uppercase());
        end = at + offset + 1;
    }
    (!touches_after(text, end) && rest_by_97(&number) == Some(1)).then_some(at..end)
}

/// The classes of a structure, one for each place.
fn classes(format: &str) -> impl Iterator<Item = char> {
    format.split_inclusive(['n', 'a', 'c']).flat_map(|part| {
        let count = part.trim_end_matches(['n', 'a', 'c']).parse().unwrap_or(0);
        std::iter::repeat_n(part.chars().next_back().unwrap_or('c'), count)
    })
}

/// The rest of the number, country and check digits moved to the end, by 97.
fn rest_by_97(number: &str) -> Option<u32> {
    let (head, body) = number.split_at_checked(4)?;
    body.chars().chain(head.chars()).try_fold(0, |rest, c| {
        let digit = c.to_digit(36)?;
        Some((rest * if digit > 9 { 100 } else { 10 } + digit) % 97)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number of this country's format, made from `seed`.
    fn made(country: &str, format: &str, seed: usize) -> String {
        let body: String = classes(format)
            .enumerate()
            .map(|(nth, class)| {
                let turn = (seed * 7 + nth * 5) % 10;
                let digit = char::from_digit(u32::try_from(turn).unwrap(), 10).unwrap();
                let letter = char::from(b'A' + u8::try_from((seed + nth * 3) % 26).unwrap());
                if class == 'a' || (class == 'c' && nth % 4 == 3) { letter } else { digit }
            })
            .collect();
        let rest = rest_by_97(&format!("{country}00{body}")).unwrap();
        format!("{country}{:02}{body}", 98 - rest)
    }

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|one| text.get(one.range).unwrap()).collect()
    }

    #[test]
    fn a_number_of_every_country_is_found_in_every_way_of_writing() {
        for (country, format) in FORMATS {
            for seed in 0..5 {
                let number = made(country, format, seed);
                let grouped = |by: &str| {
                    let groups: Vec<_> =
                        number.as_bytes().chunks(4).map(|g| str::from_utf8(g).unwrap()).collect();
                    groups.join(by)
                };
                for shown in [number.clone(), grouped(" "), grouped("-"), number.to_lowercase()] {
                    let text = format!("Your IBAN is {shown}, right?");
                    assert_eq!(found(&text), [shown.as_str()], "{country}");
                }
            }
        }
    }

    #[test]
    fn a_wrong_digit_or_length_makes_it_none() {
        for (country, format) in FORMATS {
            let number = made(country, format, 3);
            assert!(found(&format!("{number}0")).is_empty(), "{number} and a digit more");
            assert!(found(&format!("0{number}")).is_empty(), "{number} inside a word");
            let short = number.get(..number.len() - 1).unwrap();
            assert!(found(short).is_empty(), "{number} and a digit less");
            let check: u32 = number.get(2..4).unwrap().parse().unwrap();
            let wrong = format!("{country}{:02}{}", (check + 1) % 97, number.get(4..).unwrap());
            assert!(found(&wrong).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn the_examples_of_the_registry_are_found() {
        for number in [
            "DE89370400440532013000",
            "GB29NWBK60161331926819",
            "FR1420041010050500013M02606",
            "TR330006100519786457841326",
            "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
            "SC18SSCB11010000000000001497USD",
            "BR1800360305000010009795493C1",
            "LC55HEMM000100010012001200023015",
            "MU17BOMM0101101030300200000MUR",
        ] {
            assert_eq!(found(number), [number]);
        }
    }
}
