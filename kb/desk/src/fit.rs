//! A text measured as its channel counts it; needs no workspace.

use antiphon_model::Channel;
use antiphon_voice::channel;
use serde::Serialize;

pub use antiphon_voice::channel::{Options as FitOptions, text as channel_text};

/// How a text fits its channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fitted {
    /// The channel's name in files.
    pub channel: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// The most of it.
    pub limit: Option<u32>,
    /// How much there is.
    pub count: u32,
    /// Whether the channel takes the text.
    pub fits: bool,
    /// Where the part begins that is too much, in bytes of UTF-8.
    pub over_from: Option<usize>,
    /// The text as it can be sent: one text where it fits; the segments of a text message.
    pub parts: Vec<String>,
    /// What becomes a link.
    pub facets: Vec<FacetView>,
}

/// Something in a text that becomes a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetView {
    /// Where it begins, in bytes of UTF-8.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// `link`, `mention`, `tag` or `cashtag`.
    pub kind: &'static str,
    /// Where it leads.
    pub value: String,
}

/// How `text` fits `channel`.
pub fn fit(text: &str, channel: Channel, options: &FitOptions<'_>) -> Fitted {
    let fit = channel::fit(text, channel, options);
    let view = |facet: channel::Facet| FacetView {
        start: facet.range.start,
        end: facet.range.end,
        kind: facet.kind.as_str(),
        value: facet.value,
    };
    Fitted {
        channel: channel.as_str(),
        unit: fit.unit,
        limit: fit.limit,
        count: fit.count,
        fits: fit.fits,
        over_from: fit.over_from,
        parts: parts(text, &fit),
        facets: fit.facets.into_iter().map(view).collect(),
    }
}

fn parts(text: &str, fit: &channel::Fit) -> Vec<String> {
    if fit.segments.is_empty() {
        return fit.parts.iter().map(|part| part.text.clone()).collect();
    }
    let segment = |range: &std::ops::Range<usize>| text.get(range.clone()).map(str::to_owned);
    fit.segments.iter().filter_map(segment).collect()
}
