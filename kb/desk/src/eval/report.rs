//! What came out: one line a case, and the measures over all of them.

use serde_json::Value;

use super::cases::Case;
use super::engine::{Engine, Given, Offer};
use super::measures;

/// What an engine gave for one case; written as `suggest --format json` writes it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct CaseResult {
    /// The case's id, as it stands in the file.
    pub id: Value,
    /// The best first, ten at most.
    pub suggestions: Vec<Offer>,
    /// Of the best, 0 to 1; 0 where nothing was found.
    pub confidence: f32,
    /// Whether the engine says that anything fits.
    pub fits: bool,
    /// How long it took, in microseconds.
    pub took_us: u32,
}

/// The measures of one engine. Shares lie between 0 and 1; what cannot be said is absent.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Measures {
    /// Which engine: `antiphon` or `fts5`.
    pub engine: &'static str,
    /// Whether an encoder for the meaning of words was in use.
    pub encoder: bool,
    /// How many cases expect an answer.
    pub in_scope: usize,
    /// How many cases expect none.
    pub out_of_scope: usize,
    /// Of the cases in scope: the first suggestion was right.
    pub top1: Option<f64>,
    /// One of the first three was.
    pub top3: Option<f64>,
    /// One of the first five was.
    pub top5: Option<f64>,
    /// The mean of one over the rank of the right one, where it was among the first ten.
    pub mrr10: Option<f64>,
    /// The chance that a case in scope has a higher confidence than one out of scope.
    pub auroc: Option<f64>,
    /// The share of cases out of scope below the confidence that 95 % of those in scope reach.
    pub rejected_at_95: Option<f64>,
    /// Of all cases: the right answer was given first and said to fit, or rightly none was.
    pub joint: Option<f64>,
    /// How far the confidence of the first suggestion is from the chance that it is right.
    pub calibration_error: Option<f64>,
    /// Half of the suggestions took no longer, in milliseconds.
    pub p50_ms: Option<f64>,
    /// All but one in a hundred took no longer, in milliseconds.
    pub p99_ms: Option<f64>,
}

/// A case with what an engine gave for it.
#[derive(Debug)]
struct Judged {
    in_scope: bool,
    /// The place of the first right suggestion, from 1.
    rank: Option<usize>,
    confidence: f64,
    fits: bool,
    ms: f64,
}

/// All that one engine gave.
#[derive(Debug, Default)]
pub(crate) struct Judging {
    judged: Vec<Judged>,
    pub(crate) results: Vec<CaseResult>,
}

impl Judging {
    /// Takes over what came of other cases.
    pub(crate) fn take(&mut self, other: Self) {
        self.judged.extend(other.judged);
        self.results.extend(other.results);
    }

    pub(crate) fn add(&mut self, case: &Case, given: Given) {
        let right = |offer: &Offer| case.expected.contains(&offer.answer_id);
        self.judged.push(Judged {
            in_scope: !case.expected.is_empty(),
            rank: given.list.iter().position(right).map(|place| place + 1),
            confidence: f64::from(given.confidence),
            fits: given.fits,
            ms: given.took.as_secs_f64() * 1000.0,
        });
        self.results.push(CaseResult {
            id: case.id.clone(),
            suggestions: given.list,
            confidence: given.confidence,
            fits: given.fits,
            took_us: u32::try_from(given.took.as_micros()).unwrap_or(u32::MAX),
        });
    }

    pub(crate) fn measures(&self, engine: &dyn Engine) -> Measures {
        let in_scope: Vec<_> = self.judged.iter().filter(|case| case.in_scope).collect();
        let confidences = |wanted: bool| -> Vec<f64> {
            let cases = self.judged.iter().filter(|case| case.in_scope == wanted);
            cases.map(|case| case.confidence).collect()
        };
        let (own, others) = (confidences(true), confidences(false));
        let ranks: Vec<_> = in_scope.iter().map(|case| case.rank).collect();
        let top = |most: usize| {
            let found = ranks.iter().filter(|rank| rank.is_some_and(|rank| rank <= most));
            measures::share(found.count(), ranks.len())
        };
        let first: Vec<_> =
            self.judged.iter().map(|case| (case.confidence, case.rank == Some(1))).collect();
        let joint = self.judged.iter().filter(|case| case.is_well_served()).count();
        let times: Vec<f64> = self.judged.iter().map(|case| case.ms).collect();
        Measures {
            engine: engine.name(),
            encoder: engine.encoder(),
            in_scope: own.len(),
            out_of_scope: others.len(),
            top1: top(1),
            top3: top(3),
            top5: top(5),
            mrr10: measures::mean_reciprocal_rank(&ranks),
            auroc: measures::auroc(&own, &others),
            rejected_at_95: measures::rejected(&own, &others),
            joint: measures::share(joint, self.judged.len()),
            calibration_error: measures::calibration_error(&first)
                .filter(|_| engine.is_calibrated()),
            p50_ms: measures::quantile(&times, 50),
            p99_ms: measures::quantile(&times, 99),
        }
    }
}

impl Judged {
    /// Whether the right answer was given first and said to fit, or rightly none was.
    fn is_well_served(&self) -> bool {
        if self.in_scope { self.fits && self.rank == Some(1) } else { !self.fits }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::DeskError;

    struct Nothing;

    impl Engine for Nothing {
        fn name(&self) -> &'static str {
            "nothing"
        }

        fn encoder(&self) -> bool {
            false
        }

        fn is_calibrated(&self) -> bool {
            true
        }

        fn suggest(&self, _case: &Case) -> Result<Given, DeskError> {
            Err(DeskError::Cancelled)
        }
    }

    fn case(expected: &[&str]) -> Case {
        let expected = expected.iter().map(|id| (*id).to_owned()).collect();
        let (text, id) = ("?".to_owned(), Value::Null);
        Case { line: 1, id, text, expected, channel: None, locale: None }
    }

    /// The ids in their order, the first with `confidence`; all fits from 0.5 on.
    fn given(ids: &[&str], confidence: f32) -> Given {
        let offer = |id: &&str| Offer { answer_id: (*id).to_owned(), score: 1.0, confidence };
        let took = Duration::from_millis(2);
        Given { list: ids.iter().map(offer).collect(), confidence, fits: confidence >= 0.5, took }
    }

    #[test]
    fn the_measures_of_four_cases_in_scope_and_two_out_of_it() {
        let mut judging = Judging::default();
        judging.add(&case(&["a"]), given(&["a", "b"], 0.75));
        judging.add(&case(&["x", "b"]), given(&["a", "b"], 0.75));
        judging.add(&case(&["a"]), given(&["a"], 0.25));
        judging.add(&case(&["a"]), given(&["b", "c", "d", "a"], 0.5));
        judging.add(&case(&[]), given(&["a"], 0.25));
        judging.add(&case(&[]), given(&["a"], 0.5));
        let measured = judging.measures(&Nothing);
        let expected = Measures {
            engine: "nothing",
            encoder: false,
            in_scope: 4,
            out_of_scope: 2,
            top1: Some(0.5),
            top3: Some(0.75),
            top5: Some(1.0),
            mrr10: Some((1.0 + 0.5 + 1.0 + 0.25) / 4.0),
            // Eight pairs: 2 + 2 + (0.5 and 0) + (1 and 0.5).
            auroc: Some(0.75),
            rejected_at_95: Some(0.0),
            // The first is right and fits; the fifth is rightly silent.
            joint: Some(2.0 / 6.0),
            // Of 0.2: two at 0.25, one right; of 0.5: two, none right; of 0.7: two, one right.
            calibration_error: Some((0.5 + 1.0 + 0.5) / 6.0),
            p50_ms: Some(2.0),
            p99_ms: Some(2.0),
        };
        assert_eq!(measured, expected);
    }

    #[test]
    fn a_library_without_cases_out_of_scope_has_no_auroc() {
        let mut judging = Judging::default();
        judging.add(&case(&["a"]), given(&[], 0.0));
        let measured = judging.measures(&Nothing);
        assert_eq!((measured.auroc, measured.rejected_at_95), (None, None));
        assert_eq!((measured.top1, measured.joint), (Some(0.0), Some(0.0)));
    }
}
