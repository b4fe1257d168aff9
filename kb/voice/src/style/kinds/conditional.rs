//! What may only be there once something else was.

use super::super::fields::Fields;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::state::State;
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::shared::{Exceptions, compile};

/// Finds each `first` that no `second` defined before.
#[derive(Debug)]
pub(in super::super) struct Conditional {
    first: Pattern,
    second: Pattern,
    exceptions: Exceptions,
}

impl Conditional {
    pub(super) fn read(fields: &mut Fields, setting: &Setting<'_>) -> Result<Self, Fault> {
        let exceptions = Exceptions::read(fields, setting)?;
        fields.flag("ignorecase")?.unwrap_or_default();
        let line = fields.line("second");
        let second = compile(&fields.text("second")?.unwrap_or_default(), line)?;
        let line = fields.line("first");
        let first = compile(&fields.text("first")?.unwrap_or_default(), line)?;
        Ok(Self { first, second, exceptions })
    }

    pub(super) fn patterns(&self) -> [&Pattern; 2] {
        [&self.first, &self.second]
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        (state, steps): (&mut State, &Steps),
    ) -> Result<Vec<Hit>, Exhausted> {
        for groups in self.second.find_groups(text, steps)? {
            for range in groups.into_iter().skip(1).flatten().filter(|range| !range.is_empty()) {
                state.seen.insert(text.get(range).unwrap_or_default().to_owned());
            }
        }
        let mut hits = Vec::new();
        for range in self.first.find_all(text, steps)? {
            let word = text.get(range.clone()).unwrap_or_default();
            let is_defined = state.seen.contains(word);
            if !is_defined && !self.exceptions.contain(word, steps)? {
                hits.push(rule.hit(text, range));
            }
        }
        Ok(hits)
    }
}
