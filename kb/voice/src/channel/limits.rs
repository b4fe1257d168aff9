//! What each channel allows and how it counts: dated rows of data, none of it code.

use std::sync::LazyLock;

use antiphon_model::Channel;
use serde::Deserialize;

/// The rows as they are kept, one a channel.
const ROWS: &str = include_str!("../../data/channels.json");

/// What one channel allows, who says so, and since when that is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The channel.
    pub channel: Channel,
    /// What is counted.
    pub unit: Unit,
    /// The most units of a text; `None` where there is no limit.
    pub limit: Option<u32>,
    /// The fewest units of a text that is taken at all.
    #[serde(default)]
    pub min: u32,
    /// The most bytes of UTF-8, where the channel limits them beside its unit.
    pub bytes: Option<u32>,
    /// What a link costs, however long it is; `None` where it costs what it is long.
    pub url: Option<u32>,
    /// The most parts that one text is sent in, where the channel itself divides it.
    pub parts: Option<u32>,
    /// Characters that the channel refuses.
    #[serde(default)]
    pub refuses: String,
    /// What a character weighs, where the unit is [`Unit::Weighted`].
    pub weights: Option<Weights>,
    /// Whether the mentions that a reply begins with are not counted.
    #[serde(default)]
    pub free_mentions: bool,
    /// How links, mentions and tags are found.
    pub grammar: Grammar,
    /// How the text is written.
    pub dialect: Dialect,
    /// Whether everybody can read it.
    pub public: bool,
    /// Where the numbers stand.
    pub source: String,
    /// The day on which they were looked up.
    pub checked: String,
}

/// What a channel counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Weights of characters: an emoji is one thing.
    Weighted,
    /// What a person calls a character.
    Graphemes,
    /// Code points.
    Characters,
    /// Bytes of UTF-8.
    Bytes,
    /// Septets of GSM-7, or units of UTF-16 where a character is not among them.
    Sms,
}

/// How links, mentions and tags are found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grammar {
    /// As twitter-text does.
    Twitter,
    /// As Bluesky's own library does.
    Bluesky,
    /// As Mastodon does.
    Mastodon,
    /// Links alone.
    Links,
}

/// How a channel's text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// Without any marks.
    Plain,
    /// Markdown.
    Markdown,
    /// `*bold*`, `_italic_`, `~strike~` and code.
    Whatsapp,
    /// Plain, but `*a*`, `_a_` and `-a-` would be marks.
    Youtube,
    /// Read out by a person.
    Spoken,
}

/// What a character weighs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// How much makes one unit.
    pub scale: u32,
    /// The weight of a character outside of all ranges, and of an emoji.
    pub default: u32,
    /// First and last code point of a range, and the weight of each in it.
    pub ranges: Vec<(u32, u32, u32)>,
}

impl Weights {
    pub(super) fn of(&self, letter: char) -> u32 {
        let point = u32::from(letter);
        let range = self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&point));
        range.map_or(self.default, |(_, _, weight)| *weight)
    }
}

/// What `channel` allows.
pub fn limits(channel: Channel) -> &'static Limits {
    static READ: LazyLock<Vec<Limits>> =
        LazyLock::new(|| serde_json::from_str(ROWS).unwrap_or_default());
    static NONE: LazyLock<Limits> = LazyLock::new(unlimited);
    READ.iter().find(|row| row.channel == channel).unwrap_or(&NONE)
}

/// Stands for a row that is missing; a test sees to it that none is.
fn unlimited() -> Limits {
    Limits {
        channel: Channel::WebForm,
        unit: Unit::Characters,
        limit: None,
        min: 0,
        bytes: None,
        url: None,
        parts: None,
        refuses: String::new(),
        weights: None,
        free_mentions: false,
        grammar: Grammar::Links,
        dialect: Dialect::Plain,
        public: true,
        source: String::new(),
        checked: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_channel_has_a_row_with_a_source_and_a_date() {
        let rows: Vec<Limits> = serde_json::from_str(ROWS).unwrap();
        assert_eq!(rows.len(), Channel::ALL.len());
        for channel in Channel::ALL {
            let row = limits(channel);
            assert_eq!(row.channel, channel);
            assert!(!row.source.is_empty(), "{channel}");
            let date: Vec<_> = row.checked.split('-').map(str::len).collect();
            assert_eq!(date, [4, 2, 2], "{channel}");
            assert_eq!(row.public, channel.is_public(), "{channel}");
            assert_eq!(row.unit == Unit::Weighted, row.weights.is_some(), "{channel}");
        }
    }

    #[test]
    fn only_what_has_no_limit_of_its_own_is_unlimited() {
        let free = |channel: &Channel| {
            let row = limits(*channel);
            row.limit.is_none() && row.parts.is_none()
        };
        let free: Vec<_> = Channel::ALL.into_iter().filter(free).collect();
        assert_eq!(free, [Channel::Email, Channel::WebForm, Channel::Phone]);
    }
}
