//! A folder with a home in it, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A small bank's library: `card_arrival` and `pin_change` say that they are approved.
pub(crate) const BANK: &str = r#"{"id":"card_arrival","title":"Where is my card?","body":"Hi {{customer.first_name}}, your card is **on its way**.","phrasings":["my card hasn't come","when does the new card arrive"],"topics":["Cards"],"state":"approved"}
{"id":"pin_change","title":"Change my PIN","body":"Change the PIN at any cash machine.","shortcut":"pin","phrasings":["how do I get a new pin"],"topics":["Cards","Security"],"state":"approved","tone":"brief"}
{"id":"top_up","title":"Top-up limits","body":"You can top up 1 000 a day.","channels":["x","email"],"locale":"en","owner":"mira"}
"#;

/// Queries for it.
pub(crate) const QUERIES: &str = r#"{"id":"q1","text":"my card hasn't come yet","channel":"x","customer":{"handle":"@joe","name":"Joe Doe","followers":12},"received_at":"2026-03-01T10:00:00Z"}
{"id":"q2","text":"hello?? my card!","channel":"x","customer":{"handle":"joe"},"received_at":"2026-03-01T11:00:00Z"}
{"id":"q3","text":"new pin please"}
"#;

/// A folder that vanishes with the test, with a home in it.
pub(crate) struct Place {
    folder: TempDir,
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// Without a workspace.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With an empty workspace.
    pub(crate) fn begun() -> Self {
        let place = Self::empty();
        place.run(&["init", "--company", "Bank", "--name", "Ada", "--time-zone", "UTC"]).ok();
        place
    }

    /// With the bank's library in its workspace.
    pub(crate) fn bank() -> Self {
        let place = Self::begun();
        let file = place.file("bank.jsonl", BANK);
        place.run(&["import", &file, "--yes"]).ok();
        place
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Writes a file beside the home; gives its name.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), bytes).unwrap();
        name.to_owned()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program in this folder, on this home, with nobody at the terminal.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.through(None, arguments)
    }

    /// The same, started by another program that takes the command after its own arguments.
    pub(crate) fn through(&self, starter: Option<(&str, &[&str])>, arguments: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_antiphon");
        #[expect(clippy::disallowed_methods, reason = "what is tested is a program")]
        let mut command = match starter {
            Some((starter, own)) => {
                let mut command = Command::new(starter);
                command.args(own).arg(program);
                command
            }
            None => Command::new(program),
        };
        command.arg("--home").arg(self.home()).args(arguments);
        command.current_dir(self.folder.path()).env_remove("ANTIPHON_HOME").env("USER", "ada");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs with `input` on standard input.
    pub(crate) fn run_with(&self, input: impl AsRef<[u8]>, arguments: &[&str]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// How many answers the workspace holds.
    pub(crate) fn answers(&self) -> usize {
        self.run(&["export"]).ok().lines().count()
    }

    /// Every file of the home with what is in it.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.home(), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What it wrote to standard output; it must have gone well and without a word beside it.
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "out: {}", self.out);
        self.out
    }

    /// What it wrote to standard error; it must have ended with `code`.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "out: {}err: {}", self.out, self.err);
        self.err
    }

    /// Standard output as JSON, one value a line.
    #[track_caller]
    pub(crate) fn lines(self) -> Vec<Value> {
        self.ok().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }
}
