//! A template cut into text, outputs and tags, at the same places where Liquid cuts it.

use std::ops::Range;

/// What a piece of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// `{{ … }}`
    Output,
    /// `{% … %}`
    Tag,
    /// A `{{` or `{%` that is not closed as it should be.
    Broken,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it stands, braces included.
    pub(super) range: Range<usize>,
}

/// All pieces of `source`, in order and without gaps.
pub(super) fn cut(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let token = next(source, at);
        at = token.range.end.max(at + 1);
        tokens.push(token);
    }
    tokens
}

fn next(source: &str, at: usize) -> Token {
    let rest = source.get(at..).unwrap_or_default();
    if rest.starts_with("{%") {
        return tag(source, at, at + 2);
    }
    if rest.starts_with("{{") {
        return output(source, at);
    }
    let is_start = |from: &usize| {
        rest.get(*from..).is_some_and(|rest| rest.starts_with("{{") || rest.starts_with("{%"))
    };
    let length = rest.match_indices('{').map(|(from, _)| from).find(is_start);
    let end = length.map_or(source.len(), |length| at + length);
    Token { kind: Kind::Text, range: at..end }
}

fn tag(source: &str, start: usize, from: usize) -> Token {
    let close = source.get(from..).and_then(|rest| rest.find("%}"));
    let Some(close) = close else {
        return Token { kind: Kind::Broken, range: start..source.len() };
    };
    // An output that runs into a tag swallows it and is no output any more.
    let kind = if from == start + 2 { Kind::Tag } else { Kind::Broken };
    Token { kind, range: start..from + close + 2 }
}

/// An output ends at its first `}}`; a single `}` or a tag before that breaks it.
fn output(source: &str, start: usize) -> Token {
    let bytes = source.as_bytes();
    let mut at = start + 2;
    loop {
        let brace = |rest: &[u8]| rest.iter().position(|byte| matches!(byte, b'{' | b'}'));
        let Some(found) = bytes.get(at..).and_then(brace) else {
            return Token { kind: Kind::Broken, range: start..source.len() };
        };
        let place = at + found;
        match (bytes.get(place), bytes.get(place + 1)) {
            (Some(b'}'), Some(b'}')) => {
                return Token { kind: Kind::Output, range: start..place + 2 };
            }
            (Some(b'}'), _) => return Token { kind: Kind::Broken, range: start..place + 1 },
            (_, Some(b'%')) => return tag(source, start, place + 2),
            _ => at = place + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[(Kind, &str)]) {
        let found = cut(source);
        let found: Vec<_> = found
            .iter()
            .map(|token| (token.kind, source.get(token.range.clone()).unwrap()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_template_is_cut_where_liquid_cuts_it() {
        use Kind::{Broken, Output, Tag, Text};
        check("a { b {{ c }}{% d %}", &[(Text, "a { b "), (Output, "{{ c }}"), (Tag, "{% d %}")]);
        check("{{ '{{' }}é", &[(Output, "{{ '{{' }}"), (Text, "é")]);
        check("{{ a } b }}", &[(Broken, "{{ a }"), (Text, " b }}")]);
        check("{{ a {% b %} c", &[(Broken, "{{ a {% b %}"), (Text, " c")]);
        check("{{{ a }}", &[(Output, "{{{ a }}")]);
        check("x {{ a", &[(Text, "x "), (Broken, "{{ a")]);
        check("x {% a", &[(Text, "x "), (Broken, "{% a")]);
        check("{{", &[(Broken, "{{")]);
        check("{% '%}' %}", &[(Tag, "{% '%}"), (Text, "' %}")]);
    }
}
