//! The kinds of rules, one file each.

mod capitalization;
mod case;
mod conditional;
mod consistency;
mod existence;
mod formula;
mod measured;
mod occurrence;
mod repetition;
mod shared;
mod spelling;
mod substitution;

use super::pattern::Pattern;
use super::rule::{Definition, Hit, Rule, Setting};
use super::state::State;
use super::steps::{Exhausted, Steps};
use super::yaml::Fault;

pub(super) use spelling::{Dictionaries, Dictionary};
pub(super) use substitution::is_phrase;

/// What a rule extends.
#[derive(Debug)]
pub(super) enum Kind {
    Existence(existence::Existence),
    Substitution(Box<substitution::Substitution>),
    Occurrence(occurrence::Occurrence),
    Repetition(repetition::Repetition),
    Consistency(consistency::Consistency),
    Conditional(Box<conditional::Conditional>),
    Capitalization(Box<capitalization::Capitalization>),
    Metric(measured::Metric),
    Readability(measured::Readability),
    Spelling(Box<spelling::Spelling>),
}

/// Reads the keys that only a rule of this kind has.
pub(super) fn read(
    extends: &str,
    line: usize,
    definition: &mut Definition,
    setting: &Setting<'_>,
) -> Result<Kind, Fault> {
    let fields = &mut definition.fields;
    Ok(match extends {
        "existence" => Kind::Existence(existence::Existence::read(fields, setting)?),
        "substitution" => {
            Kind::Substitution(Box::new(substitution::Substitution::read(fields, setting)?))
        }
        "occurrence" => Kind::Occurrence(occurrence::Occurrence::read(fields)?),
        "repetition" => Kind::Repetition(repetition::Repetition::read(fields, setting)?),
        "consistency" => Kind::Consistency(consistency::Consistency::read(
            fields,
            setting,
            definition.name.rsplit('.').next().unwrap_or_default(),
        )?),
        "conditional" => {
            Kind::Conditional(Box::new(conditional::Conditional::read(fields, setting)?))
        }
        "capitalization" => {
            Kind::Capitalization(Box::new(capitalization::Capitalization::read(fields, setting)?))
        }
        "metric" => Kind::Metric(measured::Metric::read(fields)?),
        "readability" => Kind::Readability(measured::Readability::read(fields)?),
        "spelling" => {
            Kind::Spelling(Box::new(spelling::Spelling::read(fields, setting, &definition.name)?))
        }
        "sequence" | "script" => {
            return Err(Fault::new(
                line,
                format!("rules that extend '{extends}' are not supported"),
            ));
        }
        other => {
            return Err(Fault::new(line, format!("'{other}' is nothing that can be extended")));
        }
    })
}

impl Kind {
    /// The patterns of which one must match for it to find, or remember, anything; none where it
    /// looks at every text.
    pub(super) fn patterns(&self) -> Option<Vec<&Pattern>> {
        match self {
            Self::Existence(kind) => Some(vec![kind.pattern()]),
            Self::Substitution(kind) => Some(vec![kind.pattern()]),
            Self::Occurrence(kind) => kind.pattern().map(|pattern| vec![pattern]),
            Self::Repetition(kind) => Some(vec![kind.pattern()]),
            Self::Consistency(kind) => Some(kind.patterns().collect()),
            Self::Conditional(kind) => Some(kind.patterns().to_vec()),
            Self::Capitalization(_)
            | Self::Metric(_)
            | Self::Readability(_)
            | Self::Spelling(_) => None,
        }
    }

    /// Whether it looks at the text as a whole, whatever scope its file names.
    pub(super) fn is_of_the_whole(&self) -> bool {
        match self {
            Self::Metric(_) => true,
            Self::Readability(readability) => readability.is_of_the_whole(),
            _ => false,
        }
    }

    /// Whether keys that are not known do no harm.
    pub(super) fn takes_other_keys(&self) -> bool {
        matches!(self, Self::Consistency(_) | Self::Spelling(_))
    }

    /// What it finds in the text of a block.
    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        (state, steps): (&mut State, &Steps),
    ) -> Result<Vec<Hit>, Exhausted> {
        match self {
            Self::Existence(kind) => kind.run(rule, text, steps),
            Self::Substitution(kind) => kind.run(rule, text, steps),
            Self::Occurrence(kind) => kind.run(rule, text, steps),
            Self::Repetition(kind) => kind.run(rule, text, steps),
            Self::Consistency(kind) => kind.run(rule, text, (state, steps)),
            Self::Conditional(kind) => kind.run(rule, text, (state, steps)),
            Self::Capitalization(kind) => kind.run(rule, text, steps),
            Self::Metric(kind) => Ok(kind.run(rule, state)),
            Self::Readability(kind) => Ok(kind.run(rule, text)),
            Self::Spelling(kind) => kind.run(rule, text, steps),
        }
    }
}
