//! Licences: which are taken, and the list of them that the about box shows.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use serde::Deserialize;

use super::packages::{Kind, Package, packages};
use super::spdx::allows;
use super::tree::{none, read, root};

/// The licences that are taken: they ask for a notice at most, or bind their own files alone.
const TAKEN: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages under another licence, and why they may stay.
const APART: [(&str, &str); 1] = [(
    "@fontsource-variable/inter",
    "a typeface under OFL-1.1, which may be shipped inside a work",
)];

/// What the window's bundle holds although the manifest calls it a tool: the compiler's runtime
/// and what that imports.
const RUNTIME: [&str; 2] = ["svelte", "clsx"];

/// The programs that are shipped.
const SHIPPED: [&str; 2] = ["antiphon", "antiphon-window"];

const LIST: &str = "kb/desk/licences.tsv";

/// Name, version and licence.
type Line = (String, String, String);

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Locked>,
}

#[derive(Deserialize)]
struct Locked {
    #[serde(default)]
    version: String,
    #[serde(default)]
    license: String,
    #[serde(default)]
    dependencies: BTreeMap<String, String>,
}

/// The packages that the window's bundle holds.
fn bundled() -> BTreeSet<Line> {
    let lock: Lock = serde_json::from_str(&read("ui/package-lock.json")).unwrap();
    let asked = lock.packages[""].dependencies.keys().map(String::as_str);
    let mut waiting: Vec<&str> = asked.collect();
    let mut found = BTreeMap::new();
    let mut take = |name: &str| -> Vec<&str> {
        let package = &lock.packages[&format!("node_modules/{name}")];
        let line = (name.to_owned(), package.version.clone(), package.license.clone());
        let is_new = found.insert(name.to_owned(), line).is_none();
        let needs = package.dependencies.keys().map(String::as_str);
        needs.filter(|_| is_new).collect()
    };
    while let Some(name) = waiting.pop() {
        waiting.extend(take(name));
    }
    for name in RUNTIME {
        take(name);
    }
    found.into_values().collect()
}

/// The crates that our packages called `names` need for `kinds`.
fn crates(names: &[&str], kinds: &[Kind]) -> BTreeSet<Line> {
    let line = |package: &Package| {
        let licence = package.license.clone().unwrap_or_default();
        (package.name.clone(), package.version.clone(), licence)
    };
    packages().behind(names, kinds).into_iter().map(line).collect()
}

/// The list as it should be: sorted, each choice written as a choice.
fn expected() -> String {
    let mut all = bundled();
    all.extend(crates(&SHIPPED, &[Kind::Normal]));
    let written = |(name, version, licence): &Line| {
        let parts: Vec<_> = licence.split('/').map(str::trim).collect();
        format!("{name}\t{version}\t{}\n", parts.join(" OR "))
    };
    all.iter().map(written).collect()
}

#[test]
fn every_licence_is_one_that_is_taken() {
    let ours: Vec<_> = packages().members().map(|package| package.name.as_str()).collect();
    let mut all = bundled();
    all.extend(crates(&ours, &[Kind::Normal, Kind::Build]));
    let taken = |name: &str| TAKEN.contains(&name);
    let (good, other): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, _, licence)| allows(licence, &taken) == Some(true));
    assert!(good.len() > 300, "only {} licences were looked at", good.len());
    let names: BTreeSet<_> = other.iter().map(|(name, ..)| name.as_str()).collect();
    let stale = APART.iter().filter(|(name, _)| !names.contains(name));
    none(stale.map(|(name, _)| (*name).to_owned()), "no longer apart: drop the entries");
    let wild = other.iter().filter(|(name, ..)| APART.iter().all(|(apart, _)| apart != name));
    none(wild.map(|line| format!("{line:?}")), "not a licence that is taken");
}

/// Compares the list with what is shipped; writes it when `ANTIPHON_WRITE_LICENCES` is set.
#[test]
fn the_list_in_the_about_box_is_current() {
    let expected = expected();
    if env::var_os("ANTIPHON_WRITE_LICENCES").is_some() {
        fs::write(root().join(LIST), expected).unwrap();
        return;
    }
    let found = read(LIST);
    let (found, expected): (BTreeSet<_>, BTreeSet<_>) =
        (found.lines().collect(), expected.lines().collect());
    let differences = found.symmetric_difference(&expected);
    none(
        differences.map(|line| (*line).to_owned()),
        "stale: write it with `ANTIPHON_WRITE_LICENCES=1 cargo test -p antiphon-tests licences`",
    );
}
