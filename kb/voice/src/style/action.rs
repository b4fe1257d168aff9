//! What a rule proposes instead of a match.

use regex::Regex;

use super::fields::Fields;
use super::yaml::Fault;

/// The action of a rule, as its file names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// `replace`, `remove`, `edit`, `convert` or `suggest`; empty for none.
    pub name: String,
    /// What the action needs; none where the rule says nothing.
    pub params: Option<Vec<String>>,
}

impl Action {
    /// The action in a rule's keys.
    pub(super) fn read(fields: &mut Fields) -> Result<Self, Fault> {
        let Some(mut action) = fields.within("action")? else { return Ok(Self::default()) };
        let name = action.text("name")?.unwrap_or_default();
        let params = action.list("params")?;
        action.finish()?;
        Ok(Self { name, params: (!params.is_empty()).then_some(params) })
    }

    fn params(&self) -> &[String] {
        self.params.as_deref().unwrap_or_default()
    }

    /// What may stand instead of `matched`, the best first.
    pub(super) fn fixes(&self, matched: &str) -> Vec<String> {
        match self.name.as_str() {
            "replace" => self.params().to_vec(),
            "remove" => vec![String::new()],
            "convert" => match self.params().first().map(String::as_str) {
                Some("simple") => vec![simple(matched)],
                _ => Vec::new(),
            },
            "edit" => edit(self.params(), matched).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

fn edit(params: &[String], matched: &str) -> Option<String> {
    let params: Vec<&str> = params.iter().map(String::as_str).collect();
    let edited = match params.as_slice() {
        ["regex", pattern, replacement] => {
            let regex = Regex::new(pattern).ok()?;
            regex.replace_all(matched, *replacement).into_owned()
        }
        ["trim_right", marks] => matched.trim_end_matches(|c| marks.contains(c)).to_owned(),
        ["trim_left", marks] => matched.trim_start_matches(|c| marks.contains(c)).to_owned(),
        ["trim", marks] => matched.trim_matches(|c| marks.contains(c)).to_owned(),
        ["truncate", mark] => matched.split(mark).next()?.to_owned(),
        ["split", mark, index] => matched.split(mark).nth(index.parse::<usize>().ok()?)?.to_owned(),
        ["regex" | "trim_right" | "trim_left" | "trim" | "truncate" | "split", ..] | [] => {
            return None;
        }
        _ => matched.to_owned(),
    };
    Some(edited.trim().to_owned())
}

/// Small letters and single blanks: `someName` as `some name`.
fn simple(text: &str) -> String {
    let mut out = String::new();
    let mut old = ' ';
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric();
        if (at > 1 && old.is_lowercase() && c.is_uppercase()) || !is_word {
            out.push(' ');
        }
        if is_word {
            out.extend(c.to_lowercase());
        }
        old = c;
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, params: &[&str], matched: &str, expected: &[&str]) {
        let params: Vec<String> = params.iter().map(|param| (*param).to_owned()).collect();
        let action = Action { name: name.to_owned(), params: Some(params) };
        assert_eq!(action.fixes(matched), expected);
    }

    #[test]
    fn every_action_gives_what_may_stand_instead() {
        check("replace", &["a", "b"], "c", &["a", "b"]);
        check("remove", &[], "c", &[""]);
        check("convert", &["simple"], "someName", &["some name"]);
        check("edit", &["regex", "-", " "], "well-known", &["well known"]);
        check("edit", &["trim_right", "."], "e.", &["e"]);
        check("edit", &["truncate", " "], "is is", &["is"]);
        check("edit", &["split", " ", "1"], "very unique", &["unique"]);
        check("edit", &["split", " ", "7"], "very unique", &[]);
        check("edit", &["unknown"], " as it was ", &["as it was"]);
    }
}
