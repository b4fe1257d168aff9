//! Internet addresses of version 4 and 6, with port, zone or length of the network.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::folded::{after, touches_after, touches_before};
use super::reference::word_before;
use super::steps;
use super::{Exposure, Kind};

/// What the whole text says of the addresses in it.
struct Told {
    /// Versions are spoken of.
    versions: bool,
    /// Nothing else stands in it but `::`.
    only: bool,
}

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let mut found = Vec::new();
    let told = Told { versions: tells_versions(text), only: text.trim() == "::" };
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let part = c.is_ascii_hexdigit() || matches!(c, '.' | ':');
        match (start, part) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.extend(read(text, from..at, &told));
                start = None;
            }
            _ => {}
        }
    }
    found.into_iter().map(|range| Exposure::likely(Kind::Ip, range)).collect()
}

/// The addresses in a run of hexadecimal digits, dots and colons.
fn read(text: &str, run: Range<usize>, told: &Told) -> Vec<Range<usize>> {
    let Some(candidate) = text.get(run.clone()) else { return Vec::new() };
    steps::count(candidate.len());
    if candidate.matches(':').count() < 2 && candidate.matches('.').count() < 3 {
        return Vec::new();
    }
    let trimmed = candidate.trim_end_matches('.');
    let trimmed = match trimmed.strip_suffix(':') {
        Some(rest) if !rest.ends_with(':') => rest,
        _ => trimmed,
    };
    let trimmed = trimmed.trim_end_matches('.');
    let range = run.start..run.start + trimmed.len();
    let alone = !touches_before(text, run.start) && !touches_after(text, run.end);
    if alone && is_six(text, trimmed, &range, told) {
        return vec![with_length(text, range, 128)];
    }
    fours(text, trimmed, range.start, told)
}

fn is_six(text: &str, candidate: &str, range: &Range<usize>, told: &Told) -> bool {
    if candidate.parse::<Ipv6Addr>().is_err() {
        return false;
    }
    if candidate == "::" {
        // A mark of decoration as well: it needs a reason to be an address.
        let length = after(text, range.end) == Some('/');
        let words = ["ip", "ipv", "address", "unspecified", "default", "any", "host", "bind"];
        return length || told.only || words.contains(&word_before(text, range.start).as_str());
    }
    candidate.starts_with(':')
        || candidate.matches(':').count() > 2
        || candidate.bytes().any(|byte| byte.is_ascii_digit())
}

/// The addresses of version 4 that stand between the colons of a run.
fn fours(text: &str, candidate: &str, start: usize, told: &Told) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = start;
    for (nth, piece) in candidate.split(':').enumerate() {
        let inner = piece.trim_matches('.');
        let from = at + (piece.len() - piece.trim_start_matches('.').len());
        let range = from..from + inner.len();
        at += piece.len() + 1;
        let beside = (nth == 0 && touches_before(text, start)) || touches_after(text, range.end);
        let read = inner.parse::<Ipv4Addr>();
        if read.is_ok_and(|address| !is_version(text, from, address, told)) && !beside {
            found.push(with_length(text, range, 32));
        }
    }
    found
}

/// Words that say that a version follows.
const VERSIONS: [&str; 15] = [
    "version", "versions", "v", "ver", "build", "release", "firmware", "ios", "android", "macos",
    "update", "software", "versión", "chapter", "step",
];

/// Whether the text speaks of versions anywhere.
fn tells_versions(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut said = lower.split(|c: char| !c.is_alphabetic());
    said.any(|word| word.len() > 2 && VERSIONS.contains(&word))
}

/// Whether the text says that this is a version: right before it, or of small numbers like this
/// anywhere.
fn is_version(text: &str, at: usize, address: Ipv4Addr, told: &Told) -> bool {
    let small = address.octets().iter().all(|part| *part < 32);
    (small && told.versions) || VERSIONS.contains(&word_before(text, at).as_str())
}

/// `range` with the zone and the length of the network that may follow it.
fn with_length(text: &str, mut range: Range<usize>, most: u8) -> Range<usize> {
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    if most == 128
        && let Some(zone) = rest(range.end).strip_prefix('%')
    {
        let length = zone.bytes().take_while(u8::is_ascii_alphanumeric).count();
        range.end += if length > 0 { length + 1 } else { 0 };
    }
    if let Some(bits) = rest(range.end).strip_prefix('/') {
        let length = bits.bytes().take_while(u8::is_ascii_digit).count();
        let number: Option<u8> = bits.get(..length).and_then(|bits| bits.parse().ok());
        range.end += if number.is_some_and(|number| number <= most) { length + 1 } else { 0 };
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            find(text).into_iter().map(|one| text.get(one.range).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_of_both_versions_are_found_with_what_belongs_to_them() {
        check("It is 203.0.113.7.", &["203.0.113.7"]);
        check("203.0.113.7:8080, 10.0.0.0/8", &["203.0.113.7", "10.0.0.0/8"]);
        check("fe80::1%eth0 and [2001:DB8::5]:443", &["fe80::1%eth0", "2001:DB8::5"]);
        check("IP: 2001:db8::7:", &["2001:db8::7"]);
        check("::1 and ::ffff:192.0.2.1", &["::1", "::ffff:192.0.2.1"]);
    }

    #[test]
    fn versions_times_and_names_in_programs_are_no_addresses() {
        for text in [
            "version 4.2.1.0",
            "v10.4.2.1",
            "at 10:30:45",
            "std::fmt",
            "256.1.1.1",
            "1.2.3",
            "deal :: now",
            "01.02.03.04.05",
            "face::b",
            "a:b:c",
        ] {
            check(text, &[]);
        }
    }
}
