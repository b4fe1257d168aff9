//! The command line, used beside the window on the same home.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Runs `antiphon --home HOME WORDS…`; returns what it prints.
#[track_caller]
pub(crate) fn antiphon<S: AsRef<OsStr>>(home: &Path, words: &[S]) -> String {
    let program = std::env::var_os("ANTIPHON_CLI").expect("ANTIPHON_CLI names the command line");
    let output = Command::new(program).arg("--home").arg(home).args(words).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}\n{complained}", output.status);
    said
}

/// Makes the sample workspace, whose agent is Ada Moreau.
#[track_caller]
pub(crate) fn make_sample(home: &Path) {
    antiphon(home, &["init", "--sample", "--name", "Ada Moreau"]);
}

/// Makes an empty workspace of the company Hillside, whose agent is Ada Moreau.
#[track_caller]
pub(crate) fn make_empty(home: &Path) {
    antiphon(home, &["init", "--company", "Hillside", "--name", "Ada Moreau"]);
}
