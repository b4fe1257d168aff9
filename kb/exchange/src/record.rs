//! Records: named values from a file, and how they are read as text, numbers, times and lists.
//!
//! A value that is not what it should be becomes a remark that names it. Blank text and `null`
//! mean that there is no value; numbers are taken as text and text as numbers.

use std::{collections::HashMap, fmt::Display, path::PathBuf};

use antiphon_model::{InvalidTime, Moment, Time, clean};
use jiff::{civil::DateTime, tz::TimeZone};
use serde_json::{Map, Value};

use crate::{ExchangeError, Severity, source::Tally};

/// Something to say about a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) line: u64,
    pub(crate) severity: Severity,
    pub(crate) message: String,
}

impl Remark {
    pub(crate) fn error(line: u64, message: impl Into<String>) -> Self {
        Self { line, severity: Severity::Error, message: message.into() }
    }

    pub(crate) fn warning(line: u64, message: impl Into<String>) -> Self {
        Self { line, severity: Severity::Warning, message: message.into() }
    }
}

/// The named values of a row.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Where it begins.
    pub(crate) line: u64,
    /// Its file, relative to the folder that is read.
    pub(crate) file: Option<PathBuf>,
    pub(crate) fields: Map<String, Value>,
    /// The lines of single fields, where they differ from the record's.
    pub(crate) lines: HashMap<String, u64>,
    /// What was noticed before the fields are looked at.
    pub(crate) remarks: Vec<Remark>,
}

/// What a format's reader found next.
#[derive(Debug)]
pub(crate) enum Found {
    Record(Record),
    /// A row that cannot be made a record, with the file it is in.
    Remark(Remark, Option<PathBuf>),
}

/// A reader of one format.
pub(crate) trait Rows {
    /// The next thing in the file, `None` at its end.
    fn next(&mut self) -> Result<Option<Found>, ExchangeError>;
    /// How far the reading is.
    fn tally(&self) -> &Tally;
}

/// The fields of a record that have not been read yet.
pub(crate) struct Fields<'a> {
    line: u64,
    lines: HashMap<String, u64>,
    map: Map<String, Value>,
    zone: &'a TimeZone,
    remarks: Vec<Remark>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(record: Record, zone: &'a TimeZone) -> Self {
        let Record { line, lines, fields: map, remarks, .. } = record;
        Self { line, lines, map, zone, remarks }
    }

    /// The fields of a value within a record, such as `customer`.
    pub(crate) fn within(&self, map: Map<String, Value>) -> Self {
        let (line, zone) = (self.line, self.zone);
        Self { line, lines: HashMap::new(), map, zone, remarks: Vec::new() }
    }

    /// Takes what was remarked in `inner`, whose fields are called `name.…` here, and gives the
    /// fields that were not read.
    pub(crate) fn leave(&mut self, name: &str, inner: Fields<'_>) -> Map<String, Value> {
        for mut remark in inner.remarks {
            remark.message.insert_str(0, &format!("{name}."));
            self.remarks.push(remark);
        }
        inner.map
    }

    pub(crate) fn error(&mut self, key: &str, message: impl Display) {
        let line = self.lines.get(key).copied().unwrap_or(self.line);
        self.remarks.push(Remark::error(line, format!("{key}: {message}")));
    }

    pub(crate) fn warning(&mut self, key: &str, message: impl Display) {
        let line = self.lines.get(key).copied().unwrap_or(self.line);
        self.remarks.push(Remark::warning(line, format!("{key}: {message}")));
    }

    /// The value itself.
    pub(crate) fn value(&mut self, key: &str) -> Option<Value> {
        self.map.shift_remove(key).filter(is_value)
    }

    /// Leaves a value that was read among those that were not.
    pub(crate) fn put_back(&mut self, key: &str, value: String) {
        self.map.insert(key.to_owned(), Value::from(value));
    }

    /// Text, cleaned; `None` when there is none.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        match self.as_text(key, value) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(value) => {
                self.error(key, format_args!("{} is no text", shown(&value)));
                None
            }
        }
    }

    /// Text that a row cannot do without; empty, and remarked, when there is none.
    pub(crate) fn needed(&mut self, key: &str) -> String {
        let before = self.remarks.len();
        let text = self.text(key).unwrap_or_default();
        if text.is_empty() && self.remarks.len() == before {
            self.error(key, "there is none");
        }
        text
    }

    fn as_text(&mut self, key: &str, value: Value) -> Result<String, Value> {
        match value {
            Value::String(text) => {
                if text.contains('\0') {
                    self.warning(key, "held NUL characters, which were left out");
                }
                let mut text = clean(&text);
                // Very many rows are kept at once.
                text.shrink_to_fit();
                Ok(text)
            }
            Value::Number(number) => Ok(number.to_string()),
            other => Err(other),
        }
    }

    /// Text that is read further by `parse`.
    pub(crate) fn read<T, E: Display>(
        &mut self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(key)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(err) => {
                self.error(key, err);
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        let values = match self.value(key) {
            None => return Vec::new(),
            Some(Value::Array(values)) => values,
            Some(single) => vec![single],
        };
        let mut texts = Vec::with_capacity(values.len());
        for value in values.into_iter().filter(|value| !value.is_null()) {
            match self.as_text(key, value) {
                Ok(text) if text.is_empty() => {}
                Ok(text) => texts.push(text),
                Err(value) => self.error(key, format_args!("{} is no text", shown(&value))),
            }
        }
        texts
    }

    /// A whole number that is not negative.
    pub(crate) fn number(&mut self, key: &str) -> Option<u32> {
        self.read(key, |text| {
            let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
            digits.parse().map_err(|_error| format!("{} is no whole number", quoted(text)))
        })
    }

    pub(crate) fn yes_no(&mut self, key: &str) -> Option<bool> {
        if let Some(Value::Bool(value)) = self.map.get(key) {
            let value = *value;
            self.map.shift_remove(key);
            return Some(value);
        }
        self.read(key, |text| match text.to_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(true),
            "false" | "no" | "0" => Ok(false),
            _ => Err(format!("{} is neither true nor false", quoted(text))),
        })
    }

    /// A moment or a whole day.
    pub(crate) fn moment(&mut self, key: &str) -> Option<Moment> {
        let zone = self.zone;
        self.read(key, |text| {
            Moment::parse(text).or_else(|err| local_time(text, zone).map(Moment::At).ok_or(err))
        })
    }

    /// A moment; a date without a time is the start of that day.
    pub(crate) fn time(&mut self, key: &str) -> Option<Time> {
        let zone = self.zone;
        self.read(key, |text| -> Result<Time, InvalidTime> {
            Time::parse(text).or_else(|err| local_time(text, zone).ok_or(err))
        })
    }

    /// What was not read, and what was remarked.
    pub(crate) fn finish(self) -> (Map<String, Value>, Vec<Remark>) {
        (self.map, self.remarks)
    }
}

fn is_value(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    }
}

/// A time without a zone, such as `2026-03-01 14:00`, as it is in `zone`.
fn local_time(text: &str, zone: &TimeZone) -> Option<Time> {
    let local: DateTime = text.trim().parse().ok()?;
    local.to_zoned(zone.clone()).ok().map(|zoned| Time::new(zoned.timestamp()))
}

/// The start of a value, to name it in a message.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => other.to_string(),
    }
}

/// The start of a text, in quotes.
pub(crate) fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("{start:?}")
}
