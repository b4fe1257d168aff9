//! The application: [`Desk`] has one method a use case.
//!
//! A desk opens a home folder and joins the parts: a command is decided by `antiphon-model`,
//! appended to the journal, projected into the store and indexed for search. Neither a window nor
//! a terminal is known here. The clock and the source of ids come in at [`Desk::open`].

mod about;
mod absences;
mod answer_list;
mod answers;
mod backup;
mod batch;
pub mod check;
mod checks;
mod clock;
mod composer;
mod conversations;
pub mod dictionaries;
mod doctor;
mod error;
pub mod eval;
mod export;
pub mod expose;
mod filling;
mod fit;
mod guide;
mod home;
mod import;
mod import_plan;
mod judge;
mod likeness;
mod lock;
mod open;
mod prepare;
mod projections;
pub mod provenance;
mod queries;
mod questions;
pub mod render;
mod reply_check;
mod sample;
pub mod score;
mod settings;
mod suggest;
mod sure;
mod utf16;
pub mod views;
mod weights;

pub use antiphon_exchange::ExportFormat;

pub use about::{About, Licence};
pub use backup::restore;
pub use clock::{Clock, Ids, SystemClock, Ulids};
pub use doctor::{Diagnosis, Finding, Health};
pub use error::{DeskError, ErrorCode};
pub use fit::{FacetView, FitOptions, Fitted, channel_text, fit};
pub use home::Home;
pub use import::{ImportRequest, ImportResult};
pub use open::{Beginning, Desk, Progress, Task, Watch};
pub use prepare::Meaning;
pub use suggest::{Ask, Suggested, SuggestedQuestion};
pub use weights::weights_folder;
