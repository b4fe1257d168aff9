//! What checks say, in words and for the window.

use antiphon_model::{AnswerId, Channel};
use antiphon_store::answers;
use antiphon_voice::channel::{self, Fit, Unit};
use antiphon_voice::provenance::{self, ChangeKind, Report, State};

use crate::utf16;
use crate::views::{
    ClaimView, DiffChange, DiffView, FindingKind, FindingView, LengthUnit, PartView, SentenceState,
    SentenceView,
};
use crate::{Desk, DeskError};

impl Desk {
    pub(super) fn sentence_views(
        &self,
        text: &str,
        report: &Report,
    ) -> Result<Vec<SentenceView>, DeskError> {
        let mut views = Vec::with_capacity(report.sentences.len());
        for sentence in &report.sentences {
            let answer_title = match &sentence.answer {
                Some(id) => self.answer_title(id)?,
                None => None,
            };
            let claim = |claim: &provenance::Claim| {
                Some(ClaimView {
                    kind: claim.kind.as_str().to_owned(),
                    span: utf16::span(text, &claim.range)?,
                    text: text.get(claim.range.clone())?.to_owned(),
                    approved: claim.approved.clone(),
                })
            };
            let Some(span) = utf16::span(text, &sentence.range) else { continue };
            views.push(SentenceView {
                span,
                state: match sentence.state {
                    State::Verbatim => SentenceState::Verbatim,
                    State::Fields => SentenceState::Fields,
                    State::Edited => SentenceState::Edited,
                    State::Own => SentenceState::Own,
                },
                answer_id: sentence.answer.clone(),
                answer_title,
                diff: sentence.diff.iter().map(diff).collect(),
                claims: sentence.claims.iter().filter_map(claim).collect(),
            });
        }
        Ok(views)
    }

    fn answer_title(&self, id: &str) -> Result<Option<String>, DeskError> {
        let id = AnswerId::parse(id)?;
        let answer = self.read(|conn| answers::find(conn, &id))?;
        Ok(answer.and_then(|answer| {
            answer.in_service().map(|(revision, _)| revision.content.title.clone())
        }))
    }
}

fn diff(change: &provenance::Change) -> DiffView {
    DiffView {
        change: match change.kind {
            ChangeKind::Same => DiffChange::Same,
            ChangeKind::Removed => DiffChange::Removed,
            ChangeKind::Added => DiffChange::Added,
        },
        text: change.text.clone(),
    }
}

/// How long a text is, how long it may be, and in what, as the strip under the composer shows it.
pub(super) fn length(fit: &Fit, channel: Channel) -> (u32, Option<u32>, LengthUnit) {
    let limits = channel::limits(channel);
    match limits.unit {
        Unit::Sms => (count(fit.segments.len()), limits.parts, LengthUnit::Messages),
        Unit::Bytes => (fit.count, fit.limit, LengthUnit::Bytes),
        Unit::Weighted | Unit::Graphemes | Unit::Characters => {
            (fit.count, fit.limit, LengthUnit::Characters)
        }
    }
}

/// The parts that a text can be sent in; none while one is enough.
pub(super) fn parts(fit: &Fit, channel: Channel) -> Vec<PartView> {
    if fit.fits || fit.parts.len() < 2 {
        return Vec::new();
    }
    let is_sms = channel::limits(channel).unit == Unit::Sms;
    let view = |part: &channel::Part| PartView {
        text: part.text.clone(),
        length: if is_sms { count(channel::segments(&part.text)) } else { part.length },
    };
    fit.parts.iter().map(view).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Why a text that is too long cannot be sent.
pub(super) fn too_long(fit: &Fit, channel: Channel) -> String {
    let (length, limit, unit) = length(fit, channel);
    let unit = match unit {
        LengthUnit::Characters => "characters",
        LengthUnit::Bytes => "bytes",
        LengthUnit::Messages => "messages",
    };
    match limit {
        Some(limit) if length > limit => {
            format!("{} {unit} too long for {channel}", length - limit)
        }
        _ => format!("not of a length that {channel} takes"),
    }
}

/// Why a text with this finding cannot be sent.
pub(super) fn reason(finding: &FindingView) -> String {
    match finding.kind {
        FindingKind::Template => finding.message.trim_end_matches('.').to_owned(),
        FindingKind::Exposure => "it would tell everybody what is private".to_owned(),
        FindingKind::Provenance => "a part that must stand as approved was changed".to_owned(),
        FindingKind::Voice | FindingKind::Channel => finding.message.clone(),
    }
}

/// The line that offers a private message where the guide has none.
pub(super) fn private_line(channel: Channel) -> &'static str {
    match channel {
        Channel::AppStore | Channel::GooglePlay | Channel::GoogleBusiness => {
            "Please write to our support, so that we can look at it together."
        }
        _ => "Please send us a private message, so that we can look at it together.",
    }
}
