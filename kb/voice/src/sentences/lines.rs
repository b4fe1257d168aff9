//! Blocks of lines: a line break ends a sentence unless a program only wrapped the line there.

use std::ops::Range;

use super::border::{is_closer, is_emoji};

/// A line that is at least this long, in characters, was perhaps wrapped.
const WRAPPED: usize = 58;
/// A line with a comma at its end that has no more words is a greeting.
const GREETING_WORDS: usize = 5;

/// The runs of lines that belong together, without the marks of lists and headings before them.
pub(super) fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let range = start..start + line.len();
        start = range.end;
        let content = line.trim();
        if content.is_empty() {
            // `\r\n` is one line's end, not an empty line.
            open =
                open && line == "\n" && text.get(..range.start).is_some_and(|t| t.ends_with('\r'));
            continue;
        }
        let from = range.start + (line.len() - line.trim_start().len());
        let marked = marks(content);
        let range = from + marked..from + content.len();
        match blocks.last_mut().filter(|_| open && marked == 0) {
            Some(last) if goes_on(text.get(last.clone()).unwrap_or_default(), content) => {
                last.end = range.end;
            }
            _ => blocks.push(range),
        }
        open = true;
    }
    blocks.retain(|block| block.start < block.end);
    blocks
}

/// Whether `line` is the rest of the sentence that `block` began.
fn goes_on(block: &str, line: &str) -> bool {
    let last = block.lines().next_back().unwrap_or_default().trim_end();
    let core = last.trim_end_matches(|c: char| is_closer(c) || is_emoji(c));
    if core.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？'])
        || core.len() < last.len() && core.is_empty()
    {
        return false;
    }
    let wrapped = last.chars().count() >= WRAPPED;
    if core.ends_with(',') && last.split_whitespace().count() <= GREETING_WORDS {
        return false;
    }
    let first = line.chars().find(|c| c.is_alphanumeric());
    wrapped || (first.is_some_and(char::is_lowercase) && last.split_whitespace().count() > 2)
}

/// How many bytes at the start of a line are marks of a list, a heading or a quotation.
fn marks(line: &str) -> usize {
    let mut length = 0;
    while let Some(more) = line.get(length..).and_then(mark).filter(|more| *more > 0) {
        length += more;
    }
    length
}

fn mark(line: &str) -> Option<usize> {
    let blanks = |at: usize| {
        let rest = line.get(at..).unwrap_or_default();
        rest.len() - rest.trim_start().len()
    };
    let first = line.chars().next()?;
    if first == '>' {
        return Some(1 + blanks(1));
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    let length = match first {
        '-' | '*' | '+' | '•' | '‣' | '◦' | '–' | '—' | '·' | '▪' | '✓' | '✔' | '☐' => {
            first.len_utf8()
        }
        '#' if hashes <= 6 => hashes,
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let closed = line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
            if digits <= 2 && closed { digits + 1 } else { 0 }
        }
        'a'..='z' | 'A'..='Z' if line.get(1..2) == Some(")") => 2,
        _ => 0,
    };
    // `– Ana` is a signature.
    let signed = matches!(first, '–' | '—') && line.split_whitespace().count() <= 3;
    // A mark is followed by a blank; `-5` and `*bold*` begin with none.
    (length > 0 && blanks(length) > 0 && !signed).then(|| length + blanks(length))
}
