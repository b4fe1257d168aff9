//! Customers: people who write to the company.

use serde::{Deserialize, Serialize};

use crate::{Channel, CustomerId};

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
    fn newer_knowledge_never_erases_older() {
        let known = CustomerProfile { followers: Some(9), ..named("Mira") };
        let merged = known.merged(&CustomerProfile { followers: Some(10), ..Default::default() });
        assert_eq!(merged, CustomerProfile { followers: Some(10), ..named("Mira") });
    }
}
