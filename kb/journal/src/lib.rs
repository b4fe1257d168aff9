//! The append-only log of events, on SQLite.
//!
//! [`Journal`] appends batches of events, reads them back in order and checks that nobody has
//! changed them since. It decides nothing and folds nothing: that is `antiphon-model`'s work. What
//! the screens read lives in `antiphon-store`.

mod batch;
mod chain;
mod check;
mod error;
mod journal;
mod opening;

pub use batch::{Append, Appended, Batch};
pub use check::{Fault, Problem};
pub use error::JournalError;
pub use journal::{Head, Journal};
