//! The parts of a postal address that lead to a door: street and number, street, postal code.

use super::folded::words;

/// What of an address is looked for by itself, as words that are written out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// A street with a number.
    pub(super) doors: Vec<Vec<String>>,
    /// A street.
    pub(super) streets: Vec<Vec<String>>,
    /// Postal codes, without blanks.
    pub(super) codes: Vec<String>,
}

/// The fewest letters and digits of a postal code that is looked for.
const CODE: usize = 5;
/// The most words between the number of a house and the word for a street.
const NAMES: usize = 4;

/// Words after the name of a street.
const AFTER: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "drive",
    "boulevard",
    "court",
    "square",
    "terrace",
    "crescent",
    "close",
    "way",
    "walk",
    "place",
    "parkway",
    "highway",
    "gardens",
    "grove",
    "row",
    "mews",
    "quay",
    "hill",
    "rise",
    "circle",
    "trail",
    "strasse",
    "allee",
    "platz",
    "weg",
    "ring",
    "damm",
    "ufer",
    "gasse",
    "steig",
    "markt",
    "straat",
    "laan",
    "plein",
    "gatan",
    "vej",
    "caddesi",
    "sokak",
    "ulica",
];
/// Words before the name of a street.
const BEFORE: &[&str] = &[
    "rue",
    "boulevard",
    "avenue",
    "place",
    "quai",
    "chemin",
    "impasse",
    "allee",
    "cours",
    "calle",
    "c",
    "avenida",
    "plaza",
    "paseo",
    "ronda",
    "via",
    "viale",
    "piazza",
    "corso",
    "largo",
    "rua",
    "travessa",
    "praca",
    "ulica",
    "box",
    "postfach",
];
/// Words between such a word and the name.
const SMALL: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "l", "d", "del", "della", "dei", "di", "da", "do", "dos",
    "das", "el", "los", "las", "a", "an", "am", "der", "the", "saint", "san", "santa",
];
/// Words for a part of a house, which lead to no door by themselves.
const UNITS: &[&str] = &[
    "flat",
    "apartment",
    "unit",
    "suite",
    "floor",
    "room",
    "no",
    "nr",
    "number",
    "building",
    "block",
    "etage",
    "stock",
    "wohnung",
    "piso",
    "puerta",
    "porte",
    "bat",
    "house",
    "level",
];
/// Streets that many towns have.
const COMMON: &[&str] = &[
    "high street",
    "main street",
    "church street",
    "station road",
    "park road",
    "park avenue",
    "market street",
    "main road",
    "hauptstrasse",
    "bahnhofstrasse",
    "dorfstrasse",
    "schulstrasse",
    "gartenstrasse",
    "bergstrasse",
    "calle mayor",
    "via roma",
    "rue de la gare",
    "market square",
    "town square",
    "our way",
    "the way",
];

/// Whether many towns have a street of this name, or it is no name at all.
pub(super) fn is_common(street: &[String]) -> bool {
    COMMON.contains(&street.join(" ").as_str())
}

/// The words of an address, with street words written out.
pub(super) fn written_out(word: &str) -> String {
    let long = match word {
        "st" | "str" | "strasse" => "street",
        "rd" => "road",
        "ave" | "av" | "avda" | "avenida" => "avenue",
        "ln" => "lane",
        "dr" => "drive",
        "blvd" | "bd" | "bvd" => "boulevard",
        "ct" => "court",
        "sq" => "square",
        "apt" => "apartment",
        "pl" => "place",
        "ter" | "terr" => "terrace",
        "cres" => "crescent",
        "pkwy" => "parkway",
        "hwy" => "highway",
        "gdns" => "gardens",
        "cl" => "close",
        "pza" => "plaza",
        "po" => "post",
        other => match other.strip_suffix("str") {
            Some(name) if name.chars().count() > 2 => return format!("{name}strasse"),
            _ => other,
        },
    };
    long.to_owned()
}

/// What leads to a door in a line of an address.
pub(super) fn parts(line: &str) -> Parts {
    let all: Vec<String> = words(line).iter().map(|word| written_out(&word.text)).collect();
    let mut parts = Parts::default();
    let mut used = vec![false; all.len()];
    for at in 0..all.len() {
        let street = behind(&all, at).or_else(|| ahead(&all, at)).or_else(|| joined(&all, at));
        if let Some(street) = street {
            parts.take(&all, &street, &mut used);
            break;
        }
    }
    if parts.doors.is_empty() && parts.streets.is_empty() {
        parts.take_numbered(&all, &mut used);
    }
    parts.codes = codes(&all, &used);
    parts
}

/// Which words are the name of a street.
type Street = std::ops::Range<usize>;

/// A street whose word comes last: `Harbour Street`, `Lange Straße`, `Am Alten Markt`.
fn behind(all: &[String], at: usize) -> Option<Street> {
    all.get(at).filter(|word| AFTER.contains(&word.as_str()))?;
    let names = all.get(..at)?.iter().rev().take(NAMES).take_while(|word| !is_house(word)).count();
    (names > 0).then_some(at - names..at + 1)
}

/// A street whose word comes first: `Rue de Rivoli`, `Calle Mayor`, `PO Box`.
fn ahead(all: &[String], at: usize) -> Option<Street> {
    all.get(at).filter(|word| BEFORE.contains(&word.as_str()))?;
    let rest = all.get(at + 1..)?;
    let small = rest.iter().take_while(|word| SMALL.contains(&word.as_str())).count();
    // With the number behind it the name reaches up to there, else it is one word.
    let up_to = rest.iter().position(|word| has_digit(word)).filter(|names| *names <= NAMES);
    let numbered =
        at.checked_sub(1).and_then(|last| all.get(last)).is_some_and(|word| is_house(word));
    let names = up_to.filter(|_| !numbered).unwrap_or(small + 1);
    (at + names < all.len()).then_some(at..at + 1 + names)
}

/// A street of one word: `Lindenstrasse`.
fn joined(all: &[String], at: usize) -> Option<Street> {
    const ENDS: [&str; 9] =
        ["strasse", "weg", "platz", "allee", "gasse", "ufer", "damm", "straat", "gatan"];
    let word = all.get(at)?;
    let ends = |end: &str| word.strip_suffix(end).is_some_and(|name| name.chars().count() > 2);
    ENDS.iter().any(|end| ends(end)).then_some(at..at + 1)
}

impl Parts {
    /// Takes a street with the number before or after it.
    fn take(&mut self, all: &[String], street: &Street, used: &mut [bool]) {
        let name = all.get(street.clone()).unwrap_or_default().to_vec();
        let behind = all.get(street.end).filter(|word| is_house(word)).map(|_| street.end);
        let ahead =
            street.start.checked_sub(1).filter(|at| all.get(*at).is_some_and(|w| is_house(w)));
        // What follows the number ahead may be a postal code.
        for at in ahead.or(behind).into_iter().chain(street.clone()) {
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
        if let Some(number) = ahead.or(behind).and_then(|at| all.get(at)) {
            self.doors.push([std::slice::from_ref(number), &name].concat());
            self.doors.push([name.as_slice(), std::slice::from_ref(number)].concat());
            if let Some((first, rest)) = name.split_first()
                && BEFORE.contains(&first.as_str())
                && rest.iter().any(|word| word.chars().count() > 3)
            {
                self.doors.push([rest, std::slice::from_ref(number)].concat());
                let short = if first == "calle" { Some("c".to_owned()) } else { None };
                self.doors
                    .extend(short.map(|c| [&[c], rest, std::slice::from_ref(number)].concat()));
            }
        }
        let long = name.iter().map(|word| word.chars().count()).sum::<usize>() > 5;
        if long && !name.iter().any(|word| has_digit(word) || word == "box" || word == "c") {
            self.streets.push(name);
        }
    }

    /// Takes a number of a house and the two words after it where no word for a street stands.
    fn take_numbered(&mut self, all: &[String], used: &mut [bool]) {
        let is_short = |word: &String| is_house(word) && word.len() < CODE;
        let Some(at) = all.iter().position(is_short) else { return };
        let unit = at.checked_sub(1).and_then(|last| all.get(last));
        if unit.is_some_and(|word| UNITS.contains(&word.as_str())) {
            return;
        }
        let name: Vec<String> =
            all.iter().skip(at + 1).take(2).take_while(|word| !has_digit(word)).cloned().collect();
        let before: Vec<String> = all.get(..at).unwrap_or_default().to_vec();
        let telling =
            |name: &[String]| name.iter().map(|word| word.chars().count()).sum::<usize>() > 5;
        let number = all.get(at..=at).unwrap_or_default();
        if telling(&name) && name.len() == 2 {
            self.doors.push([number, &name].concat());
            self.doors.push([name.as_slice(), number].concat());
        } else if telling(&before)
            && !before.iter().any(|word| has_digit(word))
            && all.get(at + 1).is_none_or(|word| has_digit(word))
        {
            self.doors.push([before.as_slice(), number].concat());
        } else {
            return;
        }
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
    }
}

/// The postal codes among the words that are no part of a door.
fn codes(all: &[String], used: &[bool]) -> Vec<String> {
    let free = |at: usize| !used.get(at).copied().unwrap_or(true);
    let mut codes = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let run = (at..all.len())
            .take_while(|at| free(*at) && all.get(*at).is_some_and(|word| has_digit(word)));
        let count = run.count();
        let mut code = all.get(at..at + count).unwrap_or_default().concat();
        // The letters of a Dutch code stand apart.
        let letters = all.get(at + count).filter(|word| word.len() == 2 && code.len() == 4);
        if count == 1
            && let Some(letters) = letters
        {
            code.push_str(letters);
        }
        if code.len() >= CODE && count < 4 {
            codes.push(code);
            // Of a code like `62704-1234` the first part is one by itself.
            let first = all.get(at).filter(|first| count > 1 && first.len() == CODE);
            codes.extend(first.cloned());
        }
        at += count.max(1);
    }
    codes
}

/// The number of a house: up to five digits, and perhaps a letter.
fn is_house(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&digits) && word.len() - digits <= 1
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, door: Option<&str>, codes: &[&str]) {
        let parts = parts(line);
        assert_eq!(parts.doors.first().map(|door| door.join(" ")).as_deref(), door, "{line}");
        assert_eq!(parts.codes, codes, "{line}");
    }

    #[test]
    fn door_and_postal_code_are_told_apart_in_one_line() {
        check("12 Harbour Street Leeds LS1 4AB", Some("12 harbour street"), &["ls14ab"]);
        check("Lindenstraße 7 10115 Berlin", Some("7 lindenstrasse"), &["10115"]);
        check("12 rue de Rivoli 75001 Paris", Some("12 rue de rivoli"), &["75001"]);
        check("Calle Mayor 5 28013 Madrid", Some("5 calle mayor"), &["28013"]);
        check("350 5th Ave New York NY 10118", Some("350 5th avenue"), &["10118"]);
        check(
            "1600 Pennsylvania Avenue NW Washington DC 20500",
            Some("1600 pennsylvania avenue"),
            &["20500"],
        );
        check("Damrak 1 1012 LG Amsterdam", Some("damrak 1"), &["1012lg"]);
        check("IL 62704-1234", None, &["627041234", "62704"]);
        check("Flat 3", None, &[]);
        check("Leeds", None, &[]);
    }
}
