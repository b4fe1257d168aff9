//! What ranking promises: the same answers rank alike everywhere, what is taken back leaves no
//! trace, and what may not be used is named with its reason.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use antiphon_model::Channel;
use antiphon_search::{Absence, Ask, Document, EncodeError, Encoder, Suggestions};
use proptest::prelude::*;

use crate::library::{Library, ask, locale, open, shop};

/// An encoder for tests: a few words that mean the same share a direction.
#[derive(Debug)]
struct Thesaurus;

const GROUPS: [&[&str]; 4] = [
    &["refund", "money", "reimburse", "cash"],
    &["parcel", "delivery", "shipment", "package"],
    &["password", "login", "log"],
    &["address", "street", "moved"],
];

impl Encoder for Thesaurus {
    fn name(&self) -> &'static str {
        "thesaurus"
    }

    fn dimensions(&self) -> usize {
        GROUPS.len() + 1
    }

    fn speaks(&self, language: &str) -> bool {
        language == "en"
    }

    fn knows(&self, _word: &str) -> bool {
        true
    }

    fn encode(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EncodeError> {
        let vector = |text: &&str| {
            let text = text.to_lowercase();
            let has = |group: &[&str]| group.iter().any(|word| text.contains(word));
            let mut vector: Vec<f32> =
                GROUPS.iter().map(|group| if has(group) { 1.0 } else { 0.0 }).collect();
            vector.push(0.5);
            let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
            vector.iter().map(|value| value / length).collect()
        };
        Ok(texts.iter().map(vector).collect())
    }
}

fn prepared(library: &Library) {
    library.index.use_encoder(Arc::new(Thesaurus), &library.dir.path().join("meanings")).unwrap();
    library.index.prepare(&mut |_| ControlFlow::Continue(())).unwrap();
}

/// What an order is made of, to the last bit.
fn order(found: &Suggestions) -> Vec<(String, u32, u32)> {
    let one = |one: &antiphon_search::Suggestion| {
        (one.id.to_string(), one.score.to_bits(), one.confidence.to_bits())
    };
    found.list.iter().map(one).collect()
}

const MESSAGES: [&str; 5] = [
    "where is my refund",
    "still no parcel, where is it?",
    "cannot log in",
    "I moved, change it please",
    "send this back",
];

fn orders(library: &Library) -> HashMap<&'static str, Vec<(String, u32, u32)>> {
    MESSAGES.map(|message| (message, order(&library.suggest(message)))).into_iter().collect()
}

#[test]
fn the_same_answers_rank_alike_however_they_came() {
    let at_once = Library::of(&shop());
    prepared(&at_once);
    let one_by_one = Library::of(&[]);
    prepared(&one_by_one);
    for (seq, document) in (2..).zip(shop().iter().rev()) {
        one_by_one.put(std::slice::from_ref(document), seq);
        one_by_one.index.prepare(&mut |_| ControlFlow::Continue(())).unwrap();
    }
    assert_eq!(orders(&at_once), orders(&one_by_one));
}

#[test]
fn an_index_that_is_opened_again_ranks_as_before() {
    let library = Library::of(&shop());
    prepared(&library);
    let before = orders(&library);
    let Library { index, dir } = library;
    drop(index);
    let again = Library { index: open(&dir), dir };
    again.index.use_encoder(Arc::new(Thesaurus), &again.dir.path().join("meanings")).unwrap();
    let mut steps = 0;
    let watch = &mut |_| {
        steps += 1;
        ControlFlow::Continue(())
    };
    again.index.prepare(watch).unwrap();
    assert_eq!(steps, 0, "nothing is encoded or fitted twice");
    assert_eq!(orders(&again), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn removing_a_phrasing_restores_the_previous_scores_exactly(
        which in 0_usize..5,
        words in proptest::collection::vec("[a-z]{2,8}|refund|parcel|my", 1..6),
    ) {
        let library = Library::of(&shop());
        prepared(&library);
        let before = orders(&library);
        let mut taught = shop().swap_remove(which);
        taught.phrasings.push(words.join(" "));
        library.put(&[taught], 2);
        library.index.prepare(&mut |_| ControlFlow::Continue(())).unwrap();
        let id = shop()[which].id.to_string();
        prop_assert!(library.ids(&words.join(" ")).contains(&id), "what was learned shows at once");
        library.put(&[shop().swap_remove(which)], 3);
        library.index.prepare(&mut |_| ControlFlow::Continue(())).unwrap();
        prop_assert_eq!(orders(&library), before);
    }
}

#[test]
fn a_learned_phrasing_counts_in_the_very_next_suggestion() {
    let library = Library::of(&shop());
    let message = "the thingy from tuesday is broken";
    assert_ne!(library.ids(message).first().map(String::as_str), Some("return-item"));
    let mut taught = shop().pop().unwrap();
    taught.phrasings.push("my thingy from tuesday broke".to_owned());
    library.put(&[taught], 2);
    let found = library.suggest(message);
    assert_eq!(found.list[0].id.as_str(), "return-item");
}

#[test]
fn an_answer_that_was_rejected_for_a_post_stands_lower_for_such_posts_only() {
    let post = "where is my money now";
    let library = Library::of(&shop());
    let of = |found: &Suggestions| {
        let one = found.list.iter().find(|one| one.id.as_str() == "refund-time").unwrap();
        (one.score, one.confidence)
    };
    let (score, confidence) = of(&library.suggest(post));
    let others = ["cannot log in", "how long does a refund take?"];
    let before = others.map(|other| order(&library.suggest(other)));
    let mut rejecting = shop();
    for one in rejecting.iter_mut().filter(|one| one.id.as_str() == "refund-time") {
        one.rejected.push(post.to_owned());
    }
    library.put(&rejecting, 2);
    let (lower, less) = of(&library.suggest(post));
    assert!(lower < score && less < confidence, "{lower} {score}, {less} {confidence}");
    assert_eq!(others.map(|other| order(&library.suggest(other))), before);
}

#[test]
fn meaning_finds_an_answer_that_shares_no_word() {
    let library = Library::of(&shop());
    let message = "reimburse us promptly";
    assert!(
        library
            .suggest(message)
            .list
            .iter()
            .all(|one| one.similar.is_none() || !one.similar.as_ref().unwrap().in_meaning)
    );
    prepared(&library);
    let found = library.suggest(message);
    assert_eq!(found.list[0].id.as_str(), "refund-time", "{found:?}");
    let similar = found.list[0].similar.as_ref().expect("the reason is given");
    assert!(similar.in_meaning && similar.likeness > 0.5, "{similar:?}");
}

fn absence(change: impl Fn(Document) -> Document, ask: &Ask<'_>) -> (Suggestions, Absence) {
    let documents: Vec<Document> = shop()
        .into_iter()
        .map(|one| if one.id.as_str() == "refund-time" { change(one) } else { one })
        .collect();
    let found = Library::of(&documents).index.suggest(ask).unwrap();
    assert!(found.list.iter().all(|one| one.id.as_str() != "refund-time"), "{found:?}");
    let absent = found.absent.first().unwrap_or_else(|| panic!("no absence: {found:?}"));
    assert_eq!(absent.id.as_str(), "refund-time");
    assert_eq!(absent.title, "How long does a refund take?");
    let why = absent.why.clone();
    (found, why)
}

#[test]
fn an_answer_that_may_not_be_used_is_named_with_its_reason() {
    let message = ask("how long does a refund take");
    let (found, why) =
        absence(|one| Document { valid_ms: (i64::MIN, 9), ..one }, &Ask { now_ms: 10, ..message });
    assert_eq!(why, Absence::Expired { until_ms: 9 });
    assert!(!found.fits && found.absent[0].confidence > 0.5, "{found:?}");
    let (_, why) =
        absence(|one| Document { valid_ms: (11, 20), ..one }, &Ask { now_ms: 10, ..message });
    assert_eq!(why, Absence::NotYet { from_ms: 11 });
    let channel = Some(Channel::X);
    let (_, why) = absence(
        |one| Document { channels: vec![Channel::Email], ..one },
        &Ask { channel, ..message },
    );
    assert_eq!(why, Absence::Channel);
    let german = locale("de");
    let (_, why) = absence(
        |one| Document { locales: vec![locale("en")], ..one },
        &Ask { locale: Some(&german), ..message },
    );
    assert_eq!(why, Absence::Locale);
    let (_, why) =
        absence(|one| Document { private: true, ..one }, &Ask { public: true, ..message });
    assert_eq!(why, Absence::Private);
    let held = ["Payments".to_owned()];
    let (_, why) = absence(|one| one, &Ask { held: &held, ..message });
    assert_eq!(why, Absence::Held { topic: "payments".to_owned() });
}

#[test]
fn each_of_two_questions_gets_its_answer() {
    let library = Library::of(&shop());
    let message = "Hi! How long does a refund take? And where's my parcel?";
    let found = library.suggest(message);
    let firsts: Vec<(&str, &str)> = found
        .questions
        .iter()
        .map(|one| (&message[one.range.clone()], one.list[0].id.as_str()))
        .collect();
    assert_eq!(
        firsts,
        [
            ("How long does a refund take?", "refund-time"),
            ("And where's my parcel?", "parcel-late"),
        ]
    );
    assert!(found.fits);
    assert!(library.suggest("how long does a refund take?").questions.is_empty());
}
