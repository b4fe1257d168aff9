//! What was measured, against which bar, printed as a table and written as JSON.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use serde::Serialize;

use crate::machine::Machine;

/// A value, or whatever went wrong: a measurement that fails is no measurement.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// Values of one kind, measured again and again.
#[derive(Debug, Default)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    pub(crate) fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    pub(crate) fn add_ms(&mut self, time: Duration) {
        self.add(time.as_secs_f64() * 1_000.0);
    }

    /// The median, and the value that 99 of 100 do not exceed: the largest of fewer than 100.
    pub(crate) fn values(&self) -> (f64, Option<f64>) {
        (self.percentile(50), Some(self.percentile(99)))
    }

    fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(rank).copied().unwrap_or(f64::NAN)
    }
}

/// What a value must keep to; what is absent does not matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bar {
    /// The median may be this much at most.
    pub(crate) most: Option<f64>,
    /// The p99 may be this much at most.
    pub(crate) most_p99: Option<f64>,
    /// The median must be this much at least.
    pub(crate) least: Option<f64>,
}

impl Bar {
    /// There is none.
    pub(crate) const NONE: Self = Self { most: None, most_p99: None, least: None };

    /// The median may be this much at most.
    pub(crate) const fn most(most: f64) -> Self {
        Self { most: Some(most), ..Self::NONE }
    }

    fn text(self, unit: &str) -> String {
        let part = |sign: &str, limit: Option<f64>| limit.map(|limit| format!("{sign} {limit}"));
        let median = if self.most_p99.is_some() { "p50 ≤" } else { "≤" };
        let parts = [part(median, self.most), part("p99 ≤", self.most_p99), part("≥", self.least)];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("{} {unit}", parts.join(", ")) }
    }

    fn verdict(self, median: f64, p99: Option<f64>) -> Verdict {
        let kept = [
            self.most.map(|most| median <= most),
            self.most_p99.map(|most| p99.is_some_and(|p99| p99 <= most)),
            self.least.map(|least| median >= least),
        ];
        match kept.into_iter().flatten().reduce(|all, one| all && one) {
            None => Verdict::Informational,
            Some(true) => Verdict::Met,
            Some(false) => Verdict::Missed,
        }
    }
}

/// Whether a bar was kept to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Met,
    Missed,
    Informational,
}

#[derive(Debug, Serialize)]
struct Row {
    what: String,
    bar: String,
    unit: &'static str,
    median: f64,
    p99: Option<f64>,
    verdict: Verdict,
}

/// All that one run measured.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    #[serde(skip)]
    file: PathBuf,
    #[serde(skip)]
    filters: Vec<String>,
    machine: Machine,
    rows: Vec<Row>,
}

impl Report {
    /// An empty report that will be written to `name`.json; it prints the machine.
    pub(crate) fn begin(name: &str, filters: Vec<String>) -> Outcome<Self> {
        let machine = Machine::here()?;
        say(&format!("{name}: {machine}\n"))?;
        let file = folder()?.join(format!("{name}.json"));
        Ok(Self { file, filters, machine, rows: Vec::new() })
    }

    /// Whether the measurements called `name` are asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.filters.is_empty() || self.filters.iter().any(|filter| name.contains(filter))
    }

    /// Notes a median, with its p99 where it has one.
    pub(crate) fn add(
        &mut self,
        what: &str,
        unit: &'static str,
        (median, p99): (f64, Option<f64>),
        bar: Bar,
    ) {
        self.rows.push(Row {
            what: what.to_owned(),
            bar: bar.text(unit),
            unit,
            median,
            p99,
            verdict: bar.verdict(median, p99),
        });
    }

    /// Prints the table and writes the file.
    pub(crate) fn end(self) -> Outcome<()> {
        if self.rows.is_empty() {
            return say("Nothing of this is asked for.");
        }
        say(&self.table()?)?;
        let mut json = serde_json::to_string_pretty(&self)?;
        json.push('\n');
        fs::write(&self.file, json)?;
        say(&format!("Written to {}", self.file.display()))
    }

    fn table(&self) -> Outcome<String> {
        let width = |text: &dyn Fn(&Row) -> &str| {
            self.rows.iter().map(|row| text(row).chars().count()).max().unwrap_or_default()
        };
        let (what, bar) = (width(&|row| &row.what), width(&|row| &row.bar));
        let mut table = String::new();
        writeln!(table, "{:what$}  {:bar$}  {:>13}  {:>13}", "what", "bar", "median", "p99")?;
        for row in &self.rows {
            let median = figure(row.median, row.unit);
            let p99 = row.p99.map(|value| figure(value, row.unit)).unwrap_or_default();
            let verdict = match row.verdict {
                Verdict::Met => "met",
                Verdict::Missed => "MISSED",
                Verdict::Informational => "",
            };
            let line =
                format!("{:what$}  {:bar$}  {median:>13}  {p99:>13}  {verdict}", row.what, row.bar);
            writeln!(table, "{}", line.trim_end())?;
        }
        Ok(table)
    }
}

/// Three digits that tell, whatever the size.
fn figure(value: f64, unit: &str) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.digits$} {unit}")
}

/// Where results go: `bench` in the folder of what is built.
pub(crate) fn folder() -> Outcome<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("no target folder")?;
    let folder = target.join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Prints a line.
pub(crate) fn say(line: &str) -> Outcome<()> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

/// What the command line asks for: names, or parts of them. Cargo's own switches are left out.
pub(crate) fn filters() -> Vec<String> {
    std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect()
}
