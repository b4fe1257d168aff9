//! What is certainly private: the data of this very customer, however it is written.

use std::ops::Range;

use super::attribute::{self, Sort, listed};
use super::folded::{Folded, run, signs};
use super::own_address::{self, Words};
use super::own_phone::{self, Digits};
use super::record::Record;
use super::{Exposure, Kind, own_email, own_name, own_number, written};

/// How many entries of each list are looked for.
const MOST: usize = 200;

/// Where something of the record is, and whether it is certain.
type Found = Vec<(Range<usize>, bool)>;

/// A text, made ready once for all that is looked for in it.
struct Ready<'t> {
    shown: &'t str,
    /// Letters and digits.
    signs: Folded,
    /// All visible signs.
    written: Folded,
    digits: Digits,
    words: Words,
}

impl<'t> Ready<'t> {
    /// Makes ready what this record needs.
    fn new(text: &'t str, record: &Record) -> Self {
        let attributes = !record.attributes.is_empty();
        let addresses = attributes || !record.addresses.is_empty();
        let numbers = addresses || !record.order_ids.is_empty();
        let emails = attributes || !record.emails.is_empty();
        let phones = attributes || !record.phones.is_empty();
        Self {
            shown: text,
            signs: if numbers { Folded::of(signs(text)) } else { Folded::default() },
            written: if emails { Folded::of(written::signs(text)) } else { Folded::default() },
            digits: if phones { Digits::of(text) } else { Digits::default() },
            words: if addresses { Words::of(text) } else { Words::default() },
        }
    }

    fn email(&self, address: &str) -> Found {
        certain(own_email::places(self.shown, &self.written, address))
    }

    fn phone(&self, number: &str) -> Found {
        certain(own_phone::places(self.shown, &self.digits, number))
    }

    fn number(&self, id: &str) -> Found {
        certain(own_number::places(self.shown, &self.signs, id))
    }

    fn address(&self, address: &str) -> Found {
        own_address::places(self.shown, &self.words, &self.signs, address)
    }

    /// An attribute counts when it points to one person: an address, a number, a line.
    fn attribute(&self, key: &str, value: &str) -> (Kind, Found) {
        let digits = value.chars().filter(char::is_ascii_digit).count();
        match attribute::sort(key) {
            _ if value.contains('@') && value.contains('.') => (Kind::Email, self.email(value)),
            Sort::Phone if digits >= 6 => (Kind::Phone, self.phone(value)),
            Sort::Address => (Kind::Address, self.address(value)),
            Sort::Order if digits > 0 => (Kind::OrderId, self.number(value)),
            _ if digits >= 2 && run(value).chars().count() >= 6 => {
                (Kind::Other, self.number(value))
            }
            _ => (Kind::Other, Vec::new()),
        }
    }
}

fn certain(places: Vec<Range<usize>>) -> Found {
    places.into_iter().map(|range| (range, true)).collect()
}

/// What of the record stands in `text`, what is certain first.
pub(super) fn find(text: &str, record: &Record) -> Vec<Exposure> {
    let ready = Ready::new(text, record);
    let mut found = Vec::new();
    let mut add = |kind, places: Found| {
        found.extend(places.into_iter().map(|(range, certain)| Exposure { kind, range, certain }));
    };
    for address in record.emails.iter().take(MOST) {
        add(Kind::Email, ready.email(address));
    }
    for number in record.phones.iter().take(MOST) {
        add(Kind::Phone, ready.phone(number));
    }
    let ids = || record.order_ids.iter().map(String::as_str).take(MOST);
    for id in ids().chain(ids().flat_map(listed).take(MOST)) {
        add(Kind::OrderId, ready.number(id));
    }
    for address in record.addresses.iter().take(MOST) {
        add(Kind::Address, ready.address(address));
    }
    let all = || record.attributes.iter().map(|(key, value)| (key, value.as_str())).take(MOST);
    // An address has parts of its own.
    let lists = all().filter(|(key, _)| attribute::sort(key) != Sort::Address);
    let parts = lists.flat_map(|(key, value)| listed(value).map(move |part| (key, part)));
    for (key, value) in all().chain(parts.take(MOST)) {
        let (kind, places) = ready.attribute(key, value);
        add(kind, places);
    }
    let letters = if record.is_named() { own_name::letters(text) } else { Folded::default() };
    add(Kind::Name, own_name::places(text, &letters, record));
    found.sort_by_key(|one| !one.certain);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            name: Some("Mira Okafor".to_owned()),
            handle: Some("miraokafor".to_owned()),
            emails: vec!["mira.okafor83@example.com".to_owned()],
            attributes: vec![
                ("plan".to_owned(), "Premium 2".to_owned()),
                ("customer_number".to_owned(), "K-993 812".to_owned()),
                ("delivery_address".to_owned(), "4 Mill Lane, York".to_owned()),
            ],
            ..Record::default()
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let found = super::super::without_overlaps(find(text, &record()));
        let found: Vec<_> =
            found.into_iter().map(|one| (one.kind, text.get(one.range).unwrap())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_customers_address_is_found_however_it_is_written() {
        for shown in [
            "mira.okafor83@example.com",
            "MIRA.Okafor83@Example.COM",
            "mira.okafor83 @ example . com",
            "mira dot okafor83 at example dot com",
            "mira.okafor83 (at) example [dot] com",
            "mira.okafor83\u{200b}@example.com",
        ] {
            check(&format!("We wrote to {shown}."), &[(Kind::Email, shown)]);
        }
        check("amira.okafor83@example.com", &[]);
    }

    #[test]
    fn the_full_name_is_found_and_the_first_name_and_handle_are_public() {
        check("Hi Mira, @MiraOkafor!", &[]);
        check("Is MIRA OKAFOR your name?", &[(Kind::Name, "MIRA OKAFOR")]);
        check("Okafor, Mira", &[(Kind::Name, "Okafor, Mira")]);
        check("Mira J. Okafor’s parcel", &[(Kind::Name, "Mira J. Okafor")]);
        check("Dear Ms Okafor", &[(Kind::Name, "Okafor")]);
    }

    #[test]
    fn attributes_count_when_they_point_to_one_person() {
        check("Your plan is Premium 2, number K993812.", &[(Kind::Other, "K993812")]);
        check("Is it 4 Mill Lane?", &[(Kind::Address, "4 Mill Lane")]);
    }
}
