//! A file of texts to look at, read line by line: `{"id", "text", …}`.

use serde_json::{Map, Value};

use super::json_lines::{JsonLines, cause};
use crate::failure::Failure;

/// A text of the file.
#[derive(Debug, PartialEq)]
pub(crate) struct TextLine {
    /// As it stands in the file; `None` when there is none.
    pub(crate) id: Option<Value>,
    pub(crate) text: String,
    /// All else that stands there.
    pub(crate) rest: Map<String, Value>,
}

/// Reads texts one by one.
pub(crate) struct TextLines(pub(super) JsonLines);

impl TextLines {
    /// The next text, `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<TextLine>, Failure> {
        self.0.next(parse)
    }

    /// What is wrong with the line that was read last.
    pub(crate) fn problem(&self, problem: impl Into<String>) -> Failure {
        self.0.problem(problem)
    }
}

fn parse(text: &str) -> Result<TextLine, String> {
    let value =
        serde_json::from_str(text).map_err(|err| format!("no valid JSON: {}", cause(&err)))?;
    let Value::Object(mut rest) = value else {
        return Err("a line is an object like {\"text\": …}".to_owned());
    };
    let id = rest.remove("id");
    if !matches!(id, None | Some(Value::Null | Value::String(_) | Value::Number(_))) {
        return Err("id: neither text nor a number".to_owned());
    }
    match rest.remove("text") {
        Some(Value::String(text)) => Ok(TextLine { id, text, rest }),
        _ => Err("text: there is none".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        let fine = parse("{\"text\":\"fine\",\"x\":1}").unwrap();
        assert_eq!((fine.text.as_str(), fine.rest.len(), fine.id), ("fine", 1, None));
        for (line, problem) in [
            ("[]", "a line is an object like {\"text\": …}"),
            ("{}", "text: there is none"),
            ("{\"text\":\"a\",\"id\":[]}", "id: neither text nor a number"),
            ("{\"text\":", "no valid JSON: EOF while parsing a value at column 8"),
        ] {
            assert_eq!(parse(line).unwrap_err(), problem);
        }
    }
}
