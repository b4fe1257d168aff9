//! Links in a text, as twitter-text and Mastodon see them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::domains::{self, ACCENTED, Domain};
use super::letters::Letters;
use super::pattern;

/// The longest link, in units of UTF-16.
const LONGEST: usize = 4_096;
/// The longest name of a shortened link.
const LONGEST_SHORT: usize = 40;

/// Whose links are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// Without a scheme, a link's domain is in ASCII.
    Twitter,
    /// A domain may be in any script, and a path, too.
    Mastodon,
}

/// What may follow a domain, by twitter-text's grammar: port, path, query.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    let general =
        format!(r"[a-zA-Z0-9!*';:=+,.$/%#\[\]\-\x{{2013}}_~@|&\x{{400}}-\x{{4FF}}{ACCENTED}]");
    let nested = format!(r"\((?:{general}+|{general}*\({general}+\){general}*)\)");
    let last = format!(r"(?:[+\-a-zA-Z0-9=_#/\x{{400}}-\x{{4FF}}{ACCENTED}]|{nested})");
    let path = format!(r"(?:{general}*(?:{nested}{general}*)*{last}|@{general}+/)");
    pattern(&format!(r"^(?::[0-9]+)?(?:/{path}*)?(?:{QUERY})?"))
});

const QUERY: &str = r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/]";

/// The same for Mastodon, which takes any script.
static FREE_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    let general = r"[^\s<>()?]";
    let nested = format!(r"\((?:{general}+|{general}*\({general}+\){general}*)\)");
    let last = format!(r#"(?:[^\s()?!*"'「」<>;:=,.$%\[\]~&|@]|{nested})"#);
    let path = format!(r"(?:{general}*(?:{nested}{general}*)*{last}|{general}+/)");
    pattern(&format!(r#"^(?::[0-9]+)?(?:/{path}*)?(?:\?[^\s<>]*[^\s<>()?!*"'「」;:,.])?"#))
});

static SHORTENED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?i:https?://t\.co/)([a-zA-Z0-9]+)(?:{QUERY})?")));

/// A link, in letters.
struct Link {
    start: usize,
    domain: Range<usize>,
    has_path: bool,
    end: usize,
}

impl Link {
    fn has_scheme(&self) -> bool {
        self.domain.start > self.start
    }
}

/// Reads the links of one text.
struct Reader<'a> {
    letters: Letters<'a>,
    flavour: Flavour,
    /// Up to here no domain can begin.
    barren: usize,
    found: Vec<Range<usize>>,
}

/// Where the links of `text` are, in bytes.
pub(super) fn find(text: &str, flavour: Flavour) -> Vec<Range<usize>> {
    if !text.contains('.') {
        return Vec::new();
    }
    let letters = Letters::new(text);
    let mut reader = Reader { letters, flavour, barren: 0, found: Vec::new() };
    let mut at = 0;
    while at < reader.letters.len() {
        at = match reader.link_at(at) {
            Some(link) => {
                let end = link.end;
                reader.keep(&link);
                end.max(at + 1)
            }
            None => at + 1,
        };
    }
    reader.found
}

impl Reader<'_> {
    /// The link before which the letter at `at` stands, or which the text begins with.
    fn link_at(&mut self, at: usize) -> Option<Link> {
        let precedes = self.letters.get(at).is_some_and(|letter| {
            !letter.is_ascii_alphanumeric()
                && !matches!(letter, '@' | '＠' | '$' | '#' | '＃')
                && !matches!(letter, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
        });
        let inner = if precedes { self.link(at + 1) } else { None };
        if at == 0 && (inner.is_none() || self.flavour == Flavour::Mastodon) {
            return self.link(0).or(inner);
        }
        inner
    }

    fn link(&mut self, start: usize) -> Option<Link> {
        let scheme = self.scheme(start);
        let with_scheme = scheme.and_then(|length| {
            let domain = self.domain(start + length)?;
            Some(start + length..domain)
        });
        let domain = match with_scheme {
            Some(domain) => domain,
            None => start..self.domain(start)?,
        };
        let rest = self.letters.from(domain.end);
        let tail = match self.flavour {
            Flavour::Twitter => &TAIL,
            Flavour::Mastodon => &FREE_TAIL,
        };
        let tail = tail.find(rest).map_or("", |found| found.as_str());
        let has_path = tail.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        let has_path = has_path.starts_with('/');
        let end = self.letters.at_byte(self.letters.byte(domain.end) + tail.len());
        Some(Link { start, domain, has_path, end })
    }

    /// How many letters `http://` or `https://` has, where one is.
    fn scheme(&self, start: usize) -> Option<usize> {
        ["https://", "http://"].into_iter().find_map(|scheme| {
            let there = self.letters.between(start, start + scheme.len());
            there.eq_ignore_ascii_case(scheme).then_some(scheme.len())
        })
    }

    fn domain(&mut self, start: usize) -> Option<usize> {
        if start < self.barren {
            return None;
        }
        let domain: Domain = domains::domain(&self.letters, start);
        domain.map_err(|barren| self.barren = barren.max(self.barren)).ok()
    }

    /// Keeps the links that `link` holds, if it is sound.
    fn keep(&mut self, link: &Link) {
        let text = self.letters.between(link.start, link.end);
        let name = self.letters.between(link.domain.start, link.domain.end);
        // A scheme is counted twice where there is one, as twitter-text does.
        let scheme = if link.has_scheme() { link.domain.start - link.start } else { 8 };
        let length = text.encode_utf16().count() + scheme;
        if length > LONGEST || !domains::has_sound_labels(name) {
            return;
        }
        if link.has_scheme() {
            self.keep_with_scheme(link, text);
        } else {
            self.keep_bare(link, name);
        }
    }

    fn keep_with_scheme(&mut self, link: &Link, text: &str) {
        let start = self.letters.byte(link.start);
        let mut end = start + text.len();
        if let Some(short) = SHORTENED.captures(text) {
            if short.get(1).is_some_and(|name| name.len() > LONGEST_SHORT) {
                return;
            }
            end = start + short.get(0).map_or(text.len(), |whole| whole.len());
        }
        self.found.push(start..end);
    }

    fn keep_bare(&mut self, link: &Link, name: &str) {
        let before = link.start.checked_sub(1).and_then(|before| self.letters.get(before));
        if before.is_some_and(|before| matches!(before, '-' | '_' | '.' | '/')) {
            return;
        }
        let start = self.letters.byte(link.start);
        let end = self.letters.byte(link.end);
        if self.flavour == Flavour::Mastodon {
            // In the middle of a word in any script no link begins.
            if !before.is_some_and(char::is_alphanumeric) {
                self.found.push(start..end);
            }
            return;
        }
        let mut domains = domains::plain_domains(name);
        let last = domains.pop();
        let moved = |range: Range<usize>| start + range.start..start + range.end;
        self.found.extend(domains.into_iter().map(moved));
        if let Some(last) = last.map(moved) {
            self.found.push(last.start..if link.has_path { end } else { last.end });
        }
    }
}
