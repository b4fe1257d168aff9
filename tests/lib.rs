//! What spans crates. The tests are in `all.rs`, the measurements in `benches`; nothing is shipped.
