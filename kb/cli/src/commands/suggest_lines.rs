//! A file of queries, read line by line.

use std::io::{BufRead, Read as _};

use antiphon_model::{Channel, Locale};
use serde::Deserialize;
use serde_json::Value;

use crate::failure::Failure;

/// The longest line, in bytes: a longer one is refused before it fills the memory.
const LIMIT: usize = 8 << 20;

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

/// Reads queries one by one.
pub(crate) struct QueryLines<R> {
    from: R,
    place: String,
    line: u64,
}

impl<R: BufRead> QueryLines<R> {
    /// Reads from `from`, which errors call `place`.
    pub(crate) fn new(from: R, place: &str) -> Self {
        Self { from, place: place.to_owned(), line: 0 }
    }

    /// The next query, `None` at the end. Blank lines are passed over.
    pub(crate) fn next(&mut self) -> Result<Option<QueryLine>, Failure> {
        self.next_as(parse)
    }

    /// The next line as `parse` reads it, `None` at the end. Blank lines are passed over.
    pub(crate) fn next_as<T>(
        &mut self,
        parse: impl Fn(&[u8]) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
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
            let start = if self.line == 1 { without_mark(&bytes) } else { &bytes };
            if !start.trim_ascii().is_empty() {
                return parse(start).map(Some).map_err(|problem| self.problem(problem));
            }
        }
    }

    fn problem(&self, problem: impl Into<String>) -> Failure {
        Failure::Line { place: self.place.clone(), line: self.line, problem: problem.into() }
    }
}

/// What follows the byte order mark that some editors put at the start of a file.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn parse(bytes: &[u8]) -> Result<QueryLine, String> {
    let text = str::from_utf8(bytes).map_err(|_invalid| "not UTF-8".to_owned())?;
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

/// What the parser says, with our own count of lines instead of its.
pub(super) fn cause(err: &serde_json::Error) -> String {
    let message = err.to_string();
    match message.rsplit_once(" at line ") {
        Some((cause, _)) => format!("{cause} at column {}", err.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<Result<QueryLine, String>> {
        let mut lines = QueryLines::new(text, "q.jsonl");
        let mut all = Vec::new();
        while let Some(next) = lines.next().map_err(|err| err.to_string()).transpose() {
            let failed = next.is_err();
            all.push(next);
            if failed {
                break;
            }
        }
        all
    }

    #[test]
    fn a_mark_blank_lines_and_windows_line_ends_do_not_matter() {
        let read = lines(b"\xEF\xBB\xBF{\"id\":7,\"text\":\"a\"}\r\n\r\n{\"text\":\"b\",\"channel\":\"Twitter\",\"locale\":\"\"}");
        let [Ok(first), Ok(second)] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!((first.id.clone(), first.text.as_str()), (Value::from(7), "a"));
        assert_eq!((second.channel, second.locale.clone()), (Some(Channel::X), None));
    }

    #[track_caller]
    fn check(line: &[u8], problem: &str) {
        let mut text = b"{\"text\":\"fine\"}\n".to_vec();
        text.extend_from_slice(line);
        let read = lines(&text);
        let [Ok(_), Err(message)] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!(message, &format!("q.jsonl:2: {problem}"));
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named_with_its_place() {
        check(b"{\"text\":", "no query: EOF while parsing a value at column 8");
        check(b"{}", "text: there is none");
        check(b"{\"text\":\"\xff\"}", "not UTF-8");
        check(b"{\"text\":\"a\",\"id\":[]}", "id: neither text nor a number");
        check(
            b"{\"text\":\"a\",\"locale\":\"english\"}",
            "locale: \"english\" is no locale; write it like en, de or pt-BR",
        );
        check(&vec![b'x'; LIMIT + 1], "longer than 8 MB");
    }
}
