//! Where the clone, the build products and the tools lie.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::Problem;

/// The folders that every task works in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The clone.
    pub(crate) root: PathBuf,
    /// Cargo's build products.
    pub(crate) target: PathBuf,
    /// Programs brought along because the system has none that fit.
    pub(crate) tools: PathBuf,
    /// Whether the products are kept from run to run by a build server.
    pub(crate) is_ci: bool,
}

impl Place {
    /// Reads the folders from the environment that cargo starts us with.
    ///
    /// # Errors
    /// [`Problem::NotFromCargo`] when it was not cargo.
    pub(crate) fn find() -> Result<Self, Problem> {
        let here = env::current_dir().map_err(Problem::doing("read the current folder"))?;
        Self::from_environment(&here, |name| env::var_os(name).filter(|value| !value.is_empty()))
    }

    fn from_environment(
        here: &Path,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Problem> {
        let manifest_folder =
            PathBuf::from(variable("CARGO_MANIFEST_DIR").ok_or(Problem::NotFromCargo)?);
        let root = manifest_folder.parent().ok_or(Problem::NotFromCargo)?.to_owned();
        let is_ci = variable("CI").is_some();
        let cache = variable("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(Path::new(&variable("HOME")?).join(".cache")))
            .filter(|_| is_ci)
            .map(|caches| caches.join("antiphon"));
        let target = match (variable("CARGO_TARGET_DIR"), &cache) {
            (Some(folder), _) => here.join(folder),
            (None, Some(cache)) => cache.join("target"),
            (None, None) => root.join("target"),
        };
        let tools = cache.map_or_else(|| root.join(".tools"), |cache| cache.join("tools"));
        Ok(Self { root, target, tools, is_ci })
    }

    /// `cargo WORDS`, in the clone, with its products in [`Self::target`].
    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// The folder of the user interface.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], target: &str, tools: &str) {
        let variable = |name: &str| {
            let all = [("CARGO_MANIFEST_DIR", "/clone/xtask"), ("HOME", "/home/ada")];
            let (_, value) = variables.iter().chain(&all).find(|(key, _)| *key == name)?;
            Some(OsString::from(value))
        };
        let place = Place::from_environment(Path::new("/clone/ui"), variable).unwrap();
        assert_eq!(place.root, Path::new("/clone"));
        assert_eq!((place.target, place.tools), (PathBuf::from(target), PathBuf::from(tools)));
    }

    #[test]
    fn products_and_tools_lie_in_the_clone_by_default() {
        check(&[], "/clone/target", "/clone/.tools");
    }

    #[test]
    fn a_build_server_keeps_them_in_its_cache() {
        let cache = "/home/ada/.cache/antiphon";
        check(&[("CI", "1")], &format!("{cache}/target"), &format!("{cache}/tools"));
        let variables = [("CI", "1"), ("XDG_CACHE_HOME", "/cache")];
        check(&variables, "/cache/antiphon/target", "/cache/antiphon/tools");
    }

    #[test]
    fn a_target_folder_that_was_asked_for_wins() {
        check(&[("CARGO_TARGET_DIR", "/t")], "/t", "/clone/.tools");
        check(&[("CARGO_TARGET_DIR", "t")], "/clone/ui/t", "/clone/.tools");
    }

    #[test]
    fn it_has_to_be_cargo_that_starts_us() {
        let err = Place::from_environment(Path::new("/"), |_| None).unwrap_err();
        assert!(matches!(err, Problem::NotFromCargo));
    }
}
