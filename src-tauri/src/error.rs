//! What a failed command tells the window.

use antiphon_desk::{DeskError, ErrorCode};

/// A failed command: a code to branch on and a sentence to show.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub(crate) struct CommandError {
    code: ErrorCode,
    message: String,
}

impl CommandError {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl From<DeskError> for CommandError {
    /// Logs the whole chain once: here is the boundary.
    fn from(err: DeskError) -> Self {
        let mut chain = err.to_string();
        let mut source = std::error::Error::source(&err);
        while let Some(cause) = source {
            chain.push_str(": ");
            chain.push_str(&cause.to_string());
            source = cause.source();
        }
        log::warn!("{chain}");
        Self::new(err.code(), err.to_string())
    }
}
