//! Directions rounded to eight bits: a fourth of the room, and the same products on every desk.

use crate::minilm::lanes::{Lanes, Work, fastest};

/// The largest whole number of a rounded direction.
const MOST: f32 = 127.0;

/// A direction, rounded: whole numbers and what one is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector {
    pub(crate) unit: f32,
    pub(crate) values: Box<[i8]>,
}

impl Vector {
    /// Rounds `direction`; what is no number counts as nothing.
    #[expect(clippy::cast_possible_truncation, reason = "rounded values are at most MOST")]
    pub fn round(direction: &[f32]) -> Self {
        let finite = direction.iter().map(|value| if value.is_finite() { *value } else { 0.0 });
        let peak = finite.clone().fold(0.0, |peak: f32, value| peak.max(value.abs()));
        let unit = peak / MOST;
        let round = |value: f32| if unit > 0.0 { (value / unit).round() as i8 } else { 0 };
        Self { unit, values: finite.map(round).collect() }
    }

    /// The product with another direction, for both of length one: how alike they are, up to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let mut found = 0.0;
        self.likenesses([other], |likeness| found = likeness);
        found
    }

    /// The likeness to each of `others`, in their order, faster than one by one.
    pub fn likenesses<'a>(
        &self,
        others: impl IntoIterator<Item = &'a Self>,
        found: impl FnMut(f32),
    ) {
        fastest(Likenesses { to: self, others, found });
    }

    /// The direction as floats.
    pub fn direction(&self) -> Vec<f32> {
        self.values.iter().map(|value| f32::from(*value) * self.unit).collect()
    }
}

struct Likenesses<'a, O, F> {
    to: &'a Vector,
    others: O,
    found: F,
}

impl<'a, O: IntoIterator<Item = &'a Vector>, F: FnMut(f32)> Work for Likenesses<'_, O, F> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "else it is not compiled for the processor at hand")]
    #[expect(clippy::cast_precision_loss, reason = "rounded the same way everywhere")]
    fn run<L: Lanes>(mut self, _lanes: L) {
        for other in self.others {
            let pairs = self.to.values.iter().zip(&other.values);
            let sum: i32 = pairs.map(|(one, two)| i32::from(*one) * i32::from(*two)).sum();
            (self.found)(sum as f32 * (self.to.unit * other.unit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(seed: u16) -> Vec<f32> {
        let values: Vec<f32> =
            (0..384_u16).map(|at| f32::from((at * 71 + seed * 113) % 199) - 99.0).collect();
        let length = values.iter().map(|value| value * value).sum::<f32>().sqrt();
        values.iter().map(|value| value / length).collect()
    }

    #[test]
    fn rounding_costs_next_to_nothing() {
        let (one, two) = (direction(1), direction(2));
        let right: f32 = one.iter().zip(&two).map(|(one, two)| one * two).sum();
        let (one, two) = (Vector::round(&one), Vector::round(&two));
        assert!((one.likeness(&two) - right).abs() < 0.005);
        assert!((one.likeness(&one) - 1.0).abs() < 0.005);
    }

    #[test]
    fn a_direction_that_is_none_rounds_to_nothing() {
        for value in [0.0, f32::NAN, f32::INFINITY] {
            let vector = Vector::round(&[value; 4]);
            assert!(vector.likeness(&vector).abs() < f32::EPSILON, "{value}");
        }
    }
}
