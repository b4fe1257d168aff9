//! What texts mean, as seen from the middle of the library.
//!
//! All texts of one library point into much the same direction: they are about the same company.
//! Taking that direction away leaves what tells them apart.

use std::sync::Arc;

use crate::vectors::Vector;

/// What a text means.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    pub(crate) vector: Arc<Vector>,
    /// How far it is from the centre.
    spread: f32,
}

/// What the library means on the whole.
#[derive(Debug, Default)]
pub(crate) struct Centre {
    middle: Vec<f32>,
    count: f32,
}

/// What a message means, seen from the centre and of length 1.
#[derive(Debug, Clone)]
pub(crate) struct Sense {
    pub(crate) values: Vec<f32>,
    pub(crate) rounded: Vector,
    /// Its likeness to the centre itself.
    to_centre: f32,
}

impl Centre {
    pub(crate) fn add(&mut self, vector: &Vector) {
        let direction = vector.direction();
        self.middle.resize(direction.len(), 0.0);
        add(&mut self.middle, &direction);
        self.count += 1.0;
    }

    /// Called once, after all texts are added.
    pub(crate) fn settle(&mut self) {
        for sum in &mut self.middle {
            *sum /= self.count.max(1.0);
        }
    }

    pub(crate) fn meaning(&self, vector: Arc<Vector>) -> Meaning {
        let away = self.away(vector.direction());
        let spread = length(&away).max(1e-3);
        Meaning { vector, spread }
    }

    /// What a text means, seen from here and of length 1.
    pub(crate) fn seen_from(&self, meaning: &Meaning) -> Vec<f32> {
        let mut away = self.away(meaning.vector.direction());
        for value in &mut away {
            *value /= meaning.spread;
        }
        away
    }

    /// The same of a message.
    pub(crate) fn sense(&self, values: &[f32]) -> Sense {
        let mut values = self.away(values.to_vec());
        let length = length(&values).max(1e-3);
        for value in &mut values {
            *value /= length;
        }
        let to_centre = values.iter().zip(&self.middle).map(|(a, b)| a * b).sum();
        Sense { rounded: Vector::round(&values), values, to_centre }
    }

    /// The middle of several texts, of length 1.
    pub(crate) fn middle<'a>(&self, texts: impl Iterator<Item = &'a Meaning>) -> Option<Vec<f32>> {
        let mut all: Vec<Vec<f32>> = texts.map(|text| self.seen_from(text)).collect();
        // In an order of their own, so that sums do not depend on which came first.
        all.sort_by(|a, b| {
            a.iter()
                .zip(b)
                .map(|(a, b)| a.total_cmp(b))
                .find(|o| o.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let mut all = all.into_iter();
        let mut middle = all.next()?;
        for one in all {
            add(&mut middle, &one);
        }
        let length = length(&middle).max(1e-3);
        for value in &mut middle {
            *value /= length;
        }
        Some(middle)
    }

    fn away(&self, mut direction: Vec<f32>) -> Vec<f32> {
        direction.iter_mut().zip(&self.middle).for_each(|(value, middle)| *value -= middle);
        direction
    }
}

impl Sense {
    /// How alike each text is, in their order: 1 for the same meaning, 0 for nothing in common.
    pub(crate) fn likenesses<'a>(
        &self,
        texts: impl Iterator<Item = &'a Meaning> + Clone,
    ) -> Vec<f32> {
        let mut all = Vec::new();
        self.rounded.likenesses(texts.clone().map(|text| &*text.vector), |one| all.push(one));
        for (likeness, text) in all.iter_mut().zip(texts) {
            *likeness = (*likeness - self.to_centre) / text.spread;
        }
        all
    }

    /// How alike the middle of an answer is.
    pub(crate) fn likeness_to_middle(&self, middle: &[f32]) -> f32 {
        self.values.iter().zip(middle).map(|(a, b)| a * b).sum()
    }
}

fn add(sums: &mut [f32], values: &[f32]) {
    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}

fn length(values: &[f32]) -> f32 {
    values.iter().map(|value| value * value).sum::<f32>().sqrt()
}
