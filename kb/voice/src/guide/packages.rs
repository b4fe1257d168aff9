//! What imported packages say of their styles: kept beside the styles, one small `.vale.ini` a
//! package, where Vale keeps it too.

use std::collections::BTreeSet;

use antiphon_model::GuideContent;

/// The folder of those settings.
const FOLDER: &str = ".vale-config/";
const STYLES: &str = "BasedOnStyles = ";
const VOCABULARIES: &str = "Vocab = ";

/// Where the settings of a package are kept.
pub fn settings_path(package: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-".contains(c);
    let name = package.chars().map(|c| match c {
        c if plain(c) => c.to_string(),
        c => format!("%{:X}", u32::from(c)),
    });
    format!("{FOLDER}{}.ini", name.collect::<String>())
}

/// Whether a file holds the settings of a package.
pub fn is_settings(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// The settings of all packages.
pub(super) fn settings(content: &GuideContent) -> impl Iterator<Item = &str> {
    let kept = content.files.iter().filter(|(path, _)| is_settings(path));
    kept.map(|(_, text)| text.as_str())
}

/// The styles that the settings of a package name.
pub(super) fn styles_of(settings: &str) -> BTreeSet<&str> {
    let mut styles = BTreeSet::new();
    for line in settings.lines() {
        if let Some(named) = line.strip_prefix(STYLES) {
            styles.extend(named.split(", "));
        } else {
            let rule = line.split_once(" = ").and_then(|(key, _)| key.split_once('.'));
            styles.extend(rule.map(|(style, _)| style).filter(|style| *style != "Vale"));
        }
    }
    styles
}

/// The settings of a package without one of its styles; `None` where no other is left.
fn without(settings: &str, style: &str) -> Option<String> {
    styles_of(settings).iter().any(|named| *named != style).then(|| {
        let rules = format!("{style}.");
        let lines = settings.lines().filter(|line| !line.starts_with(&rules));
        let lines = lines.filter_map(|line| match line.strip_prefix(STYLES) {
            Some(named) => {
                let others: Vec<&str> = named.split(", ").filter(|named| *named != style).collect();
                (!others.is_empty()).then(|| format!("{STYLES}{}", others.join(", ")))
            }
            None => Some(line.to_owned()),
        });
        lines.map(|line| line + "\n").collect()
    })
}

/// The style that a file belongs to; `None` for what is shared by all.
pub fn style_of(path: &str) -> Option<&str> {
    let (style, _) = path.split_once('/')?;
    (style != "config" && !style.starts_with('.')).then_some(style)
}

/// Takes a style out with all that nothing else uses: its rules, what its package says of it,
/// vocabularies, dictionaries and lists of words. Whether it was there.
pub fn remove(content: &mut GuideContent, style: &str) -> bool {
    let before = content.files.len();
    content.files.retain(|path, _| style_of(path) != Some(style));
    if content.files.len() == before {
        return false;
    }
    let rules = format!("{style}.");
    content.rules.retain(|rule, _| !rule.starts_with(&rules));
    unset(content, style);
    remove_unused(content);
    true
}

/// Takes out what the settings of packages say of a style.
pub fn unset(content: &mut GuideContent, style: &str) {
    let kept: Vec<(String, Option<String>)> = content
        .files
        .iter()
        .filter(|(path, _)| is_settings(path))
        .map(|(path, text)| (path.clone(), without(text, style)))
        .collect();
    for (path, text) in kept {
        match text {
            Some(text) => content.files.insert(path, text),
            None => content.files.remove(&path),
        };
    }
}

/// Takes out what lies in `config/` and is of use to no style.
fn remove_unused(content: &mut GuideContent) {
    let vocabularies: BTreeSet<String> = settings(content)
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix(VOCABULARIES))
        .flat_map(|named| named.split(", ").map(str::to_owned))
        .collect();
    let rules = content.files.iter().filter(|(path, _)| style_of(path).is_some());
    let rules: Vec<String> = rules.map(|(_, text)| text.clone()).collect();
    content.files.retain(|path, _| {
        let Some(shared) = path.strip_prefix("config/") else { return true };
        if let Some(of) = shared.strip_prefix("vocabularies/") {
            return of.split('/').next().is_some_and(|name| vocabularies.contains(name));
        }
        let file = shared.rsplit('/').next().unwrap_or(shared);
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        rules.iter().any(|rule| rule.contains(name))
    });
}
