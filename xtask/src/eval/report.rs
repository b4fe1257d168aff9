//! What was measured: the table for people, the report for programs.

use super::bars::{self, Encoder, Measure, SOCIAL_COST, WARM_CALIBRATION};
use super::json;
use super::sets::Skipped;

/// The rounding that a share may carry.
const HAIR: f64 = 1e-9;

/// One evaluation of one set.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) set: String,
    /// `given` or `social`.
    pub(crate) spelling: &'static str,
    pub(crate) encoder: Encoder,
    /// What `antiphon eval` printed.
    pub(crate) json: String,
}

/// A bar, and what was measured against it.
#[derive(Debug, PartialEq)]
struct Verdict {
    what: String,
    bar: String,
    measured: Option<f64>,
    is_met: bool,
}

/// All that one run measured.
#[derive(Debug)]
pub(crate) struct Report {
    machine: String,
    date: String,
    rows: Vec<Row>,
    skipped: Vec<Skipped>,
    lacks_encoder: bool,
}

impl Report {
    pub(crate) fn begin(machine: String, date: String, skipped: Vec<Skipped>) -> Self {
        Self { machine, date, rows: Vec::new(), skipped, lacks_encoder: false }
    }

    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(crate) fn lacks_encoder(&self) -> bool {
        self.lacks_encoder
    }

    /// The command line has no encoder: nothing is measured with one.
    pub(crate) fn note_no_encoder(&mut self) {
        self.lacks_encoder = true;
        self.skipped.push(Skipped {
            name: "all sets with the encoder".to_owned(),
            reason: "the command line has no encoder here".to_owned(),
        });
    }

    /// Each evaluation, each bar, and what was left out.
    pub(crate) fn table(&self) -> String {
        let mut lines = vec![String::new(), format!("{}, {}", self.machine, self.date)];
        lines.push(HEADER.to_owned());
        lines.extend(self.rows.iter().map(Row::line));
        lines.push(String::new());
        for verdict in self.verdicts() {
            let word = if verdict.is_met { "met" } else { "short" };
            let Verdict { what, bar, .. } = &verdict;
            let measured = figure(verdict.measured);
            lines.push(format!("{what:<62} {bar:>9} {measured:>7}  {word}"));
        }
        let skipped = self
            .skipped
            .iter()
            .map(|Skipped { name, reason }| format!("skipped: {name}: {reason}"));
        lines.extend(skipped);
        lines.join("\n")
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let Row { set, spelling, encoder, json } = row;
            let set = json::string(set);
            let encoder = *encoder == Encoder::On;
            format!(
                r#"{{"set":{set},"spelling":"{spelling}","encoder":{encoder},"result":{json}}}"#
            )
        });
        let verdicts = self.verdicts();
        let bars = verdicts.iter().map(|Verdict { what, bar, measured, is_met }| {
            let measured = measured.map_or_else(|| "null".to_owned(), |value| value.to_string());
            let (what, bar) = (json::string(what), json::string(bar));
            format!(r#"{{"what":{what},"bar":{bar},"measured":{measured},"met":{is_met}}}"#)
        });
        let skipped = self.skipped.iter().map(|Skipped { name, reason }| {
            format!(r#"{{"set":{},"reason":{}}}"#, json::string(name), json::string(reason))
        });
        format!(
            "{{\"machine\":{},\"date\":{},\n\"rows\":{},\n\"bars\":{},\n\"skipped\":{}}}\n",
            json::string(&self.machine),
            json::string(&self.date),
            list(rows),
            list(bars),
            list(skipped)
        )
    }

    fn verdicts(&self) -> Vec<Verdict> {
        self.rows.iter().flat_map(|row| self.verdicts_of(row)).collect()
    }

    fn verdicts_of(&self, row: &Row) -> Vec<Verdict> {
        let (set, with) = (&row.set, row.encoder.name());
        if row.spelling == "social" {
            return self.social_cost(row).into_iter().collect();
        }
        let mut verdicts: Vec<_> = bars::of(set, row.encoder)
            .iter()
            .map(|(measure, bar)| {
                let what = format!("{set}, {with}, {}", measure.name());
                let measured = json::number(&row.json, measure.key());
                Verdict::at_least(what, *bar, measured)
            })
            .collect();
        if set.ends_with("-warm") {
            let what = format!("{set}, {with}, calibration error");
            let measured = json::number(&row.json, "calibration_error");
            verdicts.push(Verdict::at_most(what, WARM_CALIBRATION, measured));
        }
        verdicts
    }

    fn social_cost(&self, row: &Row) -> Option<Verdict> {
        let given = self.rows.iter().find(|other| {
            other.set == row.set && other.encoder == row.encoder && other.spelling == "given"
        })?;
        let measure = bars::of(&row.set, row.encoder).first().map_or(Measure::Top1, |bar| bar.0);
        let value = |row: &Row| json::number(&row.json, measure.key());
        let cost = value(given).zip(value(row)).map(|(given, social)| given - social);
        let (set, with) = (&row.set, row.encoder.name());
        let what = format!("{set}, {with}, {} lost by social spelling", measure.name());
        Some(Verdict::at_most(what, SOCIAL_COST, cost))
    }
}

impl Verdict {
    fn at_least(what: String, bar: f64, measured: Option<f64>) -> Self {
        let is_met = measured.is_some_and(|value| value >= bar - HAIR);
        Self { what, bar: format!("≥ {bar:.3}"), measured, is_met }
    }

    fn at_most(what: String, bar: f64, measured: Option<f64>) -> Self {
        let is_met = measured.is_some_and(|value| value <= bar + HAIR);
        Self { what, bar: format!("≤ {bar:.3}"), measured, is_met }
    }
}

const HEADER: &str = "set                    spelling encoder   top-1   top-3   top-5  MRR@10   \
                      AUROC  rej@95   joint   calib  p50 ms  p99 ms";

impl Row {
    /// The row as it stands in the table.
    pub(crate) fn line(&self) -> String {
        const KEYS: [&str; 10] = [
            "top1",
            "top3",
            "top5",
            "mrr10",
            "auroc",
            "rejected_at_95",
            "joint",
            "calibration_error",
            "p50_ms",
            "p99_ms",
        ];
        let encoder = match self.encoder {
            Encoder::Off => "off",
            Encoder::On => "on",
        };
        let start = format!("{:<22} {:<8} {encoder:<7}", self.set, self.spelling);
        let figures =
            KEYS.iter().map(|key| format!(" {:>7}", figure(json::number(&self.json, key))));
        start + &figures.collect::<String>()
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(set: &str, spelling: &'static str, encoder: Encoder, values: &str) -> Row {
        let json = format!("{{\"engines\":[{{{values}}}]}}");
        Row { set: set.to_owned(), spelling, encoder, json }
    }

    fn report() -> Report {
        let mut report = Report::begin("a desk".to_owned(), "2026-03-01".to_owned(), Vec::new());
        let values = "\"top1\":0.92,\"top3\":0.987,\"calibration_error\":0.06";
        report.add(row("banking77-warm", "given", Encoder::Off, values));
        report.add(row("banking77-warm", "social", Encoder::Off, "\"top1\":0.88"));
        report.add(row("banking77-warm", "given", Encoder::On, values));
        report
    }

    #[test]
    fn each_bar_is_met_or_short() {
        let verdicts = report().verdicts();
        let told: Vec<_> =
            verdicts.iter().map(|v| (v.what.as_str(), v.bar.as_str(), v.is_met)).collect();
        assert_eq!(
            told,
            [
                ("banking77-warm, without, top-1", "≥ 0.920", true),
                ("banking77-warm, without, calibration error", "≤ 0.050", false),
                ("banking77-warm, without, top-1 lost by social spelling", "≤ 0.030", false),
                ("banking77-warm, with encoder, top-1", "≥ 0.942", false),
                ("banking77-warm, with encoder, top-3", "≥ 0.988", false),
                ("banking77-warm, with encoder, calibration error", "≤ 0.050", false),
            ]
        );
    }

    #[test]
    fn what_is_left_out_is_said_with_its_reason() {
        let mut report = report();
        report.note_no_encoder();
        let line = "skipped: all sets with the encoder: the command line has no encoder here";
        assert!(report.table().ends_with(line), "{}", report.table());
        assert!(report.json().contains("\"reason\":\"the command line has no encoder here\""));
    }

    #[test]
    fn a_value_that_cannot_be_measured_is_no_number() {
        assert!(row("a", "given", Encoder::Off, "\"auroc\":null").line().contains(" – "));
        assert!(!Verdict::at_least(String::new(), 0.5, None).is_met);
    }
}
