//! What people do with Antiphon, done in the real window.
//!
//! Each journey has a home, a driver and a window of its own. `ANTIPHON_WINDOW` and `ANTIPHON_CLI`
//! name the two programs and `ANTIPHON_SCREENSHOTS` the folder for pictures; `cargo xtask test`
//! sets them. Where there is no window to drive, a journey says so and passes.

mod absence;
mod accessibility;
mod beside;
mod checks;
mod crash;
mod importing;
mod judging;
mod keyboard;
mod library;
mod sizes;
mod tour;
mod untrusted;
mod voice;
