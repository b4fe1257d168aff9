//! Answers written out so that they read back as the same rows.

use std::io::Write;

use antiphon_model::{Answer, Variant};
use serde_json::{Map, Value, json};

use crate::{AnswerRow, ExchangeError};

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// One JSON object a line.
    JsonLines,
    /// A table with a header; lists and other keys are JSON where plain text would not do.
    Csv,
}

/// The keys of an answer, in the order they are written.
const KEYS: [&str; 16] = [
    "id",
    "title",
    "body",
    "shortcut",
    "phrasings",
    "topics",
    "channels",
    "locale",
    "variants",
    "owner",
    "state",
    "valid_from",
    "valid_until",
    "review_on",
    "source",
    "source_id",
];

impl AnswerRow {
    /// The row of `answer`: what is in service, else what was written last.
    pub fn of(answer: &Answer) -> Self {
        let in_service = answer.approved.as_ref().map(|(revision, _)| revision);
        let revision = in_service.or(answer.open.as_ref());
        Self {
            line: 0,
            file: None,
            id: Some(answer.id.clone()),
            content: revision.map(|revision| revision.content.clone()).unwrap_or_default(),
            details: answer.details.clone(),
            phrasings: answer.phrasings.clone(),
            state: Some(answer.state()),
        }
    }

    /// The row's fields under their native names, without those that are empty.
    fn fields(&self) -> Map<String, Value> {
        let Self { content, details, .. } = self;
        let text = |text: &dyn ToString| Value::from(text.to_string());
        let origin = details.origin.as_ref();
        let channels: Value = content.channels.iter().map(|channel| channel.as_str()).collect();
        let variants: Value = content.variants.iter().map(variant).collect();
        let values = [
            self.id.as_ref().map(|id| text(id)),
            Some(text(&content.title)),
            Some(text(&content.body)),
            details.shortcut.as_ref().map(|shortcut| text(shortcut)),
            Some(Value::from(self.phrasings.clone())),
            Some(Value::from(details.topics.clone())),
            Some(channels),
            content.locale.as_ref().map(|locale| text(locale)),
            Some(variants),
            details.owner.as_ref().map(|owner| text(owner)),
            self.state.map(|state| Value::from(state.as_str())),
            content.valid_from.map(|from| text(&from)),
            content.valid_until.map(|until| text(&until)),
            details.review_on.map(|on| text(&on)),
            origin.map(|origin| text(&origin.source)),
            origin.map(|origin| text(&origin.source_id)),
        ];
        let named = KEYS.into_iter().zip(values);
        let filled = named.filter_map(|(key, value)| Some((key.to_owned(), value?)));
        filled.filter(|(_, value)| value.as_array().is_none_or(|list| !list.is_empty())).collect()
    }

    /// The other keys, without any that would hide one of `fields`.
    fn other(&self, fields: &Map<String, Value>) -> Map<String, Value> {
        let other = self.details.other.iter().filter(|(key, _)| !fields.contains_key(*key));
        other.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

fn variant(variant: &Variant) -> Value {
    let mut fields = Map::new();
    if let Some(channel) = variant.channel {
        fields.insert("channel".to_owned(), json!(channel.as_str()));
    }
    if let Some(locale) = &variant.locale {
        fields.insert("locale".to_owned(), json!(locale.as_str()));
    }
    fields.insert("body".to_owned(), json!(variant.body));
    Value::Object(fields)
}

/// Writes `answers` to `out` and gives their number. Learned phrasings are not among them.
///
/// # Errors
/// [`ExchangeError::Write`] when `out` takes no more.
pub fn write_answers<'a>(
    out: &mut dyn Write,
    format: ExportFormat,
    answers: impl IntoIterator<Item = &'a Answer>,
) -> Result<u64, ExchangeError> {
    write_rows(out, format, answers.into_iter().map(AnswerRow::of))
}

/// Writes `rows` to `out` and gives their number.
///
/// # Errors
/// [`ExchangeError::Write`] when `out` takes no more.
pub fn write_rows(
    out: &mut dyn Write,
    format: ExportFormat,
    rows: impl IntoIterator<Item = AnswerRow>,
) -> Result<u64, ExchangeError> {
    let written = match format {
        ExportFormat::JsonLines => write_lines(out, rows),
        ExportFormat::Csv => write_table(out, rows),
    };
    written.map_err(ExchangeError::Write)
}

fn write_lines(
    out: &mut dyn Write,
    rows: impl IntoIterator<Item = AnswerRow>,
) -> std::io::Result<u64> {
    let mut count = 0;
    for row in rows {
        let mut fields = row.fields();
        fields.extend(row.other(&fields));
        serde_json::to_writer(&mut *out, &fields)?;
        out.write_all(b"\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

fn write_table(
    out: &mut dyn Write,
    rows: impl IntoIterator<Item = AnswerRow>,
) -> std::io::Result<u64> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(KEYS.into_iter().chain(["other"]))?;
    let mut count = 0;
    for row in rows {
        let fields = row.fields();
        let cells =
            KEYS.map(|key| fields.get(key).map(|value| cell(key, value)).unwrap_or_default());
        let other = row.other(&fields);
        let other = if other.is_empty() { String::new() } else { Value::Object(other).to_string() };
        table.write_record(cells.into_iter().chain([other]))?;
        count += 1;
    }
    table.flush()?;
    Ok(count)
}

/// A value as it stands in a cell: lists as `one | two` where that reads back, else as JSON.
fn cell(key: &str, value: &Value) -> String {
    let texts = |list: &Vec<Value>| -> Option<Vec<String>> {
        list.iter().map(|item| item.as_str().map(str::to_owned)).collect()
    };
    let is_simple = |text: &String| {
        !text.contains(['|', ';', ',', '\n']) && !text.starts_with('[') && text.trim() == text
    };
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) if key != "variants" => match texts(list) {
            Some(texts) if texts.iter().all(is_simple) => texts.join(" | "),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}
