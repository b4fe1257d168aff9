//! Links and e-mail addresses as they stand in a text.

use super::words::GAP;
use crate::sentences::{LOCK, UNLOCK};

/// The longest link that is read as one, in bytes.
pub(super) const LONGEST_LINK: usize = 1024;

/// The start of `text` up to what ends a link; a place to be filled is whole or not in it.
fn link_chunk(text: &str) -> &str {
    let mut gap = None;
    for (at, c) in text.char_indices() {
        match c {
            GAP => gap = if gap.is_some() { None } else { Some(at) },
            _ if gap.is_some() => {}
            c if c.is_whitespace() || "<>\"()[]{}|*`“”„«»".contains(c) => {
                return text.get(..at).unwrap_or_default();
            }
            _ => {}
        }
    }
    text.get(..gap.unwrap_or(text.len())).unwrap_or_default()
}

/// The start of a draft, as far as a link goes, up to what looks like a mark of ours.
pub(super) fn unmarked(text: &str) -> &str {
    let text = text.get(..text.floor_char_boundary(LONGEST_LINK)).unwrap_or_default();
    text.split([GAP, LOCK, UNLOCK]).next().unwrap_or_default()
}

/// How long the link or e-mail address at the start of `text` is, where there is one.
pub(super) fn link_length(text: &str) -> Option<usize> {
    const TOPS: [&str; 26] = [
        "com", "org", "net", "de", "fr", "es", "co", "io", "uk", "eu", "info", "shop", "store",
        "app", "example", "me", "ly", "dev", "at", "ch", "it", "nl", "be", "us", "ca", "help",
    ];
    let text = text.get(..text.floor_char_boundary(LONGEST_LINK)).unwrap_or_default();
    let chunk = link_chunk(text);
    let chunk = chunk.trim_end_matches(|c: char| ".,;:!?…'’_~".contains(c) || c == UNLOCK);
    let lower = chunk.to_lowercase();
    let schemed = ["https://", "http://", "www.", "mailto:"].iter().any(|s| lower.starts_with(s));
    let mailed =
        lower.split_once('@').is_some_and(|(local, host)| !local.is_empty() && host.contains('.'));
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let known = host.rsplit_once('.').is_some_and(|(name, top)| {
        let named = name.chars().any(char::is_alphabetic) && !name.contains("..");
        let inside = chunk.chars().all(|c| !c.is_uppercase()) || chunk.contains('/');
        named
            && inside
            && TOPS.contains(&top)
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
    });
    (schemed || mailed || known).then_some(chunk.len())
}

/// Whether a token is a link.
pub(super) fn is_link(token: &str) -> bool {
    !is_email(token) && link_length(token) == Some(token.len())
}

/// Whether a token is an e-mail address.
pub(super) fn is_email(token: &str) -> bool {
    token.contains('@') && !token.contains("://") && link_length(token) == Some(token.len())
}
