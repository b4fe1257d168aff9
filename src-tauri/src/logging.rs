//! What goes wrong is written to standard error, one line each.

use std::io::Write as _;

use log::{LevelFilter, Log, Metadata, Record};

struct Lines;

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("antiphon")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = format!("{}: {}\n", record.level().as_str().to_lowercase(), record.args());
            // Nobody can be told when standard error is closed.
            std::io::stderr().lock().write_all(line.as_bytes()).unwrap_or(());
        }
    }

    fn flush(&self) {}
}

/// Begins to write the log; a second call changes nothing.
pub(crate) fn begin() {
    if log::set_logger(&Lines).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
}
