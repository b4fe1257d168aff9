//! What is done beside the work, so that suggestions are as good as they can be: the encoder is
//! loaded, new texts are encoded, and the linear layer is fitted.

use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

use antiphon_search::{Encoder, Index, MiniLm, Prepared, Step};

use crate::open::{Progress, Task, Watch};
use crate::weights::weights_folder;
use crate::{Desk, DeskError};

/// Whether suggestions know what words mean.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Meaning {
    /// They do, in English.
    Known {
        /// The encoder's name.
        encoder: String,
    },
    /// No weights were found: they go by words and by what was learned.
    NoWeights,
    /// There are weights, but they cannot be used.
    Unusable {
        /// Why, and what helps.
        why: String,
    },
}

/// The encoder of a desk, loaded when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct Loaded(OnceLock<Result<Arc<dyn Encoder>, Meaning>>);

impl Loaded {
    fn get(&self) -> Result<Arc<dyn Encoder>, Meaning> {
        self.0.get_or_init(load).clone()
    }

    /// The encoder, if it has been loaded.
    pub(crate) fn known(&self) -> Option<Arc<dyn Encoder>> {
        self.0.get().and_then(|loaded| loaded.clone().ok())
    }
}

/// Loads the encoder from where its weights are found.
pub(crate) fn load() -> Result<Arc<dyn Encoder>, Meaning> {
    let Some(folder) = weights_folder() else { return Err(Meaning::NoWeights) };
    match MiniLm::open(&folder) {
        Ok(encoder) => Ok(Arc::new(encoder)),
        Err(err) => {
            log::warn!("suggestions go by words alone: {err}");
            Err(Meaning::Unusable { why: err.to_string() })
        }
    }
}

impl Desk {
    /// Whether suggestions know what words mean; loads the encoder.
    pub fn meaning(&self) -> Meaning {
        match self.encoder.get() {
            Ok(encoder) => Meaning::Known { encoder: encoder.name().to_owned() },
            Err(why) => why,
        }
    }

    /// Brings the slow parts of ranking up to date with the library; until then, and when `watch`
    /// breaks, suggestions go by what was there before. Says whether anything is new.
    ///
    /// # Errors
    /// [`DeskError::Search`] when a file cannot be read or written, or the encoder fails.
    pub fn prepare(&self, watch: Watch<'_>) -> Result<bool, DeskError> {
        let index = self.index();
        self.warm_approvals()?;
        self.lend_encoder(&index, self.encoder.get().ok())?;
        Ok(index.prepare(&mut |prepared| tell(prepared, watch))?)
    }

    /// Gives an index the encoder, where it was loaded.
    pub(crate) fn lend_encoder(
        &self,
        index: &Index,
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Result<(), DeskError> {
        if let Some(encoder) = encoder {
            index.use_encoder(encoder, &self.home.meanings())?;
        }
        Ok(())
    }
}

fn tell(prepared: Prepared, watch: Watch<'_>) -> ControlFlow<()> {
    let task = match prepared.step {
        Step::Encode => Task::Encode,
        Step::Fit => Task::Fit,
    };
    watch(Progress { task, done: prepared.done as u64, total: prepared.total as u64 })
}
