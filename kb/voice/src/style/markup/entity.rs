//! Entities of HTML: `&amp;`, `&#8217;`, `&nbsp;`.

use pulldown_cmark::{Event, Parser};

/// The longest name of an entity, in bytes.
const NAME_LIMIT: usize = 32;
/// Names that also count without the closing `;`.
const OPEN_NAMES: [(&str, &str); 8] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("nbsp", "\u{a0}"),
    ("copy", "©"),
    ("reg", "®"),
    ("middot", "·"),
];

/// `text` with its entities as the letters that they stand for.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        if let Some((letters, length)) = first(after) {
            out.push_str(&letters);
            rest = after.get(length..).unwrap_or_default();
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The letters of the entity whose `&` stands before `text`, and its length.
fn first(text: &str) -> Option<(String, usize)> {
    if let Some(number) = text.strip_prefix('#') {
        return numeric(number).map(|(letter, length)| (letter.to_string(), length + 1));
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let name = text.get(..end)?;
    if name.is_empty() || name.len() > NAME_LIMIT {
        return None;
    }
    if text.get(end..)?.starts_with(';') {
        let known = OPEN_NAMES.iter().find(|(known, _)| *known == name);
        let letters = match known {
            Some((_, letters)) => (*letters).to_owned(),
            None => by_name(name)?,
        };
        return Some((letters, end + 1));
    }
    let (known, letters) = OPEN_NAMES.iter().find(|(known, _)| name.starts_with(known))?;
    Some(((*letters).to_owned(), known.len()))
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let (radix, prefix) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = text.get(prefix..)?;
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let number = u32::from_str_radix(digits.get(..end)?, radix).ok()?;
    let letter = char::from_u32(number).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
    let closed = usize::from(digits.get(end..)?.starts_with(';'));
    Some((letter, prefix + end + closed))
}

/// The letters of a named entity. The Markdown parser knows all names.
fn by_name(name: &str) -> Option<String> {
    let entity = format!("&{name};");
    let text: String = Parser::new(&entity)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != entity).then_some(text)
}

/// Writes `text` so that it is read as text.
pub(super) fn encode(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_by_name_and_by_number() {
        assert_eq!(
            decode("a &amp; b&nbsp;&#8217;&#x2019; &mdash; &nope; & &lt"),
            "a & b\u{a0}’’ — &nope; & <"
        );
    }
}
