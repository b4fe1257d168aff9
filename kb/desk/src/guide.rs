//! The voice guide: shown, tried, written, approved.

mod cards;
mod impact;
mod package;
mod pending;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use antiphon_model::{
    Channel, Command, Guide, GuideContent, Locale, Refusal, RuleLevel, RuleSetting, Team,
};
use antiphon_store::guide;
use antiphon_voice::guide as voice;

use crate::checks;
use crate::views::{GuideInput, GuideTrial, GuideView, RuleInput, WordingView};
use crate::{Desk, DeskError};

/// Guides that were compiled, until another one is asked for.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// The one in force, with the number of its revision.
    in_force: RwLock<Option<(u32, Arc<voice::Guide>)>>,
    /// The one that was tried last.
    tried: RwLock<Option<(GuideContent, Arc<voice::Guide>)>>,
}

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
        Ok(cards::view(&guide, &content, &compiled, open.transpose()?, &self.stopped_rules()))
    }

    /// The rules that took too many steps in the guide in force, or in the one tried last.
    fn stopped_rules(&self) -> BTreeSet<String> {
        let in_force = self.compiled.in_force.read().unwrap_or_else(PoisonError::into_inner);
        let tried = self.compiled.tried.read().unwrap_or_else(PoisonError::into_inner);
        let guides = [in_force.as_ref().map(|one| &one.1), tried.as_ref().map(|one| &one.1)];
        guides.into_iter().flatten().flat_map(|guide| guide.off()).collect()
    }

    /// Writes the guide anew; it counts from its approval on.
    ///
    /// # Errors
    /// [`DeskError::UnfitRule`] for a rule whose examples fail; refusals, such as that somebody
    /// else wrote the guide meanwhile.
    pub fn save_guide(&self, input: GuideInput) -> Result<GuideView, DeskError> {
        let number = input.number;
        let content = self.content_of(input)?;
        for (rule, setting) in &content.rules {
            if setting.level != Some(RuleLevel::Off) {
                require_fit(&content, rule)?;
            }
        }
        self.revise_guide(number, content)
    }

    /// Sets how grave what a rule finds is, in an open revision.
    ///
    /// # Errors
    /// [`DeskError::UnknownRule`] when no style has it, [`DeskError::UnfitRule`] when its examples
    /// fail; refusals.
    pub fn set_rule(&self, rule: &str, level: RuleLevel) -> Result<GuideView, DeskError> {
        let guide = self.guide_state()?;
        let mut content = newest(&guide);
        if !voice::Guide::compile(&content).cards().iter().any(|card| card.name == rule) {
            return Err(DeskError::UnknownRule(rule.to_owned()));
        }
        content.rules.entry(rule.to_owned()).or_default().level = Some(level);
        if level != RuleLevel::Off {
            require_fit(&content, rule)?;
        }
        self.revise_guide(guide.last_revision + 1, content)
    }

    /// Adds what is not said to an open revision, in place of the same words there.
    ///
    /// # Errors
    /// Refusals, such as of words that are none.
    pub fn add_wording(&self, wording: WordingView) -> Result<GuideView, DeskError> {
        if wording.avoid.chars().all(|c| c.is_whitespace() || c.is_control()) {
            return Err(Refusal::Empty("wording").into());
        }
        let guide = self.guide_state()?;
        let mut content = newest(&guide);
        let avoid = wording.avoid.to_lowercase();
        content.wordings.retain(|known| known.avoid.to_lowercase() != avoid);
        content.wordings.push(wording.into());
        self.revise_guide(guide.last_revision + 1, content)
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
            Some(input) => self.tried_guide(self.content_of(input.clone())?),
            None => self.compiled_guide()?.1,
        };
        let voice::Checked { findings, off } = guide.check(text, channel, None);
        Ok(GuideTrial {
            score: checks::score(text, &findings),
            findings: findings.iter().filter_map(|one| checks::voice_view(text, one)).collect(),
            off,
        })
    }

    /// The guide as the journal has it.
    pub(crate) fn guide_state(&self) -> Result<Guide, DeskError> {
        Ok(self.read(guide::find)?.unwrap_or_default())
    }

    /// The guide in force, ready to check texts, with the number of its revision.
    pub(crate) fn compiled_guide(&self) -> Result<(u32, Arc<voice::Guide>), DeskError> {
        let number = self.read(guide::in_force)?;
        let known = self.compiled.in_force.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|(known, _)| *known == number) {
            return Ok(known);
        }
        // Another one may have come into force since.
        let guide = self.guide_state()?;
        let number = guide.in_force();
        let content = guide.approved.map(|(revision, _)| revision.content).unwrap_or_default();
        let compiled = (number, Arc::new(voice::Guide::compile(&content)));
        *self.compiled.in_force.write().unwrap_or_else(PoisonError::into_inner) =
            Some(compiled.clone());
        Ok(compiled)
    }

    /// A guide that is only tried, compiled; the same one is not compiled again.
    fn tried_guide(&self, content: GuideContent) -> Arc<voice::Guide> {
        let known = self.compiled.tried.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, guide)) = known.filter(|(known, _)| *known == content) {
            return guide;
        }
        let guide = Arc::new(voice::Guide::compile(&content));
        let tried = Some((content, Arc::clone(&guide)));
        *self.compiled.tried.write().unwrap_or_else(PoisonError::into_inner) = tried;
        guide
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
        for rule in input.rules {
            let (name, setting) = setting(rule)?;
            content.rules.insert(name, setting);
        }
        Ok(content)
    }
}

/// The newest content, approved or not.
fn newest(guide: &Guide) -> GuideContent {
    guide.newest().map(|revision| revision.content.clone()).unwrap_or_default()
}

/// Refuses a rule whose examples fail.
fn require_fit(content: &GuideContent, rule: &str) -> Result<(), DeskError> {
    match voice::unfit(content, rule) {
        Some(unfit) => Err(DeskError::UnfitRule { rule: rule.to_owned(), why: unfit.to_string() }),
        None => Ok(()),
    }
}

fn setting(rule: RuleInput) -> Result<(String, RuleSetting), DeskError> {
    let locales = rule.locales.iter().map(|tag| Locale::parse(tag.as_str()));
    let locales = locales.collect::<Result<Vec<_>, _>>()?;
    let teams = rule.teams.iter().map(|name| Team::parse(name)).collect::<Result<_, _>>()?;
    let setting = RuleSetting { level: Some(rule.level), channels: rule.channels, locales, teams };
    Ok((rule.name, setting))
}
