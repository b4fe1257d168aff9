//! Findings of the checks as screens show them.

use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::{pack, score, spelling};

use crate::utf16;
use crate::views::{DeductionView, FindingKind, FindingSeverity, FindingView, FixView, ScoreView};

/// A finding of the voice guide; `None` when it does not lie in `text`.
pub(crate) fn voice_view(text: &str, finding: &Finding) -> Option<FindingView> {
    view(text, finding, FindingKind::Voice)
}

/// A finding of any check. A reply cannot go out with what is left to fill, with what is certainly
/// private, or without what is locked.
pub(crate) fn view(text: &str, finding: &Finding, kind: FindingKind) -> Option<FindingView> {
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
        blocks: match kind {
            FindingKind::Template => true,
            FindingKind::Exposure => finding.severity == Severity::Error,
            FindingKind::Provenance => finding.rule == "provenance.locked",
            FindingKind::Voice | FindingKind::Channel => false,
        },
        span: utf16::span(text, &finding.range)?,
        message: finding.message.clone(),
        reason: pack::reason(&finding.rule).map(str::to_owned),
        link: finding.link.clone().filter(|link| link.starts_with("http")),
        fixes: finding.fixes.iter().filter_map(fix).collect(),
    })
}

/// How well a text with these findings of the guide follows it.
pub(crate) fn score(text: &str, findings: &[Finding]) -> ScoreView {
    // Which words are known depends on the machine's dictionaries; a score must not.
    let of_guide: Vec<Finding> =
        findings.iter().filter(|one| one.rule != spelling::RULE).cloned().collect();
    let score = score::score(text, &of_guide, &score::Measures::default());
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
