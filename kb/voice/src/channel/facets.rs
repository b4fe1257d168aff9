//! What becomes a link in a text: links, mentions, tags, cashtags.

use std::ops::Range;

use super::limits::Grammar;
use super::{bluesky, mastodon, twitter};

/// Something in a text that the network makes a link of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Where it is, in bytes, its sign included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Where it leads, as the network's own library says it: a name without its sign, an address.
    pub value: String,
}

/// What a facet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An address.
    Link,
    /// Somebody's name.
    Mention,
    /// A hash tag.
    Tag,
    /// The symbol of a share.
    Cashtag,
}

impl Kind {
    /// The name in reports, such as `link`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Mention => "mention",
            Self::Tag => "tag",
            Self::Cashtag => "cashtag",
        }
    }
}

impl Facet {
    pub(super) fn new(range: Range<usize>, kind: Kind, value: impl Into<String>) -> Self {
        Self { range, kind, value: value.into() }
    }

    /// A facet whose value is the text it stands on.
    pub(super) fn of(text: &str, range: Range<usize>, kind: Kind) -> Option<Self> {
        let value = text.get(range.clone())?;
        Some(Self::new(range, kind, value))
    }
}

/// What the network makes links of in `text`, in its order.
pub(super) fn find(text: &str, grammar: Grammar) -> Vec<Facet> {
    match grammar {
        Grammar::Twitter => twitter::facets(text),
        Grammar::Bluesky => bluesky::facets(text),
        Grammar::Mastodon => mastodon::facets(text),
        Grammar::Links => twitter::links(text),
    }
}

/// The facets in the order of the text; where two overlap, the first one stays.
pub(super) fn without_overlaps(mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.sort_by_key(|facet| facet.range.start);
    let mut end = 0;
    facets.retain(|facet| {
        let stays = facet.range.start >= end;
        if stays {
            end = facet.range.end;
        }
        stays
    });
    facets
}
