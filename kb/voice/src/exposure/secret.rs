//! Keys, tokens and passwords: by the prefixes their makers give them, or by a telling name.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Exposure, Kind};

/// Fewer bits a sign than this are a word, not a secret.
const LEAST_BITS: f64 = 2.6;

pub(super) fn find(text: &str) -> Vec<Exposure> {
    let mut found: Vec<_> = prefixed().find_iter(text).map(|found| found.range()).collect();
    found.extend(keys().find_iter(text).map(|found| found.range()));
    for pair in pairs().captures_iter(text) {
        if let Some(value) = pair.name("value")
            && is_secret(value.as_str())
        {
            found.push(value.range());
        }
    }
    let mac = addresses().find_iter(text).map(|found| found.range());
    let mac = mac.filter(|range| is_whole(text, range));
    let mac: Vec<_> = mac.map(|range| Exposure::likely(Kind::Other, range)).collect();
    let secrets = found.into_iter().map(|range| Exposure::likely(Kind::Secret, range));
    secrets.chain(mac).collect()
}

/// Secrets whose makers marked them.
fn prefixed() -> &'static Regex {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static PREFIXED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x) \b (?:
              (?:sk|rk) _ (?:live|test) _ [0-9A-Za-z]{10,}
            | whsec_ [0-9A-Za-z+/=]{16,}
            | gh[pousr] _ [0-9A-Za-z]{20,}
            | github_pat_ [0-9A-Za-z_]{20,}
            | glpat- [0-9A-Za-z_-]{16,}
            | (?:AKIA|ASIA|ABIA|ACCA) [0-9A-Z]{16}
            | xox[abeoprs] - [0-9A-Za-z-]{10,}
            | xapp- [0-9A-Za-z-]{10,}
            | AIza [0-9A-Za-z_-]{30,}
            | ya29\. [0-9A-Za-z_-]{20,}
            | sk- (?:[a-z]+-)* [0-9A-Za-z_]{20,}
            | npm_ [0-9A-Za-z]{30,}
            | pypi- [0-9A-Za-z_-]{40,}
            | SG\. [0-9A-Za-z_-]{16,} \. [0-9A-Za-z_-]{16,}
            | shp(?:at|ca|pa|ss)_ [0-9a-fA-F]{32}
            | dop_v1_ [0-9a-f]{40,}
            | hf_ [0-9A-Za-z]{30,}
            | eyJ [0-9A-Za-z_-]{8,} \. eyJ [0-9A-Za-z_-]{8,} \. [0-9A-Za-z_-]{5,}
            | https://hooks\.slack\.com/services/ [0-9A-Za-z/]{20,}
            )",
        )
        .unwrap()
    });
    &PREFIXED
}

/// Private keys in PEM; one that is not closed reaches to the end of the text.
fn keys() -> &'static Regex {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static KEYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\z)",
        )
        .unwrap()
    });
    &KEYS
}

/// A telling name, a sign and a value.
fn pairs() -> &'static Regex {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static PAIRS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?ix) (?: pass(?:word|wd|phrase|code)? | pwd | passwort | kennwort | contraseña | mot\sde\spasse
            | secret | token | api[\s_-]?key | access[\s_-]?key | client[\s_-]?secret | auth | bearer | credential )
            ["']? (?: \s* [:=]{1,2} \s* | \s+ is:? \s+ | \s ) ["'`]? (?P<value> [^\s"'`,;<>]{8,} )"#,
        )
        .unwrap()
    });
    &PAIRS
}

/// Hardware addresses of network cards.
fn addresses() -> &'static Regex {
    #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
    static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})\b",
        )
        .unwrap()
    });
    &ADDRESSES
}

/// Whether no further group stands before or after.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: Option<char>, next: Option<char>| {
        matches!(c, Some('.' | ':' | '-')) && next.is_some_and(|c| c.is_ascii_hexdigit())
    };
    let mut head = text.get(..range.start).unwrap_or_default().chars().rev();
    let mut tail = text.get(range.end..).unwrap_or_default().chars();
    !joins(head.next(), head.next()) && !joins(tail.next(), tail.next())
}

/// Whether a value reads like a secret: letters and digits in no order of a language.
fn is_secret(value: &str) -> bool {
    let value = value.trim_end_matches(['.', '!', '?', ')', ']', '}', '*']);
    let letters = value.chars().any(char::is_alphabetic);
    let digits = value.chars().any(|c| c.is_ascii_digit());
    let link = value.contains("://") || value.contains("{{") || value.starts_with("www.");
    let address = value.contains('@') && value.contains('.');
    let long = value.chars().count() >= 8;
    long && letters && digits && !link && !address && bits(value) >= LEAST_BITS
}

/// Shannon's measure: how many bits each sign carries.
fn bits(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = f64::from(counts.iter().sum::<u32>().max(1));
    let part = |count: &u32| {
        let share = f64::from(*count) / total;
        -share * libm::log2(share)
    };
    counts.iter().filter(|count| **count > 0).map(part).sum()
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
    fn secrets_with_a_known_prefix_are_found() {
        // Put together here, so that no scanner takes this file for a leak.
        for (prefix, rest) in [
            ("sk_", "live_4eC39HqLyjWDarjtT1zdp7dc"),
            ("ghp", "_16C7e42F292c6912E7710c838347Ae178B4a"),
            ("AKIA", "IOSFODNN7EXAMPLE"),
            ("xoxb", "-123456789012-abcdefGHIJKL"),
            ("eyJ", "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N"),
        ] {
            let secret = format!("{prefix}{rest}");
            check(&format!("Use {secret} for it."), &[&secret]);
        }
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----";
        check(&format!("See:\n{key}\nok"), &[key]);
    }

    #[test]
    fn a_value_after_a_telling_name_is_found_and_words_are_not() {
        check("Your password: Tr0ub4dor&3 works", &["Tr0ub4dor&3"]);
        check("api_key=9f86d081884c7d65", &["9f86d081884c7d65"]);
        for text in [
            "Reset your password: instructions follow",
            "password reset takes 24 hours",
            "token: https://example.com/a1b2c3d4",
            "Never share your password with anyone.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn hardware_addresses_are_found() {
        check("MAC 00:1B:44:11:3A:B7", &["00:1B:44:11:3A:B7"]);
    }
}
