//! Every channel: how it counts, what it takes, how a text is divided.
#![expect(clippy::string_slice, reason = "places in texts that the test makes")]

use std::ops::Range;

use antiphon_model::Channel;
use antiphon_voice::channel::{Fit, Options, fit, limit, limits};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

fn at(text: &str, channel: Channel) -> Fit {
    fit(text, channel, &Options::default())
}

fn parts_of(fit: &Fit) -> Vec<String> {
    fit.parts.iter().map(|part| part.text.clone()).collect()
}

/// A text of just the right length fits, and one more does not.
#[track_caller]
fn takes(channel: Channel, unit: &str, letter: &str, most: usize) {
    let fits = at(&letter.repeat(most), channel);
    assert_eq!((fits.unit, fits.fits, fits.over_from), (unit, true, None), "{channel}");
    assert_eq!(fits.limit.map(|limit| limit as usize), Some(most), "{channel}");
    assert_eq!(parts_of(&fits), [letter.repeat(most)], "{channel}");
    let over = at(&letter.repeat(most + 1), channel);
    assert_eq!(over.count as usize, most + 1, "{channel}");
    assert_eq!((over.fits, over.over_from), (false, Some(letter.len() * most)), "{channel}");
    assert!(over.parts.len() == 2 && over.parts.iter().all(|part| at(&part.text, channel).fits));
}

#[test]
fn x_takes_280_and_counts_by_weight() {
    takes(Channel::X, "weighted", "a", 280);
    assert_eq!(at("早", Channel::X).count, 2);
    assert_eq!(at("e\u{301}", Channel::X).count, 1, "composed first");
    assert_eq!(at("👨‍👩‍👧‍👦", Channel::X).count, 2);
    assert_eq!(at("https://example.com/a/very/long/path?and=more", Channel::X).count, 23);
    assert!(!at("a\u{FFFE}b", Channel::X).fits && !at("", Channel::X).fits);
}

#[test]
fn the_mentions_that_a_reply_begins_with_are_free_on_x() {
    let reply = Options { is_reply: true, ..Options::default() };
    let text = "@ana @bo_b  thanks @cy";
    assert_eq!(fit(text, Channel::X, &reply).count, 10);
    assert_eq!(fit(text, Channel::X, &Options::default()).count, 22);
    assert_eq!(fit("thanks @ana", Channel::X, &reply).count, 11);
    let long = format!("@ana {}", "a".repeat(281));
    let over = fit(&long, Channel::X, &reply);
    assert_eq!((over.count, over.over_from), (281, Some(285)));
    assert!(!fit("@ana", Channel::X, &reply).fits, "nothing is left to say");
    assert_eq!(fit(text, Channel::Mastodon, &reply).count, 22, "elsewhere they count");
}

#[test]
fn bluesky_takes_300_graphemes() {
    takes(Channel::Bluesky, "graphemes", "é", 300);
}

#[test]
fn mastodon_takes_500_graphemes() {
    takes(Channel::Mastodon, "graphemes", "é", 500);
}

#[test]
fn facebook_takes_8000_characters() {
    takes(Channel::Facebook, "characters", "é", 8_000);
}

#[test]
fn instagram_takes_2200_characters() {
    takes(Channel::Instagram, "characters", "é", 2_200);
}

#[test]
fn threads_takes_500_characters() {
    takes(Channel::Threads, "characters", "é", 500);
}

#[test]
fn linkedin_takes_1250_characters() {
    takes(Channel::Linkedin, "characters", "é", 1_250);
}

#[test]
fn youtube_takes_10000_characters() {
    takes(Channel::Youtube, "characters", "é", 10_000);
}

#[test]
fn reddit_takes_10000_characters() {
    takes(Channel::Reddit, "characters", "é", 10_000);
}

#[test]
fn the_app_store_takes_5970_characters() {
    takes(Channel::AppStore, "characters", "é", 5_970);
}

#[test]
fn google_play_takes_350_characters() {
    takes(Channel::GooglePlay, "characters", "é", 350);
}

#[test]
fn google_business_takes_4096_bytes() {
    takes(Channel::GoogleBusiness, "bytes", "a", 4_096);
    assert_eq!(at("é", Channel::GoogleBusiness).count, 2);
}

#[test]
fn whatsapp_takes_4096_characters() {
    takes(Channel::Whatsapp, "characters", "é", 4_096);
}

#[test]
fn a_text_message_takes_ten_segments() {
    let ten = at(&"a".repeat(1_530), Channel::Sms);
    assert_eq!((ten.unit, ten.count, ten.limit), ("GSM-7", 1_530, Some(1_530)));
    assert_eq!((ten.fits, ten.segments.len(), ten.parts.len()), (true, 10, 1));
    let more = at(&"a".repeat(1_531), Channel::Sms);
    assert_eq!((more.fits, more.over_from, more.segments.len()), (false, Some(1_530), 11));
    let wide = at(&"’".repeat(671), Channel::Sms);
    assert_eq!((wide.unit, wide.limit, wide.fits), ("UCS-2", Some(670), false));
    assert_eq!(wide.over_from, Some(670 * "’".len()));
    let one = Options { limit: Some(160), ..Options::default() };
    let two = fit(&"a".repeat(161), Channel::Sms, &one);
    assert_eq!((two.fits, two.over_from, two.limit), (false, Some(160), Some(160)));
}

#[test]
fn a_text_message_that_is_too_long_is_divided_where_sentences_end() {
    let sentence = "This sentence has forty-six letters in it all. ";
    let long = at(&sentence.repeat(40), Channel::Sms);
    assert_eq!((long.fits, long.segments.len()), (false, 13));
    let parts: Vec<_> = long.parts.iter().map(|part| part.length).collect();
    assert_eq!(parts, [47 * 32 - 1, 47 * 8 - 1], "as many sentences as ten segments hold");
    assert!(long.parts.iter().all(|part| part.text.ends_with("all.")));
}

#[test]
fn e_mail_web_form_and_phone_take_everything() {
    for channel in [Channel::Email, Channel::WebForm, Channel::Phone] {
        let text = "Word. ".repeat(10_000);
        let long = at(&text, channel);
        assert_eq!((long.fits, long.limit, long.count), (true, None, 60_000), "{channel}");
        assert_eq!((limit(channel), parts_of(&long)), (None, vec![text]), "{channel}");
    }
}

#[test]
fn a_caller_may_set_its_own_limit() {
    let premium = Options { limit: Some(25_000), ..Options::default() };
    assert!(fit(&"a".repeat(25_000), Channel::X, &premium).fits);
    assert_eq!(fit(&"a".repeat(25_001), Channel::X, &premium).over_from, Some(25_000));
    assert_eq!(limits(Channel::X).limit, Some(280));
}

#[test]
fn what_is_too_much_begins_between_two_letters() {
    let limit = |limit| Options { limit: Some(limit), ..Options::default() };
    let text = "ab👨‍👩‍👧‍👦cd";
    let facebook = fit(text, Channel::Facebook, &limit(4));
    assert_eq!((facebook.count, facebook.over_from), (11, Some(2)), "the family is one letter");
    let link = fit("see https://example.com now", Channel::X, &limit(20));
    assert_eq!(link.over_from, Some(4), "a link is never cut");
}

fn parts(text: &str, limit: u32) -> Vec<String> {
    let options = Options { limit: Some(limit), ..Options::default() };
    parts_of(&fit(text, Channel::Mastodon, &options))
}

#[test]
fn a_long_text_is_divided_where_sentences_end() {
    let text = "Sorry to hear that. Is it on?  Try again!\n\nThen write to us. Bye.";
    assert_eq!(
        parts(text, 40),
        ["Sorry to hear that. Is it on?", "Try again!\n\nThen write to us. Bye."]
    );
    assert_eq!(
        parts("A sentence that goes on for long. Yes.", 16),
        ["A sentence that", "goes on for", "long. Yes."]
    );
    assert_eq!(parts("Donaudampfschiff", 6), ["Donaud", "ampfsc", "hiff"]);
}

#[test]
fn what_is_locked_is_never_divided() {
    let text = "We can help. Call us any day. From nine to five. Bye.";
    let start = text.find("Call").unwrap();
    let end = start + "Call us any day. From nine to five.".len();
    let locked = std::array::from_ref(&(start..end)).clone();
    let ask = |limit| {
        let options = Options { limit: Some(limit), locked: &locked, ..Options::default() };
        fit(text, Channel::Mastodon, &options)
    };
    let forty = ask(40);
    assert_eq!(parts_of(&forty), ["We can help.", "Call us any day. From nine to five. Bye."]);
    assert!(forty.too_long.is_empty());
    let twenty = ask(20);
    assert_eq!(parts_of(&twenty), ["We can help.", "Call us any day. From nine to five.", "Bye."]);
    assert_eq!(twenty.too_long, locked, "it is longer than a part, and that is said");
}

#[test]
fn parts_are_numbered_when_that_is_asked_for() {
    let options = Options { limit: Some(20), is_numbered: true, ..Options::default() };
    let few = fit("One two. Three four. Five six.", Channel::Mastodon, &options);
    assert_eq!(parts_of(&few), ["One two. (1/3)", "Three four. (2/3)", "Five six. (3/3)"]);
    let many = fit(&"Word word. ".repeat(30), Channel::Mastodon, &options);
    assert_eq!(many.parts.len(), 30);
    assert!(many.parts.iter().all(|part| part.text.chars().count() <= 20), "{:?}", many.parts);
    assert_eq!(parts_of(&fit("One.", Channel::Mastodon, &options)), ["One."]);
}

#[test]
fn hostile_texts_are_measured_soon() {
    for piece in [
        "あ",
        "あ.",
        "-",
        "@",
        "#",
        "http://a.co/((",
        "a.",
        "あ_.com",
        "$a ",
        "@a@b.c ",
        "\u{200D}",
        "e\u{301}",
        "🇦",
        "\u{FEFF}",
        "a\u{300}.co",
        "[",
        "xn--",
        ".",
        "://",
    ] {
        let text = piece.repeat(2_000 / piece.len());
        for channel in Channel::ALL {
            drop(at(&text, channel));
        }
    }
}

/// Texts with what channels look for in them.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,12}",
        "[ \\n]{1,2}",
        Just(". ".to_owned()),
        Just("! ".to_owned()),
        Just(" https://example.com/a ".to_owned()),
        Just(" @ana@example.com ".to_owned()),
        Just(" #tag ".to_owned()),
        Just("👨‍👩‍👧‍👦".to_owned()),
        Just("日本語。".to_owned()),
        Just("€".to_owned()),
        "[\\p{L}\\p{N}\\p{P}\\p{S}]{1,3}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn ink(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn dividing_loses_nothing_and_each_part_fits(
        text in texts(), limit in 24_u32..60, channel in 0..Channel::ALL.len(),
    ) {
        let channel = Channel::ALL[channel];
        let options = Options { limit: Some(limit), ..Options::default() };
        let fit = fit(&text, channel, &options);
        prop_assert_eq!(parts_of(&fit).iter().map(|part| ink(part)).collect::<String>(), ink(&text));
        prop_assert_eq!(fit.fits, fit.over_from.is_none());
        prop_assert!(fit.over_from.is_none_or(|at| text.is_char_boundary(at)));
        for facet in &fit.facets {
            prop_assert!(text.get(facet.range.clone()).is_some());
        }
        for part in &fit.parts {
            let alone = antiphon_voice::channel::fit(&part.text, channel, &options);
            prop_assert_eq!(alone.count, part.length, "each part tells how long it is");
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let fits = |text: &str| antiphon_voice::channel::fit(text, channel, &options).fits;
        // Some scripts end a sentence without a blank after it.
        let mut sentences = text.trim_end().split_sentence_bound_indices().skip(1);
        let spaced = sentences.all(|(at, _)| text[..at].ends_with(char::is_whitespace));
        if spaced && words(&text).iter().all(|word| fits(word)) {
            let found: Vec<_> = fit.parts.iter().flat_map(|part| words(&part.text)).collect();
            prop_assert_eq!(found, words(&text), "no word is cut that need not be");
            prop_assert!(text.is_empty() || fit.parts.iter().all(|part| fits(&part.text)), "{:?}", fit.parts);
        }
    }

    #[test]
    fn a_locked_range_is_in_one_part(text in "[a-z]{1,9}([.!]? [a-zA-Z]{1,9}){3,30}", from in 0..40_usize, length in 1..20_usize) {
        let start = from.min(text.len() - 1);
        let end = (start + length).min(text.len());
        let locked = std::array::from_ref(&(start..end)).clone();
        let options = Options { limit: Some(25), locked: &locked, ..Options::default() };
        let fit = fit(&text, Channel::Mastodon, &options);
        let mark = text[start..end].trim();
        prop_assert!(fit.parts.iter().any(|part| part.text.contains(mark)), "{mark:?} in {:?}", fit.parts);
        prop_assert_eq!(parts_of(&fit).iter().map(|part| ink(part)).collect::<String>(), ink(&text));
    }

    #[test]
    fn the_segments_of_a_text_message_are_the_text(text in "(\\PC|[€\\[a-z ]){0,400}") {
        let fit = at(&text, Channel::Sms);
        let segments = fit.segments.iter().map(|range| &text[range.clone()]);
        prop_assert_eq!(segments.collect::<String>(), text);
    }

    #[test]
    fn any_text_is_measured_on_any_channel(text in "\\PC{0,60}|[ -~\\n]{0,80}", limit in 0_u32..30) {
        let backwards = Range { start: 3, end: 2 };
        let locked = [5..9_000, backwards, 1..4];
        let options = Options { limit: Some(limit), is_reply: true, spoiler: "cw", locked: &locked, is_numbered: true };
        for channel in Channel::ALL {
            drop(fit(&text, channel, &options));
        }
    }
}
