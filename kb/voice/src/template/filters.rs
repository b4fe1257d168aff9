//! The filters, by name.

pub(super) mod lists;
mod sums;
mod texts;

use std::sync::Arc;

use jiff::Zoned;

use super::date;
use super::value::Value;

/// The longest text that a filter may make, in bytes.
pub(super) const LONGEST: usize = 1 << 20;
/// The longest list that a filter may make.
pub(super) const MOST: usize = 100_000;

/// A filter.
#[derive(Debug)]
pub(super) struct Filter {
    name: &'static str,
    /// How many arguments it needs and takes.
    arguments: (usize, usize),
    apply: fn(&Call<'_>) -> Result<Value, Refusal>,
}

/// What a filter is given.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) input: &'a Value,
    pub(super) arguments: &'a [Value],
    /// What `now` means.
    pub(super) now: Option<&'a Zoned>,
}

/// Why a filter gives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It cannot make anything of what it was given.
    Wrong(String),
    /// The result would be too big.
    TooBig,
}

impl Call<'_> {
    fn text(&self) -> Arc<str> {
        self.input.to_text(LONGEST)
    }

    fn argument(&self, nth: usize) -> Option<&Value> {
        self.arguments.get(nth)
    }

    fn argument_text(&self, nth: usize, usual: &str) -> Arc<str> {
        self.argument(nth).map_or_else(|| Arc::from(usual), |value| value.to_text(LONGEST))
    }
}

/// `text`, if it is short enough.
fn made(text: &str) -> Result<Value, Refusal> {
    if text.len() > LONGEST { Err(Refusal::TooBig) } else { Ok(Value::text(text)) }
}

/// The filter called `name`.
pub(super) fn find(name: &str) -> Option<&'static Filter> {
    ALL.iter().find(|filter| filter.name == name)
}

impl Filter {
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What it makes of `call`.
    pub(super) fn apply(&self, call: &Call<'_>) -> Result<Value, Refusal> {
        let (least, most) = self.arguments;
        let given = call.arguments.len();
        if (least..=most).contains(&given) {
            return (self.apply)(call);
        }
        let name = self.name;
        let wanted = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        Err(Refusal::Wrong(format!("“{name}” takes {wanted} arguments, here are {given}")))
    }
}

const fn filter(
    name: &'static str,
    arguments: (usize, usize),
    apply: fn(&Call<'_>) -> Result<Value, Refusal>,
) -> Filter {
    Filter { name, arguments, apply }
}

const ALL: [Filter; 47] = [
    filter("abs", (0, 0), sums::abs),
    filter("append", (1, 1), texts::append),
    filter("at_least", (1, 1), sums::at_least),
    filter("at_most", (1, 1), sums::at_most),
    filter("capitalize", (0, 0), texts::capitalize),
    filter("ceil", (0, 0), sums::ceil),
    filter("compact", (0, 0), lists::compact),
    filter("concat", (1, 1), lists::concat),
    filter("date", (1, 1), date::filter),
    filter("default", (0, 2), default),
    filter("divided_by", (1, 1), sums::divided_by),
    filter("downcase", (0, 0), texts::downcase),
    filter("escape", (0, 0), texts::escape),
    filter("escape_once", (0, 0), texts::escape_once),
    filter("first", (0, 0), lists::first),
    filter("floor", (0, 0), sums::floor),
    filter("h", (0, 0), texts::escape),
    filter("join", (0, 1), lists::join),
    filter("last", (0, 0), lists::last),
    filter("lstrip", (0, 0), texts::lstrip),
    filter("map", (1, 1), lists::map),
    filter("minus", (1, 1), sums::minus),
    filter("modulo", (1, 1), sums::modulo),
    filter("newline_to_br", (0, 0), texts::newline_to_br),
    filter("plus", (1, 1), sums::plus),
    filter("prepend", (1, 1), texts::prepend),
    filter("remove", (1, 1), texts::remove),
    filter("remove_first", (1, 1), texts::remove_first),
    filter("remove_last", (1, 1), texts::remove_last),
    filter("replace", (1, 2), texts::replace),
    filter("replace_first", (1, 2), texts::replace_first),
    filter("replace_last", (2, 2), texts::replace_last),
    filter("reverse", (0, 0), lists::reverse),
    filter("round", (0, 1), sums::round),
    filter("rstrip", (0, 0), texts::rstrip),
    filter("size", (0, 0), lists::size),
    filter("slice", (1, 2), lists::slice),
    filter("split", (1, 1), texts::split),
    filter("squish", (0, 0), texts::squish),
    filter("strip", (0, 0), texts::strip),
    filter("strip_html", (0, 0), texts::strip_html),
    filter("strip_newlines", (0, 0), texts::strip_newlines),
    filter("times", (1, 1), sums::times),
    filter("truncate", (0, 2), texts::truncate),
    filter("truncatewords", (0, 2), texts::truncatewords),
    filter("uniq", (0, 0), lists::uniq),
    filter("upcase", (0, 0), texts::upcase),
];

/// Whether `default` takes its argument instead of the input.
pub(super) fn is_defaulted(call: &Call<'_>) -> bool {
    let allowed = call.arguments.last().and_then(|options| match options {
        Value::Record(options) => options.get("allow_false"),
        _ => None,
    });
    let is_allowed = allowed.is_some_and(Value::is_true);
    let is_false = match call.input {
        Value::Nil => true,
        Value::Bool(false) => !is_allowed,
        _ => false,
    };
    is_false || call.input.is_empty()
}

#[expect(clippy::unnecessary_wraps, reason = "all filters have one shape")]
fn default(call: &Call<'_>) -> Result<Value, Refusal> {
    let usual = || call.argument(0).cloned().unwrap_or_else(|| Value::text(""));
    Ok(if is_defaulted(call) { usual() } else { call.input.clone() })
}
