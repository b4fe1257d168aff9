//! Channels: where a query comes from and its reply goes back to.

use std::fmt;

/// A channel on which customers write and companies reply.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
// In TypeScript, Tauri has a `Channel` of its own.
#[serde(rename = "ChannelName", rename_all = "snake_case")]
pub enum Channel {
    /// X, once Twitter.
    X,
    /// Bluesky.
    Bluesky,
    /// Mastodon.
    Mastodon,
    /// Facebook pages and comments.
    Facebook,
    /// Instagram comments.
    Instagram,
    /// Threads.
    Threads,
    /// LinkedIn.
    Linkedin,
    /// YouTube comments.
    Youtube,
    /// Reddit.
    Reddit,
    /// Reviews in Apple's App Store.
    AppStore,
    /// Reviews on Google Play.
    GooglePlay,
    /// Reviews of a Google Business profile.
    GoogleBusiness,
    /// WhatsApp.
    Whatsapp,
    /// Text messages.
    Sms,
    /// E-mail.
    Email,
    /// A form on the company's site.
    WebForm,
    /// A script to read out on the phone.
    Phone,
}

/// A name that no channel has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no channel is called {0:?}; channels are {names}", names = Channel::names())]
pub struct UnknownChannel(pub String);

impl Channel {
    /// Every channel, in the order of the lists a person picks from.
    pub const ALL: [Self; 17] = [
        Self::X,
        Self::Bluesky,
        Self::Mastodon,
        Self::Facebook,
        Self::Instagram,
        Self::Threads,
        Self::Linkedin,
        Self::Youtube,
        Self::Reddit,
        Self::AppStore,
        Self::GooglePlay,
        Self::GoogleBusiness,
        Self::Whatsapp,
        Self::Sms,
        Self::Email,
        Self::WebForm,
        Self::Phone,
    ];

    /// The name in files and on the command line, such as `google_play`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Bluesky => "bluesky",
            Self::Mastodon => "mastodon",
            Self::Facebook => "facebook",
            Self::Instagram => "instagram",
            Self::Threads => "threads",
            Self::Linkedin => "linkedin",
            Self::Youtube => "youtube",
            Self::Reddit => "reddit",
            Self::AppStore => "app_store",
            Self::GooglePlay => "google_play",
            Self::GoogleBusiness => "google_business",
            Self::Whatsapp => "whatsapp",
            Self::Sms => "sms",
            Self::Email => "email",
            Self::WebForm => "web_form",
            Self::Phone => "phone",
        }
    }

    /// The name a person reads, such as `Google Play`.
    pub fn label(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Bluesky => "Bluesky",
            Self::Mastodon => "Mastodon",
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::Threads => "Threads",
            Self::Linkedin => "LinkedIn",
            Self::Youtube => "YouTube",
            Self::Reddit => "Reddit",
            Self::AppStore => "App Store",
            Self::GooglePlay => "Google Play",
            Self::GoogleBusiness => "Google Business",
            Self::Whatsapp => "WhatsApp",
            Self::Sms => "SMS",
            Self::Email => "E-mail",
            Self::WebForm => "Web form",
            Self::Phone => "Phone",
        }
    }

    /// Whether everybody can read what is written here, unless the query says otherwise.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Whatsapp | Self::Sms | Self::Email | Self::WebForm | Self::Phone)
    }

    /// Reads a name; letter case, blanks and hyphens do not count, `twitter` is `x`.
    ///
    /// # Errors
    /// [`UnknownChannel`] names the text and lists the channels.
    pub fn parse(name: &str) -> Result<Self, UnknownChannel> {
        let wanted = name.trim().to_lowercase().replace([' ', '-'], "_");
        let wanted = match wanted.as_str() {
            "twitter" | "x.com" | "x_(twitter)" => "x",
            "mail" | "e_mail" => "email",
            "text" | "text_message" => "sms",
            "play_store" => "google_play",
            other => other,
        };
        Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == wanted)
            .ok_or_else(|| UnknownChannel(name.chars().take(40).collect()))
    }

    fn names() -> String {
        Self::ALL.map(Self::as_str).join(" ")
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_read_by_the_name_it_writes() {
        for channel in Channel::ALL {
            assert_eq!(Channel::parse(channel.as_str()), Ok(channel));
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
        }
        assert_eq!(Channel::parse(" Google-Play "), Ok(Channel::GooglePlay));
        assert_eq!(Channel::parse("Twitter"), Ok(Channel::X));
    }

    #[test]
    fn an_unknown_channel_is_named_in_the_error() {
        let err = Channel::parse("myspace").unwrap_err().to_string();
        assert!(err.contains("myspace") && err.contains("bluesky"), "{err}");
    }
}
