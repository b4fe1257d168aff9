//! Cases: messages for which it is known which answers fit.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use antiphon_model::{Channel, Locale, clean};
use serde_json::{Map, Value};

use crate::DeskError;

/// The longest line, in bytes: a longer one is refused before it fills the memory.
const LIMIT: usize = 8 << 20;
/// The byte order mark that some editors put at the start of a file.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A message and the answers that fit it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Case {
    /// The line it stands on, from 1.
    pub(crate) line: u64,
    /// As it stands in the file: text, a number or nothing.
    pub(crate) id: Value,
    pub(crate) text: String,
    /// Ids of answers; any of them is right. With none, nothing fits.
    pub(crate) expected: Vec<String>,
    pub(crate) channel: Option<Channel>,
    pub(crate) locale: Option<Locale>,
}

/// Reads all cases of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Case>, DeskError> {
    let failed = |source| DeskError::from_io("read", path, source);
    let mut file = BufReader::new(File::open(path).map_err(failed)?);
    let mut cases = Vec::new();
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let mut limited = file.by_ref().take(LIMIT as u64 + 1);
        let length = limited.read_until(b'\n', &mut bytes).map_err(failed)?;
        if length == 0 {
            break;
        }
        let wrong = |problem| DeskError::EvalLine { file: path.to_owned(), line, problem };
        if length > LIMIT {
            return Err(wrong("the line is longer than 8 MB".to_owned()));
        }
        let start = if line == 1 { bytes.strip_prefix(MARK).unwrap_or(&bytes) } else { &bytes };
        if !start.trim_ascii().is_empty() {
            cases.push(parse(line, start).map_err(wrong)?);
        }
    }
    if cases.is_empty() {
        return Err(DeskError::EvalEmpty { file: path.to_owned(), what: "cases" });
    }
    Ok(cases)
}

fn parse(line: u64, bytes: &[u8]) -> Result<Case, String> {
    let text = str::from_utf8(bytes).map_err(|_invalid| "the line is not UTF-8".to_owned())?;
    let mut map = match serde_json::from_str(text) {
        Ok(Value::Object(map)) => map,
        Ok(_) => return Err("a case is an object like {\"text\": …, \"expected\": […]}".to_owned()),
        Err(err) => return Err(cause(&err)),
    };
    let id = map.remove("id").unwrap_or_default();
    if !matches!(id, Value::Null | Value::String(_) | Value::Number(_)) {
        return Err("id: neither text nor a number".to_owned());
    }
    Ok(Case {
        line,
        id,
        text: needed_text(&mut map)?,
        expected: expected(&mut map)?,
        channel: parsed(&mut map, "channel", Channel::parse)?,
        locale: parsed(&mut map, "locale", Locale::parse)?,
    })
}

fn needed_text(map: &mut Map<String, Value>) -> Result<String, String> {
    match map.remove("text") {
        Some(Value::String(text)) if !clean(&text).is_empty() => Ok(text),
        None | Some(Value::Null | Value::String(_)) => Err("text: there is none".to_owned()),
        Some(_) => Err("text: no text".to_owned()),
    }
}

fn expected(map: &mut Map<String, Value>) -> Result<Vec<String>, String> {
    const WRONG: &str = "expected: no list of ids; write [\"id\"], or [] where no answer fits";
    let Some(Value::Array(values)) = map.remove("expected") else { return Err(WRONG.to_owned()) };
    let ids = values.into_iter().map(|value| match value {
        Value::String(id) if !clean(&id).is_empty() => Ok(clean(&id)),
        Value::Number(id) => Ok(id.to_string()),
        _ => Err(WRONG.to_owned()),
    });
    ids.collect()
}

fn parsed<T, E: std::fmt::Display>(
    map: &mut Map<String, Value>,
    key: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, String> {
    match map.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => parse(&text).map(Some).map_err(|err| format!("{key}: {err}")),
        Some(_) => Err(format!("{key}: no text")),
    }
}

/// What the parser says, without its own count of lines.
fn cause(err: &serde_json::Error) -> String {
    let message = err.to_string();
    match message.rsplit_once(" at line ") {
        Some((cause, _)) => format!("no valid JSON: {cause} at column {}", err.column()),
        None => format!("no valid JSON: {message}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, problem: &str) {
        assert_eq!(parse(1, line.as_bytes()).unwrap_err(), problem, "{line}");
    }

    #[test]
    fn what_is_wrong_with_a_case_is_said_by_field() {
        const NO_LIST: &str =
            "expected: no list of ids; write [\"id\"], or [] where no answer fits";
        check("[]", "a case is an object like {\"text\": …, \"expected\": […]}");
        check("{\"text\":", "no valid JSON: EOF while parsing a value at column 8");
        check("{\"text\":\" \",\"expected\":[]}", "text: there is none");
        check("{\"text\":7,\"expected\":[]}", "text: no text");
        check("{\"text\":\"a\"}", NO_LIST);
        check("{\"text\":\"a\",\"expected\":\"b\"}", NO_LIST);
        check("{\"text\":\"a\",\"expected\":[{}]}", NO_LIST);
        check("{\"text\":\"a\",\"expected\":[],\"id\":[]}", "id: neither text nor a number");
        check("{\"text\":\"a\",\"expected\":[],\"channel\":1}", "channel: no text");
        check(
            "{\"text\":\"a\",\"expected\":[],\"locale\":\"english\"}",
            "locale: \"english\" is no locale; write it like en, de or pt-BR",
        );
    }

    #[test]
    fn a_case_may_name_a_channel_and_a_locale_and_other_keys_are_passed_over() {
        let line =
            r#"{"id":7,"text":"a","expected":["b",3],"channel":"x","locale":"en","tags":[]}"#;
        let case = parse(4, line.as_bytes()).unwrap();
        assert_eq!((case.id, case.line, case.channel), (Value::from(7), 4, Some(Channel::X)));
        assert_eq!(case.expected, ["b", "3"]);
        assert_eq!(case.locale, Locale::parse("en").ok());
    }
}
