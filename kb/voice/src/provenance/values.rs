//! What may stand in a place that an agent or a fact fills in: a date, a number, a name, a word or
//! two, but no promise.

use super::claims::{is_currency, is_unit};
use super::words::Token;

/// The most ordinary words of a value, beside dates and what joins them.
const ORDINARY: usize = 2;

/// Words that join the parts of a value: “between 8 am and noon”.
const JOINING: &str = " a an the at to and or of in on by for from between until till with um am im \
    bis von vom zu zum zur und oder der die den dem ab de del la el los las y o en entre du des et \
    ou le les à au uhr noon midnight mittag am pm ";

/// Words of how much: who fills them in promises more than was approved.
const HOW_MUCH: &str = " all any both double twice triple thrice half quarter every each whole full \
    fully extra more most unlimited endless plus lifetime forever dozen dozens hundred hundreds \
    thousand thousands million millions billion billions alle alles jede jeder jedes beide doppelt \
    doppelte doppelten dreifach dreifache halb halbe halben ganz ganze ganzen unbegrenzt unbegrenzte \
    unbegrenzten mehr tausend million millionen todo toda todos todas cada doble triple mitad media \
    medio ilimitado ilimitada ilimitados mil millón millones más tout toute tous toutes chaque \
    double moitié demi demie illimité illimitée illimités mille plus ";

/// Whether `value` says no more than one datum does.
pub(super) fn is_value(value: &[Token]) -> bool {
    let mut ordinary = 0;
    for token in value.iter().filter(|token| token.is_word()) {
        let lower = token.text.to_lowercase();
        // “Fibre 500 Plus” is a name.
        let is_named = token.text.chars().nth(1).is_some_and(char::is_lowercase)
            && token.text.chars().next().is_some_and(char::is_uppercase);
        if !is_named && is_in(HOW_MUCH, &lower) || is_money(&lower) {
            return false;
        }
        let is_small = token.text.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
        let is_plain = is_small && !lower.chars().any(char::is_numeric);
        if is_plain && !is_in(JOINING, &lower) && !is_unit(&lower) {
            ordinary += 1;
        }
    }
    ordinary <= ORDINARY
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Whether a word is an amount of money in one: `1000eur`, `rs1000`, `1k`.
fn is_money(word: &str) -> bool {
    let digits = |c: char| c.is_numeric() || matches!(c, '.' | ',');
    let before = word.trim_start_matches(digits);
    let behind = word.trim_end_matches(digits);
    let unit = if before.len() < word.len() { before } else { behind };
    unit.len() < word.len() && (is_currency(unit) || matches!(unit, "k" | "m" | "mio" | "bn"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Vec<Token> {
        let token = |text: &str| Token { text: text.to_owned(), range: 0..0, locked: false };
        text.split(' ').map(token).collect()
    }

    #[test]
    fn dates_names_numbers_and_a_word_or_two_are_values() {
        for text in [
            "12 May",
            "Monday",
            "between 8 am and noon",
            "NL-77120",
            "A.4",
            "Mira Osei",
            "18",
            "wireless headphones",
            "the main road",
            "5 working days",
            "von 8 bis 10 uhr",
            "3.5",
            "Fibre 500 Plus",
            "10.30 am",
            "two to four days",
        ] {
            assert!(is_value(&value(text)), "{text}");
        }
    }

    #[test]
    fn promises_and_clauses_are_none() {
        for text in [
            "double compensation plus a brand new phone",
            "all damages and every lawyer bill",
            "twice the price",
            "unlimited data and calls",
            "half",
            "a thousand",
            "1000EUR",
            "EUR1000",
            "1k",
            "rs1000",
            "every cent",
            "a million",
            "cash and a new phone today then",
        ] {
            assert!(!is_value(&value(text)), "{text}");
        }
    }
}
