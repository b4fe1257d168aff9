//! Messages with places to fill: `%s` and its kin, filled as Vale's readers are used to.

use std::fmt::Write as _;

/// `template` with `values` in its places; values without a place are left out, and a place
/// without a value is empty once, as Vale fills messages.
pub(super) fn fill(template: &str, values: &[&str]) -> String {
    if !template.contains('%') {
        return template.to_owned();
    }
    let mut padded: Vec<&str> = values.to_vec();
    padded.push("");
    format(template, &padded).0
}

/// `template` with `values` in its places; a value too many is told at the end.
pub(super) fn fill_all(template: &str, values: &[&str]) -> String {
    let (mut text, used) = format(template, values);
    if used < values.len() {
        let extra: Vec<String> =
            values.iter().skip(used).map(|value| format!("string={value}")).collect();
        text.push_str("%!(EXTRA ");
        text.push_str(&extra.join(", "));
        text.push(')');
    }
    text
}

/// The text and how many values were used.
fn format(template: &str, values: &[&str]) -> (String, usize) {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let place = Place::read(after);
        rest = after.get(place.length..).unwrap_or_default();
        match place.verb {
            None => text.push_str("%!(NOVERB)"),
            Some('%') => text.push('%'),
            Some(verb) => {
                let index = place.index.unwrap_or(next);
                next = index + 1;
                match values.get(index) {
                    Some(value) => put(&mut text, verb, place.width, value),
                    None if place.index.is_some() => {
                        text.push_str("%!");
                        text.push(verb);
                        text.push_str("(BADINDEX)");
                    }
                    None => {
                        text.push_str("%!");
                        text.push(verb);
                        text.push_str("(MISSING)");
                    }
                }
            }
        }
    }
    text.push_str(rest);
    (text, next)
}

/// A place in a message, such as `%s` or `%[2]s`.
struct Place {
    verb: Option<char>,
    /// Which value, where it says so.
    index: Option<usize>,
    width: usize,
    /// How many bytes it takes after the `%`.
    length: usize,
}

impl Place {
    fn read(text: &str) -> Self {
        let mut place = Self { verb: None, index: None, width: 0, length: 0 };
        let mut digits = String::new();
        let mut is_index = false;
        for c in text.chars() {
            place.length += c.len_utf8();
            match c {
                '+' | '-' | '#' | ' ' | '.' if !is_index => digits.clear(),
                '0'..='9' => digits.push(c),
                '[' => {
                    is_index = true;
                    digits.clear();
                }
                ']' if is_index => {
                    place.index = digits.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                    is_index = false;
                    digits.clear();
                }
                _ => {
                    place.verb = Some(c);
                    place.width = digits.parse().unwrap_or(0).min(256);
                    break;
                }
            }
        }
        place
    }
}

fn put(text: &mut String, verb: char, width: usize, value: &str) {
    let written = match verb {
        's' | 'v' => write!(text, "{value:>width$}"),
        'q' => write!(text, "{value:?}"),
        _ => write!(text, "%!{verb}(string={value})"),
    };
    debug_assert!(written.is_ok(), "text takes all that is written");
}

/// Several words as a person lists them: `'a', 'b', or 'c'`.
pub(super) fn list(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} or {two}"),
        [first @ .., last] => format!("{}, or {last}", first.join(", ")),
    }
}

/// `text` on one line, blanks in a row as one.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c == '\n' { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_order_and_by_number() {
        assert_eq!(fill("Use '%s', not '%s'.", &["a", "b"]), "Use 'a', not 'b'.");
        assert_eq!(fill("%[2]s %[1]s", &["a", "b"]), "b a");
        assert_eq!(fill("100%% of %s", &["it"]), "100% of it");
    }

    #[test]
    fn a_message_without_a_place_leaves_the_values_out() {
        assert_eq!(fill("No.", &["a"]), "No.");
        assert_eq!(fill("'%s' '%s'", &["a"]), "'a' ''");
    }

    #[test]
    fn words_are_listed_with_or() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(list(&words("a")), "'a'");
        assert_eq!(list(&words("a b")), "'a' or 'b'");
        assert_eq!(list(&words("a b c")), "'a', 'b', or 'c'");
    }
}
