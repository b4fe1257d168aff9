//! The table of an evaluation: one row a measure, one column an engine.

use antiphon_desk::eval::{Evaluated, Measures};

use crate::printable::padded;

/// How wide the names of measures are.
const NAMES: usize = 34;
/// How wide a column is.
const COLUMN: usize = 18;

/// The measures that a person reads, with those of several engines side by side.
pub(crate) fn text(evaluated: &Evaluated) -> String {
    let Evaluated { answers, engines, .. } = evaluated;
    let cases = engines.first().map_or((0, 0), |first| (first.in_scope, first.out_of_scope));
    let scope = format!("{answers} answers; {} cases in scope, {} out of scope", cases.0, cases.1);
    let percent = |share: Option<f64>| share.map(|share| format!("{:.1} %", share * 100.0));
    let length = |ms: Option<f64>| ms.map(|ms| format!("{ms:.2} ms"));
    let plain = |value: Option<f64>| value.map(|value| format!("{value:.3}"));
    let row = |name: &str, value: &dyn Fn(&Measures) -> Option<String>| {
        let cells = engines
            .iter()
            .map(|engine| padded(&value(engine).unwrap_or_else(|| "–".to_owned()), COLUMN));
        let line = padded(name, NAMES) + &cells.collect::<String>();
        line.trim_end().to_owned()
    };
    let mut lines = vec![
        scope,
        row("", &|m| Some(m.engine.to_owned())),
        row("encoder", &|m| Some(if m.encoder { "on" } else { "off" }.to_owned())),
        row("top-1", &|m| percent(m.top1)),
        row("top-3", &|m| percent(m.top3)),
        row("top-5", &|m| percent(m.top5)),
        row("MRR@10", &|m| plain(m.mrr10)),
        row("AUROC of confidence", &|m| plain(m.auroc)),
        row("rejected where 95 % are kept", &|m| percent(m.rejected_at_95)),
        row("right, or rightly silent", &|m| percent(m.joint)),
        row("calibration error", &|m| plain(m.calibration_error)),
        row("p50", &|m| length(m.p50_ms)),
        row("p99", &|m| length(m.p99_ms)),
    ];
    if let Some(ratio) = evaluated.speed_ratio() {
        lines.push(padded("times as long at p50", NAMES + COLUMN) + &format!("{ratio:.2}"));
    }
    lines.join("\n")
}
