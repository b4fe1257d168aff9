//! Rules about a text as a whole: formulas over its counts, reading ease.

use super::super::action::Action;
use super::super::fields::Fields;
use super::super::measure::{Grade, Measures};
use super::super::rule::{Hit, Rule};
use super::super::state::State;
use super::super::yaml::Fault;
use super::formula::Formula;

/// Evaluates a formula over what was counted.
#[derive(Debug)]
pub(in super::super) struct Metric {
    formula: Formula,
    /// What the result must not fulfil: `>` and a number, say.
    condition: String,
}

impl Metric {
    pub(super) fn read(fields: &mut Fields) -> Result<Self, Fault> {
        let line = fields.line("formula");
        let mut source = fields.text("formula")?.unwrap_or_default();
        for level in 1..=6 {
            source = source.replace(&format!("heading.h{level}"), &format!("heading_h{level}"));
        }
        let formula = Formula::read(&source).map_err(|reason| Fault::new(line, reason))?;
        let line = fields.line("condition");
        let condition = fields.text("condition")?.unwrap_or_default();
        Formula::read(&format!("0.0 {condition}")).map_err(|reason| Fault::new(line, reason))?;
        Ok(Self { formula, condition })
    }

    pub(super) fn run(&self, rule: &Rule, state: &State) -> Vec<Hit> {
        let Some(measures) = state.measures.as_ref().filter(|found| found.words > 0.0) else {
            return Vec::new();
        };
        let Some(result) = self.formula.number(measures) else { return Vec::new() };
        let whole = Formula::read(&format!("{result:.6} {}", self.condition));
        if whole.ok().and_then(|whole| whole.is_true(measures)) != Some(true) {
            return Vec::new();
        }
        vec![told(rule, result)]
    }
}

fn told(rule: &Rule, result: f64) -> Hit {
    let mut hit = rule.told("", None, &[&format!("{result:.2}")]);
    hit.action = Action::default();
    hit
}

/// Takes the mean of grades of reading ease.
#[derive(Debug)]
pub(in super::super) struct Readability {
    /// None where a name is not known.
    grades: Vec<Option<Grade>>,
    limit: f64,
}

impl Readability {
    pub(super) fn read(fields: &mut Fields) -> Result<Self, Fault> {
        let grades = fields.list("metrics")?.iter().map(|name| Grade::parse(name)).collect();
        Ok(Self { grades, limit: fields.number("grade")?.unwrap_or_default() })
    }

    pub(super) fn is_of_the_whole(&self) -> bool {
        self.grades.iter().all(Option::is_some)
    }

    pub(super) fn run(&self, rule: &Rule, text: &str) -> Vec<Hit> {
        let measures = Measures::of(text);
        let mut known: Vec<Grade> = self.grades.iter().flatten().copied().collect();
        known.dedup();
        let sum: f64 = known.iter().map(|grade| grade.of(&measures)).sum();
        let count = u32::try_from(self.grades.len()).unwrap_or(u32::MAX);
        let mean = sum / f64::from(count);
        if mean > self.limit { vec![told(rule, mean)] } else { Vec::new() }
    }
}
