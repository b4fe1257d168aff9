//! Styles that come and go: Vale packages in, the guide as a package out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use antiphon_voice::guide as voice;

use super::newest;
use crate::check;
use crate::views::GuideView;
use crate::{Desk, DeskError};

impl Desk {
    /// Takes a Vale package, a folder or a zip, into an open revision. Its styles replace those of
    /// the same names.
    ///
    /// # Errors
    /// [`DeskError::VoiceRules`] when it is none or holds nothing but what comes with the app;
    /// refusals.
    pub fn import_style(&self, path: &Path) -> Result<GuideView, DeskError> {
        let package = check::read_package(path)?;
        let guide = self.guide_state()?;
        let mut content = newest(&guide);
        let styles: BTreeSet<&str> =
            package.files.iter().filter_map(|(file, _)| style_of(file)).collect();
        let is_ours = |style: &str| style == voice::BUILT_IN || style == voice::OWN;
        if styles.iter().all(|style| is_ours(style)) {
            let problem =
                "it holds no style beside those that come with the app; rename its folder";
            return Err(DeskError::VoiceRules {
                path: path.to_owned(),
                problem: problem.to_owned(),
            });
        }
        content.files.retain(|file, _| style_of(file).is_none_or(|style| !styles.contains(style)));
        // What comes with the app stays as it is: an export of a guide holds it too.
        let others = |file: &str| style_of(file).is_none_or(|style| !is_ours(style));
        for (file, text) in package.files.iter().filter(|(file, _)| others(file)) {
            content.files.insert(file.to_owned(), text.to_owned());
        }
        self.revise_guide(guide.last_revision + 1, content)
    }

    /// Takes an imported style out, in an open revision.
    ///
    /// # Errors
    /// [`DeskError::UnknownStyle`] when nothing of that name was imported; refusals.
    pub fn remove_style(&self, name: &str) -> Result<GuideView, DeskError> {
        let guide = self.guide_state()?;
        let mut content = newest(&guide);
        let before = content.files.len();
        content.files.retain(|file, _| style_of(file) != Some(name));
        if content.files.len() == before {
            return Err(DeskError::UnknownStyle(name.to_owned()));
        }
        let prefix = format!("{name}.");
        content.rules.retain(|rule, _| !rule.starts_with(&prefix));
        self.revise_guide(guide.last_revision + 1, content)
    }

    /// Writes the newest guide as a Vale package into a folder, which is made where it is missing.
    ///
    /// # Errors
    /// [`DeskError::File`] when a file cannot be written or is there already.
    pub fn export_guide(&self, folder: &Path) -> Result<(), DeskError> {
        let package = voice::Guide::compile(&newest(&self.guide_state()?)).package();
        let settings = folder.join(".vale.ini");
        if settings.exists() {
            let taken = std::io::Error::new(
                std::io::ErrorKind::AlreadyExists,
                "it is there already; choose another folder",
            );
            return Err(DeskError::from_io("write", &settings, taken));
        }
        for (file, text) in package {
            let path = folder.join(&file);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(|err| DeskError::from_io("make", parent, err))?;
            fs::write(&path, text).map_err(|err| DeskError::from_io("write", &path, err))?;
        }
        Ok(())
    }
}

/// The style that a file belongs to; `None` for what is shared by all.
pub(super) fn style_of(file: &str) -> Option<&str> {
    let (style, _) = file.split_once('/')?;
    (style != "config").then_some(style)
}
