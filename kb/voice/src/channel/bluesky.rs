//! Links, mentions, tags and cashtags as Bluesky's own library finds them.

use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation as _;

use super::facets::{Facet, Kind};
use super::{domains, pattern};

/// The longest tag, in graphemes and in bytes.
const LONGEST_TAG: (usize, usize) = (64, 640);
/// What the grammar calls a space.
const SPACE: &str = r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";
/// What ends a tag though nobody sees it.
const UNSEEN: &str = r"\x{AD}\x{2060}\x{200A}-\x{200D}\x{20E2}";

static MENTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[{SPACE}(])(@([a-zA-Z0-9.-]+)(?-u:\b))")));

static LINK: LazyLock<Regex> = LazyLock::new(|| {
    let rest = format!("[^{SPACE}]");
    pattern(&format!(
        r"(?m)(?:^|[{SPACE}(])((?i-u:https?)://{rest}+|([a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+){rest}*)"
    ))
});

static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[{SPACE}])([#＃])([^{SPACE}{UNSEEN}]+)")));

/// What makes a tag of a row of letters: a letter that is neither digit nor punctuation.
static TELLING: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^0-9\p{P}]"));

static PUNCTUATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{P}+$"));

static CASHTAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[{SPACE}(])(\$[A-Za-z][A-Za-z0-9]{{0,4}})")));

/// Everything in `text` that becomes a link on Bluesky, in its order.
pub(super) fn facets(text: &str) -> Vec<Facet> {
    let mut found = mentions(text);
    found.extend(links(text));
    found.extend(tags(text));
    found.extend(cashtags(text));
    found.sort_by_key(|facet| facet.range.start);
    found
}

fn mentions(text: &str) -> Vec<Facet> {
    let found = MENTION.captures_iter(text).filter_map(|found| {
        let (whole, handle) = (found.get(1)?, found.get(2)?.as_str());
        let is_handle = is_domain(handle) || handle.strip_suffix(".test").is_some();
        is_handle.then(|| Facet::new(whole.range(), Kind::Mention, handle))
    });
    found.collect()
}

fn links(text: &str) -> Vec<Facet> {
    let found = LINK.captures_iter(text).filter_map(|found| {
        let whole = found.get(1)?;
        let mut address = whole.as_str();
        // What begins like a scheme is taken to have one.
        let has_scheme = address.starts_with("http");
        if !has_scheme && !found.get(2).is_some_and(|domain| is_domain(domain.as_str())) {
            return None;
        }
        address = address.strip_suffix(['.', ',', ';', ':', '!', '?']).unwrap_or(address);
        if !address.contains('(') {
            address = address.strip_suffix(')').unwrap_or(address);
        }
        let range = whole.start()..whole.start() + address.len();
        let scheme = if has_scheme { "" } else { "https://" };
        Some(Facet::new(range, Kind::Link, format!("{scheme}{address}")))
    });
    found.collect()
}

fn tags(text: &str) -> Vec<Facet> {
    let found = TAG.captures_iter(text).filter_map(|found| {
        let (sign, row) = (found.get(1)?, found.get(2)?.as_str());
        if row.starts_with('\u{FE0F}') || !TELLING.is_match(row) {
            return None;
        }
        let tag = PUNCTUATION.find(row).map_or(row, |end| row.get(..end.start()).unwrap_or(row));
        let (graphemes, bytes) = LONGEST_TAG;
        let is_short = tag.len() <= graphemes || tag.graphemes(true).count() <= graphemes;
        if tag.is_empty() || !is_short || tag.len() > bytes {
            return None;
        }
        Some(Facet::new(sign.start()..sign.end() + tag.len(), Kind::Tag, tag))
    });
    found.collect()
}

fn cashtags(text: &str) -> Vec<Facet> {
    let found = CASHTAG.captures_iter(text).filter_map(|found| {
        let tag = found.get(1)?;
        let after = text.get(tag.end()..)?.chars().next();
        let ends = after.is_none_or(|next| {
            next.is_whitespace()
                || matches!(next, '\u{FEFF}' | '\u{2019}')
                || ".,;:!?)\"'".contains(next)
        });
        ends.then(|| Facet::new(tag.range(), Kind::Cashtag, tag.as_str().to_uppercase()))
    });
    found.collect()
}

/// Whether `name` ends in a top-level domain of today.
fn is_domain(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, tld)| domains::is_current(tld))
}
