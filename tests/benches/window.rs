//! Measures the real window: `cargo bench -p antiphon-tests --bench window -- [FILTER…]`, on a
//! display. `ANTIPHON_WINDOW` and `ANTIPHON_CLI` name the two programs; `cargo xtask bench` builds
//! them and says so.
//!
//! Filters are parts of the names of measurements: window, start, memory. With
//! `ANTIPHON_STARTUP` set the window says when the desk can be used.

mod machine;
mod process;
mod report;

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Write as _, stderr};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};
use std::{env, fs};

use report::{Bar, Outcome, Report, Sample, folder, say};

/// How often the window is opened.
const TIMES: usize = 7;
/// For how long it is left alone before its memory is looked at.
const IDLE: Duration = Duration::from_secs(5);
/// After this the window is taken to hang.
const PATIENCE: Duration = Duration::from_mins(1);

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            // Nothing can be said where even this cannot be written.
            writeln!(stderr(), "bench window: {err}").ok();
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Outcome<()> {
    let mut report = Report::begin("window", report::filters())?;
    let (wants_start, wants_memory) = (report.wants("window start"), report.wants("window memory"));
    if !wants_start && !wants_memory {
        return report.end();
    }
    let work = tempfile::Builder::new().prefix("window-").tempdir_in(folder()?)?;
    let home = work.path().join("home");
    make_sample(&home)?;
    let (mut seen, mut said, mut memory) =
        (Sample::default(), Sample::default(), Sample::default());
    for nth in 1..=TIMES {
        say(&format!("opening the window, {nth} of {TIMES} …"))?;
        let mut window = Window::open(&home)?;
        let usable = window.wait()?;
        seen.add_ms(usable.seen);
        said.add(usable.said_ms);
        if wants_memory {
            sleep(IDLE);
            memory.add(window.memory_mb()?);
        }
    }
    if wants_start {
        report.add("window start, to a usable desk", "ms", seen.values(), Bar::most(800.0));
        report.add("window start, as the window says", "ms", said.values(), Bar::NONE);
    }
    if wants_memory {
        report.add("window memory, all processes", "MB", memory.values(), Bar::most(330.0));
    }
    report.end()
}

fn program(name: &str) -> Outcome<OsString> {
    env::var_os(name)
        .ok_or_else(|| format!("{name} is not set; `cargo xtask bench` sets it").into())
}

fn make_sample(home: &Path) -> Outcome<()> {
    let done = Command::new(program("ANTIPHON_CLI")?)
        .arg("--home")
        .arg(home)
        .args(["init", "--sample"])
        .stdout(Stdio::null())
        .status()?;
    if done.success() { Ok(()) } else { Err("the sample could not be made".into()) }
}

/// A window that is open; dropping it ends it.
struct Window {
    child: Child,
    started: Instant,
    usable: mpsc::Receiver<Usable>,
}

/// The moment from which on the desk could be used.
struct Usable {
    /// After the start, as this program saw it.
    seen: Duration,
    /// After the start, as the window said.
    said_ms: f64,
}

impl Window {
    fn open(home: &Path) -> Outcome<Self> {
        let started = Instant::now();
        let mut child = Command::new(program("ANTIPHON_WINDOW")?)
            .env("ANTIPHON_HOME", home)
            .env("ANTIPHON_STARTUP", "1")
            .stderr(Stdio::piped())
            .spawn()?;
        let lines = BufReader::new(child.stderr.take().ok_or("no errors to read")?).lines();
        let (tell, usable) = mpsc::channel();
        // The pipe is read to its end, so that the window never waits for it.
        spawn(move || {
            for line in lines.map_while(Result::ok) {
                match said(&line) {
                    Some(said_ms) => {
                        let seen = started.elapsed();
                        tell.send(Usable { seen, said_ms }).ok();
                    }
                    None => drop(writeln!(stderr(), "  {line}")),
                }
            }
        });
        Ok(Self { child, started, usable })
    }

    fn wait(&mut self) -> Outcome<Usable> {
        match self.usable.recv_timeout(PATIENCE) {
            Ok(usable) => Ok(usable),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                Err(format!("the window ended: {}", self.child.wait()?).into())
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let waited = self.started.elapsed().as_secs();
                Err(format!("the window was not usable after {waited} s").into())
            }
        }
    }

    /// The memory of the window and of all that it started.
    fn memory_mb(&self) -> Outcome<f64> {
        let family = family(self.child.id())?;
        if family.len() < 2 {
            return Err("the window has no web process".into());
        }
        family.iter().map(|member| process::pss_mb(&member.to_string())).sum()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let family = family(self.child.id()).unwrap_or_default();
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
        let is_there = |id: &u32| Path::new(&format!("/proc/{id}")).exists();
        let deadline = Instant::now() + IDLE;
        while family.iter().any(is_there) && Instant::now() < deadline {
            sleep(Duration::from_millis(20));
        }
    }
}

/// `process` and all that it started, directly or not.
fn family(process: u32) -> Outcome<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // A process may end between the two looks.
        let Ok(text) = fs::read_to_string(format!("/proc/{id}/stat")) else { continue };
        let fields = text.rsplit_once(") ").map(|(_, fields)| fields).unwrap_or_default();
        let parent = fields.split(' ').nth(1).and_then(|parent| parent.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (id, parent)));
    }
    let mut family = vec![process];
    let mut next = 0;
    while let Some(&member) = family.get(next) {
        family.extend(parents.iter().filter(|(_, parent)| *parent == member).map(|(id, _)| *id));
        next += 1;
    }
    Ok(family)
}

/// The milliseconds of a line that ends in `usable after N ms`.
fn said(line: &str) -> Option<f64> {
    let (_, rest) = line.split_once("usable after ")?;
    rest.strip_suffix(" ms")?.parse().ok()
}
