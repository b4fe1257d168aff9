//! What stands between the braces, read: values, paths, filters and conditions.
//!
//! This is the strict reading. What it refuses, `lax` reads as far as Liquid does.

use std::ops::Range;

use super::lexer::{self, Kind, Word};
use super::number;
use super::value::{self, Value};

/// How deep brackets may nest.
const DEPTH: usize = 40;

/// Something that has a value.
#[derive(Debug, Clone)]
pub(super) struct Expression<'t> {
    pub(super) kind: Shape<'t>,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone)]
pub(super) enum Shape<'t> {
    Literal(Value),
    /// `(first..last)`
    Span(Box<(Expression<'t>, Expression<'t>)>),
    /// A name with what follows it; the first step is the name.
    Path(Vec<Step<'t>>),
}

/// One step of a path.
#[derive(Debug, Clone)]
pub(super) enum Step<'t> {
    Name(&'t str),
    /// `[…]`
    At(Expression<'t>),
}

/// A value with the filters that it goes through.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain<'t> {
    /// Nothing in `{{ }}`.
    pub(super) first: Option<Expression<'t>>,
    pub(super) filters: Vec<Filter<'t>>,
}

#[derive(Debug, Clone)]
pub(super) struct Filter<'t> {
    pub(super) name: &'t str,
    pub(super) range: Range<usize>,
    pub(super) arguments: Vec<Expression<'t>>,
    pub(super) named: Vec<(&'t str, Expression<'t>)>,
}

/// Comparisons joined by `and` and `or`; the last two belong together first.
#[derive(Debug, Clone)]
pub(super) struct Condition<'t> {
    /// Each with what joins it to the next.
    pub(super) parts: Vec<(Comparison<'t>, Join)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
    Last,
}

#[derive(Debug, Clone)]
pub(super) struct Comparison<'t> {
    pub(super) left: Expression<'t>,
    /// The operator as written, and what stands behind it.
    pub(super) right: Option<(&'t str, Expression<'t>)>,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into() }
    }
}

/// Reads words one after another.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    words: Vec<Word<'t>>,
    at: usize,
    depth: usize,
    /// Where the markup ends.
    end: usize,
}

impl<'t> Reader<'t> {
    /// Reads `markup`, which stands at `base` in the template.
    pub(super) fn new(markup: &'t str, base: usize) -> Result<Self, Fault> {
        let words = lexer::words(markup, base).map_err(|place| {
            let stranger = markup.get(place - base..).and_then(|rest| rest.chars().next());
            let stranger = stranger.unwrap_or(' ');
            let range = place..place + stranger.len_utf8();
            Fault::new(range, format!("“{stranger}” has no meaning here"))
        })?;
        Ok(Self { words, at: 0, depth: 0, end: base + markup.len() })
    }

    fn peek(&self) -> Option<&Word<'t>> {
        self.words.get(self.at)
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.words.len()
    }

    fn is(&self, kind: Kind, text: &str) -> bool {
        self.peek().is_some_and(|word| word.kind == kind && word.text == text)
    }

    pub(super) fn take(&mut self, kind: Kind, text: &str) -> bool {
        let found = self.is(kind, text);
        self.at += usize::from(found);
        found
    }

    fn take_kind(&mut self, kind: Kind) -> Option<Word<'t>> {
        let word = self.peek().filter(|word| word.kind == kind)?.clone();
        self.at += 1;
        Some(word)
    }

    /// What is wrong where the reader stands.
    pub(super) fn fault(&self, wanted: &str) -> Fault {
        match self.peek() {
            Some(word) => Fault::new(
                word.range.clone(),
                format!("{wanted} is missing before “{}”", word.text),
            ),
            None => Fault::new(self.end..self.end, format!("{wanted} is missing")),
        }
    }

    fn need(&mut self, kind: Kind, text: &str) -> Result<(), Fault> {
        if self.take(kind, text) { Ok(()) } else { Err(self.fault(&format!("“{text}”"))) }
    }

    pub(super) fn need_end(&self) -> Result<(), Fault> {
        match self.peek() {
            Some(word) => {
                let range = word.range.start..self.end.max(word.range.end);
                Err(Fault::new(range, format!("“{}” is not expected here", word.text)))
            }
            None => Ok(()),
        }
    }

    /// A value, a range or a path.
    pub(super) fn expression(&mut self) -> Result<Expression<'t>, Fault> {
        if self.depth >= DEPTH {
            return Err(self.fault("a simpler path"));
        }
        self.depth += 1;
        let read = self.expression_inside();
        self.depth -= 1;
        read
    }

    fn expression_inside(&mut self) -> Result<Expression<'t>, Fault> {
        let Some(word) = self.peek().cloned() else { return Err(self.fault("a value")) };
        let start = word.range.start;
        let kind = match (word.kind, word.text) {
            (Kind::Text, text) => {
                self.at += 1;
                Shape::Literal(Value::text(text))
            }
            (Kind::Number, text) => {
                self.at += 1;
                Shape::Literal(literal_number(text))
            }
            (Kind::Mark, "(") => {
                self.at += 1;
                let first = self.expression()?;
                self.need(Kind::Dots, "..")?;
                let last = self.expression()?;
                self.need(Kind::Mark, ")")?;
                Shape::Span(Box::new((first, last)))
            }
            (Kind::Name, name) => {
                self.at += 1;
                let steps = self.steps(Step::Name(name))?;
                match (steps.len(), literal_word(name)) {
                    (1, Some(value)) => Shape::Literal(value),
                    _ => Shape::Path(steps),
                }
            }
            (Kind::Mark, "[") => {
                let first = self.bracket()?;
                Shape::Path(self.steps(first)?)
            }
            _ => return Err(self.fault("a value")),
        };
        let end = self.at.checked_sub(1).and_then(|last| self.words.get(last));
        let end = end.map_or(start, |word| word.range.end);
        Ok(Expression { kind, range: start..end })
    }

    fn bracket(&mut self) -> Result<Step<'t>, Fault> {
        self.need(Kind::Mark, "[")?;
        let inner = self.expression()?;
        self.need(Kind::Mark, "]")?;
        Ok(Step::At(inner))
    }

    fn steps(&mut self, first: Step<'t>) -> Result<Vec<Step<'t>>, Fault> {
        let mut steps = vec![first];
        loop {
            if self.is(Kind::Mark, "[") {
                steps.push(self.bracket()?);
            } else if self.take(Kind::Mark, ".") {
                let name = self.take_kind(Kind::Name).ok_or_else(|| self.fault("a name"))?;
                steps.push(Step::Name(name.text));
            } else {
                return Ok(steps);
            }
        }
    }

    /// A value and its filters, up to the end.
    pub(super) fn chain(&mut self) -> Result<Chain<'t>, Fault> {
        let mut chain = Chain { first: None, filters: Vec::new() };
        if self.is_done() {
            return Ok(chain);
        }
        chain.first = Some(self.expression()?);
        while self.take(Kind::Mark, "|") {
            let name = self.take_kind(Kind::Name).ok_or_else(|| self.fault("a filter"))?;
            let mut filter = Filter {
                name: name.text,
                range: name.range,
                arguments: Vec::new(),
                named: Vec::new(),
            };
            if self.take(Kind::Mark, ":") {
                self.arguments(&mut filter)?;
            }
            chain.filters.push(filter);
        }
        self.need_end()?;
        Ok(chain)
    }

    fn arguments(&mut self, filter: &mut Filter<'t>) -> Result<(), Fault> {
        loop {
            match self.key() {
                Some(key) => filter.named.push((key, self.expression()?)),
                None => filter.arguments.push(self.expression()?),
            }
            let is_last = !self.take(Kind::Mark, ",") || self.is_done() || self.is(Kind::Mark, "|");
            if is_last {
                return Ok(());
            }
        }
    }

    /// The `name:` of an argument.
    pub(super) fn key(&mut self) -> Option<&'t str> {
        let key = self.peek().filter(|word| word.kind == Kind::Name)?.text;
        let colon = self.words.get(self.at + 1)?;
        if colon.kind != Kind::Mark || colon.text != ":" {
            return None;
        }
        self.at += 2;
        Some(key)
    }

    /// Comparisons up to the end.
    pub(super) fn condition(&mut self) -> Result<Condition<'t>, Fault> {
        let mut parts = Vec::new();
        loop {
            let comparison = self.comparison()?;
            let join = if self.take(Kind::Name, "and") {
                Join::And
            } else if self.take(Kind::Name, "or") {
                Join::Or
            } else {
                Join::Last
            };
            parts.push((comparison, join));
            if join == Join::Last {
                self.need_end()?;
                return Ok(Condition { parts });
            }
        }
    }

    fn comparison(&mut self) -> Result<Comparison<'t>, Fault> {
        let left = self.operand()?;
        let Some(operator) = self.take_kind(Kind::Comparison) else {
            return Ok(Comparison { left, right: None });
        };
        let right = self.operand()?;
        Ok(Comparison { left, right: Some((operator.text, right)) })
    }

    /// A value that may be `blank` or `empty`.
    pub(super) fn operand(&mut self) -> Result<Expression<'t>, Fault> {
        let name = self.peek().filter(|word| word.kind == Kind::Name).cloned();
        let mut read = self.expression()?;
        if let (Some(name), Shape::Literal(_)) = (name, &read.kind) {
            read.kind = many(name.text).unwrap_or(read.kind);
        }
        Ok(read)
    }
}

/// `blank` and `empty` as a condition takes them.
pub(super) fn many(name: &str) -> Option<Shape<'static>> {
    let word = match name {
        "blank" => value::Word::Blank,
        "empty" => value::Word::Empty,
        _ => return None,
    };
    Some(Shape::Literal(Value::Word(word)))
}

/// The value of a name that no variable can have.
pub(super) fn literal_word(name: &str) -> Option<Value> {
    match name {
        "nil" | "null" => Some(Value::Nil),
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        "blank" | "empty" => Some(Value::text("")),
        _ => None,
    }
}

pub(super) fn literal_number(text: &str) -> Value {
    if text.contains('.') {
        text.parse().map_or(Value::Nil, Value::Float)
    } else {
        Value::Int(number::leading(text))
    }
}

impl Expression<'_> {
    /// The path as a person would name it, such as `customer.first_name`.
    pub(super) fn name(&self, template: &str) -> Option<String> {
        let Shape::Path(_) = &self.kind else { return None };
        let written = template.get(self.range.clone()).unwrap_or_default();
        Some(written.split(value::is_space).collect())
    }
}
