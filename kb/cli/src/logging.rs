//! What the desk notes on the way is written to standard error, one line each.

use std::io::Write as _;

use log::{LevelFilter, Log, Metadata, Record};

use crate::printable;

struct Lines;

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("antiphon")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let level = record.level().as_str().to_lowercase();
            let line = printable::line(&format!("antiphon: {level}: {}", record.args()));
            // Nobody can be told when standard error is closed.
            writeln!(std::io::stderr().lock(), "{line}").unwrap_or(());
        }
    }

    fn flush(&self) {}
}

/// Begins to write the log.
pub(crate) fn begin() {
    if log::set_logger(&Lines).is_ok() {
        log::set_max_level(LevelFilter::Warn);
    }
}
