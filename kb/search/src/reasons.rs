//! Reasons: which words of the message an answer has, and where.

use std::collections::HashSet;
use std::ops::Range;

use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value as _};

use crate::asked::Asked;
use crate::language::Language;
use crate::schema::Fields;
use crate::words::Words;

/// Bytes of a body in which words are marked.
const MARKED: usize = 8 * 1024;

/// A word is no reason when it tells less than this share of what the best common word tells:
/// nobody wants to read that an answer was suggested for its `the`.
const TELLING: f32 = 0.3;

/// Where the words of a message stand: in bytes of the texts as they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matched {
    /// In the title.
    pub in_title: Vec<Range<usize>>,
    /// The phrasing that comes closest, and where in it; `None` when no phrasing shares a word.
    pub in_phrasing: Option<(String, Vec<Range<usize>>)>,
    /// In the first 8 kB of the body.
    pub in_body: Vec<Range<usize>>,
    /// In the message itself.
    pub in_message: Vec<Range<usize>>,
}

/// One answer as it was found, compared with the message.
pub(crate) struct Reading<'a> {
    asked: &'a Asked,
    fields: &'a Fields,
    document: TantivyDocument,
    words: Words,
    /// The words of the message that the title or any phrasing has.
    head: HashSet<usize>,
    /// Which of the phrasings comes closest.
    closest: Option<usize>,
}

/// What the words of the message and of an answer have in common.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(crate) title: String,
    pub(crate) matched: Matched,
}

/// Words of the message found in a text: their numbers, and where in the text.
type Marks = Vec<(usize, Range<usize>)>;

impl<'a> Reading<'a> {
    /// Compares the heads: title and phrasings.
    pub(crate) fn new(asked: &'a Asked, fields: &'a Fields, document: TantivyDocument) -> Self {
        let language = Language::by_code(first(&document, fields.language));
        let mut words = Words::stemmed(language);
        let title = words.joined(first(&document, fields.title_text));
        let (mut head, mut closest, mut best) = (HashSet::new(), None, 0.0);
        for (number, stems) in texts(&document, fields.phrasing).enumerate() {
            let closeness = closeness(asked, stems, &mut head);
            if closeness > best {
                (best, closest) = (closeness, Some(number));
            }
        }
        closeness(asked, &title, &mut head);
        Self { asked, fields, document, words, head, closest }
    }

    /// The whole comparison, with places.
    pub(crate) fn evidence(mut self) -> Evidence {
        let title = first(&self.document, self.fields.title_text).to_owned();
        let in_title = self.marks(&title);
        let phrasing = self.closest.and_then(|number| {
            texts(&self.document, self.fields.phrasing_text).nth(number).map(str::to_owned)
        });
        let in_phrasing = phrasing.map(|text| (self.marks(&text), text));
        let body = first(&self.document, self.fields.body_text);
        let body = body.get(..body.floor_char_boundary(MARKED)).unwrap_or_default().to_owned();
        let in_body = self.marks(&body);
        let mut all: HashSet<usize> = in_body.iter().map(|(number, _)| *number).collect();
        all.extend(&self.head);
        let telling = self.telling(&all);
        let kept = |marks: Marks| -> Vec<Range<usize>> {
            let telling = marks.into_iter().filter(|(number, _)| telling.contains(number));
            telling.map(|(_, range)| range).collect()
        };
        let matched = Matched {
            in_title: kept(in_title),
            in_phrasing: in_phrasing
                .map(|(marks, text)| (text, kept(marks)))
                .filter(|(_, ranges)| !ranges.is_empty()),
            in_body: kept(in_body),
            in_message: self.in_message(&telling),
        };
        Evidence { title, matched }
    }

    fn marks(&mut self, text: &str) -> Marks {
        let words = self.words.of(text).into_iter();
        words.filter_map(|word| Some((self.asked.number(&word.term)?, word.range))).collect()
    }

    /// Those of the words that are worth naming: common ones only when there are no others.
    fn telling(&self, numbers: &HashSet<usize>) -> HashSet<usize> {
        let word = |number: usize| self.asked.words.get(number).map(|word| (number, word));
        let mut words: Vec<_> = numbers.iter().filter_map(|number| word(*number)).collect();
        if words.iter().any(|(_, word)| !word.common) {
            words.retain(|(_, word)| !word.common);
        }
        let most = words.iter().map(|(_, word)| word.weight).fold(0.0, f32::max);
        words.retain(|(_, word)| word.weight >= TELLING * most);
        words.into_iter().map(|(number, _)| number).collect()
    }

    fn in_message(&self, telling: &HashSet<usize>) -> Vec<Range<usize>> {
        let words = telling.iter().filter_map(|number| self.asked.words.get(*number));
        let mut places: Vec<_> = words.flat_map(|word| word.places.iter().cloned()).collect();
        places.sort_by_key(|place| place.start);
        places
    }
}

fn first(document: &TantivyDocument, field: Field) -> &str {
    texts(document, field).next().unwrap_or_default()
}

fn texts(document: &TantivyDocument, field: Field) -> impl Iterator<Item = &str> {
    document.get_all(field).filter_map(|value| value.as_str())
}

/// How alike the message and a text with these stems are: 1 for the same words. Notes the
/// common words in `heard`.
///
/// A cosine over the words' weights; words that only the text has weigh as much as the
/// message's on average, because looking each of them up would cost more than it tells.
fn closeness(asked: &Asked, stems: &str, heard: &mut HashSet<usize>) -> f32 {
    let mut stems: Vec<&str> = stems.split(' ').collect();
    stems.sort_unstable();
    stems.dedup();
    let mut common: Vec<usize> = stems.iter().filter_map(|stem| asked.number(stem)).collect();
    let strangers = stems.len() - common.len();
    common.sort_unstable();
    common.dedup();
    let words = common.iter().filter_map(|number| asked.words.get(*number));
    let shared: f32 = words.map(|word| word.weight * word.weight).sum();
    heard.extend(common);
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let strangers = strangers as f32 * asked.squares / asked.words.len().max(1) as f32;
    let norm = (asked.squares * (shared + strangers)).sqrt();
    if norm > 0.0 { shared / norm } else { 0.0 }
}
