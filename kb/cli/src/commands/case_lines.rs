//! A file of cases, one JSON object a line.

use std::io::{BufRead, Read as _};

use serde_json::{Map, Value};

use crate::failure::Failure;

/// The longest line, in bytes: a longer one is refused before it fills the memory.
const LIMIT: usize = 16 << 20;

/// Reads cases one by one.
pub(crate) struct CaseLines<R> {
    from: R,
    place: String,
    line: u64,
}

impl<R: BufRead> CaseLines<R> {
    /// Reads from `from`, which errors call `place`.
    pub(crate) fn new(from: R, place: &str) -> Self {
        Self { from, place: place.to_owned(), line: 0 }
    }

    /// The next case, `None` at the end. Blank lines are passed over.
    pub(crate) fn next(&mut self) -> Result<Option<Map<String, Value>>, Failure> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.line += 1;
            let mut limited = self.from.by_ref().take(LIMIT as u64 + 1);
            let length = limited.read_until(b'\n', &mut bytes);
            let place = || self.place.clone();
            match length.map_err(|source| Failure::Input { place: place(), source })? {
                0 => return Ok(None),
                length if length > LIMIT => return Err(self.problem("longer than 16 MB")),
                _ => {}
            }
            let start = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.line == 1);
            let start = start.unwrap_or(&bytes);
            if start.trim_ascii().is_empty() {
                continue;
            }
            return match serde_json::from_slice(start) {
                Ok(Value::Object(case)) => Ok(Some(case)),
                Ok(_) => Err(self.problem("a line is an object like {\"template\": …}")),
                Err(err) => Err(self.problem(format!("no valid JSON: {err}"))),
            };
        }
    }

    /// What is wrong with the line that was read last.
    pub(crate) fn problem(&self, problem: impl Into<String>) -> Failure {
        Failure::Line { place: self.place.clone(), line: self.line, problem: problem.into() }
    }
}
