//! A rule's regular expression: the linear engine where it can, the backtracking one, with a limit
//! on its steps, where it must.

use std::ops::Range;
use std::sync::OnceLock;

use super::dialect::{self, Translated};
use super::ladder::Ladder;
use super::steps::{Exhausted, Steps};

/// The largest compiled pattern, in bytes.
const SIZE_LIMIT: usize = 64 << 20;

/// Where the groups of a match are, the whole match first.
pub(super) type Groups = Vec<Option<Range<usize>>>;

/// A pattern as rules write it, ready to search.
#[derive(Debug)]
pub(super) struct Pattern {
    source: String,
    translated: Translated,
    /// For texts without letters beyond ASCII, or for all texts if there is no difference.
    narrow: Engine,
    /// For all other texts; made when the first comes.
    wide: OnceLock<Option<Engine>>,
    /// For a text that ends with a line break, where `$` also matches before it.
    before_break: OnceLock<Option<Engine>>,
}

#[derive(Debug)]
enum Engine {
    Linear(regex::Regex),
    Backtracking(Box<Ladder>),
}

impl Pattern {
    /// Compiles `source`.
    ///
    /// # Errors
    /// The reason, as a person reads it.
    pub(super) fn new(source: &str) -> Result<Self, String> {
        let translated = dialect::translate(source)?;
        let narrow = if translated.needs_backtracking {
            Engine::backtracking(&translated.pattern)?
        } else {
            Engine::linear(translated.narrow.as_ref().unwrap_or(&translated.pattern))?
        };
        let (wide, before_break) = (OnceLock::new(), OnceLock::new());
        Ok(Self { source: source.to_owned(), translated, narrow, wide, before_break })
    }

    /// The pattern as it was written.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// A pattern for the linear engine that matches wherever this one does.
    pub(super) fn relaxed(&self) -> &str {
        &self.translated.relaxed
    }

    /// The names of the groups, the whole match first.
    pub(super) fn group_names(&self) -> &[Option<String>] {
        &self.translated.groups
    }

    fn engine(&self, text: &str) -> &Engine {
        let Translated { has_end, narrow, needs_backtracking, pattern, .. } = &self.translated;
        if *has_end && text.ends_with('\n') {
            let engine = self.before_break.get_or_init(|| {
                let translated = dialect::translate_with_end(&self.source).ok()?;
                Engine::backtracking(&translated.pattern).ok()
            });
            return engine.as_ref().unwrap_or(&self.narrow);
        }
        if narrow.is_some() && !needs_backtracking && has_wide_words(text) {
            let engine = self.wide.get_or_init(|| Engine::linear(pattern).ok());
            return engine.as_ref().unwrap_or(&self.narrow);
        }
        &self.narrow
    }

    /// Whether `text` has a match.
    pub(super) fn is_match(&self, text: &str, steps: &Steps) -> Result<bool, Exhausted> {
        match self.engine(text) {
            Engine::Linear(regex) => Ok(regex.is_match(text)),
            Engine::Backtracking(ladder) => ladder.search(steps, |regex| regex.is_match(text)),
        }
    }

    /// All matches in `text`, one after the other.
    pub(super) fn find_all(
        &self,
        text: &str,
        steps: &Steps,
    ) -> Result<Vec<Range<usize>>, Exhausted> {
        let mut found = Vec::new();
        let mut walk = Walk::default();
        let engine = self.engine(text);
        while let Some(start) = walk.next(text) {
            let range = match engine {
                Engine::Linear(regex) => regex.find_at(text, start).map(|found| found.range()),
                Engine::Backtracking(ladder) => {
                    let search = |regex: &fancy_regex::Regex| regex.find_from_pos(text, start);
                    ladder.search(steps, search)?.map(|found| found.range())
                }
            };
            let Some(range) = range else { break };
            walk.found(&range);
            found.push(range);
        }
        Ok(found)
    }

    /// The groups of all matches in `text`.
    pub(super) fn find_groups(&self, text: &str, steps: &Steps) -> Result<Vec<Groups>, Exhausted> {
        let mut found = Vec::new();
        let mut walk = Walk::default();
        let engine = self.engine(text);
        while let Some(start) = walk.next(text) {
            let groups: Option<Groups> = match engine {
                Engine::Linear(regex) => regex.captures_at(text, start).map(|captures| {
                    captures.iter().map(|group| group.map(|group| group.range())).collect()
                }),
                Engine::Backtracking(ladder) => {
                    let search = |regex: &fancy_regex::Regex| regex.captures_from_pos(text, start);
                    ladder.search(steps, search)?.map(|captures| {
                        captures.iter().map(|group| group.map(|group| group.range())).collect()
                    })
                }
            };
            let Some(groups) = groups else { break };
            let Some(Some(whole)) = groups.first() else { break };
            walk.found(whole);
            found.push(groups);
        }
        Ok(found)
    }
}

impl Pattern {
    /// `text` with every match replaced; `$1` and `${name}` stand for groups.
    pub(super) fn replace_all(
        &self,
        text: &str,
        with: &str,
        steps: &Steps,
    ) -> Result<String, Exhausted> {
        let mut out = String::new();
        let mut end = 0;
        for groups in self.find_groups(text, steps)? {
            let Some(Some(whole)) = groups.first() else { continue };
            out.push_str(text.get(end..whole.start).unwrap_or_default());
            end = whole.end;
            self.expand(with, text, &groups, &mut out);
        }
        out.push_str(text.get(end..).unwrap_or_default());
        Ok(out)
    }

    /// Writes `with`, its groups filled.
    fn expand(&self, with: &str, text: &str, groups: &Groups, out: &mut String) {
        let mut rest = with;
        while let Some((before, after)) = rest.split_once('$') {
            out.push_str(before);
            rest = after;
            if let Some(after) = rest.strip_prefix('$') {
                out.push('$');
                rest = after;
                continue;
            }
            let braced = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            let (name, after) = braced.unwrap_or_else(|| {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                rest.split_at_checked(end).unwrap_or((rest, ""))
            });
            let index = name.parse::<usize>().ok().or_else(|| {
                self.translated.groups.iter().position(|known| known.as_deref() == Some(name))
            });
            match index.and_then(|index| groups.get(index)) {
                Some(group) if !name.is_empty() => {
                    let group = group.clone().and_then(|range| text.get(range));
                    out.push_str(group.unwrap_or_default());
                    rest = after;
                }
                _ => out.push('$'),
            }
        }
        out.push_str(rest);
    }
}

/// Where the next search begins.
#[derive(Default)]
struct Walk {
    at: usize,
    was_empty: bool,
    is_over: bool,
}

impl Walk {
    fn next(&mut self, text: &str) -> Option<usize> {
        if self.was_empty {
            let rest = text.get(self.at..).unwrap_or_default();
            match rest.chars().next() {
                Some(c) => self.at += c.len_utf8(),
                None => self.is_over = true,
            }
        }
        (!self.is_over && self.at <= text.len()).then_some(self.at)
    }

    fn found(&mut self, range: &Range<usize>) {
        self.was_empty = range.is_empty();
        self.at = range.end;
    }
}

impl Engine {
    fn linear(pattern: &str) -> Result<Self, String> {
        regex::RegexBuilder::new(pattern)
            .size_limit(SIZE_LIMIT)
            .build()
            .map(Self::Linear)
            .map_err(|err| one_line(&err.to_string()))
    }

    fn backtracking(pattern: &str) -> Result<Self, String> {
        Ladder::new(pattern)
            .map(|ladder| Self::Backtracking(Box::new(ladder)))
            .map_err(|err| one_line(&err))
    }
}

/// Whether there are letters or digits beyond ASCII in `text`.
fn has_wide_words(text: &str) -> bool {
    let is_word = |c: char| {
        c.is_alphanumeric() || matches!(c, '\u{200c}' | '\u{200d}') || is_mark_or_connector(c)
    };
    !text.is_ascii() && text.chars().any(|c| !c.is_ascii() && is_word(c))
}

/// Marks and connectors, which also belong to words: all of them but those of common punctuation
/// are taken for such.
fn is_mark_or_connector(c: char) -> bool {
    !matches!(c,
        '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{203e}' | '\u{2041}'..='\u{2053}'
        | '\u{2055}'..='\u{2070}' | '\u{20a0}'..='\u{20cf}' | '\u{2190}'..='\u{245f}'
        | '\u{2500}'..='\u{2bff}' | '\u{3000}'..='\u{3004}' | '\u{1f000}'..='\u{1faff}'
    )
}

/// The last line of a message: the reason without the drawing of the pattern.
fn one_line(message: &str) -> String {
    let last = message.lines().map(str::trim).rfind(|line| !line.is_empty());
    last.unwrap_or(message).trim_start_matches("error: ").to_owned()
}
