//! Social spelling: a message as it might stand on a social network.
//!
//! Handles before it, anger around it, slips of the finger, apostrophes left out, and a hashtag,
//! an emoji or a link behind it. The same text comes out for the same message and number on every
//! machine. The words that matter all stay, though some are misspelt.

use super::random::Random;

/// How many words of a hundred are misspelt, of those long enough.
const TYPOS: usize = 12;
/// Shorter words are spelt as they should be, in letters.
const LONG_ENOUGH: usize = 4;

const HANDLES: [&str; 6] =
    ["@AcmeHelp", "@acme", "@Acme_Support", "@acme_uk @AcmeHelp", ".@acme", "@acmecares"];
const OPENINGS: [&str; 10] = [
    "ugh",
    "omg",
    "seriously??",
    "hey",
    "hi guys",
    "wow.",
    "so annoyed rn",
    "come on",
    "WTF",
    "not again",
];
const CLOSINGS: [&str; 10] = [
    "pls help",
    "any1??",
    "so annoying!!",
    "smh",
    "thx",
    "not happy",
    "help!!!",
    "sort it out",
    "asap pls",
    "not impressed",
];
const HASHTAGS: [&str; 6] = ["#fail", "#help", "#customerservice", "#fml", "#acme", "#annoyed"];
const EMOJI: [&str; 8] = ["😡", "🙄", "😭", "😤😤", "🤦‍♀️", "🙏", "😩", "👀"];

/// `text` in social spelling; `number` tells equal texts apart.
pub(crate) fn spelt(text: &str, number: u64) -> String {
    let mut random = Random::seeded(seed(text, number));
    let mut parts: Vec<String> = Vec::new();
    let maybe = |random: &mut Random, percent: usize, choices: &[&str]| {
        let chosen = random.chance(percent).then(|| random.one_of(choices).to_owned());
        chosen.into_iter().collect::<Vec<String>>()
    };
    parts.extend(maybe(&mut random, 70, &HANDLES));
    parts.extend(maybe(&mut random, 35, &OPENINGS));
    parts.push(hurried(text, &mut random));
    parts.extend(maybe(&mut random, 35, &CLOSINGS));
    parts.extend(maybe(&mut random, 30, &HASHTAGS));
    parts.extend(maybe(&mut random, 40, &EMOJI));
    if random.chance(20) {
        parts.push(link(&mut random));
    }
    parts.join(" ")
}

/// The text as fingers in a hurry type it.
fn hurried(text: &str, random: &mut Random) -> String {
    let text = text.replace(['\'', '’'], "");
    let text = if random.chance(60) { text.to_lowercase() } else { text };
    let words = text.split(' ').map(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let slips = letters >= LONG_ENOUGH && random.chance(TYPOS);
        if slips { misspelt(word, random) } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The word with one letter doubled, left out or exchanged with the next, but never its first.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    // There are four at least.
    let place = 1 + random.below(letters.len().saturating_sub(2));
    match random.below(3) {
        0 => letters.swap(place, place + 1),
        1 => drop(letters.remove(place)),
        _ => letters.insert(place, letters.get(place).copied().unwrap_or('e')),
    }
    letters.into_iter().collect()
}

fn link(random: &mut Random) -> String {
    const LETTERS: [&str; 8] = ["a", "Q", "7", "x", "K", "3", "m", "Z"];
    let name: String = (0..10).map(|_| random.one_of(&LETTERS)).collect();
    format!("https://t.co/{name}")
}

/// FNV-1a: the same number for the same text everywhere.
fn seed(text: &str, number: u64) -> u64 {
    let bytes = number.to_le_bytes().into_iter().chain(text.bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Why hasn't my new card arrived at the address that I've given?";

    fn many() -> Vec<String> {
        (0..1000).map(|number| spelt(TEXT, number)).collect()
    }

    #[test]
    fn the_same_message_is_spelt_the_same_in_every_run() {
        let expected = [
            "@acme why hasnt my new card arrivde at the address taht ive given? #help 👀",
            "hi guys Why hasnt my new card arrived at the address that Ive given?",
            "@Acme_Support WTF why hasnt my new card arrived at the address that ive given? \
             asap pls #help https://t.co/ZmZKKZK7Qm",
        ];
        assert_eq!([1, 2, 3].map(|number| spelt(TEXT, number)), expected);
    }

    #[test]
    fn no_apostrophe_is_left() {
        assert!(many().iter().all(|text| !text.contains(['\'', '’'])));
    }

    #[test]
    fn everything_that_social_posts_have_is_there_about_as_often_as_said() {
        let many = many();
        let share = |has: &dyn Fn(&str) -> bool| many.iter().filter(|text| has(text)).count() / 10;
        assert!((65..75).contains(&share(&|text| text.contains('@'))));
        assert!((25..35).contains(&share(&|text| text.contains('#'))));
        assert!((15..25).contains(&share(&|text| text.contains("https://t.co/"))));
        assert!((35..45).contains(&share(&|text| EMOJI.iter().any(|e| text.contains(e)))));
        assert!((30..40).contains(&share(&|text| CLOSINGS.iter().any(|c| text.contains(c)))));
    }

    #[test]
    fn about_one_long_word_in_eight_is_misspelt_and_keeps_its_first_letter() {
        let (mut right, mut wrong) = (0, 0);
        for text in many().iter().map(|text| text.to_lowercase()) {
            let all: Vec<_> = text.split(' ').collect();
            for word in ["hasnt", "card", "arrived", "address", "that", "given?"] {
                if all.contains(&word) { right += 1 } else { wrong += 1 }
            }
        }
        let percent = 100 * wrong / (right + wrong);
        assert!((9..14).contains(&percent), "{percent} %");
        let mut random = Random::seeded(1);
        for _ in 0..100 {
            let typo = misspelt("Card", &mut random);
            assert!(typo.starts_with('C') && (3..=5).contains(&typo.len()), "{typo}");
        }
    }
}
