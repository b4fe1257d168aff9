//! Where what is typed stands in the texts of an answer, and which text shows best why it is found.

use std::ops::Range;

use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value as _};

use crate::language::Language;
use crate::schema::Fields;
use crate::typed::{Reading, Typed, TypedWord, may_err};
use crate::words::Words;

/// Bytes of a text that are looked at.
const READ: usize = 8_192;
/// Phrasings of an answer that are looked at.
const PHRASINGS: usize = 256;
/// Bytes of a passage before its first mark, and in all.
const BEFORE: usize = 16;
const LENGTH: usize = 160;
/// What stands for text that is left out.
const LEFT_OUT: &str = "…";

/// The part of an answer that shows why it is found when its title does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Whether it is a way customers ask; else it is from the text.
    pub asked: bool,
    /// The words, with `…` where some are left out.
    pub text: String,
    /// Where in them what is typed stands, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// What of the typed words a text holds.
#[derive(Debug)]
pub(crate) struct Held {
    /// Where, in bytes.
    pub(crate) marks: Vec<Range<usize>>,
    /// Which of the typed words.
    words: Vec<bool>,
}

impl Held {
    /// How many words it holds that `other` does not.
    fn beyond(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).filter(|(own, other)| **own && !**other).count()
    }

    /// How many words it holds.
    fn count(&self) -> usize {
        self.words.iter().filter(|held| **held).count()
    }
}

impl Typed {
    /// What of the typed words `text` holds.
    pub(crate) fn held(&self, text: &str, language: Language, reading: Reading) -> Held {
        let text = text.get(..text.floor_char_boundary(READ)).unwrap_or_default();
        let stems = Words::stemmed(language).of(text);
        let written = Words::written().of(text);
        let terms: Vec<(&str, &str)> = written
            .iter()
            .zip(&stems)
            .map(|(written, stem)| (written.term.as_str(), stem.term.as_str()))
            .collect();
        let (is_marked, words) = self.held_by(&terms, reading);
        let marks = written.iter().zip(is_marked).filter(|(_, is_marked)| *is_marked);
        Held { marks: marks.map(|(word, _)| word.range.clone()).collect(), words }
    }

    /// Which of `terms`, each as it is written and as its stem, are typed; and which of the typed
    /// words they hold.
    fn held_by(&self, terms: &[(&str, &str)], reading: Reading) -> (Vec<bool>, Vec<bool>) {
        let mut marked = vec![false; terms.len()];
        let mut held = vec![false; self.words.len()];
        for (word, held) in self.words.iter().zip(&mut held) {
            for ((written, stem), marked) in terms.iter().zip(&mut marked) {
                let is_meant = is_meant(word, written, stem, reading);
                *marked |= is_meant;
                *held |= is_meant;
            }
        }
        for meant in &self.meant {
            for other in &meant.others {
                let stands = |word: &TypedWord, (written, stem): &(&str, &str)| {
                    is_meant(word, written, stem, Reading::All)
                };
                if other.iter().all(|word| terms.iter().any(|term| stands(word, term))) {
                    for (term, marked) in terms.iter().zip(&mut marked) {
                        *marked |= other.iter().any(|word| stands(word, term));
                    }
                    held.get_mut(meant.at.clone()).unwrap_or_default().fill(true);
                }
            }
        }
        (marked, held)
    }

    /// The phrasing or the part of the text that holds most of the words that the title lacks.
    pub(crate) fn passage(
        &self,
        document: &TantivyDocument,
        fields: &Fields,
        title: &Held,
        (language, reading): (Language, Reading),
    ) -> Option<Passage> {
        if title.words.iter().all(|held| *held) {
            return None;
        }
        let of_text = |asked, text| (asked, text, self.held(text, language, reading));
        let asked = self.best_phrasing(document, fields, title, reading);
        let asked = asked.map(|text| of_text(true, text));
        let waiting = texts(document, fields.open_text).take(PHRASINGS).enumerate();
        let bodies = texts(document, fields.body_text).take(1).map(|text| of_text(false, text));
        let waiting = waiting.map(|(nth, text)| of_text(nth > 0, text));
        let mut best: Option<(bool, &str, Held)> = None;
        for one in asked.into_iter().chain(bodies).chain(waiting) {
            let worth = |held: &Held| (held.beyond(title), held.count());
            if worth(&one.2) > best.as_ref().map_or((0, usize::MAX), |best| worth(&best.2)) {
                best = Some(one);
            }
        }
        let (asked, text, held) = best?;
        let (text, marks) = excerpt(text, &held.marks);
        Some(Passage { asked, text, marks })
    }

    /// The phrasing that holds most of the words, told by the stems that are kept of each.
    fn best_phrasing<'a>(
        &self,
        document: &'a TantivyDocument,
        fields: &Fields,
        title: &Held,
        reading: Reading,
    ) -> Option<&'a str> {
        let mut best = (0, 0, 0);
        for (nth, stems) in texts(document, fields.phrasing).take(PHRASINGS).enumerate() {
            let terms: Vec<(&str, &str)> = stems.split(' ').map(|stem| (stem, stem)).collect();
            let (_, words) = self.held_by(&terms, reading);
            let held = Held { marks: Vec::new(), words };
            let worth = (held.beyond(title), held.count());
            if worth > (best.0, best.1) {
                best = (worth.0, worth.1, nth);
            }
        }
        if best.0 == 0 { None } else { texts(document, fields.phrasing_text).nth(best.2) }
    }
}

fn texts(document: &TantivyDocument, field: Field) -> impl Iterator<Item = &str> {
    document.get_all(field).filter_map(|value| value.as_str())
}

/// The words around the first mark, and the marks there.
fn excerpt(text: &str, marks: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let first = marks.first().map_or(0, |mark| mark.start);
    let mut start = text.floor_char_boundary(first.saturating_sub(BEFORE));
    if start > 0 {
        // Not within a word.
        let rest = text.get(start..first).unwrap_or_default();
        start += rest.find(char::is_whitespace).map_or(0, |blank| blank + 1);
    }
    let mut end = text.floor_char_boundary(start.saturating_add(LENGTH));
    if end < text.len() {
        let kept = text.get(start..end).unwrap_or_default();
        let last = marks.iter().take_while(|mark| mark.end <= end).last();
        let blank = kept.rfind(char::is_whitespace).map_or(end, |blank| start + blank);
        end = last.map_or(blank, |mark| blank.max(mark.end));
    }
    let before = if start > 0 { LEFT_OUT } else { "" };
    let after = if end < text.len() { LEFT_OUT } else { "" };
    let kept: String = text.get(start..end).unwrap_or_default().replace(['\n', '\t', '\r'], " ");
    let within = marks.iter().filter(|mark| start <= mark.start && mark.end <= end);
    let moved = |at: usize| at - start + before.len();
    let marks = within.map(|mark| moved(mark.start)..moved(mark.end)).collect();
    (format!("{before}{kept}{after}"), marks)
}

fn is_meant(word: &TypedWord, written: &str, stem: &str, reading: Reading) -> bool {
    word.stems.iter().any(|own| own == stem) || fits(word, written, reading)
}

fn fits(word: &TypedWord, written: &str, reading: Reading) -> bool {
    let typed = word.written.as_str();
    if written == typed || (word.goes_on && written.starts_with(typed)) {
        return true;
    }
    if reading != Reading::AllRoughly || !may_err(typed) {
        return false;
    }
    let letters: Vec<char> = typed.chars().collect();
    let other: Vec<char> = written.chars().collect();
    let ends = letters.len() - 1..=letters.len() + 1;
    one_edit_apart(&letters, &other)
        || (word.goes_on
            && ends.filter_map(|end| other.get(..end)).any(|cut| one_edit_apart(&letters, cut)))
}

/// Whether one letter more, less, different or swapped with the next makes `a` into `b`.
fn one_edit_apart(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let a = a.get(..a.len() - same).unwrap_or_default();
    let b = b.get(..b.len() - same).unwrap_or_default();
    match (a, b) {
        ([_] | [], [_] | []) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}
