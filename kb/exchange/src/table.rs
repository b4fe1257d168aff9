//! Tables: each row of a CSV file is a record.

use std::{
    cell::Cell,
    io::{self, Chain, Read},
    path::Path,
    rc::Rc,
};

use serde_json::{Map, Value};

use crate::{
    ExchangeError, Mapping,
    columns::is_list,
    record::{Found, Record, Remark, Rows},
    source::{ROW_LIMIT, Source, Tally, newlines},
};

/// Stands after the file's end. When it is not a row of its own, a quote was never closed.
const SENTINEL: &[u8] = b"\n\x1e";
/// The same, as the end of the cell that swallowed it.
const MARK: &[u8] = b"\x1e";

/// Reads the rows of a table one by one.
pub(crate) struct Table {
    reader: csv::Reader<Bounded<Chain<Source, &'static [u8]>>>,
    tally: Rc<Tally>,
    since_row: Rc<Cell<usize>>,
    mapping: Mapping,
    width: usize,
    record: csv::ByteRecord,
    header_passed: bool,
    ended: bool,
}

impl Table {
    pub(crate) fn open(
        path: &Path,
        delimiter: u8,
        mapping: Mapping,
        tally: Rc<Tally>,
    ) -> Result<Self, ExchangeError> {
        let since_row = Rc::new(Cell::new(0));
        let inner = Source::open(path, Rc::clone(&tally))?.chain(SENTINEL);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(Bounded { inner, since_row: Rc::clone(&since_row) });
        Ok(Self {
            reader,
            tally,
            since_row,
            header_passed: !mapping.has_header,
            mapping,
            width: 0,
            record: csv::ByteRecord::new(),
            ended: false,
        })
    }

    /// Reads a row, gives its line, or `None` at the end.
    fn advance(&mut self) -> Result<Option<Result<u64, Remark>>, ExchangeError> {
        self.since_row.set(0);
        if self.ended {
            return Ok(None);
        }
        let before = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(_) if self.record.as_slice() == MARK => Ok(None),
            Ok(true) => {
                // Counted from the row's end: blank lines before it do not belong to it.
                self.ended = self.record.as_slice().ends_with(MARK);
                let within = newlines(self.record.as_slice());
                let lines = within + u64::from(!self.ended);
                let line = self.reader.position().line().saturating_sub(lines);
                let open = "a quote that begins in this row is never closed";
                Ok(Some(if self.ended { Err(Remark::error(line, open)) } else { Ok(line) }))
            }
            Ok(false) => Ok(None),
            Err(err) => {
                self.ended = true;
                match err.into_kind() {
                    csv::ErrorKind::Io(err) if err.kind() == io::ErrorKind::FileTooLarge => {
                        let long = "the row is longer than 8 MB; is a quote never closed? \
                            the rest was not read";
                        Ok(Some(Err(Remark::error(before, long))))
                    }
                    csv::ErrorKind::Io(err) => {
                        Err(self.reader.get_ref().inner.get_ref().0.failed(err))
                    }
                    other => Ok(Some(Err(Remark::error(before, format!("{other:?}"))))),
                }
            }
        }
    }

    /// What is wrong with the row's width.
    fn ragged(&self, line: u64) -> Option<Remark> {
        let filled = self.record.iter().rposition(|cell| !cell.trim_ascii().is_empty());
        let filled = filled.map_or(0, |last| last + 1);
        let (cells, width) = (self.record.len(), self.width);
        let first = if self.mapping.has_header { "header" } else { "first row" };
        let message = format!("the row has {cells} cells, the {first} has {width}");
        (cells < width || filled > width).then(|| Remark::error(line, message))
    }

    fn read_cells(&self, line: u64) -> Map<String, Value> {
        let mut fields = Map::new();
        for column in &self.mapping.columns {
            let Some(cell) = self.record.get(column.index as usize) else { continue };
            let text = self.tally.text(line, cell);
            if text.trim().is_empty() {
                continue;
            }
            match column.field.as_deref() {
                Some(field) => put(&mut fields, field, &text),
                None => put_other(&mut fields, &column.header, column.index, &text),
            }
        }
        fields
    }
}

impl Rows for Table {
    fn next(&mut self) -> Result<Option<Found>, ExchangeError> {
        loop {
            let line = match self.advance()? {
                None => return Ok(None),
                Some(Err(remark)) => return Ok(Some(Found::Remark(remark, None))),
                Some(Ok(line)) => line,
            };
            if self.width == 0 {
                self.width = self.record.len();
            }
            if !self.header_passed {
                self.header_passed = true;
                continue;
            }
            if self.record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            return Ok(Some(match self.ragged(line) {
                Some(remark) => Found::Remark(remark, None),
                None => Found::Record(Record {
                    line,
                    fields: self.read_cells(line),
                    ..Record::default()
                }),
            }));
        }
    }

    fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// Puts a cell under its header; a column must not overwrite another one.
fn put_other(fields: &mut Map<String, Value>, header: &str, index: u32, text: &str) {
    let name = match header.trim() {
        "" => format!("column {}", index + 1),
        taken if fields.contains_key(taken) => format!("{taken} ({})", index + 1),
        free => free.to_owned(),
    };
    fields.insert(name, Value::from(text));
}

/// Puts a cell into its field: lists split, JSON read, `customer.…` within `customer`.
fn put(fields: &mut Map<String, Value>, field: &str, text: &str) {
    if let Some((group, rest)) = field.split_once('.')
        && matches!(group, "customer" | "attributes")
    {
        let inner = fields.entry(group).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(inner) = inner {
            put(inner, rest, text);
        }
        return;
    }
    let value = match field {
        "other" => return put_all(fields, text),
        "variants" => serde_json::from_str(text).ok(),
        _ if is_list(field) => Some(split(field, text)),
        _ => None,
    };
    fields.insert(field.to_owned(), value.unwrap_or_else(|| Value::from(text)));
}

/// Puts the keys of an object, as the export writes it, beside the columns.
fn put_all(fields: &mut Map<String, Value>, text: &str) {
    match serde_json::from_str(text) {
        Ok(Value::Object(other)) => {
            for (key, value) in other {
                fields.entry(key).or_insert(value);
            }
        }
        _ => {
            fields.insert("other".to_owned(), Value::from(text));
        }
    }
}

/// The texts in a cell: a JSON list, or parts between `|`, `;` or line ends. Commas separate
/// topics and channels, where nothing else does; phrasings may hold them.
fn split(field: &str, text: &str) -> Value {
    if text.starts_with('[')
        && let Ok(list @ Value::Array(_)) = serde_json::from_str(text)
    {
        return list;
    }
    let marks: &[char] = match text.contains(['|', ';', '\n']) {
        true => &['|', ';', '\n'],
        false if field == "phrasings" => &[],
        false => &[','],
    };
    text.split(marks).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Fails when a row grows beyond the limit, so that an open quote cannot fill the memory.
struct Bounded<R> {
    inner: R,
    since_row: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buf)?;
        self.since_row.set(self.since_row.get() + length);
        if self.since_row.get() > ROW_LIMIT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(length)
    }
}
