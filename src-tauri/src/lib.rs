//! The window of Antiphon: thin commands over [`antiphon_desk::Desk`].
//!
//! Nothing is decided here. A command takes what the window sends, asks the desk once on a
//! blocking thread and gives back a value or a code with a sentence. The window's side of it,
//! `ui/src/ipc/bindings.ts`, is generated from these commands; a test fails when it is stale.

mod again;
mod cancel;
mod clipboard;
mod commands;
mod error;
mod events;
mod logging;
mod preparer;
mod shared;
mod watcher;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;

use antiphon_desk::Home;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::commands::{
    answers, composer, conversations, guide, import, judge, sending, start, workspace,
};
use crate::shared::SharedDesk;

/// Opens the window on the home at `home`, else the usual one; returns when it is closed.
pub fn run(home: Option<PathBuf>) -> ExitCode {
    logging::begin();
    let home = match Home::locate(home.as_deref()) {
        Ok(home) => home,
        Err(err) => {
            log::error!("{err}");
            return ExitCode::FAILURE;
        }
    };
    let bindings = bindings();
    let app = tauri::Builder::default()
        .plugin(window::one_for(&home))
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .manage(SharedDesk::new(home))
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            window::open(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!());
    match app {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            again::start(&err.to_string());
            log::error!("the window could not be opened: {err}");
            ExitCode::FAILURE
        }
    }
}

/// Every command and event that the window knows.
fn bindings() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            start::start,
            start::create_workspace,
            start::usable,
            workspace::workspace,
            workspace::save_settings,
            workspace::save_preferences,
            workspace::about,
            conversations::list_queue,
            conversations::open_conversation,
            conversations::suggest,
            conversations::receive_query,
            conversations::resolve_conversation,
            conversations::reopen_conversation,
            conversations::snooze_conversation,
            conversations::assign_conversation,
            composer::insert_answer,
            composer::search_answers,
            composer::save_draft,
            composer::save_private_text,
            composer::check_reply,
            composer::undo_reply,
            judge::accept_suggestion,
            judge::reject_suggestion,
            judge::correct_suggestion,
            judge::undo_judgement,
            judge::withdraw_judgement,
            sending::copy_reply,
            sending::send_reply,
            answers::list_answers,
            answers::answer,
            answers::create_answer,
            answers::edit_answer,
            answers::approve_answer,
            answers::retire_answer,
            answers::restore_answer,
            answers::discard_revision,
            answers::preview_body,
            guide::guide,
            guide::save_guide,
            guide::approve_guide,
            guide::discard_guide,
            guide::try_guide,
            guide::guide_impact,
            guide::lint_library,
            guide::likeness,
            guide::import_style,
            guide::remove_style,
            guide::export_guide,
            import::pick_files,
            import::preview_import,
            import::run_import,
            workspace::cancel_work,
            workspace::stop_preparing,
        ])
        .events(collect_events![events::ProgressMade, events::Changed])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares `ui/src/ipc/bindings.ts` with what the commands say; writes it when
    /// `ANTIPHON_WRITE_BINDINGS` is set.
    #[test]
    fn the_bindings_are_current() {
        let file = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/bindings.ts"));
        let typescript = specta_typescript::Typescript::default();
        if std::env::var_os("ANTIPHON_WRITE_BINDINGS").is_some() {
            bindings().export(typescript, &file).unwrap();
            return;
        }
        let fresh = std::env::temp_dir().join(format!("bindings-{}.ts", std::process::id()));
        bindings().export(typescript, &fresh).unwrap();
        let expected = std::fs::read_to_string(&fresh).unwrap();
        std::fs::remove_file(&fresh).unwrap();
        let found = std::fs::read_to_string(&file).unwrap();
        assert!(found == expected, "stale: write them with `cargo xtask bindings`");
    }
}
