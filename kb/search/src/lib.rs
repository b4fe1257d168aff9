//! The full-text index over answers: suggestions for a message, search as one types, and the
//! true reasons for both.
//!
//! Texts come in as plain text; ids, times and conditions are arguments. The index is derived
//! from the journal and can be deleted at any time: opening gives an empty one, and [`Index::seq`]
//! says from which event on it must be filled. How signals are weighed stands in `rank`. What
//! the answers are stands in `antiphon-model`; what is done with suggestions, in `antiphon-desk`.

mod asked;
mod candidates;
mod common;
mod directory;
mod document;
mod encoder;
mod error;
mod far;
mod filter;
mod find;
mod grams;
mod index;
mod language;
mod layer_file;
mod linear;
mod matches;
mod meaning;
mod memory;
mod mend;
mod message;
mod mind;
mod minilm;
mod open;
mod passage;
mod prepare;
mod questions;
mod rank;
mod reasons;
mod schema;
mod shelf;
mod signals;
mod suggest;
mod synonyms;
mod threshold;
mod typed;
mod vectors;
mod words;
mod writer;

pub use document::Document;
pub use encoder::{EncodeError, Encoder};
pub use error::SearchError;
pub use find::{Find, Hit, Hits, Scope};
pub use index::Index;
pub use matches::Matches;
pub use minilm::MiniLm;
pub use open::{Opened, Why};
pub use passage::Passage;
pub use prepare::{Prepared, Step};
pub use reasons::Matched;
pub use shelf::Shelf;
pub use suggest::{Absence, Absent, Ask, Question, Similar, Suggestion, Suggestions};
pub use threshold::{FITS, fits_from};
pub use vectors::Vector;
pub use writer::Writer;
