//! Classes of letters: `[a-z]`, `[^[:alpha:]]`, `[a-z-[aeiou]]`.

use super::Reader;

impl Reader {
    /// A class; its `[` is taken.
    pub(super) fn class(&mut self) -> Result<(), String> {
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
                    self.text(&name);
                    self.push(']');
                }
                '-' if self.peek(1) == Some('[') && !is_first => {
                    self.at += 2;
                    self.text("--");
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
                    self.text("\\-");
                }
                _ => {
                    self.at += 1;
                    if self.open().is_verbose && (c.is_whitespace() || c == '#') {
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
            'b' => self.text("\\x08"),
            'e' => self.text("\\x1B"),
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
