//! The voice score of a reply: 100, less what its findings and its traits cost.
//!
//! Every lost point names a rule and a place, or a trait of the whole reply. The deductions sum
//! up to what is missing; mending a finding never lowers the score; the same text and guide give
//! the same score everywhere. What a reader feels and how hard a text is to read are not in it.

mod counts;
mod difference;
mod likeness;
mod rank;
mod traits;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Finding, Severity};

pub use counts::Traits;
pub use difference::Difference;
pub use likeness::{Compared, Corpus, Likeness, WINDOW};
pub use traits::{Trait, TraitRange};

/// What a reply without a fault has.
const WHOLE: u32 = 100;
/// How many findings of one rule cost points.
const COUNTED_FINDINGS: usize = 2;
/// What all traits together cost at most.
const TRAIT_LIMIT: u32 = 20;
/// How many approved replies it takes to learn ranges from them.
const ENOUGH_TO_LEARN: usize = 200;

/// What a reply's traits may be, and which rules cost nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    ranges: BTreeMap<Trait, TraitRange>,
    unscored: Vec<String>,
}

/// A score and every point that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// 0 to 100.
    pub score: u32,
    /// What was deducted: rules in the order of the text, then traits. The points sum up to what
    /// the score lacks.
    pub deductions: Vec<Deduction>,
}

/// Points that are missing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deduction {
    /// How many; the deduction that would take the score below 0 is cut to fit.
    pub points: u32,
    /// What they were lost for.
    pub cause: Cause,
    /// Where, in bytes of the text; the whole text for a trait.
    pub range: Range<usize>,
    /// Why, as a sentence for the person who writes.
    pub message: String,
}

/// What points are lost for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A rule, such as `Reply.Promises`.
    Rule(String),
    /// A trait of the reply as a whole.
    Trait(Trait),
}

impl Cause {
    /// The name of the rule or of the trait.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Rule(rule) => rule,
            Self::Trait(named) => named.as_str(),
        }
    }
}

impl Default for Measures {
    /// The measures of the default pack: wide ranges that a good reply keeps.
    fn default() -> Self {
        let ranges = [
            (Trait::Exclamations, TraitRange::at_most(1.0)),
            (Trait::Questions, TraitRange::at_most(4.0)),
            (Trait::Emoji, TraitRange::at_most(3.0)),
            (Trait::Capitals, TraitRange::at_most(5.0)),
            (Trait::Sorry, TraitRange::at_most(3.0)),
            // What is counted by the sentence or the word says little of a short reply.
            (Trait::SentenceLength, TraitRange::at_most(35.0).from_words(100)),
            (Trait::WordLength, TraitRange::at_most(7.0).from_words(100)),
            (Trait::Commas, TraitRange::at_most(4.0).from_words(100)),
        ];
        Self { ranges: ranges.into(), unscored: vec!["Reply.ReadingEase".to_owned()] }
    }
}

impl Measures {
    /// The default measures with ranges learned from approved replies: each holds what all but the
    /// lowest and the highest tenth of them have. `None` for fewer than 200.
    pub fn learn(approved: &[Traits]) -> Option<Self> {
        if approved.len() < ENOUGH_TO_LEARN {
            return None;
        }
        let mut measures = Self::default();
        for named in Trait::ALL {
            let mut values: Vec<f64> = approved.iter().map(|traits| traits.get(named)).collect();
            values.sort_by(f64::total_cmp);
            let range = TraitRange::between(rank::at(&values, 10), rank::at(&values, 90));
            measures.ranges.insert(named, range);
        }
        Some(measures)
    }

    /// What a trait may be; `None` where that is not minded.
    pub fn range(&self, named: Trait) -> Option<&TraitRange> {
        self.ranges.get(&named)
    }
}

/// The score of `text`, in which a check of the voice found `findings`.
pub fn score(text: &str, findings: &[Finding], measures: &Measures) -> Score {
    let mut deductions = of_rules(findings, measures);
    deductions.extend(of_traits(text, measures));
    let mut left = WHOLE;
    for deduction in &mut deductions {
        deduction.points = deduction.points.min(left);
        left -= deduction.points;
    }
    deductions.retain(|deduction| deduction.points > 0);
    Score { score: left, deductions }
}

fn cost(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 12,
        Severity::Warning => 5,
        Severity::Suggestion => 1,
    }
}

fn of_rules(findings: &[Finding], measures: &Measures) -> Vec<Deduction> {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|one| !measures.unscored.contains(&one.rule)) {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    let mut counted = Vec::new();
    for mut of_rule in by_rule.into_values() {
        // The gravest first, so that mending a lesser one gains nothing and costs nothing.
        of_rule.sort_by_key(|one| (std::cmp::Reverse(one.severity), place(one)));
        counted.extend(of_rule.into_iter().take(COUNTED_FINDINGS));
    }
    counted.sort_by_key(|one| place(one));
    let deduction = |finding: &Finding| Deduction {
        points: cost(finding.severity),
        cause: Cause::Rule(finding.rule.clone()),
        range: finding.range.clone(),
        message: finding.message.clone(),
    };
    counted.into_iter().map(deduction).collect()
}

fn place(finding: &Finding) -> (usize, usize, &str, &str) {
    (finding.range.start, finding.range.end, &finding.rule, &finding.message)
}

fn of_traits(text: &str, measures: &Measures) -> Vec<Deduction> {
    let traits = Traits::of(text);
    let mut left = TRAIT_LIMIT;
    let mut deductions = Vec::new();
    for (named, range) in &measures.ranges {
        let points = range.points(*named, &traits).min(left);
        if points > 0 {
            left -= points;
            let message = range.message(*named, traits.get(*named));
            let cause = Cause::Trait(*named);
            deductions.push(Deduction { points, cause, range: 0..text.len(), message });
        }
    }
    deductions
}
