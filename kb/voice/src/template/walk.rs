//! Goes through a template and writes what it comes to.

use std::mem;
use std::ops::Range;

use super::expression::Shape;
use super::insert::{Choice, Field};
use super::page::{Origin, Page};
use super::scope::{Found, Missing, Scope};
use super::tree::{Ask, Body, Branch, Node, Output, When};
use crate::finding::Finding;
use crate::plain;

/// The longest text that is made, in bytes.
const LONGEST: usize = 8 << 20;
/// How many findings are kept.
const FINDINGS: usize = 500;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// To be printed as Liquid prints it.
    Print,
    /// To be inserted as Markdown; what is not known stays as a tab stop.
    Insert,
}

#[derive(Debug)]
pub(super) struct Walk<'a> {
    template: &'a str,
    scope: Scope<'a>,
    mode: Mode,
    chosen: &'a [usize],
    /// The blocks that are open, by what they make of text.
    blocks: Vec<Origin>,
    pub(super) page: Page,
    pub(super) fields: Vec<Field>,
    pub(super) choices: Vec<Choice>,
    pub(super) cursor: Option<usize>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        template: &'a str,
        scope: Scope<'a>,
        mode: Mode,
        chosen: &'a [usize],
    ) -> Self {
        Self {
            template,
            scope,
            mode,
            chosen,
            blocks: Vec::new(),
            page: Page::default(),
            fields: Vec::new(),
            choices: Vec::new(),
            cursor: None,
            findings: Vec::new(),
        }
    }

    /// What was made, with all that is to be said of it.
    pub(super) fn finish(mut self) -> Self {
        self.findings.append(&mut self.scope.remarks);
        self
    }

    pub(super) fn body(&mut self, body: &Body<'_>) -> Result<(), Finding> {
        for node in &body.nodes {
            self.node(node)?;
        }
        Ok(())
    }

    fn node(&mut self, node: &Node<'_>) -> Result<(), Finding> {
        match node {
            Node::Text(text) | Node::Raw(text) => {
                self.scope.step(1, &(0..0))?;
                self.words(text)
            }
            Node::Output(output) => self.output(output),
            Node::Assign { name, chain } => match self.scope.chain(chain) {
                Ok(found) => {
                    self.scope.assign(name, found);
                    Ok(())
                }
                Err(finding) => Err(finding),
            },
            Node::If(branches) => self.branches(branches),
            Node::Case { subject, branches, .. } => {
                let subject = self.scope.expression(subject)?;
                self.whens(&subject, branches)
            }
            Node::Locked(body) => self.block(Origin::Locked, body),
            Node::Choice { nth, alternatives } => self.choice(*nth, alternatives),
            Node::Ask(ask) => self.ask(ask),
            Node::Cursor => {
                self.cursor.get_or_insert(self.page.text.len());
                Ok(())
            }
            Node::Nothing => Ok(()),
        }
    }

    fn put(&mut self, text: &str, origin: Origin, name: Option<&str>) -> Result<(), Finding> {
        if self.page.text.len() + text.len() > LONGEST {
            let message = "the text gets too long".to_owned();
            return Err(super::finding(super::LIMIT, 0..0, message));
        }
        self.page.put(text, origin, name, &self.blocks);
        Ok(())
    }

    /// Words of the template itself.
    fn words(&mut self, text: &str) -> Result<(), Finding> {
        let origin = self.blocks.last().copied().unwrap_or(Origin::Text);
        self.put(text, origin, None)
    }

    fn block(&mut self, origin: Origin, body: &Body<'_>) -> Result<(), Finding> {
        self.blocks.push(origin);
        let end = self.body(body);
        self.blocks.pop();
        end
    }

    fn branches(&mut self, branches: &[Branch<'_>]) -> Result<(), Finding> {
        for branch in branches {
            let holds = match &branch.condition {
                Some(condition) => self.scope.holds(condition)? != branch.is_negated,
                None => true,
            };
            if holds {
                return self.body(&branch.body);
            }
        }
        Ok(())
    }

    /// Each value that is the subject makes its text; `else` counts while none was.
    fn whens(&mut self, subject: &Found, branches: &[When<'_>]) -> Result<(), Finding> {
        let mut has_matched = false;
        for branch in branches {
            let Some(values) = &branch.values else {
                if !has_matched {
                    self.body(&branch.body)?;
                }
                continue;
            };
            for value in values {
                let value = self.scope.expression(value)?;
                self.scope.remark(subject, &value.value);
                if subject.value.equals(&value.value) {
                    has_matched = true;
                    self.body(&branch.body)?;
                }
            }
        }
        Ok(())
    }

    fn choice(&mut self, nth: usize, alternatives: &[Body<'_>]) -> Result<(), Finding> {
        let last = alternatives.len().saturating_sub(1);
        let chosen = self.chosen.get(nth).copied().unwrap_or(0).min(last);
        let is_outermost = !self.blocks.contains(&Origin::Choice);
        let is_offered = self.mode == Mode::Insert && is_outermost && last > 0;
        let mut texts = Vec::new();
        let mut range = 0..0;
        for (place, body) in alternatives.iter().enumerate() {
            if place == chosen {
                let start = self.page.text.len();
                self.block(Origin::Choice, body)?;
                range = start..self.page.text.len();
                texts.push(self.page.text.get(range.clone()).unwrap_or_default().to_owned());
            } else if is_offered {
                texts.push(self.aside(body)?);
            }
        }
        if is_offered {
            self.choices.push(Choice { range, alternatives: texts, chosen });
        }
        Ok(())
    }

    /// The text of an alternative that is not taken; all else stays as it was.
    fn aside(&mut self, body: &Body<'_>) -> Result<String, Finding> {
        let assigned = self.scope.assigned();
        self.scope.step(1 + assigned.len(), &(0..0))?;
        let page = mem::take(&mut self.page);
        let (fields, cursor) = (self.fields.len(), self.cursor);
        let findings = self.findings.len();
        let end = self.block(Origin::Choice, body);
        self.fields.truncate(fields);
        self.findings.truncate(findings);
        self.cursor = cursor;
        self.scope.restore(assigned);
        let made = mem::replace(&mut self.page, page);
        end.map(|()| made.text)
    }

    fn ask(&mut self, ask: &Ask<'_>) -> Result<(), Finding> {
        let question = ask.question;
        if let Some(answer) = self.scope.answer(question) {
            let answer = answer.printed(LONGEST);
            return self.fill(question, &answer, Origin::Ask);
        }
        let message = format!("“{question}” is not answered");
        self.say(super::finding(super::ASK, ask.range.clone(), message));
        match self.mode {
            Mode::Print => Ok(()),
            Mode::Insert => self.stop(&format!("{{{{ {question} }}}}"), question, Origin::Ask),
        }
    }

    fn output(&mut self, output: &Output<'_>) -> Result<(), Finding> {
        let found = match (self.scope.chain(&output.chain), self.mode) {
            (Ok(found), _) => found,
            (Err(finding), Mode::Insert) if finding.rule != super::LIMIT => {
                self.say(finding);
                return self.open(output, &[]);
            }
            (Err(finding), _) => return Err(finding),
        };
        self.scope.step(1, &output.range)?;
        let text = found.value.printed(LONGEST);
        let wrong = wrong(output, &found, &text);
        let is_wrong = !wrong.is_empty() || output.is_doubtful;
        for finding in wrong {
            self.say(finding);
        }
        if self.mode == Mode::Insert && is_wrong {
            return self.open(output, &found.missing);
        }
        match found.name.as_deref() {
            None => self.words(&text),
            Some(name) if name.starts_with("fact.") => self.fill(name, &text, Origin::Fact),
            Some(name) => self.fill(name, &text, Origin::Field),
        }
    }

    /// Writes a value.
    fn fill(&mut self, name: &str, value: &str, origin: Origin) -> Result<(), Finding> {
        if self.mode == Mode::Print {
            return self.put(value, origin, Some(name));
        }
        let start = self.page.text.len();
        self.put(&plain::escape(value), origin, Some(name))?;
        let range = start..self.page.text.len();
        if !range.is_empty() {
            let (name, value) = (name.to_owned(), Some(value.to_owned()));
            self.fields.push(Field { name, range, value });
        }
        Ok(())
    }

    /// Leaves an output to be filled by the person who writes.
    fn open(&mut self, output: &Output<'_>, missing: &[Missing]) -> Result<(), Finding> {
        let written = self.template.get(output.range.clone()).unwrap_or_default();
        let whole = output.chain.first.as_ref().and_then(|first| first.name(self.template));
        let name = missing.first().map(|missing| missing.name.clone()).or_else(|| whole.clone());
        let is_plain = output.chain.filters.is_empty()
            && matches!(output.chain.first.as_ref().map(|first| &first.kind), Some(Shape::Path(_)))
            && name == whole;
        let is_safe = |name: &String| !name.contains(['{', '}', '\n', '\r']);
        let origin = match &name {
            Some(name) if name.starts_with("fact.") => Origin::Fact,
            _ => Origin::Field,
        };
        match name.filter(is_safe) {
            Some(name) if !output.is_doubtful && (!is_plain || written.contains(['\n', '\r'])) => {
                self.stop(&format!("{{{{ {name} }}}}"), &name, origin)
            }
            Some(name) if !output.is_doubtful => self.stop(written, &name, origin),
            _ => self.stop(written, bare(written), origin),
        }
    }

    fn stop(&mut self, written: &str, name: &str, origin: Origin) -> Result<(), Finding> {
        let start = self.page.text.len();
        self.put(written, origin, Some(name))?;
        let range: Range<usize> = start..self.page.text.len();
        self.fields.push(Field { name: name.to_owned(), range, value: None });
        Ok(())
    }

    fn say(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS {
            self.findings.push(finding);
        }
    }
}

/// What keeps an output from being sent.
fn wrong(output: &Output<'_>, found: &Found, text: &str) -> Vec<Finding> {
    if output.chain.first.is_none() {
        let message = "nothing is named between the braces".to_owned();
        return vec![super::finding(super::EMPTY, output.range.clone(), message)];
    }
    let findings: Vec<_> = found.missing.iter().map(super::missing).collect();
    match &found.name {
        Some(name) if findings.is_empty() && !found.is_defaulted && text.trim().is_empty() => {
            let message = format!("“{name}” comes to nothing");
            vec![super::finding(super::EMPTY, output.range.clone(), message)]
        }
        _ => findings,
    }
}

/// What stands between the braces, closed or not.
fn bare(written: &str) -> &str {
    let inner = written.strip_prefix("{{").or_else(|| written.strip_prefix("{%"));
    let inner = inner.unwrap_or(written);
    let inner = inner.strip_suffix("}}").or_else(|| inner.strip_suffix("%}")).unwrap_or(inner);
    inner.trim_matches(['-', ' ', '\t'])
}
