//! Text that may have been cut inside a character: search, count, cover.
//!
//! Vale counts a match in characters and sometimes cuts by that number in bytes. To say the same
//! places, its contexts are bytes here.

use memchr::memmem;

/// Where `needle` first is.
pub(super) fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::find(text, needle)
}

/// How many characters there are; a byte that belongs to none counts as one.
pub(super) fn count_chars(text: &[u8]) -> usize {
    if let Ok(text) = std::str::from_utf8(text) {
        return text.chars().count();
    }
    text.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

/// How often `needle` is in `text`, without overlaps.
pub(super) fn count(text: &[u8], needle: &[u8]) -> usize {
    if needle.is_empty() { count_chars(text) + 1 } else { memmem::find_iter(text, needle).count() }
}

/// `text` with its first `part` covered: every character but a line break is one `cover`.
pub(super) fn cover(text: &[u8], part: &[u8], cover: u8) -> Vec<u8> {
    let Some(at) = find(text, part) else { return text.to_vec() };
    let mut covered = Vec::with_capacity(text.len());
    covered.extend_from_slice(text.get(..at).unwrap_or_default());
    for chunk in part.utf8_chunks() {
        covered.extend(chunk.valid().chars().map(|c| if c == '\n' { b'\n' } else { cover }));
        covered.extend(chunk.invalid().iter().map(|_| cover));
    }
    covered.extend_from_slice(text.get(at + part.len()..).unwrap_or_default());
    covered
}

/// The words of `text`, parted at white space.
pub(super) fn words(text: &[u8]) -> Vec<Vec<u8>> {
    let mut words: Vec<Vec<u8>> = Vec::new();
    let mut word = Vec::new();
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_whitespace() {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            } else {
                word.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        word.extend_from_slice(chunk.invalid());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The lines of `text`, each with its line break; an empty one follows a closing line break.
pub(super) fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|&byte| byte == b'\n')
        .chain((text.is_empty() || text.ends_with(b"\n")).then_some(&[][..]))
        .collect()
}
