//! A reply's Markdown as the text that goes out on a channel.

use antiphon_model::Channel;

use super::limits::{Dialect, limits};
use super::urls::{self, Flavour};
use crate::plain::{self, Letters};

/// What WhatsApp reads as marks.
const WHATSAPP: Letters =
    Letters { writes: true, letters: &[('*', '∗'), ('_', '＿'), ('~', '∼'), ('`', 'ˋ')] };
/// What YouTube reads as marks; replies there are plain.
const YOUTUBE: Letters =
    Letters { writes: false, letters: &[('*', '∗'), ('_', '＿'), ('-', '‑')] };

/// `markdown` as `channel` takes it: Markdown where that is read, the channel's own marks, or
/// plain text.
pub fn text(markdown: &str, channel: Channel) -> String {
    match limits(channel).dialect {
        Dialect::Plain => plain::to_text(markdown),
        Dialect::Markdown => plain::to_markdown(markdown),
        Dialect::Whatsapp => plain::to_marked(markdown, &WHATSAPP),
        Dialect::Youtube => plain::to_marked(markdown, &YOUTUBE),
        Dialect::Spoken => spoken(&plain::to_text(markdown)),
    }
}

/// `text` as a person reads it out: links without what nobody says.
fn spoken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in urls::find(text, Flavour::Twitter) {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        let link = text.get(range.clone()).unwrap_or_default();
        let name = link.split_once("://").map_or(link, |(_, name)| name);
        let name = name.strip_prefix("www.").unwrap_or(name);
        out.push_str(name.strip_suffix('/').unwrap_or(name));
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
