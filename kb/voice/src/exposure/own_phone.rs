//! This customer's phone number in a text, with or without country and trunk prefix.

use std::ops::Range;

use memchr::memmem;

use super::folded::{digit, is_hidden};
use super::phone::with_extension;
use super::steps;

/// The fewest digits of a number that is looked for.
const LEAST: usize = 5;
/// The most signs between two digits of a number.
const GAP: usize = 3;
/// The most digits before the number itself: `00`, a country's code and a nought.
const PREFIX: usize = 6;
/// The fewest digits before an extension in a record.
const BEFORE_EXTENSION: usize = 7;

/// The digits of a text, one byte each, with a blank where a run of them ends.
#[derive(Debug, Default)]
pub(super) struct Digits {
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
}

impl Digits {
    pub(super) fn of(text: &str) -> Self {
        steps::count(text.len());
        let mut all = Self::default();
        let mut gap = 0;
        for (at, c) in text.char_indices() {
            if let Some(digit) = digit(c) {
                if gap > GAP && !all.bytes.is_empty() {
                    all.push(' ', at..at);
                }
                all.push(digit, at..at + c.len_utf8());
                gap = 0;
            } else {
                gap += if is_between(c) { 1 } else { GAP + 1 };
            }
        }
        all
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        self.bytes.push(u8::try_from(c).unwrap_or(b' '));
        self.places.push(place);
    }

    /// Whether the digit at `at` directly follows another.
    fn follows(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|last| self.places.get(last)).map(|place| place.end);
        end.is_some()
            && end == self.places.get(at).map(|place| place.start)
            && self.is_digit(at)
            && self.is_digit(at - 1)
    }

    fn is_digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }
}

/// What may stand between the digits of a number.
fn is_between(c: char) -> bool {
    c.is_whitespace() || is_hidden(c) || "()[].-/–‐‑—―−_·•∙．／－（）\\*".contains(c)
}

/// A number as a record holds it.
#[derive(Debug, PartialEq, Eq)]
struct Own {
    /// Its digits without country and trunk prefix.
    national: String,
    /// Its country's code, where that is known.
    country: Option<String>,
    /// Whether the country gives out such numbers.
    valid: bool,
}

/// Where the phone number `number` stands.
pub(super) fn places(text: &str, digits: &Digits, number: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for own in readings(number).iter().filter(|own| own.national.len() >= LEAST) {
        for at in memmem::find_iter(&digits.bytes, &own.national) {
            let end = at + own.national.len();
            let start = start_with_prefix(text, digits, at, own);
            if let Some(start) = start.filter(|_| !digits.follows(end))
                && let Some(last) = digits.places.get(end - 1)
            {
                found.push(with_extension(text, opened(text, start..last.end)));
            }
        }
    }
    found
}

/// Where the number begins when country and trunk prefix count; `None` when other digits stand
/// right before it.
fn start_with_prefix(text: &str, digits: &Digits, at: usize, own: &Own) -> Option<usize> {
    let fits = |length: usize| {
        let first = at.checked_sub(length)?;
        let prefix = digits.bytes.get(first..at)?;
        let head = text.get(..digits.places.get(first)?.start)?;
        let bare = head.trim_end_matches('(');
        let signed = bare.ends_with(['+', '＋']);
        let told = signed || digits.follows(at);
        let right = !digits.follows(first)
            && (is_prefix(prefix, own) || (told && is_some_prefix(prefix, own)));
        let start = if signed { bare.trim_end_matches(['+', '＋']).len() } else { head.len() };
        right.then_some(start)
    };
    (0..=PREFIX).rev().find_map(fits)
}

/// `range` with the bracket before it that is closed inside.
fn opened(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let closes = part.matches(')').count() > part.matches('(').count();
    let open = closes && text.get(..range.start).is_some_and(|head| head.ends_with('('));
    range.start - usize::from(open)..range.end
}

/// The code of a country in a prefix, such as the `49` of `00490`, with its noughts.
fn code(prefix: &[u8]) -> Option<(bool, &str)> {
    let prefix = str::from_utf8(prefix).ok().filter(|prefix| !prefix.contains(' '))?;
    let abroad = prefix.strip_prefix("00").or_else(|| prefix.strip_prefix("011"));
    Some((abroad.is_some(), abroad.unwrap_or(prefix)))
}

/// Whether digits are a prefix of this number: `0`, `49`, `0049`, `490`, `00490`.
fn is_prefix(prefix: &[u8], own: &Own) -> bool {
    let Some((abroad, code)) = code(prefix) else { return false };
    let bare = code.strip_suffix('0').unwrap_or(code);
    let same = own.country.as_deref().is_some_and(|country| bare == country || code == country);
    bare.is_empty() || same || (abroad && is_some_prefix(prefix, own))
}

/// Whether digits may be the prefix of any country, where that of the number is not known.
fn is_some_prefix(prefix: &[u8], own: &Own) -> bool {
    let Some((_, code)) = code(prefix) else { return false };
    let bare = code.strip_suffix('0').unwrap_or(code);
    own.country.is_none() && (1..=3).contains(&bare.len()) && !bare.starts_with('0')
}

/// What a number of a record may mean.
fn readings(number: &str) -> Vec<Own> {
    let number = without_extension(number);
    let digits: String = number.chars().filter_map(digit).collect();
    let signed = number.contains(['+', '＋']);
    let full = if signed { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    if let Some(own) = full.and_then(with_country) {
        return vec![own];
    }
    let bare = digits.trim_start_matches('0');
    let mut all = vec![Own { national: bare.to_owned(), country: None, valid: true }];
    // Without a sign it is read with a country's code only where that makes a valid number.
    let abroad = digits.strip_prefix("011").or(Some(bare).filter(|bare| *bare == digits));
    let long = abroad.filter(|abroad| abroad.len() >= 10);
    all.extend(long.and_then(with_country).filter(|own| own.valid));
    all
}

fn with_country(digits: &str) -> Option<Own> {
    let parsed = phonenumber::parse(None, format!("+{}", digits.trim_start_matches('0'))).ok()?;
    Some(Own {
        national: parsed.national().value().to_string(),
        country: Some(parsed.code().value().to_string()),
        valid: parsed.is_valid(),
    })
}

/// A number as a record holds it, without an extension after it and the nought in brackets.
fn without_extension(number: &str) -> String {
    let number = number.replace("(0)", "");
    let mut digits = 0;
    let end = number.char_indices().find(|(_, c)| {
        digits += usize::from(digit(*c).is_some());
        digits >= BEFORE_EXTENSION && (c.is_alphabetic() || matches!(c, '#' | ';' | ','))
    });
    let end = end.map_or(number.len(), |(at, _)| at);
    number.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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
                let found = places(&text, &Digits::of(&text), own);
                assert_eq!(found.len(), 1, "{own} in {text}");
                let part = text.get(found[0].clone()).unwrap();
                assert_eq!(part, shown);
            }
        }
        let text = "from 2019 to 2024, 990151 23456789, 0151 234567890";
        assert!(places(text, &Digits::of(text), "+49 151 23456789").is_empty());
    }

    #[test]
    fn a_record_is_read_with_its_country_where_it_has_one() {
        let read = |number: &str| -> Vec<String> {
            readings(number).into_iter().map(|own| own.national).collect()
        };
        assert_eq!(read("+49 (0)170 1234567 ext. 9"), ["1701234567"]);
        assert_eq!(read("491701234567"), ["491701234567", "1701234567"]);
        assert_eq!(read("0170 1234567"), ["1701234567"]);
    }
}
