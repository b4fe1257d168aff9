//! Customers: people who write to the company.

use serde::{Deserialize, Serialize};

use crate::{Channel, CustomerId, clean};

/// What is known of a customer; nothing but the handle is needed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CustomerProfile {
    /// The name on the channel, without `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many people follow them on that channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followers: Option<u32>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Anything else, such as the plan.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub attributes: serde_json::Map<String, serde_json::Value>,
}

impl CustomerProfile {
    /// The first word of the name.
    pub fn first_name(&self) -> Option<&str> {
        self.name.as_deref()?.split_whitespace().next()
    }

    /// The last word of a name of several words.
    pub fn last_name(&self) -> Option<&str> {
        let mut words = self.name.as_deref()?.split_whitespace();
        words.next()?;
        words.next_back()
    }

    /// The profile without control and override characters; what is empty then is unknown.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let tidy = |text: &Option<String>| {
            let text = clean(text.as_deref()?).replace('\n', " ");
            (!text.is_empty()).then_some(text)
        };
        let attributes = self.attributes.iter().map(|(key, value)| {
            let value = match value.as_str() {
                Some(text) => serde_json::Value::from(clean(text)),
                None => value.clone(),
            };
            (clean(key), value)
        });
        Self {
            handle: tidy(&self.handle),
            name: tidy(&self.name),
            followers: self.followers,
            email: tidy(&self.email),
            phone: tidy(&self.phone),
            attributes: attributes.filter(|(key, _)| !key.is_empty()).collect(),
        }
    }

    /// This profile with what `newer` knows put over it.
    #[must_use]
    pub fn merged(&self, newer: &Self) -> Self {
        let mut attributes = self.attributes.clone();
        attributes.extend(newer.attributes.clone());
        Self {
            handle: newer.handle.clone().or_else(|| self.handle.clone()),
            name: newer.name.clone().or_else(|| self.name.clone()),
            followers: newer.followers.or(self.followers),
            email: newer.email.clone().or_else(|| self.email.clone()),
            phone: newer.phone.clone().or_else(|| self.phone.clone()),
            attributes,
        }
    }
}

/// A person who writes on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// The channel they write on.
    pub channel: Channel,
    /// What is known of them.
    pub profile: CustomerProfile,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> CustomerProfile {
        CustomerProfile { name: Some(name.to_owned()), ..CustomerProfile::default() }
    }

    #[test]
    fn a_name_of_one_word_has_no_last_name() {
        assert_eq!(named("Cher").first_name(), Some("Cher"));
        assert_eq!(named("Cher").last_name(), None);
        assert_eq!(named(" Ana María  López ").last_name(), Some("López"));
        assert_eq!(named("  ").first_name(), None);
    }

    #[test]
    fn overrides_and_control_characters_are_dropped_from_all_that_is_known() {
        let mut known = named("Mi\u{202E}ra\u{0}");
        known.attributes.insert("pl\u{7}an".to_owned(), "Fibre\u{202E} 80".into());
        let clean = known.cleaned();
        assert_eq!(clean.name.as_deref(), Some("Mira"));
        assert_eq!(clean.attributes.get("plan"), Some(&"Fibre 80".into()));
    }

    #[test]
    fn newer_knowledge_never_erases_older() {
        let known = CustomerProfile { followers: Some(9), ..named("Mira") };
        let merged = known.merged(&CustomerProfile { followers: Some(10), ..Default::default() });
        assert_eq!(merged, CustomerProfile { followers: Some(10), ..named("Mira") });
    }
}
