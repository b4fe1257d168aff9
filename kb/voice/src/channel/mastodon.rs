//! Links, mentions and tags as Mastodon finds them.

use std::sync::LazyLock;

use regex::Regex;

use super::domains::has_sound_labels;
use super::facets::{Facet, Kind, without_overlaps};
use super::urls::{self, Flavour};
use super::{pattern, twitter};

/// The longest name of a host, in bytes.
const LONGEST_HOST: usize = 253;

/// A name, and the host of somebody on another server.
static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    let letter = r"[\p{L}\p{M}\p{N}_\x{200C}\x{200D}\x{B7}\x{F0B}\x{30FB}]";
    let label = format!(r"{letter}(?:(?:{letter}|-)*{letter})?");
    pattern(&format!(
        r"(?:^|[^\w/=])(@([a-zA-Z0-9_]+(?:[.-]+[a-zA-Z0-9_]+)*)(?:@({label}(?:\.{label})+))?)"
    ))
});

/// Everything in `text` that becomes a link on Mastodon, in its order; no two overlap.
pub(super) fn facets(text: &str) -> Vec<Facet> {
    let links = urls::find(text, Flavour::Mastodon).into_iter();
    let mut found: Vec<_> = links.filter_map(|range| Facet::of(text, range, Kind::Link)).collect();
    found.extend(mentions(text));
    let tags = twitter::facets(text);
    found.extend(tags.into_iter().filter(|facet| facet.kind == Kind::Tag));
    without_overlaps(found)
}

/// The mentions; the value is `name` or `name@host`.
fn mentions(text: &str) -> Vec<Facet> {
    let found = MENTION.captures_iter(text).filter_map(|found| {
        let (whole, name) = (found.get(1)?, found.get(2)?);
        let Some(host) = found.get(3).map(|host| host.as_str()) else {
            // What follows another `@` is a host that is none.
            let after = text.get(whole.end()..)?;
            let is_local = !after.starts_with('@');
            return is_local.then(|| Facet::new(whole.range(), Kind::Mention, name.as_str()));
        };
        let is_host = host.len() <= LONGEST_HOST && has_sound_labels(host);
        let value = format!("{}@{host}", name.as_str());
        is_host.then(|| Facet::new(whole.range(), Kind::Mention, value))
    });
    found.collect()
}

/// What is counted of a mention: the sign and the name without its host.
pub(super) fn counted(mention: &Facet) -> &str {
    mention.value.split_once('@').map_or(mention.value.as_str(), |(name, _)| name)
}
