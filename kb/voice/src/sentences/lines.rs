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
        let whole = range.clone();
        let from = range.start + (line.len() - line.trim_start().len());
        let marked = match marks(content) {
            Marks { length, number: Some(before) } => {
                if is_list(text, &whole, content) {
                    length
                } else {
                    before
                }
            }
            marks => marks.length,
        };
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

/// The marks of a list, a heading or a quotation at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    /// How many bytes they are.
    length: usize,
    /// Where the last of them may be the sign of the number behind it: how many bytes the others
    /// are.
    number: Option<usize>,
}

fn marks(line: &str) -> Marks {
    let (mut length, mut before, mut last) = (0, 0, ' ');
    while let Some(rest) = line.get(length..)
        && let Some(more) = mark(rest).filter(|more| *more > 0)
    {
        (before, length) = (length, length + more);
        last = rest.chars().next().unwrap_or(' ');
    }
    let behind = line.get(length..).and_then(|rest| rest.chars().find(|c| c.is_alphanumeric()));
    let signs = matches!(last, '>' | '+' | '-' | '–' | '—') && behind.is_some_and(char::is_numeric);
    Marks { length, number: signs.then_some(before) }
}

/// Whether the line at `range`, whose mark stands before a number, is an item of a list: a line
/// beside it, of more than a name, begins with the same mark.
fn is_list(text: &str, range: &Range<usize>, content: &str) -> bool {
    const BREAKS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];
    let mark = content.chars().next().filter(|first| *first != '>');
    // Of several marks, the last one may be a sign.
    let Some(mark) = mark.filter(|_| matches!(marks(content).number, Some(0))) else {
        return false;
    };
    let is_item = |line: &str| {
        let line = line.trim();
        let more = line.split_whitespace().count() > 3 || line.contains(char::is_numeric);
        line.starts_with(mark) && marks(line).length > 0 && more
    };
    let above = text.get(..range.start).unwrap_or_default();
    let above = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(BREAKS));
    let below = text.get(range.end..).unwrap_or_default();
    let ended = text.get(..range.end).is_some_and(|head| head.ends_with('\r'));
    let below = below.strip_prefix('\n').filter(|_| ended).unwrap_or(below);
    let above = above.and_then(|above| above.rsplit(BREAKS).next()).unwrap_or_default();
    is_item(above) || is_item(below.split(BREAKS).next().unwrap_or_default())
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
