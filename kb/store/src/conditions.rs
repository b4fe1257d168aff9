//! The part of a query that depends on what a person filters by.

use rusqlite::types::Value;

/// Conditions that all must hold, with the values of their question marks in order.
pub(crate) struct Conditions {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    pub(crate) fn new(first: &str) -> Self {
        Self { sql: first.to_owned(), values: Vec::new() }
    }

    /// Adds a condition without question marks.
    pub(crate) fn hold(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    /// Adds a condition in which every question mark stands for `value`.
    pub(crate) fn compare(&mut self, condition: &str, value: impl Into<Value>) {
        let value = value.into();
        let marks = condition.matches('?').count();
        self.values.extend(std::iter::repeat_n(value, marks));
        self.hold(condition);
    }

    /// Adds a condition when there is something to compare with.
    pub(crate) fn compare_if(&mut self, condition: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.compare(condition, value);
        }
    }

    /// The values followed by those of `LIMIT ? OFFSET ?`.
    pub(crate) fn page(mut self, offset: u32, limit: u32) -> Vec<Value> {
        self.values.extend([Value::from(limit), Value::from(offset)]);
        self.values
    }
}
