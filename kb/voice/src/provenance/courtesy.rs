//! Courtesies: greetings, thanks and sign-offs that promise nothing and need nobody's approval.

use super::names;
use super::negation;
use super::words::Token;

/// Phrases in lower case; `~` stands for one or two names.
const PHRASES: &[&str] = &[
    "hi",
    "hi ~",
    "hi there",
    "hello",
    "hello ~",
    "hello there",
    "hey",
    "hey ~",
    "hey there",
    "dear ~",
    "dear customer",
    "good morning",
    "good morning ~",
    "good afternoon",
    "good afternoon ~",
    "good evening",
    "good evening ~",
    "thanks",
    "thanks ~",
    "thank you",
    "thank you ~",
    "thanks again",
    "thanks again ~",
    "thanks so much",
    "thank you so much",
    "many thanks",
    "many thanks ~",
    "cheers",
    "cheers ~",
    "best",
    "best ~",
    "best regards",
    "best regards ~",
    "kind regards",
    "kind regards ~",
    "warm regards",
    "warm regards ~",
    "all the best",
    "all the best ~",
    "best wishes",
    "best wishes ~",
    "take care",
    "take care ~",
    "have a great day",
    "have a nice day",
    "have a lovely day",
    "have a good day",
    "have a great weekend",
    "have a lovely weekend",
    "have a nice weekend",
    "speak soon",
    "talk soon",
    "you're welcome",
    "you're very welcome",
    "thanks for your message",
    "thanks for your message ~",
    "thanks for reaching out",
    "thanks for reaching out ~",
    "thanks for getting in touch",
    "thanks for getting in touch ~",
    "thank you for reaching out",
    "thank you for reaching out ~",
    "thank you for getting in touch",
    "thank you for getting in touch ~",
    "thank you for your message",
    "thank you for your message ~",
    "thanks for your patience",
    "thanks for your patience ~",
    "thank you for your patience",
    "thank you for your patience ~",
    "yours sincerely",
    "yours sincerely ~",
    "sincerely",
    "sincerely ~",
    "hallo",
    "hallo ~",
    "hi zusammen",
    "guten tag",
    "guten tag ~",
    "guten morgen",
    "guten morgen ~",
    "guten abend",
    "liebe ~",
    "lieber ~",
    "danke",
    "danke ~",
    "vielen dank",
    "vielen dank ~",
    "danke dir",
    "danke ihnen",
    "besten dank",
    "herzlichen dank",
    "viele grüße",
    "viele grüße ~",
    "liebe grüße",
    "liebe grüße ~",
    "beste grüße",
    "beste grüße ~",
    "mit freundlichen grüßen",
    "mit freundlichen grüßen ~",
    "schönen tag",
    "schönen tag noch",
    "sehr geehrte frau ~",
    "sehr geehrter herr ~",
    "hola",
    "hola ~",
    "buenos días",
    "buenos días ~",
    "buenas tardes",
    "buenas tardes ~",
    "gracias",
    "gracias ~",
    "muchas gracias",
    "muchas gracias ~",
    "saludos",
    "saludos ~",
    "un saludo",
    "un saludo ~",
    "un abrazo",
    "que tengas un buen día",
    "estimado ~",
    "estimada ~",
    "bonjour",
    "bonjour ~",
    "bonsoir",
    "bonsoir ~",
    "salut",
    "salut ~",
    "merci",
    "merci ~",
    "merci beaucoup",
    "merci beaucoup ~",
    "cordialement",
    "cordialement ~",
    "bien cordialement",
    "bonne journée",
    "bonne journée ~",
    "bien à vous",
    "cher ~",
    "chère ~",
];

/// Whether a sentence is a courtesy and nothing else. `is_said` knows the words that the library
/// says, which are no names.
pub(super) fn is_courtesy(tokens: &[Token], is_said: &dyn Fn(&str) -> bool) -> bool {
    let words: Vec<String> = words(tokens);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let signs = tokens.iter().filter(|token| !token.is_word());
    let mut plain = signs.map(|token| token.text.as_str());
    let quiet = plain.all(|sign| {
        matches!(sign, "." | "," | "!" | "¡" | "-" | ":" | "…" | "^" | "/" | "(" | ")" | "~" | "@")
            || is_friendly(sign)
    });
    if !quiet || words.iter().any(|word| negation::of(word).is_some() || has_digit(word)) {
        return false;
    }
    if words.is_empty() {
        return tokens.iter().any(|token| is_friendly(&token.text));
    }
    let signed = match tokens.first().map(|token| token.text.as_str()) {
        Some("^" | "/") => words.len() == 1 && words.iter().all(|word| names::signs_off(word)),
        Some("-" | "~" | "@") => true,
        _ => false,
    };
    (signed && are_names(&words, is_said))
        || PHRASES.iter().any(|phrase| fits(phrase, &words, is_said))
}

/// The words; a handle is one with its sign.
fn words(tokens: &[Token]) -> Vec<String> {
    let mut words = Vec::new();
    let mut sign = "";
    for token in tokens {
        if token.is_word() {
            words.push(format!("{sign}{}", token.text));
        }
        sign = if token.text == "@" { "@" } else { "" };
    }
    words
}

fn has_digit(word: &str) -> bool {
    !word.starts_with('@') && word.chars().any(char::is_numeric)
}

/// An emoji that is no sign of its own: no digit, no prohibition, no arrow.
fn is_friendly(sign: &str) -> bool {
    sign.chars().all(|c| {
        matches!(u32::from(c), 0x1F600..=0x1F60E | 0x1F642..=0x1F643 | 0x1F917 | 0x1F44B | 0x1F64F | 0x1F44D
            | 0x1F389 | 0x2728 | 0x2764 | 0x1F49A..=0x1F49C | 0x1F970 | 0x263A | 0x1F31F | 0x1F3FB..=0x1F3FF | 0x200D)
    })
}

/// Whether these are one or two names of a person, a title apart.
fn are_names(words: &[&str], is_said: &dyn Fn(&str) -> bool) -> bool {
    let named: Vec<&str> = words.iter().copied().filter(|word| !names::is_title(word)).collect();
    let capital = |word: &&str| {
        word.chars().next().is_some_and(|c| c.is_uppercase() || c == '@')
            && word.chars().count() <= 20
    };
    words.len() <= 3
        && (1..=2).contains(&named.len())
        && named.iter().all(capital)
        && names::are_names(named.iter().copied())
        && named.iter().all(|word| names::is_known(word) || !is_said(word))
}

fn fits(phrase: &str, words: &[&str], is_said: &dyn Fn(&str) -> bool) -> bool {
    let fixed: Vec<&str> = phrase.split(' ').filter(|word| *word != "~").collect();
    let names = words.len().checked_sub(fixed.len());
    let starts = words.iter().zip(&fixed).all(|(word, own)| word.to_lowercase() == *own);
    let rest = words.get(fixed.len()..).unwrap_or_default();
    match (phrase.ends_with('~'), names) {
        (true, Some(1..=3)) => starts && are_names(rest, is_said),
        (false, Some(0)) => starts,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{Origin, tokens};
    use super::*;

    fn courtesy(text: &str) -> bool {
        is_courtesy(&tokens(text, 0..text.len(), Origin::Draft), &|word| word == "Lamp")
    }

    #[test]
    fn greetings_and_thanks_pass_and_anything_more_does_not() {
        for text in [
            "Hi Mira,",
            "Thanks!",
            "Best regards, Ana López",
            "^AB",
            "Hi Hope,",
            "Dear Dr. Anna Weiss,",
            "Hi McDonald,",
            "– Tom",
            "😊",
            "Vielen Dank!",
            "Merci beaucoup 🙏",
            "Have a great day!",
        ] {
            assert!(courtesy(text), "{text}");
        }
        for text in [
            "Hi Mira, it is free",
            "Thanks for nothing",
            "Not Mira",
            "Hi refund",
            "5",
            "🚫",
            "Best price",
            "No",
            "Hi 24",
            "Hi Lifetime Warranty!",
            "Thanks Cash Back Tomorrow!",
            "Hi RefundApproved!",
            "Hi Mira Ana Leo,",
            "Hi Lamp!",
            "- Geld Zurück",
            "***",
            "…",
        ] {
            assert!(!courtesy(text), "{text}");
        }
    }
}
