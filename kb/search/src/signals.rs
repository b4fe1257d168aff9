//! What is known about an answer in view of a message, as numbers that mean the same in every
//! library. How they are weighed stands in `rank`.

use crate::grams::Weights;
use crate::meaning::Sense;
use crate::memory::{Entry, Part};

/// A message's grams, to be compared with many texts.
#[derive(Debug)]
pub(crate) struct Probe {
    slots: Vec<(u32, f32)>,
}

/// Slots of a probe: a power of two, many more than a message has grams.
const SLOTS: usize = 4096;

impl Probe {
    pub(crate) fn new(weights: &Weights) -> Self {
        let mut slots = vec![(u32::MAX, 0.0); SLOTS];
        let mut all: Vec<(u32, f32)> = weights.iter().collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        // Of an endless message the grams that tell most are compared.
        for (gram, weight) in all.into_iter().take(SLOTS / 4) {
            let mut place = gram as usize % SLOTS;
            while slots.get(place).is_some_and(|(taken, _)| *taken != u32::MAX) {
                place = (place + 1) % SLOTS;
            }
            if let Some(slot) = slots.get_mut(place) {
                *slot = (gram, weight);
            }
        }
        Self { slots }
    }

    /// The cosine of the angle to `text`.
    pub(crate) fn likeness(&self, text: &Weights) -> f32 {
        text.iter().map(|(gram, weight)| weight * self.of(gram)).sum()
    }

    fn of(&self, gram: u32) -> f32 {
        let mut place = gram as usize % SLOTS;
        loop {
            match self.slots.get(place) {
                Some((taken, weight)) if *taken == gram => return *weight,
                Some((taken, _)) if *taken != u32::MAX => place = (place + 1) % SLOTS,
                _ => return 0.0,
            }
        }
    }
}

/// A likeness in spelling below this says nothing, and one in meaning.
pub(crate) const SPELT: f32 = 0.1;
pub(crate) const MEANT: f32 = 0.3;

/// What is known about one answer in view of one message.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Signals {
    /// The engine's score for the words, against that of a text of just these words.
    pub(crate) words: f32,
    /// The same against that of the best answer, 0 to 1.
    pub(crate) words_share: f32,
    /// How alike the middle of its texts is.
    pub(crate) middle: f32,
    /// How alike the nearest of its texts is.
    pub(crate) nearest: f32,
    /// Which row that is.
    pub(crate) row: usize,
    /// How alike title and body are.
    pub(crate) own: f32,
    /// How alike the nearest post is that it was rejected for.
    pub(crate) rejected: f32,
    /// The logarithm of its probability among all answers, by the linear layer.
    pub(crate) learned: Option<f32>,
    /// The same three by meaning.
    pub(crate) meant: Option<Meant>,
    /// How many phrasings it has.
    pub(crate) phrasings: f32,
}

/// How alike an answer is in meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Meant {
    pub(crate) middle: f32,
    pub(crate) nearest: f32,
    /// Of title and text, the mean.
    pub(crate) own: f32,
    /// Which row is the nearest.
    pub(crate) row: usize,
}

impl Signals {
    /// Whether anything at all speaks for the answer.
    pub(crate) fn speak(&self) -> bool {
        self.words > 0.0
            || self.nearest > SPELT
            || self.meant.is_some_and(|meant| meant.nearest > MEANT)
    }

    /// Compares the texts of an answer.
    #[expect(clippy::cast_precision_loss, reason = "counts of phrasings are small")]
    pub(crate) fn of(probe: &Probe, sense: Option<&Sense>, entry: &Entry) -> Self {
        let mut signals = Self { phrasings: entry.phrasings() as f32, ..Self::default() };
        for (number, row) in entry.rows.iter().enumerate() {
            let likeness = probe.likeness(&row.weights);
            if row.part == Part::Rejected {
                signals.rejected = signals.rejected.max(likeness);
                continue;
            }
            if likeness > signals.nearest {
                (signals.nearest, signals.row) = (likeness, number);
            }
            if matches!(row.part, Part::Title | Part::Text) {
                signals.own = likeness;
            }
        }
        signals.middle = probe.likeness(&entry.middle);
        signals.meant = sense.and_then(|sense| Meant::of(sense, entry));
        signals
    }
}

impl Meant {
    fn of(sense: &Sense, entry: &Entry) -> Option<Self> {
        let middle = sense.likeness_to_middle(entry.meant.as_ref()?);
        let mut meant = Self { middle, nearest: f32::MIN, own: 0.0, row: 0 };
        let mut own = (0.0, 0.0_f32);
        let rows = entry.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.part != Part::Rejected && row.meaning.is_some());
        let likenesses = sense.likenesses(rows.clone().filter_map(|(_, row)| row.meaning.as_ref()));
        for ((number, row), likeness) in rows.zip(likenesses) {
            if likeness > meant.nearest {
                (meant.nearest, meant.row) = (likeness, number);
            }
            if matches!(row.part, Part::Title | Part::Text) {
                own = (own.0 + likeness, own.1 + 1.0);
            }
        }
        meant.own = own.0 / own.1.max(1.0);
        Some(meant)
    }
}
