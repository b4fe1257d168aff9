//! How many syllables an English word has, estimated by its letters.
//!
//! Vale counts them with `twine` (github.com/jdkato/twine, MIT, by Joseph Kato); its words,
//! beginnings, endings and patterns are taken over here, so that readability is the same number.

use std::sync::LazyLock;

use regex::Regex;

/// Words that the rules below would count wrongly.
const EXCEPTIONS: [(&str, i32); 51] = [
    ("abalone", 4),
    ("abare", 3),
    ("abed", 2),
    ("abruzzese", 4),
    ("abbruzzese", 4),
    ("aborigine", 5),
    ("aborigines", 5),
    ("acreage", 3),
    ("adame", 3),
    ("adieu", 2),
    ("adobe", 3),
    ("anemone", 4),
    ("apache", 3),
    ("aphrodite", 4),
    ("apostrophe", 4),
    ("ariadne", 4),
    ("cafe", 2),
    ("cafes", 2),
    ("calliope", 4),
    ("catastrophe", 4),
    ("chile", 2),
    ("chloe", 2),
    ("circe", 2),
    ("coyote", 3),
    ("epitome", 4),
    ("facsimile", 4),
    ("forever", 3),
    ("gethsemane", 4),
    ("guacamole", 4),
    ("hyperbole", 4),
    ("jesse", 2),
    ("jukebox", 2),
    ("karate", 3),
    ("machete", 3),
    ("maybe", 2),
    ("people", 2),
    ("recipe", 3),
    ("sesame", 3),
    ("shoreline", 2),
    ("simile", 3),
    ("syncope", 3),
    ("tamale", 3),
    ("yosemite", 4),
    ("daphne", 2),
    ("eurydice", 4),
    ("euterpe", 3),
    ("hermione", 4),
    ("penelope", 4),
    ("persephone", 4),
    ("phoebe", 2),
    ("zoe", 2),
];
/// Beginnings with the syllables that they add; the first that fits is cut off.
const BEGINNINGS: [(&[&str], i32); 2] = [
    (
        &[
            "above", "anti", "ante", "counter", "hyper", "afore", "agri", "infra", "intra",
            "inter", "over", "semi", "ultra", "under", "extra", "dia", "micro", "mega", "kilo",
            "pico", "nano", "macro",
        ],
        2,
    ),
    (&["un", "fore", "ware", "none", "non", "out", "post", "sub", "pre", "pro", "dis", "side"], 1),
];
/// Endings with the syllables that they add.
const ENDINGS: [(&[&str], i32); 3] = [
    (&["ology", "ologist", "onomy", "onomist"], 3),
    (&["fully", "berry", "woman", "women"], 2),
    (
        &[
            "ly", "less", "some", "ful", "er", "ers", "ness", "cian", "cians", "ment", "ments",
            "ette", "ettes", "ville", "villes", "ships", "ship", "side", "sides", "port", "ports",
            "shire", "shires", "tion", "tioned",
        ],
        1,
    ),
];

/// Patterns with what each match adds.
#[expect(clippy::unwrap_used, reason = "constant patterns that every test compiles")]
static PATTERNS: LazyLock<Vec<(Regex, i32)>> = LazyLock::new(|| {
    [
        ("[aeiouy]+", 1),
        (
            "cia(l|$)|tia|cius|cious|[^aeiou]giu|[aeiouy][^aeiouy]ion|iou|sia$|eous$|[oa]gue$|\
             .[^aeiuoycgltdb]{2,}ed$|.ely$|^jua|uai|eau|^busi$|\
             ([aeiouy](b|c|ch|dg|f|g|gh|gn|k|l|lch|ll|lv|m|mm|n|nc|ng|nch|nn|p|r|rc|rn|rs|rv|s|\
             sc|sk|sl|squ|ss|th|v|y|z)ed$)|\
             ([aeiouy](b|ch|d|f|gh|gn|k|l|lch|ll|lv|m|mm|n|nch|nn|p|r|rn|rs|rv|s|sc|sk|sl|squ|ss|\
             st|t|th|v|y)es$)",
            -1,
        ),
        (
            "[aeiouy](b|c|ch|d|dg|f|g|gh|gn|k|l|ll|lv|m|mm|n|nc|ng|nn|p|r|rc|rn|rs|rv|s|sc|sk|\
             sl|squ|ss|st|t|th|v|y|z)e$",
            -1,
        ),
        (
            "(?:[^aeiouy]ie(r|st|t)|[aeiouym]bl|eo|ism|asm|thm|dnt|uity|dea|gean|oa|ua|eings?|\
             [aeiouy]sh?e[rsd])$",
            1,
        ),
        ("[^gq]ua[^auieo]|[aeiou]{3}|^(ia|mc|coa[dglx].)", 1),
        (
            "[^aeiou]y[ae]|[^l]lien|riet|dien|iu|io|ii|uen|real|iell|eo[^aeiou]|\
             [aeiou]y[aeiou]",
            1,
        ),
        ("[^s]ia", 1),
    ]
    .into_iter()
    .map(|(pattern, adds)| (Regex::new(pattern).unwrap(), adds))
    .collect()
});

/// The syllables of `word`.
pub(super) fn syllables(word: &str) -> i32 {
    match word.chars().take(3).count() {
        0 => return 0,
        1 | 2 => return 1,
        _ => {}
    }
    let word = word.to_lowercase();
    if let Some((_, count)) = EXCEPTIONS.iter().find(|(known, _)| *known == word) {
        return *count;
    }
    let mut rest = word.as_str();
    let mut count = 0;
    if let Some((cut, adds)) = cut(rest, &BEGINNINGS, |word, part| word.strip_prefix(part)) {
        (rest, count) = (cut, count + adds);
    }
    if let Some((cut, adds)) = cut(rest, &ENDINGS, |word, part| word.strip_suffix(part)) {
        (rest, count) = (cut, count + adds);
    }
    for (pattern, adds) in PATTERNS.iter() {
        let matches = i32::try_from(pattern.find_iter(rest).count()).unwrap_or(i32::MAX);
        count += adds * matches;
    }
    count.max(1)
}

/// `word` without the first part that fits, and the syllables of that part.
fn cut<'a>(
    word: &'a str,
    parts: &[(&'static [&'static str], i32)],
    strip: fn(&'a str, &'static str) -> Option<&'a str>,
) -> Option<(&'a str, i32)> {
    parts.iter().find_map(|(parts, adds)| {
        let rest = parts.iter().find_map(|part| strip(word, part))?;
        Some((rest, *adds))
    })
}
