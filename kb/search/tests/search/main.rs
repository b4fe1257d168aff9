//! The index through its public door.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may fail loudly, in its helpers too"
)]

mod any_text;
mod encoder;
mod find;
mod folder;
mod library;
mod ranking;
mod shelf;
mod suggest;
