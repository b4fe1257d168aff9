//! Styles that come and go: Vale packages in, the guide as a package out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use antiphon_model::GuideContent;
use antiphon_voice::guide::{self as voice, is_settings, settings_path, style_of};
use antiphon_voice::style::{Tree, package_settings};

use super::newest;
use crate::check::{self, Package};
use crate::views::GuideView;
use crate::{Desk, DeskError};

impl Desk {
    /// Takes a Vale package, a folder or a zip, in; see [`Desk::import_package`].
    ///
    /// # Errors
    /// As there, and when it cannot be read.
    pub fn import_style(&self, path: &Path) -> Result<GuideView, DeskError> {
        let package = check::read_package(path)?;
        for left_out in &package.left_out {
            log::warn!("left out of {}: {left_out}", path.display());
        }
        self.import_package(&package)
    }

    /// Takes a package that was read into an open revision, with what its settings say of its rules
    /// and its vocabularies. Its styles replace those of the same names.
    ///
    /// # Errors
    /// [`DeskError::VoiceRules`] when it holds nothing but what comes with the app, or no rule of it
    /// can be taken; refusals.
    pub fn import_package(&self, package: &Package) -> Result<GuideView, DeskError> {
        let path = package.path.as_path();
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
        for style in &styles {
            voice::unset(&mut content, style);
        }
        // What comes with the app stays as it is: an export of a guide holds it too.
        let own_words = format!("config/vocabularies/{}/", voice::OWN);
        let others = |file: &str| match style_of(file) {
            Some(style) => !is_ours(style),
            None => !is_settings(file) && !file.starts_with(&own_words),
        };
        let files: Tree = package.files.iter().filter(|(file, _)| others(file)).collect();
        if let Some(settings) = settings_of(package, &files, path)? {
            content.files.insert(settings_path(&package.name), settings);
        }
        for (file, text) in files.iter() {
            content.files.insert(file.to_owned(), text.to_owned());
        }
        require_rules(&content, &styles, path)?;
        self.revise_guide(guide.last_revision + 1, content)
    }

    /// Takes an imported style out with all that no other uses, in an open revision.
    ///
    /// # Errors
    /// [`DeskError::UnknownStyle`] when nothing of that name was imported; refusals.
    pub fn remove_style(&self, name: &str) -> Result<GuideView, DeskError> {
        let guide = self.guide_state()?;
        let mut content = newest(&guide);
        if !voice::remove(&mut content, name) {
            return Err(DeskError::UnknownStyle(name.to_owned()));
        }
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

/// Refuses a package of which no rule can be taken.
fn require_rules(
    content: &GuideContent,
    styles: &BTreeSet<&str>,
    path: &Path,
) -> Result<(), DeskError> {
    let is_its = |rule: &str| {
        let style = rule.split('.').next().unwrap_or_default();
        style != voice::BUILT_IN && style != voice::OWN && styles.contains(style)
    };
    let compiled = voice::Guide::compile(content);
    if compiled.cards().iter().any(|card| is_its(&card.name)) {
        return Ok(());
    }
    let mut refused = compiled.refused().iter();
    let first = refused.find(|one| one.rule.as_deref().is_some_and(is_its));
    let first = first.map(|first| format!(": {first}")).unwrap_or_default();
    let problem = format!("no rule of it can be taken{first}");
    Err(DeskError::VoiceRules { path: path.to_owned(), problem })
}

/// What the settings of a package say of `files`; none where there is nothing to say.
fn settings_of(package: &Package, files: &Tree, path: &Path) -> Result<Option<String>, DeskError> {
    // Packages of packages keep the settings of those beside their styles.
    let kept = package.files.iter().filter(|(file, _)| is_settings(file));
    let mut settings: String = kept.flat_map(|(_, text)| [text, "\n[]\n"]).collect();
    settings.push_str(package.settings.as_deref().unwrap_or_default());
    let has_words = files.iter().any(|(file, _)| file.starts_with("config/vocabularies/"));
    if settings.is_empty() && !has_words {
        return Ok(None);
    }
    let told = package_settings(&settings, files).map_err(|(line, reason)| {
        let problem = format!("its settings cannot be read: line {line}: {reason}");
        DeskError::VoiceRules { path: path.to_owned(), problem }
    })?;
    Ok(Some(told))
}
