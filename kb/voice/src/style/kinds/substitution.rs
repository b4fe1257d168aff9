//! Words that should be others.

use std::sync::OnceLock;

use super::super::fields::Fields;
use super::super::message;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::case::capital_first;
use super::shared::{Exceptions, Frame, compile};

/// Finds the keys of its pairs and names their values.
#[derive(Debug)]
pub(in super::super) struct Substitution {
    pattern: Pattern,
    exceptions: Exceptions,
    pairs: Vec<Pair>,
    ignores_case: bool,
    capitalizes: bool,
}

#[derive(Debug)]
struct Pair {
    key: String,
    value: String,
    /// The value as a pattern, compiled when it is first needed.
    same: OnceLock<Option<Pattern>>,
    /// The key with its groups, compiled when the value first asks for one.
    grouped: OnceLock<Option<Pattern>>,
}

impl Pair {
    /// Whether `observed` is what it should be already.
    fn is_same(&self, expected: &str, observed: &str, steps: &Steps) -> Result<bool, Exhausted> {
        if is_phrase(expected) {
            return Ok(expected == observed);
        }
        let compile = || Pattern::new(&format!("^(?:{expected})$")).ok();
        let fresh;
        let pattern = if expected == self.value {
            self.same.get_or_init(compile)
        } else {
            fresh = compile();
            &fresh
        };
        pattern
            .as_ref()
            .map_or(Ok(expected == observed), |pattern| pattern.is_match(observed, steps))
    }
}

impl Substitution {
    pub(super) fn read(fields: &mut Fields, setting: &Setting<'_>) -> Result<Self, Fault> {
        let exceptions = Exceptions::read(fields, setting)?;
        let line = fields.line("swap");
        let mut swap = fields.pairs("swap")?;
        let ignores_case = fields.flag("ignorecase")?.unwrap_or_default();
        let frame =
            Frame { setting, is_word: !fields.flag("nonword")?.unwrap_or_default(), ignores_case };
        let capitalizes = fields.flag("capitalize")?.unwrap_or_default();
        fields.text("pos")?;
        swap.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        let groups: Vec<String> =
            swap.iter().map(|(key, _)| format!("({})", without_groups(key))).collect();
        let pattern = compile(&frame.around(&groups.join("|")), line)?;
        let pairs = swap
            .into_iter()
            .map(|(key, value)| Pair {
                key,
                value,
                same: OnceLock::new(),
                grouped: OnceLock::new(),
            })
            .collect();
        Ok(Self { pattern, exceptions, pairs, ignores_case, capitalizes })
    }

    pub(super) fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        steps: &Steps,
    ) -> Result<Vec<Hit>, Exhausted> {
        let mut hits = Vec::new();
        if !self.pattern.is_match(text, steps)? {
            return Ok(hits);
        }
        for groups in self.pattern.find_groups(text, steps)? {
            for (pair, group) in self.pairs.iter().zip(groups.iter().skip(1)) {
                let Some(range) = group.clone().filter(|range| range.end > 0) else { continue };
                let observed = text.get(range.clone()).unwrap_or_default().trim();
                let expected = self.expected(pair, observed, steps)?;
                if pair.is_same(&expected, observed, steps)?
                    || self.exceptions.contain(observed, steps)?
                {
                    continue;
                }
                hits.push(self.hit(rule, text, range, expected));
            }
        }
        Ok(hits)
    }

    /// What should stand instead of `observed`.
    fn expected(&self, pair: &Pair, observed: &str, steps: &Steps) -> Result<String, Exhausted> {
        let capitalizes = self.capitalizes && is_capitalized(observed);
        let expected = if capitalizes { capital_first(&pair.value) } else { pair.value.clone() };
        let mut pairs = expected.as_bytes().windows(2);
        let has_group = pairs.any(|pair| matches!(pair, [b'$', digit] if digit.is_ascii_digit()));
        if !has_group {
            return Ok(expected);
        }
        let compile = || {
            let flags = if self.ignores_case { "(?i)" } else { "" };
            Pattern::new(&format!("{flags}{}", pair.key)).ok()
        };
        match pair.grouped.get_or_init(compile) {
            Some(pattern) => pattern.replace_all(observed, &expected, steps),
            None => Ok(expected),
        }
    }

    fn hit(&self, rule: &Rule, text: &str, range: std::ops::Range<usize>, expected: String) -> Hit {
        let observed = text.get(range.clone()).unwrap_or_default().trim();
        let mut action = rule.action.clone();
        let mut shown = expected;
        let mut template = rule.message.clone();
        if action.name == "replace" && action.params.is_none() {
            let mut params: Vec<String> = shown.split('|').map(str::to_owned).collect();
            if self.capitalizes && is_capitalized(observed) {
                params = params.iter().map(|param| capital_first(param)).collect();
            }
            shown = message::list(&params);
            action.params = Some(params);
            template = without_quotes(&template);
        }
        let values = [shown.as_str(), observed];
        let mut hit = rule.told(text, Some(range), &values);
        hit.message = message::fill(&template, &values);
        hit.action = action;
        hit
    }
}

fn is_capitalized(text: &str) -> bool {
    text == capital_first(text)
}

/// Whether `text` is words, and no pattern.
pub(in super::super) fn is_phrase(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() || c.is_numeric() || matches!(c, ' ' | '-'))
}

/// The first of two quoted places loses its quotes: the value has some already.
fn without_quotes(template: &str) -> String {
    let mut template = template.to_owned();
    for quoted in ["'%s'", "\"%s\""] {
        if template.matches(quoted).count() == 2 {
            template = template.replacen(quoted, "%s", 1);
        }
    }
    template
}

/// `key` with groups that are not counted.
fn without_groups(key: &str) -> String {
    let opens = key.matches('(').count();
    if opens == key.matches("(?").count() + key.matches("\\(").count() {
        return key.to_owned();
    }
    let mut out = String::with_capacity(key.len() + 8);
    let mut chars = key.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        out.push(c);
        if c == '(' && before != '\\' && chars.peek() != Some(&'?') {
            out.push_str("?:");
        }
        before = c;
    }
    out
}
