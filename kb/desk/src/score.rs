//! The voice score of texts by the default pack or by settings of one's own. Needs no home.

use std::fs;
use std::path::{Path, PathBuf};

pub use antiphon_voice::score::{Cause, Deduction, Score};

use antiphon_voice::pack;
use antiphon_voice::score::{Guide, score};
use antiphon_voice::style::{Alert, Document, Styles, Tree};

use crate::DeskError;

/// How deep folders of styles may nest.
const DEPTH_LIMIT: usize = 8;
/// How many files of styles are read at most.
const FILE_LIMIT: usize = 20_000;
/// The largest file of a style, in bytes; dictionaries are large.
const SIZE_LIMIT: u64 = 32 << 20;
/// The files that styles are made of, by their endings.
const ENDINGS: [&str; 4] = ["yml", "txt", "aff", "dic"];

/// Scores texts by one voice guide.
#[derive(Debug)]
pub struct Scorer {
    styles: Styles,
    guide: Guide,
}

impl Scorer {
    /// Scores by the settings in `config`, a `.vale.ini`, and the styles that it names; by the
    /// default pack when there is none.
    ///
    /// # Errors
    /// [`DeskError::File`] when the settings or the styles cannot be read.
    pub fn new(config: Option<&Path>) -> Result<Self, DeskError> {
        let styles = match config {
            None => pack::styles(),
            Some(config) => {
                let settings = read(config)?;
                let mut tree = Tree::new();
                if let Some(folder) = styles_folder(config, &settings) {
                    collect(&folder, "", &mut tree, &mut 0)?;
                }
                Styles::compile(&settings, &tree)
            }
        };
        for refused in styles.refused() {
            log::warn!("{refused}");
        }
        Ok(Self { styles, guide: Guide::default() })
    }

    /// The score of a text, Markdown or plain, and every point that it lacks.
    pub fn score(&self, text: &str) -> Score {
        let report = self.styles.check(Document::markdown(text));
        let findings: Vec<_> = report.alerts.iter().map(Alert::to_finding).collect();
        score(text, &findings, &self.guide)
    }
}

/// The folder that `StylesPath` means: from the folder of the settings.
fn styles_folder(config: &Path, settings: &str) -> Option<PathBuf> {
    let named = settings.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "StylesPath").then(|| value.trim().to_owned())
    })?;
    Some(config.parent().unwrap_or(Path::new("")).join(named))
}

fn collect(
    folder: &Path,
    below: &str,
    tree: &mut Tree,
    count: &mut usize,
) -> Result<(), DeskError> {
    if below.matches('/').count() > DEPTH_LIMIT {
        return Ok(());
    }
    let failed = |source| DeskError::from_io("read", folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let below = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            collect(&path, &below, tree, count)?;
        } else if is_of_style(&path) && *count < FILE_LIMIT {
            *count += 1;
            tree.insert(&below, read(&path)?);
        }
    }
    Ok(())
}

fn is_of_style(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.contains(&ending)
}

fn read(path: &Path) -> Result<String, DeskError> {
    let failed = |source| DeskError::from_io("read", path, source);
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > SIZE_LIMIT {
        return Err(failed(std::io::Error::other("the file is larger than 32 MB")));
    }
    let bytes = fs::read(path).map_err(failed)?;
    // Old dictionaries are not in UTF-8.
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|err| err.into_bytes().into_iter().map(char::from).collect()))
}
