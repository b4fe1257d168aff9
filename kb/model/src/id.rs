//! Ids: text of 1 to 128 bytes, one type a noun, so that they cannot be mixed up.

use std::fmt;

/// A text that cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 128 bytes of visible text, not {0:?}")]
pub struct InvalidId(pub String);

fn check(text: &str) -> Result<(), InvalidId> {
    let fits = (1..=128).contains(&text.len());
    let visible = text.trim() == text && !text.chars().any(char::is_control);
    if fits && visible { Ok(()) } else { Err(InvalidId(text.chars().take(40).collect())) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(specta::Type))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads `text` as an id: 1 to 128 bytes, no control characters, no outer blanks.
            ///
            /// # Errors
            /// [`InvalidId`] names the text.
            pub fn parse(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                check(&text).map(|()| Self(text))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Names an answer.
    AnswerId
);
id!(
    /// Names a conversation.
    ConversationId
);
id!(
    /// Names a query.
    QueryId
);
id!(
    /// Names a customer.
    CustomerId
);
id!(
    /// Names a member.
    MemberId
);
id!(
    /// Names a reply.
    ReplyId
);
id!(
    /// Names a learned phrasing.
    PhrasingId
);
id!(
    /// Names one submitted batch of commands; appending it twice has the effect of once.
    CommandId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_visible_text_of_at_most_128_bytes() {
        assert!(AnswerId::parse("refund-time").is_ok());
        assert!(AnswerId::parse("é".repeat(64)).is_ok(), "bytes count, not characters");
        for bad in ["", " x", "x ", "a\nb", "a\0b", &"é".repeat(65)] {
            assert!(AnswerId::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_bad_id_in_a_file_is_refused_when_it_is_read() {
        assert!(serde_json::from_str::<AnswerId>("\"\"").is_err());
    }
}
