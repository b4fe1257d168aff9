//! The store and the local file through their public doors.
#![expect(clippy::unwrap_used, reason = "tests stop at what is wrong")]

mod answers;
mod files;
mod local;
mod projection;
mod queue;
mod random;
mod support;
