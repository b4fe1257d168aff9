//! Answers: reusable responses, their revisions and what surrounds them.

use serde::{Deserialize, Serialize};

use crate::{AnswerId, Channel, Locale, MemberId, Moment, Shortcut, Time, Validity};

/// What needs approval: everything in it changes what a customer may read, or when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// The heading agents know the answer by; never empty.
    pub title: String,
    /// Markdown with Liquid fields. Empty means: can be found, cannot be inserted.
    pub body: String,
    /// Other bodies for some channels or locales.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// Where the answer may be used; none listed means everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The language of title and body, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The first moment or day of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Moment>,
    /// The last moment or day of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Moment>,
}

/// A body for one channel, one locale, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The channel it is for; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The locale it is for; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Markdown with Liquid fields.
    pub body: String,
}

impl Content {
    /// From when until when the answer may be used.
    pub fn validity(&self) -> Validity {
        Validity { from: self.valid_from, until: self.valid_until }
    }

    /// Whether the answer may be used on `channel`.
    pub fn fits_channel(&self, channel: Channel) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel)
    }

    /// Whether a reader of `wanted` can be given this answer: its own locale serves, a variant's
    /// does, or the answer has no locale.
    pub fn fits_locale(&self, wanted: &Locale) -> bool {
        self.locale.as_ref().is_none_or(|own| own.serves(wanted))
            || self.variants.iter().filter_map(|v| v.locale.as_ref()).any(|l| l.serves(wanted))
    }

    /// The body for `channel` and `locale`: the variant that fits most closely, else the body.
    pub fn body_for(&self, channel: Option<Channel>, locale: Option<&Locale>) -> &str {
        let variant = self.variant_for(channel, locale).and_then(|nth| self.variants.get(nth));
        variant.map_or(&self.body, |variant| &variant.body)
    }

    /// Which variant fits `channel` and `locale` most closely; `None` where the body does.
    pub fn variant_for(&self, channel: Option<Channel>, locale: Option<&Locale>) -> Option<usize> {
        let closeness = |variant: &Variant| {
            let by_channel = match (variant.channel, channel) {
                (None, _) => 0,
                (Some(own), Some(wanted)) if own == wanted => 1,
                _ => return None,
            };
            let by_locale = match (&variant.locale, locale) {
                (None, _) => 0,
                (Some(own), Some(wanted)) if own == wanted => 4,
                (Some(own), Some(wanted)) if own.serves(wanted) => 2,
                _ => return None,
            };
            Some(by_channel + by_locale)
        };
        let own_language = self.locale.as_ref().zip(locale).is_none_or(|(own, w)| own.serves(w));
        let best = self
            .variants
            .iter()
            .enumerate()
            .filter(|(_, v)| own_language || v.locale.is_some())
            .filter_map(|(nth, variant)| closeness(variant).map(|close| (close, nth)))
            .filter(|(close, _)| *close > 0)
            .max_by_key(|(close, _)| *close);
        best.map(|(_, nth)| nth)
    }
}

/// What surrounds an answer and changes without approval.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Details {
    /// What an agent types after `/` to call the answer up; unique in the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortcut: Option<Shortcut>,
    /// Topics, in lower case, without repeats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Who looks after the answer: a person or a team, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When the answer should be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Moment>,
    /// Where the answer came from, if another tool made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Keys of an imported row that mean nothing to us, kept as they were.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub other: serde_json::Map<String, serde_json::Value>,
}

/// The tool and the id there, so that another import updates and never duplicates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The other tool's name.
    pub source: String,
    /// The answer's id in that tool.
    pub source_id: String,
}

/// One immutable version of an answer's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// 1 for the first, then one more for each.
    pub number: u32,
    /// What it says.
    pub content: Content,
    /// When it was written.
    pub at: Time,
    /// Who wrote it.
    pub by: MemberId,
}

/// Who approved a revision, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// When.
    pub at: Time,
    /// Who.
    pub by: MemberId,
    /// Whether a second person was required; never in a workspace of one.
    pub four_eyes: bool,
}

/// Where an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// Never approved yet.
    Draft,
    /// Has an approved revision in service.
    Approved,
    /// Taken out of service; it can be restored.
    Retired,
}

impl AnswerState {
    /// The name in files, such as `approved`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Retired => "retired",
        }
    }
}

/// A reusable response, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// The revision in service with its approval.
    pub approved: Option<(Revision, Approval)>,
    /// The revision being worked on.
    pub open: Option<Revision>,
    /// Whether it was taken out of service.
    pub retired: bool,
    /// What surrounds it.
    pub details: Details,
    /// Ways customers ask, written by a curator. Learned ones live in [`crate::Memory`].
    pub phrasings: Vec<String>,
    /// The highest revision number so far.
    pub last_revision: u32,
    /// When it was created.
    pub created_at: Time,
}

impl Answer {
    /// Where the answer stands.
    pub fn state(&self) -> AnswerState {
        match (&self.approved, self.retired) {
            (_, true) => AnswerState::Retired,
            (Some(_), false) => AnswerState::Approved,
            (None, false) => AnswerState::Draft,
        }
    }

    /// The content a curator sees first: the open revision, else the approved one.
    pub fn newest(&self) -> Option<&Revision> {
        self.open.as_ref().or(self.approved.as_ref().map(|(revision, _)| revision))
    }

    /// The revision that may be suggested and inserted: approved and not retired.
    pub fn in_service(&self) -> Option<(&Revision, &Approval)> {
        if self.retired { None } else { self.approved.as_ref().map(|(r, a)| (r, a)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        let de = Locale::parse("de").ok();
        let variant = |channel, locale: &Option<Locale>, body: &str| Variant {
            channel,
            locale: locale.clone(),
            body: body.to_owned(),
        };
        Content {
            body: "body".to_owned(),
            locale: Locale::parse("en").ok(),
            variants: vec![
                variant(Some(Channel::X), &None, "x"),
                variant(None, &de, "de"),
                variant(Some(Channel::X), &de, "x de"),
            ],
            ..Content::default()
        }
    }

    #[track_caller]
    fn check(channel: Option<Channel>, locale: Option<&str>, expected: &str) {
        let locale = locale.map(|tag| Locale::parse(tag).unwrap());
        assert_eq!(content().body_for(channel, locale.as_ref()), expected);
    }

    #[test]
    fn the_closest_variant_is_used_and_language_goes_before_channel() {
        check(None, None, "body");
        check(Some(Channel::X), None, "x");
        check(Some(Channel::Sms), Some("de"), "de");
        check(Some(Channel::X), Some("de-AT"), "x de");
        check(Some(Channel::X), Some("en-GB"), "x");
        check(Some(Channel::X), Some("fr"), "body");
    }

    #[test]
    fn a_locale_is_served_by_the_answer_or_by_a_variant() {
        let fits = |tag| content().fits_locale(&Locale::parse(tag).unwrap());
        assert!(fits("en-GB") && fits("de") && !fits("fr"));
    }
}
