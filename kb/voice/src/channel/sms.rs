//! Text messages: which letters GSM-7 has, and how a text is divided into segments.

use std::ops::Range;

/// Units of the alphabet in a message of one segment, and in each of several.
const SEPTETS: (usize, usize) = (160, 153);
/// The same in UTF-16.
const WIDE: (usize, usize) = (70, 67);

/// The default alphabet of 3GPP TS 23.038, the escape apart.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension: each takes an escape before it.
const EXTENDED: &str = "\u{C}^{}\\[~]|€";

/// How a text message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Gsm7,
    Ucs2,
}

impl Encoding {
    pub(super) fn of(text: &str) -> Self {
        let is_gsm = text.chars().all(|letter| BASIC.contains(letter) || EXTENDED.contains(letter));
        if is_gsm { Self::Gsm7 } else { Self::Ucs2 }
    }

    /// The name in reports.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// How many units `letter` takes; they are never divided.
    pub(super) fn units(self, letter: char) -> usize {
        match self {
            Self::Gsm7 => 1 + usize::from(EXTENDED.contains(letter)),
            Self::Ucs2 => letter.len_utf16(),
        }
    }

    /// The units of one segment alone, and of each where there are several.
    fn room(self) -> (usize, usize) {
        match self {
            Self::Gsm7 => SEPTETS,
            Self::Ucs2 => WIDE,
        }
    }

    /// The most units that `parts` segments hold.
    pub(super) fn most(self, parts: u32) -> u32 {
        let (alone, each) = self.room();
        let room = if parts == 1 { alone } else { each };
        parts.saturating_mul(u32::try_from(room).unwrap_or(u32::MAX))
    }
}

/// The segments that `text` is sent in, in bytes; an empty text is one, too.
pub(super) fn segments(text: &str) -> Vec<Range<usize>> {
    let encoding = Encoding::of(text);
    let (alone, each) = encoding.room();
    let total: usize = text.chars().map(|letter| encoding.units(letter)).sum();
    if total <= alone {
        return std::iter::once(0..text.len()).collect();
    }
    let mut cuts = vec![0];
    let mut used = 0;
    for (at, letter) in text.char_indices() {
        let units = encoding.units(letter);
        if used + units > each {
            cuts.push(at);
            used = 0;
        }
        used += units;
    }
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    cuts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, encoding: Encoding, lengths: &[usize]) {
        assert_eq!(Encoding::of(text), encoding);
        let units = |text: &str| text.chars().map(|c| encoding.units(c)).sum::<usize>();
        let found = segments(text);
        let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found.iter().map(|text| units(text)).collect::<Vec<_>>(), lengths);
        assert_eq!(found.concat(), text);
    }

    #[test]
    fn one_segment_holds_160_septets_and_each_of_several_153() {
        check(&"a".repeat(160), Encoding::Gsm7, &[160]);
        check(&"a".repeat(161), Encoding::Gsm7, &[153, 8]);
        check(&"a".repeat(306), Encoding::Gsm7, &[153, 153]);
        check(&"a".repeat(307), Encoding::Gsm7, &[153, 153, 1]);
        check("", Encoding::Gsm7, &[0]);
    }

    #[test]
    fn an_extended_character_takes_two_and_is_not_divided() {
        check(&"€".repeat(80), Encoding::Gsm7, &[160]);
        check(&format!("{}€{}", "a".repeat(152), "b".repeat(10)), Encoding::Gsm7, &[152, 12]);
        check(&"[".repeat(81), Encoding::Gsm7, &[152, 10]);
    }

    #[test]
    fn one_character_outside_of_the_alphabet_makes_all_of_it_wide() {
        check(&format!("{}’", "a".repeat(69)), Encoding::Ucs2, &[70]);
        check(&format!("{}’", "a".repeat(70)), Encoding::Ucs2, &[67, 4]);
        check("`", Encoding::Ucs2, &[1]);
        check("ç\t", Encoding::Ucs2, &[2]);
    }

    #[test]
    fn a_surrogate_pair_is_not_divided() {
        check(&"😀".repeat(35), Encoding::Ucs2, &[70]);
        check(&"😀".repeat(36), Encoding::Ucs2, &[66, 6]);
    }
}
