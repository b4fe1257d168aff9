//! Words that no dictionary has.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use regex::Regex;

use super::super::fields::Fields;
use super::super::pattern::Pattern;
use super::super::rule::{Hit, Rule, Setting};
use super::super::steps::{Exhausted, Steps};
use super::super::words;
use super::super::yaml::Fault;

/// Words that are not checked where nothing else is said: names with large letters inside, words
/// that end large, anything with a digit or a mark in it.
const FILTERS: [&str; 3] = [r"[A-Z]{1}[a-z]+[A-Z]+\w+", r"[A-Z]+$", r"[^a-zA-Z_']"];
/// The rule that is built in: it checks with all dictionaries.
const OWN: &str = "Vale.Spelling";
/// The longest word that is checked, in bytes.
const LONGEST: usize = 128;

/// A Hunspell dictionary.
pub(in super::super) struct Dictionary {
    words: spellbook::Dictionary,
    /// What is read as something else before the words are looked up.
    conversions: Vec<(String, String)>,
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").finish_non_exhaustive()
    }
}

impl Dictionary {
    /// Reads the texts of an `.aff` and a `.dic` file.
    ///
    /// # Errors
    /// The reason, as a person reads it.
    pub(in super::super) fn read(aff: &str, dic: &str) -> Result<Self, String> {
        let words = spellbook::Dictionary::new(aff, dic).map_err(|err| err.to_string())?;
        let conversions = aff
            .lines()
            .filter_map(|line| {
                let mut parts = line.split_whitespace();
                match (parts.next(), parts.next(), parts.next()) {
                    (Some("ICONV"), Some(from), Some(to)) => Some((from.to_owned(), to.to_owned())),
                    _ => None,
                }
            })
            .collect();
        Ok(Self { words, conversions })
    }

    fn convert(&self, text: &str) -> String {
        if self.conversions.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let found = self.conversions.iter().find_map(|(from, to)| {
                let rest = rest.strip_prefix(from.as_str())?;
                Some((to, rest))
            });
            if let Some((to, after)) = found {
                out.push_str(to);
                rest = after;
            } else {
                out.push(c);
                rest = rest.strip_prefix(c).unwrap_or_default();
            }
        }
        out
    }
}

/// The dictionaries that a rule may name, by name such as `en_US`.
#[derive(Debug, Default)]
pub(in super::super) struct Dictionaries {
    pub(in super::super) named: BTreeMap<String, Result<Arc<Dictionary>, String>>,
    /// What is checked with where a rule names none.
    pub(in super::super) standard: Option<Arc<Dictionary>>,
    /// Lists of words to pass over, by path under the styles.
    pub(in super::super) ignored: BTreeMap<String, Vec<String>>,
}

/// Looks every word up.
#[derive(Debug)]
pub(in super::super) struct Spelling {
    dictionaries: Vec<Arc<Dictionary>>,
    filters: Vec<Regex>,
    accepted: Option<Pattern>,
    ignored: HashSet<String>,
}

impl Spelling {
    pub(super) fn read(
        fields: &mut Fields,
        setting: &Setting<'_>,
        name: &str,
    ) -> Result<Self, Fault> {
        let is_own = name == OWN;
        let line = fields.line("filters");
        let mut filters = Vec::new();
        let own = fields.list("filters")?;
        let standard: &[&str] =
            if fields.flag("custom")?.unwrap_or_default() { &[] } else { &FILTERS };
        for filter in own.iter().map(String::as_str).chain(standard.iter().copied()) {
            let regex = Regex::new(filter)
                .map_err(|err| Fault::new(line, format!("the filter {filter:?}: {err}")))?;
            filters.push(regex);
        }
        let accepted = match setting.accepted {
            [] => None,
            words => Pattern::new(&format!("(?i){}", words.join("|"))).ok(),
        };
        let lists = &setting.dictionaries.ignored;
        let ignored = if is_own {
            let own = lists.iter().filter(|(path, _)| path.starts_with("config/ignore/"));
            own.flat_map(|(_, words)| words.iter().cloned()).collect()
        } else {
            let names = fields.list("ignore")?;
            let paths = names.iter().flat_map(|name| {
                let name = name.trim_start_matches("./");
                [name.to_owned(), format!("config/ignore/{name}")]
            });
            paths.filter_map(|path| lists.get(&path)).flatten().cloned().collect()
        };
        let dictionaries = dictionaries(fields, setting, name)?;
        Ok(Self { dictionaries, filters, accepted, ignored })
    }

    pub(super) fn run(
        &self,
        rule: &Rule,
        text: &str,
        steps: &Steps,
    ) -> Result<Vec<Hit>, Exhausted> {
        let mut text = text.to_owned();
        for dictionary in &self.dictionaries {
            text = dictionary.convert(&text);
        }
        let mut hits = Vec::new();
        let mut known: HashMap<String, Option<Seen>> = HashMap::new();
        for word in words::split(&text) {
            if !known.contains_key(&word) {
                let is_right = self.is_right(&word, steps)?;
                let seen = (!is_right).then(|| Seen { first: text.find(&word), next: 0 });
                known.insert(word.clone(), seen);
            }
            let Some(Some(seen)) = known.get_mut(&word) else { continue };
            let mut hit = rule.told(&text, seen.next(&text, &word), &[&word]);
            // Vale takes the first place of a word for all of them, and counts bytes.
            hit.span = seen.first.map(|first| (first, first + word.len()));
            hit.matched = word;
            hits.push(hit);
        }
        Ok(hits)
    }

    fn is_right(&self, word: &str, steps: &Steps) -> Result<bool, Exhausted> {
        if word.len() > LONGEST || self.filters.iter().any(|filter| filter.is_match(word)) {
            return Ok(true);
        }
        let lower = word.to_lowercase();
        let is_known = self.ignored.contains(word)
            || self.ignored.contains(&lower)
            || self
                .dictionaries
                .iter()
                .any(|dictionary| dictionary.words.check(word) || dictionary.words.check(&lower));
        if is_known {
            return Ok(true);
        }
        self.accepted.as_ref().map_or(Ok(false), |pattern| pattern.is_match(word, steps))
    }

    /// What may have been meant by `word`, the best first.
    pub(in super::super) fn suggest(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        for dictionary in &self.dictionaries {
            dictionary.words.suggest(word, &mut found);
        }
        found.truncate(5);
        found
    }
}

/// Where a word was seen in a text.
struct Seen {
    first: Option<usize>,
    /// Where it is looked for the next time.
    next: usize,
}

impl Seen {
    /// The next place where `word` stands by itself, else its first.
    fn next(&mut self, text: &str, word: &str) -> Option<Range<usize>> {
        let first = self.first?;
        self.next = self.next.max(first);
        while let Some(found) = text.get(self.next..).and_then(|rest| rest.find(word)) {
            let range = self.next + found..self.next + found + word.len();
            self.next = range.end;
            let before = text.get(..range.start).and_then(|text| text.chars().next_back());
            let after = text.get(range.end..).and_then(|text| text.chars().next());
            if ![before, after].into_iter().flatten().any(char::is_alphanumeric) {
                return Some(range);
            }
        }
        self.next = text.len();
        Some(first..first + word.len())
    }
}

/// The dictionaries that a rule names.
fn dictionaries(
    fields: &mut Fields,
    setting: &Setting<'_>,
    rule: &str,
) -> Result<Vec<Arc<Dictionary>>, Fault> {
    let known = setting.dictionaries;
    let line = fields.line("dic");
    let dic = fields.text("dic")?;
    let aff = fields.text("aff")?;
    let names_line = fields.line("dictionaries");
    let names = fields.list("dictionaries")?;
    let is_added = fields.flag("append")?.unwrap_or_default();
    fields.text("dicpath")?;
    let by_name = |name: &str, line| match known.named.get(name) {
        Some(Ok(dictionary)) => Ok(Arc::clone(dictionary)),
        Some(Err(reason)) => {
            Err(Fault::new(line, format!("the dictionary {name:?} cannot be read: {reason}")))
        }
        None => Err(Fault::new(line, format!("the dictionary {name:?} is not there"))),
    };
    if let (Some(dic), Some(_)) = (&dic, &aff) {
        let file = dic.rsplit('/').next().unwrap_or_default();
        return Ok(vec![by_name(file.trim_end_matches(".dic"), line)?]);
    }
    let mut found: Vec<Arc<Dictionary>> =
        names.iter().map(|name| by_name(name, names_line)).collect::<Result<_, _>>()?;
    if found.is_empty() || is_added {
        found.extend(known.standard.clone());
    }
    if rule == OWN {
        found.extend(known.named.values().flatten().cloned());
    }
    if found.is_empty() {
        return Err(Fault::new(names_line, "there is no dictionary to check with"));
    }
    Ok(found)
}
