//! What a text is compared by: its words, pairs of words, and the pieces of three to five letters
//! that its words are made of. The pieces find a word again that is inflected, joined to another
//! or misspelt.
//!
//! A gram is known by the hash of its letters; two that share a hash count as one, which is rare
//! enough not to matter. Hashes and weights are the same on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::language::Language;
use crate::words::Words;

/// Bytes of a text that are read.
const READ: usize = 4 * 1024;

/// The kinds of gram, and how much of a text's weight each has.
const SHARES: [f32; 3] = [0.35, 0.15, 0.5];
/// Lengths of the pieces of a word, in letters; a word has one blank on each side.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;

/// The top bits of a gram's hash name its kind.
const KIND_BITS: u32 = 2;

/// A map by gram: grams are hashes already.
pub(crate) type ByGram<T> = HashMap<u32, T, BuildHasherDefault<Spread>>;

/// Spreads the bits of a gram.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, gram: u32) {
        self.0 = (self.0 ^ u64::from(gram)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// The grams of a text and how often each occurs, sorted by gram.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grams(Vec<(u32, u16)>);

/// A text as numbers: a weight for each of its grams, sorted by gram, of length 1 in all.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Weights(Vec<(u32, f32)>);

/// Cuts texts of one language into grams.
pub(crate) struct Cutter {
    stemmed: Words,
    written: Words,
}

impl Cutter {
    pub(crate) fn new(language: Language) -> Self {
        Self { stemmed: Words::stemmed(language), written: Words::written() }
    }

    /// The grams of `text`.
    pub(crate) fn cut(&mut self, text: &str) -> Grams {
        let text = text.get(..text.floor_char_boundary(READ)).unwrap_or_default();
        let mut all: Vec<u32> = Vec::with_capacity(text.len() * 3);
        let mut before: Option<String> = None;
        for word in self.stemmed.of(text) {
            all.push(gram(0, [word.term.as_str()]));
            if let Some(before) = &before {
                all.push(gram(1, [before.as_str(), word.term.as_str()]));
            }
            before = Some(word.term);
        }
        for word in self.written.of(text) {
            pieces(&word.term, &mut all);
        }
        all.sort_unstable();
        let runs = all.chunk_by(PartialEq::eq);
        Grams(
            runs.filter_map(|run| {
                Some((*run.first()?, u16::try_from(run.len()).unwrap_or(u16::MAX)))
            })
            .collect(),
        )
    }
}

/// The pieces of a word; a word shorter than a piece is a piece itself.
fn pieces(word: &str, all: &mut Vec<u32>) {
    let padded = format!(" {word} ");
    let ends: Vec<usize> = padded.char_indices().map(|(at, _)| at).chain([padded.len()]).collect();
    for length in PIECES {
        if ends.len() <= length {
            all.push(gram(2, [padded.as_str()]));
            break;
        }
        for window in ends.windows(length + 1) {
            if let (Some(start), Some(end)) = (window.first(), window.last()) {
                all.push(gram(2, [padded.get(*start..*end).unwrap_or_default()]));
            }
        }
    }
}

/// The hash of a gram of `kind` (FNV-1a, folded to 30 bits).
fn gram<const N: usize>(kind: u32, parts: [&str; N]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let folded = (hash ^ (hash >> 32)) & u64::from(u32::MAX >> KIND_BITS);
    u32::try_from(folded).unwrap_or_default() | (kind << (u32::BITS - KIND_BITS))
}

const fn kind(gram: u32) -> usize {
    (gram >> (u32::BITS - KIND_BITS)) as usize
}

impl Grams {
    /// Each gram once.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().map(|(gram, _)| *gram)
    }

    /// The grams weighed: by how often they occur here and how `rare` they are.
    pub(crate) fn weighed(&self, rare: impl Fn(u32) -> f32) -> Weights {
        let mut weights: Vec<(u32, f32)> = Vec::with_capacity(self.0.len());
        let mut squares = [0.0_f32; SHARES.len()];
        for (gram, times) in &self.0 {
            let weight = rare(*gram) * (1.0 + libm::logf(f32::from(*times)));
            if let Some(sum) = squares.get_mut(kind(*gram)) {
                *sum += weight * weight;
            }
            weights.push((*gram, weight));
        }
        let mut scales = [0.0_f32; SHARES.len()];
        for ((scale, share), square) in scales.iter_mut().zip(SHARES).zip(squares) {
            *scale = if square > 0.0 { (share / square).sqrt() } else { 0.0 };
        }
        for (gram, weight) in &mut weights {
            *weight *= scales.get(kind(*gram)).copied().unwrap_or_default();
        }
        Weights(weights)
    }
}

impl Weights {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.0.iter().copied()
    }

    /// The middle of several texts, of length 1.
    pub(crate) fn middle<'a>(texts: impl Iterator<Item = &'a Self>) -> Self {
        let mut all: Vec<(u32, f32)> = texts.flat_map(Self::iter).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut sums: Vec<(u32, f32)> = Vec::new();
        for run in all.chunk_by(|a, b| a.0 == b.0) {
            if let Some((gram, _)) = run.first() {
                sums.push((*gram, run.iter().map(|(_, weight)| weight).sum()));
            }
        }
        let length = sums.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut sums {
                *weight /= length;
            }
        }
        Self(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::Probe;

    fn weights(text: &str) -> Weights {
        Cutter::new(Language::ENGLISH).cut(text).weighed(|_| 1.0)
    }

    fn likeness(one: &Weights, other: &Weights) -> f32 {
        Probe::new(one).likeness(other)
    }

    #[test]
    fn the_same_text_is_alike_and_a_misspelt_one_nearly() {
        let text = weights("where is my refund");
        assert!((likeness(&text, &text) - 1.0).abs() < 1e-5);
        let misspelt = likeness(&text, &weights("where is my refnud"));
        let other = likeness(&text, &weights("open on sundays"));
        assert!(misspelt > 0.4 && other < 0.05, "{misspelt} {other}");
    }

    #[test]
    fn the_middle_does_not_depend_on_the_order() {
        let texts = ["where is my refund", "refund please", "money back when"].map(weights);
        let there = Weights::middle(texts.iter());
        let back = Weights::middle(texts.iter().rev());
        assert_eq!(there, back);
    }

    #[test]
    fn nothing_and_signs_alone_have_no_grams() {
        assert_eq!(weights(""), Weights::default());
        assert!(likeness(&weights("😡 !!!"), &weights("😡 !!!")).abs() < f32::EPSILON);
    }
}
