//! The development cases of all suites, read from the folder that `ANTIPHON_VOICE_DATA` names.
#![expect(clippy::string_slice, clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use antiphon_model::Channel;
use antiphon_voice::channel::{
    Facet, Fit, Kind, Options, fit, is_bare_url, is_hashtag, is_list, is_url, is_username, reply_to,
};
use serde_json::{Value, json};

fn at(text: &str, channel: Channel, spoiler: &str) -> Fit {
    fit(text, channel, &Options { spoiler, ..Options::default() })
}

/// Whether what is found of `kind` is what `expected` lists, by value and by place.
fn finds(fit: &Fit, text: &str, kind: Kind, expected: &Value) -> bool {
    let points = |byte: usize| text[..byte].chars().count();
    let facets: Vec<_> = fit.facets.iter().filter(|facet| facet.kind == kind).collect();
    let expected = expected.as_array().unwrap();
    facets.len() == expected.len()
        && facets.iter().zip(expected).all(|(facet, expected)| {
            let Some(value) = expected.as_object() else { return json!(facet.value) == *expected };
            let part = |name: &str| value.get(name).and_then(Value::as_str);
            let name = ["url", "hashtag", "cashtag"].into_iter().find_map(part);
            let name = name.map(str::to_owned).or_else(|| {
                Some(format!("{}{}", part("screen_name")?, part("list_slug").unwrap_or_default()))
            });
            name.as_deref() == Some(&facet.value)
                && value["indices"] == json!([points(facet.range.start), points(facet.range.end)])
        })
}

fn twitter(case: &Value) -> bool {
    let (text, group) = (case["text"].as_str().unwrap(), case["group"].as_str().unwrap());
    let expected = &case["expected"];
    let fit = at(text, Channel::X, "");
    let validates = case["suite"] == "twitter-text/validate";
    match group {
        "tweets" => json!(fit.fits) == *expected,
        "usernames" => json!(is_username(text)) == *expected,
        "lists" => json!(is_list(text)) == *expected,
        "replies" => json!(reply_to(text)) == *expected,
        "hashtags" if validates => json!(is_hashtag(text)) == *expected,
        "urls" if validates => json!(is_url(text)) == *expected,
        "urls_without_protocol" => json!(is_bare_url(text)) == *expected,
        _ if validates => {
            json!(fit.count) == expected["weightedLength"] && json!(fit.fits) == expected["valid"]
        }
        _ if group.contains("mention") => finds(&fit, text, Kind::Mention, expected),
        _ if group.contains("url") => finds(&fit, text, Kind::Link, expected),
        _ if group.contains("hashtag") => finds(&fit, text, Kind::Tag, expected),
        _ => finds(&fit, text, Kind::Cashtag, expected),
    }
}

fn bluesky(case: &Value) -> bool {
    let (text, group) = (case["text"].as_str().unwrap(), case["group"].as_str().unwrap());
    let expected = &case["expected"];
    let fit = at(text, Channel::Bluesky, "");
    match case["suite"].as_str().unwrap() {
        "bluesky/grapheme-len" => json!(fit.count) == *expected,
        "bluesky/limit" => json!(fit.fits) == *expected,
        _ if group == "links-and-mentions" => {
            let pieces = expected.as_array().unwrap().iter().filter(|piece| piece[1].is_string());
            let pieces: Vec<_> = pieces.map(|piece| piece[0].as_str().unwrap()).collect();
            let found: Vec<_> = fit.facets.iter().map(|facet| &text[facet.range.clone()]).collect();
            pieces == found
        }
        _ => {
            let of_shares = group.contains("cashtags");
            let kind = if of_shares { Kind::Cashtag } else { Kind::Tag };
            let facets: Vec<_> = fit.facets.iter().filter(|facet| facet.kind == kind).collect();
            let values: Vec<_> = facets.iter().map(|facet| facet.value.clone()).collect();
            let place = |facet: &&Facet| json!({"byteStart": facet.range.start, "byteEnd": facet.range.end});
            let places: Vec<_> = facets.iter().map(place).collect();
            json!([values, places]) == *expected
        }
    }
}

fn mastodon(case: &Value) -> bool {
    let text = case["text"].as_str().unwrap();
    let expected = &case["expected"];
    let spoiler = case["spoiler_text"].as_str().unwrap_or_default();
    let fit = at(text, Channel::Mastodon, spoiler);
    let suite = case["suite"].as_str().unwrap();
    if suite.contains("countableText") {
        return json!(fit.count) == case["expected_len"];
    }
    if suite.contains("extractMentions") {
        let utf16 = |byte: usize| text[..byte].encode_utf16().count();
        let found: Vec<_> = fit
            .facets
            .iter()
            .filter_map(|facet| {
                let (name, host) = facet.value.split_once('@')?;
                let (start, end) = (utf16(facet.range.start), utf16(facet.range.end));
                (facet.kind == Kind::Mention).then(|| json!([start, end, name, host]))
            })
            .collect();
        return json!(found) == *expected;
    }
    json!(fit.fits) == *expected
}

fn sms(case: &Value) -> bool {
    let fit = at(case["text"].as_str().unwrap(), Channel::Sms, "");
    let answer = json!({"encoding": fit.unit, "units": fit.count, "segments": fit.segments.len()});
    answer == case["expected"]
}

#[test]
fn the_development_cases_come_out_as_expected() {
    let Some(folder) = std::env::var_os("ANTIPHON_VOICE_DATA").map(PathBuf::from) else {
        println!("skipped: ANTIPHON_VOICE_DATA names no folder");
        return;
    };
    let cases = std::fs::read_to_string(folder.join("channel-cases.jsonl")).unwrap();
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let suite = case["suite"].as_str().unwrap();
        let (network, right) = match suite.split(['/', ' ']).next().unwrap() {
            "twitter-text" => ("twitter-text", twitter(&case)),
            "bluesky" => ("bluesky", bluesky(&case)),
            "mastodon" => ("mastodon", mastodon(&case)),
            _ => ("sms", sms(&case)),
        };
        let (good, all) = tally.entry(network).or_default();
        *good += usize::from(right);
        *all += 1;
        if !right {
            println!("{line}");
        }
    }
    println!("{tally:?}");
    // Two cases count emoji as configuration 2 does; the same texts are there again for 3.
    let older = 2;
    for (network, (good, all)) in tally {
        let known = if network == "twitter-text" { older } else { 0 };
        assert_eq!(good + known, all, "{network}");
    }
}
