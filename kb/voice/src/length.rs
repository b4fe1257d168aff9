//! How long a text may be on a channel, and how the channel counts.

use antiphon_model::Channel;
use unicode_segmentation::UnicodeSegmentation as _;

/// The longest plain text that `channel` takes, in the unit of [`count`]; `None` where there is
/// no limit.
///
/// Each number is the one the channel's own help pages or developer documentation name.
pub fn limit(channel: Channel) -> Option<u32> {
    match channel {
        // X Help Center, "How to post".
        Channel::X => Some(280),
        // Bluesky lexicon app.bsky.feed.post, maxGraphemes.
        Channel::Bluesky => Some(300),
        // Mastodon documentation, default of StatusLengthValidator; Threads API, posts.
        Channel::Mastodon | Channel::Threads => Some(500),
        // Facebook Help Center, comments.
        Channel::Facebook => Some(8_000),
        // Instagram platform documentation, comments and captions.
        Channel::Instagram => Some(2_200),
        // LinkedIn Help, comments.
        Channel::Linkedin => Some(1_250),
        // YouTube Help, comments; Reddit Help, comments.
        Channel::Youtube | Channel::Reddit => Some(10_000),
        // App Store Connect API, customer review responses.
        Channel::AppStore => Some(5_970),
        // Google Play Developer API, reviews.reply.
        Channel::GooglePlay => Some(350),
        // Google Business Profile API, reviewReply; WhatsApp Cloud API, text messages.
        Channel::GoogleBusiness | Channel::Whatsapp => Some(4_096),
        // Ten parts of 153 characters each, GSM 03.40.
        Channel::Sms => Some(1_530),
        Channel::Email | Channel::WebForm | Channel::Phone => None,
    }
}

/// The length of `text` as `channel` counts it: what a person calls a character on Bluesky,
/// code points elsewhere.
pub fn count(text: &str, channel: Channel) -> u32 {
    let length = match channel {
        Channel::Bluesky => text.graphemes(true).count(),
        _ => text.chars().count(),
    };
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_one_character_on_bluesky_and_seven_code_points_elsewhere() {
        let family = "👨‍👩‍👧‍👦";
        assert_eq!(count(family, Channel::Bluesky), 1);
        assert_eq!(count(family, Channel::Mastodon), 7);
    }

    #[test]
    fn every_social_channel_has_a_limit_and_the_others_have_none() {
        let unlimited = Channel::ALL.into_iter().filter(|channel| limit(*channel).is_none());
        let unlimited: Vec<_> = unlimited.collect();
        assert_eq!(unlimited, [Channel::Email, Channel::WebForm, Channel::Phone]);
    }
}
