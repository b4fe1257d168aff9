//! A text as it is compared: letters and digits without case and accents, each with its place.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

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

/// The letters and digits of `text`. `ß` is two, as it is often written.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            signs.push(Sign { char: c.to_ascii_lowercase(), start, end });
        } else if c.is_alphanumeric() {
            let folded = [c].into_iter().nfkd().flat_map(char::to_lowercase);
            let push = |char| Sign { char, start, end };
            match c {
                'ß' | 'ẞ' => signs.extend(['s', 's'].map(push)),
                _ => signs.extend(folded.filter(|c| c.is_alphanumeric()).map(push)),
            }
        }
    }
    signs
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
    let between = text.get(end..start).unwrap_or_default();
    between.chars().all(|c| is_invisible(c) || matches!(c, '\u{300}'..='\u{36f}'))
}

/// `text` folded, as one run.
pub(super) fn run(text: &str) -> String {
    signs(text).into_iter().map(|sign| sign.char).collect()
}

/// Whether a sign shows nothing: it may stand in a word to hide it.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The sign before `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The sign at `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether letters or digits reach over neither end of `range`.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !is_word(before(text, range.start)) && !is_word(after(text, range.end))
}

/// The last word before `at`, in lower case, when only blanks and `#:.-()` stand between.
pub(super) fn word_before(text: &str, at: usize) -> String {
    let rest = text.get(..at).unwrap_or_default();
    let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || "#:.-–()*_".contains(c));
    let start = rest.rfind(|c: char| !c.is_alphabetic()).map_or(0, |place| {
        place + rest.get(place..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8)
    });
    rest.get(start..).unwrap_or_default().to_lowercase()
}

/// Whether what stands before `at` says that a reference number follows: an order, a case, a
/// parcel.
pub(super) fn is_reference(text: &str, at: usize) -> bool {
    const NOUNS: [&str; 44] = [
        "order",
        "orders",
        "ticket",
        "case",
        "reference",
        "ref",
        "invoice",
        "tracking",
        "parcel",
        "shipment",
        "booking",
        "confirmation",
        "article",
        "item",
        "sku",
        "model",
        "serial",
        "id",
        "version",
        "flight",
        "request",
        "incident",
        "claim",
        "policy",
        "account",
        "customer",
        "bestellung",
        "bestellnummer",
        "auftrag",
        "rechnung",
        "kundennummer",
        "vorgang",
        "sendung",
        "artikel",
        "pedido",
        "factura",
        "envío",
        "commande",
        "facture",
        "colis",
        "siparis",
        "sipariş",
        "isbn",
        "ean",
    ];
    const LINKS: [&str; 12] = [
        "number", "no", "nr", "num", "is", "nummer", "número", "numero", "numéro", "code", "n",
        "your",
    ];
    if before(text, at) == Some('#') {
        return true;
    }
    let mut at = at;
    for _ in 0..3 {
        let word = word_before(text, at);
        if NOUNS.contains(&word.as_str()) {
            return true;
        }
        if !LINKS.contains(&word.as_str()) {
            return false;
        }
        let rest = text.get(..at).unwrap_or_default();
        at = rest.to_lowercase().rfind(&word).filter(|at| text.is_char_boundary(*at)).unwrap_or(0);
    }
    false
}
