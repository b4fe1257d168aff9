//! The one window.

use tauri::{AppHandle, Manager as _, Runtime, WebviewUrl, WebviewWindowBuilder};

const MAIN: &str = "main";

/// Opens the window. It shows at once, in the system's colours, and fills while the home opens.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Antiphon")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .disable_drag_drop_handler()
        .on_navigation(|url| matches!(url.scheme(), "tauri" | "about") || is_own(url))
        .build()?;
    Ok(())
}

/// Windows and the development server use http for the window's own pages.
fn is_own(url: &tauri::Url) -> bool {
    matches!(url.host_str(), Some("tauri.localhost" | "127.0.0.1"))
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
