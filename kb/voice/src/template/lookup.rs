//! Finds what stands under a path.

use super::filters::lists;
use super::value::{Record, Value};

/// One key of a path.
#[derive(Debug, Clone)]
pub(super) enum Key {
    Name(String),
    At(Value),
}

/// The name that a path begins with.
pub(super) fn root(keys: &[Key]) -> Option<&str> {
    match keys.first()? {
        Key::Name(name) => Some(name),
        Key::At(Value::Text(name)) => Some(name),
        Key::At(_) => None,
    }
}

/// What stands under `keys`; names with points in them are found, too.
pub(super) fn in_record(record: &Record, keys: &[Key]) -> Option<Value> {
    let first = match keys.first()? {
        Key::Name(name) => name.as_str(),
        Key::At(Value::Text(name)) => name,
        Key::At(_) => return None,
    };
    let rest = keys.get(1..).unwrap_or_default();
    if let Some(value) = record.get(first).and_then(|value| follow(value, rest)) {
        return Some(value);
    }
    if !matches!(keys.first(), Some(Key::Name(_))) {
        return None;
    }
    let mut joined = first.to_owned();
    for (nth, key) in rest.iter().enumerate() {
        let Key::Name(name) = key else { return None };
        joined.push('.');
        joined.push_str(name);
        let rest = rest.get(nth + 1..).unwrap_or_default();
        if let Some(value) = record.get(&joined).and_then(|value| follow(value, rest)) {
            return Some(value);
        }
    }
    None
}

/// What stands under `keys` in a value.
pub(super) fn follow(value: &Value, keys: &[Key]) -> Option<Value> {
    let (Some(key), rest) = (keys.first(), keys.get(1..).unwrap_or_default()) else {
        return Some(value.clone());
    };
    let next = match (value, key) {
        (Value::Record(record), _) => {
            let found = in_record(record, keys);
            if found.is_some() {
                return found;
            }
            None
        }
        (Value::List(items), Key::At(Value::Int(nth))) => {
            let count = i128::try_from(items.len()).ok()?;
            let nth = if *nth < 0 { nth.checked_add(count)? } else { *nth };
            Some(items.get(usize::try_from(nth).ok()?)?.clone())
        }
        _ => None,
    };
    let next = next.or_else(|| match key {
        Key::Name(name) => match name.as_str() {
            "size" => lists::count_of(value),
            "first" => lists::first_of(value),
            "last" => lists::last_of(value),
            _ => None,
        },
        Key::At(_) => None,
    })?;
    follow(&next, rest)
}
