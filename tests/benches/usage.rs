//! What this process itself uses, by `/proc`.

use std::fs;
use std::path::Path;

use crate::process::{KB, kilobytes};
use crate::report::Outcome;

/// The part of this process's memory, in MB, that is files of `folder` mapped into it.
pub(crate) fn mapped_mb(folder: &Path) -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/smaps")?;
    let folder = folder.to_str().ok_or("the folder's name is no UTF-8")?;
    let (mut is_inside, mut sum) = (false, 0.0);
    for line in text.lines() {
        if line.split(' ').next().is_some_and(|range| range.contains('-')) {
            is_inside = line.contains(folder);
        } else if is_inside {
            sum += kilobytes(line, "Pss:");
        }
    }
    Ok(sum / KB)
}

/// The most memory that this process ever had, in MB.
pub(crate) fn peak_mb() -> Outcome<f64> {
    Ok(kilobytes(&fs::read_to_string("/proc/self/status")?, "VmHWM:") / KB)
}

/// The processor time that this process has taken, all threads together, in seconds.
pub(crate) fn cpu_seconds() -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in brackets, which may hold anything.
    let (_, fields) = text.rsplit_once(") ").ok_or("/proc/self/stat cannot be read")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<f64>);
    let ticks: f64 = ticks.sum::<Result<_, _>>()?;
    // Linux tells these times in hundredths of a second on every machine.
    Ok(ticks / 100.0)
}
