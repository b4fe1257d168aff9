//! Rules are written for a .NET-like engine; this rewrites their patterns for ours.
//!
//! The reading differs in small ways: `[` inside a class is a letter like any other, `\<` is `<`,
//! `{` is a letter where no count follows, classes are subtracted with `-[…]`. What our engines
//! cannot say at all (balancing groups, conditions, `\G`) is refused by name.

use std::fmt::Write as _;

/// A pattern in our own dialect.
#[derive(Debug, Default, Clone)]
pub(super) struct Translated {
    pub(super) pattern: String,
    /// Whether it looks around or back, so that only the backtracking engine can run it.
    pub(super) needs_backtracking: bool,
    /// Whether a `$` outside of `(?m)` is in it: it also matches before a closing line break.
    pub(super) has_end: bool,
    /// The names of its groups, the whole match first; an unnamed group has none.
    pub(super) groups: Vec<Option<String>>,
}

/// Rewrites `source`.
///
/// # Errors
/// The reason, as a person reads it.
pub(super) fn translate(source: &str) -> Result<Translated, String> {
    read(source, "$")
}

/// Rewrites `source` for a text that ends with a line break: `$` matches before it too.
///
/// # Errors
/// The reason, as a person reads it.
pub(super) fn translate_with_end(source: &str) -> Result<Translated, String> {
    read(source, "(?=\\n?\\z)")
}

fn read(source: &str, end: &'static str) -> Result<Translated, String> {
    let mut reader = Reader {
        chars: source.chars().collect(),
        at: 0,
        multiline: vec![false],
        verbose: vec![false],
        end,
        out: Translated { groups: vec![None], ..Translated::default() },
    };
    reader.run()?;
    Ok(reader.out)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    /// Whether `(?m)` holds, for each open group.
    multiline: Vec<bool>,
    /// Whether `(?x)` holds, for each open group.
    verbose: Vec<bool>,
    /// What a `$` outside of `(?m)` becomes.
    end: &'static str,
    out: Translated,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn looks_at(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, c)| self.peek(ahead) == Some(c))
    }

    fn push(&mut self, c: char) {
        self.out.pattern.push(c);
    }

    fn run(&mut self) -> Result<(), String> {
        while let Some(c) = self.peek(0) {
            match c {
                '\\' => self.escape()?,
                '[' => {
                    self.at += 1;
                    self.class()?;
                }
                '(' => self.group()?,
                ')' => {
                    self.at += 1;
                    if self.multiline.len() < 2 {
                        return Err("a ) closes nothing".to_owned());
                    }
                    self.multiline.pop();
                    self.verbose.pop();
                    self.push(')');
                }
                '{' if !self.is_count() => {
                    self.at += 1;
                    self.out.pattern.push_str("\\{");
                }
                ']' | '}' => {
                    // The end of a count is taken with its beginning.
                    self.at += 1;
                    self.push('\\');
                    self.push(c);
                }
                '{' => self.count(),
                '$' => {
                    self.at += 1;
                    if self.multiline.last() == Some(&true) {
                        self.push('$');
                    } else {
                        self.out.has_end = true;
                        self.out.pattern.push_str(self.end);
                    }
                }
                '#' if self.verbose.last() == Some(&true) => {
                    while self.peek(0).is_some_and(|c| c != '\n') {
                        self.at += 1;
                    }
                }
                _ => {
                    self.at += 1;
                    self.push(c);
                }
            }
        }
        if self.multiline.len() > 1 { Err("a ( is not closed".to_owned()) } else { Ok(()) }
    }

    /// Whether a count such as `{2,3}` begins here.
    fn is_count(&self) -> bool {
        let body: String =
            self.chars.iter().skip(self.at + 1).take_while(|&&c| c != '}').take(24).collect();
        let closed = self.chars.get(self.at + 1 + body.chars().count()) == Some(&'}');
        let mut parts = body.splitn(2, ',');
        let first = parts.next().unwrap_or_default();
        let second = parts.next().unwrap_or_default();
        closed
            && !first.is_empty()
            && first.chars().all(|c| c.is_ascii_digit())
            && second.chars().all(|c| c.is_ascii_digit())
    }

    fn count(&mut self) {
        while let Some(c) = self.peek(0) {
            self.at += 1;
            self.push(c);
            if c == '}' {
                break;
            }
        }
    }

    /// An escape outside of a class; the `\` is not taken yet.
    fn escape(&mut self) -> Result<(), String> {
        let Some(c) = self.peek(1) else { return Err("it ends with a lone \\".to_owned()) };
        self.at += 2;
        match c {
            '0' => self.octal(0),
            '1'..='9' => {
                let mut number = String::from(c);
                while let Some(digit) = self.peek(0).filter(char::is_ascii_digit)
                    && number.len() < 2
                {
                    number.push(digit);
                    self.at += 1;
                }
                self.out.needs_backtracking = true;
                // A count or a digit may follow; the empty group keeps them apart.
                write!(self.out.pattern, "\\{number}(?:)").map_err(|err| err.to_string())?;
            }
            'k' => {
                self.out.needs_backtracking = true;
                let close = match self.peek(0) {
                    Some('<') => '>',
                    Some('\'') => '\'',
                    _ => return Err("\\k needs the name of a group".to_owned()),
                };
                self.at += 1;
                let name = self.until(close)?;
                write!(self.out.pattern, "\\k<{name}>").map_err(|err| err.to_string())?;
            }
            'Z' => {
                self.out.needs_backtracking = true;
                self.out.pattern.push_str("(?=\\n?\\z)");
            }
            'G' => return Err("\\G is not supported".to_owned()),
            'e' => self.out.pattern.push_str("\\x1B"),
            'c' => self.control()?,
            'b' | 'B' | 'A' | 'z' | 'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'p' | 'P' | 'x' | 'u'
            | 'a' | 'f' | 'n' | 'r' | 't' | 'v' => {
                self.push('\\');
                self.push(c);
                if matches!(c, 'p' | 'P') {
                    self.property()?;
                }
            }
            c if c.is_ascii_alphanumeric() => {
                return Err(format!("the escape \\{c} is not known"));
            }
            c => self.literal(c),
        }
        Ok(())
    }

    /// The name after `\p`; .NET's `Is` before a script is dropped.
    fn property(&mut self) -> Result<(), String> {
        if self.peek(0) != Some('{') {
            return Err("\\p needs a name in braces".to_owned());
        }
        self.at += 1;
        let name = self.until('}')?;
        let name = name.strip_prefix("Is").unwrap_or(&name);
        write!(self.out.pattern, "{{{name}}}").map_err(|err| err.to_string())
    }

    fn octal(&mut self, first: u32) {
        let mut value = first;
        for _ in 0..2 {
            let Some(digit) = self.peek(0).and_then(|c| c.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        self.out.pattern.push_str(&format!("\\x{{{value:X}}}"));
    }

    fn control(&mut self) -> Result<(), String> {
        let c = self.peek(0).filter(char::is_ascii_alphabetic);
        let Some(c) = c else { return Err("\\c needs a letter".to_owned()) };
        self.at += 1;
        let code = u32::from(c.to_ascii_uppercase()) & 0x1F;
        self.out.pattern.push_str(&format!("\\x{{{code:X}}}"));
        Ok(())
    }

    /// A letter that stands for itself.
    fn literal(&mut self, c: char) {
        let plain = c.is_alphanumeric()
            || matches!(c, '<' | '>' | '_' | '"' | '\'' | '/' | '`')
            || !c.is_ascii();
        if !plain {
            self.push('\\');
        }
        self.push(c);
    }

    /// The text up to `close`, which is taken too.
    fn until(&mut self, close: char) -> Result<String, String> {
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            self.at += 1;
            if c == close {
                return Ok(text);
            }
            text.push(c);
        }
        Err(format!("a {close} is missing"))
    }

    /// What begins with `(`.
    fn group(&mut self) -> Result<(), String> {
        if self.looks_at("(?#") {
            self.until(')')?;
            return Ok(());
        }
        let (multiline, verbose) = (self.is_on(&self.multiline), self.is_on(&self.verbose));
        self.multiline.push(multiline);
        self.verbose.push(verbose);
        for opener in ["(?=", "(?!", "(?<=", "(?<!", "(?>"] {
            if self.looks_at(opener) {
                self.out.needs_backtracking = true;
                self.at += opener.len();
                self.out.pattern.push_str(opener);
                return Ok(());
            }
        }
        if self.looks_at("(?(") {
            return Err("conditions (?(…)…) are not supported".to_owned());
        }
        for (opener, close) in [("(?P<", '>'), ("(?<", '>'), ("(?'", '\'')] {
            if self.looks_at(opener) {
                self.at += opener.len();
                let name = self.until(close)?;
                return self.named(&name);
            }
        }
        if self.looks_at("(?") {
            self.at += 2;
            return self.flags();
        }
        self.at += 1;
        self.out.groups.push(None);
        self.push('(');
        Ok(())
    }

    fn is_on(&self, flags: &[bool]) -> bool {
        flags.last() == Some(&true)
    }

    fn named(&mut self, name: &str) -> Result<(), String> {
        if name.contains('-') {
            return Err("balancing groups are not supported".to_owned());
        }
        let well_formed = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !well_formed {
            return Err(format!("the group name {name:?} is not supported"));
        }
        self.out.groups.push(Some(name.to_owned()));
        write!(self.out.pattern, "(?P<{name}>").map_err(|err| err.to_string())
    }

    /// Flags such as `(?i)` or `(?m-i:`; `(?` is taken.
    fn flags(&mut self) -> Result<(), String> {
        let mut on = true;
        let mut flags = String::new();
        while let Some(c) = self.peek(0) {
            self.at += 1;
            match c {
                '-' => on = false,
                'm' => self.set(on, |reader| &mut reader.multiline),
                'x' => self.set(on, |reader| &mut reader.verbose),
                'i' | 's' => {}
                ':' => {
                    write!(self.out.pattern, "(?{flags}:").map_err(|err| err.to_string())?;
                    return Ok(());
                }
                ')' => {
                    self.keep_flags();
                    if !flags.is_empty() {
                        write!(self.out.pattern, "(?{flags})").map_err(|err| err.to_string())?;
                    }
                    return Ok(());
                }
                _ => return Err(format!("the group (?{c} is not supported")),
            }
            flags.push(c);
        }
        Err("a ( is not closed".to_owned())
    }

    fn set(&mut self, on: bool, which: fn(&mut Self) -> &mut Vec<bool>) {
        if let Some(flag) = which(self).last_mut() {
            *flag = on;
        }
    }

    /// `(?m)` holds until the end of the group that it stands in.
    fn keep_flags(&mut self) {
        for flags in [&mut self.multiline, &mut self.verbose] {
            let last = flags.pop().unwrap_or_default();
            if let Some(flag) = flags.last_mut() {
                *flag = last;
            }
        }
    }

    /// A class; its `[` is taken.
    fn class(&mut self) -> Result<(), String> {
        self.push('[');
        if self.peek(0) == Some('^') {
            self.at += 1;
            self.push('^');
        }
        let mut is_first = true;
        while let Some(c) = self.peek(0) {
            match c {
                ']' if !is_first => {
                    self.at += 1;
                    self.push(']');
                    return Ok(());
                }
                '[' if self.is_posix() => {
                    let name = self.until(']')?;
                    self.out.pattern.push_str(&name);
                    self.push(']');
                }
                '-' if self.peek(1) == Some('[') && !is_first => {
                    self.at += 2;
                    self.out.pattern.push_str("--");
                    self.class()?;
                }
                '\\' => self.class_escape()?,
                '[' | ']' | '&' | '~' | '^' => {
                    self.at += 1;
                    self.push('\\');
                    self.push(c);
                }
                '-' if is_first || !self.is_range() => {
                    self.at += 1;
                    self.out.pattern.push_str("\\-");
                }
                _ => {
                    self.at += 1;
                    if self.verbose.last() == Some(&true) && (c.is_whitespace() || c == '#') {
                        self.push('\\');
                    }
                    self.push(c);
                }
            }
            is_first = false;
        }
        Err("a [ is not closed".to_owned())
    }

    /// Whether the `-` here stands between the ends of a range.
    fn is_range(&self) -> bool {
        let ends_in_class = matches!(
            self.at.checked_sub(2).and_then(|at| self.chars.get(at..self.at)),
            Some(['\\', 'd' | 'w' | 's' | 'D' | 'W' | 'S'])
        );
        let follows_dash = self.at.checked_sub(1).and_then(|at| self.chars.get(at)) == Some(&'-');
        let class_follows = self.peek(1) == Some('\\')
            && matches!(self.peek(2), Some('d' | 'w' | 's' | 'D' | 'W' | 'S' | 'p' | 'P'));
        self.peek(1).is_some_and(|c| c != ']') && !ends_in_class && !follows_dash && !class_follows
    }

    fn is_posix(&self) -> bool {
        if self.peek(1) != Some(':') {
            return false;
        }
        let name: String = self
            .chars
            .iter()
            .skip(self.at + 2)
            .take_while(|c| c.is_ascii_alphabetic() || **c == '^')
            .collect();
        let after = self.at + 2 + name.chars().count();
        !name.is_empty()
            && self.chars.get(after) == Some(&':')
            && self.chars.get(after + 1) == Some(&']')
    }

    fn class_escape(&mut self) -> Result<(), String> {
        let Some(c) = self.peek(1) else { return Err("a [ is not closed".to_owned()) };
        self.at += 2;
        match c {
            'b' => self.out.pattern.push_str("\\x08"),
            'e' => self.out.pattern.push_str("\\x1B"),
            'c' => self.control()?,
            '0'..='7' => self.octal(c.to_digit(8).unwrap_or_default()),
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'p' | 'P' | 'x' | 'u' | 'a' | 'f' | 'n' | 'r'
            | 't' | 'v' => {
                self.push('\\');
                self.push(c);
                if matches!(c, 'p' | 'P') {
                    self.property()?;
                }
            }
            c if c.is_ascii_alphanumeric() => {
                return Err(format!("the escape \\{c} is not known"));
            }
            c => self.literal(c),
        }
        Ok(())
    }
}
