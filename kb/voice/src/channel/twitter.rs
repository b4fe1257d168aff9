//! Links, mentions, tags and cashtags as twitter-text finds them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::domains::{is_accented, is_space};
use super::facets::{Facet, Kind};
use super::pattern;
use super::urls::{self, Flavour};

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.-])(?:[rR][tT]):?)([@＠]([a-zA-Z0-9_]{1,20}(/[a-zA-Z][a-zA-Z0-9_-]{0,24})?))",
    )
});

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let marks = r"_\x{200C}\x{200D}\x{A67E}\x{5BE}\x{5F3}\x{5F4}\x{FF5E}\x{301C}\x{309B}\x{309C}\x{30A0}\x{30FB}\x{3003}\x{F0B}\x{F0C}\x{B7}";
    let any = format!(r"[\p{{L}}\p{{M}}\p{{Nd}}{marks}]");
    let alpha = r"[\p{L}\p{M}]";
    // A number sign with one of these after it is an emoji.
    let first = r"--[\x{FE0F}\x{20E3}]]";
    pattern(&format!(
        r"(?:^|[\x{{FE0E}}\x{{FE0F}}]|[^\p{{L}}\p{{M}}\p{{Nd}}{marks}&])([#＃]((?:[{any}{first}{any}*{alpha}|[{alpha}{first}){any}*))"
    ))
});

static REPLY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s\x{180E}]*[@＠]([a-zA-Z0-9_]{1,20})"));

/// Everything in `text` that becomes a link on X, in its order; no two overlap.
pub(super) fn facets(text: &str) -> Vec<Facet> {
    let mut found = links(text);
    found.extend(mentions(text));
    found.extend(tags(text));
    found.extend(cashtags(text));
    super::facets::without_overlaps(found)
}

/// The links, those without a scheme included.
pub(super) fn links(text: &str) -> Vec<Facet> {
    let ranges = urls::find(text, Flavour::Twitter).into_iter();
    ranges.filter_map(|range| Facet::of(text, range, Kind::Link)).collect()
}

/// The mentions; a list is one too, with its name after a slash.
pub(super) fn mentions(text: &str) -> Vec<Facet> {
    let found = MENTION.captures_iter(text).filter_map(|found| {
        let (whole, name) = (found.get(1)?, found.get(2)?);
        let after = text.get(whole.end()..)?;
        let goes_on = after.starts_with(|c: char| matches!(c, '@' | '＠') || is_accented(c));
        let is_mention = !goes_on && !after.starts_with("://");
        is_mention.then(|| Facet::new(whole.range(), Kind::Mention, name.as_str()))
    });
    found.collect()
}

fn tags(text: &str) -> Vec<Facet> {
    let found = TAG.captures_iter(text).filter_map(|found| {
        let (whole, name) = (found.get(1)?, found.get(2)?);
        let after = text.get(whole.end()..)?;
        let is_tag = !after.starts_with(['#', '＃']) && !after.starts_with("://");
        is_tag.then(|| Facet::new(whole.range(), Kind::Tag, name.as_str()))
    });
    found.collect()
}

fn cashtags(text: &str) -> Vec<Facet> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('$') {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let name = text.get(start + 1..).unwrap_or_default();
        if before.is_none_or(is_space) {
            let name = cashtag(name);
            if !name.is_empty() {
                let range = start..start + 1 + name.len();
                found.push(Facet::new(range, Kind::Cashtag, name));
            }
        }
    }
    found
}

/// The symbol that `text` begins with: up to six letters, and two after a point or underscore.
fn cashtag(text: &str) -> &str {
    let letters = |from: usize, most: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.bytes().take(most).take_while(u8::is_ascii_alphabetic).count()
    };
    let ends = |at: usize| {
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        next.is_none_or(|next| {
            next.is_whitespace() || "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$".contains(next)
        })
    };
    let stem = letters(0, 6);
    let more = text.get(stem..).is_some_and(|rest| rest.starts_with(['.', '_']));
    let more = if more { letters(stem + 1, 2) } else { 0 };
    let end = if more > 0 && ends(stem + 1 + more) { stem + 1 + more } else { stem };
    if stem > 0 && ends(end) { text.get(..end).unwrap_or_default() } else { "" }
}

/// Where the text of a reply begins: after the mentions at its start and the space behind them.
pub(super) fn after_leading_mentions(text: &str) -> usize {
    let mut at = 0;
    for mention in mentions(text) {
        let between = text.get(at..mention.range.start).unwrap_or("?");
        if !between.chars().all(is_space) {
            break;
        }
        at = mention.range.end;
    }
    let rest = text.get(at..).unwrap_or_default();
    if at > 0 { text.len() - rest.trim_start_matches(is_space).len() } else { 0 }
}

/// Whom `text` is a reply to: the name after an `@` at its start.
pub fn reply_to(text: &str) -> Option<&str> {
    let found = REPLY.captures(text)?;
    let after = text.get(found.get(0)?.end()..)?;
    let goes_on = after.starts_with(|c: char| matches!(c, '@' | '＠') || is_accented(c));
    let name = found.get(1)?.as_str();
    (!goes_on && !after.starts_with("://")).then_some(name)
}

/// Whether `text` as a whole is one thing of `kind`, such as a tag.
pub(super) fn is_whole(text: &str, kind: Kind) -> bool {
    let whole: Range<usize> = 0..text.len();
    facets(text).iter().any(|facet| facet.kind == kind && facet.range == whole)
}
