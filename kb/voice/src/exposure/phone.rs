//! Phone numbers of people, as the regions write them.
//!
//! Numbers that no person owns (toll-free, premium, shared-cost, company-wide) are no private data.
//! Prices, dates, times and reference numbers are no phone numbers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::folded::{after, before, digit, is_word};
use super::phone_rules::Rules;
use super::reference::is_reference;
use super::{Exposure, Kind, steps};

/// The fewest and the most digits that a number with its country has.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// The most groups that are tried together.
const GROUPS: usize = 7;
/// How far an extension and the sign of a currency are looked for, in bytes.
const FAR: usize = 40;

pub(super) fn find(text: &str, regions: &[&str]) -> Vec<Exposure> {
    let mut rules = Rules::of(regions);
    let mut found = Vec::new();
    for candidate in candidates(text) {
        found.extend(numbers(text, candidate, &mut rules));
    }
    found.into_iter().map(|range| Exposure::likely(Kind::Phone, range)).collect()
}

/// Runs of digits with what stands between and before the digits of a phone number.
fn candidates(text: &str) -> Vec<Range<usize>> {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static RUN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[+\u{ff0b}]\s?|[(\[])*\d(?:[\s\u{200b}()\[\]./\-\u{2010}-\u{2013}\u{ff0d}]{0,3}\d){5,}")
            .unwrap()
    });
    RUN.find_iter(text).map(|found| found.range()).collect()
}

/// The numbers of a run: all of it, or groups of it that blanks keep apart.
fn numbers(text: &str, run: Range<usize>, rules: &mut Rules) -> Vec<Range<usize>> {
    let Some(candidate) = text.get(run.clone()) else { return Vec::new() };
    let mut groups: Vec<(Range<usize>, usize)> = Vec::new();
    let mut start = run.start;
    for group in candidate.split_inclusive(char::is_whitespace) {
        let shown = group.trim_end();
        let digits = shown.chars().filter_map(digit).count();
        let place = start..start + shown.len();
        start += group.len();
        groups.extend(Some((place, digits)).filter(|(place, _)| !place.is_empty()));
    }
    let mut found = Vec::new();
    let mut first = 0;
    while let Some(rest) = groups.get(first..).filter(|rest| !rest.is_empty()) {
        match longest(text, rest, rules) {
            Some((count, range)) => {
                found.push(range);
                first += count;
            }
            None => first += 1,
        }
    }
    found
}

/// The most groups from the first on that are a number.
fn longest(
    text: &str,
    groups: &[(Range<usize>, usize)],
    rules: &mut Rules,
) -> Option<(usize, Range<usize>)> {
    let start = groups.first()?.0.start;
    let mut digits = 0;
    let ends: Vec<(usize, usize)> = groups
        .iter()
        .take(GROUPS)
        .map_while(|(place, count)| {
            digits += count;
            (digits <= *DIGITS.end()).then_some((place.end, digits))
        })
        .collect();
    let long = ends.iter().enumerate().rev().filter(|(_, (_, digits))| DIGITS.contains(digits));
    let mut tried = long.filter_map(|(last, (end, _))| {
        let range = balanced(text, start..*end)?;
        is_phone(text, &range, rules).then(|| (last + 1, with_extension(text, range)))
    });
    tried.next()
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

fn is_phone(text: &str, range: &Range<usize>, rules: &mut Rules) -> bool {
    let Some(part) = text.get(range.clone()) else { return false };
    steps::count(part.len());
    let plus = part.starts_with(['+', '＋']);
    if !plus && !part.starts_with(|c| digit(c).is_some() || matches!(c, '(' | '[')) {
        return false;
    }
    let digits: String = part.chars().filter_map(digit).collect();
    let bare = digits.len() == part.len();
    if !DIGITS.contains(&digits.len()) || (bare && is_placeholder(&digits)) {
        return false;
    }
    if is_two(part) || is_cut(text, range) || is_amount(text, range) || is_date(part) {
        return false;
    }
    if !plus && is_reference(text, range.start) {
        return false;
    }
    rules.take(if plus { format!("+{digits}") } else { digits })
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
    let part = text.get(range.clone()).unwrap_or_default();
    let digit = |c: Option<char>| c.is_some_and(|c| digit(c).is_some());
    let grouped = part.contains([' ', '-', '.', '(', '/']) || part.starts_with('+');
    // `415-555-0132,415-555-0133` are two.
    let joint = |c: Option<char>| match c {
        Some('-' | '.' | '/' | ':' | '_' | '=') => true,
        Some(',') => !grouped,
        _ => false,
    };
    let behind = before(text, range.start);
    let ahead = after(text, range.end);
    let mut head = text.get(..range.start).unwrap_or_default().chars().rev();
    let two_behind = head.nth(1);
    let two_ahead = text.get(range.end..).and_then(|rest| rest.chars().nth(1));
    digit(behind)
        || digit(ahead)
        || (joint(behind) && digit(two_behind))
        || (joint(ahead) && digit(two_ahead))
        || ahead.is_some_and(|c| is_word(c) && !matches!(c, 'x' | 'X' | 'e' | 'E'))
        || (matches!(behind, Some('/' | '=' | '_' | '@'))
            && two_behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_')))
        || (behind.is_some_and(is_word) && !part.contains([' ', '-', '.', '(']))
}

/// Whether a currency or per cent sign stands beside.
fn is_amount(text: &str, range: &Range<usize>) -> bool {
    let sign = |c: Option<char>| matches!(c, Some('$' | '€' | '£' | '¥' | '₺' | '%' | '°' | '₹'));
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    let near = |chars: &mut dyn Iterator<Item = char>| chars.take(4).find(|c| !c.is_whitespace());
    sign(near(&mut head.chars().rev())) || sign(near(&mut tail.chars()))
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
pub(super) fn with_extension(text: &str, range: Range<usize>) -> Range<usize> {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^[ ,;]{0,3}(?:ext(?:ension|n|\.)?|x|#|durchwahl|dahili)[ :.]{0,2}\d{1,7}\b",
        )
        .unwrap()
    });
    let far = text.floor_char_boundary(range.end + FAR).max(range.end);
    let tail = text.get(range.end..far).unwrap_or_default();
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
