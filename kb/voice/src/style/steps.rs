//! How many steps back a rule may take: on one text all its searches together, so that no rule
//! holds a text up, whatever its pattern. Steps are the same on every machine.

use std::cell::Cell;

/// What a rule may take on any text.
const BASE: usize = 3 << 18;
/// What it may take for each byte of the text besides.
const FOR_BYTE: usize = 32;

/// A rule took more steps than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// The steps that are left to a rule on one text.
#[derive(Debug)]
pub(super) struct Steps {
    left: Cell<usize>,
}

impl Steps {
    /// What a rule may take on a text of `length` bytes.
    pub(super) fn for_text(length: usize) -> Self {
        Self { left: Cell::new(BASE.saturating_add(length.saturating_mul(FOR_BYTE))) }
    }

    /// Takes `steps` off what is left.
    ///
    /// # Errors
    /// [`Exhausted`] where there are not so many.
    pub(super) fn take(&self, steps: usize) -> Result<(), Exhausted> {
        let left = self.left.get().checked_sub(steps).ok_or(Exhausted)?;
        self.left.set(left);
        Ok(())
    }
}
