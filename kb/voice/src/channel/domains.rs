//! Domain names: which labels, which ends, how long.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::letters::Letters;

/// The top-level domains, one a line; a hyphen marks what only twitter-text still knows.
const TLDS: &str = include_str!("../../data/tlds.txt");
/// The longest top-level domain that is looked up, in letters.
const LONGEST_TLD: usize = 30;
/// The longest label, in letters of ASCII.
const LONGEST_LABEL: usize = 63;

/// Each top-level domain, and whether it is in use today.
static KNOWN: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = TLDS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.strip_prefix('-').map_or((line, true), |old| (old, false))).collect()
});

/// Whether `tld`, in small letters, is a top-level domain today.
pub(super) fn is_current(tld: &str) -> bool {
    KNOWN.get(tld).copied().unwrap_or(false)
}

/// Whether a label may hold `letter`, hyphen and underscore apart.
pub(super) fn is_label_letter(letter: char) -> bool {
    const MARKS: &str = "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$";
    !(MARKS.contains(letter) || is_space(letter) || is_refused(letter) || is_direction(letter))
}

/// What twitter-text calls a space.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{180E}'
}

fn is_refused(letter: char) -> bool {
    matches!(letter, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}

fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{61C}' | '\u{200E}' | '\u{200F}')
        || matches!(letter, '\u{2066}'..='\u{2069}')
}

/// Latin letters beyond ASCII that stand in names and paths.
pub(super) const ACCENTED: &str = r"\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{FF}\x{100}-\x{24F}\x{253}\x{254}\x{256}\x{257}\x{259}\x{25B}\x{263}\x{268}\x{26F}\x{272}\x{289}\x{28B}\x{2BB}\x{300}-\x{36F}\x{1E00}-\x{1EFF}";

/// Whether `letter` is one of [`ACCENTED`].
pub(super) fn is_accented(letter: char) -> bool {
    match letter {
        '\u{D7}' | '\u{F7}' => false,
        '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => "\u{253}\u{254}\u{256}\u{257}\u{259}\u{25B}\u{263}\u{268}\u{26F}\u{272}\u{289}\u{28B}\u{2BB}"
            .contains(letter),
    }
}

/// Where the top-level domain that begins at `at` ends: the longest one after which no letter of a
/// name follows.
fn tld_end(letters: &Letters<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut name = String::new();
    let mut found = None;
    while let Some(letter) = letters.get(end).filter(|c| is_label_letter(*c) || *c == '-') {
        if end - at >= LONGEST_TLD {
            break;
        }
        name.extend(letter.to_lowercase());
        end += 1;
        let goes_on = |next: char| next.is_ascii_alphanumeric() || matches!(next, '@' | '+' | '-');
        if !letters.get(end).is_some_and(goes_on) && KNOWN.contains_key(name.as_str()) {
            found = Some(end);
        }
    }
    found.or_else(|| encoded_end(letters, at))
}

/// Where the label written in Punycode that begins at `at` ends.
fn encoded_end(letters: &Letters<'_>, at: usize) -> Option<usize> {
    let is_there = |nth: usize, mark: char| {
        letters.get(at + nth).is_some_and(|letter| letter.eq_ignore_ascii_case(&mark))
    };
    if !"xn--".chars().enumerate().all(|(nth, mark)| is_there(nth, mark)) {
        return None;
    }
    let mut end = at + 4;
    while letters.get(end).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-') {
        end += 1;
    }
    (end > at + 4).then_some(end)
}

/// The end of a domain name, or, when none begins here, from where on one may begin.
pub(super) type Domain = Result<usize, usize>;

/// Reads the domain name that begins at `start`: as many labels as can be, then a known end.
pub(super) fn domain(letters: &Letters<'_>, start: usize) -> Domain {
    let mut found = None;
    let mut at = start;
    let is_edge = |at: usize| letters.get(at).is_some_and(is_label_letter);
    loop {
        if !is_edge(at) {
            return found.ok_or(at);
        }
        let mut end = at;
        let mut has_underscore = false;
        while let Some(letter) = letters.get(end) {
            has_underscore |= letter == '_';
            if !(is_label_letter(letter) || matches!(letter, '-' | '_')) {
                break;
            }
            end += 1;
        }
        if !is_edge(end - 1) || letters.get(end) != Some('.') {
            // Every start up to here would fail in the same place.
            return found.ok_or(end);
        }
        if !has_underscore {
            found = tld_end(letters, end + 1).or(found);
        }
        at = end + 1;
    }
}

/// The parts of a domain name between `start` and `end` that are domain names in ASCII and accented
/// letters alone.
pub(super) fn plain_domains(name: &str) -> Vec<std::ops::Range<usize>> {
    let letters = Letters::new(name);
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || is_accented(letter);
    let mut found = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let mut last = None;
        let mut at = start;
        let mut end = at;
        loop {
            while letters.get(end).is_some_and(is_plain) {
                end += 1;
            }
            if end == at || letters.get(end) != Some('.') {
                break;
            }
            last = tld_end(&letters, end + 1).or(last);
            end += 1;
            at = end;
        }
        match last {
            Some(end) => {
                found.push(letters.byte(start)..letters.byte(end));
                start = end;
            }
            // No label up to here is followed by a known end.
            None => start = end.max(start + 1),
        }
    }
    found
}

/// Whether each label of a domain name is of a length that the domain name system takes.
pub(super) fn has_sound_labels(name: &str) -> bool {
    if name.starts_with("xn--") && plain_domains(name).is_empty() {
        return false;
    }
    name.split('.').all(|label| {
        let encoded = if label.is_ascii() {
            Some(label.len())
        } else {
            punycode_len(label).map(|length| length + 4)
        };
        encoded.is_some_and(|length| (1..=LONGEST_LABEL).contains(&length))
    })
}

/// How long `label` is in Punycode (RFC 3492), its prefix apart; `None` when it is far too long.
fn punycode_len(label: &str) -> Option<usize> {
    let letters: Vec<u32> = label.chars().take(LONGEST_LABEL + 1).map(u32::from).collect();
    if letters.len() > LONGEST_LABEL {
        return None;
    }
    let basic = u32::try_from(letters.iter().filter(|letter| **letter < 0x80).count()).ok()?;
    let mut length = basic + u32::from(basic > 0);
    let (mut lowest, mut delta, mut bias, mut done) = (0x80_u32, 0_u32, 72_u32, basic);
    while let Some(next) = letters.iter().copied().filter(|letter| *letter >= lowest).min() {
        delta = delta.checked_add((next - lowest).checked_mul(done + 1)?)?;
        lowest = next;
        for letter in &letters {
            if *letter < lowest {
                delta = delta.checked_add(1)?;
            } else if *letter == lowest {
                length += digits(delta, bias);
                bias = adapted(delta / if done == basic { 700 } else { 2 }, done + 1);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.checked_add(1)?;
        lowest += 1;
    }
    usize::try_from(length).ok()
}

/// How many digits `delta` takes.
fn digits(delta: u32, bias: u32) -> u32 {
    let (mut rest, mut base, mut count) = (delta, 36, 1);
    loop {
        let threshold = base.clamp(bias + 1, bias + 26) - bias;
        if rest < threshold {
            return count;
        }
        rest = (rest - threshold) / (36 - threshold);
        count += 1;
        base += 36;
    }
}

/// The next bias.
fn adapted(damped: u32, points: u32) -> u32 {
    let mut delta = damped + damped / points.max(1);
    let mut base = 0;
    while delta > 455 {
        delta /= 35;
        base += 36;
    }
    base + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_as_long_as_its_punycode() {
        for (label, code) in [
            ("bücher", "bcher-kva"),
            ("ü", "tda"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("münchen-ost", "mnchen-ost-9db"),
        ] {
            assert_eq!(punycode_len(label), Some(code.len()), "{label}");
        }
        assert!(!has_sound_labels(&"あ".repeat(60)) && has_sound_labels("grå.org"));
    }

    #[test]
    fn retired_ends_are_known_but_not_current() {
        assert!(is_current("com") && is_current("한국") && !is_current("duck"));
        assert!(KNOWN.contains_key("duck") && !KNOWN.contains_key("invalid"));
    }
}
