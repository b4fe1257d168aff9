//! Whether a text as a whole is a name, a list, a tag or an address, by twitter-text's rules.

use std::sync::LazyLock;

use regex::Regex;

use super::facets::Kind;
use super::{pattern, twitter};

/// Scheme, authority, path, query and fragment of an address.
static PIECES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:([^:/?#]+)://)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$"));

const LETTER: &str = r"(?:[a-zA-Z\x{400}-\x{4FF}0-9\-._~]|%[0-9a-fA-F]{2}|[!$&'()*+,;=])";

static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    let address = format!(r"{octet}(?:\.{octet}){{3}}|\[[a-fA-F0-9:.]+\]");
    let edge = r"[a-zA-Z0-9\x{80}-\x{10FFFF}]";
    let label = |more: &str| format!(r"{edge}(?:[a-zA-Z0-9{more}\-\x{{80}}-\x{{10FFFF}}]*{edge})?");
    let (sub, name) = (label("_"), label(""));
    let tld =
        format!(r"[a-zA-Z\x{{80}}-\x{{10FFFF}}](?:[a-zA-Z0-9\-\x{{80}}-\x{{10FFFF}}]*{edge})?");
    let domain = format!(r"(?:{sub}\.)*{name}\.{tld}");
    pattern(&format!(r"^(?:(?:{LETTER}|:)*@)?(?:{address}|{domain})(?::[0-9]{{1,5}})?$"))
});

static PATH: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^(?:/(?:{LETTER}|[:|@])*)*$")));

static QUERY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^(?:{LETTER}|[:|@/?])*$")));

/// Whether `text` is a name with its sign, such as `@name`.
pub fn is_username(text: &str) -> bool {
    !text.contains('/') && twitter::is_whole(text, Kind::Mention)
}

/// Whether `text` is a list of somebody's, such as `@name/list`.
pub fn is_list(text: &str) -> bool {
    text.contains('/') && twitter::is_whole(text, Kind::Mention)
}

/// Whether `text` is a tag with its sign, such as `#tag`.
pub fn is_hashtag(text: &str) -> bool {
    twitter::is_whole(text, Kind::Tag)
}

/// Whether `text` is an address of the web with its scheme.
pub fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")) && is_address(text)
}

/// Whether `text` is an address of the web without a scheme.
pub fn is_bare_url(text: &str) -> bool {
    is_address(text) && PIECES.captures(text).is_some_and(|pieces| pieces.get(1).is_none())
}

fn is_address(text: &str) -> bool {
    let Some(pieces) = PIECES.captures(text) else { return false };
    let piece = |nth: usize| pieces.get(nth).map_or("", |piece| piece.as_str());
    AUTHORITY.is_match(piece(2))
        && PATH.is_match(piece(3))
        && QUERY.is_match(piece(4))
        && QUERY.is_match(piece(5))
}
