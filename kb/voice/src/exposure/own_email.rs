//! This customer's e-mail address in a text, however it is hidden.

use std::ops::Range;

use memchr::memmem;

use super::folded::{Folded, is_gap, is_word};
use super::written;

/// The longest address that is looked for, in bytes.
const LONGEST: usize = 320;
/// The most signs between two of an address that show nothing.
const GAP: usize = 4;

/// Where `address` stands in the signs of `text`, its at sign and dots as signs, codes or words.
pub(super) fn places(text: &str, signs: &Folded, address: &str) -> Vec<Range<usize>> {
    let own = written::plainly(address.trim());
    if !own.contains('@') || own.len() > LONGEST {
        return Vec::new();
    }
    let wanted = memmem::Finder::new(&own);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(hit) = signs.find(&wanted, from) {
        from = hit.end;
        if is_whole(text, signs, &hit) && is_apart(signs, &hit) {
            found.extend(signs.place(&hit));
        }
    }
    found
}

/// Whether nothing else stands between the signs.
fn is_whole(text: &str, signs: &Folded, hit: &Range<usize>) -> bool {
    let signs = signs.signs.get(hit.clone()).unwrap_or_default();
    signs.windows(2).all(|pair| match pair {
        [one, two] => one.end > two.start || is_gap(text, one.end..two.start, GAP, |_| true),
        _ => true,
    })
}

/// Whether it is no part of a longer address.
fn is_apart(signs: &Folded, hit: &Range<usize>) -> bool {
    let sign = |at: usize| signs.signs.get(at);
    let (Some(first), Some(last)) = (sign(hit.start), sign(hit.end - 1)) else { return false };
    let next = sign(hit.end).filter(|next| next.start == last.end);
    if next.is_some_and(|next| is_word(next.char)) {
        return false;
    }
    let touching =
        |end: usize, at: usize| at.checked_sub(1).and_then(sign).filter(|sign| sign.end == end);
    let Some(before) = touching(first.start, hit.start) else { return true };
    if is_word(before.char) {
        return false;
    }
    // `a.mira@` and `a_mira@` are others; `_mira@` is emphasis.
    let joint = matches!(before.char, '.' | '_' | '-' | '+');
    let further = touching(before.start, hit.start - 1).is_some_and(|sign| is_word(sign.char));
    !(joint && further)
}
