//! What the guide, or one of its rules, finds in what is there already.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

use antiphon_model::{
    Answer, Channel, GuideContent, Locale, MemberId, Provenance, RuleLevel, Sentence, Variant,
    Workspace, WritesFor,
};
use antiphon_store::{answers, conversations};
use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::guide::{Checked, Guide};
use antiphon_voice::pack;

use super::{newest, setting};
use crate::filling::filled_in;
use crate::open::{Progress, Task, Watch};
use crate::views::{ImpactExample, ImpactView, LintedAnswer, RuleInput, Span};
use crate::{Desk, DeskError, checks, utf16};

/// How many of the last replies are read.
const REPLIES: u32 = 500;
/// How many places are shown.
const SHOWN: usize = 40;
/// Bytes of text that are shown around what was found.
const AROUND: usize = 60;
/// Tell of progress every so many texts.
const STEP: usize = 25;

impl Desk {
    /// What a rule, set like this, would find in the library and in the last replies.
    ///
    /// # Errors
    /// [`DeskError::Cancelled`] when `watch` breaks it off.
    pub fn guide_impact(
        &self,
        rule: &RuleInput,
        watch: Watch<'_>,
    ) -> Result<ImpactView, DeskError> {
        let mut content = newest(&self.guide_state()?);
        let (name, mut alone) = setting(rule.clone())?;
        if alone.level == Some(RuleLevel::Off) {
            alone.level = None; // What would it flag if it were on?
        }
        content.rules.insert(name.clone(), alone);
        let guide = only(&content, &name);
        let (answers, replies) = (self.bodies()?, self.replies()?);
        let workspace = self.workspace_state()?;
        let total = answers.len() + replies.len();
        let mut impact = ImpactView {
            answers: count(answers.chunk_by(|one, two| one.answer == two.answer).count()),
            answers_flagged: 0,
            replies: count(replies.len()),
            replies_flagged: 0,
            examples: Vec::new(),
            off: Vec::new(),
        };
        let mut flagged = BTreeSet::new();
        for (done, text) in answers.iter().chain(&replies).enumerate() {
            tell(watch, done, total)?;
            let Checked { mut findings, mut off } = text.checked(&guide, &workspace);
            findings.retain(|finding| finding.rule == name);
            off.retain(|rule| *rule == name);
            impact.off = off;
            let Some(finding) = findings.first() else { continue };
            match &text.answer {
                Some(answer) => drop(flagged.insert(answer)),
                None => impact.replies_flagged += 1,
            }
            if impact.examples.len() < SHOWN {
                impact.examples.push(example(text, finding));
            }
        }
        impact.answers_flagged = count(flagged.len());
        Ok(impact)
    }

    /// The answers in which the guide finds something, the gravest first.
    ///
    /// # Errors
    /// [`DeskError::Cancelled`] when `watch` breaks it off.
    pub fn lint_library(&self, watch: Watch<'_>) -> Result<Vec<LintedAnswer>, DeskError> {
        let (workspace, (_, guide)) = (self.workspace_state()?, self.compiled_guide()?);
        let answers = self.bodies()?;
        let total = answers.len();
        let mut linted = Vec::new();
        let mut known_off = guide.off();
        for (done, text) in answers.into_iter().enumerate() {
            tell(watch, done, total)?;
            let Checked { findings, mut off } = text.checked(&guide, &workspace);
            off.retain(|rule| !known_off.contains(rule));
            known_off.extend(off.iter().cloned());
            let is_told = !findings.is_empty() || !off.is_empty();
            let Some(id) = text.answer.filter(|_| is_told) else { continue };
            let of = |severity| {
                count(findings.iter().filter(|finding| finding.severity == severity).count())
            };
            linted.push(LintedAnswer {
                id,
                title: text.title,
                counts: [Severity::Error, Severity::Warning, Severity::Suggestion].map(of),
                findings: findings
                    .iter()
                    .filter_map(|finding| checks::voice_view(&text.body, finding))
                    .collect(),
                off,
                body: text.body,
            });
        }
        linted.sort_by(|a, b| b.counts.cmp(&a.counts).then_with(|| a.title.cmp(&b.title)));
        Ok(linted)
    }

    /// The approved texts, those of one answer together.
    fn bodies(&self) -> Result<Vec<Text>, DeskError> {
        let mut bodies = Vec::new();
        self.read(|conn| {
            answers::each(conn, &mut |answer| {
                bodies.extend(texts(&answer));
                ControlFlow::Continue(())
            })
        })?;
        bodies.sort_by(|a, b| a.answer.cmp(&b.answer));
        Ok(bodies)
    }

    /// The last replies, the newest first.
    fn replies(&self) -> Result<Vec<Text>, DeskError> {
        let conversations = self.read(|conn| conversations::last_answered(conn, REPLIES))?;
        let mut replies = Vec::new();
        for conversation in conversations {
            for reply in conversation.replies {
                let title = format!("{} · {}", conversation.channel, reply.at);
                let approved = reply.sentences.iter().filter_map(approved).collect();
                let (channel, by) = (Some(conversation.channel), Some(reply.by));
                let text = Text {
                    answer: None,
                    title,
                    channel,
                    locale: None,
                    by,
                    body: reply.markdown,
                    approved,
                };
                replies.push((reply.at, text));
            }
        }
        replies.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Ok(replies.into_iter().take(REPLIES as usize).map(|(_, text)| text).collect())
    }
}

/// A text that is there already.
struct Text {
    answer: Option<String>,
    title: String,
    channel: Option<Channel>,
    locale: Option<Locale>,
    /// Who wrote it, where it is a reply.
    by: Option<MemberId>,
    body: String,
    /// What of it was approved as it stands, in bytes.
    approved: Vec<Range<usize>>,
}

impl Text {
    /// What `guide` finds in it.
    fn checked(&self, guide: &Guide, workspace: &Workspace) -> Checked {
        let writes = self.by.as_ref().map_or(WritesFor::All, |by| workspace.writes_for(by));
        let mut checked = guide.check_by(&self.body, self.channel, self.locale.as_ref(), writes);
        checked.findings.retain(|finding| {
            let holds = |range: &Range<usize>| {
                range.start <= finding.range.start && finding.range.end <= range.end
            };
            !(pack::is_unless_approved(&finding.rule) && self.approved.iter().any(holds))
        });
        checked
    }
}

/// Where a sentence stands that was approved.
fn approved(sentence: &Sentence) -> Option<Range<usize>> {
    let is_approved = matches!(sentence.provenance, Provenance::Verbatim | Provenance::Fields);
    let place = |at: u32| usize::try_from(at).ok();
    is_approved.then_some(place(sentence.start)?..place(sentence.end)?)
}

/// The body of an answer in service and those of its variants, as a customer would read them.
fn texts(answer: &Answer) -> Vec<Text> {
    let Some((revision, _)) = answer.in_service() else { return Vec::new() };
    let content = &revision.content;
    let text = |body: &str, title: String, channel, locale: &Option<Locale>| Text {
        answer: Some(answer.id.to_string()),
        title,
        channel,
        locale: locale.clone(),
        by: None,
        approved: std::iter::once(0..usize::MAX).collect(),
        body: filled_in(body),
    };
    let variant = |variant: &Variant| {
        let channel = variant.channel.map(|channel| channel.to_string());
        let locale = variant.locale.as_ref().map(ToString::to_string);
        let place: Vec<String> = channel.into_iter().chain(locale).collect();
        let title = format!("{} · {}", content.title, place.join(" · "));
        let locale = variant.locale.as_ref().or(content.locale.as_ref()).cloned();
        text(&variant.body, title, variant.channel, &locale)
    };
    let body = text(&content.body, content.title.clone(), None, &content.locale);
    let texts = std::iter::once(body).chain(content.variants.iter().map(variant));
    texts.filter(|text| !text.body.trim().is_empty()).collect()
}

/// The guide with one rule switched on and all others off, as far as they can be.
fn only(content: &GuideContent, rule: &str) -> Guide {
    let mut alone = content.clone();
    for card in Guide::compile(content).cards().into_iter().filter(|card| card.name != rule) {
        alone.rules.entry(card.name).or_default().level = Some(RuleLevel::Off);
    }
    Guide::compile(&alone)
}

fn tell(watch: Watch<'_>, done: usize, total: usize) -> Result<(), DeskError> {
    let progress = Progress { task: Task::Lint, done: done as u64, total: total as u64 };
    if done.is_multiple_of(STEP) && watch(progress).is_break() {
        return Err(DeskError::Cancelled);
    }
    Ok(())
}

fn example(text: &Text, finding: &Finding) -> ImpactExample {
    let (shown, range) = excerpt(&text.body, &finding.range);
    ImpactExample {
        answer_id: text.answer.clone(),
        title: text.title.clone(),
        mark: utf16::span(&shown, &range).unwrap_or(Span { from: 0, to: 0 }),
        text: shown,
        message: finding.message.clone(),
    }
}

/// The words around `range`, and where it stands in them.
fn excerpt(text: &str, range: &Range<usize>) -> (String, Range<usize>) {
    let from = text.floor_char_boundary(range.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((range.end + AROUND).min(text.len()));
    let before = if from > 0 { "…" } else { "" };
    let after = if to < text.len() { "…" } else { "" };
    let shown = format!("{before}{}{after}", text.get(from..to).unwrap_or_default());
    let shift = |at: usize| (at + before.len()).saturating_sub(from);
    (shown, shift(range.start)..shift(range.end))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_what_was_found_marked() {
        let text = format!("{}— always —{}", "é".repeat(50), "x".repeat(90));
        let start = text.find("always").unwrap();
        let (shown, range) = excerpt(&text, &(start..start + 6));
        assert_eq!(shown.get(range), Some("always"));
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.len() < text.len());
        assert_eq!(excerpt("always", &(0..6)), ("always".to_owned(), 0..6));
    }
}
