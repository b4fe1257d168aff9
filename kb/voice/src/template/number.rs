//! Numbers as Liquid reads, reckons and prints them: decimal fractions are exact.

use super::value::Value;

/// What an operation does with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Plus,
    Minus,
    Times,
    Divided,
    Modulo,
}

/// A fraction as Ruby prints it.
pub(super) fn shown(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let point = if digits.contains('.') { "" } else { ".0" };
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(rest) => ('-', rest),
            None => ('+', exponent),
        };
        return format!("{digits}{point}e{sign}{exponent:0>2}");
    }
    let text = format!("{value}");
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// The number that a value stands for in a sum; 0 when it is none.
pub(super) fn read(value: &Value) -> Value {
    match value {
        Value::Int(_) | Value::Float(_) => value.clone(),
        Value::Text(text) => read_text(text),
        _ => Value::Int(0),
    }
}

fn read_text(text: &str) -> Value {
    let trimmed = text.trim_matches(super::value::is_space);
    let unsigned = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_fraction =
        unsigned.split_once('.').is_some_and(|(whole, rest)| is_digits(whole) && is_digits(rest));
    if is_fraction {
        return trimmed.parse().map_or(Value::Int(0), Value::Float);
    }
    Value::Int(leading(trimmed))
}

/// The whole number that `text` begins with, else 0.
pub(super) fn leading(text: &str) -> i128 {
    let text = text.trim_start_matches(super::value::is_space);
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    let mut number: i128 = 0;
    let mut after_digit = false;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number.saturating_mul(10).saturating_add(i128::from(byte - b'0'));
                after_digit = true;
            }
            b'_' if after_digit => after_digit = false,
            _ => break,
        }
    }
    if negative { -number } else { number }
}

/// The whole number that a value is, or is written as.
pub(super) fn whole(value: &Value) -> Option<i128> {
    match value {
        Value::Int(value) => Some(*value),
        Value::Text(text) => {
            let text = text.trim_matches(super::value::is_space);
            let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| leading(text))
        }
        _ => None,
    }
}

/// Two numbers reckoned; `None` when that has no result.
pub(super) fn reckon(one: &Value, two: &Value, operation: Operation) -> Option<Value> {
    match (read(one), read(two)) {
        (Value::Int(one), Value::Int(two)) => whole_result(one, two, operation).map(Value::Int),
        (one, two) => fraction_result(&one, &two, operation).map(Value::Float),
    }
}

fn whole_result(one: i128, two: i128, operation: Operation) -> Option<i128> {
    match operation {
        Operation::Plus => one.checked_add(two),
        Operation::Minus => one.checked_sub(two),
        Operation::Times => one.checked_mul(two),
        Operation::Divided => {
            let quotient = one.checked_div(two)?;
            // Ruby rounds down, not towards 0.
            let is_over = one.checked_rem(two)? != 0 && (one < 0) != (two < 0);
            Some(if is_over { quotient - 1 } else { quotient })
        }
        Operation::Modulo => {
            let rest = one.checked_rem(two)?;
            Some(if rest != 0 && (rest < 0) != (two < 0) { rest + two } else { rest })
        }
    }
}

fn fraction_result(one: &Value, two: &Value, operation: Operation) -> Option<f64> {
    let exact = || {
        let (one, two) = (Decimal::read(one)?, Decimal::read(two)?);
        match operation {
            Operation::Plus => one.plus(two),
            Operation::Minus => one.plus(Decimal { digits: two.digits.checked_neg()?, ..two }),
            Operation::Times => Some(Decimal {
                digits: one.digits.checked_mul(two.digits)?,
                places: one.places + two.places,
            }),
            Operation::Modulo => one.modulo(two),
            Operation::Divided => None,
        }
    };
    if let Some(exact) = exact() {
        return exact.to_float();
    }
    let (one, two) = (float(one), float(two));
    match operation {
        Operation::Plus => Some(one + two),
        Operation::Minus => Some(one - two),
        Operation::Times => Some(one * two),
        Operation::Divided => (two != 0.0).then(|| one / two),
        Operation::Modulo => (two != 0.0).then(|| one - (one / two).floor() * two),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the exact way was tried before")]
fn float(value: &Value) -> f64 {
    match value {
        Value::Int(value) => *value as f64,
        Value::Float(value) => *value,
        _ => 0.0,
    }
}

/// `digits` divided by 10 to the power of `places`.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Int(digits) => Some(Self { digits: *digits, places: 0 }),
            Value::Float(value) if value.is_finite() && value.abs() < 1e15 => {
                let text = format!("{value}");
                let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
                let places = u32::try_from(rest.len()).ok().filter(|places| *places <= 18)?;
                Some(Self { digits: format!("{whole}{rest}").parse().ok()?, places })
            }
            _ => None,
        }
    }

    /// Both with as many places.
    fn level(self, other: Self) -> Option<(i128, i128, u32)> {
        let places = self.places.max(other.places);
        let grow =
            |number: Self| number.digits.checked_mul(10_i128.checked_pow(places - number.places)?);
        Some((grow(self)?, grow(other)?, places))
    }

    fn plus(self, other: Self) -> Option<Self> {
        let (one, two, places) = self.level(other)?;
        Some(Self { digits: one.checked_add(two)?, places })
    }

    fn modulo(self, other: Self) -> Option<Self> {
        let (one, two, places) = self.level(other)?;
        Some(Self { digits: whole_result(one, two, Operation::Modulo)?, places })
    }

    fn to_float(self) -> Option<f64> {
        format!("{}e-{}", self.digits, self.places).parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_print_as_in_ruby() {
        for (value, text) in [
            (5.0, "5.0"),
            (12.3, "12.3"),
            (-0.001, "-0.001"),
            (0.00001, "1.0e-05"),
            (1e16, "1.0e+16"),
            (1.5e300, "1.5e+300"),
            (1_234_567.0, "1234567.0"),
            (f64::INFINITY, "Infinity"),
        ] {
            assert_eq!(shown(value), text);
        }
    }

    #[track_caller]
    fn check(one: Value, operation: Operation, two: Value, expected: &str) {
        let result = reckon(&one, &two, operation).map(|value| value.printed(99));
        assert_eq!(result.as_deref().unwrap_or("none"), expected);
    }

    #[test]
    fn sums_are_exact_and_division_rounds_down() {
        use Operation::{Divided, Minus, Modulo, Plus, Times};
        check(Value::Float(10.1), Plus, Value::Float(2.2), "12.3");
        check(Value::Float(0.3), Minus, Value::text("0.1"), "0.2");
        check(Value::text("foo"), Minus, Value::text("2.0"), "-2.0");
        check(Value::Float(1.1), Times, Value::Int(3), "3.3");
        check(Value::Int(-7), Divided, Value::Int(2), "-4");
        check(Value::Int(-7), Modulo, Value::Int(3), "2");
        check(Value::Int(7), Divided, Value::Int(0), "none");
        check(Value::Int(i128::MAX), Plus, Value::Int(1), "none");
        check(Value::text(" 12_000 apples"), Plus, Value::Nil, "12000");
    }
}
