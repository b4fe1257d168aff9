//! Text from outside, made safe to show on a terminal.
//!
//! Posts and answers are written by strangers: escape sequences could move the cursor, change the
//! window's title or turn the reading direction round. Here they are shown instead of obeyed.

/// Text on one line: what would steer the terminal is shown as a sign, line ends are blanks.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\r' => {}
            c => push(&mut out, c),
        }
    }
    out
}

/// Text on lines of its own, each indented by `indent` blanks.
pub(crate) fn lines(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let shown = text.lines().map(|part| {
        let mut out = margin.clone();
        part.replace('\t', "    ").chars().for_each(|c| push(&mut out, c));
        out.truncate(out.trim_end().len());
        out
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// The start of a text on one line, `limit` characters at most.
pub(crate) fn start(text: &str, limit: usize) -> String {
    let shown = line(text);
    if shown.chars().count() <= limit {
        return shown;
    }
    let mut cut: String = shown.chars().take(limit.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// `text` with blanks after it up to `width` characters.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let shown = line(text);
    let missing = width.saturating_sub(shown.chars().count());
    shown + &" ".repeat(missing)
}

/// `1 answer`, `2 answers`.
pub(crate) fn counted(count: impl Into<u64>, noun: &str) -> String {
    let count = count.into();
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

fn push(out: &mut String, c: char) {
    match c {
        // The pictures of the control characters lie in their order from U+2400 on.
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => out.push('\u{2421}'),
        c if c.is_control() || turns_direction(c) => {
            let code = format!("<U+{:04X}>", u32::from(c));
            out.push_str(&code);
        }
        c => out.push(c),
    }
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(line("\u{1b}]0;owned\u{7}\u{9b}2J"), "␛]0;owned␇<U+009B>2J");
        assert_eq!(lines("a\u{1b}[2J\nb\u{202e}c", 2), "  a␛[2J\n  b<U+202E>c");
    }

    #[test]
    fn letters_and_emoji_of_all_languages_stay_as_they_are() {
        let text = "Grüße 👩‍🚀 مرحبا";
        assert_eq!(line(text), text);
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(line("a\r\nb\tc\u{2028}d"), "a b c d");
        assert_eq!(start("one two three", 9), "one two…");
    }
}
