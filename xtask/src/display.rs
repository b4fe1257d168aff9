//! The screen that the window opens on: the person's own, or a virtual one.

use std::env;
use std::process::Command;

/// Large enough for the three columns of the desk. It stays when the last window closes: a window
/// that opens while it begins anew would find none.
const VIRTUAL_SCREEN: &str = "-screen 0 1280x900x24 -nolisten tcp -noreset";

/// Whether a window can be opened here. Other systems than Linux always have a screen.
pub(crate) fn is_there() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !has_virtual() || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Whether this system has virtual screens.
pub(crate) fn has_virtual() -> bool {
    cfg!(target_os = "linux")
}

/// `command` on a virtual screen and a message bus of its own, so that it neither shows on nor
/// listens to the person's; unchanged where there are no virtual screens.
pub(crate) fn on_virtual(command: Command) -> Command {
    if !has_virtual() {
        return command;
    }
    let mut outer = Command::new("dbus-run-session");
    outer.args(["--", "xvfb-run", "-a", "-s", VIRTUAL_SCREEN]);
    outer.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        outer.current_dir(folder);
    }
    let changes = command.get_envs();
    let values = changes.filter_map(|(name, value)| value.map(|value| (name, value)));
    outer.envs(values);
    // GTK would rather take the person's Wayland screen, which it finds without being told.
    outer.env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
    outer
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn the_command_keeps_its_words_its_folder_and_its_environment() {
        let mut inner = Command::new("cargo");
        inner.args(["test", "--workspace"]).current_dir("/clone").env("ANTIPHON_CLI", "/antiphon");
        let outer = on_virtual(inner);
        let words: Vec<&OsStr> = outer.get_args().collect();
        assert_eq!(outer.get_program(), "dbus-run-session");
        assert!(words.ends_with(&["cargo", "test", "--workspace"].map(OsStr::new)), "{words:?}");
        assert_eq!(outer.get_current_dir(), Some("/clone".as_ref()));
        let set: Vec<_> = outer.get_envs().collect();
        assert!(set.contains(&(OsStr::new("ANTIPHON_CLI"), Some(OsStr::new("/antiphon")))));
        assert!(set.contains(&(OsStr::new("WAYLAND_DISPLAY"), None)), "hidden from GTK");
    }
}
