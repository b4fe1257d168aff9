//! Channels: what each allows, how it counts, and a text made to fit.
//!
//! The numbers are data with a source and a date; a caller may set its own limit, such as the one
//! that a Mastodon server has.

mod bluesky;
mod count;
mod domains;
mod facets;
mod letters;
mod limits;
mod mastodon;
mod sms;
mod split;
mod text;
mod twitter;
mod urls;
mod valid;

use std::ops::Range;

use antiphon_model::Channel;
use regex::Regex;
use unicode_segmentation::UnicodeSegmentation as _;

use count::Counted;
use split::Splitter;

pub use facets::{Facet, Kind};
pub use limits::{Dialect, Grammar, Limits, Unit, Weights, limits};
pub use text::text;
pub use twitter::reply_to;
pub use valid::{is_bare_url, is_hashtag, is_list, is_url, is_username};

/// How much blank space at its ends may make a part seem longer than it is.
const SLACK: u64 = 100;

/// What else is known of a text that is to fit.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The limit in place of the channel's own, in its units.
    pub limit: Option<u32>,
    /// Whether the text answers somebody, so that the mentions at its start may be free.
    pub is_reply: bool,
    /// A warning that is shown before the text and counted with it.
    pub spoiler: &'a str,
    /// What must stay whole, in bytes.
    pub locked: &'a [Range<usize>],
    /// Whether each part ends in its number, such as ` (1/3)`.
    pub is_numbered: bool,
}

/// How a text fits its channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// What is counted, such as `graphemes`.
    pub unit: &'static str,
    /// The most of it; `None` where there is no limit.
    pub limit: Option<u32>,
    /// How much there is.
    pub count: u32,
    /// Whether the channel takes the text.
    pub fits: bool,
    /// Where the part begins that is too much, in bytes, between two graphemes; `None` when it
    /// fits.
    pub over_from: Option<usize>,
    /// The text as it can be sent: itself when it fits, else parts that do.
    pub parts: Vec<Part>,
    /// The segments that carry a text message, in bytes; on other channels there are none.
    pub segments: Vec<Range<usize>>,
    /// What of [`Options::locked`] is longer than a part may be.
    pub too_long: Vec<Range<usize>>,
    /// What becomes a link.
    pub facets: Vec<Facet>,
}

/// A part of a text that is sent by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is sent, with its number where parts are numbered.
    pub text: String,
    /// How much that is, as [`Fit::count`] counts.
    pub length: u32,
}

/// How `text` fits `channel`.
pub fn fit(text: &str, channel: Channel, options: &Options<'_>) -> Fit {
    let limits = limits(channel);
    let counted = Counted::of(text, limits, options);
    let count = counted.count();
    let measure = Measure { limits, options };
    let mut over_from = measure.over_from(text, &counted);
    if over_from.is_none() && count < limits.min {
        over_from = Some(0);
    }
    let over_from = over_from.map(|at| grapheme_before(text, at));
    let fits = over_from.is_none();
    let too_long = if fits { Vec::new() } else { measure.too_long(text) };
    let parts = if fits {
        vec![Part { text: text.to_owned(), length: count }]
    } else {
        measure.parts(text, &counted)
    };
    let segments = if limits.unit == Unit::Sms { sms::segments(text) } else { Vec::new() };
    let (unit, limit) = measure.unit(text);
    Fit { unit, limit, count, fits, over_from, parts, segments, too_long, facets: counted.facets }
}

/// The most units of a text on `channel`; of a text message, what its most segments hold.
pub fn limit(channel: Channel) -> Option<u32> {
    let limits = limits(channel);
    limits.limit.or(limits.parts.map(|parts| sms::Encoding::Gsm7.most(parts)))
}

/// How many segments carry `text` as a text message.
pub fn segments(text: &str) -> usize {
    sms::segments(text).len()
}

/// Measures texts for one channel.
struct Measure<'a> {
    limits: &'static Limits,
    options: &'a Options<'a>,
}

impl Measure<'_> {
    /// What is counted of `text`, and the most of it.
    fn unit(&self, text: &str) -> (&'static str, Option<u32>) {
        let limit = self.options.limit.or(self.limits.limit);
        match self.limits.unit {
            Unit::Weighted => ("weighted", limit),
            Unit::Graphemes => ("graphemes", limit),
            Unit::Characters => ("characters", limit),
            Unit::Bytes => ("bytes", limit),
            Unit::Sms => {
                let encoding = sms::Encoding::of(text);
                let most = self.limits.parts.map(|parts| encoding.most(parts));
                (encoding.as_str(), limit.or(most))
            }
        }
    }

    fn over_from(&self, text: &str, counted: &Counted) -> Option<usize> {
        let (_, limit) = self.unit(text);
        let over = counted.over_from(limit, self.limits.bytes);
        if self.limits.unit != Unit::Sms || self.options.limit.is_some() {
            return over;
        }
        let parts = self.limits.parts.and_then(|parts| usize::try_from(parts).ok())?;
        sms::segments(text).get(parts).map(|segment| segment.start)
    }

    /// Whether a part with as many `before` it fits; only the first one answers somebody.
    fn fits(&self, part: &str, before: usize) -> bool {
        self.over_from(part, &self.counted(part, before)).is_none()
    }

    fn counted(&self, part: &str, before: usize) -> Counted {
        let is_reply = self.options.is_reply && before == 0;
        let options = Options { is_reply, ..self.options.clone() };
        Counted::of(part, self.limits, &options)
    }

    fn too_long(&self, text: &str) -> Vec<Range<usize>> {
        let is_too_long = |range: &Range<usize>| {
            text.get(range.clone()).is_some_and(|locked| !self.fits(locked.trim(), 1))
        };
        self.options.locked.iter().filter(|range| is_too_long(range)).cloned().collect()
    }

    fn parts(&self, text: &str, counted: &Counted) -> Vec<Part> {
        let part = |(before, text): (usize, String)| {
            let length = self.counted(&text, before).count();
            Part { text, length }
        };
        (0..).zip(self.divided(text, counted)).map(part).collect()
    }

    fn divided(&self, text: &str, counted: &Counted) -> Vec<String> {
        let mut whole = self.options.locked.to_vec();
        whole.extend(counted.facets.iter().map(|facet| facet.range.clone()));
        let splitter = Splitter::new(text, &whole);
        let sums = counted.sums();
        let up_to = |at: usize| {
            let nth = sums.partition_point(|(end, _)| *end <= at);
            nth.checked_sub(1).and_then(|nth| sums.get(nth)).map_or(0, |(_, sum)| *sum)
        };
        let most = self.unit(text).1.map_or(u64::MAX, u64::from);
        // What is far too long as a part of the whole need not be measured by itself.
        let may_fit = |range: &Range<usize>| up_to(range.end) - up_to(range.start) <= most + SLACK;
        let parts = |suffix: &str| {
            splitter.parts(&|range, part, before| {
                may_fit(&range) && self.fits(&format!("{part}{suffix}"), before)
            })
        };
        if !self.options.is_numbered {
            return parts("").into_iter().map(str::to_owned).collect();
        }
        let mut widest = 9;
        loop {
            let parts = parts(&format!(" ({widest}/{widest})"));
            let count = parts.len();
            if count <= widest {
                let numbered = |(nth, part): (usize, &str)| format!("{part} ({nth}/{count})");
                return (1..).zip(parts).map(numbered).collect();
            }
            widest = widest * 10 + 9;
        }
    }
}

/// The last place at or before `at` that is between two graphemes.
fn grapheme_before(text: &str, at: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(start, _)| start);
    starts.chain([text.len()]).take_while(|start| *start <= at).last().unwrap_or(0)
}

/// A pattern of this module.
fn pattern(pattern: &str) -> Regex {
    #[expect(clippy::unwrap_used, reason = "constant patterns, each compiled by a test")]
    Regex::new(pattern).unwrap()
}
