//! What goes wrong: files vanish, disks fill, programs die. Nothing is lost, and it is said.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod backup;
mod derived;
mod doctor;
mod kill;
mod rebuilt;
mod refused;
mod room;
mod together;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use antiphon_desk::views::SuggestionView;
use antiphon_desk::{Ask, Desk, Health};
use antiphon_search::{Index, Opened};
use antiphon_store::{Connection, Store};

use crate::support::{Lab, on};

/// `count` approved answers that each have a word of their own.
pub(crate) fn rows(count: usize) -> String {
    let row = |nth| {
        format!(
            "{{\"id\":\"a{nth}\",\"title\":\"Topic{nth} explained\",\"body\":\"Read page {nth}.\",\
             \"state\":\"approved\"}}\n"
        )
    };
    (0..count).map(row).collect()
}

pub(crate) fn fill(lab: &Lab, desk: &Desk, count: usize) {
    desk.run_import(&lab.file("answers.jsonl", rows(count)), &mut on).unwrap();
}

pub(crate) fn suggested(desk: &Desk, text: &str) -> Vec<(SuggestionView, f32)> {
    let ask = Ask { text, channel: None, locale: None, limit: 5 };
    desk.suggest_text(&ask).unwrap().list
}

/// Whether exactly the first `count` answers are there and found, and all parts are sound.
#[track_caller]
pub(crate) fn assert_whole(desk: &Desk, count: usize) {
    assert_eq!(desk.workspace().unwrap().counts.approved as usize, count);
    for nth in [0, count / 2, count - 1] {
        let found = suggested(desk, &format!("topic{nth}"));
        assert_eq!(found.first().map(|(one, _)| one.id.clone()), Some(format!("a{nth}")));
    }
    assert_sound(desk);
}

#[track_caller]
pub(crate) fn assert_sound(desk: &Desk) {
    let diagnosis = desk.doctor(&mut on).unwrap();
    let parts: Vec<_> = diagnosis.findings.iter().map(|one| (one.part, one.state)).collect();
    let sound = Health::Sound;
    assert_eq!(parts, [("journal", sound), ("store", sound), ("index", sound)], "{diagnosis:?}");
}

/// The digest of the tables, and what the index holds.
pub(crate) fn digests(lab: &Lab) -> (String, Vec<String>) {
    let home = lab.home();
    let store = Store::open(&home.path().join("store.db")).unwrap();
    let Opened::Ready(index) = Index::open(&home.path().join("index")).unwrap() else {
        panic!("the index is not sound")
    };
    assert_eq!(index.seq(), store.seq().unwrap());
    let ids = index.ids().unwrap().iter().map(|held| format!("{held:?}")).collect();
    (store.digest().unwrap(), ids)
}

pub(crate) fn remove_store(lab: &Lab) {
    for name in ["store.db", "store.db-wal", "store.db-shm"] {
        drop(fs::remove_file(lab.home().path().join(name)));
    }
}

pub(crate) fn remove_index(lab: &Lab) {
    fs::remove_dir_all(lab.home().path().join("index")).unwrap();
}

/// Changes a database behind everybody's back.
pub(crate) fn tamper(file: &Path, sql: &str) {
    let conn = Connection::open(file).unwrap();
    conn.execute_batch(sql).unwrap();
}

/// Every file of the home with its bytes, but for the write lock and SQLite's shared memory.
pub(crate) fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.ends_with("-shm") && !name.contains("/write.") {
                let read = fs::read(&path).unwrap();
                all.insert(path, read);
            }
        }
    }
    all
}

const CHILD: &str = "ANTIPHON_TEST_CHILD";
const HERE: &str = "the child has come here";

/// The folder that the test was given when it runs as a process of its own.
pub(crate) fn as_child() -> Option<PathBuf> {
    std::env::var_os(CHILD).map(PathBuf::from)
}

/// The test `name` of the module `module`, to be run once more as a process of its own, which is
/// given `folder`. `wrap` is a command line that it is run by.
pub(crate) fn child(module: &str, name: &str, folder: &Path, wrap: &[&str]) -> Command {
    let exe = std::env::current_exe().unwrap();
    let (_crate, module) = module.split_once("::").unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test starts itself again, to be killed")]
    let mut command = match wrap.split_first() {
        Some((program, arguments)) => {
            let mut command = Command::new(program);
            command.args(arguments).arg(folder).arg(exe);
            command
        }
        None => Command::new(exe),
    };
    command.arg(format!("{module}::{name}")).arg("--exact").arg("--nocapture");
    command.env(CHILD, folder).stdin(Stdio::null());
    // What it leaves behind when it is killed goes with the parent's folder.
    command.env("TMPDIR", folder.parent().unwrap());
    command
}

/// Tells the parent, and waits for the end.
pub(crate) fn come_here() -> ! {
    writeln!(std::io::stdout().lock(), "\n{HERE}").unwrap();
    loop {
        std::thread::park();
    }
}

/// Runs the test again until it has come to [`come_here`], and kills it there.
#[track_caller]
pub(crate) fn kill_there(module: &str, name: &str, folder: &Path) {
    let mut child = child(module, name, folder, &[]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut said = Vec::new();
    let came = lines.into_iter().any(|line| {
        said.push(line);
        said.last().is_some_and(|line| line == HERE)
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(came, "it never came there: {said:?}");
}
