//! Starts the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let mut home = None;
    while let Some(arg) = args.next() {
        if arg == "--home" {
            home = args.next().map(PathBuf::from);
        } else if let Some(folder) = arg.to_str().and_then(|arg| arg.strip_prefix("--home=")) {
            home = Some(PathBuf::from(folder));
        }
    }
    antiphon_window::run(home)
}
