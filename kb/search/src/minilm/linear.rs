//! A layer of weights: rows of numbers in, rows of weighted sums out.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor at hand"
)]

use super::lanes::{COLUMNS, Lanes, Weights};
use super::numbers::{peak, whole};

/// How many rows are worked on at a time.
const ROWS: usize = 6;
/// The largest whole number that an input becomes. With weights of up to 128 and 1,536 inputs the
/// sums stay below 2³¹.
const MOST: f32 = 8191.0;

/// Rows of inputs as whole numbers, each row with its own unit.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Row group by row group: for each pair of inputs, that pair of every row.
    pairs: Vec<[[i16; 2]; ROWS]>,
    /// What one is worth in each row.
    units: Vec<f32>,
}

impl Inputs {
    /// Reads `rows`, each `width` long, an even number.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "inputs are at most MOST")]
    pub(crate) fn read(&mut self, rows: &[f32], width: usize) {
        self.units.clear();
        self.pairs.clear();
        self.pairs.resize(rows.len().div_ceil(width * ROWS) * (width / 2), [[0; 2]; ROWS]);
        let groups = self.pairs.chunks_exact_mut(width / 2);
        for (group, rows) in groups.zip(rows.chunks(width * ROWS)) {
            for (place, row) in rows.chunks_exact(width).enumerate() {
                let peak = peak(row);
                let factor = if peak > 0.0 { MOST / peak } else { 0.0 };
                self.units.push(peak / MOST);
                for (pair, values) in group.iter_mut().zip(row.as_chunks::<2>().0) {
                    if let Some(pair) = pair.get_mut(place) {
                        *pair = values.map(|value| whole(value * factor) as i16);
                    }
                }
            }
        }
    }
}

/// A layer of weights.
#[derive(Debug)]
pub(crate) struct Linear {
    inputs: usize,
    outputs: usize,
    /// Block of columns by block of columns: for each pair of inputs, its weights.
    weights: Box<[Weights]>,
    /// What a weight of one is worth in each column.
    units: Box<[f32]>,
    bias: Box<[f32]>,
}

impl Linear {
    /// A layer of `weights`, input by input; the number of outputs is that of `bias`.
    ///
    /// `None` when the numbers of weights, units and biases do not fit one another.
    pub(crate) fn new(weights: &[i8], units: Box<[f32]>, bias: Box<[f32]>) -> Option<Self> {
        let outputs = bias.len();
        let inputs = weights.len().checked_div(outputs)?;
        let fits = units.len() == outputs
            && outputs.is_multiple_of(COLUMNS)
            && inputs.is_multiple_of(2)
            && weights.len() == inputs * outputs;
        if !fits {
            return None;
        }
        let weight = |input: usize, output: usize| {
            weights.get(input * outputs + output).copied().unwrap_or_default()
        };
        let blocks = (0..outputs / COLUMNS).flat_map(|block| {
            (0..inputs / 2).map(move |pair| {
                std::array::from_fn(|column| {
                    let output = block * COLUMNS + column;
                    [weight(2 * pair, output), weight(2 * pair + 1, output)]
                })
            })
        });
        Some(Self { inputs, outputs, weights: blocks.collect(), units, bias })
    }

    /// Writes the outputs of all rows of `inputs` to `rows`.
    #[inline(always)]
    pub(crate) fn apply<L: Lanes>(&self, lanes: L, inputs: &Inputs, rows: &mut Vec<f32>) {
        rows.clear();
        rows.resize(inputs.units.len() * self.outputs, 0.0);
        let half = self.inputs / 2;
        let columns = self.units.as_chunks::<COLUMNS>().0.iter();
        let columns = columns.zip(self.bias.as_chunks::<COLUMNS>().0).enumerate();
        for (weights, (block, (units, bias))) in self.weights.chunks_exact(half).zip(columns) {
            let groups = inputs.pairs.chunks_exact(half).zip(inputs.units.chunks(ROWS));
            let outputs = rows.chunks_mut(self.outputs * ROWS);
            for ((pairs, row_units), rows) in groups.zip(outputs) {
                let sums = sums(lanes, pairs, weights);
                let rows = rows.chunks_exact_mut(self.outputs);
                for ((row, sums), row_unit) in rows.zip(sums).zip(row_units) {
                    let Some(row) = row.as_chunks_mut::<COLUMNS>().0.get_mut(block) else {
                        continue;
                    };
                    finish(row, &sums, *row_unit, units, bias);
                }
            }
        }
    }
}

/// The sums of one group of rows in one block of columns.
#[inline(always)]
fn sums<L: Lanes>(
    lanes: L,
    pairs: &[[[i16; 2]; ROWS]],
    weights: &[Weights],
) -> [[i32; COLUMNS]; ROWS] {
    let mut sums = [lanes.zero(); ROWS];
    for (pairs, weights) in pairs.iter().zip(weights) {
        let weights = lanes.widen(weights);
        for (sum, pair) in sums.iter_mut().zip(pairs) {
            *sum = lanes.add(*sum, *pair, weights);
        }
    }
    sums.map(|sum| lanes.give(sum))
}

/// Makes whole sums what they stand for.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "rounded the same way everywhere")]
fn finish(
    row: &mut [f32; COLUMNS],
    sums: &[i32; COLUMNS],
    row_unit: f32,
    units: &[f32; COLUMNS],
    bias: &[f32; COLUMNS],
) {
    for (((value, sum), unit), bias) in row.iter_mut().zip(sums).zip(units).zip(bias) {
        *value = *sum as f32 * (row_unit * unit) + bias;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minilm::lanes::Portable;

    #[test]
    fn outputs_are_the_weighted_sums_of_the_inputs() {
        let weights: Vec<i8> =
            (0..32 * 32_u16).map(|it| (it * 37).to_le_bytes()[0].cast_signed()).collect();
        let bias = vec![0.5; 32];
        let layer = Linear::new(&weights, vec![0.01; 32].into(), bias.into()).unwrap();
        let rows: Vec<f32> = (0..7 * 32_u16).map(|it| f32::from(it * 29 % 101) - 50.0).collect();
        let (mut inputs, mut outputs) = (Inputs::default(), Vec::new());
        inputs.read(&rows, 32);
        layer.apply(Portable, &inputs, &mut outputs);
        assert_eq!(outputs.len(), 7 * 32);
        for (place, output) in outputs.iter().enumerate() {
            let (row, column) = (place / 32, place % 32);
            let product = |it: usize| rows[row * 32 + it] * f32::from(weights[it * 32 + column]);
            let right = (0..32).map(product).sum::<f32>() * 0.01 + 0.5;
            assert!((output - right).abs() < 0.05, "{output} for {right}");
        }
    }

    #[test]
    fn weights_that_do_not_fit_are_refused() {
        let numbers = |count: usize| vec![1.0; count].into_boxed_slice();
        assert!(Linear::new(&[1; 64], numbers(32), numbers(32)).is_some());
        assert!(Linear::new(&[1; 63], numbers(32), numbers(32)).is_none(), "a weight is missing");
        assert!(Linear::new(&[1; 64], numbers(31), numbers(32)).is_none(), "a unit is missing");
        assert!(Linear::new(&[], numbers(0), numbers(0)).is_none(), "nothing at all");
    }
}
