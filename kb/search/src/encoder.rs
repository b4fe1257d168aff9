//! What an encoder promises: texts become directions in a space of meaning.
//!
//! Which encoders there are stands beside this module; how their directions weigh, in `rank`.

use std::io;
use std::path::PathBuf;

/// Turns texts into directions in a space of meaning.
pub trait Encoder: Send + Sync + std::fmt::Debug {
    /// Names the weights and the arithmetic; vectors of different names are never compared.
    fn name(&self) -> &str;

    /// How long the vectors are.
    fn dimensions(&self) -> usize;

    /// Whether it understands `language`, a two-letter code.
    fn speaks(&self, language: &str) -> bool;

    /// Whether it knows a word, in lower case, as a whole: what it does not know may be a slip.
    fn knows(&self, word: &str) -> bool;

    /// One vector of length one for each text, in the order of `texts`.
    ///
    /// Any text will do: empty, endless, of control characters alone. The vector of a text does
    /// not depend on the texts beside it.
    ///
    /// # Errors
    /// What the encoder names; those that work on the desk alone never fail here.
    fn encode(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EncodeError>;
}

/// Why an encoder could not be had, or could not encode.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// A file of the weights is missing or cannot be read.
    #[error(
        "cannot read {path}; bring the weights into this folder, or go on without: suggestions \
         then go by words alone"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file of the weights is not what this program knows.
    #[error("{path} is damaged or another model ({why}); delete it and bring the weights again")]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What about it does not fit.
        why: String,
    },
}
