//! Social security numbers of the United States, and taxpayer numbers of the same shape.

use super::digits::{Run, runs};
use super::folded::before;
use super::reference::{is_reference, word_before};
use super::{Exposure, Kind};

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let runs = runs(text, &['-', ' ', '.', '–', '‐', '‑', '\u{a0}', '\u{2009}', '\u{202f}']);
    let told = text.to_lowercase().contains("social security");
    let named = |run: &&Run| told || is_named(text, run);
    let shaped = |run: &&Run| is_shaped(text, run) || (run.groups == [9] && named(run));
    runs.iter().filter(shaped).filter(|run| !is_signed(text, run)).filter_map(read).collect()
}

/// Whether the word before says that it is such a number.
fn is_named(text: &str, run: &Run) -> bool {
    let word = word_before(text, run.range().start);
    ["ssn", "security", "social", "itin", "ss"].contains(&word.as_str())
}

/// Whether the digits stand in the groups of such a number, or in none and name no order.
fn is_shaped(text: &str, run: &Run) -> bool {
    let start = run.range().start;
    match run.groups.as_slice() {
        [3, 2, 4] => run.separators.len() <= 1,
        // Behind the two letters of a state it is a postal code.
        [5, 4] => run.separators == ['-'] && !is_state(text, start),
        [3, 6] => run.separators == ['-'],
        [9] => !is_reference(text, start),
        _ => false,
    }
}

fn is_signed(text: &str, run: &Run) -> bool {
    matches!(before(text, run.range().start), Some('+' | '-' | '$' | '€' | '£'))
}

fn read(run: &Run) -> Option<Exposure> {
    if is_social(&run.digits) {
        return Some(Exposure::likely(Kind::Ssn, run.range()));
    }
    let taxpayer = run.groups.len() > 1 && is_taxpayer(&run.digits);
    taxpayer.then(|| Exposure::likely(Kind::Other, run.range()))
}

/// Whether two capitals stand before, as in `NY 10001-1234`.
fn is_state(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let mut back = head.strip_suffix(' ').unwrap_or(head).chars().rev();
    let capitals = back.by_ref().take(2).filter(char::is_ascii_uppercase).count() == 2;
    capitals && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The rules of the Social Security Administration, and numbers known from advertisements.
fn is_social(digits: &str) -> bool {
    let part = |from, to| digits.get(from..to).unwrap_or_default();
    let known = ["123456789", "987654321", "078051120", "219099999"].contains(&digits);
    let same = digits.bytes().all(|digit| digits.as_bytes().first() == Some(&digit));
    !matches!(part(0, 3), "000" | "666")
        && part(0, 1) != "9"
        && part(3, 5) != "00"
        && part(5, 9) != "0000"
        && !known
        && !same
}

/// The rules of the Internal Revenue Service: 9, and a group that is given out.
fn is_taxpayer(digits: &str) -> bool {
    let group: u32 = digits.get(3..5).and_then(|group| group.parse().ok()).unwrap_or(0);
    let given = matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99);
    digits.starts_with('9') && given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let found: Vec<_> =
            find(text).into_iter().map(|one| (one.kind, text.get(one.range).unwrap())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_number_is_found_in_each_of_its_shapes() {
        for number in
            ["536-22-8114", "536 22 8114", "536.22.8114", "53622-8114", "536-228114", "536228114"]
        {
            check(&format!("SSN {number}, thanks"), &[(Kind::Ssn, number)]);
        }
        check("912-71-1234", &[(Kind::Other, "912-71-1234")]);
    }

    #[test]
    fn numbers_that_are_never_given_out_and_other_numbers_are_passed_over() {
        for number in [
            "000-22-8114",
            "666-22-8114",
            "536-00-8114",
            "536-22-0000",
            "123-45-6789",
            "536-22 8114",
            "5362281140",
            "111-11-1111",
            "$536228114",
        ] {
            check(number, &[]);
        }
        check("Your order number is 536228114.", &[]);
        check("Order #536228114", &[]);
        check("Lumen, 5 Main St, New York, NY 10001-1234", &[]);
    }
}
