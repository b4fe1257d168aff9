//! Words with a full stop that ends no sentence, of the languages that brands reply in most.

/// What never ends a sentence: something always follows.
const WITHIN: &[&str] = &[
    // English
    "mr", "mrs", "ms", "dr", "prof", "st", "mt", "vs", "e.g", "i.e", "no", "nos", "fig", "approx",
    "est", "dept", "rev", "hon", "gen", "sgt", "capt", "col", "messrs", "cf", "viz", "ext", "ref",
    "tel", "vol", "art", "sec", "pp", "ave", "blvd", "rd", // German
    "z.b", "z", "d.h", "d", "u.a", "o.ä", "bzw", "ca", "nr", "evtl", "ggf", "inkl", "exkl", "zzgl",
    "abzgl", "max", "min", "hr", "fr", "frl", "str", "vgl", "sog", "bspw", "i.d.r", "o.g", "u.u",
    "v.a", "zz", "zzt", "mind", "telef", "abs", "bes", "gem", "lt", "s.o", "s.u", "dipl", "ing",
    // Spanish
    "sr", "sra", "srta", "dña", "ud", "uds", "vd", "vds", "p.ej", "p", "ej", "núm", "pág", "págs",
    "av", "avda", "aprox", "c", "dpto", "tfno", "ee.uu", "máx", "mín", "excl",
    // French
    "mme", "mlle", "m", "mm", "me", "p.ex", "env", "cf", "n", "éd", "chap", "tél", "boul", "réf",
    // Italian, Portuguese, Dutch, Turkish
    "sig", "sig.ra", "dott", "ing", "es", "ecc.es", "exmo", "exma", "dra", "bijv", "d.w.z", "dhr",
    "mevr", "o.a", "nl", "ör", "vb.ör", "sn", "bkz", "tl.no",
];
/// What may end a sentence: it does when a capital follows.
const MAYBE: &[&str] = &[
    "etc", "a.m", "p.m", "am", "pm", "inc", "ltd", "co", "corp", "usw", "u.s.w", "gmbh", "hrs",
    "min", "sec", "std", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "okt", "dez", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "u.s", "u.k",
    "e.u", "s.a", "s.l", "vb", "vs", "ecc", "enz", "jr", "tage",
];
/// What begins a date after a day with a full stop.
const MONTHS: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "jan",
    "feb",
    "mär",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dez",
];
/// What stands before a German ordinal.
const BEFORE_ORDINALS: &[&str] = &[
    "am", "der", "die", "das", "dem", "den", "des", "im", "zum", "zur", "vom", "bis", "ab", "seit",
    "dein", "deine", "deiner", "ihr", "ihre", "ihrer", "unser", "unsere", "unserer", "jeder",
    "jede", "jedes", "jedem",
];
/// What often begins a sentence: after an emoji it does.
const STARTS: &[&str] = &[
    "we", "we're", "we’re", "we'll", "we’ll", "you", "your", "the", "this", "that", "it", "it's",
    "it’s", "if", "please", "i", "i'm", "i’m", "thanks", "thank", "our", "let", "just", "and",
    "but", "wir", "sie", "ihr", "ihre", "bitte", "du", "dein", "deine", "es", "das", "der", "die",
    "danke", "vielen", "nous", "vous", "votre", "merci", "le", "la", "les", "si", "el", "los",
    "las", "su", "tu", "por", "gracias", "nuestro", "nuestra", "puedes", "puede",
];

/// How a word before a full stop bears on a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    /// The sentence goes on.
    Within,
    /// It ends when a capital follows.
    Maybe,
    /// The word says nothing.
    None,
}

/// What `word`, without its full stop, says.
pub(super) fn bearing(word: &str) -> Bearing {
    let word = word.to_lowercase();
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    if MAYBE.contains(&word.as_str()) {
        Bearing::Maybe
    } else if WITHIN.contains(&word.as_str()) || dotted {
        Bearing::Within
    } else {
        Bearing::None
    }
}

/// Whether `word` is the name of a month as it follows a German day.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word.to_lowercase().as_str())
}

/// Whether a number with a full stop after `word` is an ordinal.
pub(super) fn is_before_ordinal(word: &str) -> bool {
    BEFORE_ORDINALS.contains(&word.to_lowercase().as_str())
}

/// Whether `word` often begins a sentence.
pub(super) fn is_start(word: &str) -> bool {
    STARTS.contains(&word.to_lowercase().as_str())
}
