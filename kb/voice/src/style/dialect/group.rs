//! Groups: `(…)`, `(?:…)`, `(?<name>…)`, what looks around, flags.

use super::{Open, Reader};

impl Reader {
    /// The end of a group. A count after what looks around says nothing, or that it need not hold.
    pub(super) fn close(&mut self) -> Result<(), String> {
        self.at += 1;
        let Some(group) = self.groups.pop() else { return Err("a ) closes nothing".to_owned()) };
        let Some((at, narrow_at)) = group.around else {
            self.push(')');
            return Ok(());
        };
        self.write(")", ")", "");
        let is_optional = match self.peek(0) {
            Some('?' | '*') => true,
            Some('+') => false,
            Some('{') if self.count_length().is_some() => self.peek(1) == Some('0'),
            _ => return Ok(()),
        };
        self.at += if self.peek(0) == Some('{') { self.count_length().unwrap_or(1) } else { 1 };
        if self.peek(0) == Some('?') {
            self.at += 1;
        }
        if is_optional {
            self.out.pattern.truncate(at);
            self.narrow.truncate(narrow_at);
        }
        Ok(())
    }

    /// What begins with `(`.
    pub(super) fn group(&mut self) -> Result<(), String> {
        if self.looks_at("(?#") {
            self.until(')')?;
            return Ok(());
        }
        if self.looks_at("(?(") {
            return Err("conditions (?(…)…) are not supported".to_owned());
        }
        for opener in ["(?=", "(?!", "(?<=", "(?<!"] {
            if self.looks_at(opener) {
                self.at += opener.len();
                let around = Some((self.out.pattern.len(), self.narrow.len()));
                self.groups.push(Open { around, ..self.open() });
                self.backtracking(opener, "");
                return Ok(());
            }
        }
        self.groups.push(Open { around: None, ..self.open() });
        if self.looks_at("(?>") {
            self.at += 3;
            self.backtracking("(?>", "(?:");
            return Ok(());
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
        self.text(&format!("(?P<{name}>"));
        Ok(())
    }

    /// Flags such as `(?i)` or `(?m-i:`; `(?` is taken.
    fn flags(&mut self) -> Result<(), String> {
        let mut on = true;
        let mut flags = String::new();
        while let Some(c) = self.peek(0) {
            self.at += 1;
            match c {
                '-' => on = false,
                'm' => self.open_mut().is_multiline = on,
                'x' => self.open_mut().is_verbose = on,
                'i' | 's' => {}
                ':' => {
                    self.text(&format!("(?{flags}:"));
                    return Ok(());
                }
                ')' => {
                    self.keep_flags();
                    if !flags.is_empty() {
                        self.text(&format!("(?{flags})"));
                    }
                    return Ok(());
                }
                _ => return Err(format!("the group (?{c} is not supported")),
            }
            flags.push(c);
        }
        Err("a ( is not closed".to_owned())
    }

    /// `(?m)` holds until the end of the group that it stands in.
    fn keep_flags(&mut self) {
        let Some(Open { is_multiline, is_verbose, .. }) = self.groups.pop() else { return };
        let open = self.open_mut();
        open.is_multiline = is_multiline;
        open.is_verbose = is_verbose;
    }
}
