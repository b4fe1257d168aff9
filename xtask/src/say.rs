//! What the person at the terminal reads. The only place that writes to it.

use std::io::Write as _;
use std::time::Duration;

use crate::problem::Problem;

/// Writes one line of progress.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`cargo xtask help | head -1`) is no reason to stop the work.
    writeln!(out, "{text}").and_then(|()| out.flush()).unwrap_or_default();
}

/// Writes why the task stopped, where errors belong.
pub(crate) fn problem(problem: &Problem) {
    let hint = match problem {
        Problem::Usage(_) => "\nSee `cargo xtask help`.",
        _ => "",
    };
    writeln!(std::io::stderr().lock(), "\n✗ {problem}{hint}").unwrap_or_default();
}

/// A length of time as a person says it: `0.4 s`, `12 s`, `3 min 5 s`.
pub(crate) fn time(length: Duration) -> String {
    let seconds = length.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, 0..=9) => format!("{:.1} s", length.as_secs_f64()),
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(milliseconds: u64, expected: &str) {
        assert_eq!(time(Duration::from_millis(milliseconds)), expected);
    }

    #[test]
    fn times_read_as_a_person_says_them() {
        check(440, "0.4 s");
        check(12_900, "12 s");
        check(185_000, "3 min 5 s");
    }
}
