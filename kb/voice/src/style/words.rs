//! The words of a text as the spelling rule sees them: without quotes and marks around them.

/// Marks that are cut from a word's end.
const SUFFIXES: [char; 10] = [',', ')', '"', ']', '!', ';', '.', '?', ':', '\''];
/// Marks that are cut from a word's beginning.
const PREFIXES: [char; 5] = ['$', '(', '"', '[', '\''];
/// Faces with a letter in them: these are one word.
const FACES: [&str; 20] = [
    "(o:", "8-D", "8D", ":-X", ":-o", ":-p", ":-x", ":P", ":o", ":o)", "=D", "O.o", "O_o", "V_V",
    "XDD", "o_0", "o_O", "o_o", "v_v", "xD",
];
/// More faces.
const MORE_FACES: [&str; 3] = ["xDD", "(ಠ_ಠ)", "¯\\(ツ)/¯"];

/// `text` with plain quotes, as the words are read from it.
fn plain(text: &str) -> String {
    text.replace(['\u{201c}', '\u{201d}'], "\"")
        .replace(['\u{2018}', '\u{2019}'], "'")
        .replace("&rsquo;", "'")
}

/// The words of `text`, each as it is checked.
pub(super) fn split(text: &str) -> Vec<String> {
    plain(text).split_whitespace().filter_map(|token| word(token).map(str::to_owned)).collect()
}

/// The word within `token`, if there is a letter in it.
fn word(token: &str) -> Option<&str> {
    let mut rest = token;
    while !is_special(rest) {
        let mut chars = rest.chars();
        let first = chars.next()?;
        let last = rest.chars().next_back()?;
        let is_single = chars.next().is_none();
        rest = if !is_single && PREFIXES.contains(&first) {
            rest.strip_prefix(first)?
        } else if !is_single && SUFFIXES.contains(&last) {
            rest.strip_suffix(last)?
        } else {
            break;
        };
    }
    rest.chars().any(char::is_alphabetic).then_some(rest)
}

/// An abbreviation such as `U.S.` or `Mr.`, or a face.
fn is_special(token: &str) -> bool {
    FACES.contains(&token) || MORE_FACES.contains(&token) || is_initials(token) || is_title(token)
}

fn is_initials(token: &str) -> bool {
    let bytes = token.as_bytes();
    bytes.len() >= 4
        && bytes
            .chunks(2)
            .all(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_alphabetic()))
}

fn is_title(token: &str) -> bool {
    match token.as_bytes() {
        [first, rest @ .., b'.'] => {
            first.is_ascii_uppercase()
                && (1..=2).contains(&rest.len())
                && rest.iter().all(u8::is_ascii_lowercase)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_word_are_not_part_of_it() {
        assert_eq!(
            split("(“Well,” he said) U.S. Mr. 42 :-)"),
            ["Well", "he", "said", "U.S.", "Mr."]
        );
    }
}
