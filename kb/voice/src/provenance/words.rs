//! A sentence as it is compared: words, numbers and signs, without what does not count.
//!
//! Blanks, the shape of quotes and dashes, marks of Markdown and signs that show nothing do not
//! count; everything else does.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::address::{LONGEST_LINK, link_length, unmarked};
pub(super) use super::address::{is_email, is_link};
use crate::sentences::{LOCK, UNLOCK, ends_locked};

/// Stands at the start of a token that is a place to be filled; its kind and name follow.
pub(super) const GAP: char = '\u{E000}';

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As it is compared.
    pub(super) text: String,
    /// Where it is, in bytes of the whole text.
    pub(super) range: Range<usize>,
    /// Whether it stands in a locked span.
    pub(super) locked: bool,
}

impl Token {
    /// Whether it is a place to be filled.
    pub(super) fn is_gap(&self) -> bool {
        self.text.starts_with(GAP)
    }

    /// Whether it is a word or a number.
    pub(super) fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// Whether the text is a template of ours, whose marks mean something, or anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// `locked` says whether a locked span is open where the tokens begin.
    Template {
        locked: bool,
    },
    Draft,
}

/// The tokens of `range` in `text`.
pub(super) fn tokens(text: &str, range: Range<usize>, origin: Origin) -> Vec<Token> {
    let locked = origin == Origin::Template { locked: true };
    let mut reader =
        Reader { text, end: range.end, at: range.start, locked, origin, out: Vec::new() };
    while let Some(c) = reader.peek() {
        reader.step(c);
    }
    let mut tokens = reader.out;
    drop_smiles(&mut tokens);
    tokens
}

/// The token as it is compared where it begins a sentence: with a small first letter.
pub(super) fn small_start(token: &str) -> String {
    let mut chars = token.chars();
    match chars.next() {
        Some(first) if first.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => token.to_owned(),
    }
}

struct Reader<'a> {
    text: &'a str,
    end: usize,
    at: usize,
    locked: bool,
    origin: Origin,
    out: Vec<Token>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn previous(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    fn step(&mut self, c: char) {
        let width = c.len_utf8();
        match c {
            LOCK | UNLOCK | GAP if self.origin != Origin::Draft => self.mark(c),
            // Nobody passes off words as a mark of ours.
            LOCK | UNLOCK | GAP => self.push("\u{FFFD}", width),
            c if c.is_whitespace() || is_unseen(c) => self.at += width,
            c if c.is_alphanumeric() => self.word(),
            '\\' if self.rest().chars().nth(1).is_some_and(|c| c.is_ascii_punctuation()) => {
                self.at += 1;
                if let Some(c) = self.peek() {
                    self.sign(c);
                }
            }
            '*' | '_' | '`' => self.emphasis(c),
            '[' => self.link(),
            '!' if self.rest().starts_with("![") => self.at += 1,
            '<' => self.autolink(),
            c => self.sign(c),
        }
    }

    fn push(&mut self, shown: &str, length: usize) {
        let range = self.at..self.at + length;
        let text = shown.nfc().collect();
        self.out.push(Token { text, range, locked: self.locked });
        self.at += length;
    }

    /// A mark that a template was made ready with.
    fn mark(&mut self, c: char) {
        match c {
            GAP => {
                // The name ends at the next sign of the same kind.
                let rest = self.rest();
                let width = GAP.len_utf8();
                let length = rest.get(width..).and_then(|r| r.find(GAP)).unwrap_or(0) + 2 * width;
                let shown = rest.get(..length.saturating_sub(width)).unwrap_or_default();
                self.push(shown, length.min(rest.len()).max(width));
            }
            c => {
                self.locked = c == LOCK;
                self.at += c.len_utf8();
            }
        }
    }

    /// A run of marks of emphasis or code: each is one when the run touches a word on one side
    /// only, and all but the first are one anyway.
    fn emphasis(&mut self, c: char) {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let rest = self.rest();
        let behind = rest.trim_start_matches(c);
        let next = behind.chars().next();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_markdown = match c {
            '`' => true,
            '*' => !(digit(self.previous()) && digit(next)),
            _ => !(word(self.previous()) && word(next)),
        };
        let end = self.at + rest.len() - behind.len();
        if !is_markdown {
            self.sign(c);
        }
        self.at = end;
    }

    /// A word, a number, a link or an address.
    fn word(&mut self) {
        let rest = self.rest();
        let link = match self.origin {
            Origin::Draft => link_length(unmarked(rest)),
            Origin::Template { .. } => link_length(rest),
        };
        let length = link.unwrap_or_else(|| word_length(rest));
        let shown = rest.get(..length).unwrap_or_default();
        let kept = |c: &char| !is_unseen(*c) && !matches!(*c, LOCK | UNLOCK);
        let plain: String = shown.chars().filter(kept).map(plain_sign).collect();
        let locked = ends_locked(shown);
        self.locked |= locked.is_some();
        self.push(&plain, length);
        self.locked = locked.unwrap_or(self.locked);
    }

    /// What a link leads to, as it is compared.
    fn target(&self, target: &str) -> String {
        match self.origin {
            Origin::Draft => target.replace([GAP, LOCK, UNLOCK], "\u{FFFD}"),
            Origin::Template { .. } => target.replace([LOCK, UNLOCK], ""),
        }
    }

    /// `[text](target)` reads as `text (target)`, and as `text` where both are the same.
    fn link(&mut self) {
        let rest = self.rest();
        let rest = rest.get(..rest.floor_char_boundary(2 * LONGEST_LINK)).unwrap_or_default();
        let parts = rest.split_once("](").and_then(|(shown, tail)| {
            let target = tail.split(')').next()?;
            let one = !shown.contains('\n') && !target.contains(char::is_whitespace);
            (one && tail.len() > target.len()).then(|| (shown.trim_start_matches('['), target))
        });
        let Some((shown, target)) = parts else { return self.push("[", 1) };
        let (shown_at, target_at) = (self.at + 1, self.at + 1 + shown.len() + 2);
        let outer_end = self.end;
        let inner = |range: Range<usize>, locked: bool| -> Vec<Token> {
            let mut inner = Reader {
                text: self.text,
                end: range.end,
                at: range.start,
                locked,
                origin: self.origin,
                out: Vec::new(),
            };
            while let Some(c) = inner.peek() {
                inner.step(c);
            }
            inner.out
        };
        let words = inner(shown_at..shown_at + shown.len(), self.locked);
        let target_end = (target_at + target.len()).min(outer_end);
        let same = bare(shown) == bare(target);
        self.out.extend(words);
        if !same {
            let sign = |text: &str, at: usize| Token {
                text: text.to_owned(),
                range: at..at + 1,
                locked: self.locked,
            };
            let open = sign("(", target_at.saturating_sub(1));
            let close = sign(")", target_end);
            let target = Token {
                text: self.target(target),
                range: target_at..target_end,
                locked: self.locked,
            };
            self.out.extend([open, target, close]);
        }
        self.at = (target_end + 1).min(outer_end);
    }

    /// `<https://…>` reads as the link.
    fn autolink(&mut self) {
        let rest = self.rest();
        let rest = rest.get(..rest.floor_char_boundary(LONGEST_LINK)).unwrap_or_default();
        let inner = rest.get(1..).and_then(|rest| rest.split_once('>')).map(|(inner, _)| inner);
        match inner.filter(|inner| link_length(inner) == Some(inner.len())) {
            Some(inner) => {
                self.at += 1;
                self.push(inner, inner.len());
                self.at += 1;
            }
            None => self.push("<", 1),
        }
    }

    fn sign(&mut self, c: char) {
        let rest = self.rest();
        let dots = rest.len() - rest.trim_start_matches('.').len();
        let dashes = rest.chars().take_while(|c| plain_sign(*c) == '-').map(char::len_utf8).sum();
        let waves = rest.len() - rest.trim_start_matches('~').len();
        match plain_sign(c) {
            '.' if dots > 1 => self.push("…", dots),
            '-' => self.push("-", dashes),
            '~' => self.push(if waves > 1 { "~~" } else { "~" }, waves),
            plain => self.push(plain.encode_utf8(&mut [0; 4]), c.len_utf8()),
        }
    }
}

/// A link without what makes no difference.
fn bare(link: &str) -> &str {
    let link = link.trim_start_matches("mailto:").trim_start_matches("tel:");
    link.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}

/// A sign that shows nothing.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'
            | '\u{200c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{fe0f}'
            | '\u{20e3}'
    )
}

/// Quotes and dashes of all shapes as the plain ones.
fn plain_sign(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' => '\'',
        '–' | '—' | '‒' | '―' | '−' | '‐' | '‑' => '-',
        c => c,
    }
}

/// How long the word at the start of `text` is: an apostrophe or, between digits, a separator
/// does not end it.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inner = match c {
            c if c.is_alphanumeric() || is_unseen(c) || is_combining(c) => true,
            '\'' | '’' => last.is_alphabetic() && next.is_some_and(char::is_alphabetic),
            '.' | ',' | ':' | '/' => {
                last.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit())
            }
            '_' => last.is_alphanumeric() && next.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        if !inner {
            break;
        }
        end = at + c.len_utf8();
        last = c;
    }
    end
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94d}' | '\u{20e3}')
}

/// Smiles at either end say nothing that was to be approved.
fn drop_smiles(tokens: &mut Vec<Token>) {
    let is_smile = |token: &Token| {
        let smiles = token.text.chars().all(|c| {
            matches!(u32::from(c), 0x1F600..=0x1F60E | 0x1F642..=0x1F643 | 0x1F917 | 0x1F44B | 0x1F64F
                | 0x1F44D | 0x1F389 | 0x2728 | 0x2764 | 0x1F49A..=0x1F49C | 0x1F970 | 0x263A | 0x1F3FB..=0x1F3FF | 0x200D)
        });
        smiles && !token.text.is_empty()
    };
    if tokens.iter().all(|token| !token.is_word() && !token.is_gap()) {
        return;
    }
    while tokens.last().is_some_and(is_smile) {
        tokens.pop();
    }
    let lead = tokens.iter().take_while(|token| is_smile(token)).count();
    tokens.drain(..lead);
}
