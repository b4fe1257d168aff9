//! The marks of a messenger: single letters around a word, such as `*bold*`.
//!
//! A messenger knows no escapes. What a person typed must not become a mark, so where it would, a
//! letter that looks alike takes its place.

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Strike,
    Code,
}

/// An end of marked text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Opens,
    Closes,
}

/// Stands where a block of code begins and ends, until the text is settled.
pub(super) const FENCE: &str = "\u{FDD8}";
/// Placeholders are characters that no text holds.
const PLACEHOLDERS: std::ops::RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';

impl Mark {
    pub(super) fn placeholder(self, end: End) -> &'static str {
        match (self, end) {
            (Self::Emphasis, End::Opens) => "\u{FDD0}",
            (Self::Emphasis, End::Closes) => "\u{FDD1}",
            (Self::Strong, End::Opens) => "\u{FDD2}",
            (Self::Strong, End::Closes) => "\u{FDD3}",
            (Self::Strike, End::Opens) => "\u{FDD4}",
            (Self::Strike, End::Closes) => "\u{FDD5}",
            (Self::Code, End::Opens) => "\u{FDD6}",
            (Self::Code, End::Closes) => "\u{FDD7}",
        }
    }

    /// The mark that `letter` stands for, and which end of it.
    fn read(letter: char) -> Option<(Self, End)> {
        let all = [Self::Emphasis, Self::Strong, Self::Strike, Self::Code];
        let mut ends = all.into_iter().flat_map(|mark| [(mark, End::Opens), (mark, End::Closes)]);
        ends.find(|(mark, end)| mark.placeholder(*end).starts_with(letter))
    }
}

/// The letters of a messenger, and for each the one that looks alike.
#[derive(Debug)]
pub(crate) struct Letters {
    /// Whether the marks of Markdown are written; else they are dropped.
    pub(crate) writes: bool,
    /// Letter and look-alike: bold, italic, struck out, code.
    pub(crate) letters: &'static [(char, char)],
}

impl Letters {
    fn of(&self, mark: Mark) -> Option<char> {
        let nth = match mark {
            Mark::Strong => 0,
            Mark::Emphasis => 1,
            Mark::Strike => 2,
            Mark::Code => 3,
        };
        self.letters.get(nth).map(|(letter, _)| *letter)
    }

    fn alike(&self, letter: char) -> Option<char> {
        self.letters.iter().find(|(known, _)| *known == letter).map(|(_, alike)| *alike)
    }
}

/// `text` without what stands for marks here.
pub(super) fn without_placeholders(text: &str) -> String {
    text.replace(|letter| PLACEHOLDERS.contains(&letter), "\u{FFFD}")
}

/// Code as it stands in a block: nothing that would end it.
pub(super) fn in_block(code: &str) -> String {
    code.replace("```", "ˋˋˋ")
}

/// `text` with its placeholders made marks.
pub(super) fn settle(text: &str, letters: &Letters) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        if line.contains(FENCE) {
            in_code = !in_code;
            out.push_str(&line.replace(FENCE, "```"));
        } else if in_code {
            out.push_str(line);
        } else {
            Line::new(line, letters).settle(&mut out);
        }
    }
    out
}

/// One letter of a line.
struct Place {
    letter: char,
    /// The mark whose end this is.
    mark: Option<(Mark, End)>,
    /// Whether it stays as it is: code, an address.
    is_fixed: bool,
}

/// One line, read as a messenger reads it.
struct Line<'a> {
    places: Vec<Place>,
    letters: &'a Letters,
}

impl<'a> Line<'a> {
    fn new(line: &str, letters: &'a Letters) -> Self {
        let mut places = Vec::new();
        let mut in_code = false;
        for word in line.split_inclusive(' ') {
            let is_address = word.contains("://");
            for letter in word.chars() {
                let mark = Mark::read(letter);
                if let Some((Mark::Code, end)) = mark {
                    in_code = end == End::Opens;
                }
                places.push(Place { letter, mark, is_fixed: in_code || is_address });
            }
        }
        let mut line = Self { places, letters };
        line.drop_unwritable();
        line
    }

    /// Takes out marks that would not be read as such: across lines, within a word, around blanks.
    fn drop_unwritable(&mut self) {
        let mut open: Vec<(usize, Mark)> = Vec::new();
        let mut stay = vec![false; self.places.len()];
        for (at, place) in self.places.iter().enumerate() {
            match place.mark {
                Some((mark, End::Opens)) => open.push((at, mark)),
                Some((mark, End::Closes)) => {
                    let Some(nth) = open.iter().rposition(|(_, known)| *known == mark) else {
                        continue;
                    };
                    let start = open.remove(nth).0;
                    if self.is_writable(start, at) {
                        for end in [start, at] {
                            stay.get_mut(end).into_iter().for_each(|stay| *stay = true);
                        }
                    }
                }
                None => {}
            }
        }
        let mut stay = stay.into_iter();
        self.places.retain(|place| stay.next().unwrap_or(false) || place.mark.is_none());
    }

    fn is_writable(&self, start: usize, end: usize) -> bool {
        let is_text = |place: &&Place| place.mark.is_none();
        let before = self.places.get(..start).unwrap_or_default().iter().rev().find(is_text);
        let after = self.places.get(end..).unwrap_or_default().iter().find(is_text);
        let inner = self.places.get(start..end).unwrap_or_default();
        let (first, last) = (inner.iter().find(is_text), inner.iter().rev().find(is_text));
        let is_letter = |place: &Place| place.letter.is_alphanumeric();
        let is_ink = |place: &Place| !place.letter.is_whitespace();
        !before.is_some_and(is_letter)
            && !after.is_some_and(is_letter)
            && first.is_some_and(is_ink)
            && last.is_some_and(is_ink)
    }

    /// What is written at a place: a mark's letter or the letter itself.
    fn written(&self, at: usize) -> Option<char> {
        let place = self.places.get(at)?;
        match place.mark {
            Some((mark, _)) => self.letters.of(mark),
            None => Some(place.letter),
        }
    }

    /// Whether a letter at `at` could open, and close, marked text.
    fn could_be(&self, at: usize) -> (bool, bool) {
        let before = at.checked_sub(1).and_then(|before| self.written(before));
        let after = self.written(at + 1);
        let is_ink = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace());
        let is_free = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
        (is_free(before) && is_ink(after), is_ink(before) && is_free(after))
    }

    /// The typed letters that would be read as marks.
    fn misread(&self, letter: char) -> Vec<usize> {
        let places: Vec<_> = (0..self.places.len())
            .filter(|at| self.written(*at) == Some(letter))
            .map(|at| {
                let is_own = self.places.get(at).is_some_and(|place| place.mark.is_some());
                let (opens, closes) = self.could_be(at);
                (at, is_own, opens, closes)
            })
            .collect();
        let last_close = places.iter().rev().find(|(.., closes)| *closes).map(|(at, ..)| *at);
        let first_own = places.iter().find(|(_, is_own, ..)| *is_own).map(|(at, ..)| *at);
        let is_misread = |(at, is_own, opens, closes): &(usize, bool, bool, bool)| {
            let has_end = *opens && last_close.is_some_and(|close| close > *at);
            let has_start = *closes && first_own.is_some_and(|own| own < *at);
            let is_fixed = self.places.get(*at).is_some_and(|place| place.is_fixed);
            (!is_own && !is_fixed && (has_end || has_start)).then_some(*at)
        };
        places.iter().filter_map(is_misread).collect()
    }

    fn settle(self, out: &mut String) {
        let mut misread: Vec<usize> =
            self.letters.letters.iter().flat_map(|(letter, _)| self.misread(*letter)).collect();
        misread.sort_unstable();
        for at in 0..self.places.len() {
            let Some(letter) = self.written(at) else { continue };
            let is_misread = misread.binary_search(&at).is_ok();
            let alike = if is_misread { self.letters.alike(letter) } else { None };
            out.push(alike.unwrap_or(letter));
        }
    }
}
