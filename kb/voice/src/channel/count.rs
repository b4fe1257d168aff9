//! How long a text is, as its channel counts: every piece that is never divided, with its cost.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::facets::{self, Facet, Kind};
use super::limits::{Grammar, Limits, Unit, Weights};
use super::{Options, mastodon, pattern, sms, twitter};

/// An emoji: one thing, however many code points it is made of.
static EMOJI: LazyLock<Regex> = LazyLock::new(|| {
    let toned = r"\p{Emoji_Modifier_Base}\p{Emoji_Modifier}";
    let single = r"[\p{Extended_Pictographic}--[\x{A9}\x{AE}]]\x{FE0F}?|[\x{A9}\x{AE}]\x{FE0F}";
    let one = format!(r"(?:{toned}|{single})\x{{20E3}}?(?:[\x{{E0020}}-\x{{E007E}}]+\x{{E007F}})?");
    pattern(&format!(
        r"\p{{Regional_Indicator}}{{2}}|[0-9#*]\x{{FE0F}}?\x{{20E3}}|{one}(?:\x{{200D}}{one})*|\p{{Emoji_Modifier}}"
    ))
});

/// A piece of a text that is never divided.
#[derive(Debug)]
struct Atom {
    range: Range<usize>,
    cost: u64,
}

/// A text that was counted.
#[derive(Debug)]
pub(super) struct Counted {
    atoms: Vec<Atom>,
    /// What is counted beside the text itself.
    beside: u64,
    /// How much cost makes one unit.
    scale: u64,
    /// Where the first character is that the channel refuses.
    refused: Option<usize>,
    pub(super) facets: Vec<Facet>,
}

impl Counted {
    pub(super) fn of(text: &str, limits: &Limits, options: &Options<'_>) -> Self {
        let facets = facets::find(text, limits.grammar);
        let free = if options.is_reply && limits.free_mentions {
            twitter::after_leading_mentions(text)
        } else {
            0
        };
        let counter = Counter { text, limits, encoding: sms::Encoding::of(text) };
        let mut atoms = Vec::new();
        let mut at = free;
        for facet in &facets {
            let Some(cost) = counter.facet(facet).filter(|_| facet.range.start >= at) else {
                continue;
            };
            counter.plain(at..facet.range.start, &mut atoms);
            atoms.push(Atom { range: facet.range.clone(), cost });
            at = facet.range.end;
        }
        counter.plain(at..text.len(), &mut atoms);
        Self {
            atoms,
            beside: options.spoiler.graphemes(true).map(|piece| counter.grapheme(piece)).sum(),
            scale: counter.scale(),
            refused: text.find(|letter| limits.refuses.contains(letter)),
            facets,
        }
    }

    /// How long the text is, in units of the channel.
    pub(super) fn count(&self) -> u32 {
        let sum: u64 = self.atoms.iter().map(|atom| atom.cost).sum();
        u32::try_from((sum + self.beside) / self.scale).unwrap_or(u32::MAX)
    }

    /// How long the text is up to each piece, in the order of the pieces.
    pub(super) fn sums(&self) -> Vec<(usize, u64)> {
        let mut sum = 0;
        let ends = self.atoms.iter().map(|atom| {
            sum += atom.cost;
            (atom.range.end, sum / self.scale)
        });
        ends.collect()
    }

    /// Where the part begins that is too much, or that the channel refuses.
    pub(super) fn over_from(&self, limit: Option<u32>, bytes: Option<u32>) -> Option<usize> {
        let most = limit.map_or(u64::MAX, |limit| u64::from(limit) * self.scale);
        let bytes = bytes.and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(usize::MAX);
        let mut sum = self.beside;
        let over = self.atoms.iter().find_map(|atom| {
            sum += atom.cost;
            (sum > most || atom.range.end > bytes).then_some(atom.range.start)
        });
        let over = over.or((self.beside > most).then_some(0));
        match (over, self.refused) {
            (Some(over), Some(refused)) => Some(over.min(refused)),
            (over, refused) => over.or(refused),
        }
    }
}

/// Counts the pieces of one text.
struct Counter<'a> {
    text: &'a str,
    limits: &'a Limits,
    encoding: sms::Encoding,
}

impl Counter<'_> {
    fn scale(&self) -> u64 {
        self.limits.weights.as_ref().map_or(1, |weights| u64::from(weights.scale.max(1)))
    }

    /// What a facet costs, where that is not the cost of its letters.
    fn facet(&self, facet: &Facet) -> Option<u64> {
        match facet.kind {
            Kind::Link => self.limits.url.map(|cost| u64::from(cost) * self.scale()),
            Kind::Mention if self.limits.grammar == Grammar::Mastodon => {
                Some(1 + mastodon::counted(facet).graphemes(true).count() as u64)
            }
            _ => None,
        }
    }

    /// The letters of `range`, one atom each.
    fn plain(&self, range: Range<usize>, atoms: &mut Vec<Atom>) {
        let start = range.start;
        let text = self.text.get(range).unwrap_or_default();
        atoms.extend(text.grapheme_indices(true).map(|(at, piece)| Atom {
            range: start + at..start + at + piece.len(),
            cost: self.grapheme(piece),
        }));
    }

    fn grapheme(&self, piece: &str) -> u64 {
        match self.limits.unit {
            Unit::Graphemes => 1,
            Unit::Characters => piece.chars().count() as u64,
            Unit::Bytes => piece.len() as u64,
            Unit::Sms => piece.chars().map(|letter| self.encoding.units(letter) as u64).sum(),
            Unit::Weighted => self.limits.weights.as_ref().map_or(1, |w| weight(piece, w)),
        }
    }
}

/// The weight of one grapheme: of its emoji, and of the letters it is composed of.
fn weight(piece: &str, weights: &Weights) -> u64 {
    if piece.is_ascii() {
        return piece.chars().map(|letter| u64::from(weights.of(letter))).sum();
    }
    let mut sum = 0;
    let mut at = 0;
    let letters = |text: &str| text.nfc().map(|c| u64::from(weights.of(c))).sum::<u64>();
    for emoji in EMOJI.find_iter(piece) {
        sum += letters(piece.get(at..emoji.start()).unwrap_or_default());
        sum += u64::from(weights.default);
        at = emoji.end();
    }
    sum + letters(piece.get(at..).unwrap_or_default())
}
