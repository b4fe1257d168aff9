//! Which system packages each purpose needs, by their names on Debian and Ubuntu.

use crate::machine::Purpose;

/// A system package.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Its name on Debian 12, then the names it has on other releases.
    pub(crate) names: &'static [&'static str],
    /// What it is for, as a person is told before it is installed.
    pub(crate) why: &'static str,
    /// What it downloads with all it brings along, in megabytes.
    pub(crate) megabytes: u32,
    /// How long installing it takes, in seconds.
    pub(crate) seconds: u32,
}

/// What building and showing the window takes.
const WINDOW: &[Package] = &[
    package(&["build-essential"], "compiles SQLite and links the programs", (70, 20)),
    package(&["pkg-config", "pkgconf"], "finds the libraries below", (1, 1)),
    package(&["libwebkit2gtk-4.1-dev"], "the web view that the window is drawn with", (102, 57)),
    package(&["libdbus-1-dev"], "lets a second start find the first window", (1, 1)),
    package(&["fonts-noto-color-emoji"], "emoji in customers' messages", (10, 2)),
];

/// What driving the window without a screen takes on top.
const VIRTUAL_SCREEN: &[Package] = &[
    package(&["xvfb"], "a virtual screen", (6, 4)),
    package(&["xauth"], "keeps other users off the virtual screen", (1, 1)),
    package(&["dbus-daemon", "dbus"], "a message bus of its own for each run", (1, 1)),
    package(&["webkit2gtk-driver", "webkitgtk-webdriver"], "drives the real window", (1, 4)),
];

/// What bringing a Node.js or the encoder's weights along takes.
pub(crate) const PYTHON_VENV: Package =
    package(&["python3-venv"], "brings Node.js and the encoder's weights where missing", (15, 8));

const fn package(
    names: &'static [&'static str],
    why: &'static str,
    (megabytes, seconds): (u32, u32),
) -> Package {
    Package { names, why, megabytes, seconds }
}

/// The packages that `purpose` needs.
pub(crate) fn needed(purpose: Purpose) -> Vec<&'static Package> {
    match purpose {
        Purpose::Window => WINDOW.iter().collect(),
        Purpose::Tests => WINDOW.iter().chain(VIRTUAL_SCREEN).collect(),
    }
}

/// Those of `packages` that the system does not have under any of their names.
///
/// `listing` is what dpkg-query writes, a package a line: its status, a blank, its name.
pub(crate) fn missing<'a>(packages: &[&'a Package], listing: &str) -> Vec<&'a Package> {
    let installed: Vec<&str> =
        listing.lines().filter_map(|line| line.strip_prefix("installed ")).collect();
    let is_there = |package: &Package| package.names.iter().any(|name| installed.contains(name));
    packages.iter().copied().filter(|package| !is_there(package)).collect()
}

/// The name under which this system's sources offer `package`; its first name when none does.
///
/// `policy` is what `apt-cache policy` writes about the package's names.
pub(crate) fn offered_name(package: &Package, policy: &str) -> &'static str {
    let mut names = package.names.iter().copied();
    let first = names.clone().next().unwrap_or_default();
    names.find(|name| is_offered(name, policy)).unwrap_or(first)
}

/// Whether the block `NAME:` of `policy` has a candidate.
fn is_offered(name: &str, policy: &str) -> bool {
    policy
        .lines()
        .skip_while(|line| line.strip_suffix(':') != Some(name))
        .skip(1)
        .take_while(|line| line.starts_with(' '))
        .filter_map(|line| line.trim().strip_prefix("Candidate: "))
        .any(|candidate| candidate != "(none)")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(packages: &[&Package]) -> Vec<&'static str> {
        packages.iter().map(|package| package.names[0]).collect()
    }

    #[test]
    fn only_what_is_fully_installed_counts() {
        let listing = "installed build-essential\nnot-installed pkg-config\n\
                       config-files libdbus-1-dev\ninstalled libwebkit2gtk-4.1-dev\n";
        let missing = missing(&needed(Purpose::Window), listing);
        assert_eq!(names(&missing), ["pkg-config", "libdbus-1-dev", "fonts-noto-color-emoji"]);
    }

    #[test]
    fn a_package_under_its_other_name_is_there() {
        let driver = &VIRTUAL_SCREEN[3];
        assert!(missing(&[driver], "installed webkitgtk-webdriver\n").is_empty());
        assert_eq!(missing(&[driver], "installed webkitgtk\n"), [driver], "no other package is");
    }

    #[test]
    fn a_bare_system_lacks_everything() {
        let all = needed(Purpose::Tests);
        assert_eq!(missing(&all, ""), all);
    }

    #[test]
    fn the_virtual_screen_is_for_the_tests_alone() {
        assert!(!names(&needed(Purpose::Window)).contains(&"xvfb"));
        assert!(names(&needed(Purpose::Tests)).contains(&"xvfb"));
    }

    #[test]
    fn the_name_that_the_sources_offer_is_taken() {
        let policy = "webkit2gtk-driver:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n\
                      webkitgtk-webdriver:\n  Installed: (none)\n  Candidate: 2.52.3-1\n";
        assert_eq!(offered_name(&VIRTUAL_SCREEN[3], policy), "webkitgtk-webdriver");
        assert_eq!(offered_name(&VIRTUAL_SCREEN[3], ""), "webkit2gtk-driver");
    }
}
