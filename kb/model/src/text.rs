//! Text from outside, made safe to keep and show.

/// The text without NUL, control characters and bidirectional overrides; line ends become `\n`.
///
/// Tabs, emoji joiners and direction marks stay. Outer blank space is cut.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| is_kept(*c)).collect();
    kept.trim().to_owned()
}

fn is_kept(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => false,
        _ => !c.is_control(),
    }
}

/// The first line that is not blank, without outer blank space; empty when there is none.
pub fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// The text in lower case with single spaces and without punctuation: equal for titles and
/// phrasings that a person would call the same.
pub fn normalised(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_override_characters_are_dropped_and_the_rest_stays() {
        assert_eq!(clean(" a\0b\u{202E}c\r\nd\u{7}\te\r"), "abc\nd\te");
        assert_eq!(clean("👩\u{200D}🚀 \u{200F}שלום"), "👩\u{200D}🚀 \u{200F}שלום");
        assert_eq!(clean(" \u{0} \n"), "");
    }

    #[test]
    fn titles_that_read_the_same_are_normalised_the_same() {
        assert_eq!(normalised("Where’s  my CARD?"), normalised("where s my card"));
    }
}
