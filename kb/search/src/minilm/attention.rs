//! Attention: every token looks at all tokens of its text, in twelve views side by side.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor at hand"
)]

use super::lanes::{COLUMNS, Lanes};
use super::network::WIDTH;
use super::numbers::softmax;

/// How wide one view is.
const HEAD: usize = 32;
/// One over the root of [`HEAD`].
const SCALE: f32 = 0.176_776_7;

/// What a layer makes of the tokens of all texts, row by row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projected<'a> {
    /// What each token looks for.
    pub(crate) query: &'a [f32],
    /// What it is found by.
    pub(crate) key: &'a [f32],
    /// What is then seen of it.
    pub(crate) value: &'a [f32],
}

/// What is seen, and room to find it out.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    /// What every token sees, row by row.
    pub(crate) seen: Vec<f32>,
    /// The keys of one text, sixteen tokens side by side: view by view, sixteen by sixteen tokens,
    /// number by number.
    keys: Vec<[f32; COLUMNS]>,
    scores: Vec<[f32; COLUMNS]>,
}

impl Attention {
    /// Lets every token look at all tokens of its text.
    #[inline(always)]
    pub(crate) fn look<L: Lanes>(&mut self, lanes: L, texts: &[Vec<u32>], of: Projected<'_>) {
        let mut seen = std::mem::take(&mut self.seen);
        seen.clear();
        seen.resize(of.query.len(), 0.0);
        let mut start = 0;
        for text in texts {
            let own = start..start + text.len() * WIDTH;
            start = own.end;
            let (Some(query), Some(key), Some(value), Some(seen)) = (
                of.query.get(own.clone()),
                of.key.get(own.clone()),
                of.value.get(own.clone()),
                seen.get_mut(own),
            ) else {
                continue;
            };
            self.turn(key);
            for (query, seen) in query.chunks_exact(WIDTH).zip(seen.chunks_exact_mut(WIDTH)) {
                self.look_once(lanes, query, value, seen);
            }
        }
        self.seen = seen;
    }

    /// Puts the keys of sixteen tokens each side by side.
    #[inline(always)]
    fn turn(&mut self, rows: &[f32]) {
        self.keys.clear();
        for head in 0..WIDTH / HEAD {
            for rows in rows.chunks(COLUMNS * WIDTH) {
                self.keys.extend((head * HEAD..(head + 1) * HEAD).map(|column| {
                    let key = |token: usize| rows.get(token * WIDTH + column);
                    std::array::from_fn(|token| key(token).copied().unwrap_or_default())
                }));
            }
        }
    }

    /// What one token sees of its text: all values, each by its share.
    #[inline(always)]
    fn look_once<L: Lanes>(&mut self, lanes: L, query: &[f32], values: &[f32], seen: &mut [f32]) {
        let tokens = values.len() / WIDTH;
        let heads = query.as_chunks::<HEAD>().0.iter().zip(seen.as_chunks_mut::<HEAD>().0);
        let keys = self.keys.chunks_exact(tokens.div_ceil(COLUMNS) * HEAD);
        for (head, ((query, seen), keys)) in heads.zip(keys).enumerate() {
            self.scores.clear();
            self.scores.extend(keys.as_chunks::<HEAD>().0.iter().map(|keys| {
                let sum =
                    query.iter().zip(keys).fold(lanes.floats(&[0.0; COLUMNS]), |sum, both| {
                        lanes.blend(sum, *both.0, both.1)
                    });
                lanes.give_floats(sum).map(|score| score * SCALE)
            }));
            let shares = self.scores.as_flattened_mut().get_mut(..tokens).unwrap_or_default();
            softmax(shares);
            for (half, seen) in seen.as_chunks_mut::<COLUMNS>().0.iter_mut().enumerate() {
                let at = head * HEAD / COLUMNS + half;
                let own = values.as_chunks::<COLUMNS>().0.iter().skip(at).step_by(WIDTH / COLUMNS);
                let sum =
                    shares.iter().zip(own).fold(lanes.floats(&[0.0; COLUMNS]), |sum, both| {
                        lanes.blend(sum, *both.0, both.1)
                    });
                *seen = lanes.give_floats(sum);
            }
        }
    }
}
