//! The names that a template can use, and what its expressions come to.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use jiff::Zoned;

use super::expression::{Chain, Comparison, Condition, Expression, Filter, Join, Shape, Step};
use super::filters::{self, Call, LONGEST, Refusal};
use super::lookup::{Key, follow, in_record, root};
use super::names;
use super::number;
use super::value::{Record, Value, Word};
use crate::finding::Finding;

/// How many steps a template may take; a filter counts by the size of what it makes.
const STEPS: usize = 2_000_000;
/// How many steps a path may have.
const PATH: usize = 32;
/// How many missing names are kept of one value.
const MISSING: usize = 8;

/// A value, and what is to be said of it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) value: Value,
    /// The name that it comes from; none where the template itself says it.
    pub(super) name: Option<String>,
    /// The names in it that nothing fills.
    pub(super) missing: Vec<Missing>,
    /// Whether a default took the place of what is missing.
    pub(super) is_defaulted: bool,
}

/// A name that nothing fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) name: String,
    pub(super) range: Range<usize>,
    /// Whether the name is known and has nothing in it.
    pub(super) is_known: bool,
}

impl Found {
    fn plain(value: Value) -> Self {
        Self { value, name: None, missing: Vec::new(), is_defaulted: false }
    }

    fn take_missing(&mut self, other: Self) {
        for missing in other.missing {
            if self.missing.len() < MISSING && !self.missing.contains(&missing) {
                self.missing.push(missing);
            }
        }
    }
}

/// What a template's expressions are evaluated in.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    template: &'a str,
    given: &'a Record,
    names: Names,
    now: Option<&'a Zoned>,
    assigned: HashMap<String, Found>,
    steps: usize,
    /// What is to be said of conditions.
    pub(super) remarks: Vec<Finding>,
}

/// Which names are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Those that are given.
    Given,
    /// Other tools' names for them, too.
    Synonyms,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        template: &'a str,
        given: &'a Record,
        names: Names,
        now: Option<&'a Zoned>,
    ) -> Self {
        Self {
            template,
            given,
            names,
            now,
            assigned: HashMap::new(),
            steps: 0,
            remarks: Vec::new(),
        }
    }

    pub(super) fn assign(&mut self, name: &str, found: Found) {
        self.assigned.insert(name.to_owned(), found);
    }

    /// The names as they are now, to come back to.
    pub(super) fn assigned(&self) -> HashMap<String, Found> {
        self.assigned.clone()
    }

    pub(super) fn restore(&mut self, assigned: HashMap<String, Found>) {
        self.assigned = assigned;
    }

    /// Counts `steps`.
    pub(super) fn step(&mut self, steps: usize, range: &Range<usize>) -> Result<(), Finding> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps <= STEPS {
            return Ok(());
        }
        Err(super::finding(super::LIMIT, range.clone(), "the template does too much".to_owned()))
    }

    /// The answer to a question, if it is known.
    pub(super) fn answer(&self, question: &str) -> Option<&Value> {
        let answers = match self.given.get("ask") {
            Some(Value::Record(answers)) => answers.get(question),
            _ => None,
        };
        answers.or_else(|| self.given.get(question)).filter(|value| !value.is_blank())
    }

    /// What a value with its filters comes to.
    pub(super) fn chain(&mut self, chain: &Chain<'_>) -> Result<Found, Finding> {
        let Some(first) = &chain.first else { return Ok(Found::plain(Value::Nil)) };
        let mut found = self.expression(first)?;
        for filter in &chain.filters {
            found = self.filter(filter, found)?;
        }
        Ok(found)
    }

    fn filter(&mut self, filter: &Filter<'_>, mut found: Found) -> Result<Found, Finding> {
        let Some(known) = filters::find(filter.name) else { return Ok(found) };
        let mut given = Vec::new();
        for argument in &filter.arguments {
            given.push(self.expression(argument)?);
        }
        let mut options = Record::default();
        for (key, argument) in &filter.named {
            let option = self.expression(argument)?;
            options.put(key, option.value.clone());
        }
        let mut arguments: Vec<_> = given.iter().map(|found| found.value.clone()).collect();
        if !filter.named.is_empty() {
            arguments.push(Value::Record(options.into()));
        }
        let call = Call { input: &found.value, arguments: &arguments, now: self.now };
        let is_default = known.name() == "default";
        let is_defaulted = is_default && filters::is_defaulted(&call);
        let value = known.apply(&call).map_err(|refusal| refused(filter, refusal))?;
        self.step(size(&value), &filter.range)?;
        if is_defaulted {
            found.missing.clear();
            found.is_defaulted = true;
        }
        if is_defaulted || !is_default {
            for given in given {
                found.name = found.name.take().or_else(|| given.name.clone());
                found.take_missing(given);
            }
        }
        found.value = value;
        Ok(found)
    }

    pub(super) fn expression(&mut self, expression: &Expression<'_>) -> Result<Found, Finding> {
        self.step(1, &expression.range)?;
        match &expression.kind {
            Shape::Literal(value) => Ok(Found::plain(value.clone())),
            Shape::Span(ends) => self.span(expression, &ends.0, &ends.1),
            Shape::Path(steps) => self.path(expression, steps),
        }
    }

    fn span(
        &mut self,
        whole: &Expression<'_>,
        first: &Expression<'_>,
        last: &Expression<'_>,
    ) -> Result<Found, Finding> {
        // Ends that are written out are cut to whole numbers.
        let is_written = |end: &Expression<'_>| matches!(end.kind, Shape::Literal(_));
        let is_written = is_written(first) && is_written(last);
        let (first, last) = (self.expression(first)?, self.expression(last)?);
        let end = |value: &Value| {
            let number = match value {
                Value::Nil => Some(0),
                Value::Text(text) => Some(number::leading(text)),
                Value::Float(_) if is_written => Some(number::leading(&value.printed(100))),
                other => number::whole(other),
            };
            let number = number.and_then(|number| i64::try_from(number).ok());
            let message = || "a range goes from one whole number to another".to_owned();
            number.ok_or_else(|| super::finding(super::SYNTAX, whole.range.clone(), message()))
        };
        let value = Value::Range(end(&first.value)?, end(&last.value)?);
        let mut found = Found { value, ..first };
        found.take_missing(last);
        Ok(found)
    }

    fn path(&mut self, whole: &Expression<'_>, steps: &[Step<'_>]) -> Result<Found, Finding> {
        let mut keys = Vec::new();
        let mut inner = Vec::new();
        for step in steps.iter().take(PATH) {
            keys.push(match step {
                Step::Name(name) => Key::Name((*name).to_owned()),
                Step::At(expression) => {
                    let found = self.expression(expression)?;
                    inner.extend(found.missing);
                    Key::At(found.value)
                }
            });
        }
        let name = whole.name(self.template).unwrap_or_default();
        if let Some(assigned) = root(&keys).and_then(|root| self.assigned.get(root)) {
            let rest = keys.get(1..).unwrap_or_default();
            return Ok(from_assigned(assigned, rest, whole, name));
        }
        let found = self.given(&keys);
        let mut missing = inner;
        if found.as_ref().is_none_or(lacks_text) {
            let is_known = found.is_some();
            missing.push(Missing { name: name.clone(), range: whole.range.clone(), is_known });
        }
        missing.truncate(MISSING);
        let value = found.unwrap_or(Value::Nil);
        Ok(Found { value, name: Some(name), missing, is_defaulted: false })
    }

    fn given(&self, keys: &[Key]) -> Option<Value> {
        let found = in_record(self.given, keys);
        if found.is_some() || self.names == Names::Given {
            return found;
        }
        let names: Option<Vec<_>> = keys
            .iter()
            .map(|key| match key {
                Key::Name(name) => Some(name.as_str()),
                Key::At(_) => None,
            })
            .collect();
        let ours = names::ours(&names?.join("."))?;
        let keys: Vec<_> = ours.split('.').map(|name| Key::Name(name.to_owned())).collect();
        in_record(self.given, &keys)
    }

    /// Whether a condition holds.
    pub(super) fn holds(&mut self, condition: &Condition<'_>) -> Result<bool, Finding> {
        let mut holds = false;
        for (comparison, join) in &condition.parts {
            holds = self.compare(comparison)?;
            match join {
                Join::Or if holds => break,
                Join::And if !holds => break,
                _ => {}
            }
        }
        Ok(holds)
    }

    fn compare(&mut self, comparison: &Comparison<'_>) -> Result<bool, Finding> {
        let left = self.expression(&comparison.left)?;
        let Some((operator, right)) = &comparison.right else { return Ok(left.value.is_true()) };
        let range = comparison.left.range.start..right.range.end;
        let right = self.expression(right)?;
        self.remark(&left, &right.value);
        self.remark(&right, &left.value);
        let (left, right) = (left.value, right.value);
        let order = || {
            let order = left.order(&right);
            order.map_err(|message| super::finding(super::SYNTAX, range.clone(), message))
        };
        Ok(match *operator {
            "==" => left.equals(&right),
            "!=" | "<>" => !left.equals(&right),
            "contains" => left.contains(&right, LONGEST),
            "<" => order()?.is_some_and(Ordering::is_lt),
            "<=" => order()?.is_some_and(Ordering::is_le),
            ">" => order()?.is_some_and(Ordering::is_gt),
            ">=" => order()?.is_some_and(Ordering::is_ge),
            other => {
                let message = format!("there is no comparison “{other}”");
                return Err(super::finding(super::SYNTAX, range, message));
            }
        })
    }

    /// A name that is compared and not known may be misspelt.
    pub(super) fn remark(&mut self, found: &Found, other: &Value) {
        let asks_for_nothing = match other {
            Value::Nil | Value::Word(Word::Blank | Word::Empty) => true,
            Value::Text(text) => text.is_empty(),
            _ => false,
        };
        let unknown = found.missing.iter().filter(|missing| !missing.is_known);
        let room = 100_usize.saturating_sub(self.remarks.len());
        if !asks_for_nothing {
            self.remarks.extend(unknown.take(room).map(super::compared_unknown));
        }
    }
}

fn refused(filter: &Filter<'_>, refusal: Refusal) -> Finding {
    let (rule, message) = match refusal {
        Refusal::Wrong(message) => (super::FILTER, message),
        Refusal::TooBig => (super::LIMIT, format!("“{}” makes too much", filter.name)),
    };
    super::finding(rule, filter.range.clone(), message)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => 1 + text.len() / 16,
        Value::List(items) => 1 + items.len(),
        _ => 1,
    }
}

/// Whether nothing is to be printed for the value, though something is expected.
fn lacks_text(value: &Value) -> bool {
    match value {
        Value::Nil => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn from_assigned(assigned: &Found, rest: &[Key], whole: &Expression<'_>, name: String) -> Found {
    let mut found = assigned.clone();
    if rest.is_empty() {
        return found;
    }
    let value = follow(&assigned.value, rest);
    if value.as_ref().is_none_or(lacks_text) && found.missing.len() < MISSING {
        let is_known = value.is_some();
        found.missing.push(Missing { name, range: whole.range.clone(), is_known });
    }
    found.value = value.unwrap_or(Value::Nil);
    found
}
