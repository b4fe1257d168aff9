//! What the window's own sources may not do.

use super::tree::{Source, none, sources};

/// Sources that the window is built from; tests may stand in for what is outside.
fn shipped() -> impl Iterator<Item = Source> {
    sources("ui/src").into_iter().filter(|source| {
        let is_code = matches!(source.ending(), "ts" | "js" | "svelte" | "html");
        is_code && !source.path.starts_with("ui/src/test/") && !source.path.ends_with(".test.ts")
    })
}

/// The lines of shipped sources that hold `what`.
fn lines_with(what: &str, is_exempt: impl Fn(&str) -> bool) -> Vec<String> {
    let each = |source: Source| {
        let numbered = (1..).zip(source.text.lines());
        let bad = numbered.filter(|(_, line)| line.contains(what));
        bad.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim()))
            .collect::<Vec<_>>()
    };
    shipped().filter(|source| !is_exempt(&source.path)).flat_map(each).collect()
}

#[test]
fn only_ipc_talks_to_the_window() {
    let found = lines_with("@tauri-apps/", |path| path.starts_with("ui/src/ipc/"));
    none(found, "only ui/src/ipc may import these");
}

#[test]
fn no_text_becomes_markup() {
    // Posts and answers come from outside: a tag in them must show as a tag.
    none(lines_with("{@html", |_| false), "text is shown as text");
    none(lines_with("innerHTML", |_| false), "text is shown as text");
}
