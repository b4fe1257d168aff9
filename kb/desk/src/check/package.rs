//! Packages of voice rules: a folder, or a zip with one in it.
//!
//! A package is a folder of rules, which is one style; or it has a `.vale.ini` and `styles/`, with
//! several styles and their `config/`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use antiphon_voice::style::Tree;
use zip::ZipArchive;

use super::files::{self, COUNT_LIMIT, Files};
use crate::error::DeskError;

/// The most bytes that a package may have when it is unpacked.
const TOTAL_LIMIT: usize = 128 << 20;

/// The rules that somebody packed together.
#[derive(Debug)]
pub struct Package {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is called.
    pub name: String,
    /// Its settings, if it has some.
    pub settings: Option<String>,
    /// Its files, as they lie under a `StylesPath`.
    pub files: Tree,
    /// What of it was left out, and why: links and names that lead out of it, pipes, devices.
    pub left_out: Vec<String>,
}

/// What lies in a package, by its path there, and what was left out.
#[derive(Default)]
struct Contents {
    files: BTreeMap<String, String>,
    left_out: Vec<String>,
    total: usize,
}

impl Contents {
    /// Takes a file in; whether there is still room.
    fn add(&mut self, name: &Path, text: String) -> bool {
        self.total += text.len();
        self.files.insert(name.to_string_lossy().replace('\\', "/"), text);
        self.total <= TOTAL_LIMIT
    }
}

/// Reads the package at `path`: a folder, or a zip.
///
/// # Errors
/// [`DeskError::VoiceRules`] when it is none or too large, [`DeskError::File`] when it cannot be
/// read.
pub fn read_package(path: &Path) -> Result<Package, DeskError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let Contents { files, left_out, .. } =
        if path.is_dir() { folder(path)? } else { unzipped(path)? };
    // A zip holds the folder of the package; a folder is the package itself.
    let has_folder = files.keys().all(|file| file.starts_with(&format!("{stem}/")));
    let files: BTreeMap<String, String> = if has_folder {
        let within = |file: &str| file.split_once('/').map(|(_, rest)| rest.to_owned());
        files.into_iter().filter_map(|(file, text)| Some((within(&file)?, text))).collect()
    } else {
        files
    };
    let settings = files.get(".vale.ini").cloned();
    let is_whole = settings.is_some() || files.keys().any(|file| file.starts_with("styles/"));
    let mut tree = Tree::new();
    for (file, text) in files {
        if !is_whole {
            tree.insert(&format!("{stem}/{file}"), text);
        } else if let Some(file) = file.strip_prefix("styles/") {
            // Before Vale 3 vocabularies lay elsewhere.
            match file.strip_prefix("Vocab/") {
                Some(words) => tree.insert(&format!("config/vocabularies/{words}"), text),
                None => tree.insert(file, text),
            }
        }
    }
    let is_rule = |file: &str| Path::new(file).extension().is_some_and(|ending| ending == "yml");
    if settings.is_none() && !tree.iter().any(|(file, _)| is_rule(file)) {
        let mut problem = "it is no package of voice rules: no rule is in it".to_owned();
        if !left_out.is_empty() {
            problem = format!("{problem}; left out: {}", left_out.join("; "));
        }
        return Err(DeskError::VoiceRules { path: path.to_owned(), problem });
    }
    Ok(Package { path: path.to_owned(), name: stem, settings, files: tree, left_out })
}

fn is_wanted(name: &Path) -> Option<u64> {
    let is_ini = name.extension().is_some_and(|ending| ending == "ini");
    let is_kept = name.parent().is_some_and(|folder| folder.ends_with(".vale-config"));
    let is_settings = name.file_name().is_some_and(|name| name == ".vale.ini") || is_ini && is_kept;
    files::limit_of(name).or_else(|| is_settings.then_some(1 << 20))
}

fn too_large(path: &Path) -> DeskError {
    let problem = "the package is too large".to_owned();
    DeskError::VoiceRules { path: path.to_owned(), problem }
}

fn folder(root: &Path) -> Result<Contents, DeskError> {
    let whole =
        |path: &Path| fs::canonicalize(path).map_err(|err| DeskError::from_io("read", path, err));
    let within = whole(root)?;
    let Files { files: paths, unread, passed } = Files::of(&[root.to_owned()]);
    if let Some(err) = unread.into_iter().next() {
        return Err(err);
    }
    let mut found = Contents { left_out: passed, ..Contents::default() };
    for path in paths {
        let Some(limit) = is_wanted(&path) else { continue };
        if !whole(&path)?.starts_with(&within) {
            found.left_out.push(format!("{} is a link out of the package", path.display()));
            continue;
        }
        let text = files::read_text(&path, limit)?;
        if !found.add(path.strip_prefix(root).unwrap_or(&path), text) {
            return Err(too_large(root));
        }
    }
    Ok(found)
}

fn unzipped(path: &Path) -> Result<Contents, DeskError> {
    let broken = |err: zip::result::ZipError| DeskError::VoiceRules {
        path: path.to_owned(),
        problem: format!("it is no zip that can be read: {err}"),
    };
    let failed = |err| DeskError::from_io("read", path, err);
    // A pipe would wait for a writer as soon as it is opened.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        let problem = "it is neither a folder nor a regular file".to_owned();
        return Err(DeskError::VoiceRules { path: path.to_owned(), problem });
    }
    let file = File::open(path).map_err(failed)?;
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    if archive.len() > COUNT_LIMIT {
        return Err(too_large(path));
    }
    let mut found = Contents::default();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let given = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let name: Option<PathBuf> = entry.enclosed_name();
        let why = entry.is_symlink().then_some("is a link").or_else(|| unfit(&given));
        let (None, Some(name)) = (why, name) else {
            found.left_out.push(format!("{given} {}", why.unwrap_or("has no name that fits")));
            continue;
        };
        let Some(limit) = is_wanted(&name).filter(|_| entry.is_file()) else { continue };
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
        let is_long = u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit;
        if !found.add(&name, String::from_utf8_lossy(&bytes).into_owned()) || is_long {
            return Err(too_large(path));
        }
    }
    Ok(found)
}

/// Why what is called so has no place in a package.
fn unfit(name: &str) -> Option<&'static str> {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    if name.contains(['\\', '\0']) {
        Some("has a backslash or a zero in its name")
    } else if name.starts_with('/') || has_drive {
        Some("has an absolute path")
    } else if name.split('/').any(|part| part == "..") {
        Some("leads out of its folder")
    } else {
        None
    }
}
