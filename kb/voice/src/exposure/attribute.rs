//! What is known of a customer by name: lists and objects in single values, each with the name
//! that says what it is.

use std::collections::VecDeque;

use serde_json::Value;

use super::folded::run;

/// How deep lists and objects are read.
const DEEPEST: usize = 6;
/// How many values are taken, and how many are looked at for that.
const MOST: usize = 200;
const MOST_READ: usize = 10_000;
/// How many parts of one value are told apart.
const MOST_PARTS: usize = 100;

/// What an attribute holds, as its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Phone,
    Address,
    Order,
    Other,
}

/// What the attribute `name` holds.
pub(super) fn sort(name: &str) -> Sort {
    const PHONE: [&str; 4] = ["phone", "mobile", "telefon", "tel"];
    const ADDRESS: [&str; 7] =
        ["address", "street", "postcode", "zip", "adresse", "strasse", "direccion"];
    const ORDER: [&str; 4] = ["order", "bestell", "pedido", "commande"];
    let name = run(name);
    let is_of = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if is_of(&PHONE) => Sort::Phone,
        () if is_of(&ADDRESS) => Sort::Address,
        () if is_of(&ORDER) => Sort::Order,
        () => Sort::Other,
    }
}

/// The single values of `attributes`, each with its name; what stands first is taken first, and
/// the parts of lists and objects after all others. An address in parts is one of several lines.
pub fn attributes<'a>(
    attributes: impl IntoIterator<Item = (&'a String, &'a Value)>,
) -> Vec<(String, String)> {
    let all = attributes.into_iter().take(MOST_READ);
    let mut rest: VecDeque<_> = all.map(|(name, value)| (name.as_str(), value, 0)).collect();
    let mut read = 0;
    let mut found = Vec::new();
    while let Some((name, value, depth)) = rest.pop_front() {
        read += 1;
        if read > MOST_READ || found.len() >= MOST {
            break;
        }
        let left = if depth < DEEPEST { MOST_READ.saturating_sub(read + rest.len()) } else { 0 };
        match value {
            Value::Array(values) => {
                let address = (sort(name) == Sort::Address).then(|| values.iter().take(left));
                let lines = address.and_then(lines);
                // The lines of an address are none alone.
                let is_single = |value: &&Value| lines.is_some() && single(value).is_some();
                let values = values.iter().take(left).filter(|value| !is_single(value));
                rest.extend(values.map(|value| (name, value, depth + 1)));
                found.extend(lines.map(|lines| (name.to_owned(), lines)));
            }
            Value::Object(parts) => {
                let address = (sort(name) == Sort::Address).then(|| parts.values().take(left));
                found.extend(address.and_then(lines).map(|lines| (name.to_owned(), lines)));
                let parts = parts.iter().take(left);
                rest.extend(parts.map(|(part, value)| (part_name(name, part), value, depth + 1)));
            }
            value => found.extend(single(value).map(|value| (name.to_owned(), value))),
        }
    }
    found
}

/// The name that says what the part `part` of the attribute `whole` is: its own, or that of the
/// whole, as with `order.id` and `phone.home`.
fn part_name<'a>(whole: &'a str, part: &'a str) -> &'a str {
    const IDS: [&str; 10] =
        ["id", "ids", "number", "no", "nr", "ref", "reference", "code", "nummer", "numero"];
    let is_part = sort(part) == Sort::Other;
    let is_id = IDS.contains(&run(part).as_str()) && sort(whole) != Sort::Address;
    if is_part && (is_id || sort(whole) == Sort::Phone) { whole } else { part }
}

/// The single ones of `values`, a line each.
fn lines<'a>(values: impl Iterator<Item = &'a Value>) -> Option<String> {
    let lines: Vec<_> = values.filter_map(single).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn single(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What a value lists, where it lists several.
pub(super) fn listed(value: &str) -> impl Iterator<Item = &str> {
    let parts = value.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.filter(move |part| *part != value).take(MOST_PARTS)
}
