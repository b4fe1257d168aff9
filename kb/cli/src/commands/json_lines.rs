//! Texts and files of cases as every command reads them: from a file or from standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use crate::failure::Failure;

/// What stands for standard input.
pub(super) const STDIN: &str = "-";
/// What errors call standard input.
const PLACE: &str = "standard input";
/// The longest line, and the longest text on standard input, in bytes: a longer one is refused
/// before it fills the memory.
pub(super) const LIMIT: usize = 16 << 20;

/// A file of cases, read one JSON value a line.
pub(crate) struct JsonLines {
    from: Box<dyn BufRead>,
    place: String,
    line: u64,
    is_typed: bool,
}

impl JsonLines {
    /// Opens `file`; `-` is standard input.
    pub(crate) fn open(file: &Path) -> Result<Self, Failure> {
        if file.as_os_str() == STDIN {
            let stdin = Box::new(BufReader::new(io::stdin().lock()));
            return Ok(Self { is_typed: true, ..Self::new(stdin, PLACE) });
        }
        let place = file.display().to_string();
        match File::open(file) {
            Ok(opened) => Ok(Self::new(Box::new(BufReader::new(opened)), &place)),
            Err(source) => Err(Failure::Input { place, source }),
        }
    }

    /// Reads from `from`, which errors call `place`.
    pub(crate) fn new(from: Box<dyn BufRead>, place: &str) -> Self {
        Self { from, place: place.to_owned(), line: 0, is_typed: false }
    }

    /// Whether the lines come from standard input, where somebody may wait for each result.
    pub(crate) fn is_typed(&self) -> bool {
        self.is_typed
    }

    /// The next line as `parse` reads it, `None` at the end. Blank lines are passed over.
    pub(crate) fn next<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.line += 1;
            let mut limited = self.from.by_ref().take(LIMIT as u64 + 1);
            let length = limited.read_until(b'\n', &mut bytes);
            match length.map_err(|source| Failure::Input { place: self.place.clone(), source })? {
                0 => return Ok(None),
                length if length > LIMIT => return Err(self.problem("longer than 16 MB")),
                _ => {}
            }
            // Some editors put a mark at the start of a file.
            let start = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.line == 1);
            let start = start.unwrap_or(&bytes);
            if start.trim_ascii().is_empty() {
                continue;
            }
            let text = str::from_utf8(start).map_err(|_invalid| self.problem("not UTF-8"))?;
            return parse(text).map(Some).map_err(|problem| self.problem(problem));
        }
    }

    /// What is wrong with the line that was read last.
    pub(crate) fn problem(&self, problem: impl Into<String>) -> Failure {
        Failure::Line { place: self.place.clone(), line: self.line, problem: problem.into() }
    }
}

/// What the parser says, with our own count of lines instead of its.
pub(super) fn cause(err: &serde_json::Error) -> String {
    let message = err.to_string();
    match message.rsplit_once(" at line ") {
        Some((cause, _)) => format!("{cause} at column {}", err.column()),
        None => message,
    }
}

/// All of standard input as a text of at most `limit` bytes.
pub(super) fn typed(limit: usize) -> Result<String, Failure> {
    let failed = |source| Failure::Input { place: PLACE.to_owned(), source };
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limit {
        let problem = format!("it is longer than {} KB", limit >> 10);
        return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, problem)));
    }
    String::from_utf8(bytes).map_err(|_invalid| Failure::MessageEncoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> JsonLines {
        JsonLines::new(Box::new(io::Cursor::new(text.to_vec())), "t.jsonl")
    }

    #[test]
    fn a_mark_blank_lines_and_windows_line_ends_do_not_matter() {
        let mut lines = lines(b"\xEF\xBB\xBF7\r\n\r\n\n8");
        let mut next = || lines.next(|text| Ok(text.trim().to_owned())).unwrap();
        assert_eq!([next(), next(), next()], [Some("7".to_owned()), Some("8".to_owned()), None]);
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named_with_its_place() {
        let long = vec![b'x'; LIMIT + 1];
        for (line, problem) in
            [(b"\"\xff\"".as_slice(), "not UTF-8"), (&long, "longer than 16 MB"), (b"no", "odd")]
        {
            let mut lines = lines(&[b"1\n", line].concat());
            lines.next(|_| Ok(())).unwrap();
            let err = lines.next(|_| Err::<(), _>("odd".to_owned())).unwrap_err();
            assert_eq!(err.to_string(), format!("t.jsonl:2: {problem}"));
        }
    }
}
