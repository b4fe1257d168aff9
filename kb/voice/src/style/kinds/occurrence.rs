//! How often something may, or must, be there.

use super::super::action::Action;
use super::super::fields::Fields;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule};
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::shared::compile;

/// Counts a pattern in a block.
#[derive(Debug)]
pub(in super::super) struct Occurrence {
    pattern: Pattern,
    max: usize,
    min: usize,
}

impl Occurrence {
    pub(super) fn read(fields: &mut Fields) -> Result<Self, Fault> {
        let line = fields.line("token");
        let flags = if fields.flag("ignorecase")?.unwrap_or_default() { "(?i)" } else { "" };
        let token = fields.text("token")?.unwrap_or_default();
        let pattern = compile(&format!("{flags}(?:{token})"), line)?;
        Ok(Self { pattern, max: fields.count("max")?, min: fields.count("min")? })
    }

    /// The pattern, if nothing is told where it does not match.
    pub(super) fn pattern(&self) -> Option<&Pattern> {
        (self.min == 0).then_some(&self.pattern)
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        steps: &Steps,
    ) -> Result<Vec<Hit>, Exhausted> {
        let found = self.pattern.find_all(text, steps)?;
        let count = found.len();
        let is_wrong = (self.max > 0 && count > self.max) || (self.min > 0 && count < self.min);
        if !is_wrong {
            return Ok(Vec::new());
        }
        // Covered code is no place to point to.
        let is_code = |text: &str| text.chars().all(|c| matches!(c, '*' | '@'));
        let place = found.into_iter().find(|range| {
            let matched = text.get(range.clone()).unwrap_or_default();
            !matched.trim().is_empty() && !is_code(matched)
        });
        if count > 0 && place.is_none() {
            return Ok(Vec::new());
        }
        let mut hit = rule.told(text, place, &[&count.to_string()]);
        if count == 0 {
            hit.action = Action::default();
        }
        Ok(vec![hit])
    }
}
