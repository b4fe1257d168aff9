//! The network: six layers in which every token looks at the others.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor at hand"
)]

use super::attention::{Attention, Projected};
use super::lanes::{Lanes, Work};
use super::linear::{Inputs, Linear};
use super::numbers::{gelu, normalise, to_unit_length};
use super::onnx::Tensors;

/// How long the vectors are.
pub(crate) const WIDTH: usize = 384;
/// The most tokens a text may have.
const PLACES: usize = 512;
const LAYERS: usize = 6;
#[expect(clippy::cast_precision_loss, reason = "a small whole number")]
const LENGTH: f32 = WIDTH as f32;

/// All weights.
#[derive(Debug)]
pub(crate) struct Network {
    words: Table,
    places: Table,
    /// What is added to every token, as there is one kind of text.
    kind: Box<[f32]>,
    begin: Norm,
    layers: Vec<Layer>,
}

/// Rows of small integers, each with its own unit.
#[derive(Debug)]
struct Table {
    values: Box<[i8]>,
    units: Box<[f32]>,
}

#[derive(Debug)]
struct Norm {
    weight: Box<[f32]>,
    bias: Box<[f32]>,
}

#[derive(Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    joined: Linear,
    after_looking: Norm,
    wide: Linear,
    narrow: Linear,
    after_thinking: Norm,
}

impl Network {
    /// The network in a model file for a vocabulary of `words` pieces; else what is not there.
    pub(crate) fn read(tensors: &Tensors<'_>, words: usize) -> Result<Self, String> {
        let reading = Reading(tensors);
        let table = |name: &str, rows: usize| {
            let name = format!("inner.embeddings.{name}_embeddings.weight");
            Ok::<_, String>(Table {
                values: reading.integers(&format!("{name}_q"), rows * WIDTH)?,
                units: reading.floats(&format!("{name}_scale"), rows)?,
            })
        };
        let kinds = reading.floats("inner.embeddings.token_type_embeddings.weight", 2 * WIDTH)?;
        // The weights have no names that speak; they stand in the order of their use.
        let names = tensors.names().iter().filter(|name| name.starts_with("val_"));
        let mut weights = names.filter_map(|name| name.strip_suffix("_q"));
        let layers = (0..LAYERS).map(|layer| reading.layer(layer, &mut weights));
        Ok(Self {
            words: table("word", words)?,
            places: table("position", PLACES)?,
            kind: kinds.iter().take(WIDTH).copied().collect(),
            begin: reading.norm("inner.embeddings.LayerNorm")?,
            layers: layers.collect::<Result<_, _>>()?,
        })
    }
}

/// Reads weights and says which are missing.
#[derive(Clone, Copy)]
struct Reading<'a>(&'a Tensors<'a>);

impl Reading<'_> {
    fn floats(self, name: &str, length: usize) -> Result<Box<[f32]>, String> {
        self.0.floats(name, length).ok_or_else(|| missing(name))
    }

    fn integers(self, name: &str, length: usize) -> Result<Box<[i8]>, String> {
        self.0.integers(name, length).ok_or_else(|| missing(name))
    }

    fn norm(self, name: &str) -> Result<Norm, String> {
        let weight = self.floats(&format!("{name}.weight"), WIDTH)?;
        Ok(Norm { weight, bias: self.floats(&format!("{name}.bias"), WIDTH)? })
    }

    fn layer<'n>(
        self,
        layer: usize,
        weights: &mut impl Iterator<Item = &'n str>,
    ) -> Result<Layer, String> {
        let mut linear = |part: &str, inputs: usize, outputs: usize| {
            let name = weights.next().ok_or_else(|| missing(part))?;
            let values = self.integers(&format!("{name}_q"), inputs * outputs)?;
            let units = self.floats(&format!("{name}_scale"), outputs)?;
            let bias = format!("inner.encoder.layer.{layer}.{part}.bias");
            let bias = self.floats(&bias, outputs)?;
            Linear::new(&values, units, bias).ok_or_else(|| missing(name))
        };
        let norm = |part: &str| self.norm(&format!("inner.encoder.layer.{layer}.{part}.LayerNorm"));
        Ok(Layer {
            query: linear("attention.self.query", WIDTH, WIDTH)?,
            key: linear("attention.self.key", WIDTH, WIDTH)?,
            value: linear("attention.self.value", WIDTH, WIDTH)?,
            joined: linear("attention.output.dense", WIDTH, WIDTH)?,
            after_looking: norm("attention.output")?,
            wide: linear("intermediate.dense", WIDTH, 4 * WIDTH)?,
            narrow: linear("output.dense", 4 * WIDTH, WIDTH)?,
            after_thinking: norm("output")?,
        })
    }
}

fn missing(name: &str) -> String {
    format!("{name} is not in it as expected")
}

/// Texts on their way through the network: their tokens one after the other.
#[derive(Clone, Copy)]
pub(crate) struct Pass<'a> {
    pub(crate) network: &'a Network,
    pub(crate) texts: &'a [Vec<u32>],
}

impl Work for Pass<'_> {
    /// One vector of length one a text.
    type Output = Vec<Vec<f32>>;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Vec<Vec<f32>> {
        let mut rows = self.network.begin(self.texts);
        let mut room = Room::default();
        for layer in &self.network.layers {
            layer.apply(lanes, self.texts, &mut rows, &mut room);
        }
        let mut rest = rows.as_slice();
        self.texts
            .iter()
            .map(|text| {
                let (own, others) = rest.split_at_checked(text.len() * WIDTH).unwrap_or_default();
                rest = others;
                middle(own)
            })
            .collect()
    }
}

/// The direction in which `rows` lie together.
#[inline(always)]
fn middle(rows: &[f32]) -> Vec<f32> {
    let mut sum = vec![0.0; WIDTH];
    for row in rows.chunks_exact(WIDTH) {
        add(&mut sum, row);
    }
    to_unit_length(&mut sum);
    sum
}

/// Room for what a layer computes, used by one layer after the other.
#[derive(Debug, Default)]
struct Room {
    inputs: Inputs,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    attention: Attention,
    out: Vec<f32>,
}

impl Network {
    /// The tokens of all texts as rows of numbers.
    #[inline(always)]
    fn begin(&self, texts: &[Vec<u32>]) -> Vec<f32> {
        let tokens: usize = texts.iter().map(Vec::len).sum();
        let mut rows = vec![0.0; tokens * WIDTH];
        let placed = texts.iter().flat_map(|text| text.iter().zip(0_u32..));
        for (row, (word, place)) in rows.chunks_exact_mut(WIDTH).zip(placed) {
            self.words.add(*word, row);
            add(row, &self.kind);
            self.places.add(place, row);
            self.begin.apply(row);
        }
        rows
    }
}

impl Table {
    /// Adds one row of the table to `to`; one that is not there is nothing.
    #[inline(always)]
    fn add(&self, row: u32, to: &mut [f32]) {
        let Ok(row) = usize::try_from(row) else { return };
        let values = self.values.get(row * WIDTH..(row + 1) * WIDTH).unwrap_or_default();
        let unit = self.units.get(row).copied().unwrap_or_default();
        for (to, value) in to.iter_mut().zip(values) {
            *to += f32::from(*value) * unit;
        }
    }
}

impl Norm {
    #[inline(always)]
    fn apply(&self, row: &mut [f32]) {
        normalise(row, &self.weight, &self.bias, LENGTH);
    }

    /// Adds `rows` to `to`, then normalises each row of it.
    #[inline(always)]
    fn join(&self, to: &mut [f32], rows: &[f32]) {
        for (to, row) in to.chunks_exact_mut(WIDTH).zip(rows.chunks_exact(WIDTH)) {
            add(to, row);
            self.apply(to);
        }
    }
}

impl Layer {
    #[inline(always)]
    fn apply<L: Lanes>(&self, lanes: L, texts: &[Vec<u32>], rows: &mut [f32], room: &mut Room) {
        room.inputs.read(rows, WIDTH);
        self.query.apply(lanes, &room.inputs, &mut room.query);
        self.key.apply(lanes, &room.inputs, &mut room.key);
        self.value.apply(lanes, &room.inputs, &mut room.value);
        let projected = Projected { query: &room.query, key: &room.key, value: &room.value };
        room.attention.look(lanes, texts, projected);
        room.inputs.read(&room.attention.seen, WIDTH);
        self.joined.apply(lanes, &room.inputs, &mut room.out);
        self.after_looking.join(rows, &room.out);
        room.inputs.read(rows, WIDTH);
        self.wide.apply(lanes, &room.inputs, &mut room.out);
        gelu(&mut room.out);
        room.inputs.read(&room.out, 4 * WIDTH);
        self.narrow.apply(lanes, &room.inputs, &mut room.out);
        self.after_thinking.join(rows, &room.out);
    }
}

#[inline(always)]
fn add(to: &mut [f32], row: &[f32]) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minilm::lanes::on_each;

    /// A network of made-up weights.
    fn network() -> Network {
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_le_bytes()[3].cast_signed()
        };
        let mut integers = |count: usize| (0..count).map(|_| next()).collect::<Box<[i8]>>();
        let words = integers(9 * WIDTH);
        let places = integers(PLACES * WIDTH);
        let floats = |count: usize, value: f32| vec![value; count].into_boxed_slice();
        let norm = || Norm { weight: floats(WIDTH, 1.1), bias: floats(WIDTH, 0.1) };
        let mut linear = |inputs: usize, outputs: usize| {
            let (units, bias) = (floats(outputs, 0.001), floats(outputs, 0.05));
            Linear::new(&integers(inputs * outputs), units, bias).unwrap()
        };
        let layers = (0..LAYERS).map(|_| Layer {
            query: linear(WIDTH, WIDTH),
            key: linear(WIDTH, WIDTH),
            value: linear(WIDTH, WIDTH),
            joined: linear(WIDTH, WIDTH),
            after_looking: norm(),
            wide: linear(WIDTH, 4 * WIDTH),
            narrow: linear(4 * WIDTH, WIDTH),
            after_thinking: norm(),
        });
        Network {
            layers: layers.collect(),
            words: Table { values: words, units: floats(9, 0.01) },
            places: Table { values: places, units: floats(PLACES, 0.001) },
            kind: floats(WIDTH, 0.02),
            begin: norm(),
        }
    }

    #[test]
    fn every_kind_of_processor_gives_the_same_vectors_bit_for_bit() {
        let network = network();
        let texts = [vec![1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2], vec![3], vec![], vec![5, 5, 400, 1]];
        let outputs = on_each(Pass { network: &network, texts: &texts });
        let bits = |vectors: &[Vec<f32>]| -> Vec<u32> {
            vectors.concat().into_iter().map(f32::to_bits).collect()
        };
        let expected = bits(&outputs[0]);
        assert_eq!(expected.len(), texts.len() * WIDTH);
        assert!(outputs.iter().all(|vectors| bits(vectors) == expected));
        let digest = expected.iter().fold(0_u32, |digest, bits| digest.rotate_left(5) ^ bits);
        assert_eq!(digest, 287_452_555, "on any other machine");
    }
}
