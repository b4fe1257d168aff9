//! A part of a text that rules look at.

use super::lines::Lines;

/// A text without markup and where it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    /// The source around it.
    pub(super) context: &'a [u8],
    pub(super) text: &'a str,
    /// Such as `text.heading.h1.md`.
    pub(super) scope: &'a str,
    /// The line that it is taken to be on, from 0.
    pub(super) line: Option<usize>,
    /// Where it is in the source, in bytes, where that is known.
    pub(super) offset: Option<usize>,
    /// Whether matches are looked for in all of the context.
    pub(super) is_looked_up: bool,
    /// The lines of the context.
    pub(super) index: &'a Lines,
    /// Where in a long context it begins at the earliest.
    pub(super) from: usize,
}
