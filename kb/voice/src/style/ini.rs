//! Reads the sections, keys and values of a `.vale.ini`.

/// The longest file, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A key with its value and the line on which it is.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: String,
    /// The value as it stands there, with its quotes.
    pub(super) raw: String,
    /// From 1.
    pub(super) line: usize,
}

/// A section; the one before all others has no name.
#[derive(Debug, Default, Clone)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) entries: Vec<Entry>,
}

impl Section {
    /// The last value of `key`.
    pub(super) fn value(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().rfind(|entry| entry.key == key)
    }

    /// The parts between commas of all values of `key`, each once.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.key == key) {
            for part in split(&entry.value) {
                if !part.is_empty() && !parts.contains(&part) {
                    parts.push(part);
                }
            }
        }
        parts
    }
}

/// The parts of `value` between commas; `\,` is a comma in a part.
fn split(value: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&',') => {
                chars.next();
                part.push(',');
            }
            ',' => parts.push(std::mem::take(&mut part).trim().to_owned()),
            c => part.push(c),
        }
    }
    parts.push(part.trim().to_owned());
    parts
}

/// Reads `text`. Sections of the same name are one.
///
/// # Errors
/// The line and the reason.
pub(super) fn read(text: &str) -> Result<Vec<Section>, (usize, String)> {
    if text.len() > SIZE_LIMIT {
        return Err((1, "it is longer than 1 MB".to_owned()));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sections = vec![Section { line: 1, ..Section::default() }];
    let mut current = 0;
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let number = index + 1;
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let Some((name, _)) = rest.rsplit_once(']') else {
                return Err((number, "a ] is missing".to_owned()));
            };
            let known = sections.iter().position(|section| section.name == name.trim());
            current = known.unwrap_or(sections.len());
            if known.is_none() {
                let name = name.trim().to_owned();
                sections.push(Section { name, line: number, entries: Vec::new() });
            }
            continue;
        }
        let Some(at) = line.find(['=', ':']) else {
            return Err((number, format!("{line:?} has no value")));
        };
        let key = line.get(..at).unwrap_or_default().trim().trim_matches(['"', '`']).to_owned();
        let mut value = line.get(at + 1..).unwrap_or_default().trim().to_owned();
        while let Some(head) = value.strip_suffix('\\') {
            let Some((_, next)) = lines.next() else { break };
            value = format!("{head}{}", next.trim());
        }
        if let Some(section) = sections.get_mut(current) {
            section.entries.push(Entry { key, value: plain(&value), raw: value, line: number });
        }
    }
    Ok(sections)
}

/// A value without its quotes or the comment after it.
fn plain(value: &str) -> String {
    for quotes in ["\"\"\"", "\"", "'", "`"] {
        if let Some(rest) = value.strip_prefix(quotes)
            && let Some((body, after)) = rest.split_once(quotes)
            && (after.trim().is_empty() || after.trim_start().starts_with(['#', ';']))
        {
            return body.to_owned();
        }
    }
    let comment = [" #", " ;", "\t#", "\t;"].into_iter().filter_map(|mark| value.find(mark)).min();
    let value = comment.and_then(|at| value.get(..at)).unwrap_or(value);
    if value.starts_with(['#', ';']) { String::new() } else { value.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_by_section_with_comments_left_out() {
        let text = "A = 1 # one\n[*.{md,txt}]\nB = x, y\\,z\nB = w\n; no\nC: 'q # r'\n";
        let sections = read(text).unwrap();
        let names: Vec<&str> = sections.iter().map(|section| section.name.as_str()).collect();
        assert_eq!(names, ["", "*.{md,txt}"]);
        assert_eq!(sections[0].value("A").unwrap().value, "1");
        assert_eq!(sections[1].list("B"), ["x", "y,z", "w"]);
        assert_eq!(sections[1].value("C").unwrap().value, "q # r");
    }

    #[test]
    fn a_section_that_is_not_closed_is_told_with_its_line() {
        assert_eq!(read("\n[a\n").unwrap_err().0, 2);
    }
}
