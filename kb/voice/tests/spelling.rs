//! Spelling through its public door, with a small dictionary of the tests' own.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "plain functions of tests")]

use antiphon_model::Locale;
use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::spelling::{Accepted, RULE, Speller};
use proptest::prelude::*;

const AFF: &str = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz'\nSFX S Y 1\nSFX S 0 s .\n";
const DIC: &str = "20\nhello\nthanks\nfor\nwaiting\nyour\nparcel/S\nis\non\nthe\nvan\nwe\napologize\n\
                   don't\nis\ncolor/S\nof\nit\nand\nhelp/S\n";

fn speller(locale: &str, dic: &str) -> Speller {
    let mut speller = Speller::new(Locale::parse(locale).unwrap());
    speller.add(AFF, dic).unwrap();
    speller
}

fn found(text: &str) -> Vec<Finding> {
    speller("en", DIC).check(text, &Accepted::default())
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let words: Vec<_> = found(text).iter().map(|one| text[one.range.clone()].to_owned()).collect();
    assert_eq!(words, expected, "{text}");
}

#[test]
fn a_slip_is_found_where_it_stands_with_what_may_have_been_meant() {
    let all = found("Thanks for waitng, your parcl is on the van. 🎉");
    assert_eq!(all.len(), 2, "{all:?}");
    let (first, second) = (&all[0], &all[1]);
    assert_eq!((first.rule.as_str(), first.severity), (RULE, Severity::Suggestion));
    assert_eq!((first.range.clone(), first.fixes[0].replacement.as_str()), (11..17, "waiting"));
    assert_eq!(first.fixes[0].range, 11..17);
    assert_eq!((second.range.clone(), second.fixes[0].replacement.as_str()), (24..29, "parcel"));
    assert!(all.iter().all(|one| one.fixes.len() <= 5));
}

#[test]
fn what_is_no_word_of_a_language_is_never_flagged() {
    check("@thier_air #teh https://teh.example/teh teh@teh.example teh.example/teh", &[]);
    check("`teh` {{teh.name}} IMEI iPhnoe 12ab 🎉 ^JM *MarcusT /AY", &[]);
    check("Hello Okafor, the van is on it. Priya", &[]);
}

#[test]
fn accepted_words_are_right_in_every_case_and_with_an_ending() {
    let accepted: Accepted = ["Northlight", "fibre 150", "Zuri"].into_iter().collect();
    let speller = speller("en", DIC);
    assert_eq!(speller.check("the northlight fibre, zuri's and Northlight’s", &accepted), []);
    assert_eq!(speller.check("the northlight", &Accepted::default()).len(), 1);
}

#[test]
fn a_slip_at_the_beginning_of_a_sentence_is_found_and_a_name_is_not() {
    check("Thnaks for waiting.", &["Thnaks"]);
    check("Siobhan is on it.", &[]);
}

#[test]
fn apostrophes_of_both_kinds_are_read_and_kept() {
    check("don't don’t", &[]);
    let all = found("we dont’");
    assert_eq!(all.len(), 1, "{all:?}");
    let all = found("we dno’t");
    assert!(all[0].fixes.iter().any(|fix| fix.replacement == "don’t"), "{all:?}");
}

#[test]
fn british_spellings_are_right_unless_the_reply_is_american() {
    check("we apologise for the colours", &[]);
    let american = speller("en-US", DIC);
    assert_eq!(american.check("we apologise", &Accepted::default()).len(), 1);
}

#[test]
fn german_nouns_are_looked_up_although_they_are_large() {
    let german = speller("de", "6\ndas\nPaket\nist\nda\nwir\nBestellung\n");
    let wrong = german.check("das Pakte ist da", &Accepted::default());
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].fixes[0].replacement, "Paket");
    assert_eq!(german.check("das Paket ist da, Okafor", &Accepted::default()), []);
}

#[test]
fn without_a_dictionary_nothing_is_wrong_and_a_broken_one_is_refused() {
    let mut speller = Speller::new(Locale::parse("fr").unwrap());
    assert_eq!(speller.check("tout va bein", &Accepted::default()), []);
    let err = speller.add("SFX broken", "no number\n").unwrap_err();
    assert!(err.to_string().starts_with("the dictionary cannot be read"), "{err}");
}

proptest! {
    #[test]
    fn no_text_makes_the_check_panic_and_every_place_is_in_the_text(text in any::<String>()) {
        for finding in found(&text) {
            prop_assert!(text.get(finding.range.clone()).is_some());
        }
    }
}
