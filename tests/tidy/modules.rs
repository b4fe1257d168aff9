//! Every Rust file is part of some target: a test that no `mod` line names would never run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::packages::packages;
use super::tree::{none, root, rust};

/// A `mod name;` line, with the path that stands above it, if any.
#[derive(Debug, PartialEq, Eq)]
struct Declared {
    name: String,
    path: Option<String>,
}

fn declared(text: &str) -> Vec<Declared> {
    let mut path = None;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(named) = line.strip_prefix("#[path = \"") {
            path = named.strip_suffix("\"]").map(str::to_owned);
            continue;
        }
        let words: Vec<_> = line.split_whitespace().collect();
        let name = match words.as_slice() {
            ["mod", name] | [.., "mod", name] if line.starts_with("pub") || words.len() == 2 => {
                name.strip_suffix(';')
            }
            _ => None,
        };
        if let Some(name) = name {
            found.push(Declared { name: name.to_owned(), path: path.take() });
        } else if !line.starts_with("#[") {
            path = None;
        }
    }
    found
}

/// The files of the modules that `file` declares, whose folder is `own` unless they say otherwise.
fn children(file: &Path, own: &Path) -> Vec<PathBuf> {
    let folder = file.parent().unwrap();
    let place = |module: Declared| match module.path {
        Some(path) => folder.join(path),
        None => own.join(format!("{}.rs", module.name)),
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    declared(&text).into_iter().map(place).collect()
}

#[test]
fn every_rust_file_belongs_to_a_target() {
    let targets = packages().members().flat_map(|package| &package.targets);
    let first = |path: &String| (PathBuf::from(path), Path::new(path).parent().unwrap().to_owned());
    let mut waiting: Vec<_> = targets.map(|target| first(&target.src_path)).collect();
    let mut reached = BTreeSet::new();
    while let Some((file, own)) = waiting.pop() {
        let modules = children(&file, &own).into_iter();
        if reached.insert(file) {
            waiting.extend(modules.map(|module| (module.clone(), module.with_extension(""))));
        }
    }
    let lost = rust().into_iter().filter(|source| !reached.contains(&root().join(&source.path)));
    none(lost.map(|source| source.path), "no `mod` line names these files");
}

#[test]
fn a_module_is_declared_by_a_mod_line_whatever_its_visibility() {
    let text = "mod a;\npub(crate) mod b;\n#[path = \"x/y.rs\"]\n#[cfg(test)]\npub mod c;\n\
                mod tests {\n// mod d;\nlet e = \"mod f;\";";
    let found: Vec<_> =
        declared(text).into_iter().map(|module| (module.name, module.path)).collect();
    let expected = [("a", None), ("b", None), ("c", Some("x/y.rs"))];
    assert_eq!(found, expected.map(|(name, path)| (name.to_owned(), path.map(str::to_owned))));
}
