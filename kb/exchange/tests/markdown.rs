//! Folders of Markdown files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::{fs, ops::ControlFlow, path::Path};

use antiphon_exchange::{AnswerRow, ExchangeError, Format, Kind, Options, Reading, Row, read};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn read_folder(path: &Path) -> Reading {
    read(path, &Options::default(), &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn answer(reading: &Reading, at: usize) -> &AnswerRow {
    match reading.rows.get(at).unwrap() {
        Row::Answer(row) => row,
        other => panic!("{other:?} is no answer"),
    }
}

fn problems(path: &Path, reading: &Reading) -> Vec<String> {
    let shown = reading.problems.iter();
    shown
        .map(|p| {
            format!("{}:{} {}", p.file.strip_prefix(path).unwrap().display(), p.line, p.message)
        })
        .collect()
}

#[test]
fn front_matter_says_what_the_native_keys_say() {
    let folder = folder(&[(
        "refund.md",
        "---\nid: 007\ntitle: \"Refund: time\"\ntopics: [Billing, refunds]\nlocale: en\nchannels:\n  - x\nvariants:\n  - {channel: sms, body: short}\nvalid_until: 2026-12-31\nversion: 1.10\nviews: 7\n---\n\nFive **days**.\n\n---\nmore\n",
    )]);
    let reading = read_folder(folder.path());
    assert_eq!((reading.kind, &reading.format), (Kind::Answers, &Format::Markdown));
    assert_eq!(problems(folder.path(), &reading), [""; 0]);
    let row = answer(&reading, 0);
    assert_eq!(row.id.as_ref().unwrap().as_str(), "007");
    assert_eq!(row.content.title, "Refund: time");
    assert_eq!(row.content.body, "Five **days**.\n\n---\nmore");
    assert_eq!(row.content.variants[0].body, "short");
    assert_eq!(row.details.topics, ["Billing", "refunds"]);
    assert_eq!(row.details.other["version"], "1.10", "a version is no number");
    assert_eq!(row.details.other["views"], 7);
}

#[test]
fn what_front_matter_does_not_say_comes_from_the_text_and_the_path() {
    let folder = folder(&[
        (
            "Billing & Money/late_fees/Why Late?.md",
            "```\n# no heading\n```\n# Late fees #\n\nWe charge.",
        ),
        ("plain-text.md", "Just this."),
        (".hidden/x.md", "no"),
        ("note.txt", "no"),
    ]);
    let reading = read_folder(folder.path());
    assert_eq!(reading.rows.len(), 2);
    let row = answer(&reading, 0);
    assert_eq!(row.id.as_ref().unwrap().as_str(), "billing-money/late-fees/why-late");
    assert_eq!(row.content.title, "Late fees");
    assert_eq!(row.content.body, "```\n# no heading\n```\n\nWe charge.");
    assert_eq!(row.details.topics, ["Billing & Money", "late fees"]);
    assert_eq!(row.file.as_deref(), Some(Path::new("Billing & Money/late_fees/Why Late?.md")));
    assert_eq!(answer(&reading, 1).content.title, "plain text");
}

#[test]
fn broken_front_matter_is_a_problem_at_its_line_and_the_other_files_are_read() {
    let bomb = "---\na: &a [x]\nb: [*a, *a]\n---\n";
    let deep = format!("---\na: {}\n---\n", "[".repeat(10_000));
    let folder = folder(&[
        ("alias.md", "---\nb: *a\n---\n"),
        ("bomb.md", bomb),
        ("deep.md", &deep),
        ("good.md", "# Good\nbody"),
        ("list.md", "---\n- a\n---\n"),
        ("locale.md", "---\ntitle: a\nlocale: english please\n---\nbody"),
        ("open.md", "---\ntitle: a\nbody"),
        ("twice.md", "---\ntitle: a\ntitle: b\n---\n"),
        ("wrong.md", "---\ntitle: a\nb: [1, 2\n---\n"),
    ]);
    let reading = read_folder(folder.path());
    insta::assert_snapshot!(problems(folder.path(), &reading).join("\n"), @r#"
    alias.md:2 no valid YAML: while parsing node, found unknown anchor
    bomb.md:2 anchors are not taken
    deep.md:2 no valid YAML: recursion limit exceeded
    list.md:2 front matter is a list of keys with values
    locale.md:3 locale: "english please" is no locale; write it like en, de or pt-BR
    open.md:1 the front matter is not closed: a line with --- is missing
    twice.md:3 the key "title" is there twice
    wrong.md:4 no valid YAML: while parsing a flow sequence, expected ',' or ']'
    "#);
    assert_eq!(answer(&reading, 0).content.title, "Good");
}

#[test]
fn a_single_file_is_read_like_a_folder_of_one() {
    let folder = folder(&[("a/b.md", "# B\ntext"), ("a/c.md", "# C")]);
    let reading = read_folder(&folder.path().join("a/b.md"));
    assert_eq!(reading.rows.len(), 1);
    assert_eq!(answer(&reading, 0).id.as_ref().unwrap().as_str(), "b");
}

#[test]
fn markdown_is_never_read_as_queries() {
    let folder = folder(&[("a.md", "x")]);
    let options = Options { kind: Some(Kind::Queries), ..Options::default() };
    let read = read(folder.path(), &options, &mut |_, _| ControlFlow::Continue(()));
    assert!(matches!(read, Err(ExchangeError::MarkdownKind(_))));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_files_of_the_same_name_are_told_apart() {
    let folder = folder(&[("a/x.md", "# One"), ("A/X.md", "# Two")]);
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("link.md")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("a/loop")).unwrap();
    let reading = read_folder(folder.path());
    assert_eq!(reading.rows.len(), 1);
    let found = problems(folder.path(), &reading);
    assert!(found[0].starts_with("link.md:1 it is no plain file"), "{found:?}");
    assert!(found.iter().any(|p| p == r#"a/x.md:1 id: "a/x" is taken by A/X.md"#), "{found:?}");
}
