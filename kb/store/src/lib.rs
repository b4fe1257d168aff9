//! What the screens read: SQLite tables projected from the journal, and this desk's own drafts.
//!
//! [`Store`] holds the projections. They are derived: the file can be deleted at any time, and
//! projecting the journal again gives the same. One module a noun reads them, each function taking
//! the connection that [`Store::read`] hands out. [`Local`] holds what is neither an event nor
//! derived. Nothing here decides anything: the rules are `antiphon-model`'s.

pub mod answers;
pub mod conversations;
pub mod customers;
pub mod guide;
pub mod learned;
pub mod subjects;
pub mod uses;
pub mod workspace;

mod answer_list;
mod column;
mod conditions;
mod digest;
mod error;
mod fts5;
mod local;
mod opening;
mod projector;
mod queue;
mod store;

pub use answer_list::{AnswerFilter, AnswerRow, Facets, Validity};
pub use error::StoreError;
pub use fts5::{Fts5, Fts5Row};
pub use local::{Draft, Local};
pub use projector::Projection;
pub use queue::{QueueCounts, QueueFilter, QueueRow, View};
/// What the reading functions take; [`Store::read`] hands it out.
pub use rusqlite::Connection;
pub use store::Store;
