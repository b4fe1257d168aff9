//! The files of a styles folder, as data: their paths and their texts.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Files by path under the folder that `StylesPath` names, parted by `/`.
///
/// Only `.yml`, `.txt`, `.aff` and `.dic` files are of use: rules (`Style/Rule.yml`), vocabularies
/// (`config/vocabularies/NAME/accept.txt`), words to ignore (`config/ignore/…`) and dictionaries
/// (`config/dictionaries/…`).
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: BTreeMap<String, Arc<str>>,
    standard: Option<(Arc<str>, Arc<str>)>,
}

impl Tree {
    /// A tree without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; one of the same path is replaced.
    pub fn insert(&mut self, path: &str, text: impl Into<Arc<str>>) {
        let path = path.replace('\\', "/");
        let path = path.trim_start_matches("./").trim_matches('/').to_owned();
        self.files.insert(path, text.into());
    }

    /// Gives the dictionary that spelling rules use when they name none, as the texts of its
    /// `.aff` and `.dic` files.
    pub fn set_dictionary(&mut self, aff: impl Into<Arc<str>>, dic: impl Into<Arc<str>>) {
        self.standard = Some((aff.into(), dic.into()));
    }

    /// The dictionary that was given with [`set_dictionary`](Self::set_dictionary).
    pub(super) fn dictionary(&self) -> Option<(&str, &str)> {
        self.standard.as_ref().map(|(aff, dic)| (aff.as_ref(), dic.as_ref()))
    }

    /// The text of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// The files under `folder`, in order.
    pub(super) fn under<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        self.iter().filter(move |(path, _)| path.starts_with(&prefix))
    }

    /// All files, in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_ref()))
    }
}

impl<P: AsRef<str>, T: Into<Arc<str>>> FromIterator<(P, T)> for Tree {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let mut tree = Self::new();
        for (path, text) in files {
            tree.insert(path.as_ref(), text);
        }
        tree
    }
}
