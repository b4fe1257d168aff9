//! Text made safe to stand in Markdown.

/// `text` written so that Markdown renders it as it is, and so that it holds no field.
///
/// Only what Markdown would take for a mark is escaped, so that names and numbers stay readable in
/// the editor. Blank space at the start of a line is cut to one blank: more would make it code.
pub fn escape(text: &str) -> String {
    escape_marks(text, Braces::Escaped)
}

/// The same, but a field stays a field.
pub(super) fn escape_around_fields(text: &str) -> String {
    escape_marks(text, Braces::Kept)
}

/// What becomes of the braces of fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    Escaped,
    Kept,
}

fn escape_marks(text: &str, braces: Braces) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len() + 8);
    for (number, line) in text.split('\n').enumerate() {
        let rest = line.trim_start_matches([' ', '\t']);
        if number > 0 {
            out.push('\n');
        } else if rest.len() < line.len() {
            out.push(' ');
        }
        escape_line(rest, braces, &mut out);
    }
    out
}

fn escape_line(line: &str, braces: Braces, out: &mut String) {
    let mut before = None;
    let mut in_number = true;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        let is_mark = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Within a word an underscore is a letter.
            '_' => !(before.is_some_and(is_word) && after.is_some_and(is_word)),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            // These count only where a line, or a link's target, begins.
            '#' | '+' | '-' | '>' | '=' | '(' | ':' => before.is_none(),
            '.' | ')' => in_number && before.is_some(),
            _ => false,
        };
        in_number = in_number && letter.is_ascii_digit();
        if braces == Braces::Escaped && letter == '{' && matches!(after, None | Some('{' | '%')) {
            // A backslash would not do: the next field begins with a brace, too.
            out.push_str("&#123;");
        } else {
            if is_mark {
                out.push('\\');
            }
            out.push(letter);
        }
        before = Some(letter);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}
