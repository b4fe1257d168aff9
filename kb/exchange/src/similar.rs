//! Near-duplicates: rows that say what another row or a known answer says already.
//!
//! Two texts are compared by their runs of three words. To find what is worth comparing among very
//! many, each text gets a short signature (`MinHash`); texts that agree in one band of it are
//! looked at closely.

use std::collections::HashMap;

use antiphon_model::normalised;

/// How many pairs are given; the rest is only counted.
pub const PAIR_LIMIT: usize = 1_000;
/// From here on two texts are near-duplicates: the share of word runs that they have in common.
const SIMILAR: f32 = 0.8;
/// How many words make a run.
const RUN: usize = 3;
/// The longest part of a text that is looked at, in words.
const WORDS: usize = 2_000;
const BANDS: usize = 8;
const ROWS_A_BAND: usize = 3;
/// How many texts of one band or title are looked at; more are alike among themselves.
const KEPT: usize = 4;

/// A text to compare, with whatever the caller knows it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a, K> {
    /// What the caller knows it by. Entries with equal keys are the same answer, not duplicates.
    pub key: K,
    /// Its title.
    pub title: &'a str,
    /// Its body.
    pub body: &'a str,
}

/// Two entries that say the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<K> {
    /// The one that was there first: a known answer or an earlier row.
    pub first: K,
    /// The row.
    pub second: K,
    /// The share of word runs that both have in common, 0 to 1.
    pub similarity: f32,
    /// Whether a person would call the titles the same.
    pub same_title: bool,
}

/// Every row that says what an earlier one says.
#[derive(Debug, Clone, PartialEq)]
pub struct NearDuplicates<K> {
    /// Each such row with the most similar earlier one; at most [`PAIR_LIMIT`].
    pub pairs: Vec<Pair<K>>,
    /// How many such rows there are in all.
    pub count: u64,
}

/// Finds the `rows` that say what an entry of `existing` or an earlier row says: the same title, or
/// nearly the same words.
pub fn near_duplicates<K: Clone + PartialEq>(
    rows: &[Entry<'_, K>],
    existing: &[Entry<'_, K>],
) -> NearDuplicates<K> {
    let mut seen = Seen::default();
    for entry in existing {
        seen.add(Text::new(entry));
    }
    let entry_at = |at: usize| existing.get(at).or_else(|| rows.get(at - existing.len()));
    let mut found = NearDuplicates { pairs: Vec::new(), count: 0 };
    for row in rows {
        let text = Text::new(row);
        let others = seen.candidates(&text).into_iter().filter_map(|at| {
            let other = entry_at(at).filter(|other| other.key != row.key)?;
            seen.texts.get(at)?.compare(&text, other.key.clone(), row.key.clone())
        });
        if let Some(pair) = others.reduce(closer) {
            found.count += 1;
            if found.pairs.len() < PAIR_LIMIT {
                found.pairs.push(pair);
            }
        }
        seen.add(text);
    }
    found
}

fn closer<K>(best: Pair<K>, other: Pair<K>) -> Pair<K> {
    let rank = |pair: &Pair<K>| (pair.similarity, pair.same_title);
    if rank(&other) > rank(&best) { other } else { best }
}

/// What is kept of an entry.
struct Text {
    title: String,
    /// The hashes of its word runs, sorted.
    runs: Vec<u32>,
    bands: [u64; BANDS],
}

impl Text {
    fn new<K>(entry: &Entry<'_, K>) -> Self {
        let words: Vec<u64> =
            [entry.title, entry.body].into_iter().flat_map(word_hashes).take(WORDS).collect();
        let run = words.len().clamp(1, RUN);
        let mut runs: Vec<u32> = words.windows(run).map(run_hash).collect();
        runs.sort_unstable();
        runs.dedup();
        Self { title: normalised(entry.title), bands: bands(&runs), runs }
    }

    fn compare<K>(&self, later: &Self, first: K, second: K) -> Option<Pair<K>> {
        let same_title = !self.title.is_empty() && self.title == later.title;
        let similarity = similarity(&self.runs, &later.runs);
        let alike = same_title || similarity >= SIMILAR;
        alike.then_some(Pair { first, second, similarity, same_title })
    }
}

/// The entries so far, by title and by band.
#[derive(Default)]
struct Seen {
    texts: Vec<Text>,
    titles: HashMap<String, Few>,
    bands: HashMap<u64, Few>,
}

/// A few places in a list.
#[derive(Default)]
struct Few {
    places: [u32; KEPT],
    length: usize,
}

impl Few {
    fn add(&mut self, place: usize) {
        if let (Some(slot), Ok(place)) = (self.places.get_mut(self.length), u32::try_from(place)) {
            *slot = place;
            self.length += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.places.iter().take(self.length).map(|place| *place as usize)
    }
}

impl Seen {
    fn add(&mut self, text: Text) {
        let place = self.texts.len();
        if !text.title.is_empty() {
            self.titles.entry(text.title.clone()).or_default().add(place);
        }
        if !text.runs.is_empty() {
            for band in text.bands {
                self.bands.entry(band).or_default().add(place);
            }
        }
        self.texts.push(text);
    }

    fn candidates(&self, text: &Text) -> Vec<usize> {
        let by_title = self.titles.get(&text.title);
        let bands = if text.runs.is_empty() { [].as_slice() } else { text.bands.as_slice() };
        let by_band = bands.iter().filter_map(|band| self.bands.get(band));
        let mut places: Vec<usize> =
            by_title.into_iter().chain(by_band).flat_map(Few::iter).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The hash of each word, letter case not counted.
fn word_hashes(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        let letters = word.chars().flat_map(char::to_lowercase);
        letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
            (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    })
}

fn run_hash(words: &[u64]) -> u32 {
    let hash = words.iter().fold(0_u64, |hash, word| mixed(hash.rotate_left(5) ^ word));
    high(hash)
}

/// The bits of `value`, well shuffled.
fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

fn high(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// The signature: the smallest value of several hash functions over the runs, in bands.
fn bands(runs: &[u32]) -> [u64; BANDS] {
    let mut function = 0_u64;
    std::array::from_fn(|band| {
        let mut key = band as u64;
        for _ in 0..ROWS_A_BAND {
            function += 1;
            let factor = mixed(function) | 1;
            let least = runs.iter().map(|run| high(u64::from(*run).wrapping_mul(factor))).min();
            key = mixed(key ^ u64::from(least.unwrap_or_default()).rotate_left(17));
        }
        key
    })
}

/// The share of runs in both lists, which are sorted, among those in either.
fn similarity(a: &[u32], b: &[u32]) -> f32 {
    let common = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    let common = u16::try_from(common).unwrap_or(u16::MAX);
    let all = u16::try_from(a.len() + b.len()).unwrap_or(u16::MAX).saturating_sub(common);
    if all == 0 { 0.0 } else { f32::from(common) / f32::from(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Your refund is on its way and will reach your account within five working \
        days after we received the parcel, at the latest on the day we told you by e-mail";

    fn entry<'a>(key: u32, title: &'a str, body: &'a str) -> Entry<'a, u32> {
        Entry { key, title, body }
    }

    #[test]
    fn the_same_title_and_nearly_the_same_words_are_found_and_the_rest_is_not() {
        let nearly = BODY.replace("five", "six");
        let rows = [
            entry(1, "Refund time", BODY),
            entry(2, "refund  TIME!", "Something else entirely."),
            entry(3, "Refund time", &nearly),
            entry(4, "Opening hours", "We are open from nine to five."),
            entry(5, "", ""),
            entry(6, "", ""),
        ];
        let found = near_duplicates(&rows, &[]);
        let pairs: Vec<_> = found.pairs.iter().map(|p| (p.first, p.second, p.same_title)).collect();
        assert_eq!(pairs, [(1, 2, true), (1, 3, true)]);
        assert!(found.pairs[1].similarity > 0.8, "{:?}", found.pairs[1]);
    }

    #[test]
    fn a_reworded_title_over_the_same_body_is_found_by_its_words() {
        let rows = [entry(1, "Refunds", BODY), entry(2, "When will the money come?", BODY)];
        let found = near_duplicates(&rows, &[]);
        assert!(!found.pairs[0].same_title && found.pairs[0].similarity >= 0.8);
    }

    #[test]
    fn known_answers_are_compared_but_never_with_themselves() {
        let known = [entry(1, "Refund", BODY), entry(2, "Refund", BODY)];
        let found = near_duplicates(&[entry(1, "Refund", BODY), entry(9, "New", "words")], &known);
        let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        assert_eq!(pairs, [(2, 1)], "answer 1 read again is no duplicate of itself");
    }

    #[test]
    fn many_pairs_are_counted_and_a_thousand_are_given() {
        let rows: Vec<_> = (0..3_000).map(|key| entry(key, "Same", BODY)).collect();
        let found = near_duplicates(&rows, &[]);
        assert_eq!((found.pairs.len(), found.count), (PAIR_LIMIT, 2_999));
    }
}
