//! Bluesky by the tests of its own library.
#![expect(clippy::string_slice, reason = "a test may fail loudly")]

use antiphon_model::Channel;
use antiphon_voice::channel::{Fit, Kind, Options, fit};
use serde_json::{Value, json};

const CASES: &str = include_str!("channels/bluesky.jsonl");

fn bluesky(text: &str) -> Fit {
    fit(text, Channel::Bluesky, &Options::default())
}

/// The text in pieces, each with where it leads, as the library's own tests write it.
fn pieces(text: &str) -> Value {
    let mut pieces = Vec::new();
    let mut at = 0;
    for facet in bluesky(text).facets {
        if facet.range.start > at {
            pieces.push(json!([text[at..facet.range.start]]));
        }
        let value = match facet.kind {
            Kind::Mention => format!("did:fake:{}", facet.value),
            _ => facet.value,
        };
        pieces.push(json!([text[facet.range.clone()], value]));
        at = facet.range.end;
    }
    if at < text.len() {
        pieces.push(json!([text[at..]]));
    }
    Value::Array(pieces)
}

fn tags(text: &str, kind: Kind) -> Value {
    let facets: Vec<_> =
        bluesky(text).facets.into_iter().filter(|facet| facet.kind == kind).collect();
    let values: Vec<_> = facets.iter().map(|facet| facet.value.clone()).collect();
    let place =
        |range: &std::ops::Range<usize>| json!({"byteStart": range.start, "byteEnd": range.end});
    let places: Vec<_> = facets.iter().map(|facet| place(&facet.range)).collect();
    json!([values, places])
}

#[test]
fn bluesky_finds_and_counts_what_its_library_does() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let answer = match case["group"].as_str().unwrap() {
            "links-and-mentions" => pieces(text),
            "tags" => tags(text, Kind::Tag),
            "cashtags" => tags(text, Kind::Cashtag),
            _ => json!(bluesky(text).count),
        };
        seen += 1;
        if answer != case["expected"] {
            wrong.push(format!("{text}\n  {answer}\n  {}", case["expected"]));
        }
    }
    assert_eq!(seen, 109);
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_post_has_300_graphemes_and_3000_bytes_at_most() {
    assert!(bluesky(&"a".repeat(300)).fits);
    let long = bluesky(&"ä".repeat(302));
    assert_eq!((long.count, long.limit, long.over_from), (302, Some(300), Some(600)));
    let family = "👨‍👩‍👧‍👧";
    let heavy = bluesky(&family.repeat(200));
    assert_eq!((heavy.count, heavy.fits), (200, false), "5 000 bytes");
    assert_eq!(heavy.over_from, Some(3_000 / family.len() * family.len()));
    assert_eq!(heavy.parts.len(), 2);
    assert!(heavy.parts.iter().all(|part| bluesky(&part.text).fits));
}

#[test]
fn a_tag_is_no_longer_than_a_post_may_hold_one() {
    let thumb = "👍🏽";
    let found = |count: usize| bluesky(&format!("#{}", thumb.repeat(count))).facets.len();
    assert_eq!((found(64), found(65)), (1, 0), "64 graphemes");
    let family = "👨‍👩‍👧‍👧";
    assert_eq!(bluesky(&format!("#a{}", family.repeat(30))).facets.len(), 1, "a joiner ends it");
    let heavy = "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}";
    assert_eq!(bluesky(&format!("#{}", heavy.repeat(50))).facets.len(), 0, "650 bytes");
}

#[test]
fn a_link_may_have_either_scheme_or_none() {
    let link = |text: &str| bluesky(text).facets.first().map(|facet| facet.value.clone());
    assert_eq!(link("see http://a.example.").as_deref(), Some("http://a.example"));
    assert_eq!(link("see a.example.com/b").as_deref(), Some("https://a.example.com/b"));
    assert_eq!(link("see HTTPS://a.example.com"), None, "only small letters are a scheme there");
}
