//! Values of the template language, and what Liquid takes them for.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value as Json;

use super::number;

/// A value while a template is evaluated.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Nil,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(Arc<str>),
    List(Arc<[Value]>),
    Record(Arc<Record>),
    /// Whole numbers from the first to the last, both included.
    Range(i64, i64),
    /// `blank` or `empty` in a condition.
    Word(Word),
}

/// A word that stands for many values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Blank,
    Empty,
}

/// Named values, in order.
#[derive(Debug, Default)]
pub(super) struct Record {
    entries: Vec<(String, Value)>,
    places: HashMap<String, usize>,
}

impl Record {
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let place = *self.places.get(key)?;
        self.entries.get(place).map(|(_, value)| value)
    }

    pub(super) fn entries(&self) -> &[(String, Value)] {
        &self.entries
    }

    pub(super) fn put(&mut self, key: &str, value: Value) {
        self.places.insert(key.to_owned(), self.entries.len());
        self.entries.push((key.to_owned(), value));
    }
}

impl From<&Json> for Value {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Self::Nil,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(whole), _) => Self::Int(i128::from(whole)),
                (None, Some(whole)) => Self::Int(i128::from(whole)),
                (None, None) => value.as_f64().map_or(Self::Nil, Self::Float),
            },
            Json::String(value) => Self::text(value),
            Json::Array(values) => Self::List(values.iter().map(Self::from).collect()),
            Json::Object(entries) => {
                let mut record = Record::default();
                for (key, value) in entries {
                    record.put(key, Self::from(value));
                }
                Self::Record(Arc::new(record))
            }
        }
    }
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(items.into())
    }

    /// Whether a condition takes it for true: all but nil and false.
    pub(super) fn is_true(&self) -> bool {
        !matches!(self, Self::Nil | Self::Bool(false))
    }

    /// Whether it is `empty`: a text, list or record with nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Record(record) => record.entries.is_empty(),
            _ => false,
        }
    }

    /// Whether it is `blank`: also nil, false and white space.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Nil | Self::Bool(false) => true,
            Self::Text(text) => text.chars().all(is_space),
            other => other.is_empty(),
        }
    }

    /// What an output prints; it is not longer than `limit` by more than one item.
    pub(super) fn printed(&self, limit: usize) -> String {
        let mut out = String::new();
        self.print(&mut out, limit);
        out
    }

    fn print(&self, out: &mut String, limit: usize) {
        match self {
            Self::List(items) => {
                for item in items.iter() {
                    if out.len() > limit {
                        return;
                    }
                    item.print(out, limit);
                }
            }
            other => out.push_str(&other.to_text(limit)),
        }
    }

    /// The value as text, as filters take it.
    pub(super) fn to_text(&self, limit: usize) -> Arc<str> {
        match self {
            Self::Text(text) => Arc::clone(text),
            Self::Nil | Self::Word(_) => Arc::from(""),
            other => {
                let mut out = String::new();
                other.inspect(&mut out, limit);
                out.into()
            }
        }
    }

    /// Written as Ruby shows it within lists and records.
    fn inspect(&self, out: &mut String, limit: usize) {
        if out.len() > limit {
            return;
        }
        match self {
            Self::Nil | Self::Word(_) => out.push_str("nil"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Int(value) => put(out, value),
            Self::Float(value) => out.push_str(&number::shown(*value)),
            Self::Range(first, last) => put(out, format_args!("{first}..{last}")),
            Self::Text(text) => quote(text, out),
            Self::List(items) => {
                out.push('[');
                for (nth, item) in items.iter().enumerate() {
                    if nth > 0 {
                        out.push_str(", ");
                    }
                    item.inspect(out, limit);
                }
                out.push(']');
            }
            Self::Record(record) => {
                out.push('{');
                for (nth, (key, value)) in record.entries.iter().enumerate() {
                    if nth > 0 {
                        out.push_str(", ");
                    }
                    quote(key, out);
                    out.push_str("=>");
                    value.inspect(out, limit);
                }
                out.push('}');
            }
        }
    }

    /// Whether two values are the same to a template.
    pub(super) fn equals(&self, other: &Self) -> bool {
        #[expect(clippy::float_cmp, reason = "Liquid compares numbers exactly")]
        match (self, other) {
            (Self::Word(word), value) | (value, Self::Word(word)) => match word {
                Word::Blank => value.is_blank(),
                Word::Empty => value.is_empty(),
            },
            (Self::Nil, Self::Nil) => true,
            (Self::Bool(one), Self::Bool(two)) => one == two,
            (Self::Int(one), Self::Int(two)) => one == two,
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::Range(a, b), Self::Range(c, d)) => a == c && b == d,
            (Self::Int(_) | Self::Float(_), Self::Int(_) | Self::Float(_)) => {
                self.as_float() == other.as_float()
            }
            (Self::List(one), Self::List(two)) => {
                one.len() == two.len() && one.iter().zip(two.iter()).all(|(a, b)| a.equals(b))
            }
            (Self::Record(one), Self::Record(two)) => {
                let same = |(key, value): &(String, Self)| {
                    two.get(key).is_some_and(|other| value.equals(other))
                };
                one.entries.len() == two.entries.len() && one.entries.iter().all(same)
            }
            _ => false,
        }
    }

    fn as_float(&self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "as Ruby compares the two")]
            Self::Int(value) => *value as f64,
            Self::Float(value) => *value,
            _ => f64::NAN,
        }
    }

    /// The order of two numbers or two texts; `Ok(None)` when one of the two has none at all.
    ///
    /// # Errors
    /// Names the kinds of two values that each have an order, but not with one another.
    pub(super) fn order(&self, other: &Self) -> Result<Option<Ordering>, String> {
        let rank = |value: &Self| match value {
            Self::Int(_) | Self::Float(_) => Some("a number"),
            Self::Text(_) => Some("a text"),
            _ => None,
        };
        match (self, other) {
            (Self::Int(one), Self::Int(two)) => Ok(Some(one.cmp(two))),
            (Self::Text(one), Self::Text(two)) => Ok(Some(one.cmp(two))),
            _ => match (rank(self), rank(other)) {
                (Some(one), Some(two)) if one == two => {
                    Ok(self.as_float().partial_cmp(&other.as_float()))
                }
                (Some(one), Some(two)) => Err(format!("{one} cannot be compared with {two}")),
                _ => Ok(None),
            },
        }
    }

    /// Whether it holds `other`: a part of a text, an item of a list, a key of a record.
    pub(super) fn contains(&self, other: &Self, limit: usize) -> bool {
        if !other.is_true() {
            return false;
        }
        match (self, other) {
            (Self::Text(text), part) => text.contains(&*part.to_text(limit)),
            (Self::List(items), item) => items.iter().any(|one| one.equals(item)),
            (Self::Record(record), Self::Text(key)) => record.get(key).is_some(),
            (Self::Range(first, last), Self::Int(item)) => {
                (i128::from(*first)..=i128::from(*last)).contains(item)
            }
            _ => false,
        }
    }
}

/// What Ruby takes for white space.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

fn put(out: &mut String, value: impl std::fmt::Display) {
    let written = write!(out, "{value}");
    debug_assert!(written.is_ok(), "a String takes everything");
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Value {
        Value::from(&serde_json::from_str::<Json>(json).unwrap())
    }

    #[test]
    fn lists_and_records_print_as_in_ruby() {
        let nested = value(r#"["a", ["b", null, 1.0], {"c": "d\"e", "f": [2]}]"#);
        assert_eq!(nested.printed(99), r#"ab1.0{"c"=>"d\"e", "f"=>[2]}"#);
        assert_eq!(&*nested.to_text(99), r#"["a", ["b", nil, 1.0], {"c"=>"d\"e", "f"=>[2]}]"#);
    }

    #[test]
    fn blank_and_empty_are_many_values() {
        for (json, blank, empty) in [
            ("null", true, false),
            ("false", true, false),
            ("\" \\n\"", true, false),
            ("\"\"", true, true),
            ("[]", true, true),
            ("{}", true, true),
            ("0", false, false),
            ("true", false, false),
        ] {
            assert_eq!(value(json).equals(&Value::Word(Word::Blank)), blank, "{json}");
            assert_eq!(Value::Word(Word::Empty).equals(&value(json)), empty, "{json}");
        }
    }

    #[test]
    fn numbers_and_texts_have_an_order_but_not_together() {
        assert_eq!(value("1").order(&value("1.5")).unwrap(), Some(Ordering::Less));
        assert_eq!(value("\"b\"").order(&value("\"a\"")).unwrap(), Some(Ordering::Greater));
        assert_eq!(value("null").order(&value("1")).unwrap(), None);
        assert!(value("\"1\"").order(&value("1")).is_err());
    }
}
