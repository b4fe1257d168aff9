//! Fields: the places in a template that are filled for each reply, such as
//! `{{customer.first_name}}`.
//!
//! Only plain fields are filled. The rest of the template language (filters, conditions) is found
//! and reported, so that a text that still holds some is never sent. Whatever else is to be read
//! between the braces is read in one place, `Field::read`.

use std::ops::Range;

use crate::plain;

/// The names that can be filled; `KEY` and `NAME` stand for any word.
pub const NAMED: [&str; 13] = [
    "customer.name",
    "customer.first_name",
    "customer.last_name",
    "customer.handle",
    "customer.email",
    "customer.phone",
    "customer.attributes.KEY",
    "agent.name",
    "agent.first_name",
    "conversation.id",
    "channel.name",
    "workspace.name",
    "fact.NAME",
];

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One of [`NAMED`].
    Named,
    /// Anything else between `{{` and `}}`, or after a `{{` that is never closed: a tab stop.
    Other,
    /// A `{% … %}`: it cannot be sent.
    Tag,
}

/// A place in a text that has to be filled before the text can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What stands between the braces, without outer blanks.
    pub name: String,
    /// Where it is, braces included, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

impl Field {
    /// Whether `name` is one of [`NAMED`].
    fn named(name: &str) -> bool {
        let is_word = |word: &str| {
            let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            !word.is_empty() && word.chars().all(allowed)
        };
        NAMED.iter().any(|known| match known.rsplit_once('.') {
            Some((group, "KEY" | "NAME")) => {
                let word = name.strip_prefix(group).and_then(|rest| rest.strip_prefix('.'));
                word.is_some_and(is_word)
            }
            _ => *known == name,
        })
    }

    fn read(opening: &Opening<'_>) -> Self {
        let name = opening.inner.trim_matches(['-', ' ', '\t']).to_owned();
        let kind = match opening.closing {
            "%}" => Kind::Tag,
            _ if opening.closed && Self::named(&name) => Kind::Named,
            _ => Kind::Other,
        };
        Self { name, range: opening.range.clone(), kind }
    }
}

/// A `{{` or `{%` with what follows it up to its end.
struct Opening<'a> {
    range: Range<usize>,
    inner: &'a str,
    closing: &'static str,
    closed: bool,
}

/// Every field of `text`, in order. A field ends on the line it begins on; one that is not closed
/// there reaches to the line's end.
pub fn find(text: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = 0;
    while let Some(opening) = next_opening(text, at) {
        at = opening.range.end;
        fields.push(Field::read(&opening));
    }
    fields
}

fn next_opening(text: &str, from: usize) -> Option<Opening<'_>> {
    let rest = text.get(from..)?;
    let second = |at: usize| rest.as_bytes().get(at + 1).copied();
    let (start, closing) = rest.match_indices('{').find_map(|(at, _)| match second(at) {
        Some(b'{') => Some((at, "}}")),
        Some(b'%') => Some((at, "%}")),
        _ => None,
    })?;
    let line = rest.get(start + 2..)?.split(['\n', '\r']).next()?;
    let (inner, closed) = match line.split_once(closing) {
        Some((inner, _)) => (inner, true),
        None => (line, false),
    };
    let length = 2 + inner.len() + if closed { closing.len() } else { 0 };
    let start = from + start;
    Some(Opening { range: start..start + length, inner, closing, closed })
}

/// A text with its known fields filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text, still Markdown.
    pub text: String,
    /// Every field that was there, in order.
    pub fields: Vec<FilledField>,
}

/// What became of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledField {
    /// Its name.
    pub name: String,
    /// Where its value, or the field itself, stands in the new text, in bytes.
    pub range: Range<usize>,
    /// The value as given; `None` when the field is still there, as a tab stop.
    pub value: Option<String>,
}

/// `text` with each named field replaced by what `values` gives for its name.
///
/// A field without a value, or with a blank one, stays as it is. Values are escaped: they read the
/// same after rendering and hold neither Markdown nor fields, not even together with what stands
/// next to them.
pub fn fill(text: &str, values: &dyn Fn(&str) -> Option<String>) -> Filled {
    let mut filled = Filled::default();
    let mut at = 0;
    for field in find(text) {
        filled.text.push_str(text.get(at..field.range.start).unwrap_or_default());
        at = field.range.end;
        let value = match field.kind {
            Kind::Named => values(&field.name).filter(|value| !value.trim().is_empty()),
            Kind::Other | Kind::Tag => None,
        };
        let start = filled.text.len();
        match &value {
            Some(value) => filled.text.push_str(&plain::escape(value)),
            None => filled.text.push_str(text.get(field.range).unwrap_or_default()),
        }
        let range = start..filled.text.len();
        filled.fields.push(FilledField { name: field.name, range, value });
    }
    filled.text.push_str(text.get(at..).unwrap_or_default());
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, Kind)]) {
        let found = find(text);
        let found: Vec<_> = found
            .iter()
            .map(|f| (text.get(f.range.clone()).unwrap(), f.name.as_str(), f.kind))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_field_is_found_with_its_place_and_kind() {
        check(
            "Hé {{ customer.first_name }}, {{-agent.name-}} {{order}}{% if x %}",
            &[
                ("{{ customer.first_name }}", "customer.first_name", Kind::Named),
                ("{{-agent.name-}}", "agent.name", Kind::Named),
                ("{{order}}", "order", Kind::Other),
                ("{% if x %}", "if x", Kind::Tag),
            ],
        );
        check("{ a } {{{", &[("{{{", "{", Kind::Other)]);
    }

    #[test]
    fn a_field_that_is_not_closed_reaches_to_the_end_of_its_line() {
        check(
            "a {{ customer.name\nb {% end",
            &[("{{ customer.name", "customer.name", Kind::Other), ("{% end", "end", Kind::Tag)],
        );
    }

    #[test]
    fn attributes_and_facts_are_named_by_any_word_and_filters_are_not_named() {
        for name in ["customer.attributes.plan", "fact.price-de", "workspace.name"] {
            assert!(Field::named(name), "{name}");
        }
        for name in ["customer.attributes.", "fact.NAME.x", "agent.name | upcase", "customer"] {
            assert!(!Field::named(name), "{name}");
        }
    }

    #[test]
    fn known_values_are_filled_and_the_rest_stays_as_tab_stops() {
        let values = |name: &str| (name == "agent.name").then(|| "Ana *López*".to_owned());
        let filled = fill("{{order}}: {{ agent.name }}/{{customer.name}}!", &values);
        assert_eq!(filled.text, r"{{order}}: Ana \*López\*/{{customer.name}}!");
        let places: Vec<_> =
            filled.fields.iter().map(|f| filled.text.get(f.range.clone()).unwrap()).collect();
        assert_eq!(places, ["{{order}}", r"Ana \*López\*", "{{customer.name}}"]);
        assert_eq!(filled.fields[1].value.as_deref(), Some("Ana *López*"));
    }

    #[test]
    fn a_blank_value_leaves_the_field_to_be_filled() {
        assert_eq!(fill("Hi {{agent.name}}", &|_| Some(" ".to_owned())).text, "Hi {{agent.name}}");
    }

    #[test]
    fn a_value_makes_no_field_alone_or_together_with_its_neighbours() {
        let text = "{{agent.name}}{{customer.name}}{{order}} {{customer.phone}}";
        for value in ["{{fact.x}}", "{", "{{", "{{{", "%}{%", "{% x", "}}", "a{"] {
            let filled = fill(text, &|_| Some(value.to_owned()));
            let left: Vec<_> = find(&filled.text).into_iter().map(|field| field.name).collect();
            assert_eq!(left, ["order"], "{value}: {}", filled.text);
        }
    }
}
