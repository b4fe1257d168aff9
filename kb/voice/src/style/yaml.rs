//! Reads a rule's YAML in the order in which it is written, with the line of every value.
//!
//! Scalars stay the text that they are: `yes`, `no` and `010` mean what the author sees. Anchors
//! and aliases are not taken, depth and size have limits.

use saphyr_parser::{Event, Parser, ScalarStyle};

/// The longest rule, in bytes.
const SIZE_LIMIT: usize = 1 << 20;
/// The deepest nesting.
const DEPTH_LIMIT: usize = 16;

/// A value and the line on which it begins.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// From 1.
    pub(super) line: usize,
    pub(super) value: Value,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Null,
    Text(String),
    List(Vec<Node>),
    /// Keys in file order; a key that comes twice has its last value.
    Map(Vec<(String, Node)>),
}

/// What cannot be read: the line and the reason.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) reason: String,
}

impl Fault {
    pub(super) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}

/// The first document in `yaml`.
pub(super) fn read(yaml: &str) -> Result<Node, Fault> {
    if yaml.len() > SIZE_LIMIT {
        return Err(Fault::new(1, "it is longer than 1 MB"));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|err| {
            Fault::new(err.marker().line(), format!("no valid YAML: {}", err.info()))
        })?;
        let line = span.start.line();
        let value = step(event, line, &mut open).map_err(|reason| Fault::new(line, reason))?;
        let Some(node) = value else { continue };
        match open.last_mut() {
            None => return Ok(node),
            Some(parent) => put(parent, node)?,
        }
    }
    Ok(Node { line: 1, value: Value::Null })
}

/// A list or mapping that is not finished.
enum Open {
    List(usize, Vec<Node>),
    Map { line: usize, entries: Vec<(String, Node)>, key: Option<String> },
}

/// Takes an event in and gives the value that it completes.
fn step(event: Event<'_>, line: usize, open: &mut Vec<Open>) -> Result<Option<Node>, &'static str> {
    let container = match event {
        Event::Alias(_) => return Err("aliases are not taken"),
        Event::Scalar(_, _, anchor, _)
        | Event::SequenceStart(anchor, _)
        | Event::MappingStart(anchor, _)
            if anchor != 0 =>
        {
            return Err("anchors are not taken");
        }
        Event::Scalar(text, style, _, tag) => {
            let is_plain = style == ScalarStyle::Plain && tag.is_none();
            let is_null = is_plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
            let value = if is_null { Value::Null } else { Value::Text(text.into_owned()) };
            return Ok(Some(Node { line, value }));
        }
        Event::SequenceEnd | Event::MappingEnd => {
            return Ok(open.pop().map(|ended| match ended {
                Open::List(line, nodes) => Node { line, value: Value::List(nodes) },
                Open::Map { line, entries, .. } => Node { line, value: Value::Map(entries) },
            }));
        }
        Event::SequenceStart(..) => Open::List(line, Vec::new()),
        Event::MappingStart(..) => Open::Map { line, entries: Vec::new(), key: None },
        _ => return Ok(None),
    };
    if open.len() >= DEPTH_LIMIT {
        return Err("it is nested too deeply");
    }
    open.push(container);
    Ok(None)
}

fn put(parent: &mut Open, node: Node) -> Result<(), Fault> {
    match parent {
        Open::List(_, nodes) => nodes.push(node),
        Open::Map { entries, key, .. } => match (key.take(), node.value) {
            (Some(key), value) => {
                let node = Node { line: node.line, value };
                match entries.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, old)) => *old = node,
                    None => entries.push((key, node)),
                }
            }
            (None, Value::Text(name)) => *key = Some(name),
            (None, Value::Null) => *key = Some(String::new()),
            (None, _) => return Err(Fault::new(node.line, "a key is no text")),
        },
    }
    Ok(())
}
