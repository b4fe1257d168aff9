//! What a dry run found, as a person reads it.

use antiphon_desk::ImportRequest;
use antiphon_desk::views::{
    ColumnView, ImportFile, ImportFormat, ImportKind, ImportPreview, ImportProblem, Severity,
};

use crate::printable::{counted, line, start};

/// The longest title shown of a near-duplicate, in characters.
const TITLE: usize = 60;
/// How many problems are shown, the errors first.
const PROBLEMS: usize = 50;

pub(crate) fn text(preview: &ImportPreview, request: &ImportRequest) -> String {
    let mut lines: Vec<String> = preview.files.iter().flat_map(file).collect();
    lines.push(String::new());
    lines.push(format!(
        "{} new, {} changed, {} unchanged",
        preview.added, preview.changed, preview.unchanged
    ));
    lines.extend(states(preview, request));
    lines.extend(problems(preview));
    lines.extend(near_duplicates(preview));
    lines.extend(other_keys(preview));
    lines.join("\n")
}

fn file(file: &ImportFile) -> Vec<String> {
    let kind = match file.kind {
        ImportKind::Answers => "answers",
        ImportKind::Queries => "queries",
        ImportKind::Phrasings => "phrasings",
    };
    let format = match file.format {
        ImportFormat::Jsonl => "JSON lines",
        ImportFormat::Csv => "CSV",
        ImportFormat::Markdown => "Markdown",
    };
    let (path, encoding) = (line(&file.path), &file.encoding);
    let rows = counted(file.rows, "row");
    let mut lines = vec![format!("{path}: {kind}, {format}, {encoding}, {rows}")];
    if !file.columns.is_empty() {
        let columns: Vec<_> = file.columns.iter().map(column).collect();
        lines.push(format!("  columns: {}", columns.join(" · ")));
    }
    lines
}

fn column(column: &ColumnView) -> String {
    let header = start(&column.header, TITLE);
    match &column.field {
        Some(field) => format!("{header} → {}", line(field)),
        None => format!("{header} (kept aside)"),
    }
}

fn states(preview: &ImportPreview, request: &ImportRequest) -> Vec<String> {
    let mut lines = Vec::new();
    if preview.open_revisions > 0 {
        lines.push(format!(
            "{} in service while the change waits for approval; --approve replaces what is in \
             service",
            counted(preview.open_revisions, "approved answer")
        ));
    }
    let answers = preview.files.iter().any(|file| file.kind == ImportKind::Answers);
    if answers && preview.added > 0 && !request.approve {
        let text = "answers without a state arrive as drafts; --approve takes them in as approved";
        lines.push(text.to_owned());
    }
    lines
}

fn problems(preview: &ImportPreview) -> Vec<String> {
    let (errors, warnings) = (preview.errors, preview.warnings);
    if errors == 0 && warnings == 0 {
        return Vec::new();
    }
    let counts = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
    let mut lines = vec![String::new(), counts];
    let shown = preview.problems.len().min(PROBLEMS);
    lines.extend(preview.problems.iter().take(shown).map(problem));
    let total = u64::from(errors) + u64::from(warnings);
    let hidden = total.saturating_sub(shown as u64);
    if hidden > 0 {
        lines.push(format!("… and {hidden} more"));
    }
    lines
}

fn problem(problem: &ImportProblem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (file, message) = (line(&problem.file), line(&problem.message));
    format!("{file}:{}: {severity}: {message}", problem.line)
}

fn near_duplicates(preview: &ImportPreview) -> Vec<String> {
    if preview.near_duplicate_count == 0 {
        return Vec::new();
    }
    let pairs = counted(preview.near_duplicate_count, "pair");
    let mut lines = vec![String::new(), format!("{pairs} of answers with almost the same text")];
    for pair in &preview.near_duplicates {
        let (left, right) = (start(&pair.left, TITLE), start(&pair.right, TITLE));
        lines.push(format!("  {:>3} %  {left} · {right}", pair.similarity));
    }
    let hidden = u64::from(preview.near_duplicate_count)
        .saturating_sub(preview.near_duplicates.len() as u64);
    if hidden > 0 {
        lines.push(format!("  … and {hidden} more"));
    }
    lines
}

fn other_keys(preview: &ImportPreview) -> Vec<String> {
    if preview.other_keys.is_empty() {
        return Vec::new();
    }
    let keys = preview.other_keys.iter();
    let keys: Vec<_> =
        keys.map(|key| format!("{} ({})", start(&key.name, TITLE), key.count)).collect();
    vec![String::new(), format!("other keys: {}", keys.join(", "))]
}
