//! Payment card numbers: the issuers' prefixes and lengths, and the check digit (Luhn).

use super::digits::{Run, runs};
use super::{Exposure, Kind};

/// First and last prefix of an issuer, and the least and greatest length of its numbers.
///
/// As the issuers publish them, from Visa and Mastercard to national ones such as Dankort and Troy.
const ISSUERS: [(u32, u32, usize, usize); 24] = [
    (4, 4, 13, 19),
    (51, 55, 16, 16),
    (2221, 2720, 16, 16),
    (34, 34, 15, 15),
    (37, 37, 15, 15),
    (6011, 6011, 16, 19),
    (644, 649, 16, 19),
    (65, 65, 16, 19),
    (3528, 3589, 16, 19),
    (300, 305, 14, 19),
    (3095, 3095, 14, 19),
    (36, 36, 14, 19),
    (38, 39, 14, 19),
    (62, 62, 16, 19),
    (50, 50, 13, 19),
    (56, 58, 13, 19),
    (63, 63, 13, 19),
    (67, 67, 13, 19),
    (1, 1, 15, 15),
    (2200, 2205, 16, 19),
    (60, 60, 16, 16),
    (81, 82, 16, 16),
    (9792, 9792, 16, 16),
    (5019, 5019, 16, 16),
];

/// What may stand between the groups of a number.
const SEPARATORS: [char; 11] =
    [' ', '-', '.', '–', '‐', '‑', '_', '\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let runs = runs(text, &SEPARATORS);
    runs.iter().flat_map(cards).collect()
}

/// The card numbers of a run: all of it, or what begins and ends with a group.
fn cards(run: &Run) -> Vec<Exposure> {
    let mut found = Vec::new();
    let mut group = 0;
    let mut start = 0;
    while let Some(length) = run.groups.get(group) {
        // A card's numbers stand in at most five groups, the short ones at the end.
        let ends = (1..=run.groups.len().saturating_sub(group).min(7)).rev();
        let mut hit = ends.filter_map(|count| {
            let groups = run.groups.get(group..group + count)?;
            let end = start + groups.iter().sum::<usize>();
            let whole = count == 1 || groups.iter().take(count - 1).all(|length| *length >= 2);
            (whole && is_card(run.digits.get(start..end)?)).then_some((count, end))
        });
        let Some((count, end)) = hit.next() else {
            (group, start) = (group + 1, start + length);
            continue;
        };
        let from = run.places.get(start).map_or(0, |place| place.start);
        let to = run.places.get(end - 1).map_or(from, |place| place.end);
        found.push(Exposure::likely(Kind::Card, from..to));
        (group, start) = (group + count, end);
    }
    found
}

fn is_card(digits: &str) -> bool {
    if !(13..=19).contains(&digits.len()) {
        return false;
    }
    let same = digits.bytes().all(|digit| digits.as_bytes().first() == Some(&digit));
    let issued = ISSUERS.iter().any(|(first, last, least, most)| {
        let size = first.checked_ilog10().map_or(1, |size| size as usize + 1);
        let prefix = digits.get(..size).and_then(|prefix| prefix.parse::<u32>().ok());
        prefix.is_some_and(|prefix| (*first..=*last).contains(&prefix))
            && (*least..=*most).contains(&digits.len())
    });
    issued && !same && luhn(digits)
}

/// Whether the last digit is the right check digit.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.saturating_sub(b'0'));
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, doubled) if doubled > 9 => doubled - 9,
                (_, doubled) => doubled,
            }
        })
        .sum();
    sum.is_multiple_of(10)
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
    fn the_issuers_test_numbers_are_found_however_they_are_grouped() {
        for number in [
            "4111111111111111",
            "4222222222222",
            "5555555555554444",
            "2223003122003222",
            "378282246310005",
            "6011111111111117",
            "3530111333300000",
            "30569309025904",
            "38520000023237",
            "6759649826438453",
            "5019717010103742",
            "6212345678901232",
        ] {
            check(&format!("Card {number}."), &[number]);
        }
        check("4111 1111 1111 1111", &["4111 1111 1111 1111"]);
        check(
            "4111-1111-1111-1111 and 3782 822463 10005",
            &["4111-1111-1111-1111", "3782 822463 10005"],
        );
        check("CVC 123 4111 1111 1111 1111 04", &["4111 1111 1111 1111"]);
    }

    #[test]
    fn a_wrong_check_digit_or_a_part_of_a_longer_number_is_no_card() {
        check("4111 1111 1111 1112", &[]);
        check("941111111111111110", &[]);
        check("x4111111111111111", &[]);
        check("0000 0000 0000 0000", &[]);
    }
}
