//! The measures themselves: pure functions over numbers, as the literature defines them.

/// The share of in-scope cases that the threshold of [`rejected`] keeps.
const KEPT_PER_MILLE: usize = 950;
/// How many bins of equal width [`calibration_error`] has.
const BINS: u32 = 10;

/// How many of a number of things, as a share of 1; `None` of nothing.
pub(crate) fn share(count: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| number(count) / number(of))
}

/// The mean of one over the rank of the right suggestion, from 1; what has none counts as 0.
pub(crate) fn mean_reciprocal_rank(ranks: &[Option<usize>]) -> Option<f64> {
    mean(ranks.iter().map(|rank| rank.map_or(0.0, |rank| 1.0 / number(rank.max(1)))))
}

/// The chance that a case in scope has a higher confidence than one out of scope; equal ones
/// count half. `None` where either is missing.
pub(crate) fn auroc(in_scope: &[f64], out_of_scope: &[f64]) -> Option<f64> {
    if in_scope.is_empty() || out_of_scope.is_empty() {
        return None;
    }
    let others = sorted(out_of_scope);
    let wins: f64 = in_scope
        .iter()
        .map(|own| {
            let below = others.partition_point(|other| other < own);
            let not_above = others.partition_point(|other| other <= own);
            number(below) + number(not_above - below) / 2.0
        })
        .sum();
    Some(wins / (number(in_scope.len()) * number(others.len())))
}

/// The share of cases out of scope whose confidence lies below the highest threshold that keeps
/// 95 % of the cases in scope.
pub(crate) fn rejected(in_scope: &[f64], out_of_scope: &[f64]) -> Option<f64> {
    let own = sorted(in_scope);
    let lost = own.len() - (own.len() * KEPT_PER_MILLE).div_ceil(1000);
    let threshold = *own.get(lost)?;
    share(out_of_scope.iter().filter(|other| **other < threshold).count(), out_of_scope.len())
}

/// How far confidence and truth lie apart: in each of ten bins of equal width the mean confidence
/// less the share that was right, weighed by how many cases fall into it.
pub(crate) fn calibration_error(cases: &[(f64, bool)]) -> Option<f64> {
    let gaps = (0..BINS).map(|bin| {
        let inside = || cases.iter().filter(move |(confidence, _)| bin_of(*confidence) == bin);
        let confidence: f64 = inside().map(|(confidence, _)| confidence).sum();
        let right = number(inside().filter(|(_, right)| *right).count());
        (confidence - right).abs()
    });
    let sum: f64 = gaps.sum();
    (!cases.is_empty()).then(|| sum / number(cases.len()))
}

/// The smallest value that at least this share of all does not exceed.
pub(crate) fn quantile(values: &[f64], percent: usize) -> Option<f64> {
    let values = sorted(values);
    let nth = (values.len() * percent).div_ceil(100).max(1);
    values.get(nth - 1).copied()
}

fn bin_of(confidence: f64) -> u32 {
    let lower_edge = |bin: u32| f64::from(bin) / f64::from(BINS);
    (1..BINS).rev().find(|bin| confidence >= lower_edge(*bin)).unwrap_or(0)
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = values.len();
    let sum: f64 = values.sum();
    (count > 0).then(|| sum / number(count))
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

/// A count as a number to reckon with.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn of_nothing_there_is_no_measure() {
        assert_eq!(share(0, 0), None);
        assert_eq!(mean_reciprocal_rank(&[]), None);
        assert_eq!(auroc(&[0.5], &[]), None);
        assert_eq!(auroc(&[], &[0.5]), None);
        assert_eq!(rejected(&[], &[0.5]), None);
        assert_eq!(rejected(&[0.5], &[]), None);
        assert_eq!(calibration_error(&[]), None);
        assert_eq!(quantile(&[], 50), None);
    }

    #[test]
    fn a_reciprocal_rank_is_one_over_the_rank_and_nothing_where_nothing_is_right() {
        check(mean_reciprocal_rank(&[Some(1), Some(2), None, Some(4)]), 1.75 / 4.0);
    }

    #[test]
    fn auroc_counts_pairs_in_the_right_order_and_ties_by_half() {
        check(auroc(&[0.9, 0.8], &[0.1, 0.2]), 1.0);
        check(auroc(&[0.1, 0.2], &[0.9, 0.8]), 0.0);
        check(auroc(&[0.5, 0.5], &[0.5]), 0.5);
        // 0.8 beats both; 0.4 beats 0.3 and ties with 0.4; 0.1 loses to both.
        check(auroc(&[0.8, 0.4, 0.1], &[0.3, 0.4]), 3.5 / 6.0);
    }

    #[test]
    fn the_threshold_that_keeps_95_percent_rejects_what_lies_below_it() {
        // Of 20 in scope, 19 are kept: the threshold is the second lowest, 0.02.
        let in_scope: Vec<f64> = (1..=20).map(|n| f64::from(n) / 100.0).collect();
        check(rejected(&in_scope, &[0.0, 0.01, 0.019, 0.02, 0.5]), 3.0 / 5.0);
        // Of 10, none can be lost.
        check(rejected(&in_scope[..10], &[0.0, 0.01, 0.02, 0.03]), 1.0 / 4.0);
        check(rejected(&[0.5; 40], &[0.5, 0.4]), 1.0 / 2.0);
    }

    #[test]
    fn the_calibration_error_weighs_each_bin_by_its_cases() {
        check(calibration_error(&[(1.0, true), (0.0, false)]), 0.0);
        check(calibration_error(&[(0.8, true), (0.8, false)]), 0.3);
        // 0.15 and 0.12: |0.27 - 1|; 0.95: |0.95 - 0|; three cases.
        check(calibration_error(&[(0.15, true), (0.12, false), (0.95, false)]), 1.68 / 3.0);
        // The edges belong to the bin above: two bins of 0.1 each, not one.
        check(calibration_error(&[(0.1, true), (0.09, false)]), 0.99 / 2.0);
    }

    #[test]
    fn a_quantile_is_a_value_that_was_measured() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        check(quantile(&values, 50), 100.0);
        check(quantile(&values, 99), 198.0);
        check(quantile(&[7.0], 99), 7.0);
    }
}
