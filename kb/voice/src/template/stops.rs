//! Tab stops: the places of a text that still have to be filled.

use std::ops::Range;

/// A place in a text that has to be filled before the text can be sent: whatever stands between
/// `{{` and `}}` or `{%` and `%}`, or after braces that are never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What stands between the braces, without outer blanks.
    pub name: String,
    /// Where it is, braces included, in bytes.
    pub range: Range<usize>,
}

/// Every tab stop of `text`, in order. One ends on the line that it begins on; one that is not
/// closed there reaches to the line's end.
pub fn stops(text: &str) -> Vec<Stop> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(stop) = next(text, at) {
        at = stop.range.end;
        found.push(stop);
    }
    found
}

fn next(text: &str, from: usize) -> Option<Stop> {
    let rest = text.get(from..)?;
    let second = |at: usize| rest.as_bytes().get(at + 1).copied();
    let (start, close) = rest.match_indices('{').find_map(|(at, _)| match second(at) {
        Some(b'{') => Some((at, b'}')),
        Some(b'%') => Some((at, b'%')),
        _ => None,
    })?;
    // Looks no further than the braces or the line go: a line may be very long.
    let inside = rest.as_bytes().get(start + 2..)?;
    let is_close = |pair: &[u8]| matches!(pair, [one, b'}'] if *one == close);
    let is_end = |at: &usize| match inside.get(*at) {
        Some(b'\n' | b'\r') => true,
        _ => inside.get(*at..*at + 2).is_some_and(is_close),
    };
    let length = (0..inside.len()).find(is_end).unwrap_or(inside.len());
    let is_closed = inside.get(length..length + 2).is_some_and(is_close);
    let inner = rest.get(start + 2..start + 2 + length)?;
    let start = from + start;
    let range = start..start + 2 + length + if is_closed { 2 } else { 0 };
    Some(Stop { name: inner.trim_matches(['-', ' ', '\t']).to_owned(), range })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = stops(text);
        let found: Vec<_> = found
            .iter()
            .map(|stop| (text.get(stop.range.clone()).unwrap(), stop.name.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_tab_stop_is_found_with_its_place_and_name() {
        check(
            "Hé {{ customer.first_name }}, {{-agent.name-}} {{order}}{% if x %}",
            &[
                ("{{ customer.first_name }}", "customer.first_name"),
                ("{{-agent.name-}}", "agent.name"),
                ("{{order}}", "order"),
                ("{% if x %}", "if x"),
            ],
        );
        check("{ a } {{{", &[("{{{", "{")]);
    }

    #[test]
    fn one_that_is_not_closed_reaches_to_the_end_of_its_line() {
        check(
            "a {{ customer.name\nb {% end",
            &[("{{ customer.name", "customer.name"), ("{% end", "end")],
        );
    }
}
