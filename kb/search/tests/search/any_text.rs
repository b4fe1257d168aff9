//! No text makes the index fail, and every place it names can be marked.

use std::ops::Range;
use std::sync::LazyLock;

use antiphon_search::{Scope, Suggestion};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use crate::library::{Library, answer, draft, in_language, shop};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut documents = shop();
    documents.push(answer("emoji", "🎉 Größe 👩‍🚀 退款\u{202E}x", "e\u{301}\0 ﷽", &["😀 where’s"]));
    documents.push(in_language("de", answer("de", "Wo ist mein Paket?", "İstanbul ß", &[])));
    documents.push(in_language("zh", answer("zh", "退款需要多长时间", "", &["退款呢"])));
    documents.push(draft("draft", "Drafts 🎉", ""));
    Library::of(&documents)
});

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        Just("where's my parcel".to_owned()),
        Just("退款 Größe 👩‍🚀".to_owned()),
        Just("@a RT #b https://c &amp; İ'İ e\u{301}".to_owned()),
        Just("refuuuund\0\u{202E}\r\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

#[track_caller]
fn check_places(text: &str, ranges: &[Range<usize>]) {
    for range in ranges {
        assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?} {text:?}");
    }
}

fn check_suggestion(message: &str, one: &Suggestion) {
    check_places(message, &one.matched.in_message);
    check_places(&one.title, &one.matched.in_title);
    if let Some((phrasing, ranges)) = &one.matched.in_phrasing {
        check_places(phrasing, ranges);
    }
    assert!((0.0..=1.0).contains(&one.confidence) && one.score.is_finite());
    assert!(
        !one.words.is_empty() || one.similar.is_some(),
        "a suggestion has a reason: {message:?}"
    );
}

fn check(text: &str) {
    for one in LIBRARY.suggest(text).list {
        check_suggestion(text, &one);
    }
    for scope in [Scope::InService, Scope::Library] {
        for hit in LIBRARY.find(text, scope).list {
            check_places(&hit.title, &hit.in_title);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_string_never_fails_and_places_are_on_character_boundaries(text in text()) {
        check(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_can_be_put_and_is_found_by_itself(title in text(), body in text()) {
        let library = Library::of(&[answer("one", &title, &body, &[&title, &body])]);
        for one in library.suggest(&title).list {
            check_suggestion(&title, &one);
            check_places(&body, &one.matched.in_body);
        }
    }
}

#[test]
fn extreme_texts_are_answered() {
    for text in [
        "",
        "\0",
        "😀😀😀",
        "\u{202E}\u{2066}",
        "''''",
        "@",
        "#",
        "&;",
        "\u{301}\u{301}",
        "RT RT RT",
    ] {
        check(text);
    }
    check(&"a".repeat(1_000_000));
    check(&"refund ".repeat(150_000));
    check(&"退".repeat(400_000));
    check(&"where is my parcel\n".repeat(10_000));
    let many: Vec<String> = (0..200_000).map(|n| format!("w{n}")).collect();
    check(&many.join(" "));
    check(&" ".repeat(1_000_000));
}
