//! How much a window of replies sounds like the approved ones.
//!
//! A window's traits are compared to the approved replies' own spread: how far halves of them lie
//! from each other. One reply says next to nothing; twenty say a lot. All drawing is done by an
//! own small generator with a fixed seed, so that the same replies give the same number.

use std::fmt;

use super::counts::Traits;
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
const SEED: u64 = 0x0a17_1b40_5eed_0001;

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
        if window.len() < WINDOW {
            return Likeness::NotEnoughText;
        }
        let window = window.get(..CORPUS_LIMIT).unwrap_or(window);
        let window: Vec<Vector> =
            window.iter().map(|traits| scaled(&vector(traits), &self.spread)).collect();
        let mut draw = Draw(SEED);
        let own = self.own_distances(window.len(), &mut draw);
        let found = distance(&mean(window.iter()), &self.center);
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
        let percentile = |distance| rank::of(&own, distance);
        Likeness::Percentile {
            value: percentile(found),
            low: percentile(low),
            high: percentile(high),
        }
    }

    /// How far as many approved replies as the window has lie from the other half, sorted.
    fn own_distances(&self, size: usize, draw: &mut Draw) -> Vec<f64> {
        let mut order: Vec<&Vector> = self.replies.iter().collect();
        let middle = order.len() / 2;
        let mut distances = Vec::with_capacity(HALVINGS);
        for _ in 0..HALVINGS {
            for at in (1..order.len()).rev() {
                order.swap(at, draw.below(at + 1));
            }
            let (one, other) = order.split_at(middle);
            let other = mean(other.iter().copied());
            // A half that is smaller than the window is used more than once.
            let picked = one.iter().copied().cycle().take(size);
            distances.push(distance(&mean(picked), &other));
        }
        distances.sort_by(f64::total_cmp);
        distances
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
        for (sum, value) in sum.iter_mut().zip(vector) {
            *sum += value;
        }
    }
    sum.map(|sum| sum / count(size.max(1)))
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
