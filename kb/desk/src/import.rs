//! Importing files: always a dry run first, then all or nothing.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use antiphon_exchange::{
    AnswerRow, Entry, Format, Guess, Kind, Mapping, NearDuplicates, Options, Problem, Reading, Row,
    Severity,
};
use antiphon_model::{Answer, AnswerId};
use antiphon_store::answers;

use crate::import_plan::{Approve, Plan, Planner};
use crate::lock::WriteLock;
use crate::open::{Progress, Task, Watch, locked};
use crate::views::{
    ColumnView, FacetCount, ImportFile, ImportFormat, ImportKind, ImportPreview, ImportProblem,
    NearDuplicate,
};
use crate::{Desk, DeskError};

/// How many problems a preview shows.
const SHOWN: usize = 500;
/// How many pairs of near-duplicates a preview shows.
const PAIRS: usize = 100;

/// What to import, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportRequest {
    /// Files, or folders of Markdown files.
    pub paths: Vec<String>,
    /// What the rows are; guessed when absent.
    pub kind: Option<ImportKind>,
    /// For one CSV file: what each column means, in order; guessed when absent.
    pub columns: Option<Vec<Option<String>>>,
    /// Whether rows that do not say where they stand are taken in as approved, and changes of
    /// approved answers replace what is approved.
    pub approve: bool,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportResult {
    /// Rows that were new.
    pub added: u32,
    /// Rows that changed something.
    pub changed: u32,
    /// Rows that were known already.
    pub unchanged: u32,
}

/// Everything a dry run finds.
struct DryRun {
    plan: Plan,
    files: Vec<ImportFile>,
    problems: Vec<Problem>,
    errors: u64,
    warnings: u64,
    other_keys: BTreeMap<String, u64>,
    rows: u64,
    kind: Kind,
}

impl Desk {
    /// Reads the files and says what importing them would do; nothing is changed.
    ///
    /// # Errors
    /// [`DeskError::Exchange`] when a file cannot be read at all, [`DeskError::Cancelled`].
    pub fn preview_import(
        &self,
        request: &ImportRequest,
        watch: Watch<'_>,
    ) -> Result<ImportPreview, DeskError> {
        let readings = self.read_all(request, watch)?;
        let near = self.near_duplicates(&readings)?;
        Ok(self.dry_run(request, readings, watch)?.preview(near))
    }

    /// Takes the rows in: all of them or none.
    ///
    /// # Errors
    /// [`DeskError::ImportErrors`] when rows have errors, [`DeskError::NothingToImport`],
    /// [`DeskError::Cancelled`] when `watch` broke off in time.
    pub fn run_import(
        &self,
        request: &ImportRequest,
        watch: Watch<'_>,
    ) -> Result<ImportResult, DeskError> {
        let readings = self.read_all(request, watch)?;
        // Planned under the lock: nobody else writes between the plan and what comes of it.
        let mut writer = locked(&self.writer);
        let lock = WriteLock::take(&self.home, "antiphon import")?;
        self.see_all(&mut writer, watch)?;
        let DryRun { plan, errors, rows, .. } = self.dry_run(request, readings, watch)?;
        if errors > 0 {
            return Err(DeskError::ImportErrors { errors });
        }
        if rows == 0 {
            return Err(DeskError::NothingToImport);
        }
        let Plan { commands, added, changed, unchanged, .. } = plan;
        let total = commands.len() as u64;
        self.submit_under(&lock, &mut writer, (total, &mut commands.into_iter()), watch)?;
        Ok(ImportResult { added, changed, unchanged })
    }

    fn read_all(
        &self,
        request: &ImportRequest,
        watch: Watch<'_>,
    ) -> Result<Vec<(PathBuf, Reading)>, DeskError> {
        let zone = self.workspace_state()?.zone();
        let mut readings = Vec::new();
        for path in &request.paths {
            let path = PathBuf::from(path);
            let kind = request.kind.map(exchange_kind);
            let options = Options { kind, zone: zone.clone(), ..Options::default() };
            let reading = read(&path, request, options, watch)?;
            readings.push((path, reading));
        }
        // Phrasings may be for answers of the same import.
        readings.sort_by_key(|(_, reading)| match reading.kind {
            Kind::Answers => 0,
            Kind::Phrasings => 1,
            Kind::Queries => 2,
        });
        Ok(readings)
    }

    fn dry_run(
        &self,
        request: &ImportRequest,
        readings: Vec<(PathBuf, Reading)>,
        watch: Watch<'_>,
    ) -> Result<DryRun, DeskError> {
        let approve = if request.approve { Approve::Yes } else { Approve::No };
        let mut run = DryRun {
            plan: Plan::default(),
            files: Vec::new(),
            problems: Vec::new(),
            errors: 0,
            warnings: 0,
            other_keys: BTreeMap::new(),
            rows: 0,
            kind: readings.first().map_or(Kind::Answers, |(_, reading)| reading.kind),
        };
        let mut planner = Planner::new(self, approve)?;
        for (path, reading) in readings {
            run.files.push(file_view(&path, &reading));
            run.note(&reading);
            let total = reading.rows.len() as u64;
            for (done, row) in (0..).zip(reading.rows) {
                tell(watch, done, total)?;
                planner.row(&path, row)?;
            }
        }
        run.plan = planner.finish()?;
        let found = std::mem::take(&mut run.plan.problems);
        for problem in found {
            run.count(problem.severity);
            run.problems.push(problem);
        }
        Ok(run)
    }

    /// The first pairs of answers that say almost the same, and how many there are in all.
    fn near_duplicates(
        &self,
        readings: &[(PathBuf, Reading)],
    ) -> Result<(Vec<NearDuplicate>, u64), DeskError> {
        let rows: Vec<&AnswerRow> = readings
            .iter()
            .flat_map(|(_, reading)| &reading.rows)
            .filter_map(|row| match row {
                Row::Answer(row) => Some(row.as_ref()),
                Row::Query(_) | Row::Phrasing(_) => None,
            })
            .collect();
        if rows.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let mut known: Vec<Answer> = Vec::new();
        self.read(|conn| {
            answers::each(conn, &mut |answer| {
                known.push(answer);
                ControlFlow::Continue(())
            })
        })?;
        let known: Vec<_> = known.iter().filter_map(known_entry).collect();
        let rows: Vec<_> = rows.into_iter().enumerate().map(row_entry).collect();
        let NearDuplicates { pairs, count } = antiphon_exchange::near_duplicates(&rows, &known);
        let title = |key: &Key<'_>| key.title.to_owned();
        let shown = pairs.iter().take(PAIRS).map(|pair| NearDuplicate {
            left: title(&pair.first),
            right: title(&pair.second),
            similarity: percent(pair.similarity),
        });
        Ok((shown.collect(), count))
    }
}

/// What a text is known by while it is compared.
#[derive(Clone)]
struct Key<'a> {
    /// The answer's id, or the row's number where it has none.
    id: Result<&'a AnswerId, usize>,
    title: &'a str,
}

impl PartialEq for Key<'_> {
    /// A row without an id is about the answer of the same title.
    fn eq(&self, other: &Self) -> bool {
        match (self.id, other.id) {
            (Err(_), Ok(_)) | (Ok(_), Err(_)) => {
                antiphon_model::normalised(self.title) == antiphon_model::normalised(other.title)
            }
            (one, other) => one == other,
        }
    }
}

fn known_entry(answer: &Answer) -> Option<Entry<'_, Key<'_>>> {
    let content = &answer.newest()?.content;
    let key = Key { id: Ok(&answer.id), title: &content.title };
    Some(Entry { key, title: &content.title, body: &content.body })
}

fn row_entry((number, row): (usize, &AnswerRow)) -> Entry<'_, Key<'_>> {
    let key = Key { id: row.id.as_ref().ok_or(number), title: &row.content.title };
    Entry { key, title: &row.content.title, body: &row.content.body }
}

fn percent(share: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 before"
    )]
    let percent = (share * 100.0).round().clamp(0.0, 100.0) as u32;
    percent
}

impl DryRun {
    fn note(&mut self, reading: &Reading) {
        self.rows += reading.rows.len() as u64;
        self.errors += reading.errors;
        self.warnings += reading.warnings;
        self.problems.extend(reading.problems.iter().cloned());
        for (key, count) in &reading.other_keys {
            *self.other_keys.entry(key.clone()).or_default() += count;
        }
    }

    fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }

    fn preview(mut self, (near, near_count): (Vec<NearDuplicate>, u64)) -> ImportPreview {
        // Errors first: they are what stands in the way.
        self.problems.sort_by_key(|problem| problem.severity == Severity::Warning);
        self.problems.truncate(SHOWN);
        ImportPreview {
            importable: self.errors == 0 && self.rows > 0,
            files: self.files,
            field_choices: antiphon_exchange::known_fields(self.kind).map(str::to_owned).collect(),
            added: self.plan.added,
            changed: self.plan.changed,
            unchanged: self.plan.unchanged,
            open_revisions: self.plan.open_revisions,
            errors: number(self.errors),
            warnings: number(self.warnings),
            problems: self.problems.iter().map(problem_view).collect(),
            near_duplicates: near,
            near_duplicate_count: number(near_count),
            other_keys: self
                .other_keys
                .into_iter()
                .map(|(name, count)| FacetCount { name, count: number(count) })
                .collect(),
        }
    }
}

fn read(
    path: &Path,
    request: &ImportRequest,
    mut options: Options,
    watch: Watch<'_>,
) -> Result<Reading, DeskError> {
    if let Some(columns) = &request.columns {
        let guess = antiphon_exchange::inspect(path)?;
        if let Format::Csv { mut mapping, .. } = guess.format {
            for (column, field) in mapping.columns.iter_mut().zip(columns) {
                column.field.clone_from(field);
            }
            options.mapping = Some(mapping);
        }
    }
    let reading = antiphon_exchange::read(path, &options, &mut |done, total| {
        watch(Progress { task: Task::Import, done, total })
    });
    Ok(reading?)
}

/// Tells of progress now and then, and hears the wish to cancel.
fn tell(watch: Watch<'_>, done: u64, total: u64) -> Result<(), DeskError> {
    let due = done.is_multiple_of(500);
    if due && watch(Progress { task: Task::Import, done, total }).is_break() {
        return Err(DeskError::Cancelled);
    }
    Ok(())
}

fn exchange_kind(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Answers => Kind::Answers,
        ImportKind::Queries => Kind::Queries,
        ImportKind::Phrasings => Kind::Phrasings,
    }
}

fn file_view(path: &Path, reading: &Reading) -> ImportFile {
    let (format, columns) = match &reading.format {
        Format::JsonLines => (ImportFormat::Jsonl, Vec::new()),
        Format::Markdown => (ImportFormat::Markdown, Vec::new()),
        Format::Csv { mapping, .. } => (ImportFormat::Csv, column_views(path, mapping)),
    };
    ImportFile {
        path: path.display().to_string(),
        kind: match reading.kind {
            Kind::Answers => ImportKind::Answers,
            Kind::Queries => ImportKind::Queries,
            Kind::Phrasings => ImportKind::Phrasings,
        },
        format,
        encoding: reading.encoding.to_owned(),
        rows: number(reading.rows.len() as u64),
        columns,
    }
}

/// The columns with the first value of each; without values when the file has gone meanwhile.
fn column_views(path: &Path, mapping: &Mapping) -> Vec<ColumnView> {
    let first = match antiphon_exchange::inspect(path) {
        Ok(Guess { first_rows, .. }) => first_rows.into_iter().next().unwrap_or_default(),
        Err(err) => {
            log::warn!("no sample values: {err}");
            Vec::new()
        }
    };
    let mut first = first.into_iter();
    let columns = mapping.columns.iter();
    columns
        .map(|column| ColumnView {
            header: column.header.clone(),
            field: column.field.clone(),
            sample: first.next().unwrap_or_default(),
        })
        .collect()
}

fn problem_view(problem: &Problem) -> ImportProblem {
    ImportProblem {
        file: problem.file.display().to_string(),
        line: number(problem.line),
        severity: match problem.severity {
            Severity::Error => crate::views::Severity::Error,
            Severity::Warning => crate::views::Severity::Warning,
        },
        message: problem.message.clone(),
    }
}

fn number(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
