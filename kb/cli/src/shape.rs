//! The desk's views as programs read them here: names as in our files, `like_this`.
//!
//! Marks are left out: they count UTF-16 units for the window.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// `view` with the names of our files.
pub(crate) fn of(view: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(view).map(renamed).map_err(Failure::Json)
}

/// `view` with what is in its part `name` taken up one level.
pub(crate) fn flat(view: &impl Serialize, name: &str) -> Result<Value, Failure> {
    let Value::Object(map) = of(view)? else { return of(view) };
    let mut out = Map::new();
    for (key, value) in map {
        match value {
            Value::Object(inner) if key == name => out.extend(inner),
            value => {
                out.insert(key, value);
            }
        }
    }
    Ok(Value::Object(out))
}

fn renamed(value: Value) -> Value {
    match value {
        Value::Array(values) => Value::Array(values.into_iter().map(renamed).collect()),
        Value::Object(map) => {
            let kept = map.into_iter().filter(|(key, _)| !key.ends_with("Marks"));
            Value::Object(kept.map(|(key, value)| (snake(&key), renamed(value))).collect())
        }
        other => other,
    }
}

fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_those_of_our_files_and_marks_are_left_out() {
        let view = json!({"validFrom": 1, "titleMarks": [], "input": {"reviewOn": "aB"}});
        assert_eq!(of(&view).unwrap(), json!({"valid_from": 1, "input": {"review_on": "aB"}}));
        assert_eq!(flat(&view, "input").unwrap(), json!({"valid_from": 1, "review_on": "aB"}));
    }
}
