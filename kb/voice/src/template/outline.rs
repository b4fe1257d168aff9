//! What a template may read as: its words, its places to be filled and its branches, whatever the
//! values are.

use super::expression::Shape;
use super::parse;
use super::tokens::{self, Kind};
use super::tree::{Body, Node, Output};

/// The longest literal that is written, in bytes.
const LITERAL: usize = 10_000;

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words that stand there as they are.
    Text(&'t str),
    /// A literal between the braces.
    Literal(String),
    /// A place that a value fills, by its name as it is written.
    Field(&'t str),
    /// The answer to a question.
    Ask(&'t str),
    /// What must stay as it is.
    Locked(Vec<Piece<'t>>),
    /// One of these stands here.
    Either(Vec<Vec<Piece<'t>>>),
}

/// The pieces of `template`. What cannot be read at all has no branches: all of its words stand
/// there, and what is locked in it is.
pub(crate) fn outline(template: &str) -> Vec<Piece<'_>> {
    match parse::parse(template).body {
        Some(body) => pieces(template, &body),
        None => flat(template),
    }
}

fn pieces<'t>(template: &'t str, body: &Body<'t>) -> Vec<Piece<'t>> {
    let piece = |node: &Node<'t>| match node {
        Node::Text(text) | Node::Raw(text) => Some(Piece::Text(text)),
        Node::Output(output) => Some(filled(template, output)),
        Node::Ask(ask) => Some(Piece::Ask(ask.question)),
        Node::Locked(body) => Some(Piece::Locked(pieces(template, body))),
        Node::If(branches) => {
            let mut all = each(template, branches.iter().map(|branch| &branch.body));
            if branches.last().is_some_and(|branch| branch.condition.is_some()) {
                all.push(Vec::new());
            }
            either(all)
        }
        Node::Case { branches, .. } => {
            let mut all = each(template, branches.iter().map(|branch| &branch.body));
            if branches.iter().all(|branch| branch.values.is_some()) {
                all.push(Vec::new());
            }
            either(all)
        }
        Node::Choice { alternatives, .. } => either(each(template, alternatives.iter())),
        Node::Assign { .. } | Node::Cursor | Node::Nothing => None,
    };
    body.nodes.iter().filter_map(piece).collect()
}

fn each<'b, 't: 'b>(
    template: &'t str,
    branches: impl Iterator<Item = &'b Body<'t>>,
) -> Vec<Vec<Piece<'t>>> {
    branches.map(|body| pieces(template, body)).collect()
}

/// One of `branches`; `None` when there is nothing in any.
fn either(branches: Vec<Vec<Piece<'_>>>) -> Option<Piece<'_>> {
    branches.iter().any(|branch| !branch.is_empty()).then_some(Piece::Either(branches))
}

fn filled<'t>(template: &'t str, output: &Output<'t>) -> Piece<'t> {
    let first = output.chain.first.as_ref();
    match first.map(|first| &first.kind) {
        Some(Shape::Literal(value)) if output.chain.filters.is_empty() => {
            Piece::Literal(value.printed(LITERAL))
        }
        _ => {
            let written = first.and_then(|first| template.get(first.range.clone()));
            Piece::Field(written.unwrap_or_default())
        }
    }
}

fn flat(template: &str) -> Vec<Piece<'_>> {
    let mut outer = Vec::new();
    let mut locked = None;
    for token in tokens::cut(template) {
        let written = template.get(token.range.clone()).unwrap_or_default();
        let (inner, _) = parse::inside(written, 0);
        let into = locked.as_mut().unwrap_or(&mut outer);
        match token.kind {
            Kind::Text => into.push(Piece::Text(written)),
            Kind::Output | Kind::Broken if written.starts_with("{{") => {
                let inner = if token.kind == Kind::Broken { written.get(2..) } else { Some(inner) };
                let name = inner.and_then(|inner| inner.split('|').next()).unwrap_or_default();
                into.push(Piece::Field(name.trim()));
            }
            Kind::Tag if inner.trim() == "locked" => {
                locked.get_or_insert_default();
            }
            Kind::Tag if inner.trim() == "endlocked" => {
                outer.extend(locked.take().map(Piece::Locked));
            }
            Kind::Tag | Kind::Output | Kind::Broken => {}
        }
    }
    outer.extend(locked.map(Piece::Locked));
    outer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece<'_>]) -> String {
        let branches = |all: &Vec<Vec<Piece<'_>>>| {
            all.iter().map(|one| shown(one)).collect::<Vec<_>>().join("/")
        };
        let piece = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Literal(text) => format!("'{text}'"),
            Piece::Field(name) => format!("<{name}>"),
            Piece::Ask(question) => format!("?{question}?"),
            Piece::Locked(inner) => format!("[{}]", shown(inner)),
            Piece::Either(all) => format!("({})", branches(all)),
        };
        pieces.iter().map(piece).collect()
    }

    #[track_caller]
    fn check(template: &str, expected: &str) {
        assert_eq!(shown(&outline(template)), expected);
    }

    #[test]
    fn blocks_are_branches_and_what_may_hold_nowhere_has_one_of_nothing() {
        check("{% if a %}A{% elsif b %}B{% endif %}.", "(A/B/).");
        check("{% unless a %}A{% else %}B{% endunless %}", "(A/B)");
        check("{% case x %} no {% when 1 %}one{% when 2, 3 %}two{% endcase %}", "(one/two/)");
        check(
            "{% choice %}x{% or %}{% choice %}y{% or %}z{% endchoice %}{% endchoice %}",
            "(x/(y/z))",
        );
        check("{% if a %}{% assign b = 1 %}{% endif %}.", ".");
    }

    #[test]
    fn blanks_beside_a_dash_are_gone_as_they_are_when_it_is_rendered() {
        check("a {%- if x -%} b {%- endif -%} c", "a(b/)c");
        check("a {{- b -}} c", "a<b>c");
        check("{% raw %} {{ a }} {%- x %}{% endraw %}", " {{ a }} {%- x %}");
        check("a{% comment %}{% if %}{% endcomment %}{% # note %}b", "ab");
    }

    #[test]
    fn places_to_be_filled_go_by_their_names() {
        check("{{ customer.name | default: 'you' }}{{ 'b' }}{{ 2 }}", "<customer.name>'b''2'");
        check("{{ 'b' | upcase }}{% ask \"Order\", type: 'text' %}{% cursor %}", "<'b'>?Order?");
        check("{% locked %}in {{ fact.days }} days{% endlocked %}", "[in <fact.days> days]");
    }

    #[test]
    fn what_cannot_be_read_has_no_branches() {
        check("{% if a %}b", "b");
        check("a {% endif %} b {{ c", "a  b <c>");
        check("{% if a %}{% locked %}b{% endlocked %} {% locked %}c", "[b] [c]");
    }
}
