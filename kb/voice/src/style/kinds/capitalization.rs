//! The case of a block: title, sentence, small, large, or a pattern.

use super::super::fields::Fields;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::steps::{Exhausted, Steps};
use super::super::yaml::Fault;
use super::case::{Cases, TitleStyle, all_titled};
use super::shared::{Exceptions, compile};

/// A word, as the words of two cases are compared.
const WORD: &str = r"[\p{N}\p{L}*]+[^\s]*";
/// A word, as it is put in title case.
const TITLE_WORD: &str = r"[\p{N}\p{L}]+[^\s\-/]*";

/// Compares a block with how it should be written.
#[derive(Debug)]
pub(in super::super) struct Capitalization {
    expected: Expected,
    exceptions: Exceptions,
    threshold: f64,
    cases: Cases,
    indicators: Vec<String>,
    /// The words that are compared.
    compared: Pattern,
    /// The words that are put in another case.
    converted: Pattern,
}

#[derive(Debug)]
enum Expected {
    Title(TitleStyle),
    Sentence,
    Lower,
    Upper,
    Matching(Box<Pattern>),
}

impl Capitalization {
    pub(super) fn read(fields: &mut Fields, setting: &Setting<'_>) -> Result<Self, Fault> {
        let exceptions = Exceptions::read(fields, setting)?;
        let line = fields.line("match");
        let style = fields.text("style")?.unwrap_or_default();
        let wanted = fields.text("match")?.unwrap_or_default();
        let expected = match wanted.as_str() {
            "$title" if style == "Chicago" => Expected::Title(TitleStyle::Chicago),
            "$title" => Expected::Title(TitleStyle::Ap),
            "$sentence" => Expected::Sentence,
            "$lower" => Expected::Lower,
            "$upper" => Expected::Upper,
            pattern => Expected::Matching(Box::new(compile(pattern, line)?)),
        };
        let threshold = fields.number("threshold")?.filter(|share| *share != 0.0).unwrap_or(0.8);
        let indicators = fields.list("indicators")?;
        let prefix_line = fields.line("prefix");
        let prefix = fields.text("prefix")?.unwrap_or_default();
        // With accepted words the exceptions are read as they are named, else with their flags.
        let words = if exceptions.accepted.is_empty() {
            exceptions.words.clone()
        } else {
            exceptions.named.iter().chain(&exceptions.accepted).cloned().collect()
        };
        let cases = Cases::new(words, &prefix).map_err(|reason| Fault::new(prefix_line, reason))?;
        let compared = match &exceptions.pattern {
            Some(pattern) => compile(&format!("{}|{WORD}", pattern.source()), line)?,
            None => compile(WORD, line)?,
        };
        let converted = converted(&expected, &cases, line)?;
        Ok(Self { expected, exceptions, threshold, cases, indicators, compared, converted })
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        steps: &Steps,
    ) -> Result<Vec<Hit>, Exhausted> {
        let (expected, is_right) = self.judge(text, steps)?;
        if is_right {
            return Ok(Vec::new());
        }
        let mut hit = rule.told(text, Some(0..text.len()), &[text, &expected]);
        let is_known = matches!(self.expected, Expected::Title(_) | Expected::Sentence);
        if rule.action.name == "replace" && rule.action.params.is_none() && is_known {
            hit.action.params = Some(vec![expected]);
        }
        Ok(vec![hit])
    }

    /// How `text` should be written, and whether it is near enough.
    fn judge(&self, text: &str, steps: &Steps) -> Result<(String, bool), Exhausted> {
        let (expected, is_right) = match &self.expected {
            Expected::Title(style) => {
                let expected = self.cases.title(text, (&self.converted, steps), *style)?;
                let is_right = self.is_near_title(text, &expected, steps)?;
                return Ok((expected, is_right));
            }
            Expected::Sentence => {
                let starts_anew = |word: &str, index| self.starts_anew(word, index);
                let expected = self.cases.sentence(text, (&self.converted, steps), starts_anew)?;
                let is_right = self.is_near_sentence(text, &expected, steps)?;
                return Ok((expected, is_right));
            }
            Expected::Lower => (text.to_lowercase(), text == text.to_lowercase()),
            Expected::Upper => (text.to_uppercase(), text == text.to_uppercase()),
            Expected::Matching(pattern) => {
                (pattern.source().to_owned(), pattern.is_match(text, steps)?)
            }
        };
        Ok((expected, is_right || self.exceptions.contain(text, steps)?))
    }

    /// Whether a large letter follows `word`: it ends like an indicator, or is a number of a list.
    fn starts_anew(&self, word: &str, index: usize) -> bool {
        let is_indicator = |end: &String| word.len() > end.len() && word.ends_with(end.as_str());
        self.indicators.iter().any(is_indicator) || (index == 0 && has_list_number(word))
    }

    fn words<'a>(&self, text: &'a str, steps: &Steps) -> Result<Vec<&'a str>, Exhausted> {
        let ranges = self.compared.find_all(text, steps)?;
        Ok(ranges.into_iter().filter_map(|range| text.get(range)).collect())
    }

    fn is_near_title(&self, text: &str, expected: &str, steps: &Steps) -> Result<bool, Exhausted> {
        let expected = self.words(expected, steps)?;
        let words = self.words(text, steps)?;
        let mut right = 0_u32;
        for (index, word) in words.iter().enumerate() {
            let is_right = expected.get(index).is_none_or(|expected| expected == word)
                || self.exceptions.contain(word, steps)?
                || *word == word.to_uppercase();
            right += u32::from(is_right);
        }
        Ok(self.is_enough(right, words.len()))
    }

    fn is_near_sentence(
        &self,
        text: &str,
        expected: &str,
        steps: &Steps,
    ) -> Result<bool, Exhausted> {
        let expected = self.words(expected, steps)?;
        let words = self.words(text, steps)?;
        let mut right = 0_u32;
        for (index, word) in words.iter().enumerate() {
            let is_right = expected.get(index).is_none_or(|expected| expected == word)
                || self.exceptions.contain(word, steps)?;
            if !is_right && index == 0 && *word != all_titled(&word.to_lowercase()) {
                return Ok(false);
            }
            right += u32::from(is_right);
        }
        Ok(self.is_enough(right, words.len()))
    }

    fn is_enough(&self, right: u32, words: usize) -> bool {
        words > 0
            && f64::from(right) / f64::from(u32::try_from(words).unwrap_or(u32::MAX))
                >= self.threshold
    }
}

/// The words that are put in another case.
fn converted(expected: &Expected, cases: &Cases, line: usize) -> Result<Pattern, Fault> {
    if matches!(expected, Expected::Title(_)) {
        return compile(TITLE_WORD, line);
    }
    let words: Vec<&str> = cases.words().collect();
    if words.is_empty() {
        return compile(&format!("(?i){WORD}"), line);
    }
    compile(&format!(r"(?i)\b(?:{})\b|{WORD}", words.join("|")), line)
}

/// Whether there is a number with a period in `word`.
fn has_list_number(word: &str) -> bool {
    let mut before = ' ';
    word.chars().any(|c| {
        let found = c == '.' && before.is_numeric();
        before = c;
        found
    })
}
