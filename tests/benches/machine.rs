//! The machine that was measured on, and when.

use std::fmt;
use std::fs;
use std::thread::available_parallelism;

use serde::Serialize;

use crate::report::Outcome;

/// A machine at one moment.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    date: String,
    processor: String,
    cores: usize,
    memory_mb: u64,
    system: String,
    kernel: String,
    /// How many programs wanted to run in the last minute; 0 on an idle machine.
    load: String,
}

impl Machine {
    pub(crate) fn here() -> Outcome<Self> {
        #[expect(clippy::disallowed_methods, reason = "a measurement is dated")]
        let date = jiff::Timestamp::now();
        let memory_kb = value("/proc/meminfo", "MemTotal:")?;
        let memory_kb: u64 = memory_kb.trim_end_matches("kB").trim().parse()?;
        let load = fs::read_to_string("/proc/loadavg")?;
        let system = value("/etc/os-release", "PRETTY_NAME=").unwrap_or_else(|_| "Linux".into());
        Ok(Self {
            date: date.strftime("%Y-%m-%d %H:%M UTC").to_string(),
            processor: value("/proc/cpuinfo", "model name").unwrap_or_else(|_| "unknown".into()),
            cores: available_parallelism()?.get(),
            memory_mb: memory_kb / 1024,
            system: system.trim_matches('"').to_owned(),
            kernel: fs::read_to_string("/proc/sys/kernel/osrelease")?.trim().to_owned(),
            load: load.split(' ').next().unwrap_or_default().to_owned(),
        })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, processor, cores, memory_mb, system, kernel, load } = self;
        write!(f, "{processor}, {cores} cores, {memory_mb} MB, {system}, Linux {kernel}, ")?;
        write!(f, "load {load}, {date}")
    }
}

/// What stands behind `key` in `file`.
fn value(file: &str, key: &str) -> Outcome<String> {
    let text = fs::read_to_string(file)?;
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    let line = line.ok_or_else(|| format!("{file} has no {key}"))?;
    Ok(line.trim_start_matches([' ', '\t', ':']).trim().to_owned())
}
