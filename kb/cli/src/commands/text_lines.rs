//! A file of texts to look at, read line by line: `{"id", "text", …}`.

use std::io::{BufRead, Read as _};

use serde_json::{Map, Value};

use crate::failure::Failure;

/// The longest line, in bytes: a longer one is refused before it fills the memory.
const LIMIT: usize = 8 << 20;

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
pub(crate) struct TextLines<R> {
    from: R,
    place: String,
    line: u64,
}

impl<R: BufRead> TextLines<R> {
    /// Reads from `from`, which errors call `place`.
    pub(crate) fn new(from: R, place: &str) -> Self {
        Self { from, place: place.to_owned(), line: 0 }
    }

    /// The next text, `None` at the end. Blank lines are passed over.
    pub(crate) fn next(&mut self) -> Result<Option<TextLine>, Failure> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.line += 1;
            let mut limited = self.from.by_ref().take(LIMIT as u64 + 1);
            let length = limited.read_until(b'\n', &mut bytes);
            let place = || self.place.clone();
            match length.map_err(|source| Failure::Input { place: place(), source })? {
                0 => return Ok(None),
                length if length > LIMIT => return Err(self.problem("longer than 8 MB")),
                _ => {}
            }
            let start = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.line == 1);
            let start = start.unwrap_or(&bytes);
            if !start.trim_ascii().is_empty() {
                return parse(start).map(Some).map_err(|problem| self.problem(problem));
            }
        }
    }

    /// What is wrong with the line that was read last.
    pub(crate) fn problem(&self, problem: impl Into<String>) -> Failure {
        Failure::Line { place: self.place.clone(), line: self.line, problem: problem.into() }
    }
}

fn parse(bytes: &[u8]) -> Result<TextLine, String> {
    let text = str::from_utf8(bytes).map_err(|_invalid| "not UTF-8".to_owned())?;
    let value = serde_json::from_str(text).map_err(|err| format!("no valid JSON: {err}"))?;
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
    fn what_is_no_text_is_named_with_its_place() {
        for (line, problem) in [
            ("[]", "a line is an object like {\"text\": …}"),
            ("{}", "text: there is none"),
            ("{\"text\":\"a\",\"id\":[]}", "id: neither text nor a number"),
        ] {
            let text = format!("\n{{\"text\":\"fine\",\"x\":1}}\n{line}\n");
            let mut lines = TextLines::new(text.as_bytes(), "t.jsonl");
            let first = lines.next().unwrap().unwrap();
            assert_eq!((first.text.as_str(), first.rest.len(), first.id), ("fine", 1, None));
            assert_eq!(lines.next().unwrap_err().to_string(), format!("t.jsonl:3: {problem}"));
        }
    }
}
