//! What several kinds of rules need: words made into a pattern, exceptions.

use super::super::fields::Fields;
use super::super::message;
use super::super::pattern::Pattern;
use super::super::rule::Setting;
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;

/// How words become a pattern where nothing else is said.
const WORDS: &str = r"(?m)\b(?:%s)\b";
/// How parts of words become a pattern.
const PARTS: &str = r"(?m)(?:%s)";

/// How the words of a rule become a pattern.
pub(super) struct Frame<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) is_word: bool,
    pub(super) ignores_case: bool,
}

impl Frame<'_> {
    /// The frame itself, with `%s` for the words.
    pub(super) fn template(&self) -> &str {
        if self.is_word { self.setting.word_template.unwrap_or(WORDS) } else { PARTS }
    }

    pub(super) fn flags(&self) -> &'static str {
        if self.ignores_case { "(?i)" } else { "" }
    }

    /// The pattern of `words`, which are joined already.
    pub(super) fn around(&self, words: &str) -> String {
        message::fill_all(&format!("{}{}", self.flags(), self.template()), &[words])
    }
}

/// Compiles a pattern that stands at a line of the rule's file.
pub(super) fn compile(source: &str, line: usize) -> Result<Pattern, Fault> {
    Pattern::new(source)
        .map_err(|reason| Fault::new(line, format!("the pattern cannot be read: {reason}")))
}

/// Words that a rule leaves alone.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    /// All of them as one pattern; none where there are none.
    pub(super) pattern: Option<Pattern>,
    /// The longest first, each with its flags.
    pub(super) words: Vec<String>,
    /// As they were named.
    pub(super) named: Vec<String>,
    /// Those of the vocabularies, where they count.
    pub(super) accepted: Vec<String>,
}

impl Exceptions {
    /// Reads `exceptions` and `vocab`.
    pub(super) fn read(fields: &mut Fields, setting: &Setting<'_>) -> Result<Self, Fault> {
        let line = fields.line("exceptions");
        let named = fields.list("exceptions")?;
        let accepted = if fields.flag("vocab")?.unwrap_or(true) {
            setting.accepted.to_vec()
        } else {
            Vec::new()
        };
        let mut words: Vec<String> = named.iter().chain(&accepted).cloned().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for word in words.iter_mut().filter(|word| !word.starts_with("(?i)")) {
            word.insert_str(0, "(?-i)");
        }
        let pattern = match words.as_slice() {
            [] => None,
            words => Some(compile(&WORDS.replace("%s", &words.join("|")), line)?),
        };
        Ok(Self { pattern, words, named, accepted })
    }

    /// Whether `text` has one in it.
    pub(super) fn contain(&self, text: &str, steps: &Steps) -> Result<bool, Exhausted> {
        self.pattern.as_ref().map_or(Ok(false), |pattern| pattern.is_match(text, steps))
    }
}
