//! A workspace evaluates itself: would the answers that people accepted be suggested to customers
//! whose words had not been learned yet?
//!
//! The learned phrasings are left out by fifths; each left-out one is asked of a library that was
//! made without its fifth.

use std::ops::ControlFlow;

use antiphon_search::Document;
use antiphon_store::{answers, workspace};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::cases::Case;
use super::engine::Antiphon;
use super::report::Judging;
use super::{Encoder, Evaluated, Watch, ask};
use crate::projections::document;
use crate::{Desk, DeskError};

const PARTS: u64 = 5;

impl Desk {
    /// Evaluates this workspace's suggestions on its own accepted ones. Nothing is changed.
    ///
    /// # Errors
    /// [`DeskError::NothingLearned`] when nothing was accepted yet; errors of the store and the
    /// index.
    pub fn evaluate_own(&self, encoder: Encoder, watch: Watch<'_>) -> Result<Evaluated, DeskError> {
        let zone = self.read(workspace::find)?.map_or(TimeZone::UTC, |found| found.zone());
        let mut documents: Vec<Document> = Vec::new();
        self.read(|conn| {
            answers::each_remembered(conn, &mut |answer, memory| {
                documents.push(document(&answer, &memory, &zone));
                ControlFlow::Continue(())
            })
        })?;
        let now = self.now().ms();
        documents.retain(|one| one.in_service && (one.valid_ms.0..=one.valid_ms.1).contains(&now));
        let mut judging = Judging::default();
        let mut measures = None;
        for part in 0..PARTS {
            let (library, cases) = left_out(&documents, part);
            if cases.is_empty() {
                continue;
            }
            let antiphon = Antiphon::of(&library, (encoder, self.now()), watch)?;
            judging.take(ask(&antiphon, &cases, watch)?);
            measures = Some(judging.measures(&antiphon));
        }
        Ok(Evaluated {
            answers: documents.len(),
            phrasings: documents.iter().map(|document| document.phrasings.len()).sum(),
            warnings: Vec::new(),
            results: judging.results,
            engines: vec![measures.ok_or(DeskError::NothingLearned)?],
        })
    }
}

/// The library without one fifth of what was learned, and that fifth as cases.
fn left_out(documents: &[Document], part: u64) -> (Vec<Document>, Vec<Case>) {
    let mut cases = Vec::new();
    let mut library = documents.to_vec();
    for document in &mut library {
        let learned = document.phrasings.split_off(document.curated.min(document.phrasings.len()));
        for text in learned {
            if spread(&text) % PARTS != part {
                document.phrasings.push(text);
                continue;
            }
            cases.push(Case {
                line: cases.len() as u64 + 1,
                id: Value::Null,
                text,
                expected: vec![document.id.to_string()],
                channel: None,
                locale: document.locale.clone(),
            });
        }
    }
    (library, cases)
}

/// A number that spreads texts evenly (FNV-1a), the same on every machine.
fn spread(text: &str) -> u64 {
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_learned_phrasing_is_left_out_once_and_curated_ones_never() {
        let texts: Vec<String> = (0..40).map(|number| format!("where is order {number}")).collect();
        let document = Document {
            id: antiphon_model::AnswerId::parse("a").unwrap(),
            locale: None,
            title: "Orders".to_owned(),
            body: String::new(),
            phrasings: texts.clone(),
            curated: 10,
            rejected: Vec::new(),
            topics: Vec::new(),
            shortcut: None,
            channels: Vec::new(),
            private: false,
            locales: Vec::new(),
            valid_ms: (i64::MIN, i64::MAX),
            in_service: true,
            open_text: String::new(),
        };
        let mut asked: Vec<String> = Vec::new();
        for part in 0..PARTS {
            let (library, cases) = left_out(std::slice::from_ref(&document), part);
            assert_eq!(library[0].phrasings.len() + cases.len(), 40);
            assert!(cases.iter().all(|case| !library[0].phrasings.contains(&case.text)));
            asked.extend(cases.into_iter().map(|case| case.text));
        }
        asked.sort();
        let mut expected = texts[10..].to_vec();
        expected.sort();
        assert_eq!(asked, expected);
    }
}
