//! Markdown before it is read: what is to be passed over becomes code.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::pattern::Pattern;
use super::super::settings::Settings;
use super::super::steps::Steps;

/// Patterns of the settings, compiled once.
#[derive(Debug, Default)]
pub(in super::super) struct Ignores {
    blocks: Vec<Pattern>,
    tokens: Vec<Pattern>,
    delimiters: Vec<(String, String)>,
}

impl Ignores {
    /// The patterns for Markdown files that end with `ending`; what cannot be read is told to
    /// `fail`.
    pub(in super::super) fn read(
        settings: &Settings,
        endings: &[&str],
        mut fail: impl FnMut(usize, String),
    ) -> Self {
        let mut ignores = Self::default();
        for section in &settings.sections {
            let glob = section.glob.as_ref();
            let is_meant = glob.is_none_or(|glob| endings.iter().any(|end| glob.is_match(end)));
            if !is_meant {
                continue;
            }
            let lists = [
                (&section.block_ignores, &mut ignores.blocks),
                (&section.token_ignores, &mut ignores.tokens),
            ];
            for (sources, patterns) in lists {
                for source in sources {
                    match Pattern::new(source) {
                        Ok(pattern) => patterns.push(pattern),
                        Err(reason) => fail(section.line, format!("{source:?}: {reason}")),
                    }
                }
            }
            ignores.delimiters.extend(section.comment_delimiters.clone());
        }
        ignores
    }

    /// `text` with what is to be passed over as code. A pattern that takes too many steps is left
    /// out.
    pub(in super::super) fn apply(&self, text: &str) -> String {
        const BLOCK: &str = "\n```\n$1\n```\n";
        #[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
        static FRONT: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^(?s)(?:---|\+\+\+)\n(.+?)\n(?:---|\+\+\+)").unwrap());
        let mut text = FRONT.replace(text, BLOCK).into_owned();
        for (patterns, with) in [(&self.blocks, BLOCK), (&self.tokens, "`$1`")] {
            for pattern in patterns {
                let steps = Steps::for_text(text.len());
                if let Ok(replaced) = pattern.replace_all(&text, with, &steps) {
                    text = replaced;
                }
            }
        }
        for (open, close) in &self.delimiters {
            text = text.replace(open, "<!--").replace(close, "-->");
        }
        text
    }
}

/// `text` as matches are looked for in it: info strings, link references and list numbers are
/// covered.
pub(super) fn searched(text: &str) -> String {
    #[expect(clippy::unwrap_used, reason = "constant patterns that every test compiles")]
    static COVERED: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            Regex::new("`{3,}.+").unwrap(),
            Regex::new(r"\]\[(?:[^\]\n]+)\]").unwrap(),
            Regex::new(r"\[(?:[^\]\n]+)\]:").unwrap(),
            Regex::new(r"(?m)^\d+\.").unwrap(),
        ]
    });
    let stars = |text: &str, marks: usize| "*".repeat(text.chars().count().saturating_sub(marks));
    let [info, reference, definition, number] = &*COVERED;
    let text = info.replace_all(text, |found: &Captures<'_>| {
        let whole = found.get(0).map_or("", |found| found.as_str());
        let (ticks, last) = (whole.matches('`').count(), whole.rsplit('`').next());
        format!("{}{}", "`".repeat(ticks), stars(last.unwrap_or_default(), 0))
    });
    let text = reference.replace_all(&text, |found: &Captures<'_>| {
        format!("][{}]", stars(found.get(0).map_or("", |found| found.as_str()), 3))
    });
    let text = definition.replace_all(&text, |found: &Captures<'_>| {
        format!("[{}]:", stars(found.get(0).map_or("", |found| found.as_str()), 3))
    });
    let text = number.replace_all(&text, |found: &Captures<'_>| {
        stars(found.get(0).map_or("", |found| found.as_str()), 0)
    });
    text.into_owned()
}
