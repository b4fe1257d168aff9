//! What is done beside the work: reading what new texts mean, and fitting the linear layer to what
//! has changed.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, PoisonError};

use crate::encoder::Encoder;
use crate::error::{SearchError, engine_error};
use crate::index::Index;
use crate::layer_file;
use crate::linear::{self, Linear};
use crate::memory::{self, Meanings as _};
use crate::shelf::Shelf;

/// How far preparing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prepared {
    /// What is being done.
    pub step: Step,
    /// How much of it is done.
    pub done: usize,
    /// How much there is to do.
    pub total: usize,
}

/// What is done in preparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Reading what the answers mean, text by text.
    Encode,
    /// Learning which answer is asked for, round by round.
    Fit,
}

/// Texts that are encoded between two looks at whether to go on.
const AT_ONCE: usize = 128;

impl Index {
    /// Reads meanings by `encoder` from now on, unless there is one already; those known already are taken from `folder`,
    /// the others come with [`Index::prepare`].
    ///
    /// # Errors
    /// [`SearchError`] when the folder cannot be read.
    pub fn use_encoder(&self, encoder: Arc<dyn Encoder>, folder: &Path) -> Result<(), SearchError> {
        if self.mind.is_there() {
            return Ok(());
        }
        let stock = Shelf::open(folder, encoder.name(), encoder.dimensions())?;
        self.mind.begin(encoder, stock);
        self.reload()
    }

    /// Brings the parts of ranking up to date that take long: suggestions go by the old ones until
    /// then. Breaking off by `watch` leaves the old ones in service. Says whether anything is new.
    ///
    /// # Errors
    /// [`SearchError::Engine`] and [`SearchError::Io`] when a file cannot be read or written,
    /// [`SearchError::Encode`] when the encoder fails.
    pub fn prepare(
        &self,
        watch: &mut dyn FnMut(Prepared) -> ControlFlow<()>,
    ) -> Result<bool, SearchError> {
        let encoded = match self.encode_missing(watch)? {
            ControlFlow::Continue(encoded) => encoded,
            ControlFlow::Break(()) => return Ok(false),
        };
        Ok(self.fit_layer(watch)? || encoded)
    }

    fn fit_layer(
        &self,
        watch: &mut dyn FnMut(Prepared) -> ControlFlow<()>,
    ) -> Result<bool, SearchError> {
        let state = self.state();
        let memory = &state.memory;
        if self.layer().is_some_and(|layer| layer.is_of(memory)) {
            return Ok(false);
        }
        let Some(all) = memory.all() else { return Ok(false) };
        let entries: Vec<_> = all.iter().map(|(_, entry)| Arc::clone(entry)).collect();
        if !linear::is_worth_it(&entries) {
            let was_there = self.layer().is_some();
            layer_file::remove(&self.dir)?;
            self.put_layer(None);
            return Ok(was_there);
        }
        let mut told = |done, total| watch(Prepared { step: Step::Fit, done, total });
        let Some(fitted) = linear::fit(memory, &entries, &mut told) else { return Ok(false) };
        layer_file::write(&self.dir, &fitted)?;
        self.put_layer(Some(fitted));
        Ok(true)
    }

    fn put_layer(&self, layer: Option<Linear>) {
        *self.layer.write().unwrap_or_else(PoisonError::into_inner) = layer.map(Arc::new);
    }

    /// Encodes what no meaning is known of; whether there was anything.
    fn encode_missing(
        &self,
        watch: &mut dyn FnMut(Prepared) -> ControlFlow<()>,
    ) -> Result<ControlFlow<(), bool>, SearchError> {
        self.mind.refresh()?;
        let texts = self.spoken().map_err(engine_error("read the answers"))?;
        let missing = self.mind.missing(&texts);
        if missing.is_empty() {
            // Another program may have read them for us.
            let is_new = self.mind.known() != self.state().memory.known;
            if is_new {
                self.reload()?;
            }
            return Ok(ControlFlow::Continue(is_new));
        }
        let total = missing.len();
        for (nth, texts) in missing.chunks(AT_ONCE).enumerate() {
            if watch(Prepared { step: Step::Encode, done: nth * AT_ONCE, total }).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            self.mind.learn(texts)?;
        }
        self.mind.tidy(&texts)?;
        self.reload()?;
        Ok(ControlFlow::Continue(true))
    }

    /// The texts in a language that the encoder speaks, each once.
    fn spoken(&self) -> tantivy::Result<BTreeSet<String>> {
        let state = self.state();
        let mut spoken = BTreeSet::new();
        if !self.mind.is_there() {
            return Ok(spoken);
        }
        for address in memory::addresses(&state.searcher)? {
            let document = state.searcher.doc(address)?;
            let language = memory::language(&document, &self.fields);
            if self.mind.speaks(language) {
                let texts = memory::texts(&document, &self.fields).into_iter();
                spoken.extend(texts.map(|(_, text)| memory::gist(&text).to_owned()));
            }
        }
        Ok(spoken)
    }

    /// The linear layer in service.
    pub(crate) fn layer(&self) -> Option<Arc<Linear>> {
        self.layer.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
