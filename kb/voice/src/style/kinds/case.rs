//! Title case and sentence case, as the capitalization rules expect them.

use regex::Regex;

use super::super::pattern::Pattern;
use super::super::steps::{Exhausted, Steps};

/// Words that stay small within a title.
const SMALL: [&str; 22] = [
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or",
    "per", "the", "to", "vs", "vs.", "via", "v",
];
/// More of them in the style of Chicago.
const PREPOSITIONS: [&str; 31] = [
    "with",
    "from",
    "into",
    "during",
    "including",
    "until",
    "against",
    "among",
    "throughout",
    "despite",
    "towards",
    "upon",
    "concerning",
    "about",
    "over",
    "through",
    "before",
    "between",
    "after",
    "since",
    "without",
    "under",
    "within",
    "along",
    "following",
    "across",
    "beyond",
    "around",
    "down",
    "near",
    "above",
];
/// Words after which a `to` is no preposition: common verbs, articles, pronouns, adverbs.
const AFTER_INFINITIVE: [&str; 113] = [
    "a",
    "add",
    "all",
    "an",
    "analyze",
    "any",
    "apply",
    "ask",
    "avoid",
    "be",
    "become",
    "begin",
    "build",
    "buy",
    "call",
    "change",
    "check",
    "choose",
    "clean",
    "collect",
    "compare",
    "configure",
    "connect",
    "consider",
    "contact",
    "contribute",
    "convert",
    "create",
    "customize",
    "decide",
    "define",
    "delete",
    "deploy",
    "develop",
    "disable",
    "display",
    "do",
    "download",
    "each",
    "edit",
    "enable",
    "ensure",
    "every",
    "expect",
    "explore",
    "export",
    "find",
    "fix",
    "follow",
    "generate",
    "get",
    "give",
    "go",
    "handle",
    "have",
    "help",
    "his",
    "identify",
    "implement",
    "import",
    "improve",
    "increase",
    "install",
    "it",
    "its",
    "join",
    "keep",
    "know",
    "learn",
    "leave",
    "let",
    "make",
    "manage",
    "migrate",
    "monitor",
    "move",
    "my",
    "optimize",
    "our",
    "prepare",
    "prevent",
    "protect",
    "provide",
    "read",
    "receive",
    "reduce",
    "remember",
    "remove",
    "replace",
    "run",
    "save",
    "see",
    "select",
    "send",
    "set",
    "share",
    "show",
    "start",
    "stop",
    "take",
    "tell",
    "that",
    "the",
    "their",
    "these",
    "this",
    "understand",
    "update",
    "upgrade",
    "use",
    "verify",
    "write",
    "your",
];

/// `text` with its first letter large, if that letter is one byte.
pub(super) fn capital_first(text: &str) -> String {
    match text.chars().next() {
        Some(c) if c.is_ascii() => {
            let rest = text.get(1..).unwrap_or_default();
            format!("{}{rest}", c.to_ascii_uppercase())
        }
        _ => text.to_owned(),
    }
}

/// `word` with its first letter large.
fn titled(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(c) => c.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Every word of `text` with its first letter large.
pub(super) fn all_titled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let begins = !(before.is_alphanumeric() || matches!(before, '_' | '\''));
        if begins {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

/// Words with a fixed case, and a prefix that does not count.
#[derive(Debug, Default)]
pub(super) struct Cases {
    /// The words as they are written, and as patterns.
    vocabulary: Vec<(String, Option<Pattern>)>,
    prefix: Option<Regex>,
}

impl Cases {
    pub(super) fn new(mut words: Vec<String>, prefix: &str) -> Result<Self, String> {
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let vocabulary = words
            .into_iter()
            .map(|word| {
                let pattern = Pattern::new(&word).ok();
                (word, pattern)
            })
            .collect();
        let prefix = match prefix {
            "" => None,
            prefix => Some(Regex::new(prefix).map_err(|err| err.to_string())?),
        };
        Ok(Self { vocabulary, prefix })
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.iter().map(|(word, _)| word.as_str())
    }

    /// The prefix of `text` and the rest.
    fn part<'a>(&self, text: &'a str) -> (&'a str, &'a str) {
        let found = self.prefix.as_ref().and_then(|prefix| prefix.find(text));
        let prefix = found.map_or("", |found| found.as_str());
        (prefix, text.strip_prefix(prefix).unwrap_or(text))
    }

    /// The case that `word` has in the vocabulary.
    fn fixed(&self, word: &str, steps: &Steps) -> Result<Option<String>, Exhausted> {
        let lower = word.to_lowercase();
        for (known, pattern) in &self.vocabulary {
            if known.to_lowercase() == lower {
                return Ok(Some(known.clone()));
            }
            if let Some(pattern) = pattern
                && pattern.is_match(word, steps)?
            {
                return Ok(Some(word.to_owned()));
            }
        }
        Ok(None)
    }

    /// `text` in sentence case. `words` finds its words; `starts_anew` says whether a word, of
    /// that number, is followed by a large letter.
    pub(super) fn sentence(
        &self,
        text: &str,
        (words, steps): (&Pattern, &Steps),
        starts_anew: impl Fn(&str, usize) -> bool,
    ) -> Result<String, Exhausted> {
        let (prefix, text) = self.part(text);
        let mut made = Vec::new();
        let mut before: Option<&str> = None;
        for (index, range) in words.find_all(text, steps)?.into_iter().enumerate() {
            let word = text.get(range).unwrap_or_default();
            let is_start = before.is_none_or(|before| starts_anew(before, index - 1));
            made.push(match self.fixed(word, steps)? {
                Some(fixed) => fixed,
                None if is_start => titled(&word.to_lowercase()),
                None => word.to_lowercase(),
            });
            before = Some(word);
        }
        Ok(format!("{prefix}{}", made.join(" ")))
    }

    /// `text` in title case. `words` finds its words.
    pub(super) fn title(
        &self,
        text: &str,
        (words, steps): (&Pattern, &Steps),
        style: TitleStyle,
    ) -> Result<String, Exhausted> {
        let (prefix, text) = self.part(text);
        let ranges = words.find_all(text, steps)?;
        let mut made = prefix.to_owned();
        let mut end = 0;
        for (index, range) in ranges.iter().enumerate() {
            let word = text.get(range.clone()).unwrap_or_default();
            let next = ranges.get(index + 1).and_then(|range| text.get(range.clone()));
            made.push_str(text.get(end..range.start).unwrap_or_default());
            end = range.end;
            let place = if range.start == 0 || range.end == text.len() {
                Place::AtAnEnd
            } else {
                Place::Within
            };
            made.push_str(&match self.fixed(word, steps)? {
                Some(fixed) => fixed,
                None if stays_small(word, next, place, style)
                    && may_be_small(text, range.start, range.end) =>
                {
                    word.to_lowercase()
                }
                None => titled(word),
            });
        }
        made.push_str(text.get(end..).unwrap_or_default());
        Ok(made)
    }
}

/// Whose titles are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleStyle {
    /// The Associated Press.
    Ap,
    /// The Chicago Manual of Style.
    Chicago,
}

/// Where a word is in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    AtAnEnd,
    Within,
}

/// Whether a word is one that stays small.
fn stays_small(word: &str, next: Option<&str>, place: Place, style: TitleStyle) -> bool {
    let word = word.to_lowercase();
    let is_small = SMALL.contains(&word.as_str()) || word == "v.";
    match (style, next) {
        (TitleStyle::Ap, Some(next)) if word == "to" => {
            !AFTER_INFINITIVE.contains(&next.to_lowercase().as_str())
        }
        (TitleStyle::Ap, _) => place == Place::Within && is_small,
        (TitleStyle::Chicago, _) => {
            place == Place::Within && (is_small || PREPOSITIONS.contains(&word.as_str()))
        }
    }
}

/// Whether what stands around a word lets it be small.
fn may_be_small(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).or_else(|| bytes.first()).copied();
    let before = at(start.checked_sub(1));
    let before_that = at(start.checked_sub(2));
    matches!(before, Some(b' ' | b'-' | b'/'))
        && !matches!(before_that, Some(b':' | b'-'))
        && (at(Some(end)) != Some(b'-') || before == Some(b'-'))
}
