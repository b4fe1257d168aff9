//! Settings and styles on disk.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use antiphon_voice::style::{Tree, styles_path};

use crate::error::DeskError;

/// The names that settings may have, in the order in which they are looked for.
const NAMES: [&str; 5] = [".vale", "_vale", "vale.ini", ".vale.ini", "_vale.ini"];
/// The folder of styles in which packages leave their settings.
const PACKAGE_SETTINGS: &str = ".vale-config";
/// The longest file of settings, a rule or a list of words, in bytes.
const FILE_LIMIT: u64 = 1 << 20;
/// The longest file of a dictionary.
const DICTIONARY_LIMIT: u64 = 32 << 20;
/// The most bytes of all files together.
const TOTAL_LIMIT: usize = 128 << 20;
/// The most files, of styles or to check.
pub(super) const COUNT_LIMIT: usize = 20_000;
/// How deep folders are looked into.
const DEPTH_LIMIT: usize = 12;

/// The settings in `folder` or the nearest folder above it, else in the user's own.
pub(super) fn find_settings(folder: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("VALE_CONFIG_PATH").filter(|path| !path.is_empty());
    if let Some(path) = named {
        return Some(path.into());
    }
    let user = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    folder
        .ancestors()
        .chain(user.as_deref())
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// The settings at `path`, with those of its packages, and the styles that they name.
pub(super) fn read_settings(path: &Path) -> Result<(String, Tree), DeskError> {
    let own = read_text(path, FILE_LIMIT)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut tree = Tree::new();
    let named = styles_path(&own);
    let environment = std::env::var_os("VALE_STYLES_PATH").map(PathBuf::from);
    let styles = match &named {
        Some(named) => Some(folder.join(at_home(named))),
        None => environment,
    };
    let Some(styles) = styles else { return Ok((own, tree)) };
    if !styles.is_dir() {
        let problem = format!("the StylesPath {} is no folder", styles.display());
        return Err(DeskError::VoiceRules { path: path.to_owned(), problem });
    }
    Reading { root: &styles, tree: &mut tree, total: 0, count: 0 }.folder(&styles, 0)?;
    Ok((with_packages(&styles, own)?, tree))
}

/// The settings of packages before one's own; `[]` ends the last section of each.
fn with_packages(styles: &Path, own: String) -> Result<String, DeskError> {
    let folder = styles.join(PACKAGE_SETTINGS);
    if !folder.is_dir() {
        return Ok(own);
    }
    let mut settings = String::new();
    for path in entries(&folder)?.iter().filter(|path| path.is_file()) {
        settings.push_str(&read_text(path, FILE_LIMIT)?);
        settings.push_str("\n[]\n");
    }
    Ok(settings + &own)
}

/// A path in which `~` is the user's own folder.
fn at_home(path: &str) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match path.strip_prefix("~/").and_then(|rest| Some(home()?.join(rest))) {
        Some(path) => path,
        None => PathBuf::from(path),
    }
}

/// The text of a file, if it is a regular one and not longer than `limit`.
pub(super) fn read_text(path: &Path, limit: u64) -> Result<String, DeskError> {
    let failed = |err| DeskError::from_io("read", path, err);
    // A pipe would wait for a writer as soon as it is opened.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        let problem = "it is no regular file".to_owned();
        return Err(DeskError::VoiceRules { path: path.to_owned(), problem });
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        let problem = format!("it is longer than {} KB", limit >> 10);
        return Err(DeskError::VoiceRules { path: path.to_owned(), problem });
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(err) => String::from_utf8_lossy(err.as_bytes()).into_owned(),
    })
}

/// What is in a folder, in order of names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, DeskError> {
    let failed = |err| DeskError::from_io("read", folder, err);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    paths.sort();
    Ok(paths)
}

/// Whether `path` is a folder and no link to one: links may lead in a circle.
fn is_own_folder(path: &Path) -> bool {
    path.is_dir() && !path.is_symlink()
}

struct Reading<'a> {
    root: &'a Path,
    tree: &'a mut Tree,
    total: usize,
    count: usize,
}

impl Reading<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<(), DeskError> {
        if depth > DEPTH_LIMIT {
            return Ok(());
        }
        for path in entries(folder)? {
            if is_own_folder(&path) {
                self.folder(&path, depth + 1)?;
            } else if let Some(limit) = limit_of(&path).filter(|_| path.is_file()) {
                self.file(&path, limit)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, limit: u64) -> Result<(), DeskError> {
        let text = read_text(path, limit)?;
        self.total += text.len();
        self.count += 1;
        if self.total > TOTAL_LIMIT || self.count > COUNT_LIMIT {
            let path = self.root.to_owned();
            let problem = "the styles are too many or too large".to_owned();
            return Err(DeskError::VoiceRules { path, problem });
        }
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        self.tree.insert(&relative.to_string_lossy(), text);
        Ok(())
    }
}

/// How long a file of styles may be; none for files that are of no use.
pub(super) fn limit_of(path: &Path) -> Option<u64> {
    match path.extension()?.to_str()? {
        "yml" | "txt" => Some(FILE_LIMIT),
        "aff" | "dic" => Some(DICTIONARY_LIMIT),
        _ => None,
    }
}

/// All files that `paths` mean.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DeskError> {
    fn add(path: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), DeskError> {
        if is_own_folder(path) || (depth == 0 && path.is_dir()) {
            let name = path.file_name().and_then(|name| name.to_str());
            let is_passed_over = depth > 0 && matches!(name, Some("node_modules" | ".git"));
            if depth > DEPTH_LIMIT || found.len() > COUNT_LIMIT || is_passed_over {
                return Ok(());
            }
            entries(path)?.iter().try_for_each(|entry| add(entry, depth + 1, found))
        } else {
            // What is no file is passed over in a folder; by its own name it is refused later.
            if depth == 0 || path.is_file() {
                found.push(path.to_owned());
            }
            Ok(())
        }
    }
    let mut found = Vec::new();
    paths.iter().try_for_each(|path| add(path, 0, &mut found))?;
    Ok(found)
}
