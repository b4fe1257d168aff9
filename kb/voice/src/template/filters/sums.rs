//! Filters that reckon.
#![expect(clippy::unnecessary_wraps, reason = "all filters have one shape")]

use super::{Call, Refusal};
use crate::template::number::{self, Operation, reckon};
use crate::template::value::Value;

type Result = std::result::Result<Value, Refusal>;

fn with(call: &Call<'_>, operation: Operation) -> Result {
    let operand = call.argument(0).unwrap_or(&Value::Nil);
    let result = reckon(call.input, operand, operation);
    result.ok_or_else(|| Refusal::Wrong("this cannot be reckoned".to_owned()))
}

pub(super) fn plus(call: &Call<'_>) -> Result {
    with(call, Operation::Plus)
}

pub(super) fn minus(call: &Call<'_>) -> Result {
    with(call, Operation::Minus)
}

pub(super) fn times(call: &Call<'_>) -> Result {
    with(call, Operation::Times)
}

pub(super) fn divided_by(call: &Call<'_>) -> Result {
    with(call, Operation::Divided)
}

pub(super) fn modulo(call: &Call<'_>) -> Result {
    with(call, Operation::Modulo)
}

pub(super) fn abs(call: &Call<'_>) -> Result {
    Ok(match number::read(call.input) {
        Value::Int(value) => Value::Int(value.saturating_abs()),
        Value::Float(value) => Value::Float(value.abs()),
        other => other,
    })
}

pub(super) fn at_least(call: &Call<'_>) -> Result {
    limited(call, std::cmp::Ordering::Less)
}

pub(super) fn at_most(call: &Call<'_>) -> Result {
    limited(call, std::cmp::Ordering::Greater)
}

/// The other number where the input is on the wrong side of it.
fn limited(call: &Call<'_>, wrong: std::cmp::Ordering) -> Result {
    let input = number::read(call.input);
    let limit = number::read(call.argument(0).unwrap_or(&Value::Nil));
    let order = input.order(&limit).ok().flatten();
    Ok(if order == Some(wrong) { limit } else { input })
}

pub(super) fn ceil(call: &Call<'_>) -> Result {
    to_whole(call, f64::ceil)
}

pub(super) fn floor(call: &Call<'_>) -> Result {
    to_whole(call, f64::floor)
}

fn to_whole(call: &Call<'_>, cut: fn(f64) -> f64) -> Result {
    match number::read(call.input) {
        Value::Float(value) => whole(cut(value)),
        other => Ok(other),
    }
}

fn whole(value: f64) -> Result {
    // Beyond this, neighbouring whole numbers are one and the same fraction.
    if value.abs() > 1e30 || value.is_nan() {
        return Err(Refusal::TooBig);
    }
    #[expect(clippy::cast_possible_truncation, reason = "in range, and cut before")]
    Ok(Value::Int(value as i128))
}

pub(super) fn round(call: &Call<'_>) -> Result {
    let places = match call.argument(0).map(number::read) {
        Some(Value::Int(places)) => i32::try_from(places.clamp(-30, 30)).unwrap_or(0),
        Some(_) | None => 0,
    };
    match number::read(call.input) {
        Value::Float(value) if places <= 0 => {
            let scale = 10_f64.powi(-places);
            whole((value / scale).round() * scale)
        }
        Value::Float(value) => {
            // Rounds the digits that are shown, halves away from zero.
            let scale = 10_i128.pow(places.unsigned_abs());
            let grown = reckon(&Value::Float(value), &Value::Int(scale), Operation::Times);
            match grown {
                Some(Value::Float(grown)) if grown.abs() < 1e15 => {
                    let text = format!("{:.0}e-{places}", grown.round());
                    Ok(text.parse().map_or(Value::Float(value), Value::Float))
                }
                _ => Ok(Value::Float(value)),
            }
        }
        other => Ok(other),
    }
}
