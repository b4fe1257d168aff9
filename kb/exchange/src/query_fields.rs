//! Records read as queries and as phrasings.

use antiphon_model::{AnswerId, Channel, ConversationId, CustomerProfile, Locale, QueryId};
use serde_json::{Map, Value};

use crate::{
    PhrasingRow, QueryRow,
    record::{Fields, shown},
};

/// Reads what `fields` say of a query. Keys that mean nothing are left.
pub(crate) fn read_query(fields: &mut Fields<'_>) -> QueryRow {
    QueryRow {
        line: 0,
        id: fields.read("id", |text| QueryId::parse(text)),
        text: fields.needed("text"),
        channel: fields.read("channel", Channel::parse),
        customer: read_customer(fields),
        conversation: fields.read("conversation", |text| ConversationId::parse(text)),
        public: fields.yes_no("public"),
        received_at: fields.time("received_at"),
        received_minutes_ago: fields.number("received_minutes_ago"),
        locale: fields.read("locale", Locale::parse),
        other: Map::new(),
    }
}

/// Reads what `fields` say of a phrasing.
pub(crate) fn read_phrasing(fields: &mut Fields<'_>) -> Option<PhrasingRow> {
    let text = fields.needed("text");
    let id = fields.needed("answer_id");
    if id.is_empty() {
        return None;
    }
    let answer = AnswerId::parse(id).map_err(|err| fields.error("answer_id", err)).ok()?;
    Some(PhrasingRow { line: 0, text, answer })
}

/// A customer is an object, or the handle alone. What is not known of a customer is an attribute.
fn read_customer(fields: &mut Fields<'_>) -> CustomerProfile {
    let map = match fields.value("customer") {
        None => return CustomerProfile::default(),
        Some(Value::Object(map)) => map,
        Some(handle @ (Value::String(_) | Value::Number(_))) => {
            Map::from_iter([("handle".to_owned(), handle)])
        }
        Some(other) => {
            fields.error("customer", format_args!("{} is no object", shown(&other)));
            return CustomerProfile::default();
        }
    };
    let mut inner = fields.within(map);
    let handle = inner.text("handle").map(|text| text.trim_start_matches('@').to_owned());
    let mut profile = CustomerProfile {
        handle: handle.filter(|handle| !handle.is_empty()),
        name: inner.text("name"),
        followers: inner.number("followers"),
        email: inner.text("email"),
        phone: inner.text("phone"),
        attributes: Map::new(),
    };
    match inner.value("attributes") {
        None => {}
        Some(Value::Object(attributes)) => profile.attributes = attributes,
        Some(other) => inner.error("attributes", format_args!("{} is no object", shown(&other))),
    }
    profile.attributes.extend(fields.leave("customer", inner));
    profile.attributes.retain(|_, value| !value.is_null());
    profile
}
