//! Mastodon, by cases of our own.

use antiphon_model::Channel;
use antiphon_voice::channel::{Fit, Kind, Options, fit};

fn mastodon(text: &str) -> Fit {
    fit(text, Channel::Mastodon, &Options::default())
}

#[track_caller]
fn counts(text: &str, count: usize) {
    let fit = mastodon(text);
    assert_eq!(fit.count as usize, count, "{text}: {:?}", fit.facets);
}

#[test]
fn every_link_counts_23() {
    for link in [
        "https://example.com",
        "http://example.com/a/very/long/path?with=a&query=that#goes-on",
        "example.com",
        "example.org/𝄞/#score",
        "https://søk.example.no/",
        "bücher.de",
        "https://例え.みんな/",
        "例え.テスト.みんな",
        "пример.москва",
        "उदाहरण.भारत",
        "https://example.com/wiki/a_(b)",
    ] {
        counts(&format!("see {link} now"), 4 + 23 + 4);
        counts(link, 23);
        counts(&format!("({link})"), 25);
        counts(&format!("{link}."), 24);
    }
    counts("not.a.thing 1.5 e.g. a..b", 25);
    counts("write to ana@bücher.de now", 26);
}

#[test]
fn a_link_that_is_part_of_a_word_or_far_too_long_counts_as_it_is() {
    let word = format!("{}http://{}.com/example", "a".repeat(476), "b".repeat(30));
    assert!(!mastodon(&word).fits);
    let long = format!("http://example.com/valid?{}", "#foo?".repeat(1_000));
    assert!(!mastodon(&long).fits);
    let spaced = format!("{} http://{}.com/example", "a".repeat(476), "b".repeat(30));
    assert_eq!((mastodon(&spaced).count, mastodon(&spaced).fits), (500, true));
}

#[test]
fn a_mention_counts_without_its_host() {
    counts("@ana hi", 7);
    counts("@ana@example.com hi", 7);
    counts("hi @ana@bücher.de, @bo@例え.みんな!", 13);
    counts("@ana@nowhere", 12);
    counts("foo@ana@example.com", 19);
    counts("https://example.com/@ana@bücher.de", 23);
    let long = format!("@ana@{}.com", "b".repeat(500));
    assert!(!mastodon(&long).fits, "no host is so long");
    let text = "hi @ana.b@example.com, @c";
    let mentions: Vec<_> =
        mastodon(text).facets.into_iter().map(|f| (f.kind, f.value, f.range)).collect();
    assert_eq!(
        mentions,
        [
            (Kind::Mention, "ana.b@example.com".to_owned(), 3..21),
            (Kind::Mention, "c".to_owned(), 23..25)
        ]
    );
}

#[test]
fn what_a_person_calls_a_character_counts_one() {
    assert_eq!(mastodon(&"✨".repeat(500)).count, 500);
    assert!(mastodon(&"🏳️‍⚧️".repeat(500)).fits);
    assert!(!mastodon(&"🏳️‍⚧️".repeat(501)).fits);
}

#[test]
fn a_warning_counts_and_a_server_may_have_its_own_limit() {
    let warning = "b".repeat(250);
    let options = Options { spoiler: &warning, ..Options::default() };
    let both = |length: usize| fit(&"a".repeat(length), Channel::Mastodon, &options);
    assert!(both(250).fits);
    assert_eq!((both(251).fits, both(251).count, both(251).over_from), (false, 501, Some(250)));
    let only = Options { spoiler: &"b".repeat(520), ..Options::default() };
    assert!(!fit("", Channel::Mastodon, &only).fits);
    let own = Options { limit: Some(5_000), ..Options::default() };
    let long = fit(&"a".repeat(4_000), Channel::Mastodon, &own);
    assert_eq!((long.fits, long.limit), (true, Some(5_000)));
}
