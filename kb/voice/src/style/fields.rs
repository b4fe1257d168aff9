//! The keys of a rule, taken one by one; what is left over is not known.

use super::yaml::{Fault, Node, Value};

/// The keys of a rule's file. Their case does not count.
pub(super) struct Fields {
    entries: Vec<(String, Node)>,
}

impl Fields {
    pub(super) fn new(node: Node) -> Result<Self, Fault> {
        match node.value {
            Value::Map(entries) => {
                let entries =
                    entries.into_iter().map(|(key, node)| (key.to_lowercase(), node)).collect();
                Ok(Self { entries })
            }
            _ => Err(Fault::new(node.line, "a rule is a list of keys with values")),
        }
    }

    fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|(name, _)| name == key)?;
        Some(self.entries.remove(at).1)
    }

    /// The line of a key that was not taken yet, else the first line.
    pub(super) fn line(&self, key: &str) -> usize {
        self.entries.iter().find(|(name, _)| name == key).map_or(1, |(_, node)| node.line)
    }

    /// The key as text; none where it is missing or empty.
    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, Fault> {
        match self.take(key) {
            None | Some(Node { value: Value::Null, .. }) => Ok(None),
            Some(Node { value: Value::Text(text), .. }) => Ok(Some(text)),
            Some(node) => Err(Fault::new(node.line, format!("'{key}' must be a text"))),
        }
    }

    /// The key as yes or no.
    pub(super) fn flag(&mut self, key: &str) -> Result<Option<bool>, Fault> {
        let line = self.line(key);
        let Some(text) = self.text(key)? else { return Ok(None) };
        match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" | "t" => Ok(Some(true)),
            "false" | "no" | "off" | "n" | "0" | "f" | "" => Ok(Some(false)),
            _ => Err(Fault::new(line, format!("'{key}' must be true or false, not '{text}'"))),
        }
    }

    /// The key as a number.
    pub(super) fn number(&mut self, key: &str) -> Result<Option<f64>, Fault> {
        let line = self.line(key);
        let Some(text) = self.text(key)? else { return Ok(None) };
        let number = text.replace('_', "").parse::<f64>().ok().filter(|number| number.is_finite());
        let wrong = || Fault::new(line, format!("'{key}' must be a number, not '{text}'"));
        number.map(Some).ok_or_else(wrong)
    }

    /// The key as a whole number from 0; what is below is 0.
    pub(super) fn count(&mut self, key: &str) -> Result<usize, Fault> {
        let line = self.line(key);
        let Some(text) = self.text(key)? else { return Ok(0) };
        match text.parse::<i64>() {
            Ok(number) => Ok(usize::try_from(number).unwrap_or_default()),
            Err(_) => {
                Err(Fault::new(line, format!("'{key}' must be a whole number, not '{text}'")))
            }
        }
    }

    /// The key as a list of texts; a single text is a list of one.
    pub(super) fn list(&mut self, key: &str) -> Result<Vec<String>, Fault> {
        match self.take(key) {
            None => Ok(Vec::new()),
            Some(node) => list(key, node),
        }
    }

    /// The key as pairs of texts, in file order.
    pub(super) fn pairs(&mut self, key: &str) -> Result<Vec<(String, String)>, Fault> {
        let Some(node) = self.take(key) else { return Ok(Vec::new()) };
        let line = node.line;
        let maps = match node.value {
            Value::Null => Vec::new(),
            Value::Map(entries) => vec![entries],
            // A list of pairs is taken as one list of pairs.
            Value::List(nodes) => nodes.into_iter().filter_map(entries).collect(),
            Value::Text(_) => {
                return Err(Fault::new(line, format!("'{key}' must be a list of pairs")));
            }
        };
        let mut pairs = Vec::new();
        for (name, node) in maps.into_iter().flatten() {
            let line = node.line;
            match node.value {
                Value::Null => pairs.push((name, String::new())),
                Value::Text(text) => pairs.push((name, text)),
                _ => return Err(Fault::new(line, format!("'{key}': {name:?} must be a text"))),
            }
        }
        Ok(pairs)
    }

    /// The keys within the key.
    pub(super) fn within(&mut self, key: &str) -> Result<Option<Self>, Fault> {
        match self.take(key) {
            None | Some(Node { value: Value::Null, .. }) => Ok(None),
            Some(node) => Self::new(node).map(Some),
        }
    }

    /// Says which key is not known, if there is one.
    pub(super) fn finish(self) -> Result<(), Fault> {
        match self.entries.into_iter().next() {
            None => Ok(()),
            Some((key, node)) => {
                Err(Fault::new(node.line, format!("the key '{key}' is not known")))
            }
        }
    }
}

fn entries(node: Node) -> Option<Vec<(String, Node)>> {
    match node.value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

fn list(key: &str, node: Node) -> Result<Vec<String>, Fault> {
    match node.value {
        Value::Null => Ok(Vec::new()),
        Value::Text(text) if text.is_empty() => Ok(Vec::new()),
        Value::Text(text) => Ok(vec![text]),
        Value::List(nodes) => nodes
            .into_iter()
            .map(|node| match node.value {
                Value::Text(text) => Ok(text),
                Value::Null => Ok(String::new()),
                _ => Err(Fault::new(node.line, format!("'{key}' must be a list of texts"))),
            })
            .collect(),
        Value::Map(_) => Err(Fault::new(node.line, format!("'{key}' must be a list of texts"))),
    }
}
