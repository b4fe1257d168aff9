//! How Rust files are cut and named.

use super::tree::{Source, none, rust, sources};

/// The most lines that a file may have.
const LINES: usize = 400;
/// What a type's name may not end in: it says nothing that the rest of the name does not say.
const EMPTY_WORDS: [&str; 7] = ["Manager", "Service", "Helper", "Util", "Handler", "Data", "Info"];

/// The lines of a file that count: all but a module of tests at its end.
fn counted(text: &str) -> usize {
    let lines: Vec<_> = text.lines().collect();
    let is_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ");
    lines.windows(2).position(is_tests).unwrap_or(lines.len())
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || ["/tests/", "/benches/", "/src/test/"].iter().any(|folder| path.contains(folder))
        || path.ends_with(".test.ts")
}

/// The name of the type that a line defines.
fn type_name(line: &str) -> Option<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
    let keyword = words.next()?;
    let named = words.next()?;
    let name = named.split(|c| !is_name(c)).next()?;
    matches!(keyword, "struct" | "enum" | "trait" | "type" | "union").then_some(name)
}

/// The last argument of every `Result<…>` with two of them.
fn error_types(text: &str) -> Vec<String> {
    let text = text.replace("->", "  ");
    text.split("Result<").skip(1).filter_map(|rest| arguments(rest).into_iter().nth(1)).collect()
}

/// What stands between commas, up to the `>` that closes the list.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut found) = (1, vec![String::new()]);
    for c in text.chars() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            _ => {}
        }
        match (c, depth) {
            (_, 0) => break,
            (',', 1) => found.push(String::new()),
            _ => found.last_mut().unwrap().push(c),
        }
    }
    found.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let interface = sources("ui/src");
    let written = interface.into_iter().filter(|source| source.path != "ui/src/ipc/bindings.ts");
    let code = rust().into_iter().chain(written).filter(|source| {
        matches!(source.ending(), "rs" | "ts" | "svelte") && !is_test(&source.path)
    });
    let long = code.filter_map(|source| {
        let lines = counted(&source.text);
        (lines > LINES).then(|| format!("{} has {lines} lines", source.path))
    });
    none(long, "longer than 400 lines, tests apart");
}

#[test]
fn a_module_is_named_by_its_own_file() {
    let unnamed = rust().into_iter().filter(|source| source.path.ends_with("/mod.rs"));
    none(unnamed.map(|source| source.path), "`a/mod.rs` is written `a.rs`");
}

#[test]
fn every_file_says_first_what_lives_in_it() {
    let silent = rust().into_iter().filter(|source| !source.text.starts_with("//! "));
    none(silent.map(|source| source.path), "a file opens with `//! ` and what lives in it");
}

#[test]
fn a_types_name_says_what_it_is() {
    let each = |source: Source| {
        let names: Vec<_> = source.text.lines().filter_map(|line| type_name(line)).collect();
        let empty = names.into_iter().filter(|name| EMPTY_WORDS.iter().any(|w| name.ends_with(w)));
        empty.map(|name| format!("{}: {name}", source.path)).collect::<Vec<_>>()
    };
    none(rust().into_iter().flat_map(each), "these names end in a word that says nothing");
}

#[test]
fn no_command_fails_with_a_bare_text() {
    let each = |source: Source| {
        let bare = error_types(&source.text).into_iter();
        let bare = bare.filter(|error| error == "String" || error.ends_with("str"));
        bare.map(|error| format!("{}: Result<_, {error}>", source.path)).collect::<Vec<_>>()
    };
    let window = sources("src-tauri/src").into_iter().filter(|source| source.ending() == "rs");
    none(window.flat_map(each), "a failure has a code and a sentence, not a text alone");
}

#[test]
fn a_module_of_tests_at_the_end_does_not_count() {
    assert_eq!(counted("a\nb\n\n#[cfg(test)]\nmod tests {\n}\n"), 3);
    assert_eq!(counted("#[cfg(test)]\nuse a;\nb\n"), 3, "only a module ends the count");
}

#[test]
fn types_and_errors_are_found_however_they_are_written() {
    assert_eq!(type_name("    pub(crate) struct PageData<T> {"), Some("PageData"));
    assert_eq!(type_name("enum Kind { A }"), Some("Kind"));
    assert_eq!(type_name("/// struct PageData"), None);
    let text = "fn a() -> Result<Vec<(u8, u8)>, String>; Result<(), &'static str>, Result<T>";
    assert_eq!(error_types(text), ["String", "&'static str"]);
    assert_eq!(error_types("Result<\n    Box<dyn Fn() -> A>,\n    Wrong,\n>"), ["Wrong"]);
}
