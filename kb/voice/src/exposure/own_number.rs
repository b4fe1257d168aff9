//! This customer's reference numbers in a text, however they are grouped.

use std::ops::Range;

use memchr::memmem;

use super::folded::{Folded, before, is_gap, is_hidden, run, stands_alone};
use super::reference::is_reference;

/// The longest identifier that is looked for, in bytes.
const LONGEST: usize = 256;
/// The fewest digits of an identifier that count without its letters.
const LEAST_ALONE: usize = 5;
/// The fewest digits of an identifier that count without its letters after a word like "order".
const LEAST_NAMED: usize = 3;
/// The most signs between two of a number.
const GAP: usize = 3;

/// Where the identifier `id` stands, without regard to case, blanks, dashes and the sign before it.
/// Its digits alone count as well when they are many or a word such as "order" names them.
pub(super) fn places(text: &str, signs: &Folded, id: &str) -> Vec<Range<usize>> {
    let own = run(id);
    let mut found = sequence(text, signs, &own);
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= LEAST_ALONE && digits != own && own.ends_with(&digits) {
        found.extend(sequence(text, signs, &digits));
    }
    let core = longest_digits(&own);
    if core.len() >= LEAST_NAMED && core != own {
        let named = sequence(text, signs, core).into_iter();
        found.extend(named.filter(|range| is_reference(text, range.start)));
    }
    found
}

/// The longest run of digits, the last of those.
fn longest_digits(own: &str) -> &str {
    own.split(|c: char| !c.is_ascii_digit()).max_by_key(|run| run.len()).unwrap_or_default()
}

/// Where the letters and digits of `own` stand one after the other.
pub(super) fn sequence(text: &str, signs: &Folded, own: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if own.is_empty() || own.len() > LONGEST {
        return found;
    }
    let wanted = memmem::Finder::new(own);
    let mut from = 0;
    while let Some(hit) = signs.find(&wanted, from) {
        from = hit.start + 1;
        let Some(range) = signs.place(&hit).filter(|range| is_apart(text, range, own)) else {
            continue;
        };
        // No place can reach over a break.
        let broken = break_in(text, signs, &hit, own);
        from = broken.map_or(hit.end, |at| at + 1);
        found.extend(broken.is_none().then_some(range));
    }
    found
}

/// The first sign that is followed by more than what groups a number.
fn break_in(text: &str, signs: &Folded, hit: &Range<usize>, own: &str) -> Option<usize> {
    let signs = signs.signs.get(hit.clone())?;
    let short = own.len() < 6 && own.bytes().all(|byte| byte.is_ascii_digit());
    let loose = !short || (own.len() > 3 && is_reference(text, signs.first()?.start));
    let fits = |c: char| {
        is_hidden(c)
            || matches!(c, '-' | '_' | '–' | '‐' | '‑' | '\\' | '*')
            || (loose && (c.is_whitespace() && c != '\n' || matches!(c, '.' | '/' | '#' | ':')))
    };
    let broken = |pair: &[super::folded::Sign]| match pair {
        [one, two] => one.end < two.start && !is_gap(text, one.end..two.start, GAP, fits),
        _ => false,
    };
    signs.windows(2).position(broken).map(|at| hit.start + at)
}

/// Whether the number does not go on before or after, and is no price.
fn is_apart(text: &str, range: &Range<usize>, own: &str) -> bool {
    if !stands_alone(text, range) {
        return false;
    }
    if !own.bytes().all(|byte| byte.is_ascii_digit()) {
        return own.chars().count() > 2 || is_reference(text, range.start);
    }
    // `77120.50` and `1,77120` are amounts; `77120,77121` and `No.77120` are none.
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    let decimals = tail.strip_prefix(['.', ',', ':']).map_or(0, |rest| digits(rest.chars()));
    let whole = head.strip_suffix([',', ':']).map_or(0, |rest| digits(rest.chars().rev()));
    let whole = if head.ends_with("0.") { 1 } else { whole };
    let amount = before(text, range.start).is_some_and(is_currency)
        || tail.trim_start().starts_with(|c| is_currency(c) || c == '%');
    let told = (own.len() >= 4 && !is_year(own)) || is_reference(text, range.start);
    !matches!(decimals, 1 | 2) && !matches!(whole, 1..=3) && !amount && told
}

/// How many digits come first, at most four.
fn digits(chars: impl Iterator<Item = char>) -> usize {
    chars.take(4).take_while(char::is_ascii_digit).count()
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₺' | '₹')
}

fn is_year(own: &str) -> bool {
    own.len() == 4 && (own.starts_with("19") || own.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::super::folded::signs;
    use super::*;

    #[track_caller]
    fn check(text: &str, id: &str, expected: &[&str]) {
        let found = places(text, &Folded::of(signs(text)), id);
        let mut found: Vec<_> = found.into_iter().map(|range| text.get(range).unwrap()).collect();
        found.dedup();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_order_number_is_found_without_its_marks() {
        for shown in ["A-10 42/7", "a10427", "A-10427", "A 10427", "10427"] {
            let text = format!("Order #{shown} is on its way");
            let found = places(&text, &Folded::of(signs(&text)), "A-10427");
            assert_eq!(text.get(found[0].clone()), Some(shown));
        }
        check("It costs 10427 € or $10427 or 10427.50; 110427 sold", "10427", &[]);
        check("10 items, order no 10", "10", &["10"]);
    }

    #[test]
    fn a_part_of_a_longer_number_hides_no_whole_one() {
        check("x12-1212", "1212", &["1212"]);
        check("order 1212121", "1212", &[]);
    }
}
