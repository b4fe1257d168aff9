//! Markdown and HTML as the blocks that rules look at.
//!
//! Vale checks the HTML that Markdown becomes and finds the matches again in the Markdown. So it
//! is here: [`html`] renders, [`tokens`] reads, [`walk`] keeps track of the source.

mod entity;
mod footnotes;
mod html;
mod link;
mod lint;
mod prepare;
mod tokens;
mod walk;

pub(super) use lint::{html, markdown};
pub(super) use prepare::Ignores;
