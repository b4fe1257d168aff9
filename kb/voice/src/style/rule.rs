//! A rule: what all kinds share, and which kind it is.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::finding::Severity;

use super::action::Action;
use super::fields::Fields;
use super::kinds::{self, Dictionaries, Kind};
use super::message;
use super::scope::Scopes;
use super::state::State;
use super::steps::{Exhausted, Steps};
use super::yaml::Fault;

/// What the settings give to every rule that is compiled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// How words become a pattern, with `%s` for them.
    pub(super) word_template: Option<&'a str>,
    /// Words that the vocabularies accept.
    pub(super) accepted: &'a [String],
    pub(super) dictionaries: &'a Dictionaries,
}

/// A rule that is ready to run.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) level: Severity,
    pub(super) scopes: Scopes,
    /// The scopes as they were named.
    pub(super) scope_names: Vec<String>,
    /// How often it is told in one text; 0 for always.
    pub(super) limit: usize,
    pub(super) link: String,
    pub(super) description: String,
    pub(super) message: String,
    pub(super) action: Action,
    pub(super) kind: Kind,
    /// Whether it took more steps than it may and does not run any more.
    is_off: AtomicBool,
}

/// What a rule found in a block.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// Where, in bytes of the block's text; none where it is the text as a whole.
    pub(super) range: Option<Range<usize>>,
    /// Where Vale takes it to be, where that is not the characters of the range.
    pub(super) span: Option<(usize, usize)>,
    pub(super) matched: String,
    pub(super) message: String,
    pub(super) description: String,
    pub(super) action: Action,
}

/// The parts of a rule's file that every kind has.
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) level: Option<Severity>,
    pub(super) fields: Fields,
}

impl Rule {
    /// Reads a rule from its keys.
    pub(super) fn read(mut definition: Definition, setting: &Setting<'_>) -> Result<Self, Fault> {
        let fields = &mut definition.fields;
        let extends_line = fields.line("extends");
        let Some(extends) = fields.text("extends")? else {
            return Err(Fault::new(1, "the key 'extends' is missing"));
        };
        let Some(message) = fields.text("message")? else {
            return Err(Fault::new(1, "the key 'message' is missing"));
        };
        let own_level = level(fields)?;
        let code_line = fields.line("code");
        if fields.flag("code")?.unwrap_or_default() {
            return Err(Fault::new(code_line, "'code' is no longer taken; use 'scope: raw'"));
        }
        let description = fields.text("description")?.unwrap_or_default();
        let link = fields.text("link")?.unwrap_or_default();
        let limit = fields.count("limit")?;
        fields.text("name")?;
        let action = Action::read(fields)?;
        let scope_line = fields.line("scope");
        let mut scope_names = fields.list("scope")?;
        if scope_names.is_empty() {
            scope_names.push("text".to_owned());
        }
        let kind = kinds::read(&extends, extends_line, &mut definition, setting)?;
        if kind.is_of_the_whole() {
            scope_names = vec!["summary".to_owned()];
        }
        let scopes = Scopes::read(&scope_names).map_err(|reason| Fault::new(scope_line, reason))?;
        if !kind.takes_other_keys() {
            definition.fields.finish()?;
        }
        Ok(Self {
            name: definition.name,
            level: definition.level.unwrap_or(own_level),
            scopes,
            scope_names,
            limit,
            link,
            description,
            message,
            action,
            kind,
            is_off: AtomicBool::new(false),
        })
    }

    /// Whether it took too many steps once and is off since.
    pub(super) fn is_off(&self) -> bool {
        self.is_off.load(Ordering::Relaxed)
    }

    /// What it finds in `text`; nothing any more once it took more steps than are left on a text.
    pub(super) fn run(&self, text: &str, state: &mut State, steps: &Steps) -> Vec<Hit> {
        if self.is_off() {
            return Vec::new();
        }
        let found = self.kind.run(self, text, (state, steps));
        found.unwrap_or_else(|Exhausted| {
            self.is_off.store(true, Ordering::Relaxed);
            Vec::new()
        })
    }

    /// A hit with the match in its message, and what the action would put there.
    pub(super) fn hit(&self, text: &str, range: Range<usize>) -> Hit {
        let matched = text.get(range.clone()).unwrap_or_default();
        let fixes = self.action.fixes(matched);
        let replacement = match fixes.as_slice() {
            [] => matched.to_owned(),
            [one] => one.clone(),
            many => message::list(many),
        };
        let values =
            if self.action.name.is_empty() { vec![matched] } else { vec![matched, &replacement] };
        self.told(text, Some(range), &values)
    }

    /// A hit with `values` in its message.
    pub(super) fn told(&self, text: &str, range: Option<Range<usize>>, values: &[&str]) -> Hit {
        let matched = range.clone().and_then(|range| text.get(range)).unwrap_or_default();
        Hit {
            range,
            span: None,
            matched: matched.to_owned(),
            message: message::fill(&self.message, values),
            description: message::fill(&self.description, values),
            action: self.action.clone(),
        }
    }
}

fn level(fields: &mut Fields) -> Result<Severity, Fault> {
    let line = fields.line("level");
    match fields.text("level")? {
        None => Ok(Severity::Warning),
        Some(name) => Severity::parse(&name)
            .ok_or_else(|| Fault::new(line, "'level' must be 'suggestion', 'warning', or 'error'")),
    }
}
