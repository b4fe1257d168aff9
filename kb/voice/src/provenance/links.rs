//! Links with places to be filled in them: what an approved link says stays, and an id takes the
//! place.

use super::words::{GAP, Token, small_start};

/// The longest id, in bytes.
const LONGEST: usize = 64;

/// Whether `shown` is the approved `link` with its places filled. Outside its path a link has no
/// place that may be filled.
pub(super) fn fits(link: &str, shown: &str) -> bool {
    if link == shown {
        return true;
    }
    let mut parts = link.split(GAP);
    let Some(mut rest) = parts.next().filter(|head| !head.is_empty() && has_path(head)) else {
        return false;
    };
    let Some(mut shown) = shown.strip_prefix(rest) else { return false };
    // A place, and what stands between it and the next one.
    while let (Some(field), Some(behind)) = (parts.next(), parts.next()) {
        let end = shown.find(|c: char| !is_of_id(c)).unwrap_or(shown.len());
        // What stands behind may begin with what an id may hold, too.
        let same = |end: usize| shown.get(end..).is_some_and(|tail| tail.starts_with(behind));
        let end = if behind.is_empty() { Some(end) } else { (1..=end).rev().find(|at| same(*at)) };
        let Some((id, tail)) = end.and_then(|end| shown.split_at_checked(end)) else {
            return false;
        };
        if !is_id(field, id) {
            return false;
        }
        rest = behind;
        shown = tail.strip_prefix(rest).unwrap_or_default();
    }
    shown.is_empty() && link.contains(GAP)
}

/// The approved sentence with its links as the draft fills them.
pub(super) fn filled(template: Vec<Token>, draft: &[Token]) -> Vec<Token> {
    let mut left = draft.iter();
    let fill = |mut token: Token| {
        if !token.is_gap() && token.text.contains(GAP) {
            let shown = left.by_ref().find(|shown| fits(&token.text, &shown.text));
            token.text = shown.map_or(token.text, |shown| shown.text.clone());
        }
        token
    };
    template.into_iter().map(fill).collect()
}

/// Whether both say the same, the case of the first letter apart.
pub(super) fn says_same(own: &[Token], draft: &[Token]) -> bool {
    own.len() == draft.len()
        && own.iter().zip(draft).enumerate().all(|(nth, (one, two))| {
            one.text == two.text || nth == 0 && small_start(&one.text) == small_start(&two.text)
        })
}

/// Whether the host of a link ends before its end.
fn has_path(head: &str) -> bool {
    let host = head.split_once("://").map_or(head, |(_, host)| host);
    host.contains('/')
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether `id` may stand in `field`: a number of an order has a digit or a capital.
fn is_id(field: &str, id: &str) -> bool {
    let field = field.rsplit(['.', '_']).next().unwrap_or_default();
    let coded = id.chars().any(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    let fits = coded || !matches!(field, "id" | "number" | "code");
    fits && (1..=LONGEST).contains(&id.len()) && id.chars().all(is_of_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_id_in_the_path_fits() {
        let link = "https://t.example/o/|dorder.id|/now".replace('|', &GAP.to_string());
        for (shown, fit) in [
            ("https://t.example/o/A-1/now", true),
            ("https://t.example/o/A-1/later", false),
            ("https://t.example/o//now", false),
            ("https://t.example/o/A/1/now", false),
            ("https://t.example/o/free/now", false),
        ] {
            assert_eq!(fits(&link, shown), fit, "{shown}");
        }
        let two = "t.example/|dorder.id|-x/|dticket.id|".replace('|', &GAP.to_string());
        assert!(fits(&two, "t.example/A-1-x/B2") && !fits(&two, "t.example/A-1-y/B2"));
        let host = "https://|dorder.id|.example/x".replace('|', &GAP.to_string());
        assert!(!fits(&host, "https://A1.example/x"));
    }
}
