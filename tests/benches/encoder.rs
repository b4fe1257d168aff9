//! The sentence encoder, where its weights are here; and vectors that are lent, where encoding a
//! whole library for real would take hours.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use antiphon_desk::weights_folder;
use antiphon_search::{EncodeError, Encoder, Index, MiniLm, Prepared, Step};

use crate::library::Vocabulary;
use crate::report::{Outcome, say};

/// Texts that are encoded for real, to lend their vectors to all others.
const LENT: usize = 500;

/// The encoder; without its weights there is none, and the reason is printed.
pub(crate) fn encoder(wanted_for: &str) -> Outcome<Option<Arc<dyn Encoder>>> {
    let Some(folder) = weights_folder() else {
        let why = "the encoder's weights are not here; `cargo xtask weights` brings them";
        say(&format!("{wanted_for}: skipped, {why}"))?;
        return Ok(None);
    };
    match MiniLm::open(&folder) {
        Ok(encoder) => Ok(Some(Arc::new(encoder))),
        Err(err) => {
            say(&format!("{wanted_for}: skipped, {err}"))?;
            Ok(None)
        }
    }
}

/// Lends each text a mixture of two real vectors, chosen by the text. They are spread as real
/// ones are, but mean nothing: good for times and sizes, not for what is found.
#[derive(Debug)]
pub(crate) struct Lender {
    real: Arc<dyn Encoder>,
    vectors: Vec<Vec<f32>>,
}

impl Lender {
    pub(crate) fn new(real: &Arc<dyn Encoder>, words: &Vocabulary) -> Outcome<Self> {
        let texts = words.titles(LENT);
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        Ok(Self { real: Arc::clone(real), vectors: real.encode(&texts)? })
    }

    fn lend(&self, text: &str) -> Vec<f32> {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = usize::try_from(hasher.finish() >> 33).unwrap_or_default();
        let count = self.vectors.len().max(1);
        let (one, two) = (hash % count, hash / count % count);
        let (Some(one), Some(two)) = (self.vectors.get(one), self.vectors.get(two)) else {
            return Vec::new();
        };
        let mut sum: Vec<f32> =
            one.iter().zip(two).map(|(one, two)| 0.7 * one + 0.3 * two).collect();
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::EPSILON);
        for value in &mut sum {
            *value /= length;
        }
        sum
    }
}

impl Encoder for Lender {
    /// The real one's: what is lent stands on its shelf.
    fn name(&self) -> &str {
        self.real.name()
    }

    fn dimensions(&self) -> usize {
        self.real.dimensions()
    }

    fn speaks(&self, language: &str) -> bool {
        self.real.speaks(language)
    }

    fn knows(&self, word: &str) -> bool {
        self.real.knows(word)
    }

    fn encode(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EncodeError> {
        Ok(texts.iter().map(|text| self.lend(text)).collect())
    }
}

/// Puts a lent vector of every text of `index` on the shelf in `folder`.
pub(crate) fn fill_shelf(index: Index, lender: Lender, folder: &Path) -> Outcome<()> {
    index.use_encoder(Arc::new(lender), folder)?;
    index.prepare(&mut encode_only)?;
    Ok(())
}

/// For [`Index::prepare`]: encodes, but fits nothing.
pub(crate) fn encode_only(prepared: Prepared) -> ControlFlow<()> {
    if prepared.step == Step::Encode { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}
