//! Checks on a text and its way to the channel: fields, channels, plain text.
//!
//! Everything here is pure and takes any text: broken Markdown and broken fields are normal input.
//! Offsets are bytes of UTF-8. Values for fields come from the caller; nothing is looked up here.

pub mod channel;
pub mod exposure;
pub mod finding;
pub mod guide;
pub mod pack;
pub mod plain;
pub mod provenance;
pub mod score;
pub mod sentences;
pub mod spelling;
pub mod style;
pub mod template;
mod titles;
