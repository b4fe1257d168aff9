//! This customer's postal address in a text: as a whole, its door and street for certain, its
//! postal code perhaps.

use std::ops::Range;

use memchr::memmem;

use super::address_parts::{Parts, is_common, parts, written_out};
use super::folded::{Folded, Word, after, before, is_word, words};
use super::own_number::sequence;
use super::reference::is_reference;
use super::steps;

/// The words of a text, street words written out, in which addresses are looked for.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<Word>,
    /// The words in a row, a blank before and after each.
    run: String,
    /// Where each word begins in the run.
    starts: Vec<usize>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let words = words(text);
        let (mut run, mut starts) = (String::from(" "), Vec::with_capacity(words.len()));
        for word in &words {
            starts.push(run.len());
            run.push_str(&written_out(&word.text));
            run.push(' ');
        }
        Self { all: words, run, starts }
    }

    /// Where these words stand one after the other.
    fn find(&self, text: &str, wanted: &[String]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if wanted.is_empty() {
            return found;
        }
        let wanted = format!(" {} ", wanted.join(" "));
        let finder = memmem::Finder::new(&wanted);
        let mut from = 0;
        while let Some(at) = finder.find(self.run.as_bytes().get(from..).unwrap_or_default()) {
            let (start, end) = (from + at, from + at + wanted.len());
            steps::count(at + wanted.len());
            // The blank at the end may begin the next one.
            from = end - 1;
            let first = self.starts.partition_point(|word| *word <= start);
            let last = self.starts.partition_point(|word| *word < end - 1).saturating_sub(1);
            let (Some(first), Some(last)) = (self.all.get(first), self.all.get(last)) else {
                continue;
            };
            let range = first.range.start..last.range.end;
            let near = text.get(range.clone()).is_some_and(|shown| !shown.contains("\n\n"));
            found.extend(Some(range).filter(|_| near));
        }
        found
    }
}

/// Where an address is, and whether it is certain.
type Found = (Range<usize>, bool);

/// Where `address` stands: all of it, its street and number, its street, or its postal code.
pub(super) fn places(text: &str, all: &Words, signs: &Folded, address: &str) -> Vec<Found> {
    let whole: Vec<String> = words(address).iter().map(|word| written_out(&word.text)).collect();
    let mut found: Vec<Found> = Vec::new();
    let mut add = |ranges: Vec<Range<usize>>, certain: bool| {
        found.extend(ranges.into_iter().map(|range| (range, certain)));
    };
    let lines: Vec<Parts> = address.split([',', ';', '\n', '\t', '|']).map(parts).collect();
    if whole.len() > 1 {
        let leads = lines.iter().any(|line| !line.doors.is_empty() || !line.streets.is_empty());
        add(all.find(text, &whole), leads);
    }
    for Parts { doors, streets, codes } in lines {
        for door in &doors {
            add(all.find(text, door), true);
        }
        for street in &streets {
            for range in all.find(text, street) {
                let shown = text.get(range.clone()).unwrap_or_default();
                let named = shown.chars().any(char::is_uppercase);
                add(vec![range], named && !is_common(street));
            }
        }
        for code in &codes {
            let places = sequence(text, signs, code).into_iter();
            add(places.filter(|range| is_code(text, range)).collect(), false);
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    merged(text, found)
}

/// Whether a number may be a postal code here: no order, price or decimal.
fn is_code(text: &str, range: &Range<usize>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joint = |c: Option<char>| matches!(c, Some('.' | ',' | ':' | '-' | '/' | '+'));
    let cut = (joint(after(text, range.end)) && digit(after(text, range.end + 1)))
        || (joint(before(text, range.start)) && digit(before(text, range.start - 1)));
    !cut && !is_reference(text, range.start)
}

/// Places with only blanks and commas between them are one.
fn merged(text: &str, places: Vec<Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (place, certain) in places {
        match all.last_mut() {
            Some((last, sure))
                if place.start <= last.end || is_between(text, last.end..place.start) =>
            {
                last.end = last.end.max(place.end);
                *sure |= certain;
            }
            _ => all.push((place, certain)),
        }
    }
    all
}

fn is_between(text: &str, gap: Range<usize>) -> bool {
    let gap = text.get(gap).unwrap_or("x");
    let near = |c: char| !is_word(c) && (c.is_whitespace() || matches!(c, ',' | ';'));
    gap.chars().take(9).count() < 9 && gap.chars().all(near)
}

#[cfg(test)]
mod tests {
    use super::super::folded::signs;
    use super::*;

    #[track_caller]
    fn check(text: &str, address: &str, expected: &[(&str, bool)]) {
        let found = places(text, &Words::of(text), &Folded::of(signs(text)), address);
        let found: Vec<_> =
            found.into_iter().map(|(range, sure)| (text.get(range).unwrap(), sure)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_address_is_found_as_a_whole_and_by_its_parts() {
        let own = "12 Harbour Street, Flat 3, Leeds LS1 4AB";
        check(
            "Sent to 12 Harbour Street, Flat 3, Leeds LS1 4AB!",
            own,
            &[("12 Harbour Street, Flat 3, Leeds LS1 4AB", true)],
        );
        check("Sent to 12 harbour st. in Leeds", own, &[("12 harbour st", true)]);
        check("It left for Harbour Street.", own, &[("Harbour Street", true)]);
        check("Is LS1 4AB right?", own, &[("LS1 4AB", false)]);
        check("Our shop in Leeds, 12 items, Harbour view", own, &[]);
    }

    #[test]
    fn german_streets_are_found_with_and_without_sharp_s() {
        let own = "Lindenstraße 7\n10115 Berlin";
        for shown in ["Lindenstraße 7", "Lindenstrasse 7", "Lindenstr. 7"] {
            check(&format!("Geht an {shown}."), own, &[(shown, true)]);
        }
        check("Geht nach 10115 Berlin, ja?", own, &[("10115", false)]);
        check("Geht nach Berlin.", own, &[]);
    }
}
