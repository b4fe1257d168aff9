//! What rules remember from block to block of one text.

use std::collections::HashSet;

use super::measure::Measures;

/// What was seen so far in a text.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Words that were defined, and forms that were used.
    pub(super) seen: HashSet<String>,
    /// How much of everything there is, once the text is read.
    pub(super) measures: Option<Measures>,
}
