//! Globs of `.vale.ini`: `*.md`, `*.{md,txt}`, `docs/**/*.md`, `[!a]b`.

use regex::Regex;

/// A glob over paths.
#[derive(Debug, Clone)]
pub(super) struct Glob {
    regex: Regex,
    is_negated: bool,
}

impl Glob {
    /// Reads `pattern`; `!` before it turns it around.
    ///
    /// # Errors
    /// The reason, as a person reads it.
    pub(super) fn new(pattern: &str) -> Result<Self, String> {
        let (pattern, is_negated) = match pattern.strip_prefix('!') {
            Some(rest) => (rest.trim_start_matches('!'), true),
            None => (pattern, false),
        };
        let translated = translate(pattern)?;
        let regex = Regex::new(&translated).map_err(|err| err.to_string())?;
        Ok(Self { regex, is_negated })
    }

    /// Whether `path` is meant.
    pub(super) fn is_match(&self, path: &str) -> bool {
        self.regex.is_match(&path.replace('\\', "/")) != self.is_negated
    }
}

/// The glob as a regular expression. With `**` in it a `*` stays within one folder.
fn translate(glob: &str) -> Result<String, String> {
    let has_folders = glob.contains("**");
    let (any, one) = if has_folders { ("[^/]*", "[^/]") } else { ("(?s:.*)", "(?s:.)") };
    let mut regex = String::from("^");
    let mut depth = 0_usize;
    let mut chars = glob.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '*' if chars.peek() == Some(&'*') => {
                chars.next();
                if chars.peek() == Some(&'/') {
                    chars.next();
                    regex.push_str("(?:.*/)?");
                } else {
                    regex.push_str("(?s:.*)");
                }
            }
            '*' => regex.push_str(any),
            '?' => regex.push_str(one),
            '{' => {
                depth += 1;
                regex.push_str("(?:");
            }
            '}' if depth > 0 => {
                depth -= 1;
                regex.push(')');
            }
            ',' if depth > 0 => regex.push('|'),
            '[' => class(&mut chars, &mut regex)?,
            '\\' => {
                let escaped = chars.next().ok_or("it ends with a lone \\")?;
                regex.push_str(&regex::escape(escaped.encode_utf8(&mut [0; 4])));
            }
            c => regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    if depth > 0 {
        return Err("a { is not closed".to_owned());
    }
    regex.push('$');
    Ok(regex)
}

fn class(
    chars: &mut std::iter::Peekable<std::str::Chars<'_>>,
    regex: &mut String,
) -> Result<(), String> {
    regex.push('[');
    if matches!(chars.peek(), Some('!' | '^')) {
        chars.next();
        regex.push('^');
    }
    for c in chars.by_ref() {
        match c {
            ']' => {
                regex.push(']');
                return Ok(());
            }
            '-' => regex.push('-'),
            c => regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    Err("a [ is not closed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(glob: &str, path: &str, expected: &str) {
        let found = if Glob::new(glob).unwrap().is_match(path) { "yes" } else { "no" };
        assert_eq!(found, expected, "{glob} on {path}");
    }

    #[test]
    fn a_glob_means_the_paths_that_vale_means() {
        check("*.md", "docs/a.md", "yes");
        check("*.{md,txt}", "a.txt", "yes");
        check("*.{md}", "a.txt", "no");
        check("docs/**/*.md", "docs/a/b.md", "yes");
        check("docs/**/*.md", "docs/b.md", "yes");
        check("docs/**/*.md", "b.md", "no");
        check("!*.md", "a.txt", "yes");
        check("[ab]?.md", "b1.md", "yes");
    }
}
