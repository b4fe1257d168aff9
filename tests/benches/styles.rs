//! Packages of voice rules that people use, where there is a folder with some.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use antiphon_voice::style::{Styles, Tree};

use crate::report::{Outcome, say};

/// The variable that names the folder.
const FOLDER: &str = "ANTIPHON_VOICE_DATA";
/// The styles whose rules come first.
const FIRST: [&str; 3] = ["Microsoft", "write-good", "proselint"];

/// A rule of a style: its file.
#[derive(Debug)]
struct Rule {
    style: String,
    name: String,
    text: String,
}

/// The rules of all styles in the folder that can be taken.
#[derive(Debug)]
pub(crate) struct Packages(Vec<Rule>);

impl Packages {
    /// Reads the rules; without a folder there are none, and the reason is printed.
    pub(crate) fn read() -> Outcome<Option<Self>> {
        let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
            say(&format!("rules of packages: skipped, {FOLDER} names no folder"))?;
            return Ok(None);
        };
        let folder = folder.join("styles");
        if !folder.is_dir() {
            say(&format!("rules of packages: skipped, there is no {}", folder.display()))?;
            return Ok(None);
        }
        let mut rules = Self(rules(&folder)?);
        let all = rules.0.len();
        let styles = rules.compile(all);
        let taken: BTreeSet<&str> = styles.rules().collect();
        rules.0.retain(|rule| taken.contains(format!("{}.{}", rule.style, rule.name).as_str()));
        say(&format!("rules of packages: {all}, of which {} can be taken", rules.0.len()))?;
        Ok(Some(rules))
    }

    /// So many rules; where there are fewer, some come again in a style of another name.
    pub(crate) fn styles(&self, count: usize) -> Outcome<Styles> {
        let styles = self.compile(count);
        let taken = styles.rules().count();
        if taken != count {
            return Err(format!("{taken} of {count} rules were taken").into());
        }
        Ok(styles)
    }

    fn compile(&self, count: usize) -> Styles {
        let mut tree = Tree::new();
        let mut names = BTreeSet::new();
        for (nth, rule) in (0..count).zip(self.0.iter().cycle()) {
            let style = match nth / self.0.len() {
                0 => rule.style.clone(),
                again => format!("{}{again}", rule.style),
            };
            tree.insert(&format!("{style}/{}.yml", rule.name), rule.text.as_str());
            names.insert(style);
        }
        let names: Vec<_> = names.into_iter().collect();
        let based = names.join(", ");
        let ini = format!("MinAlertLevel = suggestion\n[*]\nBasedOnStyles = {based}\n");
        Styles::compile(&ini, &tree)
    }
}

/// The rules in `folder`, those of the first styles first.
fn rules(folder: &Path) -> Outcome<Vec<Rule>> {
    let mut rules = Vec::new();
    for style in names(folder)? {
        for file in names(&folder.join(&style))? {
            if let Some(name) = file.strip_suffix(".yml") {
                let text = fs::read_to_string(folder.join(&style).join(&file))?;
                rules.push(Rule { style: style.clone(), name: name.to_owned(), text });
            }
        }
    }
    // The sort is stable: within a style, rules stay in the order of their names.
    let rank = |style: &str| FIRST.iter().position(|first| *first == style).unwrap_or(FIRST.len());
    rules.sort_by_key(|rule| rank(&rule.style));
    Ok(rules)
}

/// What lies in `folder`, in order of names.
fn names(folder: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
