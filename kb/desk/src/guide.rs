//! The voice guide: shown, tried, written, approved.

use antiphon_model::{Channel, Command};

use crate::views::{GuideInput, GuideTrial, GuideView, ImpactView, LintedAnswer, RuleInput};
use crate::{Desk, DeskError, Watch};

impl Desk {
    /// The guide: what waits for approval, else what is in force.
    ///
    /// # Errors
    /// [`DeskError::Store`] when it cannot be read.
    pub fn guide(&self) -> Result<GuideView, DeskError> {
        Err(DeskError::Unready("guide".to_owned()))
    }

    /// Writes the guide anew; it counts from its approval on.
    ///
    /// # Errors
    /// Refusals.
    pub fn save_guide(&self, input: GuideInput) -> Result<GuideView, DeskError> {
        let _ = input;
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
        let _ = (text, channel, input);
        Err(DeskError::Unready("guide".to_owned()))
    }

    /// What a rule, set like this, would find in the library and in the last replies.
    ///
    /// # Errors
    /// [`DeskError::Cancelled`] when `watch` breaks it off.
    pub fn guide_impact(
        &self,
        rule: &RuleInput,
        watch: Watch<'_>,
    ) -> Result<ImpactView, DeskError> {
        let _ = (rule, watch);
        Err(DeskError::Unready("guide".to_owned()))
    }

    /// The answers in which the guide finds something, the gravest first.
    ///
    /// # Errors
    /// [`DeskError::Cancelled`] when `watch` breaks it off.
    pub fn lint_library(&self, watch: Watch<'_>) -> Result<Vec<LintedAnswer>, DeskError> {
        let _ = watch;
        Err(DeskError::Unready("guide".to_owned()))
    }

    /// Takes a Vale package into an open revision: a folder or a zip.
    ///
    /// # Errors
    /// [`DeskError::Unready`].
    pub fn import_style(&self, path: &std::path::Path) -> Result<GuideView, DeskError> {
        let _ = path;
        self.guide()
    }

    /// Takes an imported style out, in an open revision.
    ///
    /// # Errors
    /// [`DeskError::Unready`].
    pub fn remove_style(&self, name: &str) -> Result<GuideView, DeskError> {
        let _ = name;
        self.guide()
    }

    /// Writes the guide as a Vale package into a folder.
    ///
    /// # Errors
    /// [`DeskError::Unready`].
    pub fn export_guide(&self, folder: &std::path::Path) -> Result<(), DeskError> {
        let _ = folder;
        Err(DeskError::Unready("guide".to_owned()))
    }
}
