//! Whether a sentence is an approved one with its fields filled.

use std::ops::Range;

use super::names;
use super::negation;
use super::values::is_value;
use super::words::{GAP, Token, is_email, is_link, small_start};

/// The most tokens that a name, a given value, or any other value may have; signs count, too.
const NAME: usize = 6;
const DATUM: usize = 12;
const VALUE: usize = 10;
/// The most tokens that any field may have.
pub(super) const LONGEST_FIELD: usize = DATUM;
/// The most words of a name or a given value.
const WORDS_OF_NAME: usize = 4;
/// The longest sentence that is matched, in tokens.
const LONGEST: usize = 400;

/// What stands in a place that was to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filling {
    /// The tokens of the draft.
    pub(super) tokens: Range<usize>,
    /// What belongs there.
    pub(super) kind: Kind,
}

/// What belongs in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name.
    Name,
    /// One datum that is known of a person or a conversation.
    Datum,
    /// What an agent or a fact fills in.
    Value,
}

/// What each place of `template` is filled with in `draft`; `None` when it is another sentence.
pub(super) fn fill(template: &[Token], draft: &[Token]) -> Option<Vec<Filling>> {
    let gaps = template.iter().filter(|token| token.is_gap()).count();
    if gaps == 0 || gaps == template.len() && !is_greeting(template) || draft.len() > LONGEST {
        return None;
    }
    // Most are ruled out by their ends.
    let last = (template.last()?, draft.last()?);
    if !last.0.is_gap() && last.0.text != last.1.text {
        return None;
    }
    let mut steps = STEPS;
    fill_from(template, draft, (0, 0), &mut steps)
}

/// A sentence of nothing but fields is told from others only by being a name.
fn is_greeting(template: &[Token]) -> bool {
    template
        .iter()
        .all(|token| token.text.starts_with([GAP, 'n']) && token.text.chars().nth(1) == Some('n'))
}

/// How many steps a match may take.
const STEPS: usize = 20_000;

fn fill_from(
    template: &[Token],
    draft: &[Token],
    (mut own, mut at): (usize, usize),
    steps: &mut usize,
) -> Option<Vec<Filling>> {
    loop {
        *steps = steps.checked_sub(1)?;
        let Some(token) = template.get(own) else {
            return (at == draft.len()).then(Vec::new);
        };
        if !token.is_gap() {
            if !is_same(token, draft.get(at)?, own) {
                return None;
            }
            (own, at) = (own + 1, at + 1);
            continue;
        }
        let (kind, most) = match token.text.chars().nth(1)? {
            'n' => (Kind::Name, NAME),
            'd' => (Kind::Datum, DATUM),
            _ => (Kind::Value, VALUE),
        };
        return (1..=most.min(draft.len().saturating_sub(at))).find_map(|count| {
            let value = draft.get(at..at + count)?;
            if !may_fill(kind, &token.text, value) {
                return None;
            }
            let mut rest = fill_from(template, draft, (own + 1, at + count), steps)?;
            rest.insert(0, Filling { tokens: at..at + count, kind });
            Some(rest)
        });
    }
}

fn is_same(own: &Token, draft: &Token, nth: usize) -> bool {
    own.text == draft.text || (nth == 0 && small_start(&own.text) == small_start(&draft.text))
}

/// Whether `value` may stand in a field: no border of a sentence, nothing that turns it round.
fn may_fill(kind: Kind, field: &str, value: &[Token]) -> bool {
    let ends = |token: &Token| matches!(token.text.as_str(), "!" | "?" | "…" | ";" | "~~");
    let stopped = value
        .last()
        .is_none_or(|token| matches!(token.text.as_str(), "." | "," | ":" | "-"))
        || value.first().is_none_or(|token| matches!(token.text.as_str(), "." | "," | ":" | ")"));
    let turns = |token: &Token| negation::of(&token.text).is_some();
    if stopped || value.iter().any(|token| ends(token) || turns(token) || token.is_gap()) {
        return false;
    }
    match kind {
        Kind::Name => is_name(value),
        Kind::Datum => is_datum(field, value) && !is_clause(value),
        Kind::Value => !is_clause(value) && is_value(value),
    }
}

/// Whether the tokens are one datum: an address or number without a blank, or a few words.
fn is_datum(field: &str, value: &[Token]) -> bool {
    const GLUED: [&str; 8] = ["email", "mail", "id", "number", "code", "url", "link", "handle"];
    let field = field.rsplit(['.', '_']).next().unwrap_or_default();
    let glued = value.windows(2).all(|pair| {
        let [one, two] = pair else { return true };
        one.range.end == two.range.start
    });
    let words = value.iter().filter(|token| token.is_word());
    let address = |token: &Token| is_email(&token.text) || is_link(&token.text);
    let digits = |token: &Token| token.text.chars().any(char::is_numeric);
    // A number of a customer or an order has a digit or a capital; a word has neither.
    let coded = |token: &Token| token.text.chars().any(|c| c.is_numeric() || c.is_uppercase());
    match field {
        "email" | "mail" if !value.iter().all(|token| is_email(&token.text)) => return false,
        "id" | "number" | "code" if !value.iter().any(coded) => return false,
        _ => {}
    }
    let phone = field == "phone" && value.iter().all(|t| !t.is_word() || digits(t));
    if GLUED.contains(&field) || value.iter().any(|token| address(token) || digits(token)) {
        phone || glued && (value.len() == 1 || !value.iter().any(address)) && ends_well(value)
    } else {
        // “New” begins names of places, too.
        let told = words.clone().map(|token| token.text.as_str()).filter(|word| *word != "New");
        words.count() <= WORDS_OF_NAME && names::are_names(told)
    }
}

/// Whether an e-mail address, where it is one, ends with a domain and not with words behind it.
fn ends_well(value: &[Token]) -> bool {
    value.iter().filter(|token| is_email(&token.text)).all(|token| {
        let last = token.text.rsplit('.').next().unwrap_or_default();
        last.chars().all(char::is_alphabetic) || last.starts_with("xn--")
    })
}

/// Words of a clause, which no value holds.
const WORDS: &[&str] = &[
    "is",
    "are",
    "was",
    "be",
    "will",
    "can",
    "you",
    "your",
    "we",
    "our",
    "i",
    "it",
    "this",
    "that",
    "which",
    "but",
    "if",
    "still",
    "always",
    "only",
    "now",
    "free",
    "because",
    "as",
    "so",
    "ist",
    "sind",
    "wird",
    "kann",
    "sie",
    "wir",
    "ihr",
    "ihre",
    "das",
    "dass",
    "aber",
    "wenn",
    "immer",
    "gratis",
    "kostenlos",
    "es",
    "son",
    "está",
    "puede",
    "que",
    "pero",
    "siempre",
    "su",
    "está",
    "est",
    "sont",
    "vous",
    "nous",
    "votre",
    "qui",
    "mais",
    "toujours",
    "gratuit",
    "gratuitement",
    "guaranteed",
    "refund",
    "refunded",
];

/// Whether the tokens say more than a value does: a word of a clause, or a comma before a word.
fn is_clause(value: &[Token]) -> bool {
    let clause = value.iter().any(|token| WORDS.contains(&token.text.to_lowercase().as_str()));
    clause
        || value.windows(2).any(|pair| {
            let [one, two] = pair else { return false };
            let small = two.text.chars().next().is_some_and(char::is_lowercase);
            one.text == "," && small
        })
}

/// Whether the tokens read like a name: words without digits, and each begins with a capital when
/// they are several. A handle is one, too.
fn is_name(value: &[Token]) -> bool {
    const PARTICLES: [&str; 20] = [
        "van", "von", "der", "den", "de", "la", "el", "del", "di", "da", "dos", "du", "le", "bin",
        "al", "ter", "y", "und", "zu", "st",
    ];
    let words: Vec<&Token> = value.iter().filter(|token| token.is_word()).collect();
    let signs = value.iter().filter(|token| !token.is_word());
    let capital = |token: &&Token| {
        let lower = token.text.to_lowercase();
        token.text.chars().next().is_some_and(char::is_uppercase)
            || PARTICLES.contains(&lower.as_str())
    };
    let handle = value.first().is_some_and(|token| token.text == "@");
    let plain = words.iter().all(|token| {
        handle
            || !(token.text.chars().any(char::is_numeric)
                || is_link(&token.text)
                || is_email(&token.text))
    });
    let quiet = signs.into_iter().all(|token| matches!(token.text.as_str(), "-" | "." | "@" | "'"));
    plain
        && quiet
        && (1..=WORDS_OF_NAME).contains(&words.len())
        && names::are_names(words.iter().map(|token| token.text.as_str()))
        && (words.len() == 1 || words.iter().all(capital))
}
