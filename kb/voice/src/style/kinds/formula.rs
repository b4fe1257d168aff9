//! Formulas of the metric rules: numbers, counts by name, arithmetic and comparisons.

use super::super::measure::Measures;

/// How deep brackets may nest.
const DEPTH_LIMIT: usize = 64;
/// The longest formula, in bytes.
const SIZE_LIMIT: usize = 16 << 10;

/// A formula that can be evaluated.
#[derive(Debug)]
pub(super) struct Formula(Term);

#[derive(Debug)]
enum Term {
    Number(f64),
    Name(String),
    Call(String, Vec<Term>),
    Negative(Box<Term>),
    Not(Box<Term>),
    Pair(Operator, Box<Term>, Box<Term>),
    Choice(Box<Term>, Box<Term>, Box<Term>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    LessEqual,
    More,
    MoreEqual,
    Plus,
    Minus,
    Times,
    Over,
    Modulo,
}

/// The operators, the longer first, each with how tightly it binds.
const OPERATORS: [(&str, Operator, u8); 13] = [
    ("||", Operator::Or, 1),
    ("&&", Operator::And, 2),
    ("==", Operator::Equal, 3),
    ("!=", Operator::Unequal, 3),
    ("<=", Operator::LessEqual, 3),
    (">=", Operator::MoreEqual, 3),
    ("<", Operator::Less, 3),
    (">", Operator::More, 3),
    ("+", Operator::Plus, 4),
    ("-", Operator::Minus, 4),
    ("*", Operator::Times, 5),
    ("/", Operator::Over, 5),
    ("%", Operator::Modulo, 5),
];

/// A value while a formula is evaluated.
enum Value {
    Number(f64),
    Truth(bool),
}

impl Formula {
    /// Reads `source`.
    ///
    /// # Errors
    /// The reason, as a person reads it.
    pub(super) fn read(source: &str) -> Result<Self, String> {
        if source.len() > SIZE_LIMIT {
            return Err("the formula is longer than 16 KB".to_owned());
        }
        let mut reader = Reader { rest: source.trim(), depth: 0 };
        let term = reader.choice()?;
        if reader.rest.is_empty() {
            Ok(Self(term))
        } else {
            Err(format!("the formula cannot be read from {:?} on", reader.rest))
        }
    }

    /// Its value, if that is a number.
    pub(super) fn number(&self, measures: &Measures) -> Option<f64> {
        match evaluate(&self.0, measures)? {
            Value::Number(number) => Some(number),
            Value::Truth(_) => None,
        }
    }

    /// Its value, if that is true or false.
    pub(super) fn is_true(&self, measures: &Measures) -> Option<bool> {
        match evaluate(&self.0, measures)? {
            Value::Truth(truth) => Some(truth),
            Value::Number(_) => None,
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn skip(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn take(&mut self, is_part: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest.trim_start();
        taken
    }

    fn choice(&mut self) -> Result<Term, String> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err("the formula is nested too deeply".to_owned());
        }
        let condition = self.pairs(1)?;
        let term = if self.skip("?") {
            let yes = self.choice()?;
            if !self.skip(":") {
                return Err("the formula lacks a ':'".to_owned());
            }
            let no = self.choice()?;
            Term::Choice(Box::new(condition), Box::new(yes), Box::new(no))
        } else {
            condition
        };
        self.depth -= 1;
        Ok(term)
    }

    fn pairs(&mut self, tightness: u8) -> Result<Term, String> {
        let mut left = self.single()?;
        loop {
            let found = OPERATORS
                .into_iter()
                .find(|(sign, _, binds)| *binds >= tightness && self.rest.starts_with(sign));
            let Some((sign, operator, binds)) = found else { return Ok(left) };
            self.skip(sign);
            let right = self.pairs(binds + 1)?;
            left = Term::Pair(operator, Box::new(left), Box::new(right));
        }
    }

    fn single(&mut self) -> Result<Term, String> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err("the formula is nested too deeply".to_owned());
        }
        let term = self.part()?;
        self.depth -= 1;
        Ok(term)
    }

    fn part(&mut self) -> Result<Term, String> {
        if self.skip("-") {
            return Ok(Term::Negative(Box::new(self.single()?)));
        }
        if self.skip("!") {
            return Ok(Term::Not(Box::new(self.single()?)));
        }
        if self.skip("(") {
            let term = self.choice()?;
            return if self.skip(")") {
                Ok(term)
            } else {
                Err("the formula lacks a ')'".to_owned())
            };
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let digits = self.take(|c| c.is_ascii_digit() || c == '.');
            return digits
                .parse()
                .map(Term::Number)
                .map_err(|err| format!("{digits:?} is no number: {err}"));
        }
        let name = self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')).to_owned();
        if name.is_empty() {
            return Err(format!("the formula cannot be read from {:?} on", self.rest));
        }
        if !self.skip("(") {
            return Ok(Term::Name(name));
        }
        let mut values = Vec::new();
        while !self.skip(")") {
            values.push(self.choice()?);
            if !self.skip(",") && !self.rest.starts_with(')') {
                return Err("the formula lacks a ')'".to_owned());
            }
        }
        Ok(Term::Call(name, values))
    }
}

fn evaluate(term: &Term, measures: &Measures) -> Option<Value> {
    Some(match term {
        Term::Number(number) => Value::Number(*number),
        Term::Name(name) => Value::Number(measures.value(name)?),
        Term::Call(name, values) => {
            let values: Option<Vec<f64>> =
                values.iter().map(|value| number(value, measures)).collect();
            Value::Number(call(name, &values?)?)
        }
        Term::Negative(term) => Value::Number(-number(term, measures)?),
        Term::Not(term) => Value::Truth(!truth(term, measures)?),
        Term::Choice(condition, yes, no) => {
            let chosen = if truth(condition, measures)? { yes } else { no };
            evaluate(chosen, measures)?
        }
        Term::Pair(operator, left, right) => pair(*operator, left, right, measures)?,
    })
}

fn number(term: &Term, measures: &Measures) -> Option<f64> {
    match evaluate(term, measures)? {
        Value::Number(number) => Some(number),
        Value::Truth(_) => None,
    }
}

fn truth(term: &Term, measures: &Measures) -> Option<bool> {
    match evaluate(term, measures)? {
        Value::Truth(truth) => Some(truth),
        Value::Number(number) => Some(number != 0.0),
    }
}

fn pair(operator: Operator, left: &Term, right: &Term, measures: &Measures) -> Option<Value> {
    match operator {
        Operator::Or => {
            return Some(Value::Truth(truth(left, measures)? || truth(right, measures)?));
        }
        Operator::And => {
            return Some(Value::Truth(truth(left, measures)? && truth(right, measures)?));
        }
        _ => {}
    }
    let (left, right) = (number(left, measures)?, number(right, measures)?);
    #[expect(clippy::float_cmp, reason = "the author of the formula asks for just that")]
    Some(match operator {
        Operator::Equal => Value::Truth(left == right),
        Operator::Unequal => Value::Truth(left != right),
        Operator::Less => Value::Truth(left < right),
        Operator::LessEqual => Value::Truth(left <= right),
        Operator::More => Value::Truth(left > right),
        Operator::MoreEqual => Value::Truth(left >= right),
        Operator::Plus => Value::Number(left + right),
        Operator::Minus => Value::Number(left - right),
        Operator::Times => Value::Number(left * right),
        Operator::Over => Value::Number(left / right),
        Operator::Modulo => Value::Number(left % right),
        Operator::Or | Operator::And => return None,
    })
}

/// The functions that a formula may call; `pow` and `log` take what differs from machine to
/// machine from one library.
fn call(name: &str, values: &[f64]) -> Option<f64> {
    Some(match (name.strip_prefix("math.")?, values) {
        ("sqrt", [value]) => value.sqrt(),
        ("abs", [value]) => value.abs(),
        ("ceil", [value]) => value.ceil(),
        ("floor", [value]) => value.floor(),
        ("round", [value]) => value.round(),
        ("trunc", [value]) => value.trunc(),
        ("log", [value]) => libm::log(*value),
        ("log2", [value]) => libm::log2(*value),
        ("log10", [value]) => libm::log10(*value),
        ("exp", [value]) => libm::exp(*value),
        ("pow", [base, power]) => libm::pow(*base, *power),
        ("max", [one, other]) => one.max(*other),
        ("min", [one, other]) => one.min(*other),
        _ => return None,
    })
}
