//! The encoder of an index, if it has one, and the meanings that are known so far.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use crate::encoder::Encoder;
use crate::error::SearchError;
use crate::language::Language;
use crate::memory::Meanings;
use crate::shelf::Shelf;
use crate::vectors::Vector;

/// The encoder and the shelf.
#[derive(Debug, Default)]
pub(crate) struct Mind(Option<Known>);

#[derive(Debug)]
struct Known {
    encoder: Arc<dyn Encoder>,
    shelf: RwLock<Shelf>,
}

impl Mind {
    pub(crate) fn new(encoder: Arc<dyn Encoder>, shelf: Shelf) -> Self {
        Self(Some(Known { encoder, shelf: RwLock::new(shelf) }))
    }

    /// Whether the meaning of texts in a language can be told.
    pub(crate) fn speaks(&self, language: Language) -> bool {
        self.0.as_ref().is_some_and(|known| known.encoder.speaks(language.code))
    }

    /// What a message in a language means.
    pub(crate) fn encode(&self, language: Language, text: &str) -> Option<Vec<f32>> {
        let known = self.0.as_ref().filter(|known| known.encoder.speaks(language.code))?;
        // An encoder that fails now and then must not cost the suggestions by words.
        known.encoder.encode(&[text]).ok().and_then(|vectors| vectors.into_iter().next())
    }

    /// Puts the meanings of `texts` on the shelf.
    pub(crate) fn learn(&self, texts: &[String]) -> Result<(), SearchError> {
        let Some(known) = &self.0 else { return Ok(()) };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let directions = known.encoder.encode(&texts).map_err(SearchError::Encode)?;
        let vectors: Vec<Vector> =
            directions.iter().map(|direction| Vector::round(direction)).collect();
        let mut shelf = known.shelf.write().unwrap_or_else(PoisonError::into_inner);
        shelf.put(texts.into_iter().zip(&vectors))
    }

    /// Whether there is an encoder.
    pub(crate) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Those of `texts` that no meaning is known of.
    pub(crate) fn missing(&self, texts: &BTreeSet<String>) -> Vec<String> {
        let Some(shelf) = self.shelf() else { return Vec::new() };
        texts.iter().filter(|text| !shelf.has(text)).cloned().collect()
    }

    /// Forgets the meanings of other texts than these, once they are most of what is known.
    pub(crate) fn tidy(&self, texts: &BTreeSet<String>) -> Result<(), SearchError> {
        let Some(known) = &self.0 else { return Ok(()) };
        let mut shelf = known.shelf.write().unwrap_or_else(PoisonError::into_inner);
        shelf.retain(texts.iter().map(String::as_str))?;
        Ok(())
    }

    fn shelf(&self) -> Option<RwLockReadGuard<'_, Shelf>> {
        let known = self.0.as_ref()?;
        Some(known.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Meanings for Mind {
    fn of(&self, language: Language, text: &str) -> Option<Arc<Vector>> {
        let shelf = self.shelf().filter(|_| self.speaks(language))?;
        // A shelf that cannot be read must not cost the suggestions by words.
        shelf.get(text).ok().flatten().map(Arc::new)
    }

    fn known(&self) -> u64 {
        self.shelf().map_or(0, |shelf| shelf.len() as u64)
    }
}
