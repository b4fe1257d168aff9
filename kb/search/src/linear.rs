//! The linear layer: which answer a message asks for, learned from all texts of all answers.
//!
//! A multinomial logistic regression over grams and, where an encoder is there, meaning. It is
//! fitted from nothing each time, in a fixed order: the same answers give the same layer on every
//! desk. Fitting takes seconds in a large library, so it is done beside the work, and the layer
//! before it serves until it is done.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::grams::{ByGram, Weights};
use crate::memory::{Entry, Memory, Part};

/// The most answers that the layer tells apart: those with the most phrasings.
const MOST_ANSWERS: usize = 600;
/// The most numbers that are learned.
const MOST_WEIGHTS: usize = 14_000_000;
/// With more texts than this, a gram must be in two of them to count.
const MANY_TEXTS: usize = 1_500;
/// How often all texts are gone through: fewer times when there are many of them.
const STEPS: usize = 80_000;
const ROUNDS: (usize, usize) = (6, 40);
/// How far the first step goes, and how quickly steps become shorter.
const STEP: f32 = 4.0;
const DECAY: f32 = 4.0;
/// How much a text's grams count beside its meaning.
const GRAMS_BESIDE_MEANING: f32 = 0.7;

/// A fitted layer.
#[derive(Debug, PartialEq)]
pub(crate) struct Linear {
    /// Made from the content that it was fitted to, and how many of its texts had
    /// a meaning.
    pub(crate) print: (u64, u64),
    /// The column of each answer that it tells apart, by the number made from its id.
    pub(crate) columns: HashMap<u64, usize>,
    pub(crate) rows: ByGram<usize>,
    /// For each gram the weights of all answers, in steps of `scales`.
    pub(crate) weights: Vec<i8>,
    pub(crate) scales: Vec<f32>,
    /// For each direction of meaning the weights of all answers.
    pub(crate) meaning: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// A text as the layer sees it.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    pub(crate) weights: &'a Weights,
    /// As seen from the library's centre, of length 1.
    pub(crate) meaning: Option<&'a [f32]>,
}

/// One text to learn from.
struct Lesson {
    grams: Vec<(usize, f32)>,
    meaning: Option<Vec<f32>>,
    answer: usize,
    rejected: bool,
}

/// What is being fitted.
struct Fit {
    answers: usize,
    weights: Vec<f32>,
    meaning: Vec<f32>,
    bias: Vec<f32>,
    /// What each answer's score is for the text at hand.
    scores: Vec<f32>,
}

/// Fits a layer to all `entries` of `memory`; `None` when `watch` breaks.
/// `watch` is told of the rounds done and of all.
pub(crate) fn fit(
    memory: &Memory,
    entries: &[Arc<Entry>],
    watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<Linear> {
    let mut chosen: Vec<&Arc<Entry>> = entries.iter().collect();
    // By id, not by place: the order must not depend on how the answers came here.
    chosen.sort_by_key(|entry| (std::cmp::Reverse(entry.phrasings()), entry.tie));
    chosen.truncate(MOST_ANSWERS);
    let centre = &memory.rare.centre;
    let rows = vocabulary(&chosen);
    let columns = chosen.iter().enumerate().map(|(column, entry)| (entry.tie, column)).collect();
    let mut lessons = Vec::new();
    for (answer, entry) in chosen.iter().enumerate() {
        for row in &entry.rows {
            let meaning = row.meaning.as_ref().map(|meaning| centre.seen_from(meaning));
            let scale = if meaning.is_some() { GRAMS_BESIDE_MEANING } else { 1.0 };
            let grams = known(&rows, &row.weights, scale);
            lessons.push(Lesson { grams, meaning, answer, rejected: row.part == Part::Rejected });
        }
    }
    shuffle(&mut lessons);
    let dimensions = lessons.iter().find_map(|lesson| lesson.meaning.as_ref().map(Vec::len));
    let mut fit = Fit::new(chosen.len(), rows.len(), dimensions.unwrap_or_default());
    let rounds = (STEPS / lessons.len().max(1)).clamp(ROUNDS.0, ROUNDS.1);
    #[expect(clippy::cast_precision_loss, reason = "counts of rounds are small")]
    for round in 0..rounds {
        if watch(round, rounds).is_break() {
            return None;
        }
        let step = STEP / DECAY.mul_add(round as f32 / rounds as f32, 1.0);
        for lesson in &lessons {
            fit.learn(lesson, step);
        }
    }
    let (weights, scales) = quantised(&fit.weights, fit.answers);
    Some(Linear {
        print: (memory.print, memory.meant),
        columns,
        rows,
        weights,
        scales,
        meaning: fit.meaning,
        bias: fit.bias,
    })
}

/// Whether there is anything to learn from.
pub(crate) fn is_worth_it(entries: &[Arc<Entry>]) -> bool {
    entries.len() >= 2 && entries.iter().any(|entry| entry.phrasings() > 0)
}

/// The grams that count, and the row of each.
fn vocabulary(chosen: &[&Arc<Entry>]) -> ByGram<usize> {
    let mut having: ByGram<u32> = ByGram::default();
    let mut texts = 0;
    for row in chosen.iter().flat_map(|entry| &entry.rows) {
        texts += 1;
        for (gram, _) in row.weights.iter() {
            *having.entry(gram).or_default() += 1;
        }
    }
    let least = if texts > MANY_TEXTS { 2 } else { 1 };
    let mut grams: Vec<(u32, u32)> =
        having.into_iter().filter(|(_, count)| *count >= least).collect();
    grams.sort_unstable_by_key(|(gram, count)| (std::cmp::Reverse(*count), *gram));
    grams.truncate(MOST_WEIGHTS / chosen.len().max(1));
    grams.into_iter().enumerate().map(|(row, (gram, _))| (gram, row)).collect()
}

fn known(rows: &ByGram<usize>, weights: &Weights, scale: f32) -> Vec<(usize, f32)> {
    let rows = weights.iter().filter_map(|(gram, weight)| Some((*rows.get(&gram)?, weight)));
    rows.map(|(row, weight)| (row, weight * scale)).collect()
}

/// Mixes the lessons, always in the same way (a multiplicative generator and Fisher-Yates).
fn shuffle(lessons: &mut [Lesson]) {
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    for last in (1..lessons.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = (seed >> 33) % (last as u64 + 1);
        lessons.swap(last, usize::try_from(drawn).unwrap_or_default());
    }
}

impl Fit {
    fn new(answers: usize, grams: usize, dimensions: usize) -> Self {
        Self {
            answers,
            weights: vec![0.0; grams * answers],
            meaning: vec![0.0; dimensions * answers],
            bias: vec![0.0; answers],
            scores: vec![0.0; answers],
        }
    }

    /// One step towards telling that the lesson's text asks for its answer, or does not.
    fn learn(&mut self, lesson: &Lesson, step: f32) {
        self.scores.copy_from_slice(&self.bias);
        for (row, weight) in &lesson.grams {
            add(&mut self.scores, line(&self.weights, *row, self.answers), *weight);
        }
        for (row, weight) in lesson.meaning.iter().flatten().enumerate() {
            add(&mut self.scores, line(&self.meaning, row, self.answers), *weight);
        }
        softmax(&mut self.scores);
        let Some(own) = self.scores.get(lesson.answer).copied() else { return };
        if lesson.rejected {
            let others = own / (1.0 - own).max(0.01);
            for (column, score) in self.scores.iter_mut().enumerate() {
                *score *= if column == lesson.answer { -step } else { step * others };
            }
        } else {
            for (column, score) in self.scores.iter_mut().enumerate() {
                let wanted = if column == lesson.answer { 1.0 } else { 0.0 };
                *score = step * (wanted - *score);
            }
        }
        for (row, weight) in &lesson.grams {
            add(line_mut(&mut self.weights, *row, self.answers), &self.scores, *weight);
        }
        for (row, weight) in lesson.meaning.iter().flatten().enumerate() {
            add(line_mut(&mut self.meaning, row, self.answers), &self.scores, *weight);
        }
        add(&mut self.bias, &self.scores, 0.01);
    }
}

impl Linear {
    /// How strongly the layer is for each answer that it knows.
    pub(crate) fn scores(&self, input: &Input<'_>) -> Scores<'_> {
        let answers = self.bias.len();
        let mut scores = self.bias.clone();
        let is_meant = input.meaning.is_some() && !self.meaning.is_empty();
        let scale = if is_meant { GRAMS_BESIDE_MEANING } else { 1.0 };
        for (row, weight) in known(&self.rows, input.weights, scale) {
            let weight = weight * self.scales.get(row).copied().unwrap_or_default();
            let line = self.weights.get(row * answers..(row + 1) * answers).unwrap_or_default();
            for (score, value) in scores.iter_mut().zip(line) {
                *score += weight * f32::from(*value);
            }
        }
        for (row, weight) in input.meaning.into_iter().flatten().enumerate() {
            add(&mut scores, line(&self.meaning, row, answers), *weight);
        }
        Scores { layer: self, scores }
    }

    /// Whether it was fitted to the answers as they are now.
    pub(crate) fn is_of(&self, memory: &Memory) -> bool {
        self.print == (memory.print, memory.meant)
    }
}

/// What the layer says of one message.
#[derive(Debug)]
pub(crate) struct Scores<'a> {
    layer: &'a Linear,
    scores: Vec<f32>,
}

impl Scores<'_> {
    /// How strongly it is for the answer with this number.
    pub(crate) fn of(&self, tie: u64) -> Option<f32> {
        self.layer.columns.get(&tie).and_then(|column| self.scores.get(*column)).copied()
    }
}

fn line(all: &[f32], row: usize, length: usize) -> &[f32] {
    all.get(row * length..(row + 1) * length).unwrap_or_default()
}

fn line_mut(all: &mut [f32], row: usize, length: usize) -> &mut [f32] {
    all.get_mut(row * length..(row + 1) * length).unwrap_or_default()
}

fn add(sums: &mut [f32], values: &[f32], times: f32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += times * value;
    }
}

/// Scores to probabilities.
fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = libm::expf(*score - most);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Each row in 255 steps of its own.
fn quantised(weights: &[f32], answers: usize) -> (Vec<i8>, Vec<f32>) {
    let mut small = Vec::with_capacity(weights.len());
    let mut scales = Vec::with_capacity(weights.len() / answers.max(1));
    for row in weights.chunks(answers.max(1)) {
        let most = row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
        scales.push(scale);
        #[expect(clippy::cast_possible_truncation, reason = "at most 127 by the scale")]
        small.extend(row.iter().map(|weight| (weight / scale).round() as i8));
    }
    (small, scales)
}
