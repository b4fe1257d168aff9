//! Claims with numbers in them.

use super::super::numerals::{Language, amount, in_words};
use super::super::words::Token;
use super::units::{currency, is_filler, is_one, is_to, is_working, month, time};
use super::{ClaimKind, Found};

fn lower(tokens: &[Token], at: usize) -> String {
    tokens.get(at).map(|token| token.text.to_lowercase()).unwrap_or_default()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number in digits or words at `at`: its value, and the token behind it.
pub(super) fn number(tokens: &[Token], at: usize, language: Language) -> Option<(String, usize)> {
    let token = tokens.get(at).filter(|token| !token.is_gap())?;
    if let Some(value) = amount(&token.text) {
        return Some((value, at + 1));
    }
    let first = token.text.chars().next()?;
    if token.text.chars().any(char::is_numeric) && !token.text.contains(['@', '/']) {
        let digits: String = token.text.chars().take_while(char::is_ascii_digit).collect();
        let tail = token.text.get(digits.len()..).unwrap_or_default().to_lowercase();
        let ordinal =
            matches!(tail.as_str(), "st" | "nd" | "rd" | "th" | "er" | "e" | "ème" | "º" | "ª");
        let plain = !digits.is_empty() && (ordinal || time(&tail).is_some());
        return Some((if plain { digits } else { token.text.to_lowercase() }, at + 1));
    }
    if !first.is_alphabetic() {
        return None;
    }
    let mut places = Vec::new();
    let mut words = Vec::new();
    for (place, token) in tokens.iter().enumerate().skip(at).take(6) {
        if token.text == "-" && !words.is_empty() {
            continue;
        }
        if !token.text.chars().all(char::is_alphabetic) {
            break;
        }
        places.push(place);
        words.push(token.text.to_lowercase());
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (mut value, mut count) = in_words(&words, language)?;
    if let Some((factor @ (100 | 1000), more)) = in_words(words.get(count..)?, language)
        && value < 100
    {
        value *= factor;
        count += more;
    }
    Some((value.to_string(), places.get(count - 1)? + 1))
}

/// A number with what it counts: money, a share, a span of time, a time of day.
pub(super) fn quantity(tokens: &[Token], at: usize, language: Language) -> Option<Found> {
    let here = lower(tokens, at);
    let after_one = time(&lower(tokens, at + 1)).or_else(|| {
        (is_working(&lower(tokens, at + 1))).then(|| time(&lower(tokens, at + 2))).flatten()
    });
    let next_is_unit = is_one(&here) && after_one.is_some();
    let (first, mut end) =
        if next_is_unit { ("1".to_owned(), at + 1) } else { number(tokens, at, language)? };
    let glued = here.trim_start_matches(|c: char| c.is_ascii_digit());
    let glued = time(glued).filter(|_| here.starts_with(|c: char| c.is_ascii_digit()));
    let mut value = first.clone();
    if is_to(&lower(tokens, end))
        && let Some((second, behind)) = number(tokens, end + 1, language)
        && counted(tokens, behind).is_some()
    {
        value = format!("{first}–{second}");
        end = behind;
    }
    let found = |kind, value: String, end: usize| Some(Found { kind, value, tokens: at..end });
    if here.contains(':') {
        return found(ClaimKind::Time, here, end);
    }
    if let Some(code) = at.checked_sub(1).and_then(|before| currency(&lower(tokens, before))) {
        return found(ClaimKind::Money, format!("{code} {value}"), end);
    }
    if let Some(unit) = glued {
        return found(ClaimKind::Duration, format!("{value} {unit}"), end);
    }
    match counted(tokens, end) {
        Some((ClaimKind::Money, code, behind)) => {
            found(ClaimKind::Money, format!("{code} {value}"), behind)
        }
        Some((kind, unit, behind)) => found(kind, format!("{value}{unit}"), behind),
        // "One of our agents" counts nothing.
        None if value == "1" && here != "1" => None,
        None => found(ClaimKind::Number, value, end),
    }
}

/// What the number before `at` counts, and the token behind that.
fn counted(tokens: &[Token], at: usize) -> Option<(ClaimKind, String, usize)> {
    let mut place = at;
    let mut working = false;
    for _ in 0..3 {
        let word = lower(tokens, place);
        if !is_filler(&word) && !is_working(&word) {
            break;
        }
        working |= is_working(&word);
        place += 1;
    }
    let word = lower(tokens, place);
    if let Some(unit) = time(&word) {
        let after = is_working(&lower(tokens, place + 1));
        let unit = if (working || after) && unit == "day" { "working day" } else { unit };
        return Some((ClaimKind::Duration, format!(" {unit}"), place + 1 + usize::from(after)));
    }
    let two = format!("{} {}", lower(tokens, at), lower(tokens, at + 1));
    match lower(tokens, at).as_str() {
        "%" | "percent" | "prozent" | "pct" => {
            Some((ClaimKind::Percentage, "%".to_owned(), at + 1))
        }
        _ if matches!(two.as_str(), "per cent" | "por ciento" | "pour cent") => {
            Some((ClaimKind::Percentage, "%".to_owned(), at + 2))
        }
        "am" | "pm" | "uhr" | "o'clock" => {
            Some((ClaimKind::Time, format!(" {}", lower(tokens, at)), at + 1))
        }
        word => currency(word).map(|code| (ClaimKind::Money, code.to_owned(), at + 1)),
    }
}

/// A day at `at`, as digits or with the name of its month.
pub(super) fn date(tokens: &[Token], at: usize) -> Option<Found> {
    let here = lower(tokens, at);
    let found =
        |value: String, end: usize| Some(Found { kind: ClaimKind::Date, value, tokens: at..end });
    let parts: Vec<&str> = here.split(['.', '/']).collect();
    let separators = here.matches(['.', '/']).count();
    if separators == 2
        && parts.iter().all(|part| is_digits(part) && (part.len() <= 2 || part.len() == 4))
    {
        return found(parts.join("-"), at + 1);
    }
    if here.contains('/') && parts.len() == 2 && parts.iter().all(|part| is_digits(part)) {
        return found(parts.join("-"), at + 1);
    }
    let dashed = [0, 2, 4].map(|offset| lower(tokens, at + offset));
    let between = [1, 3].iter().all(|offset| lower(tokens, at + offset) == "-");
    let whole = dashed.iter().all(|part| is_digits(part));
    let year = dashed.first().is_some_and(|part| part.len() == 4)
        || dashed.last().is_some_and(|part| part.len() == 4);
    if between && whole && year {
        return found(dashed.join("-"), at + 5);
    }
    with_month(tokens, at, &here)
}

/// `5 May`, `5. Mai 2026`, `May 5th, 2026`, `5 de mayo`.
fn with_month(tokens: &[Token], at: usize, here: &str) -> Option<Found> {
    let day = |place: usize| -> Option<String> {
        let text = lower(tokens, place);
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let rest = text.get(digits.len()..).unwrap_or_default();
        let right = matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er");
        (right && (1..=2).contains(&digits.len()))
            .then(|| digits.trim_start_matches('0').to_owned())
    };
    let (day, number, mut end) = if let Some(number) = month(here) {
        (day(at + 1)?, number, at + 2)
    } else {
        let mut place = at + 1;
        let day = day(at)?;
        while matches!(lower(tokens, place).as_str(), "." | "de" | "of" | "-") {
            place += 1;
        }
        (day, month(&lower(tokens, place))?, place + 1)
    };
    let skipped = usize::from(matches!(lower(tokens, end).as_str(), "," | "." | "de"));
    let year = lower(tokens, end + skipped);
    let has_year = is_digits(&year) && year.len() == 4;
    let value = if has_year { format!("{year}-{number}-{day}") } else { format!("{number}-{day}") };
    end += if has_year { skipped + 1 } else { 0 };
    Some(Found { kind: ClaimKind::Date, value, tokens: at..end })
}

/// The most tokens and the most digits that are looked at for one phone number.
const LONGEST_PHONE: (usize, usize) = (40, 20);

/// A phone number at `at`: groups of digits with what stands between them.
pub(super) fn phone(tokens: &[Token], at: usize) -> Option<Found> {
    let first = lower(tokens, at);
    let starts = first == "+"
        || first == "("
        || (is_digits(&first) && (first.starts_with('0') || first.len() > 2));
    if !starts {
        return None;
    }
    let mut digits = String::new();
    let (mut end, mut groups) = (at, 0);
    let mut behind = tokens.get(at)?.range.start;
    let (most, most_digits) = LONGEST_PHONE;
    for (place, token) in tokens.iter().enumerate().skip(at).take(most) {
        if digits.len() > most_digits {
            break;
        }
        let near = token.range.start.saturating_sub(behind) <= 1;
        let plain: String = token.text.chars().filter(|c| !matches!(c, '/' | '.')).collect();
        if near && is_digits(&plain) {
            digits.push_str(&plain);
            (end, groups) = (place + 1, groups + 1);
        } else if !near || !matches!(token.text.as_str(), "+" | "(" | ")" | "-" | "/" | ".") {
            break;
        }
        behind = token.range.end;
    }
    let signed = first == "+" || digits.starts_with('0');
    let long = (7..=15).contains(&digits.len()) && (signed || groups >= 3);
    let dated = groups == 3 && digits.len() == 8 && first.len() == 4;
    let value = digits.trim_start_matches('0').to_owned();
    (long && !dated).then_some(Found { kind: ClaimKind::Phone, value, tokens: at..end })
}

#[cfg(test)]
mod tests {
    use super::super::super::words::{Origin, tokens};
    use super::super::{Reading, find};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(ClaimKind, &str)]) {
        let language = super::super::super::numerals::language(text);
        let tokens = tokens(text, 0..text.len(), Origin::Draft);
        let products = ["Lumen Go".to_owned()];
        let found = find(&tokens, Reading { language, products: &products });
        let found: Vec<_> = found.iter().map(|one| (one.kind, one.value.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_same_time_in_other_words_is_the_same_claim() {
        use ClaimKind::Duration;
        for text in [
            "within 24h",
            "within 24 hours",
            "the 24-hour rule",
            "twenty-four hours",
            "innerhalb von 24 Stunden für Sie",
            "innerhalb von vierundzwanzig Stunden",
            "en veinticuatro horas",
            "sous vingt-quatre heures pour vous",
        ] {
            check(text, &[(Duration, "24 hour")]);
        }
        for text in [
            "five working days",
            "5 business days",
            "in 5 Werktagen",
            "en 5 días hábiles",
            "sous 5 jours ouvrés",
        ] {
            check(text, &[(Duration, "5 working day")]);
        }
        check("3 to 5 days, a week", &[(Duration, "3–5 day"), (Duration, "1 week")]);
    }

    #[test]
    fn money_and_shares_are_read_before_and_after_their_sign() {
        use ClaimKind::{Money, Percentage};
        for text in ["$5", "5 USD", "US$5.00", "five dollars"] {
            check(text, &[(Money, "USD 5")]);
        }
        check("1.299,00 € or EUR 1299", &[(Money, "EUR 1299"), (Money, "EUR 1299")]);
        check("20% and 20 per cent", &[(Percentage, "20%"), (Percentage, "20%")]);
    }

    #[test]
    fn days_links_and_phones_are_read() {
        use ClaimKind::{Date, Email, Link, Phone, Product, Time};
        check("on 5 May, May 5th 2026", &[(Date, "5-5"), (Date, "2026-5-5")]);
        check("am 5. Mai und 05.11.2026", &[(Date, "5-5"), (Date, "05-11-2026")]);
        check("on 2026-11-05 at 10:30", &[(Date, "2026-11-05"), (Time, "10:30")]);
        check("on Friday or tomorrow", &[(Date, "friday"), (Date, "tomorrow")]);
        check(
            "https://www.Lumen.example/help/ or a@b.example",
            &[(Link, "lumen.example/help"), (Email, "a@b.example")],
        );
        check("+44 20 7946 0958", &[(Phone, "442079460958")]);
        check("the lumen go is here", &[(Product, "lumen go")]);
    }

    #[test]
    fn one_of_us_counts_nothing_and_codes_are_numbers() {
        check("One of us will help with LUMEN20", &[(ClaimKind::Number, "lumen20")]);
    }
}
