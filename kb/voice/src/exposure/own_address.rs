//! This customer's postal address in a text: as a whole, or the parts that lead to a door.

use std::ops::Range;

use super::folded::{Word, words};

/// Where `address` stands: all of it, its street and number, its street, or its postal code.
pub(super) fn addresses(text: &str, address: &str) -> Vec<Range<usize>> {
    let shown = words(text);
    let whole = folded(address);
    let mut found = places(&shown, &whole);
    if !found.is_empty() && whole.len() > 1 {
        return found;
    }
    found.clear();
    for part in address.split([',', ';', '\n', '\t']) {
        let part = folded(part);
        for wanted in telling(&part) {
            let places = places(&shown, &wanted);
            let hit = !places.is_empty();
            found.extend(places);
            if hit {
                break;
            }
        }
    }
    found.sort_by_key(|range| range.start);
    merged(text, found)
}

/// What of a part of an address leads to a door, the longest first.
fn telling(part: &[String]) -> Vec<Vec<String>> {
    let has_digit = |word: &String| word.chars().any(|c| c.is_ascii_digit());
    let letters: Vec<String> = part.iter().filter(|word| !has_digit(word)).cloned().collect();
    let numbered = part.iter().any(has_digit);
    let mut wanted = Vec::new();
    if numbered {
        wanted.push(part.to_vec());
        // The number may stand on the other side of the street's name.
        let number: Vec<String> = part.iter().filter(|word| has_digit(word)).cloned().collect();
        if let [number] = number.as_slice() {
            let turned = |first: &[String], second: &[String]| [first, second].concat();
            wanted.push(turned(&letters, std::slice::from_ref(number)));
            wanted.push(turned(std::slice::from_ref(number), &letters));
        }
        // A postal code leads to a few doors: `10115`, `NW1 6XE`.
        let code: String = number.concat();
        if code.chars().count() >= 5 || (number.len() == 2 && code.len() >= 5) {
            wanted.push(number);
        }
    }
    if letters.last().is_some_and(|word| is_street(word)) {
        wanted.push(letters);
    }
    wanted.retain(|words| !words.is_empty());
    wanted
}

/// Whether a word ends the name of a street.
fn is_street(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "street",
        "road",
        "avenue",
        "lane",
        "drive",
        "boulevard",
        "court",
        "square",
        "terrace",
        "crescent",
        "close",
        "way",
        "strasse",
        "allee",
        "platz",
        "weg",
    ];
    WORDS.contains(&word)
        || ["strasse", "weg", "platz", "allee", "gasse"]
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|name| name.chars().count() > 2))
}

/// The words of an address, with street words written out.
fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| written_out(&word.text)).collect()
}

fn written_out(word: &str) -> String {
    let long = match word {
        "st" => "street",
        "str" => "strasse",
        "rd" => "road",
        "ave" | "av" => "avenue",
        "ln" => "lane",
        "dr" => "drive",
        "blvd" => "boulevard",
        "ct" => "court",
        "sq" => "square",
        "apt" => "apartment",
        "pl" => "place",
        other => match other.strip_suffix("str") {
            Some(name) if name.chars().count() > 2 => return format!("{name}strasse"),
            _ => other,
        },
    };
    long.to_owned()
}

fn places(shown: &[Word], wanted: &[String]) -> Vec<Range<usize>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let same = |(word, own): (&Word, &String)| word.text == *own || written_out(&word.text) == *own;
    let hits = shown.windows(wanted.len()).filter(|window| window.iter().zip(wanted).all(same));
    hits.filter_map(|window| Some(window.first()?.range.start..window.last()?.range.end)).collect()
}

/// Places with only blanks and commas between them are one.
fn merged(text: &str, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for place in places {
        match all.last_mut() {
            Some(last) if place.start <= last.end || is_between(text, last.end..place.start) => {
                last.end = last.end.max(place.end);
            }
            _ => all.push(place),
        }
    }
    all
}

fn is_between(text: &str, gap: Range<usize>) -> bool {
    let gap = text.get(gap).unwrap_or("x");
    gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, address: &str, expected: &[&str]) {
        let found = addresses(text, address);
        let found: Vec<_> = found.into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_address_is_found_as_a_whole_and_by_its_parts() {
        let own = "12 Harbour Street, Flat 3, Leeds LS1 4AB";
        check(
            "Sent to 12 Harbour Street, Flat 3, Leeds LS1 4AB!",
            own,
            &["12 Harbour Street, Flat 3, Leeds LS1 4AB"],
        );
        check("Sent to 12 harbour st. in Leeds", own, &["12 harbour st"]);
        check("It left for Harbour Street.", own, &["Harbour Street"]);
        check("Is LS1 4AB right?", own, &["LS1 4AB"]);
        check("Our shop in Leeds, 12 items, Harbour view", own, &[]);
    }

    #[test]
    fn german_streets_are_found_with_and_without_sharp_s() {
        let own = "Lindenstraße 7\n10115 Berlin";
        for shown in ["Lindenstraße 7", "Lindenstrasse 7", "Lindenstr. 7"] {
            check(&format!("Geht an {shown}."), own, &[shown]);
        }
        check("Geht nach 10115 Berlin, ja?", own, &["10115 Berlin"]);
        check("Geht nach Berlin.", own, &[]);
    }
}
