//! A template read: text, outputs and blocks.

use std::ops::Range;

use super::expression::{Chain, Condition, Expression};

/// What a template, or a part of it between two tags, is made of.
#[derive(Debug, Default)]
pub(super) struct Body<'t> {
    pub(super) nodes: Vec<Node<'t>>,
}

#[derive(Debug)]
pub(super) enum Node<'t> {
    Text(&'t str),
    /// What stands in `raw`: text that is never trimmed.
    Raw(&'t str),
    Output(Output<'t>),
    Assign {
        name: &'t str,
        chain: Chain<'t>,
    },
    If(Vec<Branch<'t>>),
    Case {
        subject: Expression<'t>,
        branches: Vec<When<'t>>,
        is_blank: bool,
    },
    Locked(Body<'t>),
    /// The alternatives; choices are counted in the order of the template.
    Choice {
        nth: usize,
        alternatives: Vec<Body<'t>>,
    },
    Ask(Ask<'t>),
    /// Where the person goes on writing.
    Cursor,
    /// A comment: nothing.
    Nothing,
}

/// `{{ … }}`
#[derive(Debug)]
pub(super) struct Output<'t> {
    pub(super) chain: Chain<'t>,
    /// Braces included.
    pub(super) range: Range<usize>,
    /// Whether it could not be read as it is written.
    pub(super) is_doubtful: bool,
}

/// What follows `if`, `unless`, `elsif` or `else`.
#[derive(Debug)]
pub(super) struct Branch<'t> {
    /// None after `else`.
    pub(super) condition: Option<Condition<'t>>,
    /// Whether it is the condition's opposite that counts.
    pub(super) is_negated: bool,
    pub(super) body: Body<'t>,
}

/// What follows `when` or, without values, `else`.
#[derive(Debug)]
pub(super) struct When<'t> {
    pub(super) values: Option<Vec<Expression<'t>>>,
    pub(super) body: Body<'t>,
}

/// A question to the person who writes.
#[derive(Debug)]
pub(super) struct Ask<'t> {
    pub(super) question: &'t str,
    /// The tag.
    pub(super) range: Range<usize>,
}

impl Body<'_> {
    /// Whether nothing in it can be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.nodes.iter().all(|node| match node {
            Node::Text(text) => text.chars().all(super::value::is_space),
            Node::Raw(text) => text.is_empty(),
            Node::Assign { .. } | Node::Nothing => true,
            Node::If(branches) => branches.iter().all(|branch| branch.body.is_blank()),
            Node::Case { is_blank, .. } => *is_blank,
            Node::Output(_)
            | Node::Ask(_)
            | Node::Cursor
            | Node::Locked(_)
            | Node::Choice { .. } => false,
        })
    }

    /// Takes its text away, which must be white space.
    pub(super) fn clear_text(&mut self) {
        self.nodes.retain(|node| !matches!(node, Node::Text(_)));
    }
}
