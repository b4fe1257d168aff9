//! Words that turn a sentence into its opposite, in English, German, Spanish and French.

/// Words that negate, in lower case, with the plain apostrophe.
const WORDS: &[&str] = &[
    // English
    "not",
    "no",
    "never",
    "nobody",
    "none",
    "nothing",
    "neither",
    "nor",
    "nowhere",
    "without",
    "cannot",
    "cant",
    "dont",
    "doesnt",
    "didnt",
    "wont",
    "wouldnt",
    "isnt",
    "arent",
    "wasnt",
    "werent",
    "havent",
    "hasnt",
    "hadnt",
    "shouldnt",
    "couldnt",
    "mustnt",
    "unable",
    "hardly",
    "barely",
    "scarcely",
    "seldom",
    "rarely",
    "refuse",
    "refuses",
    "refused",
    "unless",
    "except",
    "excluding",
    "neednt",
    "aint",
    "nope",
    "non",
    "impossible",
    // German
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keinem",
    "keiner",
    "keines",
    "keins",
    "nie",
    "niemals",
    "niemand",
    "niemanden",
    "niemandem",
    "nichts",
    "ohne",
    "weder",
    "nirgends",
    "nein",
    "außer",
    "ausser",
    "unmöglich",
    "kaum",
    "selten",
    "nimmer",
    "keinesfalls",
    "keineswegs",
    "nirgendwo",
    // Spanish
    "nunca",
    "jamás",
    "jamas",
    "nadie",
    "nada",
    "ninguno",
    "ninguna",
    "ningún",
    "ningun",
    "sin",
    "tampoco",
    "ni",
    "excepto",
    "salvo",
    "imposible",
    "apenas",
    "raramente",
    // French
    "ne",
    "pas",
    "jamais",
    "aucun",
    "aucune",
    "rien",
    "personne",
    "sans",
    "sauf",
    "nul",
    "nulle",
    "guère",
    "rarement",
    "nullement",
    "impossible",
];

/// Beginnings that turn a word into its opposite.
const PREFIXES: &[&str] =
    &["un", "in", "im", "ir", "il", "non", "dis", "mis", "des", "dé", "mal", "nicht"];

/// The negating part of a word: itself, or how it ends or begins (`n't`, `n'`).
pub(super) fn of(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    if word.ends_with("n't") {
        return Some("not");
    }
    if let Some(rest) = word.strip_prefix("n'")
        && rest.starts_with(|c: char| "aeiouyéèêhàâôœ".contains(c))
    {
        return Some("ne");
    }
    WORDS.iter().find(|known| **known == word).copied()
}

/// Whether one of two words is the other with a beginning that turns it into its opposite.
pub(super) fn turned(one: &str, two: &str) -> bool {
    let (one, two) = (one.to_lowercase(), two.to_lowercase());
    let is_turned = |long: &str, short: &str| {
        let ends = short.chars().count() > 2 && long.ends_with(short) && long.len() > short.len();
        let begins = long.get(..long.len().saturating_sub(short.len()));
        ends && begins.is_some_and(|begin| PREFIXES.contains(&begin.trim_end_matches('-')))
    };
    is_turned(&one, &two) || is_turned(&two, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_are_known_alone_and_within_words() {
        for word in ["Not", "can't", "nobody", "keine", "nunca", "n'avons", "jamais", "ohne"] {
            assert!(of(word).is_some(), "{word}");
        }
        for word in ["note", "notice", "nice", "aunt", "need", "nous"] {
            assert!(of(word).is_none(), "{word}");
        }
    }

    #[test]
    fn a_word_and_its_opposite_are_told() {
        assert!(turned("available", "unavailable") && turned("unmöglich", "möglich"));
        assert!(turned("possible", "impossible") && turned("correcto", "incorrecto"));
        assert!(!turned("order", "reorder") && !turned("it", "unit"));
    }
}
