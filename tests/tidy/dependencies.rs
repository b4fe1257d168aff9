//! What the project builds on: every dependency has a reason, a known source and one version.

use std::collections::{BTreeMap, BTreeSet};

use super::packages::{Kind, Package, packages};
use super::tree::{none, read};

/// Shipped packages that stand in more than one version, a line each: name, tab, why.
const DUPLICATES: &str = include_str!("duplicates.txt");

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let lines = manifest.lines().skip_while(|line| *line != "[workspace.dependencies]").skip(1);
    let entries: Vec<_> =
        lines.take_while(|line| !line.starts_with('[')).filter(|line| line.contains('=')).collect();
    assert!(entries.len() > 20, "only {} dependencies were found", entries.len());
    let foreign = entries.into_iter().filter(|line| {
        let is_comment = line.starts_with('#');
        !is_comment && !line.contains("path = \"")
    });
    let silent = foreign.filter(|line| {
        line.rsplit_once("# ").is_none_or(|(_, reason)| reason.split_whitespace().count() < 2)
    });
    none(silent.map(str::to_owned), "each line ends in `# ` and why it is here");
}

#[test]
fn versions_stand_in_one_place() {
    let each = |package: &Package| {
        let name = &package.name;
        let place = match name.as_str() {
            "antiphon-window" => "src-tauri".to_owned(),
            "antiphon-tests" => "tests".to_owned(),
            "xtask" => "xtask".to_owned(),
            "antiphon" => "kb/cli".to_owned(),
            other => format!("kb/{}", other.trim_start_matches("antiphon-")),
        };
        let manifest = read(&format!("{place}/Cargo.toml"));
        let mut is_dependency = false;
        let mut own = Vec::new();
        for line in manifest.lines() {
            if line.starts_with('[') {
                is_dependency = line.contains("dependencies");
            } else if is_dependency && line.contains('=') && !line.starts_with('#') {
                let is_shared = line.contains("workspace = true");
                own.extend((!is_shared).then(|| format!("{name}: {line}")));
            }
        }
        own
    };
    none(packages().members().flat_map(each), "a crate says `name.workspace = true`");
}

#[test]
fn everything_comes_from_the_registry_or_from_here() {
    let lock = read("Cargo.lock");
    let sources = lock.lines().filter_map(|line| line.strip_prefix("source = "));
    let odd = sources.filter(|source| !source.starts_with("\"registry+"));
    none(odd.map(str::to_owned), "not from the registry");
}

#[test]
fn the_interfaces_lock_file_names_no_place() {
    let lock = read("ui/package-lock.json");
    let named = lock.lines().filter(|line| line.contains("\"resolved\":"));
    none(named.map(str::to_owned), "each machine takes packages from where it is told to");
}

#[test]
fn a_shipped_package_stands_in_one_version_or_says_why_not() {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let ours: Vec<_> = packages().members().map(|package| package.name.as_str()).collect();
    for package in packages().behind(&ours, &[Kind::Normal, Kind::Build]) {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let listed: BTreeMap<_, _> =
        DUPLICATES.lines().filter_map(|line| line.split_once('\t')).collect();
    assert_eq!(listed.len(), DUPLICATES.lines().count(), "each line is a name, a tab and why");
    let new = versions.iter().filter(|(name, _)| !listed.contains_key(*name));
    none(new.map(|(name, versions)| format!("{name} {versions:?}")), "new in several versions");
    let gone = listed.keys().filter(|name| !versions.contains_key(*name));
    none(gone.map(|name| (*name).to_owned()), "no longer in several versions: drop the lines");
}
