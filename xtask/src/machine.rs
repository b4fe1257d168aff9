//! What a machine must have before anything is built, on each kind of system.

use std::process::Command;

use crate::node::Node;
use crate::place::Place;
use crate::problem::Problem;
use crate::{apt, node, packages, programs, weights};

/// What a machine is prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building the window and opening it on a screen.
    Window,
    /// The same, and driving the window on a virtual screen.
    Tests,
}

/// Installs what `purpose` needs and this machine lacks; gives the Node.js to use.
///
/// # Errors
/// [`Problem::Missing`] names what a person has to install; else what an installation gives.
pub(crate) fn prepare(place: &Place, purpose: Purpose) -> Result<Node, Problem> {
    if apt::is_there() {
        let mut needed = packages::needed(purpose);
        if node::needs_venv(place) || weights::needs_venv() {
            needed.push(&packages::PYTHON_VENV);
        }
        apt::install(&apt::missing(&needed))?;
    } else {
        check_by_hand(purpose)?;
    }
    Node::find_or_bring(place)
}

/// Something that only a person can install, and how to see that it is there.
struct Need {
    what: &'static str,
    purpose: Purpose,
    proof: Proof,
}

/// How to see that something is there.
enum Proof {
    Program(&'static str),
    Library(&'static str),
    Answers(&'static [&'static str]),
}

const LINUX: &[Need] = &[
    need("a C compiler, as `cc` (gcc)", Purpose::Window, Proof::Program("cc")),
    need(
        "pkg-config (Fedora: pkgconf, Arch: pkgconf)",
        Purpose::Window,
        Proof::Program("pkg-config"),
    ),
    need(
        "WebKitGTK 4.1 with its headers (Fedora: webkit2gtk4.1-devel, Arch: webkit2gtk-4.1)",
        Purpose::Window,
        Proof::Library("webkit2gtk-4.1"),
    ),
    need(
        "libdbus with its headers (Fedora: dbus-devel, Arch: dbus)",
        Purpose::Window,
        Proof::Library("dbus-1"),
    ),
    need(
        "xvfb-run (Fedora: xorg-x11-server-Xvfb, Arch: xorg-server-xvfb)",
        Purpose::Tests,
        Proof::Program("xvfb-run"),
    ),
    need("xauth (Fedora: xauth, Arch: xorg-xauth)", Purpose::Tests, Proof::Program("xauth")),
    need(
        "dbus-run-session (Fedora: dbus-daemon, Arch: dbus)",
        Purpose::Tests,
        Proof::Program("dbus-run-session"),
    ),
    need(
        "WebKitWebDriver, which WebKitGTK's packages bring",
        Purpose::Tests,
        Proof::Program("WebKitWebDriver"),
    ),
];

const MACOS: &[Need] = &[need(
    "Apple's command line tools: xcode-select --install",
    Purpose::Window,
    Proof::Answers(&["xcode-select", "--print-path"]),
)];

const fn need(what: &'static str, purpose: Purpose, proof: Proof) -> Need {
    Need { what, purpose, proof }
}

/// What this system must have; Windows 11 brings its web view along.
fn needs() -> &'static [Need] {
    match std::env::consts::OS {
        "linux" => LINUX,
        "macos" => MACOS,
        _ => &[],
    }
}

fn check_by_hand(purpose: Purpose) -> Result<(), Problem> {
    let missing = missing(needs(), purpose, is_there);
    if missing.is_empty() { Ok(()) } else { Err(Problem::Missing(missing)) }
}

fn missing(needs: &[Need], purpose: Purpose, is_there: impl Fn(&Proof) -> bool) -> Vec<String> {
    needs
        .iter()
        .filter(|need| need.purpose == Purpose::Window || purpose == Purpose::Tests)
        .filter(|need| !is_there(&need.proof))
        .map(|need| need.what.to_owned())
        .collect()
}

fn is_there(proof: &Proof) -> bool {
    match proof {
        Proof::Program(name) => programs::find(name).is_some(),
        Proof::Library(name) => {
            programs::answer(Command::new("pkg-config").args(["--exists", name])).is_some()
        }
        Proof::Answers(words) => words.split_first().is_some_and(|(program, rest)| {
            programs::answer(Command::new(program).args(rest)).is_some()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_by_name_and_only_for_the_purpose() {
        let no_driver = |proof: &Proof| !matches!(proof, Proof::Program("WebKitWebDriver"));
        assert!(missing(LINUX, Purpose::Window, no_driver).is_empty());
        let missing = missing(LINUX, Purpose::Tests, no_driver);
        assert_eq!(missing, ["WebKitWebDriver, which WebKitGTK's packages bring"]);
    }

    #[test]
    fn a_system_that_has_all_of_it_is_not_stopped() {
        assert!(missing(LINUX, Purpose::Tests, |_| true).is_empty());
        assert!(missing(MACOS, Purpose::Tests, |_| true).is_empty());
    }
}
