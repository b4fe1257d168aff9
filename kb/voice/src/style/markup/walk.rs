//! Keeps track of how far the source was read: what was seen is covered with `@`.

use super::super::bytes;
use super::super::lines::Lines;
use super::super::placing::{NEAR_LIMIT, REACH};
use super::tokens::{Element, Token};

/// How often a long source may be looked through as a whole.
const SPARE: usize = 32;

/// The source while its HTML is walked through.
pub(super) struct Walker {
    /// The source; every letter that was seen and is one byte long is an `@`.
    pub(super) context: Vec<u8>,
    /// Its lines.
    pub(super) index: Lines,
    /// Up to where a long source was read.
    pub(super) from: usize,
    /// How many bytes of a long source may be looked through for what is not ahead.
    spare: usize,
    /// The line that was reached, from 0.
    line: usize,
    /// The texts of this block, to be covered at its end.
    queue: Vec<String>,
    /// The tags of this block.
    pub(super) tags: Vec<String>,
    active: String,
    /// The element that is skipped for its class, how often it began and how often it ended.
    skipped: Option<(String, usize, usize)>,
}

impl Walker {
    pub(super) fn new(source: &str) -> Self {
        Self {
            context: source.as_bytes().to_vec(),
            index: Lines::new(source.as_bytes()),
            from: 0,
            spare: source.len().saturating_mul(SPARE),
            line: 0,
            queue: Vec::new(),
            tags: Vec::new(),
            active: String::new(),
            skipped: None,
        }
    }

    /// Counts how often the element that is skipped begins, and how often another part has its
    /// name.
    pub(super) fn count_skipped(&mut self, token: &Token, name: &str) {
        let begins = matches!(token, Token::Start(_));
        if let Some((skipped, begun, ended)) = &mut self.skipped
            && skipped == name
        {
            if begins { *begun += 1 } else { *ended += 1 }
        }
    }

    pub(super) fn skip(&mut self, name: &str) {
        self.skipped = Some((name.to_owned(), 1, 0));
    }

    /// Whether the element that is skipped has ended.
    pub(super) fn has_skipped(&self) -> bool {
        matches!(&self.skipped, Some((_, begun, ended)) if begun == ended)
    }

    pub(super) fn close(&mut self) {
        self.skipped = None;
    }

    /// Covers a text, or, where it is not as a whole, its words.
    pub(super) fn cover(&mut self, text: &str) {
        for line in text.split('\n') {
            if !self.cover_first(line) {
                for word in line.split_whitespace() {
                    self.cover_first(word);
                }
            }
        }
    }

    /// Where a text is first; in a long source, where it is ahead of what was read.
    fn find(&mut self, part: &str) -> Option<usize> {
        let length = self.context.len();
        if length <= NEAR_LIMIT {
            return bytes::find(&self.context, part.as_bytes());
        }
        let end = length.min(self.from + part.len() + REACH);
        let ahead = self.context.get(self.from..end).unwrap_or_default();
        if let Some(at) = bytes::find(ahead, part.as_bytes()) {
            return Some(self.from + at);
        }
        self.spare = self.spare.checked_sub(length)?;
        bytes::find(&self.context, part.as_bytes())
    }

    fn cover_first(&mut self, part: &str) -> bool {
        let Some(at) = self.find(part) else { return false };
        if (self.from..self.from + REACH).contains(&at) {
            self.from = at + part.len();
        }
        let covered = self.context.get_mut(at..at + part.len()).unwrap_or_default();
        for byte in covered.iter_mut().filter(|byte| byte.is_ascii() && **byte != b'\n') {
            *byte = b'@';
        }
        true
    }

    /// Ends a block.
    pub(super) fn reset(&mut self) {
        for text in std::mem::take(&mut self.queue) {
            self.cover(&text);
        }
        self.tags.clear();
    }

    /// Takes a text of this block.
    pub(super) fn append(&mut self, text: &str) {
        if !text.is_empty() {
            self.line = self.line_of(text);
            self.queue.push(text.to_owned());
        }
    }

    /// The line of a block with that text.
    pub(super) fn line_of(&mut self, text: &str) -> usize {
        self.advance(text).unwrap_or(self.line)
    }

    /// The line on which the last part of `text` is, if that lies ahead.
    fn advance(&mut self, text: &str) -> Option<usize> {
        let mut position = None;
        for line in text.split('\n') {
            position = self.find(line);
            if position.is_none() {
                for word in line.split_whitespace() {
                    position = self.find(word);
                }
            }
        }
        let line = self.index.line_of(position?);
        (line > self.line).then_some(line)
    }

    pub(super) fn add_tag(&mut self, name: &str) {
        self.tags.push(name.to_owned());
        name.clone_into(&mut self.active);
    }

    pub(super) fn end_inline(&mut self) {
        self.active.clear();
    }

    pub(super) fn last_tag(&self) -> &str {
        self.tags.last().unwrap_or(&self.active)
    }

    /// Whether this is an item of a list within an item.
    pub(super) fn is_nested_list(&self) -> bool {
        match self.tags.as_slice() {
            [_, .., outer, list, item] if self.tags.len() > 3 => {
                item == "li" && (list == "ol" || list == "ul") && outer == "li"
            }
            _ => false,
        }
    }

    /// Covers addresses and names in the attributes of a tag.
    pub(super) fn cover_attributes(&mut self, element: &Element) {
        const TAGS: [&str; 10] = ["img", "a", "p", "script", "h1", "h2", "h3", "h4", "h5", "h6"];
        if !TAGS.contains(&element.name.as_str()) {
            return;
        }
        for (name, value) in &element.attributes {
            match name.as_str() {
                "href" => self.cover(&unescaped(value)),
                "id" | "src" | "alt" => self.cover(value),
                _ => {}
            }
        }
    }
}

/// A value of an address as it was typed: `%20` and `+` are blanks. Empty where a code is broken.
fn unescaped(value: &str) -> String {
    let mut out = Vec::with_capacity(value.len());
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                let (Some(high), Some(low)) = (digit(bytes.next()), digit(bytes.next())) else {
                    return String::new();
                };
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
