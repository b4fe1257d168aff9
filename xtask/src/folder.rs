//! Looking into folders, and removing them.

use std::path::Path;
use std::{fs, io};

/// The names of the files in `folder` that end in `.extension`, in order.
///
/// # Errors
/// What reading the folder gives.
pub(crate) fn names(folder: &Path, extension: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|its| its == extension) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Removes `folder` and all in it, if it is there.
///
/// # Errors
/// What removing it gives.
pub(crate) fn remove_if_there(folder: &Path) -> io::Result<()> {
    if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) }
}
