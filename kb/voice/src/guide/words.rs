//! The workspace's own words as rules: what is not said, what is said instead, and names.

use std::collections::HashMap;

use antiphon_model::{GuideContent, Wording};

use crate::finding::{Finding, Fix};
use crate::style::Alert;

use super::OWN;

/// The files that own words make.
#[derive(Debug, Default)]
pub(super) struct Words {
    replaced: String,
    avoided: String,
    names: String,
    /// The names as they are spelt, by themselves in lower case.
    spelt: HashMap<String, String>,
    /// Why a wording is not said, by the wording in lower case.
    reasons: HashMap<String, String>,
}

impl Words {
    pub(super) fn new(content: &GuideContent) -> Self {
        let mut words = Self::default();
        let (replaced, avoided): (Vec<&Wording>, Vec<&Wording>) =
            content.wordings.iter().partition(|wording| !wording.say.is_empty());
        if !replaced.is_empty() {
            words.replaced.push_str(REPLACED);
        }
        for wording in replaced {
            // An alternative separator would offer two fixes, which is what its author means.
            let (avoid, say) = (quoted(&pattern(&wording.avoid)), quoted(&wording.say));
            words.replaced.extend(["  ", &avoid, ": ", &say, "\n"]);
        }
        if !avoided.is_empty() {
            words.avoided.push_str(AVOIDED);
        }
        for wording in avoided {
            words.avoided.extend(["  - ", &quoted(&pattern(&wording.avoid)), "\n"]);
        }
        for name in &content.names {
            words.names.extend([&regex::escape(name), "\n"]);
            words.spelt.insert(name.to_lowercase(), name.clone());
        }
        let whys = content.wordings.iter().filter(|wording| !wording.why.is_empty());
        words.reasons =
            whys.map(|wording| (wording.avoid.to_lowercase(), wording.why.clone())).collect();
        words
    }

    pub(super) fn has_rules(&self) -> bool {
        !self.replaced.is_empty() || !self.avoided.is_empty()
    }

    pub(super) fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// The files by their paths below the folder of styles.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &str)> {
        [
            (format!("{OWN}/Replaced.yml"), &self.replaced),
            (format!("{OWN}/Avoided.yml"), &self.avoided),
            (format!("config/vocabularies/{OWN}/accept.txt"), &self.names),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(path, text)| (path, text.as_str()))
    }

    /// The alert as a finding; one of an own wording says why it is not said, and one of a name how
    /// it is spelt.
    pub(super) fn explained(&self, alert: &Alert) -> Finding {
        let mut finding = alert.to_finding();
        let matched = alert.matched.to_lowercase();
        if let Some(name) = self.spelt.get(&matched)
            && finding.fixes.is_empty()
        {
            let (range, replacement) = (finding.range.clone(), name.clone());
            finding.fixes.push(Fix { range, replacement });
        }
        if let Some(why) = self.reasons.get(&matched)
            && alert.check.split('.').next() == Some(OWN)
        {
            finding.message = format!("{} {why}", finding.message);
        }
        finding
    }
}

const REPLACED: &str = "\
extends: substitution
message: \"We say '%s', not '%s'.\"
level: warning
ignorecase: true
nonword: true
action:
  name: replace
swap:
";

const AVOIDED: &str = "\
extends: existence
message: \"We do not say “%s”.\"
level: warning
ignorecase: true
nonword: true
tokens:
";

/// A text as a pattern that matches it as words and nothing else; any blanks between its words
/// will do. An end that is a sign needs no border.
fn pattern(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(regex::escape).collect();
    let border = |end: Option<char>| {
        if end.is_some_and(|c| c.is_alphanumeric() || c == '_') { r"\b" } else { "" }
    };
    let (first, last) = (border(text.chars().next()), border(text.chars().next_back()));
    format!("{first}{}{last}", words.join(r"\s+"))
}

/// A text as YAML reads it back.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace(['\n', '\r'], " "))
}
