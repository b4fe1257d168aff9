//! What every answer is compared with a message by: its title, its text and its phrasings, each as
//! numbers.
//!
//! Up to [`REMEMBERED`] answers are kept in memory and all of them are compared; of a larger
//! library only those that the words or the meaning bring up, read when they are needed. Either
//! way an answer's numbers follow from what the index holds, never from the order in which it came
//! there: the same answers rank alike on every desk, and what is taken back leaves no trace.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::schema::{Field, Value as _};
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::far::Far;
use crate::grams::{ByGram, Cutter, Grams, Weights};
use crate::language::Language;
use crate::meaning::{Centre, Meaning};
use crate::mend::{self, Vocabulary};
use crate::schema::{Fields, column};
use crate::vectors::Vector;

/// Up to this many answers are kept in memory.
pub(crate) const REMEMBERED: usize = 3_000;
/// Answers of a larger library by which the rarity of grams is judged.
const SAMPLED: usize = 1_000;

/// How many words of a text its meaning is told by; more would take longer than they tell.
const GIST: usize = 26;

/// One text of an answer.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) part: Part,
    pub(crate) weights: Weights,
    /// Its meaning, where an encoder has seen it.
    pub(crate) meaning: Option<Meaning>,
}

/// Which text of an answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Title,
    /// Title and body together.
    Text,
    /// The phrasing with this number.
    Phrasing(usize),
    /// A post that the answer was rejected for.
    Rejected,
}

/// One answer in service.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Made from its id.
    pub(crate) tie: u64,
    /// Made from all of its content.
    print: u64,
    pub(crate) rows: Vec<Row>,
    /// The middle of its rows, of length 1.
    pub(crate) middle: Weights,
    /// The middle of what its rows mean, of length 1.
    pub(crate) meant: Option<Vec<f32>>,
}

/// How rare grams are among what curators wrote. Learned phrasings do not count, so that learning
/// one changes nothing but its answer.
#[derive(Debug, Default)]
pub(crate) struct Rare {
    /// Made from everything that was counted.
    print: u64,
    /// Whether the meaning of everything that was counted is known.
    is_complete: bool,
    rows: u32,
    having: ByGram<u32>,
    /// The words that were counted.
    pub(crate) words: Vocabulary,
    /// What the library means on the whole.
    pub(crate) centre: Centre,
}

/// An answer in service and where it stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    tie: u64,
    address: DocAddress,
    print: u64,
    curated: u64,
}

/// The answers in service, ready to be compared.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) rare: Arc<Rare>,
    /// All of them, where they are kept in memory; in the order of their addresses.
    entries: Option<Vec<(DocAddress, Arc<Entry>)>>,
    /// What the answers mean, where they are not kept in memory.
    pub(crate) far: Far,
    /// Made from the content of all answers.
    pub(crate) print: u64,
    /// How much meaning was known when it was read.
    pub(crate) known: u64,
    /// Made from the encoder and from how many of the texts have a meaning.
    pub(crate) meant: u64,
}

/// Where the meaning of a text is found, if it is known.
pub(crate) trait Meanings {
    /// The meaning of a text in a language.
    fn of(&self, language: Language, text: &str) -> Option<Arc<Vector>>;
    /// A number made from the encoder's name.
    fn print(&self) -> u64;
    /// How many are known.
    fn known(&self) -> u64;
}

impl Memory {
    /// Reads the answers in service; what has not changed since `before` is taken from there.
    pub(crate) fn read(
        searcher: &Searcher,
        fields: &Fields,
        before: Option<&Self>,
        meanings: &dyn Meanings,
    ) -> tantivy::Result<Self> {
        let mut places = places(searcher)?;
        let print = places.iter().fold(0, |sum: u64, place| sum.wrapping_add(place.print));
        let is_small = places.len() <= REMEMBERED;
        let mut counted = places.clone();
        if !is_small {
            counted.sort_unstable_by_key(|place| place.tie);
            counted.truncate(SAMPLED);
        }
        let curated = counted.iter().fold(0, |sum: u64, place| sum.wrapping_add(place.curated));
        let known = meanings.known();
        let newest = before;
        let before = before.filter(|before| before.rare.print == curated);
        let before = before.filter(|before| before.known == known || before.rare.is_complete);
        let rare = if let Some(before) = before {
            Arc::clone(&before.rare)
        } else {
            counted.sort_unstable_by_key(|place| place.tie);
            Arc::new(Rare::read(searcher, fields, &counted, curated, meanings)?)
        };
        if !is_small {
            let before = newest.map(|before| &before.far);
            let far = Far::read(searcher, fields, before, meanings)?;
            return Ok(Self { rare, entries: None, far, print, known, meant: 0 });
        }
        let mut kept: HashMap<u64, Arc<Entry>> = HashMap::new();
        if let Some(before) = before {
            let entries = before.entries.iter().flatten().map(|(_, entry)| entry);
            let same = entries.filter(|entry| before.known == known || entry.is_complete());
            kept.extend(same.map(|entry| (entry.print, Arc::clone(entry))));
        }
        places.sort_unstable_by_key(|place| place.address);
        let mut entries = Vec::with_capacity(places.len());
        for place in places {
            let entry = if let Some(entry) = kept.get(&place.print) {
                Arc::clone(entry)
            } else {
                let document = searcher.doc(place.address)?;
                Arc::new(Entry::read(&document, fields, place, &rare, meanings))
            };
            entries.push((place.address, entry));
        }
        let rows = entries.iter().flat_map(|(_, entry)| &entry.rows);
        let meant = rows.filter(|row| row.meaning.is_some()).count() as u64;
        let meant = if meant > 0 { meanings.print().wrapping_add(meant) } else { 0 };
        let far = Far::default();
        Ok(Self { rare, entries: Some(entries), far, print, known, meant })
    }

    /// All answers, where they are kept in memory.
    pub(crate) fn all(&self) -> Option<&[(DocAddress, Arc<Entry>)]> {
        self.entries.as_deref()
    }

    /// The answer at an address.
    pub(crate) fn entry(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        at: DocAddress,
        meanings: &dyn Meanings,
    ) -> tantivy::Result<Arc<Entry>> {
        let known = self.entries.as_ref().and_then(|entries| {
            let place = entries.binary_search_by_key(&at, |(address, _)| *address).ok()?;
            entries.get(place)
        });
        if let Some((_, entry)) = known {
            return Ok(Arc::clone(entry));
        }
        let document = searcher.doc(at)?;
        let place = Place { tie: 0, address: at, print: 0, curated: 0 };
        Ok(Arc::new(Entry::read(&document, fields, place, &self.rare, meanings)))
    }
}

impl Entry {
    fn read(
        document: &TantivyDocument,
        fields: &Fields,
        place: Place,
        rare: &Rare,
        meanings: &dyn Meanings,
    ) -> Self {
        let language = language(document, fields);
        let mut cutter = Cutter::new(language);
        let rows: Vec<Row> = texts(document, fields)
            .into_iter()
            .map(|(part, text)| Row {
                part,
                weights: cutter.cut(&text).weighed(|gram| rare.of(gram)),
                meaning: meanings
                    .of(language, gist(&text))
                    .map(|vector| rare.centre.meaning(vector)),
            })
            .collect();
        let asked = || rows.iter().filter(|row| row.part != Part::Rejected);
        let middle = Weights::middle(asked().map(|row| &row.weights));
        let meant = rare.centre.middle(asked().filter_map(|row| row.meaning.as_ref()));
        Self { tie: place.tie, print: place.print, rows, middle, meant }
    }

    /// Whether the meaning of all its texts is known.
    fn is_complete(&self) -> bool {
        self.rows.iter().all(|row| row.meaning.is_some())
    }

    /// How many phrasings it has.
    pub(crate) fn phrasings(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.part, Part::Phrasing(_))).count()
    }
}

impl Rare {
    fn read(
        searcher: &Searcher,
        fields: &Fields,
        places: &[Place],
        print: u64,
        meanings: &dyn Meanings,
    ) -> tantivy::Result<Self> {
        let mut rare = Self { print, is_complete: true, ..Self::default() };
        for place in places {
            let document: TantivyDocument = searcher.doc(place.address)?;
            let language = language(&document, fields);
            let mut cutter = Cutter::new(language);
            let curated = curated(&document, fields);
            for (part, text) in texts(&document, fields) {
                match part {
                    Part::Phrasing(number) if number >= curated => {}
                    Part::Rejected => {}
                    _ => {
                        rare.count(&cutter.cut(&text));
                        for word in mend::words(&text) {
                            *rare.words.entry(word).or_default() += 1;
                        }
                        match meanings.of(language, gist(&text)) {
                            Some(vector) => rare.centre.add(&vector),
                            None => rare.is_complete = false,
                        }
                    }
                }
            }
        }
        rare.centre.settle();
        Ok(rare)
    }

    fn count(&mut self, grams: &Grams) {
        self.rows += 1;
        for gram in grams.iter() {
            *self.having.entry(gram).or_default() += 1;
        }
    }

    /// How much a gram tells: the logarithm of how few texts have it.
    #[expect(clippy::cast_precision_loss, reason = "counts of texts are small")]
    pub(crate) fn of(&self, gram: u32) -> f32 {
        let having = self.having.get(&gram).copied().unwrap_or_default();
        1.0 + libm::logf((1.0 + self.rows as f32) / (1.0 + having as f32))
    }
}

/// Every answer in service.
fn places(searcher: &Searcher) -> tantivy::Result<Vec<Place>> {
    let mut places = Vec::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let columns = segment.fast_fields();
        let in_service = columns.u64(column::IN_SERVICE)?;
        let (ties, prints) = (columns.u64(column::TIE)?, columns.u64(column::PRINT)?);
        let curated = columns.u64(column::CURATED)?;
        for doc in segment.doc_ids_alive().filter(|doc| in_service.first(*doc) == Some(1)) {
            places.push(Place {
                tie: ties.first(doc).unwrap_or_default(),
                address: DocAddress::new(ordinal, doc),
                print: prints.first(doc).unwrap_or_default(),
                curated: curated.first(doc).unwrap_or_default(),
            });
        }
    }
    Ok(places)
}

/// Where the answers in service stand.
pub(crate) fn addresses(searcher: &Searcher) -> tantivy::Result<Vec<DocAddress>> {
    Ok(places(searcher)?.into_iter().map(|place| place.address).collect())
}

/// The texts of an answer that are compared with a message.
pub(crate) fn texts(document: &TantivyDocument, fields: &Fields) -> Vec<(Part, String)> {
    let title = first(document, fields.title_text);
    let mut texts = vec![(Part::Title, title.to_owned())];
    if !first(document, fields.body_text).is_empty() {
        texts.push((Part::Text, own_text(document, fields)));
    }
    let phrasings = values(document, fields.phrasing_text).enumerate();
    texts.extend(phrasings.map(|(number, text)| (Part::Phrasing(number), text.to_owned())));
    let rejected = values(document, fields.rejected_text);
    texts.extend(rejected.map(|text| (Part::Rejected, text.to_owned())));
    texts
}

/// The start of a text, by which its meaning is told: people say what it is about first.
pub(crate) fn gist(text: &str) -> &str {
    let rest = text.split_whitespace().nth(GIST);
    let end = rest.map_or(text.len(), |word| word.as_ptr() as usize - text.as_ptr() as usize);
    text.get(..end).unwrap_or(text).trim_end()
}

/// Title and body of an answer together.
pub(crate) fn own_text(document: &TantivyDocument, fields: &Fields) -> String {
    let title = first(document, fields.title_text);
    match first(document, fields.body_text) {
        "" => title.to_owned(),
        body => format!("{title}. {body}"),
    }
}

pub(crate) fn language(document: &TantivyDocument, fields: &Fields) -> Language {
    Language::by_code(first(document, fields.language))
}

/// How many of the phrasings are curators'.
fn curated(document: &TantivyDocument, fields: &Fields) -> usize {
    let count = document.get_first(fields.curated).and_then(|value| value.as_u64());
    count.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX)
}

fn first(document: &TantivyDocument, field: Field) -> &str {
    values(document, field).next().unwrap_or_default()
}

fn values(document: &TantivyDocument, field: Field) -> impl Iterator<Item = &str> {
    document.get_all(field).filter_map(|value| value.as_str())
}
