//! E-mail addresses as people write them to hide them: signs in codes, at sign and dots as words.

use super::folded::{Sign, digit, fold, is_hidden, is_word};
use super::steps;

/// Words for the at sign.
const AT: [&str; 5] = ["at", "ät", "arroba", "chez", "@"];
/// Words for the dot.
const DOT: [&str; 6] = ["dot", "punkt", "punto", "point", "nokta", "."];
/// Brackets around such a word, and what closes each.
const BRACKETS: [(char, char); 6] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('（', '）'), ('【', '】')];
/// How many blanks may stand inside of brackets.
const BLANKS: usize = 3;

/// Every visible sign of `text`, folded, with codes and words for `@` and `.` written as these.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    steps::count(text.len());
    let mut signs = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        if let Some((char, length)) = coded(rest, c) {
            if !char.is_whitespace() {
                signs.push(Sign { char: char.to_ascii_lowercase(), start: at, end: at + length });
            }
            at += length;
            continue;
        }
        let end = at + c.len_utf8();
        if c.is_ascii_graphic() && !matches!(c, '\\' | '`' | '*') {
            signs.push(Sign { char: c.to_ascii_lowercase(), start: at, end });
        } else if let Some(char) = plain(c) {
            signs.push(Sign { char, start: at, end });
        } else if c.is_alphanumeric() {
            fold(c, |char| signs.push(Sign { char, start: at, end }));
        } else if !c.is_ascii() && !c.is_whitespace() && !is_hidden(c) {
            signs.push(Sign { char: c, start: at, end });
        }
        at = end;
    }
    signs
}

/// `text` in plain signs.
pub(super) fn plainly(text: &str) -> String {
    signs(text).into_iter().map(|sign| sign.char).collect()
}

/// The other ways of writing an at sign, a dot or a digit with one sign.
fn plain(c: char) -> Option<char> {
    match c {
        '＠' | '﹫' => Some('@'),
        '．' | '。' | '｡' | '․' => Some('.'),
        '－' | '‐' | '‑' => Some('-'),
        '＿' => Some('_'),
        c => digit(c),
    }
}

/// A sign that is written as several, and how many bytes these are.
pub(super) fn coded(rest: &str, c: char) -> Option<(char, usize)> {
    match c {
        '%' => percent(rest),
        '&' => entity(rest),
        '-' | '_' => between(rest, c),
        c if c.is_whitespace() => between(rest, ' '),
        c => {
            let (_, close) = BRACKETS.iter().find(|(open, _)| *open == c)?;
            bracketed(rest, c, *close)
        }
    }
}

/// `%40` in a link.
fn percent(rest: &str) -> Option<(char, usize)> {
    let value = u8::from_str_radix(rest.get(1..3)?, 16).ok()?;
    let char = char::from(value);
    (char.is_ascii_graphic() || char == ' ').then_some((char, 3))
}

/// `&#64;`, `&#x40;` or `&commat;` in a page.
fn entity(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?.to_ascii_lowercase();
    let char = match (name.as_str(), name.strip_prefix('#')) {
        ("commat", _) => '@',
        ("period", _) => '.',
        ("lowbar", _) => '_',
        (_, Some(code)) => {
            let (digits, base) = code.strip_prefix('x').map_or((code, 10), |hex| (hex, 16));
            char::from_u32(u32::from_str_radix(digits, base).ok()?)?
        }
        _ => return None,
    };
    char.is_ascii_graphic().then_some((char, end + 1))
}

/// `[at]`, `( dot )`.
fn bracketed(rest: &str, open: char, close: char) -> Option<(char, usize)> {
    let inner = rest.get(open.len_utf8()..)?;
    let (inner, blank) = without_blanks(inner);
    let (char, length) = word(inner)?;
    let (tail, after) = without_blanks(inner.get(length..)?);
    let whole = open.len_utf8() + blank + length + after + close.len_utf8();
    tail.starts_with(close).then_some((char, whole))
}

/// A word between blanks, or between dashes: ` at `, `-dot-`.
fn between(rest: &str, mark: char) -> Option<(char, usize)> {
    let first = rest.chars().next()?;
    let inner = rest.get(first.len_utf8()..)?;
    if !inner.starts_with(is_word) {
        return None;
    }
    let (char, length) = word(inner)?;
    let last = inner.get(length..)?.chars().next()?;
    let closed = if mark == ' ' { last.is_whitespace() } else { last == mark };
    closed.then_some((char, first.len_utf8() + length + last.len_utf8()))
}

fn without_blanks(text: &str) -> (&str, usize) {
    let blanks: usize =
        text.chars().take(BLANKS).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    (text.get(blanks..).unwrap_or_default(), blanks)
}

/// The at sign or dot that the word at the start of `text` stands for.
fn word(text: &str) -> Option<(char, usize)> {
    let is_here =
        |word: &&&str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let at = AT.iter().find(is_here).map(|word| ('@', word.len()));
    at.or_else(|| DOT.iter().find(is_here).map(|word| ('.', word.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_are_signs() {
        for shown in [
            "a.b@c.example",
            "A . B @ c.example",
            "a%2Eb%40c.example",
            "a&period;b&#64;c&#x2e;example",
            "a dot b at c dot example",
            "a (dot) b [AT] c { dot } example",
            "a-dot-b_at_c.example",
            "a\\.b\u{200b}@c.example",
            "ａ．ｂ＠ｃ．example",
        ] {
            assert_eq!(plainly(shown), "a.b@c.example", "{shown}");
        }
        assert_eq!(plainly("5 % &c (a) at"), "5%&c(a)at");
    }
}
