//! This customer's numbers in a text: phone and order numbers, however they are grouped.

use std::ops::Range;

use super::folded::{Sign, after, before, is_reference, run, signs};

/// Where the phone number `number` stands, with or without country and trunk prefix.
pub(super) fn phone(text: &str, number: &str) -> Vec<Range<usize>> {
    let own = national(number);
    if own.len() < 5 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for range in digit_runs(text) {
        let shown: Vec<(usize, char)> = text
            .get(range.clone())
            .unwrap_or_default()
            .char_indices()
            .filter(|(_, c)| c.is_ascii_digit())
            .collect();
        let digits: String = shown.iter().map(|(_, c)| c).collect();
        for (at, _) in digits.match_indices(&own) {
            let start = shown.get(at).map_or(0, |(place, _)| *place);
            let end = shown.get(at + own.len() - 1).map_or(start, |(place, _)| place + 1);
            let start = prefix_start(text, &range, (start, at));
            found.push(start..range.start + end);
        }
    }
    found
}

/// Where the number begins when country and trunk prefix before it count.
fn prefix_start(text: &str, run: &Range<usize>, (start, at): (usize, usize)) -> usize {
    // At most a country code with its two noughts.
    if at > 5 {
        return run.start + start;
    }
    let head = text.get(..run.start).unwrap_or_default();
    run.start - (head.len() - head.trim_end_matches(['+', '(']).len())
}

/// The digits of a number without country and trunk prefix.
fn national(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let international = number.trim_start().starts_with('+') || digits.starts_with("00");
    let full = format!("+{}", digits.trim_start_matches('0'));
    if international && let Ok(parsed) = phonenumber::parse(None, full) {
        return parsed.national().value().to_string();
    }
    digits.trim_start_matches('0').to_owned()
}

/// Runs of digits with what may stand between the digits of a phone number.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let between = |c: char| c.is_whitespace() || "()[].-/–‐‑_\u{200b}".contains(c);
        match runs.last_mut() {
            Some(run) => {
                let gap = text.get(run.end..at).unwrap_or_default();
                if gap.chars().count() <= 3 && gap.chars().all(between) {
                    run.end = at + c.len_utf8();
                } else {
                    runs.push(at..at + c.len_utf8());
                }
            }
            None => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

/// Where the identifier `id` stands, without regard to case, blanks, dashes and the sign before it.
/// Its digits alone count as well when they are many.
pub(super) fn identifier(text: &str, id: &str) -> Vec<Range<usize>> {
    let own = run(id);
    let mut found = sequence(text, &own);
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    if found.is_empty() && digits.len() >= 5 && digits != own && own.ends_with(&digits) {
        found = sequence(text, &digits);
    }
    found
}

/// Where the letters and digits of `own` stand one after the other.
fn sequence(text: &str, own: &str) -> Vec<Range<usize>> {
    let own: Vec<char> = own.chars().collect();
    let signs = signs(text);
    let mut found = Vec::new();
    if own.is_empty() {
        return found;
    }
    for window in signs.windows(own.len()) {
        let same = window.iter().zip(&own).all(|(sign, c)| sign.char == *c);
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        let range = first.start..last.end;
        if same && is_one(text, window, &own) && is_apart(text, &range, &own) {
            found.push(range);
        }
    }
    found
}

/// Whether only what groups a number stands between its signs.
fn is_one(text: &str, window: &[Sign], own: &[char]) -> bool {
    let short = own.len() < 6 && own.iter().all(char::is_ascii_digit);
    window.windows(2).all(|pair| {
        let [one, two] = pair else { return true };
        let gap = text.get(one.end..two.start).unwrap_or_default();
        let joint = |c: char| {
            matches!(c, '-' | '_' | '–' | '‐' | '‑' | '\u{200b}' | '\\' | '*')
                || (!short
                    && (c.is_whitespace() && c != '\n' || matches!(c, '.' | '/' | '#' | ':')))
        };
        gap.chars().count() <= 3 && gap.chars().all(joint)
    })
}

/// Whether the number does not go on before or after, and is no price.
fn is_apart(text: &str, range: &Range<usize>, own: &[char]) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_word(before(text, range.start)) || is_word(after(text, range.end)) {
        return false;
    }
    let all_digits = own.iter().all(char::is_ascii_digit);
    if !all_digits {
        return own.len() > 2 || is_reference(text, range.start);
    }
    let decimal = matches!(after(text, range.end), Some('.' | ',' | ':'))
        && after(text, range.end + 1).is_some_and(|c| c.is_ascii_digit());
    let fraction = matches!(before(text, range.start), Some('.' | ',' | ':' | '$' | '€' | '£'));
    let tail = text.get(range.end..).unwrap_or_default().trim_start();
    let amount = tail.starts_with(['€', '%', '$', '£']);
    !decimal && !fraction && !amount && (own.len() >= 4 || is_reference(text, range.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: Vec<Range<usize>>, text: &str, expected: &[&str]) {
        let found: Vec<_> = found.into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_customers_phone_is_found_in_every_way_of_writing() {
        for shown in [
            "+49 151 23456789",
            "0151 23456789",
            "0049-151-23456789",
            "(0151) 2345 6789",
            "0151/23.45.67.89",
            "151 2345 6789",
            "+49 (0)151 23456789",
        ] {
            for own in ["+49 151 23456789", "0151-23456789", "004915123456789"] {
                let text = format!("Shall we ring {shown} today?");
                let found = phone(&text, own);
                assert_eq!(found.len(), 1, "{own} in {text}");
                let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
                assert!(digits(text.get(found[0].clone()).unwrap()).ends_with("15123456789"));
            }
        }
        check(phone("from 2019 to 2024", "+49 151 23456789"), "", &[]);
    }

    #[test]
    fn an_order_number_is_found_without_its_marks() {
        for shown in ["#A-10 42/7", "a10427", "A-10427", "A 10427", "10427"] {
            let text = format!("Order {shown} is on its way");
            assert_eq!(identifier(&text, "A-10427").len(), 1, "{text}");
        }
        let text = "It costs 10427 € or $10427 or 10427.50; 110427 sold";
        check(identifier(text, "10427"), text, &[]);
        let text = "10 items, order no 10";
        check(identifier(text, "10"), text, &["10"]);
    }
}
