//! `MiniLM`: a small encoder of English sentences, computed here in whole numbers.
//!
//! The weights are a published model's, rounded to eight bits; they are a file beside the program.
//! The arithmetic gives the same vectors on every processor, so that every desk ranks alike.

mod attention;
pub(crate) mod lanes;
mod linear;
mod network;
mod numbers;
mod onnx;
mod pieces;

use std::path::Path;

use crate::encoder::{EncodeError, Encoder};
use network::{Network, Pass, WIDTH};
use onnx::Tensors;
use pieces::Pieces;

/// A text is read up to this many pieces of words, the marks of begin and end among them.
const MOST_PIECES: usize = 128;
/// Texts go through the network together until they have this many pieces.
const TOGETHER: usize = 96;
/// Counts changes of the arithmetic: vectors of different counts are never compared.
const ARITHMETIC: u32 = 1;

/// The encoder MiniLM-L6-v2 with weights of eight bits. English only.
#[derive(Debug)]
pub struct MiniLm {
    name: String,
    pieces: Pieces,
    network: Network,
}

impl MiniLm {
    /// Reads `model.onnx` and `tokenizer.json` in `folder`.
    ///
    /// # Errors
    /// [`EncodeError::Unreadable`] when a file is missing, [`EncodeError::Unfit`] when it is
    /// damaged or another model.
    pub fn open(folder: &Path) -> Result<Self, EncodeError> {
        let (model_path, pieces_path) = (folder.join("model.onnx"), folder.join("tokenizer.json"));
        let pieces_file = read(&pieces_path)?;
        let pieces = Pieces::read(&pieces_file).map_err(unfit(&pieces_path))?;
        let model = read(&model_path)?;
        let tensors = Tensors::read(&model).ok_or_else(|| "it is cut short".to_owned());
        let network = tensors.and_then(|tensors| Network::read(&tensors, pieces.len()));
        let network = network.map_err(unfit(&model_path))?;
        let mut digest = blake3::Hasher::new();
        digest.update(&model).update(&pieces_file);
        let digest = digest.finalize().to_hex();
        let name = format!("minilm-l6-v2-int8/{ARITHMETIC}/{:.16}", digest.as_str());
        Ok(Self { name, pieces, network })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, EncodeError> {
    // Reading what is no file, such as a pipe, might never end.
    let read = std::fs::metadata(path).and_then(|found| {
        if !found.is_file() {
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is no file"));
        }
        std::fs::read(path)
    });
    read.map_err(|source| EncodeError::Unreadable { path: path.to_owned(), source })
}

fn unfit(path: &Path) -> impl FnOnce(String) -> EncodeError {
    move |why| EncodeError::Unfit { path: path.to_owned(), why }
}

impl Encoder for MiniLm {
    fn name(&self) -> &str {
        &self.name
    }

    fn dimensions(&self) -> usize {
        WIDTH
    }

    fn speaks(&self, language: &str) -> bool {
        language == "en"
    }

    fn knows(&self, word: &str) -> bool {
        // The marks of begin and end are pieces too.
        self.pieces.cut(word, MOST_PIECES).len() == 3
    }

    /// One vector a text. A text is read up to 128 pieces of words, about 90 words. All work is
    /// done on the caller's thread.
    fn encode(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EncodeError> {
        let mut vectors = Vec::with_capacity(texts.len());
        let mut waiting = Vec::new();
        let mut count = 0;
        for text in texts {
            let pieces = self.pieces.cut(text, MOST_PIECES);
            if count + pieces.len() > TOGETHER {
                vectors.extend(self.pass(&waiting));
                waiting.clear();
                count = 0;
            }
            count += pieces.len();
            waiting.push(pieces);
        }
        vectors.extend(self.pass(&waiting));
        Ok(vectors)
    }
}

impl MiniLm {
    fn pass(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        lanes::fastest(Pass { network: &self.network, texts })
    }
}
