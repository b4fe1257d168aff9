//! Private data in a public reply: the record of the customer and the company's own list, read and
//! joined with the guard.

use antiphon_model::CustomerProfile;
use antiphon_voice::exposure::{self, Allow, Known, REGIONS, Record};
use serde_json::{Map, Value};

pub use antiphon_voice::exposure::{Exposure, Kind, Moved, moved};

/// What a record is made of.
const OWN_KEYS: [&str; 3] = ["customer", "order_ids", "addresses"];
/// What a query says beside its customer; a query is a record too.
const QUERY_KEYS: [&str; 9] = [
    "id",
    "text",
    "channel",
    "conversation",
    "public",
    "received_at",
    "received_minutes_ago",
    "locale",
    "other",
];

/// What is known of a customer when their replies are looked through.
#[derive(Debug, Clone, Default)]
pub struct CustomerRecord(Record);

impl CustomerRecord {
    /// Reads `{"customer": {…}, "order_ids": […], "addresses": […]}`. A customer is written as in
    /// queries; what is not known of one, or stands beside one, counts as an attribute.
    ///
    /// # Errors
    /// What is wrong, naming the key.
    pub fn parse(value: &Value) -> Result<Self, String> {
        let Value::Object(map) = value else {
            return Err("a record is an object like {\"customer\": {…}}".to_owned());
        };
        let mut record = match map.get("customer") {
            None | Some(Value::Null) => Record::default(),
            Some(Value::Object(customer)) => {
                names_are_texts(customer)?;
                of_customer(customer)
            }
            Some(Value::String(handle)) => {
                Record { handle: Some(bare(handle)), ..Record::default() }
            }
            Some(_) => return Err("customer: no object".to_owned()),
        };
        // Better too much is guarded than a key that is misspelt lets something out.
        let others = map.iter().filter(|(key, _)| !is_key(key));
        record.attributes.extend(exposure::attributes(others));
        record.order_ids.extend(texts(map, "order_ids")?);
        record.addresses.extend(texts(map, "addresses")?);
        Ok(Self(record))
    }
}

/// The guard with the company's own list.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    allow: Allow,
}

impl Guard {
    /// Takes the list of what is the company's own: a literal or an `@domain` a line.
    pub fn new(list: &str) -> Self {
        Self { allow: Allow::parse(list) }
    }

    /// All private data in `text`, in order.
    pub fn find(&self, text: &str, record: &CustomerRecord) -> Vec<Exposure> {
        let known = Known { record: &record.0, allow: &self.allow, regions: &REGIONS };
        exposure::find(text, known)
    }
}

/// What a customer's profile holds, as a record reads it.
pub(crate) fn of_profile(profile: &CustomerProfile) -> Record {
    Record::of(profile)
}

fn is_key(key: &str) -> bool {
    OWN_KEYS.contains(&key) || QUERY_KEYS.contains(&key)
}

/// Names are compared word by word, so that one that is no text would never be found.
fn names_are_texts(customer: &Map<String, Value>) -> Result<(), String> {
    for key in ["name", "first_name", "last_name"] {
        if !matches!(customer.get(key), None | Some(Value::Null | Value::String(_))) {
            return Err(format!("customer.{key}: no text"));
        }
    }
    Ok(())
}

fn of_customer(customer: &Map<String, Value>) -> Record {
    let mut record = Record::default();
    for (key, value) in customer {
        match (key.as_str(), value) {
            ("attributes", Value::Object(attributes)) => {
                record.attributes.extend(exposure::attributes(attributes));
            }
            ("name", value) => record.name = shown(value),
            ("first_name", value) => record.first_name = shown(value),
            ("last_name", value) => record.last_name = shown(value),
            ("handle", value) => record.handle = shown(value).map(|handle| bare(&handle)),
            ("email", value) => record.emails.extend(each(value)),
            ("phone", value) => record.phones.extend(each(value)),
            ("followers", _) => {}
            _ => record.attributes.extend(exposure::attributes([(key, value)])),
        }
    }
    record
}

fn bare(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_owned()
}

/// The texts under `key`: a list, or one alone.
fn texts(map: &Map<String, Value>, key: &str) -> Result<Vec<String>, String> {
    match map.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Bool(_)) => Err(format!("{key}: no list of texts")),
        Some(value) => Ok(each(value)),
    }
}

fn each(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(shown).collect(),
        value => shown(value).into_iter().collect(),
    }
}

/// A value as a text; the parts of an object or list are lines of one.
fn shown(value: &Value) -> Option<String> {
    let joined = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join("\n"));
    match value {
        Value::Null | Value::Bool(_) => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => joined(values.iter().filter_map(shown_flat).collect()),
        Value::Object(map) => joined(map.values().filter_map(shown_flat).collect()),
    }
}

fn shown_flat(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_record_is_read_as_queries_are_written() {
        let value = json!({
            "customer": {"name": "Mira Okafor", "handle": "@mira", "email": "m@x.example",
                "phone": "+447700900123", "attributes": {"plan": "gold"}, "card_holder_id": "HX-99120"},
            "order_ids": ["A-1042", 77_120],
            "addresses": ["4 Mill Lane, York", {"street": "Lindenstraße 7", "city": "10115 Berlin"}],
        });
        let record = CustomerRecord::parse(&value).unwrap();
        let text = "Mira Okafor, m@x.example, 07700 900123, A1042, 77120, 4 Mill Lane, Lindenstr. 7, HX99120, gold, @mira";
        let kinds: Vec<_> = Guard::default()
            .find(text, &record)
            .iter()
            .map(|one| (one.kind.as_str(), one.certain))
            .collect();
        let expected =
            ["name", "email", "phone", "order_id", "order_id", "address", "address", "other"];
        assert_eq!(kinds, expected.map(|kind| (kind, true)));
    }

    #[test]
    fn lists_and_objects_of_a_profile_are_read_as_those_of_a_record() {
        let customer = json!({"attributes": {
            "orders": ["NL-77120", {"id": "NL-66001"}], "order_ids": "A-1042, A-1043",
        }});
        let profile = serde_json::from_value(customer.clone()).unwrap();
        let parsed = CustomerRecord::parse(&json!({"customer": customer})).unwrap();
        let text = "Your orders NL-77120, NL-66001 and A-1043 have left.";
        for record in [CustomerRecord(of_profile(&profile)), parsed] {
            let found = Guard::default().find(text, &record);
            let kinds: Vec<_> = found.iter().map(|one| (one.kind, one.certain)).collect();
            assert_eq!(kinds, [(Kind::OrderId, true); 3], "{record:?}");
        }
    }

    #[test]
    fn what_is_no_record_is_refused() {
        assert_eq!(
            CustomerRecord::parse(&json!({"customer": 7})).unwrap_err(),
            "customer: no object"
        );
        assert!(CustomerRecord::parse(&json!([])).is_err());
        assert!(CustomerRecord::parse(&json!({"order_ids": true})).is_err());
    }
}
