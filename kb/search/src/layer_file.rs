//! The fitted layer as a file beside the index, so that it is fitted once.
//!
//! It is derived and may be deleted at any time; what is torn, damaged or of another version counts
//! as missing.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::error::{SearchError, io_error};
use crate::grams::ByGram;
use crate::linear::Linear;

pub(crate) const NAME: &str = "antiphon-layer";
/// What a layer is written to before it takes its place.
pub(crate) const PARTIAL: &str = "antiphon-layer.partial";
const MAGIC: &[u8; 16] = b"antiphon-layer01";
const CHECK: usize = 16;

/// Writes the layer: the whole of it, or nothing.
pub(crate) fn write(folder: &Path, layer: &Linear) -> Result<(), SearchError> {
    let path = folder.join(NAME);
    let partial = folder.join(PARTIAL);
    fs::write(&partial, bytes(layer))
        .and_then(|()| fs::rename(&partial, &path))
        .map_err(io_error("write", &path))
}

/// Removes the layer, if there is one.
pub(crate) fn remove(folder: &Path) -> Result<(), SearchError> {
    let path = folder.join(NAME);
    match fs::remove_file(&path) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
            Err(io_error("remove", &path)(err))
        }
        _ => Ok(()),
    }
}

/// The layer that was written last, if it is there and sound.
pub(crate) fn read(folder: &Path) -> Option<Linear> {
    parsed(&fs::read(folder.join(NAME)).ok()?)
}

fn bytes(layer: &Linear) -> Vec<u8> {
    let mut columns: Vec<(&u64, &usize)> = layer.columns.iter().collect();
    columns.sort_unstable_by_key(|(_, column)| **column);
    let mut rows: Vec<(&u32, &usize)> = layer.rows.iter().collect();
    rows.sort_unstable_by_key(|(_, row)| **row);
    let mut out = MAGIC.to_vec();
    let lengths = [columns.len() as u64, rows.len() as u64, layer.meaning.len() as u64];
    for number in [layer.print.0, layer.print.1].into_iter().chain(lengths) {
        out.extend(number.to_le_bytes());
    }
    for (answer, _) in columns {
        out.extend(answer.to_le_bytes());
    }
    for (gram, _) in rows {
        out.extend(gram.to_le_bytes());
    }
    for numbers in [&layer.scales, &layer.meaning, &layer.bias] {
        for number in numbers {
            out.extend(number.to_le_bytes());
        }
    }
    out.extend(layer.weights.iter().map(|weight| weight.cast_unsigned()));
    out.extend(check(&out));
    out
}

fn parsed(file: &[u8]) -> Option<Linear> {
    let (content, found) = file.split_last_chunk::<CHECK>()?;
    let mut rest = content.strip_prefix(MAGIC)?;
    if check(content) != *found {
        return None;
    }
    let print = (u64::from_le_bytes(taken(&mut rest)?), u64::from_le_bytes(taken(&mut rest)?));
    let mut lengths = [0; 3];
    for length in &mut lengths {
        *length = usize::try_from(u64::from_le_bytes(taken(&mut rest)?)).ok()?;
    }
    let [answers, grams, directions] = lengths;
    let mut columns = HashMap::new();
    for column in 0..answers {
        columns.insert(u64::from_le_bytes(taken(&mut rest)?), column);
    }
    let mut rows = ByGram::default();
    for row in 0..grams {
        rows.insert(u32::from_le_bytes(taken(&mut rest)?), row);
    }
    let mut floats = |count: usize| -> Option<Vec<f32>> {
        (0..count).map(|_| Some(f32::from_le_bytes(taken(&mut rest)?))).collect()
    };
    let (scales, meaning, bias) = (floats(grams)?, floats(directions)?, floats(answers)?);
    let weights: Vec<i8> = rest.iter().map(|byte| byte.cast_signed()).collect();
    let fits = weights.len() == answers.checked_mul(grams)?;
    fits.then_some(Linear { print, columns, rows, weights, scales, meaning, bias })
}

fn taken<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, others) = rest.split_first_chunk::<N>()?;
    *rest = others;
    Some(*first)
}

fn check(content: &[u8]) -> [u8; CHECK] {
    blake3::hash(content).as_bytes().first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer() -> Linear {
        Linear {
            print: (7, 8),
            columns: HashMap::from([(11, 0), (12, 1)]),
            rows: [(21, 1), (22, 0), (23, 2)].into_iter().collect(),
            weights: vec![1, -2, 3, -4, 5, -128],
            scales: vec![0.5, 0.25, 1.5],
            meaning: vec![0.1, 0.2],
            bias: vec![0.0, -1.0],
        }
    }

    #[test]
    fn a_layer_is_read_as_it_was_written() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), &layer()).unwrap();
        assert_eq!(read(place.path()), Some(layer()));
    }

    #[test]
    fn a_damaged_layer_counts_as_missing() {
        let whole = bytes(&layer());
        assert_eq!(parsed(&whole), Some(layer()));
        for at in 0..whole.len() {
            assert_eq!(parsed(whole.get(..at).unwrap()), None, "cut at {at}");
            let mut bent = whole.clone();
            bent[at] ^= 1;
            assert_eq!(parsed(&bent), None, "bent at {at}");
        }
    }
}
