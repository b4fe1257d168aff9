//! Addresses in running text, which become links.

use std::sync::LazyLock;

use regex::Regex;

use super::entity::encode;

#[expect(clippy::unwrap_used, reason = "constant patterns that every test compiles")]
static URL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"^(?:http|https|ftp)://[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=\(\);,'">\^{}\[\]`]*)?"#,
    )
    .unwrap()
});
#[expect(clippy::unwrap_used, reason = "constant patterns that every test compiles")]
static WWW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"^www\.[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_\+.~#!?&/=\(\);,'">\^{}\[\]`]*)?"#,
    )
    .unwrap()
});
#[expect(clippy::unwrap_used, reason = "constant patterns that every test compiles")]
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*",
    )
    .unwrap()
});

/// Writes `text` as HTML with its addresses as links. `before` is the letter before it: a
/// blank where a line begins.
pub(super) fn write(text: &str, before: char, out: &mut String) {
    if !["://", "www.", "@"].into_iter().any(|mark| text.contains(mark)) {
        encode(text, out);
        return;
    }
    let mut may_begin = may_stand_before(before);
    let mut plain = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if may_begin && let Some((length, prefix)) = address(rest) {
            encode(text.get(plain..at).unwrap_or_default(), out);
            let address = rest.get(..length).unwrap_or_default();
            out.push_str("<a href=\"");
            out.push_str(prefix);
            encode(address, out);
            out.push_str("\">");
            encode(address, out);
            out.push_str("</a>");
            at += length;
            plain = at;
            may_begin = false;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        may_begin = may_stand_before(c);
        at += c.len_utf8();
    }
    encode(text.get(plain..).unwrap_or_default(), out);
}

/// Whether an address may begin after that letter.
fn may_stand_before(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(')
}

/// The length of the address with which `text` begins, and what its link has before it.
fn address(text: &str) -> Option<(usize, &'static str)> {
    let (end, prefix) = if let Some(found) = URL.find(text) {
        (found.end(), "")
    } else if let Some(found) = WWW.find(text) {
        (found.end(), "http://")
    } else {
        (mail(text)?, "mailto:")
    };
    let found = text.get(..end)?;
    let opened = found.matches('(').count();
    let closed = found.matches(')').count();
    let mut kept = found;
    if found.ends_with(')') && closed > opened {
        kept = found.get(..found.len() - (closed - opened))?;
    } else if let Some(body) = found.strip_suffix(';') {
        let name = body.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        if name.len() < body.len() {
            kept = name.strip_suffix('&').unwrap_or(found);
        }
    }
    let kept = kept.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~']);
    (!kept.is_empty()).then_some((kept.len(), prefix))
}

fn mail(text: &str) -> Option<usize> {
    if text.starts_with(|c: char| c.is_ascii_punctuation()) {
        return None;
    }
    let found = MAIL.find(text)?;
    let domain = found.as_str().split_once('@')?.1;
    let after = text.get(found.end()..)?;
    (domain.contains('.') && !after.starts_with(['-', '_'])).then_some(found.end())
}
