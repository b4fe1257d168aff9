//! Rules are written for a .NET-like engine; this rewrites their patterns for ours.
//!
//! The reading differs in small ways: `[` inside a class is a letter like any other, `\<` is `<`,
//! `{` is a letter where no count follows, classes are subtracted with `-[…]`, what looks around
//! may have a count. What our engines cannot say at all (balancing groups, conditions, `\G`) is
//! refused by name.

mod class;
mod group;

/// A pattern in our own dialect.
#[derive(Debug, Default, Clone)]
pub(super) struct Translated {
    pub(super) pattern: String,
    /// The same for texts in which only ASCII letters are letters: such borders of words are found
    /// much faster. None where the pattern has no borders.
    pub(super) narrow: Option<String>,
    /// The same without what looks around or back: it matches at least as much.
    pub(super) relaxed: String,
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
        outer: Open::default(),
        groups: Vec::new(),
        end,
        narrow: String::new(),
        borders: Borders::default(),
        out: Translated { groups: vec![None], ..Translated::default() },
    };
    reader.run()?;
    if reader.borders == (Borders { has_some: true, has_none: false }) {
        reader.out.narrow = Some(reader.narrow);
    }
    Ok(reader.out)
}

/// The borders of words that a pattern asks for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Borders {
    /// `\b`.
    has_some: bool,
    /// `\B`.
    has_none: bool,
}

/// A group that is open, and what holds in it.
#[derive(Debug, Default, Clone, Copy)]
struct Open {
    is_multiline: bool,
    is_verbose: bool,
    /// Where it begins in the pattern and in its narrow form, if it looks around.
    around: Option<(usize, usize)>,
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    /// What holds outside of all groups.
    outer: Open,
    groups: Vec<Open>,
    /// What a `$` outside of `(?m)` becomes.
    end: &'static str,
    narrow: String,
    borders: Borders,
    out: Translated,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn looks_at(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, c)| self.peek(ahead) == Some(c))
    }

    /// The innermost open group.
    fn open(&self) -> Open {
        self.groups.last().copied().unwrap_or(self.outer)
    }

    fn open_mut(&mut self) -> &mut Open {
        self.groups.last_mut().unwrap_or(&mut self.outer)
    }

    fn push(&mut self, c: char) {
        self.text(c.encode_utf8(&mut [0; 4]));
    }

    fn text(&mut self, text: &str) {
        self.write(text, text, text);
    }

    /// Writes what is written differently in the narrow and in the relaxed form.
    fn write(&mut self, text: &str, narrow: &str, relaxed: &str) {
        self.out.pattern.push_str(text);
        self.narrow.push_str(narrow);
        if self.groups.iter().all(|group| group.around.is_none()) {
            self.out.relaxed.push_str(relaxed);
        }
    }

    /// Writes what only the backtracking engine can do, and what it is at most.
    fn backtracking(&mut self, text: &str, relaxed: &str) {
        self.out.needs_backtracking = true;
        self.write(text, text, relaxed);
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
                ')' => self.close()?,
                '{' if self.count_length().is_none() => {
                    self.at += 1;
                    self.text("\\{");
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
                    if self.open().is_multiline {
                        self.push('$');
                    } else {
                        self.out.has_end = true;
                        let end = self.end;
                        self.write(end, end, "");
                    }
                }
                '#' if self.open().is_verbose => {
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
        if self.groups.is_empty() { Ok(()) } else { Err("a ( is not closed".to_owned()) }
    }

    /// The length of a count such as `{2,3}`, if one begins here.
    fn count_length(&self) -> Option<usize> {
        let rest = self.chars.get(self.at + 1..)?;
        let length = rest.iter().take(24).position(|c| *c == '}')?;
        let body: String = rest.iter().take(length).collect();
        let (first, second) = body.split_once(',').unwrap_or((&body, ""));
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        (!first.is_empty() && is_number(first) && is_number(second)).then_some(length + 2)
    }

    fn count(&mut self) {
        let length = self.count_length().unwrap_or(1);
        let count: String = self.chars.iter().skip(self.at).take(length).collect();
        self.at += length;
        self.text(&count);
    }

    /// An escape outside of a class; the `\` is not taken yet.
    fn escape(&mut self) -> Result<(), String> {
        let Some(c) = self.peek(1) else { return Err("it ends with a lone \\".to_owned()) };
        self.at += 2;
        match c {
            '0' => self.octal(0),
            '1'..='9' => self.back_reference(c),
            'k' => {
                let close = match self.peek(0) {
                    Some('<') => '>',
                    Some('\'') => '\'',
                    _ => return Err("\\k needs the name of a group".to_owned()),
                };
                self.at += 1;
                let name = self.until(close)?;
                self.backtracking(&format!("\\k<{name}>"), "(?s:.*?)");
            }
            'Z' => self.backtracking("(?=\\n?\\z)", ""),
            'G' => return Err("\\G is not supported".to_owned()),
            'b' => {
                self.borders.has_some = true;
                self.write("\\b", "(?-u:\\b)", "\\b");
            }
            'B' => {
                self.borders.has_none = true;
                self.text("\\B");
            }
            'e' => self.text("\\x1B"),
            'c' => self.control()?,
            'A' | 'z' | 'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'p' | 'P' | 'x' | 'u' | 'a' | 'f'
            | 'n' | 'r' | 't' | 'v' => {
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

    fn back_reference(&mut self, first: char) {
        let mut number = String::from(first);
        while let Some(digit) = self.peek(0).filter(char::is_ascii_digit)
            && number.len() < 2
        {
            number.push(digit);
            self.at += 1;
        }
        // A count or a digit may follow.
        self.backtracking(&format!("(?:\\{number})"), "(?s:.*?)");
    }

    /// The name after `\p`; .NET's `Is` before a script is dropped.
    fn property(&mut self) -> Result<(), String> {
        if self.peek(0) != Some('{') {
            return Err("\\p needs a name in braces".to_owned());
        }
        self.at += 1;
        let name = self.until('}')?;
        let name = name.strip_prefix("Is").unwrap_or(&name);
        self.text(&format!("{{{name}}}"));
        Ok(())
    }

    fn octal(&mut self, first: u32) {
        let mut value = first;
        for _ in 0..2 {
            let Some(digit) = self.peek(0).and_then(|c| c.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        self.text(&format!("\\x{{{value:X}}}"));
    }

    fn control(&mut self) -> Result<(), String> {
        let c = self.peek(0).filter(char::is_ascii_alphabetic);
        let Some(c) = c else { return Err("\\c needs a letter".to_owned()) };
        self.at += 1;
        let code = u32::from(c.to_ascii_uppercase()) & 0x1F;
        self.text(&format!("\\x{{{code:X}}}"));
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        assert_eq!(translate(source).unwrap().pattern, expected);
    }

    #[test]
    fn what_reads_differently_is_rewritten() {
        check(r"[[a]{", r"[\[a]\{");
        check(r"[a-z-[aeiou]]", "[a-z--[aeiou]]");
        check(r"\<b\>", "<b>");
        check(r"(?<name>a)\k<name>", r"(?P<name>a)\k<name>");
        check(r"(a)\1{3}", r"(a)(?:\1){3}");
        check(r"a(?!b)?c(?=d)+e", "ac(?=d)e");
        check(r"a{2,}{x}", r"a{2,}\{x\}");
        check("(?x)a # b\nc", "(?x)a \nc");
    }

    #[test]
    fn what_cannot_be_said_is_refused_by_name() {
        for (source, named) in
            [(r"\Ga", "\\G"), ("(?(1)a|b)", "conditions"), ("(?<a-b>c)", "balancing"), ("(a", "(")]
        {
            assert!(translate(source).unwrap_err().contains(named), "{source}");
        }
    }

    #[test]
    fn the_relaxed_form_looks_nowhere() {
        let translated = translate(r"(?<!x)a\b(?=y(z))b(c)\1").unwrap();
        assert_eq!(translated.relaxed, r"a\bb(c)(?s:.*?)");
        assert!(translated.needs_backtracking);
    }
}
