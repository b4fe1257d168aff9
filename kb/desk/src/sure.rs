//! How sure suggestions are: what they are when they are judged, and what judging makes of it.

use antiphon_model::{AnswerId, Conversation};
use antiphon_store::learned;

use crate::suggest::percent;
use crate::{Desk, DeskError};

/// How many suggestions the person who judges may have seen.
const SEEN: usize = 5;

impl Desk {
    /// The confidence from which a suggestion fits in this workspace, 0 to 1.
    ///
    /// # Errors
    /// Errors of the store.
    pub fn fits_from(&self) -> Result<f32, DeskError> {
        Ok(antiphon_search::fits_from(&self.read(learned::judged)?))
    }

    /// The answers that are suggested for `text` now, best first, and how sure that is, in percent.
    pub(crate) fn seen(
        &self,
        thread: &Conversation,
        text: &str,
    ) -> Result<(Vec<AnswerId>, u8), DeskError> {
        let locale = thread.queries.iter().rev().find_map(|query| query.locale.as_ref());
        let found = self.index().suggest(&antiphon_search::Ask {
            text,
            channel: Some(thread.channel),
            locale,
            public: false,
            held: &[],
            fits_from: antiphon_search::FITS,
            now_ms: self.now().ms(),
            limit: SEEN,
        })?;
        let sure = u8::try_from(percent(found.confidence)).unwrap_or(100);
        Ok((found.list.into_iter().map(|one| one.id).collect(), sure))
    }
}
