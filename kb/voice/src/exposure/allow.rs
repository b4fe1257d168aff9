//! What is the company's own: its addresses, lines and names may stand in public.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::folded::{Folded, run, signs};
use super::{Exposure, Kind, written};

/// The longest name of a domain.
const LONGEST_DOMAIN: usize = 253;
/// The digits at the end of a number that never differ, and how many may stand before them.
const LAST: usize = 7;
const LEAD: usize = 4;

/// A list of what may be said in public.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allow {
    /// Domains in lower case; what lies under them counts too.
    domains: BTreeSet<String>,
    /// Literals, folded.
    literals: BTreeSet<String>,
    /// Literals that are numbers without the noughts before them, by their last digits.
    numbers: BTreeMap<String, Vec<String>>,
}

impl Allow {
    /// Reads a list: a literal or an `@domain` a line. Blank lines and lines that begin with `# `
    /// are passed over.
    pub fn parse(list: &str) -> Self {
        let mut allow = Self::default();
        for line in list.lines().map(|line| line.trim().trim_start_matches('\u{feff}')) {
            if line == "#" || line.starts_with("# ") {
                continue;
            }
            match line.strip_prefix('@') {
                // `@shop` is a handle, `@shop.example` a domain.
                Some(domain) if domain.contains('.') => {
                    allow.domains.insert(domain.to_lowercase());
                }
                _ => allow.add(run(line)),
            }
        }
        allow
    }

    fn add(&mut self, literal: String) {
        if let Some((last, number)) = number(&literal) {
            self.numbers.entry(last).or_default().push(number);
        }
        if !literal.is_empty() {
            self.literals.insert(literal);
        }
    }

    /// Whether a literal of the list says the very same.
    pub(super) fn names_exactly(&self, text: &str, one: &Exposure) -> bool {
        self.literals.contains(&run(text.get(one.range.clone()).unwrap_or_default()))
    }

    /// Whether the list names what was found: by its domain, or as a literal.
    pub(super) fn covers(&self, text: &str, one: &Exposure) -> bool {
        let shown = text.get(one.range.clone()).unwrap_or_default();
        match one.kind {
            Kind::Email => {
                let plain = written::plainly(shown);
                self.has_domain(&plain) || self.literals.contains(&run(&plain))
            }
            Kind::Phone => {
                let folded = run(shown);
                self.literals.contains(&folded) || self.has_number(&folded)
            }
            _ => self.literals.contains(&run(shown)),
        }
    }

    /// Where literals of the list stand in `text`.
    pub(super) fn places(&self, text: &str) -> Places {
        let Ok(finder) = AhoCorasick::new(&self.literals) else { return Places::default() };
        if self.literals.is_empty() {
            return Places::default();
        }
        let folded = Folded::of(signs(text));
        let mut spans: Vec<_> = finder
            .find_overlapping_iter(folded.run())
            .map(|hit| (folded.nth(hit.start()), folded.nth(hit.end())))
            .collect();
        spans.sort_unstable();
        let mut reach = 0;
        for (_, end) in &mut spans {
            reach = reach.max(*end);
            *end = reach;
        }
        Places { folded, spans }
    }

    fn has_domain(&self, email: &str) -> bool {
        let Some((_, domain)) = email.rsplit_once('@') else { return false };
        let domain = domain.to_lowercase();
        if domain.len() > LONGEST_DOMAIN {
            return false;
        }
        let under = domain.match_indices('.').filter_map(|(at, _)| domain.get(at + 1..));
        std::iter::once(domain.as_str()).chain(under).any(|name| self.domains.contains(name))
    }

    /// Whether a literal and what was found differ only by how they begin: country, trunk prefix.
    fn has_number(&self, folded: &str) -> bool {
        // An extension is another's line of the same number.
        let end = folded.char_indices().find(|(at, c)| *at > LAST && c.is_alphabetic());
        let bare = folded.get(..end.map_or(folded.len(), |(at, _)| at)).unwrap_or_default();
        let Some((last, shown)) = number(bare) else { return false };
        self.numbers.get(&last).is_some_and(|all| {
            all.iter().any(|own| {
                let near = own.len().abs_diff(shown.len()) <= LEAD;
                near && (own.ends_with(&shown) || shown.ends_with(own.as_str()))
            })
        })
    }
}

/// The last digits of a number, and all of it without the noughts it begins with.
fn number(folded: &str) -> Option<(String, String)> {
    let all = folded.bytes().all(|byte| byte.is_ascii_digit());
    let bare = folded.trim_start_matches('0');
    let last = bare.len().checked_sub(LAST).and_then(|at| bare.get(at..));
    last.filter(|_| all).map(|last| (last.to_owned(), bare.to_owned()))
}

/// The places of literals in a text, for many questions.
#[derive(Debug, Default)]
pub(super) struct Places {
    folded: Folded,
    /// Where literals begin, and how far any that begins up to there reaches; counted in signs.
    spans: Vec<(usize, usize)>,
}

impl Places {
    /// Whether `range` is part of a literal.
    pub(super) fn hold(&self, range: &Range<usize>) -> bool {
        let signs = &self.folded.signs;
        let first = signs.partition_point(|sign| sign.end <= range.start);
        let end = signs.partition_point(|sign| sign.start < range.end);
        let count = self.spans.partition_point(|(start, _)| *start <= first);
        self.spans.get(..count).and_then(<[_]>::last).is_some_and(|(_, reach)| end <= *reach)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Known, REGIONS, Record, find};
    use super::*;

    #[track_caller]
    fn check(text: &str, list: &str, expected: &[&str]) {
        let allow = Allow::parse(list);
        let known = Known { record: &Record::default(), allow: &allow, regions: &REGIONS };
        let found = find(text, known);
        let found: Vec<_> = found.into_iter().map(|one| text.get(one.range).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_companys_own_is_not_reported() {
        let list = "# our own\n@shop.example\n+44 20 7946 0958\npress@partner.example\n203.0.113.9";
        check("help@shop.example, a@mail.shop.example", list, &[]);
        check("HELP@Shop.Example, a (at) mail.shop [dot] example", list, &[]);
        check("Call 020 7946 0958 or +442079460958", list, &[]);
        check("Call +44 20 7946 0958 ext. 12 or (020) 7946-0958", list, &[]);
        check("PRESS@partner.example, press (at) partner.example from 203.0.113.9", list, &[]);
        check(
            "a@othershop.example, b@partner.example, c@shop.example.org",
            list,
            &["a@othershop.example", "b@partner.example", "c@shop.example.org"],
        );
        check("020 7946 0959, 203.0.113.99", list, &["020 7946 0959", "203.0.113.99"]);
    }

    #[test]
    fn a_handle_in_the_list_is_no_domain() {
        check("a@shop.example", "@shop", &["a@shop.example"]);
    }

    #[test]
    fn what_stands_inside_of_a_literal_is_covered() {
        let list = "https://track.shop.example/+44 7700 900123/help\n44 77";
        check("See https://track.shop.example/+44 7700 900123/help!", list, &[]);
        check("See +44 7700 900123!", list, &["+44 7700 900123"]);
    }
}
