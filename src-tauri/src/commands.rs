//! The commands that the window may call: each asks the desk once, off the window's threads.
#![expect(
    clippy::unreachable,
    clippy::let_underscore_must_use,
    reason = "what `tauri::command` makes of an async function"
)]

pub(crate) mod answers;
pub(crate) mod composer;
pub(crate) mod conversations;
pub(crate) mod guide;
pub(crate) mod import;
pub(crate) mod judge;
pub(crate) mod sending;
pub(crate) mod start;
pub(crate) mod workspace;
