//! The one window.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use antiphon_desk::Home;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, Runtime, WebviewUrl, WebviewWindowBuilder};

const MAIN: &str = "main";

/// Opens the window. It shows at once, in the system's colours, and fills while the home opens.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Antiphon")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .disable_drag_drop_handler()
        .on_navigation(is_own)
        .build()?;
    Ok(())
}

/// One window a home: a second start on the same home brings the first window to the front.
pub(crate) fn one_for<R: Runtime>(home: &Home) -> TauriPlugin<R> {
    let mut hasher = DefaultHasher::new();
    std::path::absolute(home.path()).unwrap_or_else(|_| home.path().to_owned()).hash(&mut hasher);
    tauri_plugin_single_instance::Builder::new()
        .callback(|app, _args, _folder| focus(app))
        .dbus_id(format!("org.antiphon.desk.home{:x}", hasher.finish()))
        .build()
}

/// Whether the address is one of the window's own pages; links lead nowhere else.
fn is_own(url: &tauri::Url) -> bool {
    let packaged = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let developing = cfg!(not(feature = "custom-protocol"))
        && url.host_str() == Some("127.0.0.1")
        && url.port() == Some(1420);
    packaged || developing
}

/// Brings the window to the front: somebody started the program again.
pub(crate) fn focus<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    for done in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(err) = done {
            log::warn!("the window could not be brought to the front: {err}");
        }
    }
}
