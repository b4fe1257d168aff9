//! Titles before a name, such as `Mrs`.

use unicode_normalization::UnicodeNormalization as _;

/// The titles, in lower case and without accents.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "herrn", "senor",
    "senora", "sr", "sra", "don", "dona", "monsieur", "madame", "mme", "mlle", "signor", "signora",
    "senhor", "senhora", "sayin", "bay", "bayan",
];

/// Whether `word` is a title, whatever its case, accents and full stop.
pub(crate) fn is_title(word: &str) -> bool {
    let letters = word.nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    let folded: String = letters.map(|c| if c == 'ı' { 'i' } else { c }).collect();
    TITLES.contains(&folded.as_str())
}
