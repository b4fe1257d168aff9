//! Reads the numbers out of a model file: only the named tensors, not the graph between them.

use std::collections::HashMap;

/// The tensors of a model file, by name.
#[derive(Debug)]
pub(crate) struct Tensors<'a> {
    by_name: HashMap<&'a str, Tensor<'a>>,
    /// The names in the order of the file.
    names: Vec<&'a str>,
}

/// A named block of numbers.
#[derive(Debug, Default, Clone, Copy)]
struct Tensor<'a> {
    /// How many numbers, by its shape.
    length: usize,
    kind: u64,
    bytes: &'a [u8],
}

const FLOATS: u64 = 1;
const SMALL_INTEGERS: u64 = 3;

impl<'a> Tensors<'a> {
    /// The tensors in `file`, or `None` when it is no whole model file.
    pub(crate) fn read(file: &'a [u8]) -> Option<Self> {
        let mut tensors = Self { by_name: HashMap::new(), names: Vec::new() };
        let mut fields = Fields(file);
        while let Some(field) = fields.next()? {
            if let (7, Value::Bytes(graph)) = field {
                tensors.read_graph(graph)?;
            }
        }
        Some(tensors)
    }

    fn read_graph(&mut self, graph: &'a [u8]) -> Option<()> {
        let mut fields = Fields(graph);
        while let Some(field) = fields.next()? {
            if let (5, Value::Bytes(tensor)) = field {
                let (name, tensor) = Tensor::read(tensor)?;
                self.by_name.insert(name, tensor);
                self.names.push(name);
            }
        }
        Some(())
    }

    /// The names in the order of the file.
    pub(crate) fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// The `length` floats called `name`.
    pub(crate) fn floats(&self, name: &str, length: usize) -> Option<Box<[f32]>> {
        let tensor = self.find(name, FLOATS, length)?;
        let numbers = tensor.bytes.as_chunks::<4>().0.iter();
        let numbers: Box<[f32]> = numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect();
        (tensor.bytes.len() == 4 * length && numbers.iter().all(|it| it.is_finite()))
            .then_some(numbers)
    }

    /// The `length` 8-bit integers called `name`.
    pub(crate) fn integers(&self, name: &str, length: usize) -> Option<Box<[i8]>> {
        let tensor = self.find(name, SMALL_INTEGERS, length)?;
        (tensor.bytes.len() == length)
            .then(|| tensor.bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    fn find(&self, name: &str, kind: u64, length: usize) -> Option<&Tensor<'a>> {
        self.by_name.get(name).filter(|tensor| tensor.kind == kind && tensor.length == length)
    }
}

impl<'a> Tensor<'a> {
    fn read(bytes: &'a [u8]) -> Option<(&'a str, Self)> {
        let mut tensor = Self { length: 1, ..Self::default() };
        let mut name = "";
        let mut fields = Fields(bytes);
        while let Some(field) = fields.next()? {
            match field {
                (1, Value::Number(size)) => tensor.extend(size)?,
                (1, Value::Bytes(mut sizes)) => {
                    while !sizes.is_empty() {
                        tensor.extend(number(&mut sizes)?)?;
                    }
                }
                (2, Value::Number(kind)) => tensor.kind = kind,
                (8, Value::Bytes(bytes)) => name = std::str::from_utf8(bytes).ok()?,
                (9, Value::Bytes(bytes)) => tensor.bytes = bytes,
                _ => {}
            }
        }
        Some((name, tensor))
    }

    fn extend(&mut self, size: u64) -> Option<()> {
        self.length = self.length.checked_mul(usize::try_from(size).ok()?)?;
        Some(())
    }
}

/// The value of a field of a protocol buffer.
enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Fixed numbers, which nothing here needs.
    Other,
}

/// The fields of a protocol buffer that are still to be read.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The next field; `Some(None)` at the end, `None` where the bytes make no field.
    #[expect(clippy::option_option, reason = "inside is the end, outside is damage")]
    fn next(&mut self) -> Option<Option<(u64, Value<'a>)>> {
        if self.0.is_empty() {
            return Some(None);
        }
        let key = number(&mut self.0)?;
        let value = match key & 7 {
            0 => Value::Number(number(&mut self.0)?),
            1 => self.take(8).map(|_| Value::Other)?,
            2 => {
                let length = usize::try_from(number(&mut self.0)?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Value::Other)?,
            _ => return None,
        };
        Some(Some((key >> 3, value)))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

/// Takes a number of varying length off `bytes`.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model file with the one tensor `w` of two integers.
    const FILE: [u8; 15] = [0x3a, 13, 0x2a, 11, 0x08, 2, 0x10, 3, 0x42, 1, b'w', 0x4a, 2, 0xff, 5];

    #[test]
    fn a_tensor_is_found_by_name_kind_and_length() {
        let tensors = Tensors::read(&FILE).unwrap();
        assert_eq!(tensors.names(), ["w"]);
        assert_eq!(tensors.integers("w", 2).as_deref(), Some(&[-1, 5][..]));
        assert!(tensors.integers("w", 3).is_none(), "another length");
        assert!(tensors.floats("w", 2).is_none(), "another kind");
        assert!(tensors.integers("v", 2).is_none(), "another name");
    }

    #[test]
    fn a_file_that_is_cut_short_or_damaged_gives_nothing_and_no_panic() {
        for length in 1..FILE.len() {
            assert!(Tensors::read(&FILE[..length]).is_none(), "cut to {length}");
        }
        for place in 0..FILE.len() {
            for bit in 0..8 {
                let mut damaged = FILE;
                damaged[place] ^= 1 << bit;
                drop(Tensors::read(&damaged).map(|tensors| tensors.integers("w", 2)));
            }
        }
        assert!(Tensors::read(&[0xff; 40]).is_none());
    }
}
