//! Whether a sentence ends at a place.

use super::abbreviations::{Bearing, bearing, is_before_ordinal, is_month, is_start};
use super::{LOCK, UNLOCK};

/// Words that greet; what follows the comma after the name is a sentence of its own.
const GREETINGS: &[&str] = &[
    "hi", "hello", "hey", "hiya", "dear", "howdy", "hallo", "hi!", "liebe", "lieber", "moin",
    "servus", "hola", "estimado", "estimada", "querido", "querida", "bonjour", "salut", "bonsoir",
    "cher", "chère", "ciao", "olá", "merhaba",
];
/// Greetings of two words.
const DAY_GREETINGS: &[&str] = &[
    "good morning",
    "good afternoon",
    "good evening",
    "guten tag",
    "guten morgen",
    "guten abend",
    "buenos días",
    "buenas tardes",
    "buenas noches",
    "sehr geehrte",
    "sehr geehrter",
];

/// Whether `c` may stand between the end of a sentence and the next: a quotation mark, a bracket,
/// a mark of Markdown.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '“'
            | '‘'
            | '›'
            | ')'
            | ']'
            | '*'
            | '_'
            | '`'
            | '~'
            | UNLOCK
            | LOCK
    )
}

/// Whether `c` is an emoji or part of one.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(
        u32::from(c),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0xFE0F | 0x20E3 | 0x200D
            | 0xE0020..=0xE007F | 0x2190..=0x21FF | 0x231A..=0x23FF
    )
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '‼' | '⁉')
}

/// Places behind the marks that end sentences, also where UAX #29 sees none, and behind emoji.
pub(super) fn after_ends(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut ended = false;
    let mut blank = false;
    for (at, c) in text.char_indices() {
        if is_end(c) || is_emoji(c) {
            ended = true;
            blank = false;
        } else if c.is_whitespace() {
            blank = ended;
        } else if !(is_closer(c) && ended && !blank) {
            if ended {
                places.push(at);
            }
            ended = false;
            blank = false;
        }
    }
    places
}

/// The place behind a greeting such as `Hi Mira,` at the start of a text.
pub(super) fn greeting_end(text: &str) -> Option<usize> {
    let comma = text.find([',', ':', '–', '—'])?;
    let head = text.get(..comma)?;
    let at = comma + text.get(comma..)?.chars().next()?.len_utf8();
    is_greeting(head).then_some(at)
}

/// Whether `head` greets somebody, by at most three names.
fn is_greeting(head: &str) -> bool {
    let head = head.trim_matches(|c: char| is_closer(c) || c.is_whitespace());
    let lower = head.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let short = words.len() <= 5 && !head.contains(is_end_inside);
    let greets = words.first().is_some_and(|word| GREETINGS.contains(word))
        || DAY_GREETINGS.iter().any(|two| lower.starts_with(two));
    short && greets
}

fn is_end_inside(c: char) -> bool {
    matches!(c, '!' | '?' | '…' | ';')
}

/// How much around a place is looked at, in bytes: a long text takes no longer for each place.
const NEAR: usize = 512;

/// The end of `text`.
fn end_of(text: &str) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(NEAR))..).unwrap_or_default()
}

/// The start of `text`.
fn start_of(text: &str) -> &str {
    text.get(..text.floor_char_boundary(NEAR)).unwrap_or_default()
}

/// Whether a sentence that begins at `start` ends at `at`; `greets` when a greeting ends there.
#[expect(
    clippy::fn_params_excessive_bools,
    reason = "whether the sentence greets is one of its facts"
)]
pub(super) fn is_border(text: &str, start: usize, at: usize, greets: bool) -> bool {
    let (Some(head), Some(tail)) = (text.get(start..at), text.get(at..)) else { return false };
    if head.trim().is_empty() || tail.trim().is_empty() {
        return false;
    }
    let next = start_of(tail.trim_start());
    let head = end_of(head);
    if is_in_braces(head) {
        return false;
    }
    if greets {
        return true;
    }
    // An emoji or a closing mark belongs to what stands before it.
    if next.starts_with(|c: char| {
        is_emoji(c) || is_end(c) || (is_closer(c) && tail.starts_with(c) && c != LOCK)
    }) {
        return false;
    }
    let glued = !head.ends_with(char::is_whitespace) && !tail.starts_with(char::is_whitespace);
    if glued && (!may_be_glued(head, next) || is_in_link(text, at)) {
        return false;
    }
    ends(head, next)
}

/// Whether a `{{` or `{%` is open at the end of `head`.
fn is_in_braces(head: &str) -> bool {
    let open = head.rfind("{{").max(head.rfind("{%"));
    open.is_some_and(|open| {
        let rest = head.get(open..).unwrap_or_default();
        !rest.contains("}}") && !rest.contains("%}") && !rest.contains('\n')
    })
}

/// Whether `at` lies inside a link or an address.
fn is_in_link(text: &str, at: usize) -> bool {
    let head = end_of(text.get(..at).unwrap_or_default());
    let tail = start_of(text.get(at..).unwrap_or_default());
    let before = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = tail.split(char::is_whitespace).next().unwrap_or_default();
    let sign = |part: &str| part.contains("://") || part.contains("www.") || part.contains('@');
    sign(before)
        || sign(after)
        || (after.contains('/') && before.contains('.'))
        || before.contains('/')
}

/// Without a blank between: only before a capital behind a small letter, or in scripts without
/// blanks.
fn may_be_glued(head: &str, next: &str) -> bool {
    let last = head.chars().next_back();
    if matches!(last, Some('。' | '！' | '？' | '।' | '؟')) {
        return true;
    }
    let word = head.trim_end_matches(|c: char| is_end(c) || is_closer(c) || is_emoji(c));
    let before: Vec<char> = word.chars().rev().take(2).collect();
    let mut after = next.chars();
    let capital = after.next().is_some_and(char::is_uppercase);
    let small =
        after.next().is_none_or(|c| c.is_lowercase() || c == '\'' || c == '’' || c.is_whitespace());
    let behind =
        before.iter().all(|c| c.is_lowercase() || c.is_ascii_digit()) && !before.is_empty();
    (behind || is_locked_end(head)) && capital && small
}

fn is_locked_end(head: &str) -> bool {
    head.ends_with(UNLOCK)
}

/// Whether what stands before and after makes a border.
fn ends(head: &str, next: &str) -> bool {
    let trimmed = head.trim_end();
    let bare = trimmed.trim_end_matches(|c: char| is_closer(c) || is_emoji(c) || c.is_whitespace());
    let with_emoji = trimmed.trim_end_matches(is_closer).ends_with(is_emoji);
    let first = next.chars().find(|c| c.is_alphanumeric());
    let small = first.is_some_and(char::is_lowercase);
    let bracketed =
        trimmed.len() > bare.len() && trimmed.ends_with([')', '"', '”', '’', ']', '“', '»']);
    match bare.chars().next_back() {
        Some('.') if bare.ends_with("..") => !small,
        Some('…') => !small,
        Some('.') => !(bracketed && small) && ends_with_stop(bare, next, first),
        Some(c) if is_end(c) => !(bracketed && small),
        _ if with_emoji && bare.contains(char::is_alphanumeric) => {
            let word: String = next
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
                .collect();
            first.is_some_and(char::is_uppercase) && is_start(&word)
        }
        _ => false,
    }
}

/// The same where a full stop stands before.
fn ends_with_stop(head: &str, next: &str, first: Option<char>) -> bool {
    let small = first.is_some_and(char::is_lowercase);
    let body = head.trim_end_matches('.');
    let word = body.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = body.get(..body.len() - word.len()).unwrap_or_default().trim_end();
    let previous = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    match bearing(word) {
        Bearing::Within => return word == "no" && !next.starts_with(|c: char| c.is_ascii_digit()),
        Bearing::Maybe => return !small && !next.starts_with(|c: char| c.is_ascii_digit()),
        Bearing::None => {}
    }
    let mut letters = word.chars();
    if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
        // `100 W.` ends with a unit, `Mira J. Okafor` goes on.
        return !small && previous.ends_with(|c: char| c.is_ascii_digit());
    }
    if !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let following = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        return !(small || rest.is_empty() || is_month(following) || is_before_ordinal(previous));
    }
    true
}
