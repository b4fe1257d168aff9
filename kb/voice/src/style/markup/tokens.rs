//! HTML as a row of tags, texts and comments.

use super::entity::decode;

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 10] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];
/// Those in which entities still count.
const WITH_ENTITIES: [&str; 2] = ["textarea", "title"];

/// A part of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Start(Element),
    /// A tag that closes itself, such as `<br/>`.
    Single(Element),
    End(String),
    Text(String),
    Comment(String),
}

/// A tag with its attributes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// In small letters.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of the first attribute of that name; empty where there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// Reads HTML part by part. A tag that is not closed ends it.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose raw text comes next.
    raw: Option<String>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html, raw: None }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The text up to where `end` is, without it; the rest where it is not.
    fn until(&mut self, end: &str) -> &'a str {
        match self.rest.split_once(end) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => std::mem::take(&mut self.rest),
        }
    }

    /// Text up to the end tag of `name`.
    fn raw_text(&mut self, name: &str) -> Option<Token> {
        let end = raw_end(self.rest, name).unwrap_or(self.rest.len());
        let text = self.take(end);
        if text.is_empty() {
            return None;
        }
        let has_entities = WITH_ENTITIES.contains(&name);
        Some(Token::Text(if has_entities { decode(text) } else { text.to_owned() }))
    }

    /// A tag, whose `<` and perhaps `/` are taken.
    fn element(&mut self) -> Option<(Element, bool)> {
        let length = self.rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))?;
        let mut element =
            Element { name: self.take(length).to_ascii_lowercase(), attributes: Vec::new() };
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.starts_with('>') {
                self.take(1);
                return Some((element, false));
            }
            if self.rest.starts_with("/>") {
                self.take(2);
                return Some((element, true));
            }
            if self.rest.starts_with('/') {
                self.take(1);
                continue;
            }
            element.attributes.push(self.pair()?);
        }
    }

    fn pair(&mut self) -> Option<(String, String)> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=');
        let skipped = usize::from(self.rest.starts_with('='));
        let length = self.rest.get(skipped..)?.find(is_end)? + skipped;
        let name = self.take(length).to_ascii_lowercase();
        let Some(rest) = self.rest.trim_start().strip_prefix('=') else {
            return Some((name, String::new()));
        };
        self.rest = rest.trim_start();
        let quote = self.rest.chars().next()?;
        let value = if matches!(quote, '"' | '\'') {
            self.take(1);
            let length = self.rest.find(quote)?;
            let value = self.take(length);
            self.take(1);
            value
        } else {
            let length = self.rest.find(|c: char| c.is_whitespace() || c == '>')?;
            self.take(length)
        };
        Some((name, decode(value)))
    }

    fn markup(&mut self) -> Option<Token> {
        let mut rest = self.rest.strip_prefix('<')?;
        if let Some(comment) = rest.strip_prefix("!--") {
            self.rest = comment;
            return Some(Token::Comment(self.until("-->").to_owned()));
        }
        if rest.starts_with(['!', '?']) {
            self.take(2);
            return Some(Token::Comment(self.until(">").to_owned()));
        }
        let is_end = rest.starts_with('/');
        rest = rest.strip_prefix('/').unwrap_or(rest);
        self.rest = rest;
        let (element, is_single) = self.element()?;
        if is_end {
            return Some(Token::End(element.name));
        }
        if RAW.contains(&element.name.as_str()) {
            self.raw = Some(element.name.clone());
        }
        Some(if is_single { Token::Single(element) } else { Token::Start(element) })
    }
}

/// Where the end tag of `name` is.
fn raw_end(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("</")?;
        let after = text.get(at + 2..)?;
        let is_name = after.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        let closes =
            |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
        if is_name && after.get(name.len()..).is_some_and(closes) {
            return Some(at);
        }
        from = at + 2;
    }
}

/// Whether a tag or a comment begins with `text`.
fn is_markup(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    match chars.next() {
        Some('!' | '?') => true,
        Some('/') => chars.next().is_some_and(|c| c.is_ascii_alphabetic()),
        Some(c) => c.is_ascii_alphabetic(),
        None => false,
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(name) = self.raw.take()
            && let Some(text) = self.raw_text(&name)
        {
            return Some(text);
        }
        if self.rest.is_empty() {
            return None;
        }
        if is_markup(self.rest) && self.rest.starts_with('<') {
            return self.markup();
        }
        let mut end = self.rest.len();
        let mut from = self.rest.chars().next().map_or(1, char::len_utf8);
        while let Some(at) = self.rest.get(from..).and_then(|rest| rest.find('<')) {
            if is_markup(self.rest.get(from + at..).unwrap_or_default()) {
                end = from + at;
                break;
            }
            from += at + 1;
        }
        let text = self.take(end);
        Some(Token::Text(decode(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_read_part_by_part() {
        let html = "<p Class='a b'>1 &lt; 2 < 3<br/><!-- x --></p><script>a<b</script>";
        let names: Vec<String> = Tokens::new(html)
            .map(|token| match token {
                Token::Start(element) => {
                    format!("<{}>{}", element.name, element.attribute("class"))
                }
                Token::Single(element) => format!("<{}/>", element.name),
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => text,
                Token::Comment(text) => format!("!{text}"),
            })
            .collect();
        let expected =
            ["<p>a b", "1 < 2 < 3", "<br/>", "! x ", "</p>", "<script>", "a<b", "</script>"];
        assert_eq!(names, expected);
    }

    #[test]
    fn text_may_begin_with_any_letter() {
        assert_eq!(Tokens::new("“a” b</p>").count(), 2);
    }

    #[test]
    fn broken_html_ends_without_a_panic() {
        for html in ["<", "<a", "<a href=", "<a href='", "</", "<!--", "é<b", "<!", "<?"] {
            assert!(Tokens::new(html).count() < 5);
        }
    }
}
