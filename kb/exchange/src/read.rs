//! Reading a file or folder: what it is, then row by row with progress.

use std::{fs, ops::ControlFlow, path::Path, rc::Rc};

use jiff::tz::TimeZone;

use crate::{
    ExchangeError, Format, Kind, Mapping, Reading, Row, answer_fields, columns,
    folder::Folder,
    json_rows::JsonRows,
    query_fields,
    reading::Findings,
    record::{Fields, Found, Record, Remark, Rows},
    sniff::{self, Layout, TableStart},
    source::{Source, Tally},
    table::Table,
};

/// Told how many bytes of how many are read, about every thousand rows; `Break` stops the reading.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// How many rows are read between two calls of [`Progress`].
const ROWS_A_STEP: u64 = 1_000;
/// How many bytes are read between two calls, where rows are long.
const BYTES_A_STEP: u64 = 4 << 20;
/// How many rows may pass before one must tell what kind they are.
const ROWS_TO_GUESS: usize = 100;
/// How many rows [`inspect`] gives.
const FIRST_ROWS: usize = 5;

/// What the caller knows better than the guess.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the rows are.
    pub kind: Option<Kind>,
    /// What the columns of a table mean.
    pub mapping: Option<Mapping>,
    /// The zone of times that name none.
    pub zone: TimeZone,
}

impl Default for Options {
    fn default() -> Self {
        Self { kind: None, mapping: None, zone: TimeZone::UTC }
    }
}

/// What a file seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What its rows are; `None` when nothing tells.
    pub kind: Option<Kind>,
    /// How it is laid out, for a table with the meaning of its columns.
    pub format: Format,
    /// The first rows of values of a table, cell by cell; empty for other formats.
    pub first_rows: Vec<Vec<String>>,
}

/// Looks at the start of what is at `path`, so that a person can say how to read it.
///
/// # Errors
/// [`ExchangeError::Read`] and [`ExchangeError::NoFile`] when it cannot be read.
pub fn inspect(path: &Path) -> Result<Guess, ExchangeError> {
    let options = Options::default();
    let opened = open(path, &options)?;
    let mut rows = opened.rows;
    let mut kind = opened.kind;
    for _ in 0..ROWS_TO_GUESS {
        if kind.is_some() {
            break;
        }
        match rows.next()? {
            None => break,
            Some(Found::Record(record)) => kind = Findings::guess(&record),
            Some(Found::Remark(..)) => {}
        }
    }
    Ok(Guess { kind, format: opened.format, first_rows: opened.first_rows })
}

/// Reads what is at `path` to its end: a file of JSON lines or CSV, or a folder of Markdown files.
///
/// # Errors
/// [`ExchangeError`] when it cannot be read or is not understood at all, and
/// [`ExchangeError::Cancelled`] when `progress` says so. What is wrong with single rows is in
/// [`Reading::problems`].
pub fn read(
    path: &Path,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Reading, ExchangeError> {
    let Opened { mut rows, kind, format, problem, root, .. } = open(path, options)?;
    let mut intake = Intake {
        findings: Findings::new(root.as_deref().unwrap_or(path)),
        kind,
        waiting: Vec::new(),
        zone: &options.zone,
    };
    if let Some(problem) = problem {
        intake.findings.remark(None, problem);
        return Ok(intake.findings.finish(kind.unwrap_or(Kind::Answers), format, "UTF-8"));
    }
    let mut pace = Pace { progress, rows: 0, told: 0 };
    pace.tell(rows.tally())?;
    while let Some(found) = rows.next()? {
        match found {
            Found::Record(record) => intake.record(path, record)?,
            Found::Remark(remark, file) => intake.findings.remark(file.as_deref(), remark),
        }
        pace.step(rows.tally())?;
    }
    pace.tell(rows.tally())?;
    intake.finish(path, format, rows.tally())
}

/// A file that is ready to be read.
struct Opened {
    rows: Box<dyn Rows>,
    kind: Option<Kind>,
    format: Format,
    first_rows: Vec<Vec<String>>,
    /// Why its rows cannot be read at all.
    problem: Option<Remark>,
    /// Where the paths of its files begin, if it is a folder.
    root: Option<std::path::PathBuf>,
}

fn open(path: &Path, options: &Options) -> Result<Opened, ExchangeError> {
    let layout = sniff::layout(path)?;
    let tally = Rc::new(Tally::default());
    if layout != Layout::Markdown {
        let failed = |source| ExchangeError::Read { path: path.to_owned(), source };
        tally.total.set(fs::metadata(path).map_err(failed)?.len());
    }
    let opened = |rows, kind, format| Opened {
        rows,
        kind,
        format,
        first_rows: Vec::new(),
        problem: None,
        root: None,
    };
    match layout {
        Layout::Json => {
            let source = Source::open(path, Rc::clone(&tally))?;
            let rows = Box::new(JsonRows::new(source, tally));
            Ok(opened(rows, options.kind, Format::JsonLines))
        }
        Layout::Markdown if options.kind.is_some_and(|kind| kind != Kind::Answers) => {
            Err(ExchangeError::MarkdownKind(path.to_owned()))
        }
        Layout::Markdown => {
            let folder = Folder::open(path, tally)?;
            let root = Some(folder.root().to_owned());
            let opened = opened(Box::new(folder), Some(Kind::Answers), Format::Markdown);
            Ok(Opened { root, ..opened })
        }
        Layout::Table => open_table(path, options, tally),
    }
}

fn open_table(path: &Path, options: &Options, tally: Rc<Tally>) -> Result<Opened, ExchangeError> {
    let TableStart { delimiter, rows: mut first_rows } = sniff::table(path)?;
    let header = first_rows.first().cloned().unwrap_or_default();
    let mut problem = None;
    let (kind, mapping) = match &options.mapping {
        Some(mapping) => (options.kind.or_else(|| mapped_kind(mapping)), mapping.clone()),
        None if columns::known_headers(&header) == 0 => {
            let cells = header.join(" ");
            let message = format!(
                "no header of the first row is known, choose what the columns mean: {}",
                crate::record::quoted(&cells)
            );
            problem = (!header.is_empty()).then(|| Remark::error(1, message));
            (options.kind, columns::unknown_mapping(header.len()))
        }
        None => {
            let kind = options.kind.or_else(|| columns::guess_kind(&header));
            (kind, columns::guess_mapping(&header, kind.unwrap_or(Kind::Answers)))
        }
    };
    if mapping.has_header && !first_rows.is_empty() {
        first_rows.remove(0);
    }
    first_rows.truncate(FIRST_ROWS);
    let rows = Box::new(Table::open(path, delimiter, mapping.clone(), tally)?);
    let format = Format::Csv { delimiter: char::from(delimiter), mapping };
    Ok(Opened { rows, kind, format, first_rows, problem, root: None })
}

fn mapped_kind(mapping: &Mapping) -> Option<Kind> {
    let mapped = |name: &str| mapping.columns.iter().any(|c| c.field.as_deref() == Some(name));
    Kind::of(mapped)
}

/// Turns records into rows as soon as their kind is known.
struct Intake<'a> {
    findings: Findings,
    kind: Option<Kind>,
    /// Records that came before one told the kind.
    waiting: Vec<Record>,
    zone: &'a TimeZone,
}

impl Intake<'_> {
    fn record(&mut self, path: &Path, record: Record) -> Result<(), ExchangeError> {
        self.kind = self.kind.or_else(|| Findings::guess(&record));
        let Some(kind) = self.kind else {
            self.waiting.push(record);
            let full = self.waiting.len() >= ROWS_TO_GUESS;
            return if full { Err(self.unknown_kind(path)) } else { Ok(()) };
        };
        for earlier in std::mem::take(&mut self.waiting) {
            self.take(kind, earlier);
        }
        self.take(kind, record);
        Ok(())
    }

    fn take(&mut self, kind: Kind, mut record: Record) {
        let line = record.line;
        let file = record.file.take();
        let mut fields = Fields::new(record, self.zone);
        let mut row = read_row(kind, &mut fields);
        let (other, remarks) = fields.finish();
        for key in other.keys() {
            self.findings.other_key(key);
        }
        match &mut row {
            Some(Row::Answer(row)) => {
                row.line = line;
                row.file.clone_from(&file);
                row.details.other = other;
            }
            Some(Row::Query(row)) => {
                row.line = line;
                row.other = other;
            }
            Some(Row::Phrasing(row)) => row.line = line,
            None => {}
        }
        self.findings.row(file.as_deref(), row, remarks);
    }

    fn unknown_kind(&self, path: &Path) -> ExchangeError {
        let keys = self.waiting.iter().flat_map(|record| record.fields.keys());
        let fields = keys.take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
        ExchangeError::UnknownKind { path: path.to_owned(), fields }
    }

    fn finish(
        mut self,
        path: &Path,
        format: Format,
        tally: &Tally,
    ) -> Result<Reading, ExchangeError> {
        if !self.waiting.is_empty() {
            return Err(self.unknown_kind(path));
        }
        if let Some((line, note)) = tally.note() {
            self.findings.remark(None, Remark::warning(line, note));
        }
        let kind = self.kind.unwrap_or(Kind::Answers);
        Ok(self.findings.finish(kind, format, tally.encoding()))
    }
}

fn read_row(kind: Kind, fields: &mut Fields<'_>) -> Option<Row> {
    match kind {
        Kind::Answers => Some(Row::Answer(Box::new(answer_fields::read(fields)))),
        Kind::Queries => Some(Row::Query(Box::new(query_fields::read_query(fields)))),
        Kind::Phrasings => query_fields::read_phrasing(fields).map(Row::Phrasing),
    }
}

/// Calls [`Progress`] now and then.
struct Pace<'a> {
    progress: Progress<'a>,
    rows: u64,
    /// The bytes that were told last.
    told: u64,
}

impl Pace<'_> {
    fn step(&mut self, tally: &Tally) -> Result<(), ExchangeError> {
        self.rows += 1;
        let due = self.rows.is_multiple_of(ROWS_A_STEP);
        let far = tally.done.get() - self.told >= BYTES_A_STEP;
        if due || far { self.tell(tally) } else { Ok(()) }
    }

    fn tell(&mut self, tally: &Tally) -> Result<(), ExchangeError> {
        self.told = tally.done.get();
        match (self.progress)(self.told, tally.total.get()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExchangeError::Cancelled),
        }
    }
}
