//! The user interface: its npm packages, its checks and its build.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use crate::node::Node;
use crate::place::Place;
use crate::problem::Problem;
use crate::say;
use crate::steps::{Step, Steps};

/// Folders in `ui` that are made from the rest of it.
const PRODUCTS: &[&str] = &["node_modules", "dist"];

/// Installs the npm packages, unless those of this lock file and this Node.js are there already.
///
/// # Errors
/// What npm's run or writing the mark gives.
pub(crate) fn install(place: &Place, node: &Node, steps: &mut Steps) -> Result<(), Problem> {
    let lock_file = place.ui().join("package-lock.json");
    let lock = fs::read_to_string(&lock_file)
        .map_err(Problem::doing(format!("read {}", lock_file.display())))?;
    let wanted = format!("{}\n{lock}", node.version);
    let mark = mark(place);
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        say::line("✓ npm packages: there");
        return Ok(());
    }
    let step =
        Step { name: "npm ci", does: "installs the user interface's packages", takes: "20 s" };
    steps.run(step, &mut node.npm(place, &["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&mark, wanted).map_err(Problem::doing(format!("write {}", mark.display())))
}

/// Runs the user interface's own checks.
///
/// # Errors
/// What the first failing one gives.
pub(crate) fn check(place: &Place, node: &Node, steps: &mut Steps) -> Result<(), Problem> {
    let checks: &[(Step<'_>, &[&str])] = &[
        (
            Step { name: "npm run check", does: "checks the TypeScript types", takes: "10 s" },
            &["run", "check"],
        ),
        (
            Step {
                name: "npm run lint",
                does: "looks for mistakes in the TypeScript",
                takes: "10 s",
            },
            &["run", "lint"],
        ),
        (
            Step { name: "npm test", does: "tests the user interface's parts", takes: "15 s" },
            &["test"],
        ),
    ];
    checks.iter().try_for_each(|(step, words)| steps.run(*step, &mut node.npm(place, words)))
}

/// Builds `ui/dist`, which the window embeds, unless it is newer than all that it is made from.
///
/// Building it anew for nothing would make cargo link the window anew too.
///
/// # Errors
/// What npm's run or reading the folder gives.
pub(crate) fn build(place: &Place, node: &Node, steps: &mut Steps) -> Result<(), Problem> {
    if is_built(place).map_err(Problem::doing("read the folder ui"))? {
        say::line("✓ user interface: built");
        return Ok(());
    }
    let step = Step {
        name: "npm run build",
        does: "builds the user interface that the window embeds",
        takes: "5 s",
    };
    steps.run(step, &mut node.npm(place, &["run", "build"]))
}

/// Whether there is any build of the user interface, new or old.
pub(crate) fn is_there(place: &Place) -> bool {
    page(place).is_file()
}

fn is_built(place: &Place) -> io::Result<bool> {
    let Ok(built) = fs::metadata(page(place)).and_then(|page| page.modified()) else {
        return Ok(false);
    };
    let packages = fs::metadata(mark(place)).and_then(|mark| mark.modified());
    let sources = newest(&place.ui())?;
    Ok(sources < built && packages.is_ok_and(|installed| installed < built))
}

fn page(place: &Place) -> PathBuf {
    place.ui().join("dist/index.html")
}

/// Says for which lock file and which Node.js the packages were installed; `npm ci` removes it.
fn mark(place: &Place) -> PathBuf {
    place.ui().join("node_modules/.installed-for")
}

/// When the last change was made in `folder`, whose products do not count.
///
/// Folders below it count with their own times, so that a removed file is seen too.
fn newest(folder: &Path) -> io::Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if PRODUCTS.iter().any(|product| entry.file_name() == *product) {
            continue;
        }
        let metadata = entry.metadata()?;
        newest = newest.max(metadata.modified()?);
        if metadata.is_dir() {
            newest = newest.max(self::newest(&entry.path())?);
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A clone whose user interface was changed at minute 1 and built at minute 2.
    struct Clone(Place);

    impl Clone {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            let at = |folder: &str| root.join(folder);
            let place = Place {
                target: at("target"),
                tools: at(".tools"),
                is_ci: false,
                root: root.clone(),
            };
            for folder in ["ui/src/desk", "ui/node_modules", "ui/dist"] {
                fs::create_dir_all(at(folder)).unwrap();
            }
            let clone = Self(place);
            for file in ["ui/src/desk/Desk.svelte", "ui/node_modules/.installed-for"] {
                clone.change(file, 1);
            }
            clone.change("ui/src/desk", 1);
            clone.change("ui/src", 1);
            clone.change("ui/dist/index.html", 2);
            clone
        }

        fn change(&self, path: &str, minute: u64) {
            let path: PathBuf = self.0.root.join(path);
            if !path.is_dir() {
                fs::write(&path, "").unwrap();
            }
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(60 * minute);
            fs::File::open(path).unwrap().set_modified(time).unwrap();
        }
    }

    impl Drop for Clone {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0.root).unwrap();
        }
    }

    #[test]
    fn nothing_is_built_anew_without_a_change() {
        let clone = Clone::new("unchanged");
        assert!(is_built(&clone.0).unwrap());
        clone.change("ui/node_modules/vite.js", 3);
        assert!(is_built(&clone.0).unwrap(), "caches in node_modules are no sources");
    }

    #[test]
    fn a_changed_or_removed_source_is_built_anew() {
        let clone = Clone::new("changed");
        clone.change("ui/src/desk/Desk.svelte", 3);
        assert!(!is_built(&clone.0).unwrap(), "a file changed");
        clone.change("ui/src/desk/Desk.svelte", 1);
        clone.change("ui/src/desk", 3);
        assert!(!is_built(&clone.0).unwrap(), "a file was removed, which changes its folder");
    }

    #[test]
    fn new_packages_make_a_new_build() {
        let clone = Clone::new("packages");
        clone.change("ui/node_modules/.installed-for", 3);
        assert!(!is_built(&clone.0).unwrap());
    }

    #[test]
    fn without_a_build_there_is_none() {
        let clone = Clone::new("none");
        fs::remove_file(page(&clone.0)).unwrap();
        assert!(!is_built(&clone.0).unwrap());
    }
}
