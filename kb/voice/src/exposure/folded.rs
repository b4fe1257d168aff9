//! A text as it is compared: letters and digits without case and accents, each with its place.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization as _;

use super::steps;

/// One letter or digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) char: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// Signs in a row, in which others are looked for.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) signs: Vec<Sign>,
    run: String,
    /// Where each sign begins in the run.
    starts: Vec<usize>,
}

impl Folded {
    pub(super) fn of(signs: Vec<Sign>) -> Self {
        let mut run = String::with_capacity(signs.len());
        let mut starts = Vec::with_capacity(signs.len());
        for sign in &signs {
            starts.push(run.len());
            run.push(sign.char);
        }
        Self { signs, run, starts }
    }

    /// All signs as one text.
    pub(super) fn run(&self) -> &str {
        &self.run
    }

    /// Which sign stands at this byte of the run, or the first after it.
    pub(super) fn nth(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start < at)
    }

    /// The first place of `wanted` at or after the sign `from`, counted in signs.
    pub(super) fn find(&self, wanted: &memmem::Finder<'_>, from: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(from)?;
        let at = start + wanted.find(self.run.as_bytes().get(start..)?)?;
        steps::count(at - start + 1);
        Some(self.nth(at)..self.nth(at + wanted.needle().len()))
    }

    /// Where these signs stand in the text; `None` when the range cuts a letter in two.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) =
            (self.signs.get(range.start)?, self.signs.get(range.end.checked_sub(1)?)?);
        let before = range.start.checked_sub(1).and_then(|at| self.signs.get(at));
        let cut_head = before.is_some_and(|sign| sign.start == first.start);
        let after = self.signs.get(range.end);
        let cut_tail = after.is_some_and(|next| {
            // A letter of Hangul ends only where no final consonant follows.
            next.start == last.start
                || (matches!(next.char, '\u{11a8}'..='\u{11ff}') && next.start == last.end)
        });
        (!cut_head && !cut_tail).then_some(first.start..last.end)
    }
}

/// The letters and digits of `text`. `ß` is two, as it is often written.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    steps::count(text.len());
    let mut signs = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            signs.push(Sign { char: c.to_ascii_lowercase(), start, end });
        } else if let Some(char) = digit(c) {
            signs.push(Sign { char, start, end });
        } else if c.is_alphanumeric() {
            fold(c, |char| signs.push(Sign { char, start, end }));
        }
    }
    signs
}

/// Gives each letter or digit that `c` is written as without case and accent.
pub(super) fn fold(c: char, mut push: impl FnMut(char)) {
    let written = match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        _ => "",
    };
    if written.is_empty() {
        let folded = [c].into_iter().nfkd().flat_map(char::to_lowercase);
        folded.filter(|c| c.is_alphanumeric()).for_each(push);
    } else {
        written.chars().for_each(&mut push);
    }
}

/// The words of `text`: runs of letters and digits.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for sign in signs(text) {
        match words.last_mut() {
            // Accents written as signs of their own do not end a word.
            Some(word) if joined(text, word.range.end, sign.start) => {
                word.text.push(sign.char);
                word.range.end = sign.end;
            }
            _ => {
                words.push(Word { text: sign.char.to_string(), range: sign.start..sign.end });
            }
        }
    }
    words
}

fn joined(text: &str, end: usize, start: usize) -> bool {
    text.get(end..start).unwrap_or_default().chars().all(is_hidden)
}

/// `text` folded, as one run.
pub(super) fn run(text: &str) -> String {
    signs(text).into_iter().map(|sign| sign.char).collect()
}

/// Whether a sign shows nothing: it may stand in a word to hide it.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a sign shows nothing of its own: an accent, or an invisible one.
pub(super) fn is_hidden(c: char) -> bool {
    is_invisible(c) || matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether the gap between two signs holds at most `most` signs, all of which `fits` takes.
pub(super) fn is_gap(
    text: &str,
    gap: Range<usize>,
    most: usize,
    fits: impl Fn(char) -> bool,
) -> bool {
    let gap = text.get(gap).unwrap_or_default();
    gap.chars().take(most + 1).count() <= most && gap.chars().all(fits)
}

/// A digit of any of the usual scripts, as ASCII writes it.
pub(super) fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c).filter(char::is_ascii_digit);
    }
    // Arabic, Persian, Devanagari, full width.
    let noughts = ['٠', '۰', '०', '０'].map(u32::from);
    let value =
        noughts.iter().find_map(|nought| u32::from(c).checked_sub(*nought).filter(|v| *v < 10));
    value.and_then(|value| char::from_digit(value, 10))
}

/// The sign before `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The sign at `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a letter belongs to a script that puts no blanks between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3130}'..='\u{318f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{323af}')
}

/// Whether a sign is part of a word that borders keep apart from others.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Marks of emphasis that are looked past.
const MARKS: usize = 3;

/// Whether a word touches the place from before; underscores around a place are emphasis.
pub(super) fn touches_before(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let next = head.chars().rev().take(MARKS + 1).find(|c| *c != '_');
    next.is_some_and(is_word) || (next.is_none() && head.len() > MARKS)
}

/// Whether a word touches the place from behind.
pub(super) fn touches_after(text: &str, at: usize) -> bool {
    let tail = text.get(at..).unwrap_or_default();
    let next = tail.chars().take(MARKS + 1).find(|c| *c != '_');
    next.is_some_and(is_word) || (next.is_none() && tail.len() > MARKS)
}

/// Whether letters or digits reach over neither end of `range`.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    !touches_before(text, range.start) && !touches_after(text, range.end)
}
