//! `antiphon export`: all answers, to standard output or into a file that appears whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use antiphon_desk::{Desk, ExportFormat};
use clap::Args;
use serde::Serialize;

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::{counted, line};

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The file to write [default: standard output]
    file: Option<PathBuf>,
    /// A table for a spreadsheet instead of JSON lines
    #[arg(long)]
    csv: bool,
}

#[derive(Serialize)]
struct Exported {
    file: String,
    answers: u64,
}

impl Export {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let format = if self.csv { ExportFormat::Csv } else { ExportFormat::JsonLines };
        let desk = call.desk()?;
        let Some(file) = self.file else {
            desk.export_answers(format, &mut call.out)?;
            return Ok(());
        };
        let answers = write_to(&desk, format, &file)?;
        let exported = Exported { file: file.display().to_string(), answers };
        call.out.one(&exported, |exported| {
            format!("Wrote {} to {}.", counted(exported.answers, "answer"), line(&exported.file))
        })
    }
}

/// Writes where a person can mean it: through links, never over the workspace itself, and straight
/// into what is no ordinary file, such as a pipe.
fn write_to(desk: &Desk, format: ExportFormat, file: &Path) -> Result<u64, Failure> {
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).map_err(failed(file))?;
    let home = fs::canonicalize(desk.home().path()).map_err(failed(desk.home().path()))?;
    if folder.starts_with(&home) {
        let source = io::Error::other("this is the folder of the workspace itself");
        return Err(failed(file)(source));
    }
    match fs::metadata(&target) {
        Ok(there) if !there.is_file() => write(desk, format, &target),
        Ok(there) => {
            let count = write_whole(desk, format, &target)?;
            fs::set_permissions(&target, there.permissions()).map_err(failed(file))?;
            Ok(count)
        }
        Err(_) => write_whole(desk, format, &target),
    }
}

/// Writes beside `file` and renames: who looks sees the old file or the new one, never half of it.
fn write_whole(desk: &Desk, format: ExportFormat, file: &Path) -> Result<u64, Failure> {
    let partial = partial_name(file);
    let written = write(desk, format, &partial)
        .and_then(|count| fs::rename(&partial, file).map(|()| count).map_err(failed(file)));
    if written.is_err() {
        // The reason that counts is the first one.
        fs::remove_file(&partial).unwrap_or(());
    }
    written
}

fn write(desk: &Desk, format: ExportFormat, partial: &Path) -> Result<u64, Failure> {
    let file = File::options().create(true).write(true).truncate(true).open(partial);
    let file = file.map_err(failed(partial))?;
    let mut out = BufWriter::new(file);
    let count = desk.export_answers(format, &mut out)?;
    let synced = out.flush().and_then(|()| {
        // A pipe has nothing to keep.
        let file = out.get_ref();
        if file.metadata()?.is_file() { file.sync_all() } else { Ok(()) }
    });
    synced.map(|()| count).map_err(failed(partial))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |source| Failure::Write { path, source }
}

fn partial_name(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}
