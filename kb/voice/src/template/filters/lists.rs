//! Filters on lists, and those that take a list or a text.
#![expect(clippy::unnecessary_wraps, reason = "all filters have one shape")]

use super::texts::count;
use super::{Call, LONGEST, MOST, Refusal, made};
use crate::template::value::Value;

type Result = std::result::Result<Value, Refusal>;

/// The input as a list: lists within it are opened, anything else is its one item.
fn items(value: &Value) -> std::result::Result<Vec<Value>, Refusal> {
    let mut found = Vec::new();
    collect(value, &mut found)?;
    Ok(found)
}

fn collect(value: &Value, found: &mut Vec<Value>) -> std::result::Result<(), Refusal> {
    match value {
        Value::List(inner) => {
            for item in inner.iter() {
                match item {
                    Value::List(_) => collect(item, found)?,
                    item => found.push(item.clone()),
                }
                if found.len() > MOST {
                    return Err(Refusal::TooBig);
                }
            }
        }
        Value::Range(first, last) => {
            if span(*first, *last) > MOST {
                return Err(Refusal::TooBig);
            }
            found.extend((*first..=*last).map(|number| Value::Int(number.into())));
        }
        Value::Nil => {}
        other => found.push(other.clone()),
    }
    Ok(())
}

/// How many numbers there are from the first to the last.
pub(in crate::template) fn span(first: i64, last: i64) -> usize {
    let count = i128::from(last) - i128::from(first) + 1;
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}

fn whole(count: usize) -> Value {
    Value::Int(i128::try_from(count).unwrap_or(i128::MAX))
}

/// How many characters or items there are; Ruby gives 8 for a number.
pub(in crate::template) fn count_of(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Text(text) => whole(text.chars().count()),
        Value::List(items) => whole(items.len()),
        Value::Record(record) => whole(record.entries().len()),
        Value::Range(first, last) => whole(span(*first, *last)),
        Value::Int(_) => Value::Int(8),
        _ => return None,
    })
}

/// The first item or character.
pub(in crate::template) fn first_of(value: &Value) -> Option<Value> {
    match value {
        Value::Text(text) => {
            let first = text.chars().next().map(String::from);
            Some(Value::text(&first.unwrap_or_default()))
        }
        Value::List(items) => Some(items.first().cloned().unwrap_or(Value::Nil)),
        Value::Range(first, _) => Some(Value::Int((*first).into())),
        Value::Record(record) => {
            Some(record.entries().first().map_or(Value::Nil, |(key, value)| {
                Value::list(vec![Value::text(key), value.clone()])
            }))
        }
        _ => None,
    }
}

/// The last item or character.
pub(in crate::template) fn last_of(value: &Value) -> Option<Value> {
    match value {
        Value::Text(text) => {
            let last = text.chars().next_back().map(String::from);
            Some(Value::text(&last.unwrap_or_default()))
        }
        Value::List(items) => Some(items.last().cloned().unwrap_or(Value::Nil)),
        Value::Range(_, last) => Some(Value::Int((*last).into())),
        _ => None,
    }
}

pub(super) fn size(call: &Call<'_>) -> Result {
    Ok(count_of(call.input).unwrap_or(Value::Int(0)))
}

pub(super) fn first(call: &Call<'_>) -> Result {
    Ok(first_of(call.input).unwrap_or(Value::Nil))
}

pub(super) fn last(call: &Call<'_>) -> Result {
    Ok(last_of(call.input).unwrap_or(Value::Nil))
}

pub(super) fn join(call: &Call<'_>) -> Result {
    let glue = call.argument_text(0, " ");
    let mut out = String::new();
    for (nth, item) in items(call.input)?.iter().enumerate() {
        if nth > 0 {
            out.push_str(&glue);
        }
        out.push_str(&item.to_text(LONGEST));
        if out.len() > LONGEST {
            return Err(Refusal::TooBig);
        }
    }
    made(&out)
}

pub(super) fn reverse(call: &Call<'_>) -> Result {
    let mut found = items(call.input)?;
    found.reverse();
    Ok(Value::list(found))
}

pub(super) fn compact(call: &Call<'_>) -> Result {
    let mut found = items(call.input)?;
    found.retain(|item| !matches!(item, Value::Nil));
    Ok(Value::list(found))
}

pub(super) fn uniq(call: &Call<'_>) -> Result {
    let all = items(call.input)?;
    // Each is compared with each.
    if all.len() > 2_000 {
        return Err(Refusal::TooBig);
    }
    let mut found: Vec<Value> = Vec::new();
    for item in all {
        if !found.iter().any(|known| known.equals(&item)) {
            found.push(item);
        }
    }
    Ok(Value::list(found))
}

pub(super) fn concat(call: &Call<'_>) -> Result {
    let Some(Value::List(more)) = call.argument(0) else {
        return Err(Refusal::Wrong("“concat” takes a list".to_owned()));
    };
    let mut found = items(call.input)?;
    found.extend(more.iter().cloned());
    if found.len() > MOST { Err(Refusal::TooBig) } else { Ok(Value::list(found)) }
}

pub(super) fn map(call: &Call<'_>) -> Result {
    let key = call.argument_text(0, "");
    let value = |item: &Value| match item {
        Value::Record(record) => Ok(record.get(&key).cloned().unwrap_or(Value::Nil)),
        _ => Err(Refusal::Wrong(format!("an item has nothing called “{key}”"))),
    };
    Ok(Value::list(items(call.input)?.iter().map(value).collect::<std::result::Result<_, _>>()?))
}

/// A part of a text or list, by its start and length.
pub(super) fn slice(call: &Call<'_>) -> Result {
    let (offset, length) = (count(call, 0, 0)?, count(call, 1, 1)?);
    let cut = |size: usize| {
        let size = i128::try_from(size).unwrap_or(i128::MAX);
        let start = if offset < 0 { offset.saturating_add(size) } else { offset };
        let is_within = (0..=size).contains(&start) && length >= 0;
        let narrow = |number: i128| usize::try_from(number).unwrap_or(usize::MAX);
        is_within.then(|| (narrow(start), narrow(length)))
    };
    if let Value::List(items) = call.input {
        let (start, length) = cut(items.len()).unwrap_or_default();
        return Ok(Value::list(items.iter().skip(start).take(length).cloned().collect()));
    }
    let text = call.text();
    let (start, length) = cut(text.chars().count()).unwrap_or_default();
    made(&text.chars().skip(start).take(length).collect::<String>())
}
