//! What is suggested, what is not, and why.

use std::fmt::Write as _;
use std::ops::Range;

use antiphon_model::Channel;
use antiphon_search::{Ask, Document, FITS, Scope};
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

use crate::library::{Library, answer, ask, draft, id, in_language, locale, shop};

/// The text with brackets around the ranges.
fn marked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in ranges {
        write!(out, "{}[{}]", &text[at..range.start], &text[range.clone()]).unwrap();
        at = range.end;
    }
    out + &text[at..]
}

#[test]
fn a_shop_gets_the_expected_order() {
    let library = Library::of(&shop());
    let mut out = String::new();
    for message in [
        "@shop where's my parcel??? https://t.co/abc",
        "refund to which card?",
        "I NEED MY MONEY BACK #refund",
        "how do I change my address",
        "cannot log in, forgot my passwords",
        "do you sell gift cards",
        "hello",
    ] {
        let suggestions = library.suggest(message);
        let fits = if suggestions.fits { "fits" } else { "no" };
        let ids: Vec<String> = suggestions.list.iter().map(|one| one.id.to_string()).collect();
        writeln!(out, "{}", format!("{message} -> {fits}: {}", ids.join(", ")).trim_end()).unwrap();
    }
    insta::assert_snapshot!(out, @"
    @shop where's my parcel??? https://t.co/abc -> fits: parcel-late, refund-time
    refund to which card? -> fits: refund-time, return-item
    I NEED MY MONEY BACK #refund -> fits: refund-time, return-item, parcel-late
    how do I change my address -> fits: address-change, refund-time, parcel-late, return-item
    cannot log in, forgot my passwords -> fits: password, address-change, parcel-late, return-item, refund-time
    do you sell gift cards -> no: refund-time, address-change, password
    hello -> no:
    ");
}

#[test]
fn reasons_name_the_words_and_their_places() {
    let library = Library::of(&shop());
    let message = "😡 WHERE’S the parcel, I am waiting for my DELIVERY";
    let best = library.suggest(message).list.remove(0);
    assert_eq!(best.id, id("parcel-late"));
    let (phrasing, ranges) = best.matched.in_phrasing.clone().unwrap();
    let body = &shop()[1].body;
    let out = [
        marked(message, &best.matched.in_message),
        marked(&best.title, &best.matched.in_title),
        marked(&phrasing, &ranges),
        marked(body, &best.matched.in_body),
        best.words.join(" "),
    ];
    insta::assert_snapshot!(out.join("\n"), @"
    😡 [WHERE’S] the [parcel], I am [waiting] for my [DELIVERY]
    My [parcel] has not arrived
    still [waiting] for my [delivery]
    Please give us the order number and we will find the [parcel].
    WHERE’S parcel waiting DELIVERY
    ");
}

#[test]
fn a_draft_is_never_suggested_and_changes_no_ranking() {
    let library = Library::of(&shop());
    let before = library.suggest("where is my refund");
    library.put(&[draft("refund-draft", "Where is my refund", "my refund my refund")], 2);
    let after = library.suggest("where is my refund");
    assert_eq!(before, after);
    assert_eq!(library.found("my refund", Scope::Library)[0], "refund-draft");
    assert!(!library.found("my refund", Scope::InService).contains(&"refund-draft".to_owned()));
}

#[test]
fn a_replaced_answer_is_not_found_by_its_old_words() {
    let library = Library::of(&shop());
    library.put(&[answer("password", "Unlock an account", "Ask us.", &[])], 2);
    assert_eq!(library.ids("forgotten password"), Vec::<String>::new());
    assert_eq!(library.ids("unlock"), ["password"]);
    assert_eq!(library.index.count(), shop().len());
}

#[test]
fn a_removed_answer_is_gone() {
    let library = Library::of(&shop());
    let mut writer = library.index.writer().unwrap();
    writer.remove(&id("password"));
    writer.commit(2).unwrap();
    assert_eq!(library.ids("password"), Vec::<String>::new());
    assert!(library.index.ids().unwrap().iter().all(|(one, _)| *one != id("password")));
}

#[test]
fn an_index_filled_anew_ranks_exactly_alike() {
    let library = Library::of(&shop());
    for seq in 2..8 {
        library.put(&[answer("password", &format!("Parcel refund {seq}"), "money", &[])], seq);
    }
    library.put(&shop()[3..4], 9);
    let mut reversed = shop();
    reversed.reverse();
    let anew = Library::of(&reversed);
    for message in ["where is my parcel", "money back to my account", "change the order"] {
        assert_eq!(library.suggest(message), anew.suggest(message), "{message}");
    }
}

#[test]
fn equally_good_answers_come_in_the_order_of_their_ids() {
    let twins = ["d", "b", "a", "c"].map(|id| answer(id, "Same title", "same body", &[]));
    let library = Library::of(&twins);
    assert_eq!(library.ids("same title"), ["a", "b", "c", "d"]);
    assert_eq!(library.found("same", Scope::InService), ["a", "b", "c", "d"]);
    let more: Vec<Document> =
        (0..60).map(|n| answer(&format!("id{n}"), "Same title", "", &[])).collect();
    let mut turned = more.clone();
    turned.reverse();
    assert_eq!(Library::of(&more).ids("title"), Library::of(&turned).ids("title"));
}

#[test]
fn stems_and_missing_accents_meet_in_german_and_spanish() {
    let library = Library::of(&[
        in_language("de", answer("de", "Rückerstattungen erhalten", "", &[])),
        in_language("es", answer("es", "Solicitar una devolución", "", &[])),
    ]);
    let of = |tag: &str, text: &str| {
        let locale = locale(tag);
        let suggestions = library.index.suggest(&Ask { locale: Some(&locale), ..ask(text) });
        suggestions.unwrap().list.into_iter().map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("de-AT", "meine Rückerstattung"), ["de"]);
    assert_eq!(of("de", "RUCKERSTATTUNG"), ["de"]);
    assert_eq!(of("es", "devoluciones"), ["es"]);
    assert_eq!(of("es-MX", "devolucion"), ["es"]);
    assert_eq!(library.ids("quiero pedir una devolucion"), ["es"], "told from the text");
}

#[test]
fn languages_without_blanks_or_stems_match_too() {
    let library = Library::of(&[
        in_language("zh", answer("zh", "退款需要多长时间", "", &[])),
        in_language("th", answer("th", "การคืนเงินใช้เวลากี่วัน", "", &[])),
        in_language("pl", answer("pl", "Zwrot pieniędzy", "", &[])),
    ]);
    assert_eq!(library.ids("我的退款呢"), ["zh"]);
    assert_eq!(library.ids("ยังไม่ได้คืนเงิน"), ["th"]);
    assert_eq!(library.ids("gdzie moj ZWROT"), ["pl"]);
}

#[test]
fn drawn_out_words_are_understood() {
    let library = Library::of(&shop());
    assert_eq!(library.ids("refuuuuund")[0], "refund-time");
    assert_eq!(library.ids("arriiiived passsssword")[..], ["password", "parcel-late"]);
}

#[test]
fn a_small_share_of_a_message_is_little_confidence() {
    let library = Library::of(&shop());
    let exact = library.suggest("where's my parcel?");
    let vague = library.suggest("do your shops in Norway sell parcel tape and gift cards");
    assert!(exact.fits && exact.confidence > 0.9, "{exact:?}");
    assert!(!vague.fits && vague.confidence < 0.4, "{vague:?}");
}

#[test]
fn a_message_of_a_megabyte_is_answered_by_its_ends() {
    let library = Library::of(&shop());
    let long = format!("where is my refund {} password", "lorem ipsum ".repeat(100_000));
    let ids = library.ids(&long);
    assert!(ids.contains(&"refund-time".to_owned()) && ids.contains(&"password".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A library of answers that differ in everything that is filtered by.
    #[test]
    fn a_filtered_answer_never_appears(
        kinds in proptest::collection::vec(any::<(u8, u8, i8, i8, bool)>(), 1..30),
        asked in any::<(u8, u8, i8)>(),
    ) {
        const TAGS: [&str; 4] = ["en", "en-GB", "de", "fr-CA"];
        let documents: Vec<Document> = kinds.iter().enumerate().map(|(n, kind)| Document {
            channels: Channel::ALL.into_iter().filter(|c| (kind.0 >> (*c as u8 % 8)) & 1 == 1)
                .collect(),
            locales: (0..4).filter(|bit| (kind.1 >> bit) & 1 == 1)
                .map(|bit| locale(TAGS[bit])).collect(),
            valid_ms: (kind.2.into(), kind.3.into()),
            in_service: kind.4,
            ..answer(&format!("{n}"), "refund of a parcel", "money", &["my refund"])
        }).collect();
        let library = Library::of(&documents);
        let channel = Channel::ALL[usize::from(asked.0) % Channel::ALL.len()];
        let wanted = locale(TAGS[usize::from(asked.1) % 4]);
        let now_ms = i64::from(asked.2);
        let fits = |one: &Document| {
            one.in_service
                && (one.channels.is_empty() || one.channels.contains(&channel))
                && (one.locales.is_empty() || one.locales.iter().any(|own| own.serves(&wanted)))
                && (one.valid_ms.0..=one.valid_ms.1).contains(&now_ms)
        };
        let ask = Ask {
            text: "my refund", channel: Some(channel), locale: Some(&wanted), public: false,
            held: &[], fits_from: FITS, now_ms, limit: 50,
        };
        let mut ids: Vec<String> = library.index.suggest(&ask).unwrap().list.into_iter()
            .map(|one| one.id.to_string()).collect();
        ids.sort();
        let mut expected: Vec<String> =
            documents.iter().filter(|one| fits(one)).map(|one| one.id.to_string()).collect();
        expected.sort();
        prop_assert!(ids == expected, "{ids:?} {expected:?}");
    }
}
