//! Findings of the checks as screens show them.

use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::{pack, score};

use crate::utf16;
use crate::views::{DeductionView, FindingKind, FindingSeverity, FindingView, FixView, ScoreView};

/// A finding of the voice guide; `None` when it does not lie in `text`.
pub(crate) fn voice_view(text: &str, finding: &Finding) -> Option<FindingView> {
    view(text, finding, FindingKind::Voice, false)
}

/// A finding of any check; `blocks` says that the reply cannot go out with it.
pub(crate) fn view(
    text: &str,
    finding: &Finding,
    kind: FindingKind,
    blocks: bool,
) -> Option<FindingView> {
    let fix = |fix: &antiphon_voice::finding::Fix| {
        Some(FixView { span: utf16::span(text, &fix.range)?, text: fix.replacement.clone() })
    };
    Some(FindingView {
        kind,
        rule: finding.rule.clone(),
        severity: match finding.severity {
            Severity::Suggestion => FindingSeverity::Suggestion,
            Severity::Warning => FindingSeverity::Warning,
            Severity::Error => FindingSeverity::Error,
        },
        blocks,
        span: utf16::span(text, &finding.range)?,
        message: finding.message.clone(),
        reason: pack::reason(&finding.rule).map(str::to_owned),
        link: finding.link.clone().filter(|link| link.starts_with("http")),
        fixes: finding.fixes.iter().filter_map(fix).collect(),
    })
}

/// How well a text with these findings of the guide follows it.
pub(crate) fn score(text: &str, findings: &[Finding]) -> ScoreView {
    let score = score::score(text, findings, &score::Guide::default());
    let deduction = |deduction: &score::Deduction| {
        Some(DeductionView {
            points: deduction.points,
            cause: deduction.cause.as_str().to_owned(),
            span: utf16::span(text, &deduction.range)?,
            message: deduction.message.clone(),
        })
    };
    ScoreView {
        score: score.score,
        deductions: score.deductions.iter().filter_map(deduction).collect(),
    }
}
