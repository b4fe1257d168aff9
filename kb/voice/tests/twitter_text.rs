//! X by the conformance suites of twitter-text, and what a reply on X needs beside them.
#![expect(
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use antiphon_model::Channel;
use antiphon_voice::channel::{
    Fit, Kind, Options, fit, is_bare_url, is_hashtag, is_list, is_url, is_username, reply_to,
};
use serde_json::{Value, json};

const CASES: &str = include_str!("channels/twitter-text.jsonl");

/// Cases that count by older rules: 140 characters, or an emoji by its code points.
const OLDER: [(&str, &str); 4] = [
    ("tweets", "Invalid Tweet: 141 characters"),
    ("tweets", "Invalid Tweet: 141 characters (due to newline)"),
    (
        "WeightedTweetsCounterTest",
        "Count a mix of single byte single word, and double word unicode characters",
    ),
    (
        "WeightedTweetsCounterTest",
        "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    ),
];

fn x(text: &str) -> Fit {
    fit(text, Channel::X, &Options::default())
}

fn utf16(text: &str, byte: usize) -> usize {
    text[..byte].encode_utf16().count()
}

fn points(text: &str, byte: usize) -> usize {
    text[..byte].chars().count()
}

/// What is found of `kind`, each as the suite writes it.
fn found(text: &str, kind: Kind, group: &str) -> Value {
    let facets = x(text).facets.into_iter().filter(|facet| facet.kind == kind);
    let facets = facets.map(|facet| {
        let indices = json!([points(text, facet.range.start), points(text, facet.range.end)]);
        let (name, slug) = facet.value.split_once('/').unwrap_or((&facet.value, ""));
        let slug = if slug.is_empty() { String::new() } else { format!("/{slug}") };
        match group {
            "mentions_with_indices" => json!({"screen_name": name, "indices": indices}),
            "mentions_or_lists_with_indices" => {
                json!({"screen_name": name, "list_slug": slug, "indices": indices})
            }
            "urls_with_indices" | "urls_with_directional_markers" => {
                json!({"url": facet.value, "indices": indices})
            }
            "hashtags_with_indices" => json!({"hashtag": facet.value, "indices": indices}),
            "cashtags_with_indices" => json!({"cashtag": facet.value, "indices": indices}),
            _ => json!(facet.value),
        }
    });
    Value::Array(facets.collect())
}

fn answer(case: &Value) -> Value {
    let text = case["text"].as_str().unwrap();
    let group = case["group"].as_str().unwrap();
    match group {
        "tweets" => json!(x(text).fits),
        "usernames" => json!(is_username(text)),
        "lists" => json!(is_list(text)),
        "hashtags" if case["suite"] == "validate" => json!(is_hashtag(text)),
        "urls" if case["suite"] == "validate" => json!(is_url(text)),
        "urls_without_protocol" => json!(is_bare_url(text)),
        "replies" => json!(reply_to(text)),
        _ if group.ends_with("CounterTest") => counted(text, &case["expected"]),
        _ if group.contains("mention") => found(text, Kind::Mention, group),
        _ if group.contains("url") => found(text, Kind::Link, group),
        _ if group.contains("hashtag") => found(text, Kind::Tag, group),
        _ if group.contains("cashtag") => found(text, Kind::Cashtag, group),
        other => panic!("{other}"),
    }
}

fn counted(text: &str, expected: &Value) -> Value {
    let fit = x(text);
    let mut answer = expected.clone();
    answer["weightedLength"] = json!(fit.count);
    answer["valid"] = json!(fit.fits);
    answer["permillage"] = json!(fit.count * 1000 / 280);
    // The suite tells of the last valid unit of the composed text.
    let is_composed = unicode_normalization::is_nfc(text);
    if is_composed {
        let end = fit.over_from.map_or(utf16(text, text.len()), |at| utf16(text, at));
        answer["validRangeEnd"] = json!(end.saturating_sub(1));
    }
    answer
}

#[test]
fn x_counts_and_finds_what_twitter_text_does() {
    let cases: Vec<Value> = CASES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cases.len(), 335);
    let mut wrong = Vec::new();
    let mut older = 0;
    for case in &cases {
        let (answer, expected) = (answer(case), &case["expected"]);
        if answer == *expected {
            continue;
        }
        let about = (case["group"].as_str().unwrap(), case["about"].as_str().unwrap());
        if OLDER.contains(&about) {
            older += 1;
        } else {
            wrong.push(format!("{about:?}\n  {answer}\n  {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert_eq!(older, OLDER.len(), "each of these is known to differ, and no other");
}
