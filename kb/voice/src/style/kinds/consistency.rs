//! Two forms of a word, of which a text should use one.

use super::super::fields::Fields;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::state::State;
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::shared::{Frame, compile};

/// Remembers which forms a text used.
#[derive(Debug)]
pub(in super::super) struct Consistency {
    choices: Vec<Choice>,
}

#[derive(Debug)]
struct Choice {
    pattern: Pattern,
    /// By these names the two forms are remembered.
    forms: [String; 2],
}

impl Consistency {
    pub(super) fn read(
        fields: &mut Fields,
        setting: &Setting<'_>,
        name: &str,
    ) -> Result<Self, Fault> {
        let frame = Frame {
            setting,
            is_word: !fields.flag("nonword")?.unwrap_or_default(),
            ignores_case: fields.flag("ignorecase")?.unwrap_or_default(),
        };
        let line = fields.line("either");
        let mut choices = Vec::new();
        for (index, (one, other)) in fields.pairs("either")?.into_iter().enumerate() {
            let forms = [format!("{name}{}", index * 2 + 2), format!("{name}{}", index * 2 + 3)];
            let source = frame.around(&format!("(?P<one>{one})|(?P<other>{other})"));
            choices.push(Choice { pattern: compile(&source, line)?, forms });
        }
        Ok(Self { choices })
    }

    pub(super) fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.choices.iter().map(|choice| &choice.pattern)
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        (state, steps): (&mut State, &Steps),
    ) -> Result<Vec<Hit>, Exhausted> {
        let mut hits = Vec::new();
        for choice in &self.choices {
            let mut last = None;
            for groups in choice.pattern.find_groups(text, steps)? {
                for (name, group) in choice.pattern.group_names().iter().zip(groups).skip(1) {
                    let Some(range) = group.filter(|range| range.end > 0) else { continue };
                    let form = match name.as_deref() {
                        Some("one") => choice.forms.first(),
                        Some("other") => choice.forms.last(),
                        _ => None,
                    };
                    state.seen.extend(form.cloned());
                    last = Some(range);
                }
            }
            if let Some(range) = last
                && choice.forms.iter().all(|form| state.seen.contains(form))
            {
                hits.push(rule.hit(text, range));
            }
        }
        Ok(hits)
    }
}
