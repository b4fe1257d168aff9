//! A query of a file, as a line has it.

use antiphon_model::{Channel, Locale};
use serde::Deserialize;
use serde_json::Value;

use super::json_lines::cause;

/// A query of the file; keys that mean nothing here are passed over.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct QueryLine {
    /// As it stands in the file: text, a number or nothing.
    pub(crate) id: Value,
    pub(crate) text: String,
    pub(crate) channel: Option<Channel>,
    pub(crate) locale: Option<Locale>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    channel: Option<String>,
    locale: Option<String>,
}

/// Reads one line.
pub(crate) fn parse(text: &str) -> Result<QueryLine, String> {
    let raw: Raw =
        serde_json::from_str(text).map_err(|err| format!("no query: {}", cause(&err)))?;
    if !matches!(raw.id, Value::Null | Value::String(_) | Value::Number(_)) {
        return Err("id: neither text nor a number".to_owned());
    }
    Ok(QueryLine {
        id: raw.id,
        text: raw.text.ok_or("text: there is none")?,
        channel: parsed("channel", raw.channel, Channel::parse)?,
        locale: parsed("locale", raw.locale, Locale::parse)?,
    })
}

pub(super) fn parsed<T, E: std::fmt::Display>(
    key: &str,
    text: Option<String>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, String> {
    let text = text.filter(|text| !text.trim().is_empty());
    text.map(|text| parse(&text).map_err(|err| format!("{key}: {err}"))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_query_or_says_what_it_lacks() {
        let query = parse("{\"id\":7,\"text\":\"a\",\"channel\":\"Twitter\",\"locale\":\"\"}");
        let (id, text) = (Value::from(7), "a".to_owned());
        assert_eq!(query, Ok(QueryLine { id, text, channel: Some(Channel::X), locale: None }));
        for (line, problem) in [
            ("{\"text\":", "no query: EOF while parsing a value at column 8"),
            ("{}", "text: there is none"),
            ("{\"text\":\"a\",\"id\":[]}", "id: neither text nor a number"),
            (
                "{\"text\":\"a\",\"locale\":\"english\"}",
                "locale: \"english\" is no locale; write it like en, de or pt-BR",
            ),
        ] {
            assert_eq!(parse(line).unwrap_err(), problem);
        }
    }
}
