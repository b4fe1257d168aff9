//! The same word twice in a row.

use super::super::fields::Fields;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::shared::{Exceptions, compile};

/// Finds matches that are equal to the one before.
#[derive(Debug)]
pub(in super::super) struct Repetition {
    pattern: Pattern,
    exceptions: Exceptions,
    max: usize,
    ignores_case: bool,
    is_of_letters: bool,
}

impl Repetition {
    pub(super) fn read(fields: &mut Fields, setting: &Setting<'_>) -> Result<Self, Fault> {
        let exceptions = Exceptions::read(fields, setting)?;
        let line = fields.line("tokens");
        let tokens = fields.list("tokens")?.join("|");
        let ignores_case = fields.flag("ignorecase")?.unwrap_or_default();
        let flags = if ignores_case { "(?i)" } else { "" };
        let pattern = compile(&format!("{flags}({tokens})"), line)?;
        let max = fields.count("max")?;
        let is_of_letters = fields.flag("alpha")?.unwrap_or_default();
        Ok(Self { pattern, exceptions, max, ignores_case, is_of_letters })
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
        let mut before = "";
        let mut begin = 0;
        let mut count = 0;
        for range in self.pattern.find_all(text, steps)? {
            let word = text.get(range.clone()).unwrap_or_default().trim();
            if self.is_repeated(before, word) {
                count += 1;
                let both = begin..range.end;
                let matched = text.get(both.clone()).unwrap_or_default();
                if count > self.max
                    && !matched.contains('\n')
                    && !self.exceptions.contain(matched, steps)?
                {
                    let mut hit = rule.hit(text, both.clone());
                    let told = rule.told(text, Some(both), &[word]);
                    hit.message = told.message;
                    hit.description = told.description;
                    hits.push(hit);
                    count = 0;
                }
            }
            before = word;
            begin = range.start;
        }
        Ok(hits)
    }

    fn is_repeated(&self, before: &str, word: &str) -> bool {
        let is_equal =
            before == word || (self.ignores_case && before.to_lowercase() == word.to_lowercase());
        is_equal
            && !word.is_empty()
            && (!self.is_of_letters || word.chars().all(char::is_alphabetic))
    }
}
