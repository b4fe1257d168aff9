//! Numbers as digits and as words, in English, German, Spanish and French.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language whose number words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Language {
    English,
    German,
    Spanish,
    French,
}

/// The language of a text, by its commonest words; English when it does not show.
pub(super) fn language(text: &str) -> Language {
    const COMMON: [(Language, &str); 4] = [
        (
            Language::English,
            " the and you your is are we our to of for with will have please this not ",
        ),
        (
            Language::German,
            " der die das und sie ihr ihre ist sind wir für mit nicht zu bitte haben innerhalb den dem ein eine ",
        ),
        (
            Language::Spanish,
            " el la los las y es son su sus que para con por no de en te tu hemos días puede ",
        ),
        (
            Language::French,
            " le la les et est sont vous votre nous pour avec pas de en dans des sous une jours ",
        ),
    ];
    let lower = text.to_lowercase();
    let words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!(" {word} "))
        .collect();
    let count = |common: &str| words.iter().filter(|word| common.contains(word.as_str())).count();
    let mut best = (Language::English, 0);
    for (language, common) in COMMON {
        let count = count(common);
        if count > best.1 {
            best = (language, count);
        }
    }
    best.0
}

/// The number words of every language: all from 0 to 99 that are one word or hyphenated, the
/// hyphens written as blanks, and some larger.
static WORDS: LazyLock<HashMap<(Language, String), u32>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (language, units, tens) in TABLES {
        let units: Vec<&str> = units.split(' ').collect();
        for (value, word) in (0..).zip(&units) {
            all.insert((language, (*word).to_owned()), value);
        }
        for (ten, word) in (2..).zip(tens.split(' ')) {
            all.insert((language, word.to_owned()), ten * 10);
            for (unit, name) in (0..).zip(&units).take(20).skip(1) {
                for joined in compounds(language, word, name) {
                    all.entry((language, joined)).or_insert(ten * 10 + unit);
                }
            }
        }
        for (word, value) in LARGER.iter().filter(|(l, ..)| *l == language).map(|(_, w, v)| (w, v))
        {
            all.insert((language, (*word).to_owned()), *value);
        }
    }
    all
});

const TABLES: [(Language, &str, &str); 4] = [
    (
        Language::English,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (
        Language::German,
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    ),
    (
        Language::Spanish,
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    ),
    (
        Language::French,
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix\u{20}sept dix\u{20}huit dix\u{20}neuf",
        "vingt trente quarante cinquante soixante septante huitante nonante",
    ),
];

const LARGER: [(Language, &str, u32); 26] = [
    (Language::English, "hundred", 100),
    (Language::English, "thousand", 1000),
    (Language::English, "dozen", 12),
    (Language::English, "million", 1_000_000),
    (Language::German, "hundert", 100),
    (Language::German, "tausend", 1000),
    (Language::German, "dreissig", 30),
    (Language::German, "eine", 1),
    (Language::German, "einen", 1),
    (Language::German, "einem", 1),
    (Language::German, "einer", 1),
    (Language::German, "ein", 1),
    (Language::Spanish, "cien", 100),
    (Language::Spanish, "mil", 1000),
    (Language::Spanish, "veintiuno", 21),
    (Language::Spanish, "veintidós", 22),
    (Language::Spanish, "veintitrés", 23),
    (Language::Spanish, "veinticuatro", 24),
    (Language::Spanish, "veinticinco", 25),
    (Language::Spanish, "un", 1),
    (Language::Spanish, "una", 1),
    (Language::French, "cent", 100),
    (Language::French, "mille", 1000),
    (Language::French, "quatre vingt", 80),
    (Language::French, "une", 1),
    (Language::French, "dix sept", 17),
];

fn compounds(language: Language, ten: &str, unit: &str) -> Vec<String> {
    match language {
        Language::English => vec![format!("{ten} {unit}")],
        Language::German => {
            let unit = if unit == "eins" { "ein" } else { unit };
            vec![format!("{unit}und{ten}")]
        }
        Language::Spanish => vec![format!("{ten} y {unit}")],
        Language::French => vec![format!("{ten} {unit}"), format!("{ten} et {unit}")],
    }
}

/// A number at the start of `words`, which are in lower case and hold no hyphens: its value and
/// how many of them it takes.
pub(super) fn in_words(words: &[&str], language: Language) -> Option<(u32, usize)> {
    (1..=3.min(words.len())).rev().find_map(|count| {
        let name = words.get(..count)?.join(" ");
        WORDS.get(&(language, name)).map(|value| (*value, count))
    })
}

/// Digits as one number, whatever separates thousands and decimals; `None` when they are no number,
/// such as a date or a time.
pub(super) fn amount(shown: &str) -> Option<String> {
    if !shown.starts_with(|c: char| c.is_ascii_digit()) || shown.contains([':', '/']) {
        return None;
    }
    if !shown.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let last = shown.rfind(['.', ',']);
    let fraction = last.and_then(|at| shown.get(at + 1..)).filter(|tail| {
        let separators: Vec<char> = shown.chars().filter(|c| !c.is_ascii_digit()).collect();
        let mixed = separators.iter().any(|c| Some(c) != separators.last());
        // `1.000` is a thousand, as prices and counts are written; `1.50` is a fraction.
        tail.len() != 3 || mixed || (shown.starts_with('0') && separators.len() == 1)
    });
    let whole_end = if fraction.is_some() { last.unwrap_or(shown.len()) } else { shown.len() };
    let whole: String = shown.get(..whole_end)?.chars().filter(char::is_ascii_digit).collect();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.unwrap_or_default().trim_end_matches('0');
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_of_four_languages_are_read() {
        for (language, words, value) in [
            (Language::English, "twenty four hours", 24),
            (Language::English, "five days", 5),
            (Language::German, "vierundzwanzig stunden", 24),
            (Language::German, "einundzwanzig tage", 21),
            (Language::Spanish, "veinticuatro horas", 24),
            (Language::Spanish, "treinta y un días", 30),
            (Language::Spanish, "cuarenta y ocho horas", 48),
            (Language::French, "vingt quatre heures", 24),
            (Language::French, "soixante douze heures", 72),
        ] {
            let words: Vec<&str> = words.split(' ').collect();
            assert_eq!(in_words(&words, language).map(|found| found.0), Some(value), "{words:?}");
        }
    }

    #[test]
    fn digits_are_one_number_however_they_are_grouped() {
        for (shown, expected) in [
            ("1,299.00", "1299"),
            ("1.299,00", "1299"),
            ("1.299", "1299"),
            ("05", "5"),
            ("5.00", "5"),
            ("2,5", "2.5"),
            ("0.125", "0.125"),
            ("1.234.567", "1234567"),
        ] {
            assert_eq!(amount(shown).as_deref(), Some(expected), "{shown}");
        }
        assert_eq!(amount("10:30"), None);
    }
}
