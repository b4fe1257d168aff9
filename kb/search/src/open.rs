//! Opening the index folder: a sound index, or a fresh one in place of what cannot be used.

use std::path::Path;
use std::{fs, io};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory as _, INDEX_WRITER_LOCK, MmapDirectory};

use crate::directory::Folder;
use crate::error::{SearchError, engine_error, io_error};
use crate::index::Index;
use crate::layer_file;
use crate::schema::{FORMAT, schema};

/// The file that states the format, beside the engine's own.
const FORMAT_FILE: &str = "antiphon-format";

/// What stands in the folder once it is open.
#[derive(Debug)]
pub enum Opened {
    /// The index as it was left.
    Ready(Index),
    /// A new, empty index, whose `seq` is 0: everything must be put again.
    Fresh {
        /// The empty index.
        index: Index,
        /// Why what was there, if anything, could not be used.
        why: Why,
    },
}

/// Why an index had to be started afresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There was none.
    Missing,
    /// Its files are damaged; the text says how.
    Damaged(String),
    /// An older program wrote it.
    OlderSchema,
}

impl Index {
    /// Opens the index in `dir`; what is missing, damaged or older is replaced by an empty one.
    ///
    /// # Errors
    /// [`SearchError::Newer`] when a newer program wrote it, [`SearchError::Busy`] when it would
    /// have to be replaced while another program writes it, [`SearchError::Io`] and
    /// [`SearchError::Engine`] when the folder cannot be written.
    pub fn open(dir: &Path) -> Result<Opened, SearchError> {
        let why = match stated_format(dir)? {
            Stated::Nothing => Why::Missing,
            Stated::Nonsense(text) => Why::Damaged(format!("{FORMAT_FILE} says {text:?}")),
            Stated::Format(found) if found > FORMAT => {
                return Err(SearchError::Newer { dir: dir.to_owned(), found, known: FORMAT });
            }
            Stated::Format(found) if found < FORMAT => Why::OlderSchema,
            // Another program may be replacing files just now: look twice.
            Stated::Format(_) => match sound(dir).or_else(|_| sound(dir)) {
                Ok(index) => return Ok(Opened::Ready(index)),
                Err(damage) => Why::Damaged(damage),
            },
        };
        let index = fresh(dir)?;
        Ok(Opened::Fresh { index, why })
    }
}

enum Stated {
    Nothing,
    Nonsense(String),
    Format(u32),
}

fn stated_format(dir: &Path) -> Result<Stated, SearchError> {
    if !dir.join("meta.json").exists() {
        return Ok(Stated::Nothing);
    }
    let path = dir.join(FORMAT_FILE);
    if !path.exists() {
        return Ok(Stated::Nonsense(String::new()));
    }
    let text = fs::read(&path).map_err(io_error("read the format of the index in", &path))?;
    let text: String = String::from_utf8_lossy(&text).trim().chars().take(40).collect();
    Ok(text.parse().map_or(Stated::Nonsense(text), Stated::Format))
}

/// The index in `dir` if every file of it is whole, else what is wrong.
fn sound(dir: &Path) -> Result<Index, String> {
    let text = |err: tantivy::TantivyError| err.to_string();
    let directory = Folder::open(dir).map_err(text)?;
    let engine = tantivy::Index::open(directory).map_err(text)?;
    let (expected, fields) = schema();
    if engine.schema() != expected {
        return Err("the fields differ".to_owned());
    }
    // The engine may panic on a damaged file, so none is read before its sum is right.
    if let Some(path) = engine.validate_checksum().map_err(text)?.into_iter().next() {
        return Err(format!("{} is damaged", path.display()));
    }
    Index::over(dir, engine, fields).map_err(|err| chain(&err))
}

fn chain(err: &dyn std::error::Error) -> String {
    let source = err.source().map(|source| format!(": {source}")).unwrap_or_default();
    format!("{err}{source}")
}

/// An empty index in place of the one in `dir`.
fn fresh(dir: &Path) -> Result<Index, SearchError> {
    fs::create_dir_all(dir).map_err(io_error("create the folder", dir))?;
    refuse_busy(dir)?;
    clear(dir).map_err(io_error("clear", dir))?;
    let path = dir.join(FORMAT_FILE);
    fs::write(&path, FORMAT.to_string()).map_err(io_error("write", &path))?;
    let (schema, fields) = schema();
    let doing = "create an empty index";
    let settings = tantivy::IndexSettings::default();
    let engine = Folder::open(dir)
        .and_then(|folder| tantivy::Index::create(folder, schema, settings))
        .map_err(engine_error(doing))?;
    Index::over(dir, engine, fields)
}

/// Refuses while another program writes in `dir`.
fn refuse_busy(dir: &Path) -> Result<(), SearchError> {
    let lock = MmapDirectory::open(dir).map(|directory| directory.acquire_lock(&INDEX_WRITER_LOCK));
    match lock {
        Ok(Err(LockError::LockBusy)) => Err(SearchError::Busy(dir.to_owned())),
        _ => Ok(()),
    }
}

/// Removes the files of an index, and no others: a wrong folder must not cost anybody anything.
fn clear(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_segment = name
            .split_once('.')
            .is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
        if is_segment
            || [
                "meta.json",
                "meta.json.partial",
                ".managed.json",
                ".managed.json.partial",
                FORMAT_FILE,
                layer_file::NAME,
                layer_file::PARTIAL,
            ]
            .contains(&name.as_ref())
        {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
