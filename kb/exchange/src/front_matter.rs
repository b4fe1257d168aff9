//! Front matter: the YAML between `---` lines at the top of a Markdown file.
//!
//! Only plain data is taken: no anchors, no aliases, limited depth. Dates and odd numbers stay
//! text, as they were written.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// The longest front matter, in bytes.
const SIZE_LIMIT: usize = 256 << 10;
/// The deepest nesting.
const DEPTH_LIMIT: usize = 16;

/// The parts of a Markdown file.
pub(crate) struct Parts<'a> {
    pub(crate) fields: Map<String, Value>,
    /// The line of each field in the file.
    pub(crate) lines: HashMap<String, u64>,
    /// What follows the front matter.
    pub(crate) body: &'a str,
}

/// Why front matter cannot be read: the line and the reason.
pub(crate) type Fault = (u64, String);

/// Parts `text` into front matter, if there is any, and body.
pub(crate) fn split(text: &str) -> Result<Parts<'_>, Fault> {
    let none = Parts { fields: Map::new(), lines: HashMap::new(), body: text };
    let Some((first, rest)) = text.split_once('\n') else { return Ok(none) };
    if first.trim_end() != "---" {
        return Ok(none);
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = rest.get(..end).unwrap_or_default();
            let body = rest.get(end + line.len()..).unwrap_or_default();
            let (fields, lines) = read(yaml)?;
            return Ok(Parts { fields, lines, body });
        }
        end += line.len();
    }
    Err((1, "the front matter is not closed: a line with --- is missing".to_owned()))
}

/// A list or mapping that is not finished.
enum Open {
    List(Vec<Value>),
    Mapping { map: Map<String, Value>, key: Option<String> },
}

/// Fields with the line of each.
type Placed = (Map<String, Value>, HashMap<String, u64>);

fn read(yaml: &str) -> Result<Placed, Fault> {
    if yaml.len() > SIZE_LIMIT {
        return Err((1, "the front matter is longer than 256 KB".to_owned()));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut lines = HashMap::new();
    let mut top = None;
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        // The front matter begins on the file's second line.
        let (event, span) = event.map_err(|err| {
            (err.marker().line() as u64 + 1, format!("no valid YAML: {}", err.info()))
        })?;
        let line = span.start.line() as u64 + 1;
        if is_top_key(&open)
            && let Event::Scalar(key, ..) = &event
        {
            lines.insert(key.to_string(), line);
        }
        let value = step(event, &mut open).map_err(|reason| (line, reason.to_owned()))?;
        let Some(value) = value else { continue };
        match open.last_mut() {
            None => top = Some(value),
            Some(parent) => put(parent, value).map_err(|reason| (line, reason))?,
        }
    }
    match top {
        None | Some(Value::Null) => Ok((Map::new(), lines)),
        Some(Value::Object(fields)) => Ok((fields, lines)),
        Some(_) => Err((2, "front matter is a list of keys with values".to_owned())),
    }
}

fn is_top_key(open: &[Open]) -> bool {
    matches!(open, [Open::Mapping { key: None, .. }])
}

/// Takes an event in and gives the value that it completes.
fn step(event: Event<'_>, open: &mut Vec<Open>) -> Result<Option<Value>, &'static str> {
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
            return Ok(Some(if is_plain { plain(&text) } else { Value::from(text.as_ref()) }));
        }
        Event::SequenceEnd | Event::MappingEnd => {
            return Ok(open.pop().map(|ended| match ended {
                Open::List(values) => Value::Array(values),
                Open::Mapping { map, .. } => Value::Object(map),
            }));
        }
        Event::SequenceStart(..) => Open::List(Vec::new()),
        Event::MappingStart(..) => Open::Mapping { map: Map::new(), key: None },
        _ => return Ok(None),
    };
    if open.len() >= DEPTH_LIMIT {
        return Err("it is nested too deeply");
    }
    open.push(container);
    Ok(None)
}

fn put(parent: &mut Open, value: Value) -> Result<(), String> {
    match parent {
        Open::List(values) => values.push(value),
        Open::Mapping { map, key } => match (key.take(), value) {
            (Some(key), value) => {
                if map.contains_key(&key) {
                    return Err(format!("the key {key:?} is there twice"));
                }
                map.insert(key, value);
            }
            (None, Value::String(name)) => *key = Some(name),
            (None, Value::Number(name)) => *key = Some(name.to_string()),
            (None, Value::Bool(name)) => *key = Some(name.to_string()),
            (None, _) => return Err("a key is no text".to_owned()),
        },
    }
    Ok(())
}

/// A value without quotes. A number that would be written differently stays text, so that a
/// version or a code keeps its zeros.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match serde_json::from_str::<serde_json::Number>(text) {
            Ok(number) if number.to_string() == text => Value::Number(number),
            _ => Value::from(text),
        },
    }
}
