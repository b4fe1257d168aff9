//! Tokens as a person reads them.

use super::words::GAP;

/// Tokens as a text again, with blanks where a text has them.
pub(super) fn joined<'a>(tokens: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut tight = true;
    for token in tokens {
        let closes =
            matches!(token, "." | "," | "!" | "?" | ";" | ":" | ")" | "]" | "…" | "%" | "'");
        if !tight && !closes && token != "-" {
            out.push(' ');
        }
        // A place to be filled, of its own or in a link; the first sign of it is its kind.
        for (nth, part) in token.split(GAP).enumerate() {
            if nth % 2 == 0 {
                out.push_str(part);
            } else {
                let name: String = part.chars().skip(1).collect();
                out.extend(["{{", &name, "}}"]);
            }
        }
        tight = matches!(token, "(" | "[" | "-" | "$" | "€" | "£" | "#" | "@" | "+");
    }
    out
}
