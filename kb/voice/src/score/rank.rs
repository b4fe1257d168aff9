//! Values by their rank among others.

/// The value that `percent` of 100 in the sorted `values` do not exceed; 0 for none.
pub(super) fn at(values: &[f64], percent: usize) -> f64 {
    let index = values.len().saturating_sub(1) * percent.min(100) / 100;
    values.get(index).copied().unwrap_or_default()
}

/// How many of 100 in the sorted `values` are smaller than `value`; equal ones count half.
pub(super) fn of(values: &[f64], value: f64) -> f64 {
    let below = values.partition_point(|one| *one < value);
    let up_to = values.partition_point(|one| *one <= value);
    if values.is_empty() {
        return 0.0;
    }
    50.0 * (count(below) + count(up_to)) / count(values.len())
}

/// A count as a number with a fraction.
pub(super) fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_values_belong_together() {
        let values = [1.0, 2.0, 2.0, 4.0];
        let shown = |found: f64| format!("{found:.0}");
        assert_eq!([0, 50, 100].map(|percent| shown(at(&values, percent))), ["1", "2", "4"]);
        assert_eq!([0.0, 2.0, 9.0].map(|value| shown(of(&values, value))), ["0", "50", "100"]);
        assert_eq!((shown(at(&[], 50)), shown(of(&[], 1.0))), ("0".to_owned(), "0".to_owned()));
    }
}
