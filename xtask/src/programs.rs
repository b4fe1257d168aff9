//! Starting other programs, and asking whether they are there.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::problem::Problem;
use crate::say;

/// Runs `command` to its end, its output going where ours goes.
///
/// # Errors
/// [`Problem::Io`] when it cannot be started, [`Problem::Failed`] when it ends badly.
pub(crate) fn run(step: &str, command: &mut Command) -> Result<(), Problem> {
    let program = command.get_program().display().to_string();
    let ending = command.status().map_err(Problem::doing(format!("start {program}")))?;
    if ending.success() {
        return Ok(());
    }
    Err(Problem::Failed { step: step.to_owned(), ending: ending.to_string() })
}

/// Runs `command` to its end and shows its output only when it ends badly.
///
/// # Errors
/// Those of [`run`].
pub(crate) fn run_quietly(step: &str, command: &mut Command) -> Result<(), Problem> {
    let program = command.get_program().display().to_string();
    let output = command.output().map_err(Problem::doing(format!("start {program}")))?;
    if output.status.success() {
        return Ok(());
    }
    say::line(&String::from_utf8_lossy(&output.stdout));
    say::line(&String::from_utf8_lossy(&output.stderr));
    Err(Problem::Failed { step: step.to_owned(), ending: output.status.to_string() })
}

/// What `command` writes to its standard output, or `None` when it is not there or ends badly.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// What `command` writes to its standard output, however it ends; empty when it is not there.
pub(crate) fn answer_anyway(command: &mut Command) -> String {
    command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default()
}

/// Where `program` lies on the search path, or `None` when it does not.
pub(crate) fn find(program: impl AsRef<OsStr>) -> Option<PathBuf> {
    let mut file_name = PathBuf::from(program.as_ref());
    if file_name.extension().is_none() {
        file_name.set_extension(std::env::consts::EXE_EXTENSION);
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(&file_name))
        .find(|file| file.is_file())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_is_named_with_how_it_ended() {
        run("a step", &mut Command::new("true")).unwrap();
        let err = run("a step", &mut Command::new("false")).unwrap_err();
        assert!(err.to_string().starts_with("a step failed (exit status: 1)"), "{err}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let err = run("a step", &mut Command::new("no-such-program")).unwrap_err();
        assert!(err.to_string().starts_with("could not start no-such-program: "), "{err}");
        assert_eq!(find("no-such-program"), None);
        assert!(find("true").is_some());
    }

    #[test]
    fn an_answer_counts_only_from_a_program_that_ends_well() {
        let answering = |end: &str| answer(Command::new("sh").args(["-c", end]));
        assert_eq!(answering("echo yes").as_deref(), Some("yes\n"));
        assert_eq!(answering("echo yes; exit 1"), None);
        assert_eq!(answer_anyway(Command::new("sh").args(["-c", "echo yes; exit 1"])), "yes\n");
    }
}
