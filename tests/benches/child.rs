//! Work that is measured in a process of its own: this program, started once more.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs};

use antiphon_desk::{Ask, Beginning, Desk, Home, ImportRequest, SystemClock, Ulids};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::library::ANSWERS;
use crate::meaning;
use crate::process::pss_mb;
use crate::report::{Outcome, say};
use crate::usage::{cpu_seconds, mapped_mb, peak_mb};

/// The first word on the command line of a child.
pub(crate) const MARK: &str = "as-child";

/// What an import took.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Imported {
    pub(crate) preview_cpu_s: f64,
    pub(crate) import_cpu_s: f64,
    pub(crate) import_s: f64,
    pub(crate) peak_mb: f64,
}

/// What opening a home took, and the memory after many suggestions.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) first_suggestion_ms: f64,
    pub(crate) memory_mb: f64,
    pub(crate) index_mb: f64,
}

/// Has a child do `task` on `paths`.
pub(crate) fn ask<T: DeserializeOwned>(task: &str, paths: &[&Path]) -> Outcome<T> {
    let out = Command::new(env::current_exe()?)
        .arg(MARK)
        .arg(task)
        .args(paths)
        .stderr(Stdio::inherit())
        .output()?;
    if !out.status.success() {
        return Err(format!("the child that was to {task} failed").into());
    }
    Ok(serde_json::from_slice(&out.stdout)?)
}

/// Does what [`ask`] asked for.
pub(crate) fn run(words: &[String]) -> Outcome<()> {
    let started = Instant::now();
    match words {
        [task, home, file] if task == "import" => import(Path::new(home), file),
        [task, home, file] if task == "open" => open(Path::new(home), Path::new(file), started),
        [task, index, messages, shelf @ ..] if task == "remember" => {
            let shelf = shelf.first().map(Path::new);
            tell(&meaning::remember(Path::new(index), Path::new(messages), shelf)?)
        }
        _ => Err(format!("a child cannot do {words:?}").into()),
    }
}

/// The workspace in `home`, as a window or the command line opens it.
pub(crate) fn desk(home: &Path) -> Outcome<Desk> {
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(Ulids::default()));
    let watch = &mut |_| ControlFlow::Continue(());
    Ok(Desk::open(Home::locate(Some(home))?, clock, ids, watch)?)
}

/// The folder of the index in `home`.
pub(crate) fn index_folder(home: &Path) -> PathBuf {
    home.join("index")
}

/// A question about `text` as the command line asks it.
pub(crate) fn ask_for(text: &str) -> Ask<'_> {
    Ask { text, channel: None, locale: None, limit: 10 }
}

fn import(home: &Path, file: &str) -> Outcome<()> {
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(Ulids::default()));
    let beginning = Beginning { company: "Bench", agent: "Mira", time_zone: Some("UTC") };
    let desk = Desk::create(Home::locate(Some(home))?, clock, ids, &beginning)?;
    let request = ImportRequest { paths: vec![file.to_owned()], ..ImportRequest::default() };
    let watch = &mut |_| ControlFlow::Continue(());
    let before = cpu_seconds()?;
    let preview = desk.preview_import(&request, watch)?;
    if !preview.importable {
        return Err(format!("the library cannot be imported: {:?}", preview.problems).into());
    }
    let between = cpu_seconds()?;
    let started = Instant::now();
    let done = desk.run_import(&request, watch)?;
    if usize::try_from(done.added)? != ANSWERS {
        return Err(format!("{} answers were imported", done.added).into());
    }
    let found = desk.suggest_text(&ask_for("What is the exchange rate?"))?;
    if found.list.is_empty() {
        return Err("what was imported cannot be found".into());
    }
    tell(&Imported {
        preview_cpu_s: between - before,
        import_cpu_s: cpu_seconds()? - between,
        import_s: started.elapsed().as_secs_f64(),
        peak_mb: peak_mb()?,
    })
}

fn open(home: &Path, messages: &Path, started: Instant) -> Outcome<()> {
    let desk = desk(home)?;
    let first = desk.suggest_text(&ask_for("What is the exchange rate?"))?;
    let first_suggestion_ms = started.elapsed().as_secs_f64() * 1_000.0;
    if first.list.is_empty() {
        return Err("nothing is suggested".into());
    }
    for message in fs::read_to_string(messages)?.lines() {
        desk.suggest_text(&ask_for(message))?;
    }
    tell(&Opened {
        first_suggestion_ms,
        memory_mb: pss_mb("self")?,
        index_mb: mapped_mb(&index_folder(home))?,
    })
}

fn tell(result: &impl Serialize) -> Outcome<()> {
    say(&serde_json::to_string(result)?)
}
