//! The project keeps its own rules: checked on manifests and sources alone, nothing is built or run.

mod dependencies;
mod interface;
mod itself;
mod layers;
mod licences;
mod modules;
mod packages;
mod rust;
mod spdx;
mod tree;
