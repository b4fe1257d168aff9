//! `WebKitWebDriver`: opens the window and passes on what a journey does in it.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::processes;

/// How long the driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A driver of our own, on a port of its own, and the window that it opened. Dropping it ends both.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    program: PathBuf,
}

impl Driver {
    /// Starts a driver for the window's `program`, whose home will be `home`.
    pub(crate) fn start(program: PathBuf, home: &Path, dark: Dark) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            // The window lets itself be driven only when it is told so, and inherits this.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("ANTIPHON_HOME", home)
            // Nobody listens to the accessibility bus here, and waiting for it takes long.
            .env("NO_AT_BRIDGE", "1")
            .stdout(Stdio::null());
        if dark == Dark::Yes {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        let driver = Self { process: command.spawn().unwrap(), port, program };
        driver.wait_until_it_listens();
        driver
    }

    /// Opens the window.
    pub(crate) async fn open_window(&self) -> Client {
        let options = json!({ "binary": self.program, "args": [] });
        let capabilities = json!({ "webkitgtk:browserOptions": options });
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap_or_else(|err| panic!("the window does not open: {err}"))
    }

    /// Ends the window's program as a crash would.
    pub(crate) fn kill_window(&self) {
        let family = processes::family(self.process.id());
        let own = |id: &u32| processes::executable(*id).is_some_and(|path| path == self.program);
        let window = family.iter().copied().find(own).expect("the window runs");
        processes::kill(&processes::family(window));
    }

    fn wait_until_it_listens(&self) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < deadline, "WebKitWebDriver does not listen");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Driver {
    /// One window at a time: the next may open only when nothing of this one is left.
    fn drop(&mut self) {
        let family = processes::family(self.process.id());
        self.process.kill().ok();
        self.process.wait().ok();
        processes::kill(&family);
    }
}

/// Whether the system prefers dark colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dark {
    /// It does.
    Yes,
    /// It does not.
    No,
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
