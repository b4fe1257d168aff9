//! The voice score of texts by the default pack or by settings of one's own. Needs no home.

use std::path::Path;

pub use antiphon_voice::score::{Cause, Deduction, Score};

use antiphon_voice::score::{Measures, score};
use antiphon_voice::style::{Alert, Document, Styles};

use crate::{DeskError, check};

/// Scores texts by one voice guide.
#[derive(Debug)]
pub struct Scorer {
    styles: Styles,
    measures: Measures,
}

impl Scorer {
    /// Scores by the settings in `config`, a `.vale.ini`, and the styles that it names; by the
    /// default pack when there is none.
    ///
    /// # Errors
    /// [`DeskError::File`] when the settings or the styles cannot be read.
    pub fn new(config: Option<&Path>) -> Result<Self, DeskError> {
        let (ini, tree) = check::settings(config)?;
        let styles = Styles::compile(&ini, &tree);
        for refused in styles.refused() {
            log::warn!("{refused}");
        }
        Ok(Self { styles, measures: Measures::default() })
    }

    /// The score of a text, Markdown or plain, and every point that it lacks.
    pub fn score(&self, text: &str) -> Score {
        let report = self.styles.check(Document::markdown(text));
        let findings: Vec<_> = report.alerts.iter().map(Alert::to_finding).collect();
        score(text, &findings, &self.measures)
    }
}
