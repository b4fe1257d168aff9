//! Who may import whom. The rules count what is shipped; tests and benches are free.

use std::collections::BTreeSet;

use super::packages::{Kind, Package, packages};
use super::tree::none;

const MODEL: &str = "antiphon-model";
const DESK: &str = "antiphon-desk";
const HUB: &str = "antiphon-hub";
const CLI: &str = "antiphon";
const WINDOW: &str = "antiphon-window";
/// The crates between desk and model. They never import one another: who joins them is above.
const MIDDLE: [&str; 6] = [
    "antiphon-journal",
    "antiphon-store",
    "antiphon-search",
    "antiphon-voice",
    "antiphon-exchange",
    "antiphon-channels",
];

/// Libraries that only some crates may use, by the start of their names.
const KEPT_IN: [(&str, &[&str]); 4] = [
    ("rusqlite", &["antiphon-journal", "antiphon-store"]),
    ("tantivy", &["antiphon-search"]),
    ("pulldown-cmark", &["antiphon-voice"]),
    ("tauri", &[WINDOW]),
];

/// What speaks HTTP. Connectors and the desk's sync will; nothing does yet.
const HTTP_CLIENTS: [&str; 11] = [
    "attohttpc",
    "curl",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "reqwest",
    "surf",
    "tungstenite",
    "ureq",
    "wreq",
];

/// The packages of ours that `name` may import; `None` when it has no place in the layers.
fn allowed(name: &str) -> Option<Vec<&'static str>> {
    match name {
        MODEL | "antiphon-tests" | "xtask" => Some(vec![]),
        DESK => Some(MIDDLE.into_iter().chain([MODEL]).collect()),
        HUB => Some(vec!["antiphon-journal", "antiphon-voice", "antiphon-channels", MODEL]),
        // Ids and channels travel through the desk, so both of its users name them.
        CLI => Some(vec![DESK, HUB, MODEL]),
        WINDOW => Some(vec![DESK, MODEL]),
        _ if MIDDLE.contains(&name) => Some(vec![MODEL]),
        _ => None,
    }
}

/// The names of what `package` imports when it is shipped.
fn imports(package: &Package) -> BTreeSet<&str> {
    let shipped = package.dependencies.iter().filter(|import| import.kind != Kind::Dev);
    shipped.map(|import| import.name.as_str()).collect()
}

/// Every package of ours that imports what `is_barred` says it must not.
fn offences(is_barred: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let each = |package: &'static Package| {
        let barred: Vec<_> =
            imports(package).into_iter().filter(|name| is_barred(&package.name, name)).collect();
        barred.into_iter().map(move |name| format!("{} imports {name}", package.name))
    };
    packages().members().flat_map(each).collect()
}

#[test]
fn every_package_has_a_place_in_the_layers() {
    let strangers = packages().members().filter(|package| allowed(&package.name).is_none());
    none(strangers.map(|package| package.name.clone()), "not in the layers");
}

#[test]
fn packages_import_only_the_layers_below_them() {
    let ours: BTreeSet<_> = packages().members().map(|package| package.name.as_str()).collect();
    let barred = |who: &str, what: &str| {
        ours.contains(what) && allowed(who).is_some_and(|allowed| !allowed.contains(&what))
    };
    none(offences(barred), "these imports go up or sideways");
}

#[test]
fn a_library_is_known_only_to_the_crate_that_wraps_it() {
    let barred = |who: &str, what: &str| {
        KEPT_IN.iter().any(|(start, users)| what.starts_with(start) && !users.contains(&who))
    };
    none(offences(barred), "these libraries belong to other crates");
}

#[test]
fn nothing_speaks_http() {
    none(offences(|_, what| HTTP_CLIENTS.contains(&what)), "HTTP clients have no place yet");
}

#[test]
fn the_task_runner_and_the_tests_ship_with_nothing() {
    let bare = |package: &&Package| matches!(package.name.as_str(), "xtask" | "antiphon-tests");
    let heavy = packages().members().filter(bare).flat_map(|package| {
        imports(package).into_iter().map(|name| format!("{} imports {name}", package.name))
    });
    none(heavy, "`cargo xtask` must start within seconds on a bare machine; tests are not shipped");
}
