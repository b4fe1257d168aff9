//! What is evaluated: the index as every desk has it, and what it is compared with.

use std::time::Instant;

use antiphon_model::Time;
use antiphon_search::{Document, Index, Opened};
use tempfile::TempDir;

use super::cases::Case;
use super::{Stage, Watch};
use crate::DeskError;

/// How many suggestions are asked for.
const LIMIT: usize = 10;

/// An answer that an engine gives.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Offer {
    /// The answer.
    pub answer_id: String,
    /// What the order goes by.
    pub score: f32,
    /// How sure the engine is, 0 to 1.
    pub confidence: f32,
}

/// What an engine gives for a message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Given {
    /// The best first.
    pub(crate) list: Vec<Offer>,
    pub(crate) confidence: f32,
    /// Whether the engine says that anything fits.
    pub(crate) fits: bool,
    /// How long it took.
    pub(crate) took: std::time::Duration,
}

/// Something that suggests answers of a library.
pub(crate) trait Engine {
    /// Its name in reports.
    fn name(&self) -> &'static str;
    /// Whether it knows what words mean.
    fn encoder(&self) -> bool;
    /// Whether its confidence means a probability.
    fn is_calibrated(&self) -> bool;
    fn suggest(&self, case: &Case) -> Result<Given, DeskError>;
}

/// The index, in a folder that vanishes with it.
pub(crate) struct Antiphon {
    index: Index,
    now_ms: i64,
    _folder: TempDir,
}

impl Antiphon {
    pub(crate) fn of(
        documents: &[Document],
        now: Time,
        watch: Watch<'_>,
    ) -> Result<Self, DeskError> {
        let temporary = std::env::temp_dir();
        let folder = tempfile::Builder::new()
            .prefix("antiphon-eval-")
            .tempdir()
            .map_err(|source| DeskError::from_io("make a folder in", &temporary, source))?;
        let (Opened::Ready(index) | Opened::Fresh { index, .. }) = Index::open(folder.path())?;
        let total = documents.len() as u64;
        let mut writer = index.writer()?;
        for (done, document) in (0..).zip(documents) {
            watch(Stage::Index, done, total);
            writer.put(document)?;
        }
        writer.commit(1)?;
        Ok(Self { index, now_ms: now.ms(), _folder: folder })
    }
}

impl Engine for Antiphon {
    fn name(&self) -> &'static str {
        "antiphon"
    }

    fn encoder(&self) -> bool {
        false
    }

    fn is_calibrated(&self) -> bool {
        true
    }

    fn suggest(&self, case: &Case) -> Result<Given, DeskError> {
        let ask = antiphon_search::Ask {
            text: &case.text,
            channel: case.channel,
            locale: case.locale.as_ref(),
            now_ms: self.now_ms,
            limit: LIMIT,
        };
        let started = Instant::now();
        let found = self.index.suggest(&ask)?;
        let took = started.elapsed();
        let offers = found.list.into_iter().map(|suggestion| Offer {
            answer_id: suggestion.id.to_string(),
            score: suggestion.score,
            confidence: suggestion.confidence,
        });
        let list = offers.collect();
        Ok(Given { list, confidence: found.confidence, fits: found.fits, took })
    }
}
