//! Arithmetic on floats whose every step is written down, so that all processors agree: no sum is
//! reordered, no product contracted, and nothing is left to the system's mathematics library.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor at hand"
)]

/// How many parallel sums a long sum is made of.
const LANES: usize = 16;
/// Adding this to a small number rounds it; its last bits then are the number.
const ROUNDER: f32 = 12_582_912.0;

/// The sum of what `term` makes of each value, up to the last multiple of sixteen.
#[inline(always)]
fn sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for chunk in values.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += term(*value);
        }
    }
    lanes.iter().fold(0.0, |total, lane| total + lane)
}

/// The largest magnitude among `values`.
#[inline(always)]
pub(crate) fn peak(values: &[f32]) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0_f32; LANES];
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            let value = value.abs();
            *lane = if value > *lane { value } else { *lane };
        }
    }
    lanes.iter().chain(rest).fold(0.0_f32, |peak, value| peak.max(value.abs()))
}

/// `value` rounded to a whole number; it must lie within ±2²².
#[inline(always)]
pub(crate) fn whole(value: f32) -> i32 {
    (value + ROUNDER).to_bits().cast_signed() - ROUNDER.to_bits().cast_signed()
}

/// e to the power of `x`, for `x` up to 0, right to about one part in ten millions.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let twos = rounded - ROUNDER;
    // The logarithm of two in two parts, so that nothing is lost by the product.
    let rest = x - twos * 0.693_359_4 + twos * 2.121_944_4e-4;
    let mut series = 1.0 / 720.0;
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        series = series * rest + factor;
    }
    let power = rounded.to_bits().cast_signed() - ROUNDER.to_bits().cast_signed();
    series * f32::from_bits(((power + 127) << 23).cast_unsigned())
}

/// The error function by Abramowitz and Stegun's formula 7.1.26, right to 0.000 000 2.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut series = 1.061_405_4;
    for factor in [-1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6] {
        series = series * t + factor;
    }
    (1.0 - series * t * exp(-size * size)).copysign(x)
}

/// The Gaussian error linear unit of each value, in its place.
#[inline(always)]
pub(crate) fn gelu(values: &mut [f32]) {
    for value in values {
        *value *= 0.5 * (1.0 + erf(*value * std::f32::consts::FRAC_1_SQRT_2));
    }
}

/// Turns scores into shares that sum to one.
#[inline(always)]
pub(crate) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
    for score in &mut *scores {
        *score = exp(*score - most);
    }
    let rest = scores.as_chunks::<LANES>().1.iter().fold(0.0, |total, score| total + score);
    let share = 1.0 / (sum(scores, |score| score) + rest);
    for score in scores {
        *score *= share;
    }
}

/// Gives `row` mean 0 and variance 1, then scales and shifts each value by its own `weight` and
/// `bias`. The row is a multiple of sixteen long.
#[inline(always)]
pub(crate) fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32], length: f32) {
    let mean = sum(row, |value| value) / length;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / length;
    let factor = 1.0 / (variance + 1e-12).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        *value = (*value - mean) * factor * weight + bias;
    }
}

/// Makes `vector` one long; nothing happens to one without direction.
#[inline(always)]
pub(crate) fn to_unit_length(vector: &mut [f32]) {
    let length = sum(vector, |value| value * value).sqrt();
    if length > 0.0 {
        for value in vector {
            *value /= length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_e_are_right() {
        for step in 0..8_700_u16 {
            let x = -f32::from(step) / 100.0;
            let right = f64::from(x).exp();
            let off = (f64::from(exp(x)) - right).abs() / right;
            assert!(off < 4e-7, "e to the {x} is off by {off}");
        }
        assert!(exp(-1e30) < 1e-37, "far below nothing is left");
    }

    #[test]
    fn the_error_function_is_right() {
        for (x, right) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3)] {
            assert!((erf(x) - right).abs() < 4e-7, "at {x}");
            assert!((erf(-x) + right).abs() < 4e-7, "at -{x}");
        }
    }

    #[test]
    fn shares_sum_to_one_and_keep_their_order() {
        let mut scores = [3.0, -1.0, 200.0, 199.0];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[2] > scores[3] && scores[3] > scores[0] && scores[0] >= scores[1]);
    }

    #[test]
    fn rounding_goes_to_the_nearest() {
        for (value, expected) in [(0.4, 0), (0.6, 1), (-0.6, -1), (8190.7, 8191), (-8191.0, -8191)]
        {
            assert_eq!(whole(value), expected, "{value}");
        }
    }
}
