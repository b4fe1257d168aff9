//! `antiphon import`: always a dry run first, then all or nothing.

use std::path::PathBuf;

use antiphon_desk::views::{ImportKind, ImportPreview};
use antiphon_desk::{Desk, DeskError, ImportRequest, ImportResult};
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::Value;

use super::import_columns::{Change, changed_columns, parse_change};
use super::import_report;
use crate::call::Call;
use crate::failure::Failure;
use crate::printable::counted;
use crate::shape;
use crate::terminal::{self, Bar};

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// JSON lines, CSV, or folders of Markdown files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the rows are [default: guessed from their fields]
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Take rows without a state in as approved, and replace approved answers that change
    #[arg(long)]
    approve: bool,
    #[command(flatten)]
    consent: Consent,
    /// Read a CSV column, by header or number, as a field; an empty field keeps it aside
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = parse_change)]
    map: Vec<Change>,
}

#[derive(Debug, Args)]
struct Consent {
    /// Stop after the dry run
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Answers,
    Queries,
    Phrasings,
}

impl From<Kind> for ImportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Answers => Self::Answers,
            Kind::Queries => Self::Queries,
            Kind::Phrasings => Self::Phrasings,
        }
    }
}

impl From<ImportKind> for Kind {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Answers => Self::Answers,
            ImportKind::Queries => Self::Queries,
            ImportKind::Phrasings => Self::Phrasings,
        }
    }
}

/// What programs read: the dry run, and what was done, if it was.
#[derive(Serialize)]
struct Report {
    dry_run: Value,
    imported: Option<ImportResult>,
}

/// What follows the dry run.
enum Verdict {
    Go,
    Stop(Result<(), Failure>),
}

impl Import {
    /// The import of rows whose kind is known by somebody who has agreed already.
    pub(crate) fn without_asking(files: Vec<PathBuf>, kind: ImportKind) -> Self {
        Self {
            files,
            kind: Some(kind.into()),
            approve: false,
            consent: Consent { dry_run: false, yes: true },
            map: Vec::new(),
        }
    }

    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let mut request = self.request()?;
        let desk = call.desk()?;
        let mut preview = preview(&desk, &request)?;
        if !self.map.is_empty() {
            request.columns = Some(changed_columns(&preview, &self.map)?);
            preview = self::preview(&desk, &request)?;
        }
        if call.is_text() {
            call.out.line(import_report::text(&preview, &request))?;
            call.out.flush()?;
        }
        let (imported, end) = match self.verdict(call, &preview)? {
            Verdict::Go => (Some(import(&desk, &request)?), Ok(())),
            Verdict::Stop(end) => (None, end),
        };
        match imported {
            Some(result) if call.is_text() => call.out.line(done(result))?,
            None if call.is_text() => {}
            imported => call.out.json(&Report { dry_run: shape::of(&preview)?, imported })?,
        }
        call.out.flush()?;
        end
    }

    fn request(&self) -> Result<ImportRequest, Failure> {
        let path = |path: &PathBuf| {
            let text = path.to_str().map(str::to_owned);
            text.ok_or_else(|| Failure::PathEncoding(path.clone()))
        };
        Ok(ImportRequest {
            paths: self.files.iter().map(path).collect::<Result<_, _>>()?,
            kind: self.kind.map(Into::into),
            columns: None,
            approve: self.approve,
        })
    }

    fn verdict(&self, call: &Call, preview: &ImportPreview) -> Result<Verdict, Failure> {
        Ok(match () {
            () if !preview.importable => Verdict::Stop(Err(not_importable(preview))),
            () if self.consent.dry_run => Verdict::Stop(Ok(())),
            () if self.consent.yes => Verdict::Go,
            () if !call.is_text() || !terminal::is_attended() => {
                Verdict::Stop(Err(Failure::Unattended("nothing was imported")))
            }
            () if terminal::agrees("Import this?")? => Verdict::Go,
            () => Verdict::Stop(Err(Failure::Declined("nothing was imported"))),
        })
    }
}

fn preview(desk: &Desk, request: &ImportRequest) -> Result<ImportPreview, Failure> {
    let mut bar = Bar::default();
    desk.preview_import(request, &mut |progress| bar.show(progress)).map_err(failed)
}

fn import(desk: &Desk, request: &ImportRequest) -> Result<ImportResult, Failure> {
    let mut bar = Bar::default();
    desk.run_import(request, &mut |progress| bar.show(progress)).map_err(failed)
}

fn failed(err: DeskError) -> Failure {
    match err {
        DeskError::Exchange(_) => Failure::Files(err),
        _ => Failure::Desk(err),
    }
}

fn not_importable(preview: &ImportPreview) -> Failure {
    Failure::NotImportable(match preview.errors {
        0 => "no rows were found".to_owned(),
        errors => format!("{} found; mend the rows and try again", counted(errors, "error")),
    })
}

fn done(ImportResult { added, changed, unchanged }: ImportResult) -> String {
    format!("Imported: {added} new, {changed} changed, {unchanged} unchanged.")
}
