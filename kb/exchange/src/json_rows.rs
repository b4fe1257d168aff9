//! JSON lines, and one JSON array: each object is a record.

use std::{io::BufRead as _, rc::Rc};

use serde_json::Value;

use crate::{
    ExchangeError,
    record::{Found, Record, Remark, Rows, shown},
    source::{ROW_LIMIT, Source, Tally, newlines},
};

/// Reads the objects of a file one by one.
pub(crate) struct JsonRows {
    source: Source,
    tally: Rc<Tally>,
    /// The line that is read next, from 1.
    line: u64,
    shape: Shape,
}

enum Shape {
    /// Not looked at yet.
    Unknown,
    /// An object on each line.
    Lines,
    /// A list of objects, which has begun.
    Array,
    /// A list that has ended.
    Ended,
}

/// A piece of the file that should be an object.
struct Piece {
    line: u64,
    bytes: Vec<u8>,
    end: End,
}

enum End {
    Whole,
    TooLong,
    /// The file ends in the middle of it.
    Missing,
}

impl JsonRows {
    pub(crate) fn new(source: Source, tally: Rc<Tally>) -> Self {
        Self { source, tally, line: 1, shape: Shape::Unknown }
    }

    fn next_piece(&mut self) -> Result<Option<Piece>, ExchangeError> {
        loop {
            match self.shape {
                Shape::Lines => return self.next_line(),
                Shape::Array => return self.next_element(),
                Shape::Ended => return self.after_array(),
                Shape::Unknown => {
                    let first = self.skip(u8::is_ascii_whitespace)?;
                    self.shape = if first == Some(b'[') { Shape::Array } else { Shape::Lines };
                    if first == Some(b'[') {
                        self.source.consume(1);
                    }
                }
            }
        }
    }

    /// Passes over bytes that are `passed` and gives the first that is not, without taking it.
    fn skip(&mut self, passed: impl Fn(&u8) -> bool) -> Result<Option<u8>, ExchangeError> {
        loop {
            let chunk = match self.source.fill_buf() {
                Ok([]) => return Ok(None),
                Ok(chunk) => chunk,
                Err(err) => return Err(self.source.failed(err)),
            };
            let length = chunk.iter().take_while(|byte| passed(byte)).count();
            let found = chunk.get(length).copied();
            self.line += newlines(chunk.get(..length).unwrap_or_default());
            self.source.consume(length);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn next_line(&mut self) -> Result<Option<Piece>, ExchangeError> {
        let mut bytes = Vec::new();
        while let Some(cut) = self.source.line(&mut bytes)? {
            let line = self.line;
            self.line += 1;
            let end = if cut { End::TooLong } else { End::Whole };
            if cut || !bytes.trim_ascii().is_empty() {
                return Ok(Some(Piece { line, bytes, end }));
            }
        }
        Ok(None)
    }

    fn next_element(&mut self) -> Result<Option<Piece>, ExchangeError> {
        let first = self.skip(|byte| byte.is_ascii_whitespace() || *byte == b',')?;
        let line = self.line;
        match first {
            None => {
                self.shape = Shape::Lines;
                return Ok(Some(Piece { line, bytes: Vec::new(), end: End::Missing }));
            }
            Some(b']') => {
                self.source.consume(1);
                self.shape = Shape::Ended;
                return self.after_array();
            }
            Some(_) => {}
        }
        let mut bytes = Vec::new();
        let mut cutter = Cutter::default();
        loop {
            let chunk = match self.source.fill_buf() {
                Ok([]) => {
                    self.shape = Shape::Lines;
                    return Ok(Some(Piece { line, bytes, end: End::Missing }));
                }
                Ok(chunk) => chunk,
                Err(err) => return Err(self.source.failed(err)),
            };
            let length = chunk.iter().take_while(|byte| cutter.takes(**byte)).count();
            let part = chunk.get(..length).unwrap_or_default();
            let ended = length < chunk.len();
            self.line += newlines(part);
            if bytes.len() <= ROW_LIMIT {
                bytes.extend_from_slice(part);
            }
            self.source.consume(length);
            if ended {
                let end = if bytes.len() > ROW_LIMIT { End::TooLong } else { End::Whole };
                return Ok(Some(Piece { line, bytes, end }));
            }
        }
    }

    fn after_array(&mut self) -> Result<Option<Piece>, ExchangeError> {
        if self.skip(u8::is_ascii_whitespace)?.is_none() {
            return Ok(None);
        }
        self.shape = Shape::Lines;
        self.next_line()
    }
}

impl Rows for JsonRows {
    fn next(&mut self) -> Result<Option<Found>, ExchangeError> {
        let Some(Piece { line, bytes, end }) = self.next_piece()? else { return Ok(None) };
        let failed = |message| Err(Remark::error(line, message));
        let found = match end {
            End::Whole => parse(line, &self.tally.text(line, &bytes)),
            End::TooLong => failed("the row is longer than 8 MB"),
            End::Missing => failed("the list is not closed: the file ends too early"),
        };
        Ok(Some(found.map_or_else(|remark| Found::Remark(remark, None), Found::Record)))
    }

    fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// Finds the end of a value within a list: the comma or bracket at its own depth.
#[derive(Default)]
struct Cutter {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Cutter {
    /// Whether `byte` still belongs to the value.
    fn takes(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return true;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b',' | b']' if self.depth == 0 => return false,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        true
    }
}

fn parse(line: u64, text: &str) -> Result<Record, Remark> {
    let mut remarks = Vec::new();
    let without_nul = text.contains('\0').then(|| text.replace('\0', ""));
    if without_nul.is_some() {
        remarks.push(Remark::warning(line, "the row held NUL characters, which were left out"));
    }
    match serde_json::from_str(without_nul.as_deref().unwrap_or(text)) {
        Ok(Value::Object(fields)) => Ok(Record { line, fields, remarks, ..Record::default() }),
        Ok(other) => {
            let other = shown(&other);
            Err(Remark::error(
                line,
                format!("a row is an object like {{\"text\": …}}, not {other}"),
            ))
        }
        Err(err) => {
            let line = line + (err.line() as u64).saturating_sub(1);
            Err(Remark::error(line, format!("no valid JSON: {}", cause(&err))))
        }
    }
}

/// What the parser says, without its own count of lines.
fn cause(err: &serde_json::Error) -> String {
    let message = err.to_string();
    match message.rsplit_once(" at line ") {
        Some((cause, _)) => format!("{cause} at column {}", err.column()),
        None => message,
    }
}
