//! The tags: Liquid's own of the subset, and ours.

use super::expression::{Condition, Expression, Fault, Reader, Shape};
use super::lax;
use super::parse::{Parser, Tag};
use super::tree::{Ask, Body, Branch, Node, When};
use super::value::Value;

/// Tags of Liquid that mean nothing here.
const FOREIGN: [&str; 14] = [
    "break",
    "capture",
    "continue",
    "cycle",
    "decrement",
    "doc",
    "echo",
    "for",
    "ifchanged",
    "include",
    "increment",
    "liquid",
    "render",
    "tablerow",
];

/// What is wrong with a tag that nothing waits for.
pub(super) fn stray(tag: &Tag<'_>) -> Fault {
    let name = tag.name;
    let message = if FOREIGN.contains(&name) {
        format!("the tag “{name}” is not supported")
    } else if matches!(name, "else" | "elsif" | "when" | "or") {
        format!("“{name}” stands outside of its block")
    } else if name.starts_with("end") {
        format!("“{name}” ends nothing")
    } else {
        format!("there is no tag “{name}”")
    };
    Fault::new(tag.range.clone(), message)
}

/// What is wrong with a block that is never closed.
pub(super) fn unclosed(tag: &Tag<'_>) -> Fault {
    Fault::new(tag.range.clone(), format!("“{0}” is never closed by “end{0}”", tag.name))
}

impl<'t> Parser<'t> {
    /// What `tag` begins; `None` when it begins nothing.
    pub(super) fn node(&mut self, tag: &Tag<'t>) -> Result<Option<Node<'t>>, Fault> {
        let node = match tag.name {
            "if" | "unless" => self.condition_block(tag)?,
            "case" => self.case(tag)?,
            "assign" => self.assign(tag)?,
            "raw" => self.raw(tag)?,
            "comment" => self.comment(tag)?,
            "#" => inline_comment(tag)?,
            "locked" => Node::Locked(self.locked(tag)?),
            "choice" => self.choice(tag)?,
            "ask" => Node::Ask(ask(tag)?),
            "cursor" => {
                self.needs_nothing(tag);
                Node::Cursor
            }
            _ => return Ok(None),
        };
        Ok(Some(node))
    }

    fn needs_nothing(&mut self, tag: &Tag<'t>) {
        if !tag.markup.trim().is_empty() {
            let fault = Fault::new(tag.range.clone(), format!("“{}” takes nothing", tag.name));
            self.findings.push(super::syntax(fault));
        }
    }

    fn condition_block(&mut self, tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
        let mut branches = Vec::new();
        let mut head = tag.clone();
        loop {
            let condition = match head.name {
                "else" => None,
                _ => Some(self.condition(&head)?),
            };
            let (body, end) = self.body()?;
            let is_negated = head.name == "unless";
            branches.push(Branch { condition, is_negated, body });
            match end {
                None => return Err(unclosed(tag)),
                Some(end) if matches!(end.name, "elsif" | "else") => head = end,
                Some(end) if end.name.strip_prefix("end") == Some(tag.name) => break,
                Some(end) => return Err(stray(&end)),
            }
        }
        if branches.iter().all(|branch| branch.body.is_blank()) {
            for branch in &mut branches {
                branch.body.clear_text();
            }
        }
        Ok(Node::If(branches))
    }

    fn condition(&mut self, tag: &Tag<'t>) -> Result<Condition<'t>, Fault> {
        let strict = Reader::new(tag.markup, tag.base).and_then(|mut reader| reader.condition());
        strict.or_else(|fault| {
            let lax = lax::condition(tag.markup, tag.base).ok_or_else(|| fault.clone())?;
            self.findings.push(super::syntax(fault));
            Ok(lax)
        })
    }

    fn case(&mut self, tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
        let subject = self.subject(tag)?;
        let (first, mut end) = self.body()?;
        let mut is_blank = first.is_blank();
        let mut branches = Vec::new();
        loop {
            let head = end.ok_or_else(|| unclosed(tag))?;
            let values = match head.name {
                "endcase" => break,
                "when" => Some(self.when(&head)?),
                "else" if head.markup.trim().is_empty() => None,
                "else" => return Err(Fault::new(head.range, "“else” takes nothing")),
                _ => return Err(stray(&head)),
            };
            let (body, next) = self.body()?;
            is_blank = is_blank && body.is_blank();
            branches.push(When { values, body });
            end = next;
        }
        if is_blank {
            for branch in &mut branches {
                branch.body.clear_text();
            }
        }
        Ok(Node::Case { subject, branches, is_blank })
    }

    fn subject(&mut self, tag: &Tag<'t>) -> Result<Expression<'t>, Fault> {
        let strict = Reader::new(tag.markup, tag.base).and_then(|mut reader| {
            let subject = reader.expression()?;
            reader.need_end()?;
            Ok(subject)
        });
        strict.or_else(|fault| {
            let lax = lax::subject(tag.markup, tag.base).ok_or_else(|| fault.clone())?;
            self.findings.push(super::syntax(fault));
            Ok(lax)
        })
    }

    fn when(&mut self, tag: &Tag<'t>) -> Result<Vec<Expression<'t>>, Fault> {
        let strict = Reader::new(tag.markup, tag.base).and_then(|mut reader| reader.alternatives());
        strict.or_else(|fault| {
            let values = lax::alternatives(tag.markup, tag.base);
            if values.is_empty() {
                return Err(fault);
            }
            self.findings.push(super::syntax(fault));
            Ok(values)
        })
    }

    fn assign(&mut self, tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.[]()".contains(c);
        let found = tag.markup.match_indices('=').find_map(|(at, _)| {
            let before = tag.markup.get(..at)?.trim_end_matches(super::value::is_space);
            let rest = before.trim_end_matches(is_part);
            let name = before.get(rest.len()..).filter(|name| !name.is_empty())?;
            Some((rest, name, at + 1))
        });
        let Some((rest, name, after)) = found else {
            return Err(Fault::new(tag.range.clone(), "“assign” is written as name = value"));
        };
        let is_plain = rest.trim().is_empty() && name.bytes().all(super::lexer::is_word);
        if !is_plain {
            let fault = Fault::new(tag.base..tag.base + after, "this is no name for a value");
            self.findings.push(super::syntax(fault));
        }
        let chain = self.chain(tag.markup.get(after..).unwrap_or_default(), tag.base + after);
        Ok(Node::Assign { name, chain })
    }

    fn locked(&mut self, tag: &Tag<'t>) -> Result<Body<'t>, Fault> {
        self.needs_nothing(tag);
        let (body, end) = self.body()?;
        match end {
            None => Err(unclosed(tag)),
            Some(end) if end.name == "endlocked" => Ok(body),
            Some(end) => Err(stray(&end)),
        }
    }

    fn choice(&mut self, tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
        self.needs_nothing(tag);
        let nth = self.choices;
        self.choices += 1;
        let mut alternatives = Vec::new();
        loop {
            let (body, end) = self.body()?;
            alternatives.push(body);
            match end {
                None => return Err(unclosed(tag)),
                Some(end) if end.name == "or" => self.needs_nothing(&end),
                Some(end) if end.name == "endchoice" => {
                    return Ok(Node::Choice { nth, alternatives });
                }
                Some(end) => return Err(stray(&end)),
            }
        }
    }
}

impl<'t> Reader<'t> {
    /// Values with `or` or commas between them, up to the end.
    fn alternatives(&mut self) -> Result<Vec<Expression<'t>>, Fault> {
        let mut values = vec![self.operand()?];
        while self.take(super::lexer::Kind::Name, "or") || self.take(super::lexer::Kind::Mark, ",")
        {
            values.push(self.operand()?);
        }
        self.need_end()?;
        Ok(values)
    }
}

fn inline_comment<'t>(tag: &Tag<'t>) -> Result<Node<'t>, Fault> {
    let mut lines = tag.markup.split('\n').skip(1).map(str::trim_start);
    if lines.all(|line| line.is_empty() || line.starts_with('#')) {
        Ok(Node::Nothing)
    } else {
        Err(Fault::new(tag.range.clone(), "each line of a comment begins with “#”"))
    }
}

/// `{% ask "Order number", type: "text" %}`: the rest says how to ask, which is the window's.
fn ask<'t>(tag: &Tag<'t>) -> Result<Ask<'t>, Fault> {
    let mut reader = Reader::new(tag.markup, tag.base)?;
    let first = reader.expression()?;
    while reader.take(super::lexer::Kind::Mark, ",") {
        if reader.key().is_none() {
            return Err(reader.fault("a name such as “type:”"));
        }
        reader.expression()?;
    }
    reader.need_end()?;
    let markup_end = tag.base + tag.markup.len();
    let quoted = first.range.start + 1..first.range.end.saturating_sub(1).min(markup_end);
    let is_text =
        matches!(&first.kind, Shape::Literal(Value::Text(text)) if !text.trim().is_empty());
    let is_safe = |text: &str| !text.contains(['{', '}', '\n', '\r']) && !text.trim().is_empty();
    let at = quoted.start.saturating_sub(tag.base)..quoted.end.saturating_sub(tag.base);
    match tag.markup.get(at).filter(|text| is_text && is_safe(text)) {
        Some(question) => Ok(Ask { question: question.trim(), range: tag.range.clone() }),
        None => Err(Fault::new(first.range, "“ask” takes a question in quotes, on one line")),
    }
}
