//! Import and export: native JSON lines, CSV, Markdown folders.
//!
//! A file becomes [`Reading`]: rows that can be imported and problems that say why others cannot,
//! each with its line. Answers are written out so that they read back as the same rows.
//!
//! Nothing here knows a workspace: whether a row is new, changes an answer or is refused is
//! decided by `antiphon-desk`. Files are data: they are read with limits on size and depth, and
//! nothing in them is ever run.

mod answer_fields;
mod columns;
mod error;
mod export;
mod folder;
mod front_matter;
mod json_rows;
mod query_fields;
mod read;
mod reading;
mod record;
mod row;
mod similar;

mod sniff;
mod source;
mod table;

pub use columns::{Column, Mapping, known_fields};
pub use error::ExchangeError;
pub use export::{ExportFormat, write_answers, write_rows};
pub use read::{Guess, Options, Progress, inspect, read};
pub use reading::{Format, PROBLEM_LIMIT, Problem, Reading, Severity};
pub use row::{AnswerRow, Kind, PhrasingRow, QueryRow, Row};
pub use similar::{Entry, NearDuplicates, PAIR_LIMIT, Pair, near_duplicates};
