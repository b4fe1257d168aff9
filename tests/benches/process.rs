//! The memory of a process, by `/proc`.

use std::fs;

use crate::report::Outcome;

/// Kilobytes in the megabyte that memory is told in.
pub(crate) const KB: f64 = 1_024.0;

/// The memory that `process` (a number, or `self`) takes, in MB: what it shares with others is
/// divided among them.
pub(crate) fn pss_mb(process: &str) -> Outcome<f64> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    Ok(kilobytes(&text, "Pss:") / KB)
}

/// The number behind `key` in a file of `/proc`, 0 when there is none.
pub(crate) fn kilobytes(text: &str, key: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}
