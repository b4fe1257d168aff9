//! The exposure guard, measured: cases of another project's recognisers, and good replies.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use antiphon_voice::exposure::{Allow, Kind, Known, REGIONS, Record, find};
use proptest::prelude::*;
use serde_json::Value;

const ALLOWED: &str = "@lumen.example\n+44 20 7946 0958\n";

fn lines(name: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exposure");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn found(text: &str, list: &str) -> Vec<(Kind, usize, usize)> {
    let (record, allow) = (Record::default(), Allow::parse(list));
    let found = find(text, Known { record: &record, allow: &allow, regions: &REGIONS });
    let chars = |bytes: usize| text.get(..bytes).unwrap().chars().count();
    found.into_iter().map(|e| (e.kind, chars(e.range.start), chars(e.range.end))).collect()
}

fn kind_of(source: &str) -> Kind {
    match source {
        s if s.contains("card") => Kind::Card,
        s if s.contains("email") => Kind::Email,
        s if s.contains("_ip_") => Kind::Ip,
        s if s.contains("mac") => Kind::Other,
        s if s.contains("ssn") => Kind::Ssn,
        _ => Kind::Phone,
    }
}

#[test]
fn ninety_five_of_a_hundred_private_numbers_and_addresses_are_found_and_are_what_they_seem() {
    let mut counts: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
    for case in lines("cases.jsonl") {
        let text = case["text"].as_str().unwrap();
        let kind = kind_of(case["source"].as_str().unwrap());
        let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let expected: Vec<_> = case["positions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (kind, place(&pair[0]), place(&pair[1])))
            .collect();
        let found: Vec<_> = found(text, "").into_iter().filter(|one| one.0 == kind).collect();
        let right = found.iter().filter(|one| expected.contains(one)).count();
        if found != expected {
            println!("{text:?}: expected {expected:?}, found {found:?}");
        }
        let count = counts.entry(kind).or_default();
        *count = [count[0] + right, count[1] + expected.len(), count[2] + found.len()];
    }
    println!("kind: right, expected, found: {counts:?}");
    for (kind, [right, expected, found]) in counts {
        assert!(right * 100 >= expected * 95, "recall of {kind:?}: {right} of {expected}");
        assert!(right * 100 >= found * 95, "precision of {kind:?}: {right} of {found}");
    }
}

#[test]
fn good_replies_of_a_brand_are_left_alone() {
    let replies = lines("good.jsonl");
    let flagged: Vec<_> = replies
        .iter()
        .map(|reply| reply["text"].as_str().unwrap())
        .filter_map(|text| {
            Some((text, found(text, ALLOWED))).filter(|(_, found)| !found.is_empty())
        })
        .collect();
    println!("{} of {} replies are flagged: {flagged:#?}", flagged.len(), replies.len());
    assert!(replies.len() >= 100 && flagged.len() * 100 <= replies.len(), "{flagged:#?}");
}

#[test]
fn the_customers_own_data_is_always_found() {
    let record = Record {
        name: Some("Zoë van der Berg".to_owned()),
        first_name: Some("Zoë".to_owned()),
        emails: vec!["zoe.berg+shop@mail.example".to_owned()],
        phones: vec!["+44 7700 900123".to_owned()],
        order_ids: vec!["LM-204-871".to_owned(), "#55871".to_owned()],
        addresses: vec!["8 Canal Walk, Bristol BS1 6TY".to_owned()],
        ..Record::default()
    };
    let allow = Allow::parse("@mail.example");
    for (kind, shown) in [
        (Kind::Email, "zoe.berg+shop@mail.example"),
        (Kind::Email, "ZOE.BERG+SHOP @ MAIL.EXAMPLE"),
        (Kind::Email, "zoe (dot) berg+shop (at) mail (dot) example"),
        (Kind::Phone, "07700 900123"),
        (Kind::Phone, "+447700900123"),
        (Kind::Phone, "0044 (0)7700-900 123"),
        (Kind::OrderId, "lm204871"),
        (Kind::OrderId, "LM 204 871"),
        (Kind::OrderId, "55871"),
        (Kind::Address, "8 Canal Walk, Bristol"),
        (Kind::Address, "8 canal walk"),
        (Kind::Name, "Zoe van der Berg"),
        (Kind::Name, "VAN DER BERG, ZOË"),
        (Kind::Name, "van der Berg"),
    ] {
        for text in [
            format!("Is it {shown}?"),
            format!("{shown} is what we have."),
            format!("Hi Zoë,\n\n**{shown}**"),
        ] {
            let found = find(&text, Known { record: &record, allow: &allow, regions: &REGIONS });
            let sure = found.iter().any(|one| one.certain && one.kind == kind);
            assert!(sure, "{text}: {found:?}");
        }
    }
    let known = Known { record: &record, allow: &allow, regions: &REGIONS };
    let [code] = find("Is it BS1 6TY?", known).try_into().unwrap();
    assert_eq!((code.kind, code.certain), (Kind::Address, false), "many live there");
    assert_eq!(find("Hi Zoë, thanks for your patience!", known), []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_taken_and_places_lie_on_borders_of_letters(
        text in "\\PC{0,40}[0-9+@.: \\-()]{0,40}\\PC{0,40}", own in "\\PC{0,20}",
    ) {
        let record = Record {
            name: Some(own.clone()), emails: vec![own.clone(), "a@b.cd".to_owned()], phones: vec![own.clone()],
            order_ids: vec![own.clone()], addresses: vec![own.clone()],
            attributes: vec![("order".to_owned(), own.clone())], ..Record::default()
        };
        let allow = Allow::parse(&own);
        let found = find(&text, Known { record: &record, allow: &allow, regions: &REGIONS });
        let mut end = 0;
        for one in &found {
            prop_assert!(one.range.start >= end && text.get(one.range.clone()).is_some());
            end = one.range.end;
        }
        let moved = antiphon_voice::exposure::moved(&text, &found);
        prop_assert!(moved.public.len() + moved.private.len() <= text.len() + found.len() + 1);
    }
}
