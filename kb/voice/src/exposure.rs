//! The exposure guard: private data in a reply that everybody will read.
//!
//! What the conversation's own record holds is certain; what merely looks like private data is
//! not. What the allow list names is the company's own and never reported, unless it is this
//! customer's. The first name and the public handle are public already.

mod address_parts;
mod allow;
mod attribute;
mod card;
mod digits;
mod email;
mod folded;
mod iban;
mod ip;
mod moved;
mod ordinary;
mod own;
mod own_address;
mod own_email;
mod own_name;
mod own_number;
mod own_phone;
mod phone;
mod phone_rules;
mod record;
mod reference;
mod secret;
mod ssn;
mod steps;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;

pub use allow::Allow;
pub use attribute::attributes;
pub use moved::{Moved, moved};
pub use record::Record;

use crate::finding::{Finding, Severity};

/// The regions whose way of writing phone numbers is tried where the caller names none.
pub const REGIONS: [&str; 5] = ["US", "GB", "DE", "FR", "TR"];

/// What sort of private data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// The number of a payment card.
    Card,
    /// An international bank account number.
    Iban,
    /// An internet address of version 4 or 6.
    Ip,
    /// A social security number of the United States.
    Ssn,
    /// A key, token or password.
    Secret,
    /// The number of an order of this customer.
    OrderId,
    /// An address of this customer.
    Address,
    /// The name of this customer.
    Name,
    /// Something else that points to one person.
    Other,
}

impl Kind {
    /// The name in reports, such as `order_id`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Ip => "ip",
            Self::Ssn => "ssn",
            Self::Secret => "secret",
            Self::OrderId => "order_id",
            Self::Address => "address",
            Self::Name => "name",
            Self::Other => "other",
        }
    }

    /// What a person calls it.
    fn noun(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Phone => "phone number",
            Self::Card => "card number",
            Self::Iban => "bank account number",
            Self::Ip => "IP address",
            Self::Ssn => "social security number",
            Self::Secret => "key or password",
            Self::OrderId => "order number",
            Self::Address => "address",
            Self::Name => "full name",
            Self::Other => "private detail",
        }
    }
}

/// Private data found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// What sort it is.
    pub kind: Kind,
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
    /// Whether it is this customer's, as the record says.
    pub certain: bool,
}

impl Exposure {
    fn likely(kind: Kind, range: Range<usize>) -> Self {
        Self { kind, range, certain: false }
    }

    /// The finding that the person who writes sees.
    pub fn finding(&self) -> Finding {
        let noun = self.kind.noun();
        let message = if self.certain {
            format!("This is the customer's {noun}; everybody could read it.")
        } else {
            format!("This looks like a private {noun}; everybody could read it.")
        };
        Finding {
            rule: format!("exposure.{}", self.kind.as_str()),
            severity: if self.certain { Severity::Error } else { Severity::Warning },
            range: self.range.clone(),
            message,
            link: None,
            fixes: Vec::new(),
        }
    }
}

/// What is known when a text is looked through.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What the conversation's record holds of this customer.
    pub record: &'a Record,
    /// What is the company's own.
    pub allow: &'a Allow,
    /// The regions whose way of writing phone numbers is tried, such as `GB`.
    pub regions: &'a [&'a str],
}

/// All private data in `text`, in order; no two overlap.
pub fn find(text: &str, known: Known<'_>) -> Vec<Exposure> {
    let (mut found, perhaps): (Vec<_>, Vec<_>) =
        own::find(text, known.record).into_iter().partition(|one| one.certain);
    // The order says which of two readings of the same place counts.
    let mut likely = perhaps;
    likely.extend(secret::find(text));
    likely.extend(email::find(text));
    likely.extend(iban::find(text));
    likely.extend(card::find(text));
    likely.extend(ip::find(text));
    likely.extend(ssn::find(text));
    likely.extend(phone::find(text, known.regions));
    found.retain(|one| !known.allow.names_exactly(text, one));
    if !likely.is_empty() {
        let own = known.allow.places(text);
        likely.retain(|one| !known.allow.covers(text, one) && !own.hold(&one.range));
    }
    found.extend(likely);
    without_overlaps(found)
}

/// Of two that overlap the earlier in the list stays; the rest in the order of the text.
fn without_overlaps(all: Vec<Exposure>) -> Vec<Exposure> {
    // What is kept lies apart, so only the neighbours of a place can reach into it.
    let mut kept: BTreeMap<usize, Exposure> = BTreeMap::new();
    for one in all {
        let last = kept.range(..one.range.end).next_back();
        let apart = last.is_none_or(|(_, kept)| kept.range.end <= one.range.start);
        if !one.range.is_empty() && apart {
            kept.insert(one.range.start, one);
        }
    }
    kept.into_values().collect()
}
