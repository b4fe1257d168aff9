//! The library as a file that reads back the same.

use std::io::Write;

use antiphon_exchange::{ExportFormat, write_answers};
use antiphon_store::answers;

use crate::{Desk, DeskError};

impl Desk {
    /// Writes every answer; gives how many.
    ///
    /// # Errors
    /// Errors of the store, and [`DeskError::Exchange`] when `out` takes no more.
    pub fn export_answers(
        &self,
        format: ExportFormat,
        out: &mut dyn Write,
    ) -> Result<u64, DeskError> {
        let mut all = Vec::new();
        self.read(|conn| {
            answers::each(conn, &mut |answer| {
                all.push(answer);
                std::ops::ControlFlow::Continue(())
            })
        })?;
        all.sort_by(|a, b| a.created_at.cmp(&b.created_at).then_with(|| a.id.cmp(&b.id)));
        Ok(write_answers(out, format, &all)?)
    }
}
