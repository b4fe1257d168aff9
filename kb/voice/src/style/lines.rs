//! An index of the lines and characters of a text: a place in it is told without counting from
//! the beginning.

/// After so many bytes the characters are counted anew.
const STRIDE: usize = 256;

/// Where lines begin, and how many characters there are up to every [`STRIDE`]th byte.
///
/// The text itself is given with every question: its bytes may have been covered meanwhile, if
/// its lines and characters stayed where they were.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    counts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &[u8]) -> Self {
        let ends = memchr::memchr_iter(b'\n', text).map(|at| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let counts = text.chunks(STRIDE).scan(0, |count, chunk| {
            let before = *count;
            *count += chars(chunk);
            Some(before)
        });
        let mut counts: Vec<usize> = counts.collect();
        if counts.is_empty() {
            counts.push(0);
        }
        Self { starts, counts }
    }

    /// How many lines there are; an empty one follows a closing line break.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 0, on which a byte is.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Where a line, from 0, begins.
    pub(super) fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// How many characters of its line are before a byte.
    pub(super) fn column(&self, text: &[u8], at: usize) -> usize {
        let start = self.start(self.line_of(at)).unwrap_or_default();
        self.chars_before(text, at).saturating_sub(self.chars_before(text, start))
    }

    /// How many characters a line has, its line break among them.
    pub(super) fn width(&self, text: &[u8], line: usize) -> usize {
        let start = self.start(line).unwrap_or(text.len());
        let end = self.start(line + 1).unwrap_or(text.len());
        self.chars_before(text, end).saturating_sub(self.chars_before(text, start))
    }

    /// The byte at which a character of a line begins, both from 0; where the line has fewer, the
    /// end of the line without its break.
    pub(super) fn byte(&self, text: &[u8], line: usize, column: usize) -> usize {
        let Some(start) = self.start(line) else { return text.len() };
        let end = self.start(line + 1).map_or(text.len(), |next| next.saturating_sub(1));
        let wanted = self.chars_before(text, start).saturating_add(column);
        let chunk = self.counts.partition_point(|count| *count <= wanted).saturating_sub(1);
        let before = self.counts.get(chunk).copied().unwrap_or_default();
        let from = chunk * STRIDE;
        let begins = text.get(from..end).unwrap_or_default().iter().enumerate();
        let mut begins = begins.filter(|(_, byte)| is_first(**byte));
        begins.nth(wanted.saturating_sub(before)).map_or(end, |(at, _)| from + at)
    }

    fn chars_before(&self, text: &[u8], at: usize) -> usize {
        let at = at.min(text.len());
        let chunk = (at / STRIDE).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(chunk).copied().unwrap_or_default();
        before + chars(text.get(chunk * STRIDE..at).unwrap_or_default())
    }
}

/// Whether a character begins with that byte.
fn is_first(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// How many characters begin in `text`.
fn chars(text: &[u8]) -> usize {
    text.iter().filter(|byte| is_first(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// The index says what counting from the beginning says.
        #[test]
        fn a_place_is_the_one_that_counting_gives(
            parts in proptest::collection::vec("[a-z é我🙂\n]{0,90}", 0..20),
        ) {
            let text = parts.concat();
            let lines = Lines::new(text.as_bytes());
            proptest::prop_assert_eq!(lines.count(), text.matches('\n').count() + 1);
            for (at, _) in text.char_indices() {
                let before = text.get(..at).unwrap();
                let line = before.matches('\n').count();
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let column = text.get(start..at).unwrap().chars().count();
                proptest::prop_assert_eq!(lines.line_of(at), line);
                proptest::prop_assert_eq!(lines.column(text.as_bytes(), at), column);
                proptest::prop_assert_eq!(lines.byte(text.as_bytes(), line, column), at);
                let width = text.get(start..).unwrap().split_inclusive('\n').next().unwrap_or_default();
                proptest::prop_assert_eq!(
                    lines.width(text.as_bytes(), line),
                    width.chars().count()
                );
                let past = lines.byte(text.as_bytes(), line, 100_000);
                proptest::prop_assert_eq!(past, start + width.trim_end_matches('\n').len());
            }
        }
    }
}
