//! The voice guide: shown, tried, written, approved.

mod cards;
mod impact;
mod package;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use antiphon_model::{Channel, Command, Guide, GuideContent, Locale, RuleLevel, RuleSetting};
use antiphon_store::guide;
use antiphon_voice::guide as voice;

use crate::checks;
use crate::views::{GuideInput, GuideTrial, GuideView, RuleInput};
use crate::{Desk, DeskError};

/// The guide in force, compiled, with the number of its revision.
#[derive(Debug, Default)]
pub(crate) struct Compiled(RwLock<Option<(u32, Arc<voice::Guide>)>>);

impl Desk {
    /// The guide: what waits for approval, else what is in force.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be read.
    pub fn guide(&self) -> Result<GuideView, DeskError> {
        let guide = self.guide_state()?;
        let content = newest(&guide);
        let compiled = voice::Guide::compile(&content);
        let by = |revision: &antiphon_model::GuideRevision| self.member_name(&revision.by);
        let open = guide.open.as_ref().map(|open| Ok::<_, DeskError>((open, by(open)?)));
        Ok(cards::view(&guide, &content, &compiled, open.transpose()?))
    }

    /// Writes the guide anew; it counts from its approval on.
    ///
    /// # Errors
    /// [`DeskError::UnfitRule`] for a rule whose examples fail; refusals, such as that somebody
    /// else wrote the guide meanwhile.
    pub fn save_guide(&self, input: GuideInput) -> Result<GuideView, DeskError> {
        let number = input.number;
        let content = self.content_of(input)?;
        self.revise_guide(number, content)
    }

    /// Makes `content` the open revision.
    pub(crate) fn revise_guide(
        &self,
        number: u32,
        content: GuideContent,
    ) -> Result<GuideView, DeskError> {
        self.submit(Command::ReviseGuide { number, content: Box::new(content) })?;
        self.guide()
    }

    /// Puts the open revision into force.
    ///
    /// # Errors
    /// Refusals.
    pub fn approve_guide(&self, number: u32) -> Result<GuideView, DeskError> {
        self.submit(Command::ApproveGuide { number })?;
        self.guide()
    }

    /// Puts the open revision away.
    ///
    /// # Errors
    /// Refusals.
    pub fn discard_guide(&self, number: u32) -> Result<GuideView, DeskError> {
        self.submit(Command::DiscardGuide { number })?;
        self.guide()
    }

    /// What the guide, or `input` in its place, says of a text.
    ///
    /// # Errors
    /// [`DeskError::Store`] when the guide cannot be read.
    pub fn try_guide(
        &self,
        text: &str,
        channel: Option<Channel>,
        input: Option<&GuideInput>,
    ) -> Result<GuideTrial, DeskError> {
        let guide = match input {
            Some(input) => Arc::new(voice::Guide::compile(&self.content_of(input.clone())?)),
            None => self.compiled_guide()?.1,
        };
        let findings = guide.check(text, channel, None).findings;
        Ok(GuideTrial {
            score: checks::score(text, &findings),
            findings: findings.iter().filter_map(|one| checks::voice_view(text, one)).collect(),
        })
    }

    /// The guide as the journal has it.
    pub(crate) fn guide_state(&self) -> Result<Guide, DeskError> {
        Ok(self.read(guide::find)?.unwrap_or_default())
    }

    /// The guide in force, ready to check texts, with the number of its revision.
    pub(crate) fn compiled_guide(&self) -> Result<(u32, Arc<voice::Guide>), DeskError> {
        let guide = self.guide_state()?;
        let number = guide.in_force();
        let known = self.compiled.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|(known, _)| *known == number) {
            return Ok(known);
        }
        let content = guide.approved.map(|(revision, _)| revision.content).unwrap_or_default();
        let compiled = (number, Arc::new(voice::Guide::compile(&content)));
        *self.compiled.0.write().unwrap_or_else(PoisonError::into_inner) = Some(compiled.clone());
        Ok(compiled)
    }

    /// What the Voice room sent as a guide; imported styles stay as they are.
    fn content_of(&self, input: GuideInput) -> Result<GuideContent, DeskError> {
        let known = newest(&self.guide_state()?);
        let mut content = GuideContent {
            rules: BTreeMap::new(),
            wordings: input.wordings.into_iter().map(Into::into).collect(),
            names: input.names,
            public: input.public,
            private_line: input
                .private_lines
                .into_iter()
                .map(|line| (line.channel, line.line))
                .collect(),
            files: known.files,
        };
        let mut switched_on = Vec::new();
        for rule in input.rules {
            if rule.level != RuleLevel::Off {
                switched_on.push(rule.name.clone());
            }
            let (name, setting) = setting(rule)?;
            content.rules.insert(name, setting);
        }
        for rule in switched_on {
            if let Some(unfit) = voice::unfit(&content, &rule) {
                return Err(DeskError::UnfitRule { rule, why: unfit.to_string() });
            }
        }
        Ok(content)
    }
}

/// The newest content, approved or not.
fn newest(guide: &Guide) -> GuideContent {
    guide.newest().map(|revision| revision.content.clone()).unwrap_or_default()
}

fn setting(rule: RuleInput) -> Result<(String, RuleSetting), DeskError> {
    let locales = rule.locales.iter().map(|tag| Locale::parse(tag.as_str()));
    let locales = locales.collect::<Result<Vec<_>, _>>()?;
    let setting = RuleSetting { level: Some(rule.level), channels: rule.channels, locales };
    Ok((rule.name, setting))
}
