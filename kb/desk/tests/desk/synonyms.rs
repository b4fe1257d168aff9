//! Words that mean the same: kept with the settings, used by what searches as one types.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{AnswerFilter, AnswerInput, SettingsInput, WorkspaceKind};
use antiphon_desk::{Desk, ErrorCode};

use crate::support::{Lab, answer, approved, marked, paste};

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn input(synonyms: &[&[&str]]) -> SettingsInput {
    SettingsInput {
        agent: "Lena Sommer".to_owned(),
        team: None,
        first_reply_minutes: 60,
        first_reply_by_channel: Vec::new(),
        synonyms: synonyms.iter().map(|group| strings(group)).collect(),
    }
}

fn library(desk: &Desk, text: &str) -> Vec<String> {
    let filter = AnswerFilter { text: text.to_owned(), ..AnswerFilter::default() };
    desk.list_answers(&filter, 0, 50).unwrap().rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn words_saved_as_meaning_the_same_find_answers_in_composer_and_library() {
    let lab = Lab::new();
    let desk = lab.empty();
    approved(&desk, answer("Refund time", "Five days."));
    assert!(desk.search_answers("chargeback", None, 5).unwrap().is_empty());
    let saved = desk.save_settings(input(&[&["refund", " chargeback ", "money back"]])).unwrap();
    assert_eq!(saved.settings.synonyms, [strings(&["refund", "chargeback", "money back"])]);
    let desk = {
        drop(desk);
        lab.open().unwrap()
    };
    for typed in ["chargeback", "money back", "chargebacks time"] {
        let hits = desk.search_answers(typed, None, 5).unwrap();
        assert_eq!(hits.first().map(|hit| hit.title.as_str()), Some("Refund time"), "{typed}");
        assert_eq!(library(&desk, typed), ["Refund time"], "{typed}");
    }
}

#[test]
fn a_list_that_breaks_a_rule_saves_nothing_and_names_the_word() {
    let lab = Lab::new();
    let desk = lab.empty();
    let before = desk.workspace().unwrap();
    let twice = SettingsInput { agent: "Jo".to_owned(), ..input(&[&["a1", "b1"], &["c1", "B1"]]) };
    let err = desk.save_settings(twice).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Invalid);
    assert!(err.to_string().contains("\"B1\""), "{err}");
    assert_eq!(desk.workspace().unwrap(), before, "the name is not saved either");
}

#[test]
fn adding_words_joins_the_groups_that_know_them_and_removing_the_last_but_one_ends_a_group() {
    let lab = Lab::new();
    let desk = lab.empty();
    desk.add_synonyms(&strings(&["refund", "money back"])).unwrap();
    desk.add_synonyms(&strings(&["parcel", "package"])).unwrap();
    let joined = desk.add_synonyms(&strings(&["REFUND", "chargeback", "parcel"])).unwrap();
    let expected = strings(&["refund", "money back", "parcel", "package", "chargeback"]);
    assert_eq!(joined, [expected]);
    let left = desk.remove_synonyms(&strings(&["Parcel", "package", "chargeback"])).unwrap();
    assert_eq!(left, [strings(&["refund", "money back"])]);
    let err = desk.remove_synonyms(&strings(&["refund", "box"])).unwrap_err();
    assert_eq!(err.code(), ErrorCode::NotFound);
    assert_eq!(err.to_string(), "\"box\" is in no group of words that mean the same");
    assert_eq!(desk.synonyms().unwrap().len(), 1, "and nothing is removed");
    assert_eq!(desk.remove_synonyms(&strings(&["refund"])).unwrap().len(), 0);
    let err = desk.add_synonyms(&strings(&["alone"])).unwrap_err();
    assert!(err.to_string().starts_with("\"alone\" stands alone"), "{err}");
}

#[test]
fn suggestions_do_not_change_with_the_words_that_mean_the_same() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let thread = paste(&desk, "how long until my chargeback arrives");
    let before = desk.suggest(&thread).unwrap().suggestions;
    desk.add_synonyms(&strings(&["refund", "chargeback"])).unwrap();
    assert!(!before.is_empty());
    assert_eq!(desk.suggest(&thread).unwrap().suggestions, before);
}

#[test]
fn a_hit_by_its_phrasing_or_text_shows_them_with_the_words_marked() {
    let lab = Lab::new();
    let desk = lab.empty();
    let phrasings = strings(&["🙈 where's my moolah?"]);
    approved(&desk, AnswerInput { phrasings, ..answer("Refund time", "It takes **five** days.") });
    let hit = desk.search_answers("mool", None, 5).unwrap().remove(0);
    let passage = hit.passage.unwrap();
    assert_eq!((passage.asked, passage.text.as_str()), (true, "🙈 where's my moolah?"));
    assert_eq!(marked(&passage.text, &passage.text_marks), ["moolah"]);
    let filter = AnswerFilter { text: "five".to_owned(), ..AnswerFilter::default() };
    let row = desk.list_answers(&filter, 0, 5).unwrap().rows.remove(0);
    let passage = row.passage.unwrap();
    assert_eq!((passage.asked, passage.text.as_str()), (false, "It takes five days."));
    assert_eq!(marked(&passage.text, &passage.text_marks), ["five"]);
    assert_eq!(desk.search_answers("refund", None, 5).unwrap().remove(0).passage, None);
}
