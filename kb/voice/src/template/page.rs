//! The text that a template makes, with where each part of it comes from.

use std::ops::Range;

/// Where a part of a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The template's own words.
    Text,
    /// A value of the customer, the agent, the conversation…
    Field,
    /// A fact of the workspace.
    Fact,
    /// The answer to a question, or the question itself.
    Ask,
    /// One of several alternatives.
    Choice,
    /// Words that must stay as they are.
    Locked,
    /// Words of the person who writes; no template makes them.
    Free,
}

impl Origin {
    /// The name in reports, such as `field`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Field => "field",
            Self::Fact => "fact",
            Self::Ask => "ask",
            Self::Choice => "choice",
            Self::Locked => "locked",
            Self::Free => "free",
        }
    }
}

/// A part of a text that comes from one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands, in bytes; never empty.
    pub range: Range<usize>,
    /// Where it comes from.
    pub origin: Origin,
    /// The field, fact or question.
    pub name: Option<String>,
    /// Whether it stands within a locked block, whatever it is itself.
    pub is_locked: bool,
}

/// A text while it is made.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    segments: Vec<Segment>,
}

impl Page {
    /// Adds `text` that stands within `blocks`; words that go on where the like of them ended are one segment.
    pub(super) fn put(
        &mut self,
        text: &str,
        origin: Origin,
        name: Option<&str>,
        blocks: &[Origin],
    ) {
        if text.is_empty() {
            return;
        }
        let is_locked = blocks.contains(&Origin::Locked);
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.segments.last_mut() {
            Some(last)
                if name.is_none()
                    && last.name.is_none()
                    && last.origin == origin
                    && last.is_locked == is_locked =>
            {
                last.range.end = end;
            }
            _ => {
                let name = name.map(str::to_owned);
                self.segments.push(Segment { range: start..end, origin, name, is_locked });
            }
        }
    }

    pub(super) fn finish(self) -> (String, Vec<Segment>) {
        (self.text, self.segments)
    }
}
