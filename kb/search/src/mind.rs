//! The encoder of an index, if it has one, and the meanings that are known so far.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use crate::encoder::Encoder;
use crate::error::SearchError;
use crate::language::Language;
use crate::memory::Meanings;
use crate::schema::tie;
use crate::shelf::Shelf;
use crate::vectors::Vector;

/// The encoder and the shelf.
#[derive(Debug, Default)]
pub(crate) struct Mind(OnceLock<Known>);

#[derive(Debug)]
struct Known {
    encoder: Arc<dyn Encoder>,
    shelf: RwLock<Shelf>,
}

impl Mind {
    /// Gives it an encoder, if it has none yet.
    pub(crate) fn begin(&self, encoder: Arc<dyn Encoder>, stock: Shelf) {
        self.0.get_or_init(|| Known { encoder, shelf: RwLock::new(stock) });
    }

    /// Reads what other programs have put on the shelf.
    pub(crate) fn refresh(&self) -> Result<(), SearchError> {
        let Some(known) = self.0.get() else { return Ok(()) };
        known.shelf.write().unwrap_or_else(PoisonError::into_inner).refresh()
    }

    /// Whether the meaning of texts in a language can be told.
    pub(crate) fn speaks(&self, language: Language) -> bool {
        self.0.get().is_some_and(|known| known.encoder.speaks(language.code))
    }

    /// Whether the encoder, if it is there, knows a word; without one, nobody can tell a slip.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.0.get().is_none_or(|known| known.encoder.knows(word))
    }

    /// What a message in a language means.
    pub(crate) fn encode(&self, language: Language, text: &str) -> Option<Vec<f32>> {
        let known = self.0.get().filter(|known| known.encoder.speaks(language.code))?;
        // An encoder that fails now and then must not cost the suggestions by words.
        known.encoder.encode(&[text]).ok().and_then(|vectors| vectors.into_iter().next())
    }

    /// Puts the meanings of `texts` on the shelf.
    pub(crate) fn learn(&self, texts: &[String]) -> Result<(), SearchError> {
        let Some(known) = self.0.get() else { return Ok(()) };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let directions = known.encoder.encode(&texts).map_err(SearchError::Encode)?;
        let vectors: Vec<Vector> =
            directions.iter().map(|direction| Vector::round(direction)).collect();
        let mut stock = known.shelf.write().unwrap_or_else(PoisonError::into_inner);
        stock.put(texts.into_iter().zip(&vectors))
    }

    /// Whether there is an encoder.
    pub(crate) fn is_there(&self) -> bool {
        self.0.get().is_some()
    }

    /// Those of `texts` that no meaning is known of.
    pub(crate) fn missing(&self, texts: &BTreeSet<String>) -> Vec<String> {
        let Some(stock) = self.shelf() else { return Vec::new() };
        texts.iter().filter(|text| !stock.has(text)).cloned().collect()
    }

    /// Forgets the meanings of other texts than these, once they are most of what is known.
    pub(crate) fn tidy(&self, texts: &BTreeSet<String>) -> Result<(), SearchError> {
        let Some(known) = self.0.get() else { return Ok(()) };
        let mut stock = known.shelf.write().unwrap_or_else(PoisonError::into_inner);
        stock.retain(texts.iter().map(String::as_str))?;
        Ok(())
    }

    fn shelf(&self) -> Option<RwLockReadGuard<'_, Shelf>> {
        let known = self.0.get()?;
        Some(known.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Meanings for Mind {
    fn of(&self, language: Language, text: &str) -> Option<Arc<Vector>> {
        let stock = self.shelf().filter(|_| self.speaks(language))?;
        // A shelf that cannot be read must not cost the suggestions by words.
        stock.get(text).ok().flatten().map(Arc::new)
    }

    fn print(&self) -> u64 {
        self.0.get().map_or(0, |known| tie(known.encoder.name()))
    }

    fn known(&self) -> u64 {
        self.shelf().map_or(0, |shelf| shelf.len() as u64)
    }
}
