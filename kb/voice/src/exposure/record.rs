//! What a conversation's record holds of its customer.

use antiphon_model::CustomerProfile;

/// The private data of one customer, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The whole name.
    pub name: Option<String>,
    /// The first name, where it is known apart.
    pub first_name: Option<String>,
    /// The last name, where it is known apart.
    pub last_name: Option<String>,
    /// The public name on the channel, without `@`.
    pub handle: Option<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Anything else, by name.
    pub attributes: Vec<(String, String)>,
    /// The numbers of this customer's orders.
    pub order_ids: Vec<String>,
    /// Postal addresses, their parts kept apart by commas or lines.
    pub addresses: Vec<String>,
}

impl Record {
    /// The record that a customer's profile holds.
    pub fn of(profile: &CustomerProfile) -> Self {
        let attributes = profile.attributes.iter().filter_map(|(key, value)| {
            let text = value.as_str().map(str::to_owned);
            let text = text.or_else(|| value.is_number().then(|| value.to_string()))?;
            Some((key.clone(), text))
        });
        Self {
            name: profile.name.clone(),
            handle: profile.handle.clone(),
            emails: profile.email.iter().cloned().collect(),
            phones: profile.phone.iter().cloned().collect(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    /// First name and the names after it.
    pub(super) fn names(&self) -> (Vec<String>, Vec<String>) {
        let words = |text: &Option<String>| -> Vec<String> {
            let text = text.as_deref().unwrap_or_default();
            // Written the other way round: `Okafor, Mira`.
            let turned = text.split_once(',').map(|(last, first)| format!("{first} {last}"));
            let text = turned.as_deref().unwrap_or(text);
            super::folded::words(text).into_iter().map(|word| word.text).collect()
        };
        let whole = words(&self.name);
        let mut first = words(&self.first_name);
        let mut last = words(&self.last_name);
        if last.is_empty() && whole.len() > 1 {
            let rest = whole.strip_prefix(first.as_slice()).filter(|_| !first.is_empty());
            last = rest.or_else(|| whole.get(1..)).unwrap_or_default().to_vec();
        }
        if first.is_empty() {
            first = whole.first().cloned().into_iter().collect();
        }
        (first, last)
    }
}
