//! Phone numbers of people, as the regions write them.
//!
//! Numbers that no person owns (toll-free, premium, shared-cost, company-wide) are no private data.
//! Prices, dates, times and reference numbers are no phone numbers.

use std::ops::Range;
use std::sync::LazyLock;

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{PhoneNumber, Type};
use regex::Regex;

use super::folded::{after, before, is_reference};
use super::{Exposure, Kind};

/// The fewest and the most digits that a number with its country has.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// The most groups that are tried together.
const GROUPS: usize = 7;

pub(super) fn find(text: &str, regions: &[&str]) -> Vec<Exposure> {
    let regions: Vec<Id> = regions.iter().filter_map(|region| region.parse().ok()).collect();
    let mut found = Vec::new();
    for candidate in candidates(text) {
        found.extend(numbers(text, candidate, &regions));
    }
    found.into_iter().map(|range| Exposure::likely(Kind::Phone, range)).collect()
}

/// Runs of digits with what stands between and before the digits of a phone number.
fn candidates(text: &str) -> Vec<Range<usize>> {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static RUN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\+\s?|[(\[])*\d(?:[\s\u{200b}()\[\]./\-\u{2010}-\u{2013}]{0,3}\d){5,}")
            .unwrap()
    });
    RUN.find_iter(text).map(|found| found.range()).collect()
}

/// The numbers of a run: all of it, or groups of it that blanks keep apart.
fn numbers(text: &str, run: Range<usize>, regions: &[Id]) -> Vec<Range<usize>> {
    let Some(candidate) = text.get(run.clone()) else { return Vec::new() };
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut start = run.start;
    for group in candidate.split_inclusive(char::is_whitespace) {
        let shown = start..start + group.trim_end().len();
        start += group.len();
        groups.extend(Some(shown).filter(|shown| !shown.is_empty()));
    }
    let mut found = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let longest = (groups.len() - first).min(GROUPS);
        let hit = (1..=longest).rev().find_map(|count| {
            let range = groups.get(first)?.start..groups.get(first + count - 1)?.end;
            let range = balanced(text, range)?;
            is_phone(text, &range, regions).then(|| (count, with_extension(text, range)))
        });
        match hit {
            Some((count, range)) => {
                found.push(range);
                first += count;
            }
            None => first += 1,
        }
    }
    found
}

/// `range` without a bracket whose partner lies outside.
fn balanced(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let opens = part.matches(['(', '[']).count();
    let closes = part.matches([')', ']']).count();
    let start =
        if opens > closes && part.starts_with(['(', '[']) { range.start + 1 } else { range.start };
    Some(start..range.end)
}

fn is_phone(text: &str, range: &Range<usize>, regions: &[Id]) -> bool {
    let Some(part) = text.get(range.clone()) else { return false };
    if !part.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | '[')) {
        return false;
    }
    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
    let plus = part.starts_with('+');
    if !DIGITS.contains(&digits.len()) || is_placeholder(&digits) {
        return false;
    }
    if is_two(part) || is_cut(text, range) || is_amount(text, range) || is_date(part) {
        return false;
    }
    if !plus && is_reference(text, range.start) {
        return false;
    }
    if plus || digits.starts_with("00") {
        let full = format!("+{}", digits.trim_start_matches('0'));
        return phonenumber::parse(None, full).is_ok_and(|number| is_private(&number));
    }
    regions.iter().any(|region| {
        phonenumber::parse(Some(*region), part).is_ok_and(|number| {
            number.country().id() == Some(*region)
                && is_written_out(*region, &digits, &number)
                && is_private(&number)
        })
    })
}

/// Whether the number is valid and may belong to a person.
fn is_private(number: &PhoneNumber) -> bool {
    let nobodys = matches!(
        number.number_type(&DATABASE),
        Type::TollFree | Type::PremiumRate | Type::SharedCost | Type::Uan | Type::ShortCode
    );
    number.is_valid() && !nobodys
}

/// Whether the digits before the number itself are what the region writes there: its trunk
/// prefix, or nothing where it may be left out.
fn is_written_out(region: Id, digits: &str, number: &PhoneNumber) -> bool {
    let national = number.national().value().to_string();
    let Some(lead) = digits.strip_suffix(&national) else { return false };
    let prefix = DATABASE.by_id(region.as_ref()).and_then(|meta| meta.national_prefix());
    match (lead, prefix) {
        ("", None) => true,
        ("", Some(_)) => matches!(region, Id::US | Id::CA | Id::TR),
        (lead, Some(prefix)) => lead == prefix,
        (_, None) => false,
    }
}

/// Digits that count up or repeat: a sample, not a number.
fn is_placeholder(digits: &str) -> bool {
    let steps: Vec<_> = digits.as_bytes().windows(2).collect();
    let run = |fits: &dyn Fn(u8, u8) -> bool| {
        let mut longest = 0;
        let mut length = 0;
        for step in &steps {
            let [one, two] = step else { continue };
            length = if fits(*one, *two) { length + 1 } else { 0 };
            longest = longest.max(length);
        }
        longest
    };
    run(&|one, two| two == one + 1) >= 8 || run(&|one, two| one == two) >= 7
}

/// Whether a sign with blanks around it keeps two numbers apart, not an area code and the rest.
fn is_two(part: &str) -> bool {
    part.split([' ', '\u{a0}'])
        .scan(0, |digits, group| {
            let before = *digits;
            *digits += group.chars().filter(char::is_ascii_digit).count();
            Some((before, group))
        })
        .any(|(before, group)| before > 5 && matches!(group, "/" | "-" | "–" | "|"))
}

/// Whether digits or a decimal go on beyond the range.
fn is_cut(text: &str, range: &Range<usize>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joint = |c: Option<char>| matches!(c, Some('-' | '.' | '/' | ',' | ':' | '_' | '='));
    let behind = before(text, range.start);
    let ahead = after(text, range.end);
    let inner = text.get(..range.start).unwrap_or_default();
    let two_behind = inner.chars().rev().nth(1);
    let two_ahead = text.get(range.end..).and_then(|rest| rest.chars().nth(1));
    digit(behind)
        || digit(ahead)
        || (joint(behind) && digit(two_behind))
        || (joint(ahead) && digit(two_ahead))
        || ahead.is_some_and(|c| c.is_alphabetic() && !matches!(c, 'x' | 'X' | 'e' | 'E'))
        || (matches!(behind, Some('/' | '=' | '_' | '@'))
            && two_behind.is_some_and(|c| !c.is_whitespace()))
        || (behind.is_some_and(char::is_alphabetic)
            && !text.get(range.clone()).is_some_and(|part| part.contains([' ', '-', '.', '('])))
}

/// Whether a currency or per cent sign stands beside.
fn is_amount(text: &str, range: &Range<usize>) -> bool {
    let sign = |c: Option<char>| matches!(c, Some('$' | '€' | '£' | '¥' | '₺' | '%' | '°' | '₹'));
    let head = text.get(..range.start).unwrap_or_default().trim_end();
    let tail = text.get(range.end..).unwrap_or_default().trim_start();
    sign(head.chars().next_back()) || sign(tail.chars().next())
}

/// Dates and times: `2026-11-05`, `05.11.2026 - 07.11.2026`, `2026-11-05 10`.
fn is_date(part: &str) -> bool {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x) \b (?:19|20)\d\d [-/.] (?:0?[1-9]|1[0-2]) [-/.] (?:0?[1-9]|[12]\d|3[01]) \b
            | \b (?:0?[1-9]|[12]\d|3[01]) [-/.] (?:0?[1-9]|[12]\d|3[01]) [-/.] (?:19|20)?\d\d \b
            | ^ (?:19|20)\d\d (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]) $
            | ^ (?:19|20)\d\d \s? [-/\u{2013}] \s? (?:19|20)\d\d $",
        )
        .unwrap()
    });
    // A French number in pairs with dots has five groups; a date has three.
    let groups =
        part.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    DATE.find(part).is_some_and(|found| {
        groups <= 3
            || !matches!(part.get(found.end()..), Some(rest) if rest.starts_with(['.', '-', '/']))
    })
}

/// `range` with an extension that follows, such as `ext. 12`.
fn with_extension(text: &str, range: Range<usize>) -> Range<usize> {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[ ,;]{0,3}(?:ext(?:ension|\.)?|x|#|durchwahl|dahili)[ :.]{0,2}\d{1,7}\b")
            .unwrap()
    });
    let tail = text.get(range.end..).unwrap_or_default();
    range.start..range.end + EXTENSION.find(tail).map_or(0, |found| found.end())
}

#[cfg(test)]
mod tests {
    use super::super::REGIONS;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            find(text, &REGIONS).into_iter().map(|one| text.get(one.range).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_found_as_each_region_writes_them() {
        check("Call (415) 555-0132 ext. 12 now", &["(415) 555-0132 ext. 12"]);
        check("+1 415-555-0132, 415.555.0132", &["+1 415-555-0132", "415.555.0132"]);
        check("Ring 020 7946 0958 or 07700 900123", &["020 7946 0958", "07700 900123"]);
        check("Tel. 030/1234567, 0151 23411789", &["030/1234567", "0151 23411789"]);
        check("06 12 34 56 78 et 06.12.34.56.78", &["06 12 34 56 78", "06.12.34.56.78"]);
        check("0532 123 45 67 / 532 123 45 67", &["0532 123 45 67", "532 123 45 67"]);
        check(
            "+44 (0)20 7946 0958 and 0049 30 1234567",
            &["+44 (0)20 7946 0958", "0049 30 1234567"],
        );
    }

    #[test]
    fn two_numbers_in_a_row_are_two() {
        check("415-555-0132 415-555-0133", &["415-555-0132", "415-555-0133"]);
    }

    #[test]
    fn prices_dates_times_versions_and_references_are_no_phone_numbers() {
        for text in [
            "It costs 1 299 000 €",
            "$4155550132",
            "on 2026-11-05 10:30",
            "05.11.2026 - 07.11.2026",
            "20261105",
            "Order 4155550132",
            "your order number is 415 555 0132",
            "Ticket #4155550132",
            "version 10.15.7.1234",
            "2019-2024",
            "10-15 days",
            "ISBN 978-3-16-148410-0",
            "tracking 1Z9991234567890",
            "https://x.com/i/status/4155550132",
            "91-415-555-0132",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn numbers_that_no_person_owns_and_samples_are_passed_over() {
        for text in ["0800 1111", "1-800-275-2273", "+49 800 3301000", "0123456789", "12345678901"]
        {
            check(text, &[]);
        }
    }
}
