//! What the window is told without asking.

use antiphon_desk::{Progress, Task};

/// Long work has come further.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, specta::Type, tauri_specta::Event)]
#[serde(rename = "Progress")]
#[tauri_specta(event_name = "progress")]
pub(crate) struct ProgressMade {
    task: Task,
    done: u32,
    total: u32,
}

impl From<Progress> for ProgressMade {
    fn from(progress: Progress) -> Self {
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self { task: progress.task, done: number(progress.done), total: number(progress.total) }
    }
}

/// Something changed, here or beside us.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, specta::Type, tauri_specta::Event)]
#[tauri_specta(event_name = "changed")]
pub(crate) struct Changed {
    pub(crate) seq: u32,
}
