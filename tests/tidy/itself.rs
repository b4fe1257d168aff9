//! The project speaks of itself alone: not of the place where it was written, nor of where
//! packages happen to be fetched from.

use super::tree::{Source, none, sources};

/// Folders that only one machine has, in parts, so that this file does not name them.
const PLACES: [[&str; 2]; 2] = [["/wo", "rk/"], ["../", "shared"]];
/// Hosts that packages are fetched from. Each machine may be told others.
const HOSTS: [[&str; 2]; 6] = [
    ["registry.npm", "js"],
    ["npmjs", ".com"],
    ["pypi", ".org"],
    ["python", "hosted.org"],
    ["crates", ".io"],
    ["proxy.go", "lang.org"],
];

/// The lines of all files that hold one of `words`.
fn lines_with(words: &[[&str; 2]], is_exempt: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let words: Vec<String> = words.iter().map(|parts| parts.concat()).collect();
    let each = |source: &Source| {
        let numbered = (1..).zip(source.text.lines());
        let named = numbered.filter(|(_, line)| {
            words.iter().any(|word| line.contains(word) && !is_exempt(&source.path, word))
        });
        named
            .map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim()))
            .collect::<Vec<_>>()
    };
    sources("").iter().flat_map(each).collect()
}

#[test]
fn nothing_names_the_place_where_it_was_written() {
    // The interface has a folder of that name and imports from it.
    let is_import = |path: &str, word: &str| path.starts_with("ui/src/") && word.starts_with("..");
    none(lines_with(&PLACES, is_import), "these lines name a place outside the project");
}

#[test]
fn nothing_names_where_packages_are_fetched_from() {
    let found = lines_with(&HOSTS, |path, _| path == "Cargo.lock");
    none(found, "these lines name a host that packages come from");
}
