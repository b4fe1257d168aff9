//! The command line as a person or a script meets it: the real program on homes of its own.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop at what is wrong")]

mod check;
mod eval;
mod faults;
mod files;
mod fit;
mod guide;
mod home;
mod import;
mod library;
mod render;
mod score;
mod suggest;
mod support;
mod texts;
