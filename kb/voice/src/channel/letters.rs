//! A text as a row of letters that knows each one's place in bytes.

/// The letters of a text.
pub(super) struct Letters<'a> {
    text: &'a str,
    letters: Vec<(usize, char)>,
}

impl<'a> Letters<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, letters: text.char_indices().collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The letter at `at`.
    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|(_, letter)| *letter)
    }

    /// Where the letter at `at` begins, in bytes; the text's end after the last one.
    pub(super) fn byte(&self, at: usize) -> usize {
        self.letters.get(at).map_or(self.text.len(), |(byte, _)| *byte)
    }

    /// Which letter begins at `byte`.
    pub(super) fn at_byte(&self, byte: usize) -> usize {
        self.letters.partition_point(|(start, _)| *start < byte)
    }

    /// The text between two letters.
    pub(super) fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(self.byte(start)..self.byte(end)).unwrap_or_default()
    }

    /// The text from a letter on.
    pub(super) fn from(&self, start: usize) -> &'a str {
        self.between(start, self.len())
    }
}
