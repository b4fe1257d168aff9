//! What is the company's own: its addresses, lines and names may stand in public.

use super::folded::{run, signs};
use super::{Exposure, Kind};

/// A list of what may be said in public.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allow {
    /// Domains in lower case; what lies under them counts too.
    domains: Vec<String>,
    /// Literals, folded.
    literals: Vec<String>,
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
                Some(domain) if domain.contains('.') => allow.domains.push(domain.to_lowercase()),
                _ => allow.literals.extend(Some(run(line)).filter(|line| !line.is_empty())),
            }
        }
        allow
    }

    /// Whether a literal of the list says the very same.
    pub(super) fn names_exactly(&self, text: &str, one: &Exposure) -> bool {
        let shown = run(text.get(one.range.clone()).unwrap_or_default());
        self.literals.contains(&shown)
    }

    /// Whether the list covers what was found: by its domain, as a literal, or inside of one.
    pub(super) fn covers(&self, text: &str, one: &Exposure) -> bool {
        let shown = text.get(one.range.clone()).unwrap_or_default();
        if one.kind == Kind::Email && self.has_domain(shown) {
            return true;
        }
        let folded = run(shown);
        let is_same = |literal: &String| {
            let digits = matches!(one.kind, Kind::Phone | Kind::Iban);
            *literal == folded || (digits && same_number(literal, &folded))
        };
        self.literals.iter().any(is_same) || self.is_inside(text, one)
    }

    fn has_domain(&self, email: &str) -> bool {
        let Some((_, domain)) = email.rsplit_once('@') else { return false };
        let domain = domain.to_lowercase();
        self.domains.iter().any(|own| {
            domain
                .strip_suffix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// Whether what was found is part of a literal that stands in the text.
    fn is_inside(&self, text: &str, one: &Exposure) -> bool {
        let signs = signs(text);
        let before = signs.iter().filter(|sign| sign.end <= one.range.start).count();
        let through = signs.iter().filter(|sign| sign.start < one.range.end).count();
        let folded: String = signs.iter().map(|sign| sign.char).collect();
        let place = |at: usize| folded.char_indices().nth(at).map_or(folded.len(), |(at, _)| at);
        let (start, end) = (place(before), place(through));
        self.literals.iter().any(|literal| {
            folded
                .match_indices(literal.as_str())
                .any(|(at, found)| at <= start && end <= at + found.len())
        })
    }
}

/// Whether two numbers differ only by how they begin: country, trunk prefix.
fn same_number(one: &str, two: &str) -> bool {
    let digits = |text: &str| -> Option<String> {
        let all = text.chars().all(|c| c.is_ascii_digit());
        all.then(|| text.trim_start_matches('0').to_owned())
    };
    let (Some(one), Some(two)) = (digits(one), digits(two)) else { return false };
    let (long, short) = if one.len() < two.len() { (two, one) } else { (one, two) };
    short.len() >= 7 && long.len() - short.len() <= 4 && long.ends_with(&short)
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
        check("Call 020 7946 0958 or +442079460958", list, &[]);
        check("PRESS@partner.example from 203.0.113.9", list, &[]);
        check(
            "a@othershop.example, b@partner.example",
            list,
            &["a@othershop.example", "b@partner.example"],
        );
    }
}
