//! Packages of voice rules: a folder, or a zip with one in it.
//!
//! A package is a folder of rules, which is one style; or it has a `.vale.ini` and `styles/`, with
//! several styles and their `config/`.

use std::collections::BTreeMap;
use std::fs::File;
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
    /// What it is called.
    pub name: String,
    /// Its settings, if it has some.
    pub settings: Option<String>,
    /// Its files, as they lie under a `StylesPath`.
    pub files: Tree,
}

/// Reads the package at `path`: a folder, or a zip.
///
/// # Errors
/// [`DeskError::VoiceRules`] when it is none or too large, [`DeskError::File`] when it cannot be
/// read.
pub fn read_package(path: &Path) -> Result<Package, DeskError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let files = if path.is_dir() { folder(path)? } else { unzipped(path)? };
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
        let problem = "it is no package of voice rules: no rule is in it".to_owned();
        return Err(DeskError::VoiceRules { path: path.to_owned(), problem });
    }
    Ok(Package { name: stem, settings, files: tree })
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

fn folder(root: &Path) -> Result<BTreeMap<String, String>, DeskError> {
    let mut found = BTreeMap::new();
    let mut total = 0;
    let Files { files: paths, unread, .. } = Files::of(&[root.to_owned()]);
    if let Some(err) = unread.into_iter().next() {
        return Err(err);
    }
    for path in paths {
        let Some(limit) = is_wanted(&path) else { continue };
        let text = files::read_text(&path, limit)?;
        total += text.len();
        if total > TOTAL_LIMIT {
            return Err(too_large(root));
        }
        let name = path.strip_prefix(root).unwrap_or(&path);
        found.insert(name.to_string_lossy().replace('\\', "/"), text);
    }
    Ok(found)
}

fn unzipped(path: &Path) -> Result<BTreeMap<String, String>, DeskError> {
    let broken = |err: zip::result::ZipError| DeskError::VoiceRules {
        path: path.to_owned(),
        problem: format!("it is no zip that can be read: {err}"),
    };
    let failed = |err| DeskError::from_io("read", path, err);
    let file = File::open(path).map_err(failed)?;
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    if archive.len() > COUNT_LIMIT {
        return Err(too_large(path));
    }
    let mut found = BTreeMap::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        // Names that lead out of the package have no place in it.
        let Some(name): Option<PathBuf> = entry.enclosed_name() else { continue };
        let Some(limit) = is_wanted(&name).filter(|_| entry.is_file()) else { continue };
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
        total += bytes.len();
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit || total > TOTAL_LIMIT {
            return Err(too_large(path));
        }
        let name = name.to_string_lossy().replace('\\', "/");
        found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    Ok(found)
}
