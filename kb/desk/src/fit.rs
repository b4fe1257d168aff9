//! A text measured as its channel counts it; needs no workspace.

use antiphon_model::Channel;
use antiphon_voice::channel;
use serde::Serialize;

/// A text that is to fit a channel.
#[derive(Debug, Clone, Default)]
pub struct Fitting<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether the text is Markdown, which is first written as the channel takes it.
    pub is_markdown: bool,
    /// Whether it answers somebody.
    pub is_reply: bool,
    /// A warning shown before it.
    pub spoiler: &'a str,
    /// The limit in place of the channel's own.
    pub limit: Option<u32>,
    /// Whether parts are numbered.
    pub is_numbered: bool,
}

/// How a text fits its channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fitted {
    /// The text that was measured.
    #[serde(skip)]
    pub text: String,
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
    /// The text as it can be sent: one text where it fits, the segments of a text message.
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

/// How `fitting` fits `channel`.
pub fn fit(fitting: &Fitting<'_>, channel: Channel) -> Fitted {
    let written = fitting.is_markdown.then(|| channel::text(fitting.text, channel));
    let text = written.as_deref().unwrap_or(fitting.text);
    let options = channel::Options {
        limit: fitting.limit,
        is_reply: fitting.is_reply,
        spoiler: fitting.spoiler,
        is_numbered: fitting.is_numbered,
        ..Default::default()
    };
    let fit = channel::fit(text, channel, &options);
    let view = |facet: channel::Facet| FacetView {
        start: facet.range.start,
        end: facet.range.end,
        kind: facet.kind.as_str(),
        value: facet.value,
    };
    Fitted {
        text: text.to_owned(),
        channel: channel.as_str(),
        unit: fit.unit,
        limit: fit.limit,
        count: fit.count,
        fits: fit.fits,
        over_from: fit.over_from,
        parts: fit.parts,
        facets: fit.facets.into_iter().map(view).collect(),
    }
}
