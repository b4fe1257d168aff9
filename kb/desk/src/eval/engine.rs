//! What is evaluated: the index as every desk has it, and what it is compared with.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use antiphon_model::Time;
use antiphon_search::{Document, Index, Opened, Step};
use antiphon_store::{Fts5, Fts5Row};
use tempfile::TempDir;

use super::cases::Case;
use super::{Encoder, Stage, Watch};
use crate::{DeskError, prepare};

/// How many suggestions are asked for.
const LIMIT: u8 = 10;
/// The score at which FTS5 is taken to be as sure as not. Its scores have no upper end and no
/// meaning of their own: only the order of what comes out of them is looked at.
const FTS5_HALF: f64 = 10.0;

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
    pub(crate) took: Duration,
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
    /// Whether an encoder is in use.
    encoder: bool,
    now_ms: i64,
    _folder: TempDir,
}

impl Antiphon {
    pub(crate) fn of(
        documents: &[Document],
        (encoder, now): (Encoder, Time),
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
        let encoder = match encoder {
            Encoder::WhereThereIsOne => prepare::load().ok(),
            Encoder::Off => None,
        };
        let knows_meaning = encoder.is_some();
        if let Some(encoder) = encoder {
            index.use_encoder(encoder, folder.path())?;
        }
        index.prepare(&mut |prepared| {
            let stage = match prepared.step {
                Step::Encode => Stage::Encode,
                Step::Fit => Stage::Fit,
            };
            watch(stage, prepared.done as u64, prepared.total as u64);
            ControlFlow::Continue(())
        })?;
        Ok(Self { index, encoder: knows_meaning, now_ms: now.ms(), _folder: folder })
    }
}

impl Engine for Antiphon {
    fn name(&self) -> &'static str {
        "antiphon"
    }

    fn encoder(&self) -> bool {
        self.encoder
    }

    fn is_calibrated(&self) -> bool {
        true
    }

    fn suggest(&self, case: &Case) -> Result<Given, DeskError> {
        let ask = antiphon_search::Ask {
            text: &case.text,
            channel: case.channel,
            locale: case.locale.as_ref(),
            // Nothing is on hold, and private answers may be given.
            public: false,
            fits_from: antiphon_search::FITS,
            held: &[],
            now_ms: self.now_ms,
            limit: usize::from(LIMIT),
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

/// SQLite's own full-text search. It offers whatever shares a word, knows no filters, and its
/// confidence is its score made a number below 1: `score / (score + 10)`.
impl Engine for Fts5 {
    fn name(&self) -> &'static str {
        "fts5"
    }

    fn encoder(&self) -> bool {
        false
    }

    fn is_calibrated(&self) -> bool {
        false
    }

    fn suggest(&self, case: &Case) -> Result<Given, DeskError> {
        let started = Instant::now();
        let found = self.best(&case.text, u32::from(LIMIT))?;
        let took = started.elapsed();
        let list: Vec<_> = found
            .into_iter()
            .map(|(answer_id, score)| Offer {
                answer_id,
                score: single(score),
                confidence: single(score / (score + FTS5_HALF)),
            })
            .collect();
        let confidence = list.first().map_or(0.0, |best| best.confidence);
        Ok(Given { fits: !list.is_empty(), list, confidence, took })
    }
}

/// The answers in service as SQLite would search them.
pub(crate) fn fts5(documents: &[Document]) -> Result<Fts5, DeskError> {
    let in_service = documents.iter().filter(|document| document.in_service);
    let rows = in_service.map(|document| Fts5Row {
        id: document.id.as_str(),
        title: &document.title,
        phrasings: &document.phrasings,
        body: &document.body,
    });
    Ok(Fts5::of(rows)?)
}

fn single(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "the last digits mean nothing")]
    let single = value as f32;
    single
}
