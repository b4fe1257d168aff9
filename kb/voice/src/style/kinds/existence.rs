//! Words that should not be there.

use super::super::fields::Fields;
use super::super::message;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::shared::{Exceptions, Frame, compile};

/// Finds each of its words.
#[derive(Debug)]
pub(in super::super) struct Existence {
    pattern: Pattern,
    exceptions: Exceptions,
}

impl Existence {
    pub(super) fn read(fields: &mut Fields, setting: &Setting<'_>) -> Result<Self, Fault> {
        let exceptions = Exceptions::read(fields, setting)?;
        let line =
            if fields.line("tokens") > 1 { fields.line("tokens") } else { fields.line("raw") };
        let raw = fields.list("raw")?.concat();
        let tokens = fields.list("tokens")?;
        let frame = Frame {
            setting,
            is_word: !fields.flag("nonword")?.unwrap_or_default() && !tokens.is_empty(),
            ignores_case: fields.flag("ignorecase")?.unwrap_or_default(),
        };
        let template = frame.template();
        let template = if fields.flag("append")?.unwrap_or_default() {
            format!("{template}{raw}")
        } else {
            format!("{raw}{template}")
        };
        let tokens: Vec<String> =
            tokens.into_iter().filter(|token| !token.trim().is_empty()).collect();
        let source =
            message::fill_all(&format!("{}{template}", frame.flags()), &[&tokens.join("|")]);
        Ok(Self { pattern: compile(&source, line)?, exceptions })
    }

    pub(super) fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        steps: &Steps,
    ) -> Result<Vec<Hit>, Exhausted> {
        let mut hits = Vec::new();
        for range in self.pattern.find_all(text, steps)? {
            let observed = text.get(range.clone()).unwrap_or_default().trim();
            if !self.exceptions.contain(observed, steps)? {
                hits.push(rule.hit(text, range));
            }
        }
        Ok(hits)
    }
}
