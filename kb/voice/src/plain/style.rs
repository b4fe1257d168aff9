//! Ways of writing a text: which marks stand for what.

use std::borrow::Cow;

use super::escape::escape_around_fields;
use super::marks::{self, End, Mark};

/// A way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Without marks; what is struck out is text like any other.
    Plain,
    /// Without marks.
    Bare,
    /// Markdown.
    Markdown,
    /// With placeholders for the marks of a messenger.
    Marked,
}

impl Style {
    /// Text that holds no mark.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        match self {
            // Reddit reads a circumflex as a mark.
            Self::Markdown => Cow::Owned(escape_around_fields(text).replace('^', "\\^")),
            _ => Cow::Borrowed(text),
        }
    }

    /// What stands at one end of marked text.
    pub(super) fn mark(self, mark: Mark, end: End) -> &'static str {
        match (self, mark) {
            (Self::Markdown, Mark::Emphasis) => "*",
            (Self::Markdown, Mark::Strong) => "**",
            (Self::Markdown, Mark::Strike) => "~~",
            (Self::Marked, mark) => mark.placeholder(end),
            _ => "",
        }
    }

    /// What stands at one end of a heading.
    pub(super) fn heading(self, level: usize, end: End) -> &'static str {
        match self {
            Self::Markdown if end == End::Opens => {
                "###### ".get(6_usize.saturating_sub(level)..).unwrap_or("# ")
            }
            Self::Marked => Mark::Strong.placeholder(end),
            _ => "",
        }
    }

    /// What ends a line within a paragraph.
    pub(super) fn line_break(self) -> &'static str {
        if self == Self::Markdown { "  " } else { "" }
    }

    /// What stands at one end of an address.
    pub(super) fn address(self, end: End) -> &'static str {
        match self {
            Self::Markdown if end == End::Opens => "<",
            Self::Markdown => ">",
            _ => "",
        }
    }

    /// Code within a line.
    pub(super) fn code(self, code: &str) -> Cow<'_, str> {
        match self {
            Self::Markdown => {
                let fence = "`".repeat(longest_run(code) + 1);
                let is_edge = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
                let blank = if is_edge { " " } else { "" };
                Cow::Owned(format!("{fence}{blank}{code}{blank}{fence}"))
            }
            Self::Marked => {
                let (open, close) =
                    (Mark::Code.placeholder(End::Opens), Mark::Code.placeholder(End::Closes));
                Cow::Owned(format!("{open}{code}{close}"))
            }
            _ => Cow::Borrowed(code),
        }
    }

    /// The lines of a block of code.
    pub(super) fn block(self, code: &str) -> Cow<'_, str> {
        if self == Self::Marked { Cow::Owned(marks::in_block(code)) } else { Cow::Borrowed(code) }
    }

    /// The line before and after a block of code.
    pub(super) fn fence(self, code: &str) -> String {
        match self {
            Self::Markdown => "`".repeat(longest_run(code).max(2) + 1),
            Self::Marked => marks::FENCE.to_owned(),
            _ => String::new(),
        }
    }
}

/// Where a link leads, so that Markdown reads it as one thing.
pub(super) fn target(url: &str) -> String {
    let is_plain = !url.is_empty()
        && url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"()<>\\".contains(c));
    if is_plain {
        return url.to_owned();
    }
    let mut written = String::from("<");
    for letter in url.chars() {
        match letter {
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            letter if letter.is_control() => {}
            letter => written.push(letter),
        }
    }
    written.push('>');
    written
}

/// How many backticks stand side by side at most.
fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
