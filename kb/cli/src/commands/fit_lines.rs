//! A file of texts to measure, a case a line.

use antiphon_model::Channel;
use serde::Deserialize;
use serde_json::Value;

use super::json_lines::cause;
use super::suggest_lines::parsed;

/// A text of the file; keys that mean nothing here are passed over.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Case {
    /// As it stands in the file: text, a number or nothing.
    pub(crate) id: Option<Value>,
    pub(crate) text: String,
    pub(crate) channel: Option<Channel>,
    pub(crate) spoiler: String,
    pub(crate) limit: Option<u32>,
}

#[derive(Deserialize)]
struct Raw {
    id: Option<Value>,
    text: Option<String>,
    channel: Option<String>,
    spoiler_text: Option<String>,
    limit: Option<u32>,
}

/// Reads one line.
pub(crate) fn parse(text: &str) -> Result<Case, String> {
    let raw: Raw = serde_json::from_str(text).map_err(|err| format!("no case: {}", cause(&err)))?;
    if !matches!(raw.id, None | Some(Value::String(_) | Value::Number(_))) {
        return Err("id: neither text nor a number".to_owned());
    }
    Ok(Case {
        id: raw.id,
        text: raw.text.ok_or("text: there is none")?,
        channel: parsed("channel", raw.channel, Channel::parse)?,
        spoiler: raw.spoiler_text.unwrap_or_default(),
        limit: raw.limit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_case_or_says_what_it_lacks() {
        let case = parse(r#"{"id":7,"text":"a","channel":"twitter","limit":9,"more":[]}"#);
        let expected = Case {
            id: Some(Value::from(7)),
            text: "a".to_owned(),
            channel: Some(Channel::X),
            spoiler: String::new(),
            limit: Some(9),
        };
        assert_eq!(case, Ok(expected));
        for (line, problem) in [
            ("{}", "text: there is none"),
            ("[", "no case"),
            (r#"{"text":"a","id":[]}"#, "id: neither"),
            (r#"{"text":"a","channel":"myspace"}"#, "channel: no channel is called"),
            (r#"{"text":"a","limit":-1}"#, "no case"),
        ] {
            assert!(parse(line).unwrap_err().starts_with(problem), "{line}");
        }
    }
}
