//! How much a window of replies sounds like the approved ones.
//!
//! A window's traits are compared to the approved replies' own spread: how far halves of them lie
//! from each other. One reply says next to nothing; twenty say a lot. All drawing is done by an
//! own small generator with a fixed seed, so that the same replies give the same number.

use std::collections::BTreeMap;
use std::fmt;

use super::counts::Traits;
use super::difference::{self, Difference};
use super::rank::{self, count};
use super::traits::Trait;

/// How many replies a window needs.
pub const WINDOW: usize = 20;
/// How often the approved replies are halved.
const HALVINGS: usize = 400;
/// How often a window is drawn again for its interval.
const DRAWS: usize = 200;
/// The most approved replies that are looked at.
const CORPUS_LIMIT: usize = 5_000;
/// How halves of the approved replies are drawn.
const HALVES_SEED: u64 = 0x0a17_1b40_5eed_0001;
/// How a window is drawn again.
const AGAIN_SEED: u64 = 0x0a17_1b40_5eed_0002;

type Vector = [f64; 16];

/// The approved replies that others are compared to.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// The traits of each, in units of their spread.
    replies: Vec<Vector>,
    spread: Vector,
    center: Vector,
}

/// How much a window sounds like the approved replies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Likeness {
    /// There are fewer than 20 replies, or too few approved ones.
    NotEnoughText,
    /// Where its distance lies among the approved replies' own: of 100 halves of them, so many
    /// are closer to the other half. 50 is as usual; above 95 it sounds like somebody else.
    Percentile {
        /// The best estimate, 0 to 100.
        value: f64,
        /// Nine in ten windows like this one lie above.
        low: f64,
        /// And below.
        high: f64,
    },
}

/// A window beside the approved replies.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// How much it sounds like them.
    pub likeness: Likeness,
    /// What it does otherwise than nine in ten of their own windows, the most telling first.
    pub differences: Vec<Difference>,
}

/// What windows of one size look like that are drawn from the approved replies, all sorted.
#[derive(Debug, Default)]
struct Own {
    /// How far each lies from the other half.
    distances: Vec<f64>,
    /// Their traits.
    traits: [Vec<f64>; 16],
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEnoughText => f.write_str("not enough text"),
            Self::Percentile { value, low, high } => {
                write!(f, "{value:.0} ({low:.0} to {high:.0})")
            }
        }
    }
}

impl Corpus {
    /// Takes the traits of the approved replies in; `None` for fewer than two windows of them.
    pub fn learn(approved: &[Traits]) -> Option<Self> {
        if approved.len() < 2 * WINDOW {
            return None;
        }
        let all = approved.get(..CORPUS_LIMIT).unwrap_or(approved);
        let mut replies: Vec<Vector> = all.iter().map(vector).collect();
        let center = mean(replies.iter());
        let mut spread = [0.0; 16];
        for reply in &replies {
            for ((sum, value), center) in spread.iter_mut().zip(reply).zip(&center) {
                *sum += (value - center) * (value - center);
            }
        }
        // A trait that all approved replies share still counts by a tenth of its unit.
        let spread = spread.map(|sum| (sum / count(replies.len())).sqrt().max(0.1));
        for reply in &mut replies {
            *reply = scaled(reply, &spread);
        }
        Some(Self { replies, center: scaled(&center, &spread), spread })
    }

    /// How much `window` sounds like the approved replies.
    pub fn likeness(&self, window: &[Traits]) -> Likeness {
        let compared = self.compare(&[window]).pop();
        compared.map_or(Likeness::NotEnoughText, |compared| compared.likeness)
    }

    /// Compares windows, each by itself: what is drawn is drawn once for all of them.
    pub fn compare(&self, windows: &[&[Traits]]) -> Vec<Compared> {
        let limited = |window: &&[Traits]| window.len().min(CORPUS_LIMIT);
        let sizes = windows.iter().map(limited).filter(|size| *size >= WINDOW);
        let own = self.own(sizes.map(|size| (size, Own::default())).collect());
        let compared = |window: &&[Traits]| match own.get(&limited(window)) {
            Some(own) => self.beside(own, window.get(..CORPUS_LIMIT).unwrap_or(window)),
            None => Compared { likeness: Likeness::NotEnoughText, differences: Vec::new() },
        };
        windows.iter().map(compared).collect()
    }

    /// A window beside own ones of its size.
    fn beside(&self, own: &Own, window: &[Traits]) -> Compared {
        let window: Vec<Vector> =
            window.iter().map(|traits| scaled(&vector(traits), &self.spread)).collect();
        let average = mean(window.iter());
        let found = distance(&average, &self.center);
        let mut draw = Draw(AGAIN_SEED);
        let mut drawn: Vec<f64> = (0..DRAWS)
            .map(|_| {
                let picked = (0..window.len()).filter_map(|_| window.get(draw.below(window.len())));
                distance(&mean(picked), &self.center)
            })
            .collect();
        drawn.sort_by(f64::total_cmp);
        // Drawing again only adds to a distance: what it adds is taken off on both sides.
        let low = (2.0 * found - rank::at(&drawn, 95)).clamp(0.0, found);
        let high = (2.0 * found - rank::at(&drawn, 5)).max(found);
        let percentile = |distance| rank::of(&own.distances, distance);
        let (value, low, high) = (percentile(found), percentile(low), percentile(high));
        let likeness = Likeness::Percentile { value, low, high };
        Compared { likeness, differences: self.differences(own, &window, &average) }
    }

    fn differences(&self, own: &Own, window: &[Vector], average: &Vector) -> Vec<Difference> {
        let found = Trait::ALL.into_iter().filter_map(|named| {
            let at = named as usize;
            let values: Vec<f64> = window.iter().filter_map(|one| one.get(at).copied()).collect();
            let (own, average) = (own.traits.get(at)?, *average.get(at)?);
            difference::find(named, own, (average, &values), *self.spread.get(at)?)
        });
        difference::most_telling(found)
    }

    /// Windows of the wanted sizes, drawn from one half of the approved replies and held against
    /// the other, 400 times.
    fn own(&self, mut wanted: BTreeMap<usize, Own>) -> BTreeMap<usize, Own> {
        let Some(largest) = wanted.keys().next_back().copied() else { return wanted };
        let mut draw = Draw(HALVES_SEED);
        let mut order: Vec<&Vector> = self.replies.iter().collect();
        let middle = order.len() / 2;
        for _ in 0..HALVINGS {
            for at in (1..order.len()).rev() {
                order.swap(at, draw.below(at + 1));
            }
            let (one, other) = order.split_at(middle);
            let other = mean(other.iter().copied());
            let mut sum = [0.0; 16];
            // A half that is smaller than the window is used more than once.
            for (size, picked) in (1..=largest).zip(one.iter().cycle()) {
                add(&mut sum, picked);
                if let Some(own) = wanted.get_mut(&size) {
                    own.take(&sum.map(|sum| sum / count(size)), &other);
                }
            }
        }
        wanted.values_mut().for_each(Own::sort);
        wanted
    }
}

impl Own {
    fn take(&mut self, window: &Vector, other: &Vector) {
        self.distances.push(distance(window, other));
        for (values, value) in self.traits.iter_mut().zip(window) {
            values.push(*value);
        }
    }

    fn sort(&mut self) {
        self.distances.sort_by(f64::total_cmp);
        for values in &mut self.traits {
            values.sort_by(f64::total_cmp);
        }
    }
}

fn vector(traits: &Traits) -> Vector {
    Trait::ALL.map(|named| traits.get(named))
}

fn scaled(vector: &Vector, spread: &Vector) -> Vector {
    let mut out = *vector;
    for (value, spread) in out.iter_mut().zip(spread) {
        *value /= spread;
    }
    out
}

fn mean<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Vector {
    let mut sum = [0.0; 16];
    let mut size = 0;
    for vector in vectors {
        size += 1;
        add(&mut sum, vector);
    }
    sum.map(|sum| sum / count(size.max(1)))
}

fn add(sum: &mut Vector, vector: &Vector) {
    for (sum, value) in sum.iter_mut().zip(vector) {
        *sum += value;
    }
}

fn distance(one: &Vector, other: &Vector) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).abs()).sum::<f64>() / count(one.len())
}

/// Numbers that look drawn by lot and are the same each time.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % limit).unwrap_or_default()
    }
}
