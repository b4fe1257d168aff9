//! What the desk promises, through its public door, on real files.

mod checks;
mod faults;
mod guide;
mod import;
mod judging;
mod library;
mod likeness;
mod queue;
mod replaced;
mod replies;
mod suggestions;
mod support;
mod synonyms;
mod teams;
mod voice_packages;
